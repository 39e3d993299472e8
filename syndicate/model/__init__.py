"""The nouns: frozen values that flow from stage to stage.

    Document ─read─▶ Posting ─clean─▶ Release ─match─▶ Story ─brief─▶ Brief
    ─edit─▶ Edition

Everything else here is a part of one of those six, or a word they are made with. A
value never changes; a change makes another (`dataclasses.replace`). Instants are aware
datetimes.
"""

from __future__ import annotations

from syndicate.model.account import Account, Asked, Ended, Watched, Work
from syndicate.model.edition import (
    Closed,
    Delivery,
    Edition,
    Exodus,
    Forms,
    Gap,
    Period,
    Proof,
    SourceReport,
)
from syndicate.model.nouns import (
    Amendment,
    Brief,
    Document,
    Entry,
    Posting,
    Release,
    Story,
    Version,
)
from syndicate.model.outcome import Published, Run, Writing
from syndicate.model.parts import (
    About,
    Appearance,
    Check,
    Contact,
    Dateline,
    Decision,
    Drift,
    Embargo,
    Evidence,
    Fact,
    Image,
    Link,
    Moment,
    Part,
    Provenance,
    Quote,
    Retelling,
    Unsupported,
)
from syndicate.model.readers import Fed, Listed, Ran, Sheet, Tombstone
from syndicate.model.words import (
    Act,
    Form,
    Precision,
    Purpose,
    Relation,
    Series,
    Standing,
    Trust,
    Way,
)

__all__ = [
    "About",
    "Account",
    "Act",
    "Amendment",
    "Appearance",
    "Asked",
    "Brief",
    "Check",
    "Closed",
    "Contact",
    "Dateline",
    "Decision",
    "Delivery",
    "Document",
    "Drift",
    "Edition",
    "Embargo",
    "Ended",
    "Entry",
    "Evidence",
    "Exodus",
    "Fact",
    "Fed",
    "Form",
    "Forms",
    "Gap",
    "Image",
    "Link",
    "Listed",
    "Moment",
    "Part",
    "Period",
    "Posting",
    "Precision",
    "Proof",
    "Provenance",
    "Published",
    "Purpose",
    "Quote",
    "Ran",
    "Relation",
    "Release",
    "Retelling",
    "Run",
    "Series",
    "Sheet",
    "SourceReport",
    "Standing",
    "Story",
    "Tombstone",
    "Trust",
    "Unsupported",
    "Version",
    "Watched",
    "Way",
    "Work",
    "Writing",
]
