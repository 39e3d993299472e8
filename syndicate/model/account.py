"""What a run came to, however it ended, for whoever watches from outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from syndicate.model.standing import SourceReport
from syndicate.model.words import SourceState


@dataclass(frozen=True, slots=True)
class Polled:
    """What asking a source came to in one run.

    `status`: of HTTP, 0 for files and where nothing answered; `seconds`: spent waiting
    for its documents.
    """

    documents: int = 0
    bytes: int = 0
    seconds: float = 0.0
    status: int = 0
    new: int = 0
    changed: int = 0
    skipped: int = 0
    reason: str = ""  # why it failed


@dataclass(frozen=True, slots=True)
class Watched:
    """A source as it stands after a run; `asked` is None when the run left it alone."""

    report: SourceReport
    asked: Polled | None = None

    @property
    def outcome(self) -> SourceState:
        """Its state, or "not due" when it is well and was not asked."""
        if self.asked or self.report.state is not SourceState.OK:
            return self.report.state
        return SourceState.NOT_DUE

    @property
    def error(self) -> str:
        """The class of what is wrong with it, "" when nothing is.

        `gone`, `waiting`, `http` (a status that says no), `document` (it came and could
        not be read), `unreached` (nothing came), `earlier` (it failed in a run before
        and was not asked in this one).
        """
        if not self.report.error:
            return ""
        if self.report.state in (SourceState.GONE, SourceState.WAITING):
            return self.report.state
        if self.asked is None:
            return "earlier"
        if self.asked.status >= 400:
            return "http"
        return "document" if self.asked.status or self.asked.bytes else "unreached"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its exit code, after how many seconds, and what ended it."""

    moment: datetime
    seconds: float
    code: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """What a run that reached its end made of the stories and of the public files."""

    documents: int
    stories: int
    new: int
    changed: int
    held: int
    went_out: int
    written: int
    removed: int
    unchanged: int
    problems: int
    failing: int  # commands and pings that staff should see to


@dataclass(frozen=True, slots=True)
class RunAccount:
    """A run: how it ended, what it made, how each source stands.

    `work` is None where it did not reach its end, `sources` are empty and
    `database_bytes` None where the database cannot be read. `backed_up`: when the
    newest backup was made, None where there is none.
    """

    ended: Ended
    work: Work | None = None
    sources: tuple[Watched, ...] = ()
    database_bytes: int | None = None
    backed_up: datetime | None = None
