"""What takes longer than a page may: publishing after a run, polling a source.

One thread does one thing after the other. What is lost with the process is no loss: a
decision is kept, and the next run publishes it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from queue import SimpleQueue
from threading import Lock, Thread

from syndicate.config import Settings
from syndicate.decisions import publish_kept
from syndicate.errors import Busy, SyndicateError

PUBLISH = ""  # the errand that is no source's
PATIENCE = 900.0  # seconds to wait for a run to end
BETWEEN = 1.0  # seconds between two looks at its lock


@dataclass(slots=True)
class Errands:
    """Does what it is told to, aside; `told` says what came of it, by errand."""

    settings: Settings
    clock: Callable[[], datetime]
    told: dict[str, str] = field(default_factory=dict)
    _queue: SimpleQueue[str] = field(default_factory=SimpleQueue)
    _waiting: set[str] = field(default_factory=set)
    _after_run: set[str] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)
    _thread: Thread | None = None

    def publish(self) -> None:
        """Publish what waits, as soon as the run that goes on has ended."""
        self._add(PUBLISH)

    def poll(self, source: str) -> None:
        """Poll a source now, due or not."""
        self._add(source)

    def is_waiting(self, errand: str) -> bool:
        """Whether it is still to be done."""
        with self._lock:
            return errand in self._waiting

    def is_after_run(self, errand: str) -> bool:
        """Whether it waits for a run that holds the lock."""
        with self._lock:
            return errand in self._after_run

    def _add(self, errand: str) -> None:
        with self._lock:
            if errand not in self._waiting:
                self._waiting.add(errand)
                self._queue.put(errand)
            if self._thread is None:
                self._thread = Thread(target=self._work, daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while True:
            errand = self._queue.get()
            done = False
            try:
                self.told[errand] = self._do(errand)
                done = True
            finally:
                with self._lock:
                    self._waiting.discard(errand)
                    self._after_run.discard(errand)
                    if not done:  # a defect ends this thread: what waits is the next's
                        self._thread = None

    def _do(self, errand: str) -> str:
        """Try until nobody holds the lock; gives what went wrong, or ""."""
        ends = time.monotonic() + PATIENCE
        while True:
            try:
                if errand == PUBLISH:
                    publish_kept(self.settings, self.clock())
                else:
                    self._poll(errand)
            except Busy as error:
                if time.monotonic() > ends:
                    return str(error)
                with self._lock:
                    self._after_run.add(errand)
                time.sleep(BETWEEN)
            except SyndicateError as error:
                return str(error)
            else:
                return ""

    def _poll(self, source: str) -> None:
        from syndicate.pipeline import run  # noqa: PLC0415 - start-up

        run(self.settings, now=self.clock(), only=(source,))
