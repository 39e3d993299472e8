"""Many hosts at once, one host never: requests sent before they are needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from syndicate.config import Source
from syndicate.fetch.base import Fetched, Stamp
from syndicate.sources.base import Request

Errand = tuple[Source, Request, Stamp | None]
Fetch = Callable[[Source, Request, Stamp | None], Fetched]


class Ahead:
    """Carries errands out in threads, each host's in one; gives answers when asked."""

    def __init__(self, fetch: Fetch, connections: int) -> None:
        self._fetch = fetch
        self._threads = ThreadPoolExecutor(max_workers=connections)
        self._answers: dict[tuple[str, str], Future[Fetched]] = {}

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
        self._threads.shutdown(cancel_futures=True)

    def send(self, errands: Iterable[Errand]) -> None:
        """Begin errands, hosts side by side, each host's one after another."""
        hosts: dict[str, list[tuple[Errand, Future[Fetched]]]] = {}
        for errand in errands:
            source, request, _ = errand
            answer: Future[Fetched] = Future()
            self._answers[source.name, request.url] = answer
            host = urlsplit(request.url).netloc.lower()
            hosts.setdefault(host, []).append((errand, answer))
        for waiting in hosts.values():
            self._threads.submit(self._carry_out, waiting)

    def ask(self, source: Source, request: Request, known: Stamp | None) -> Fetched:
        """The answer to a request, sent before or now."""
        answer = self._answers.pop((source.name, request.url), None)
        return answer.result() if answer else self._fetch(source, request, known)

    def _carry_out(self, waiting: list[tuple[Errand, Future[Fetched]]]) -> None:
        for (source, request, known), answer in waiting:
            try:
                answer.set_result(self._fetch(source, request, known))
            except BaseException as error:  # noqa: BLE001 - whoever asks is told
                answer.set_exception(error)
