"""Many hosts at once, one host never: requests sent before they are needed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from syndicate.config import Source
from syndicate.fetch.base import Fetched, Stamp
from syndicate.sources.base import Failure, Request

Name = tuple[str, str]  # of a source, and the address that it is asked for
Errand = tuple[Source, Request, Stamp | None]
Fetch = Callable[[Source, Request, Stamp | None], Fetched]
MOST_HELD = 16_000_000  # bytes of documents that nobody has asked for yet


class Ahead:
    """Carries errands out in threads, each host's in one; gives answers when asked.

    Threads pause while `most` bytes wait to be asked for. Whoever then asks for what
    no thread has begun carries it out himself, so that nobody waits for ever.
    """

    def __init__(self, fetch: Fetch, connections: int, most: int = MOST_HELD) -> None:
        self._fetch = fetch
        self._most = most
        self._held = 0
        self._closing = False
        self._changed = threading.Condition()
        self._threads = ThreadPoolExecutor(max_workers=connections)
        self._answers: dict[Name, Future[Fetched]] = {}

    def __enter__(self) -> Self:
        """Give itself; threads begin with the first errand."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for what is under way; drop what has not begun."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._threads.shutdown(cancel_futures=True)

    def take(self, answers: Mapping[Name, Fetched]) -> None:
        """Have answers at hand that came before; nobody is asked for them again."""
        for name, fetched in answers.items():
            answer: Future[Fetched] = Future()
            answer.set_result(fetched)
            self._answers[name] = answer
            self._held += _size(fetched)

    def send(self, errands: Iterable[Errand]) -> None:
        """Begin errands, hosts side by side, each host's one after another."""
        hosts: dict[str, list[tuple[Errand, Future[Fetched]]]] = {}
        for errand in errands:
            source, request, _ = errand
            if (source.name, request.url) in self._answers:
                continue
            answer: Future[Fetched] = Future()
            self._answers[source.name, request.url] = answer
            host = urlsplit(request.url).netloc.lower()
            hosts.setdefault(host, []).append((errand, answer))
        for waiting in hosts.values():
            self._threads.submit(self._carry_out, waiting)

    def ask(self, source: Source, request: Request, known: Stamp | None) -> Fetched:
        """The answer to a request, sent before or now."""
        answer = self._answers.pop((source.name, request.url), None)
        if answer is None or not self._wait_for(answer):
            return self._fetch(source, request, known)
        fetched = answer.result()
        with self._changed:
            self._held -= _size(fetched)
            self._changed.notify_all()
        return fetched

    def _wait_for(self, answer: Future[Fetched]) -> bool:
        """Wait until an answer is there; False when no thread will ever begin it."""
        with self._changed:
            while not answer.done():
                if self._held >= self._most and answer.cancel():
                    return False
                self._changed.wait()
        return True

    def _may_begin(self, answer: Future[Fetched]) -> bool:
        """Wait for room; False when it is no longer wanted."""
        with self._changed:
            while self._held >= self._most and not self._closing:
                self._changed.wait()
            return not self._closing and answer.set_running_or_notify_cancel()

    def _carry_out(self, waiting: list[tuple[Errand, Future[Fetched]]]) -> None:
        for (source, request, known), answer in waiting:
            if not self._may_begin(answer):
                continue
            size = 0
            try:
                fetched = self._fetch(source, request, known)
                size = _size(fetched)
                answer.set_result(fetched)
            except BaseException as error:  # noqa: BLE001 - whoever asks is told
                answer.set_exception(error)
            with self._changed:
                self._held += size
                self._changed.notify_all()


def _size(fetched: Fetched) -> int:
    outcome = fetched.answer.outcome
    return 0 if isinstance(outcome, Failure) else len(outcome.content)
