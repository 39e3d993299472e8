"""What every source's part of a run has in common, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from syndicate.config import Settings, Source
from syndicate.fetch.base import Fetched
from syndicate.sources.base import Memory, Request, Stamp
from syndicate.store import Enrolled, Inbox
from syndicate.workers import Pool

Progress = Callable[[str, int, int | None], None]
Ask = Callable[[Source, Request, Stamp | None], Fetched]


@dataclass(frozen=True, slots=True)
class House:
    """What every source's part of a run has in common."""

    settings: Settings
    inbox: Inbox
    pool: Pool
    ask: Ask
    now: datetime
    progress: Progress | None = None

    def clock_went_back(self, enrolled: Enrolled) -> bool:
        """Whether the last poll lies in the future of this run's clock."""
        return enrolled.last_polled is not None and enrolled.last_polled > self.now


@dataclass(slots=True)
class Tally:
    """What a poll has come to so far."""

    documents: int = 0
    failed: int = 0
    new: int = 0
    changed: int = 0
    bytes: int = 0
    seconds: float = 0.0
    status: int = 0
    retry_after: int = 0
    skipped: list[str] = field(default_factory=list)
    items: set[str] = field(default_factory=set)
    memory: Memory | None = None
