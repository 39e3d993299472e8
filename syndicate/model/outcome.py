"""What a run came to: what it wrote, what a language model wrote, and all of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from syndicate.model.standing import Delivery, SourceReport


@dataclass(frozen=True, slots=True)
class Published:
    """What a run wrote: paths relative to their folder, and what was left out."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    problems: tuple[str, ...] = ()  # one line each: story and what was wrong with it
    deliveries: tuple[Delivery, ...] = ()  # who was told of it, or should have been
    went_out: int = 0  # stories that had waited for their hour

    def then(self, deliveries: tuple[Delivery, ...], written: Collection[str]) -> Self:
        """The same after others were told, and what staff read was written again."""
        return replace(
            self,
            written=tuple(dict.fromkeys((*self.written, *written))),
            deliveries=deliveries,
        )


@dataclass(frozen=True, slots=True)
class Writing:
    """What came of a run's questions; `waiting`: some are left for the next run."""

    writer: str  # the service and model
    written: int = 0
    refused: int = 0
    failed: int = 0
    trouble: str = ""  # why the last that failed did
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to. `documents`: those read; `seconds`: wall clock of the run."""

    moment: datetime
    reports: tuple[SourceReport, ...]
    stories: int
    new: int
    changed: int
    held: int
    published: Published
    seconds: float
    documents: int
    outdated: bool = False  # stories rest on older rules of matching
    writing: Writing | None = None  # None where no language model is to be asked
