"""Whoever watches from outside is told of each run, also of one that fails.

A ping says that it began and how it ended, a file holds its figures, and its lines go
into a log. Nothing that goes wrong here ends a run or changes its exit code.

A run that finds another at work pings nobody and leaves the file alone: the one at work
does both. Else a run that hangs would be covered by those that come after it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Self

from syndicate import __version__
from syndicate.config import Settings
from syndicate.errors import Busy, SyndicateError
from syndicate.model import Ended, RunAccount, Work

Judge = Callable[[BaseException], tuple[str, int]]  # what to say, and the exit code
Say = Callable[[str], None]


@dataclass(slots=True)
class Watch:
    """The watch over one run: a context manager, left with how the run ended.

    `started` is called when the run is alone at work. `code` and `work` are set by who
    knows them; an error that leaves the block is judged by `judge`. `warn` is told what
    went wrong with watching, and `log` each line of the log.
    """

    settings: Settings
    moment: datetime
    judge: Judge
    warn: Say
    log: Say | None = None
    code: int = 0
    work: Work | None = None
    began: float = field(default_factory=time.monotonic)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Tell how the run ended; the error goes on."""
        reason, code = self.judge(error) if error else ("", self.code)
        seconds = time.monotonic() - self.began
        ended = Ended(self.moment, seconds, code, reason)
        busy = isinstance(error, Busy)
        if self.log or (self.settings.metrics.file and not busy):
            self._tell(ended, busy=busy)
        if not busy:
            self._ping(str(code))

    def _tell(self, ended: Ended, *, busy: bool) -> None:
        """Lay the file of figures, and tell the log."""
        from syndicate.publish.log import log_lines  # noqa: PLC0415 - start-up

        account = RunAccount(ended)
        if not busy:
            account = take_account(self.settings, ended, self.work)
            self._lay(account)
        if self.log:
            for line in log_lines(account):
                self.log(line)

    def started(self) -> None:
        """Ping that the run began."""
        self._ping("start")

    def _ping(self, signal: str) -> None:
        settings = self.settings
        if not settings.ping.url_from:
            return
        from syndicate.fetch.http import name_agent  # noqa: PLC0415 - start-up
        from syndicate.fetch.ping import Ping  # noqa: PLC0415

        agent = name_agent(settings.fetch.contact)
        trouble = Ping(settings.ping.url_from, settings.fetch, agent).tell(signal)
        if trouble:
            self.warn(f"the ping ({signal}) was not taken: {trouble}")

    def _lay(self, account: RunAccount) -> None:
        file = self.settings.metrics.file
        if file is None:
            return
        from syndicate.publish.metrics import lay_metrics  # noqa: PLC0415 - start-up

        try:
            lay_metrics(account, __version__, file)
        except SyndicateError as error:
            self.warn(f"metrics.file: {error}")


def take_account(settings: Settings, ended: Ended, work: Work | None) -> RunAccount:
    """What a run came to; of a database that cannot be read, nothing is told."""
    from syndicate.maintenance.backing import listed  # noqa: PLC0415 - start-up
    from syndicate.store import Store  # noqa: PLC0415

    path = settings.paths.database
    sources = Store.watched(path, settings.source, ended.moment)
    size = path.stat().st_size if path.is_file() else None
    try:
        backups = [moment for _, moment in listed(settings.backups, path.stem)]
    except OSError:  # the folder cannot be read; doctor says so
        backups = []
    return RunAccount(ended, work, sources, size, max(backups, default=None))
