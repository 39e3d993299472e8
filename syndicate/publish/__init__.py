"""From an edition to files. The output folders are written here.

What makes pages is imported when it is asked for: a run to which nothing new came
makes none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from syndicate.publish.assemble import publish, tell_staff
    from syndicate.publish.base import Published

__all__ = ["Published", "publish", "tell_staff"]


def __getattr__(name: str) -> object:
    """A public name, from the module that has it (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from syndicate.publish import assemble, base  # noqa: PLC0415 - start-up

    found: object = getattr(base if name == "Published" else assemble, name)
    globals()[name] = found
    return found
