"""From a posting as told to a release with clean text and a parsed record.

What cleans is imported when it is asked for: mostly that is a worker's part, and its
patterns take longer to make than all else that a run loads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.clean.rules import CLEAN_VERSION, Rules, make_rules

if TYPE_CHECKING:
    from syndicate.clean.cleaning import clean

__all__ = ["CLEAN_VERSION", "Rules", "clean", "make_rules"]


def __getattr__(name: str) -> object:
    """The verb itself (PEP 562)."""
    if name != "clean":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from syndicate.clean.cleaning import clean  # noqa: PLC0415 - start-up

    globals()[name] = clean
    return clean
