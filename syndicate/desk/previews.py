"""Editions put together aside: a page that waits for one says so and looks again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

from syndicate.model import Series

AT_ONCE = 0.03  # seconds that whoever asks is kept waiting


@dataclass(frozen=True, slots=True)
class Look:
    """An edition as it is put together once; looks are numbered."""

    number: int
    page: Future[bytes]

    def ready(self, seconds: float) -> bytes | None:
        """The page, if it is there within these seconds; raises what went wrong."""
        try:
            return self.page.result(seconds)
        except TimeoutError:
            return None


@dataclass(slots=True)
class Previews:
    """The last look at the open edition of each series, under way or over."""

    at_once: float = AT_ONCE
    _last: dict[Series, Look] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _aside: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, "preview")
    )

    def look(
        self, series: Series, number: int | None, compose: Callable[[], bytes]
    ) -> Look:
        """The look of that number, else one that is under way, else a new one."""
        with self._lock:
            last = self._last.get(series)
            if last is None or (last.page.done() and last.number != number):
                number = last.number + 1 if last else 1
                last = Look(number, self._aside.submit(compose))
                self._last[series] = last
            return last
