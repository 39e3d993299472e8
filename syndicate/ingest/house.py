"""What every source's part of a run has in common, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from syndicate.config import Settings, Source
from syndicate.fetch.base import Fetched
from syndicate.model import SourceState
from syndicate.sources.base import Failure, Memory, Request, Stamp

if TYPE_CHECKING:  # what reads and cleans: not for a run to which nothing came
    from syndicate.match import Profiles
    from syndicate.store import Inbox
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
    profiles: Profiles
    progress: Progress | None = None


@dataclass(slots=True)
class Tally:
    """What a poll has come to so far."""

    documents: int = 0
    failed: int = 0
    steps: int = 0  # answers that were only on the way to others
    new: int = 0
    changed: int = 0
    bytes: int = 0
    seconds: float = 0.0
    status: int = 0
    retry_after: int = 0
    held: int = 0  # answers for which nothing was sent: a host asked us to wait
    gone: bool = False  # the source itself answered 410
    fresh: int = 0  # seconds promised by max-age or Expires
    conditional: bool = True  # its lists came with validators
    skipped: list[str] = field(default_factory=list)
    memory: Memory | None = None

    @property
    def well(self) -> bool:
        """Whether any answer was good for something, or none was bad."""
        return self.documents - self.steps > self.failed or not self.failed

    @property
    def state(self) -> SourceState:
        """How a poll leaves its source."""
        if self.well:
            return SourceState.OK
        return SourceState.GONE if self.gone else SourceState.FAILING

    @property
    def only_held(self) -> bool:
        """Whether nothing was told because hosts had asked us to wait."""
        return not self.well and self.held == self.documents - self.steps

    def note_problem(self, reason: str) -> None:
        """Take note that the source's kind could not even say what to ask for."""
        self.documents += 1
        self.failed += 1
        self.skipped.append(reason)

    def note(self, fetched: Fetched) -> None:
        """Take note of how an answer came; a list also tells when it may be asked."""
        self.documents += 1
        self.seconds += fetched.seconds
        self.status = self.status or fetched.status
        outcome = fetched.answer.outcome
        is_list = fetched.answer.request.about == "items"
        self.bytes += fetched.bytes
        if isinstance(outcome, Failure):
            self.held += fetched.held
            self.retry_after = max(self.retry_after, outcome.retry_after or 0)
            self.gone = self.gone or (is_list and outcome.status == HTTPStatus.GONE)
            return
        if is_list and fetched.status:
            stamp = fetched.stamp
            self.fresh = max(self.fresh, stamp.fresh)
            told = bool(stamp.etag or stamp.last_modified)
            self.conditional = self.conditional and told
