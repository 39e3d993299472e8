# For type checkers, to whom __getattr__ in __init__.py would say that every name is there.
from syndicate.api import *  # noqa: F403 - what its __all__ names, re-exported (PEP 484)

__all__: list[str]
__version__: str
