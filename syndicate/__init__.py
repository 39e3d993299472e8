"""Recognise one clinic announcement wherever it ran, and publish it once.

The names in `__all__` are what other programs may rely on; docs/api.md tells of them.
Each is imported when it is first asked for, so that `import syndicate` costs nothing.
"""

from __future__ import annotations

__all__ = [  # noqa: RUF022 - names that __getattr__ gives, verbs first
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

__version__ = "1.0.0"


def __getattr__(name: str) -> object:
    """A public name, from the module that has it (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - start-up

    found: object = getattr(import_module("syndicate.api"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names, for whoever looks."""
    return sorted(__all__)
