"""What publishing says of itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """What a run wrote: paths relative to their folder, and what was left out."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    problems: tuple[str, ...] = ()  # one line each: story and what was wrong with it
