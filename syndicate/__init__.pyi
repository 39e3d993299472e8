# For type checkers: `__getattr__` in __init__.py would let them pass any name.
from syndicate.api import *  # noqa: F403 - what its __all__ names, re-exported (PEP 484)
from syndicate.api import __all__ as __all__

__version__: str
