"""Many hosts at once, one host never: requests sent before they are needed."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from syndicate.config import Source
from syndicate.fetch.base import Fetched, Stamp
from syndicate.sources.base import Failure, Request

Name = tuple[str, str]  # of a source, and the address that it is asked for
Errand = tuple[Source, Request, Stamp | None]
Fetch = Callable[[Source, Request, Stamp | None], Fetched]
MOST_HELD = 8_000_000  # bytes of documents that nobody has asked for yet


@dataclass(slots=True)
class _Answer:
    """What became of an errand: somebody has begun it, it is there, or it failed."""

    begun: bool = False
    fetched: Fetched | None = None
    error: BaseException | None = None

    @property
    def is_there(self) -> bool:
        return self.fetched is not None or self.error is not None


_Host = deque[tuple[Errand, _Answer]]  # what one host is asked, in order


class Ahead:
    """Carries errands out in threads, each host's in one; gives answers when asked.

    Threads pause while `most` bytes wait to be asked for. Whoever then asks for what
    no thread has begun carries it out himself, so that nobody waits for ever. Most
    answers bring no bytes and are waited for by nobody: they wake no thread.
    """

    def __init__(self, fetch: Fetch, connections: int, most: int = MOST_HELD) -> None:
        self._fetch = fetch
        self._connections = connections
        self._most = most
        self._held = 0
        self._closing = False
        self._changed = threading.Condition()
        self._awaited: _Answer | None = None
        self._hosts: deque[_Host] = deque()
        self._threads: list[threading.Thread] = []
        self._idle = 0  # of the threads, those that have ended
        self._answers: dict[Name, _Answer] = {}

    def __enter__(self) -> Self:
        """Give itself; threads begin with the first errand."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Wait for what is under way; drop what has not begun."""
        with self._changed:
            self._closing = True
            self._hosts.clear()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def take(self, answers: Mapping[Name, Fetched]) -> None:
        """Have answers at hand that came before; nobody is asked for them again."""
        for name, fetched in answers.items():
            self._answers[name] = _Answer(begun=True, fetched=fetched)
            self._held += _size(fetched)

    def send(self, errands: Iterable[Errand]) -> None:
        """Begin errands, hosts side by side, each host's one after another."""
        hosts: dict[str, _Host] = {}
        for errand in errands:
            source, request, _ = errand
            if (source.name, request.url) in self._answers:
                continue
            answer = self._answers[source.name, request.url] = _Answer()
            host = urlsplit(request.url).netloc.lower()
            hosts.setdefault(host, deque()).append((errand, answer))
        with self._changed:
            self._hosts.extend(hosts.values())
            running = len(self._threads) - self._idle
            wanted = min(len(self._hosts), self._connections - running)
        for _ in range(wanted):
            thread = threading.Thread(target=self._work)
            self._threads.append(thread)
            thread.start()

    def ask(self, source: Source, request: Request, known: Stamp | None) -> Fetched:
        """The answer to a request, sent before or now."""
        answer = self._answers.pop((source.name, request.url), None)
        if answer is None or not self._wait_for(answer):
            return self._fetch(source, request, known)
        if answer.error is not None:
            raise answer.error
        assert answer.fetched is not None
        size = _size(answer.fetched)
        if size:
            with self._changed:
                self._held -= size
                self._changed.notify_all()
        return answer.fetched

    def _wait_for(self, answer: _Answer) -> bool:
        """Wait until an answer is there; False when no thread will ever begin it."""
        with self._changed:
            self._awaited = answer
            while not answer.is_there:
                if self._held >= self._most and not answer.begun:
                    answer.begun = True  # by whoever asks
                    return False
                self._changed.wait()
        return True

    def _work(self) -> None:
        """Carry out one host's errands after another's, until none is left."""
        while True:
            with self._changed:
                if not self._hosts:
                    self._idle += 1
                    return
                waiting = self._hosts.popleft()
            while waiting:  # what was taken of it is held by nobody here
                errand, answer = waiting.popleft()
                if self._may_begin(answer):
                    self._carry_out(errand, answer)

    def _may_begin(self, answer: _Answer) -> bool:
        """Wait for room; False when it is no longer wanted."""
        with self._changed:
            while self._held >= self._most and not self._closing:
                self._changed.wait()
            if self._closing or answer.begun:
                return False
            answer.begun = True
            return True

    def _carry_out(self, errand: Errand, answer: _Answer) -> None:
        fetched: Fetched | None = None
        failed: BaseException | None = None
        try:
            fetched = self._fetch(*errand)
        except BaseException as error:  # noqa: BLE001 - whoever asks is told
            failed = error
        size = _size(fetched) if fetched else 0
        with self._changed:
            answer.fetched, answer.error = fetched, failed
            self._held += size
            if size or answer is self._awaited:
                self._changed.notify_all()


def _size(fetched: Fetched) -> int:
    outcome = fetched.answer.outcome
    return 0 if isinstance(outcome, Failure) else len(outcome.content)
