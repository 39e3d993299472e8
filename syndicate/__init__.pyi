from syndicate.api import (
    Appearance as Appearance,
)
from syndicate.api import (
    Brief as Brief,
)
from syndicate.api import (
    Document as Document,
)
from syndicate.api import (
    Edition as Edition,
)
from syndicate.api import (
    Posting as Posting,
)
from syndicate.api import (
    Release as Release,
)
from syndicate.api import (
    Run as Run,
)
from syndicate.api import (
    Settings as Settings,
)
from syndicate.api import (
    Store as Store,
)
from syndicate.api import (
    Story as Story,
)
from syndicate.api import (
    SyndicateError as SyndicateError,
)
from syndicate.api import (
    load as load,
)
from syndicate.api import (
    open_database as open_database,
)
from syndicate.api import (
    read as read,
)
from syndicate.api import (
    run as run,
)

__version__: str

__all__ = [  # noqa: RUF022 - verbs first
    "__version__",
    "load",
    "run",
    "read",
    "open_database",
    "Settings",
    "Run",
    "Store",
    "Document",
    "Posting",
    "Release",
    "Story",
    "Appearance",
    "Brief",
    "Edition",
    "SyndicateError",
]
