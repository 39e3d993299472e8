"""What the tests of fetching share: a server, and a way to ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from syndicate.config import Fetch, Source
from syndicate.fetch.base import Fetched, Stamp
from syndicate.fetch.http import Http
from syndicate.sources.base import Request
from tests.loopback import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


Get = Callable[..., Fetched]


@pytest.fixture
def get(server: Server) -> Get:
    """Fetch a path of the server, or a whole address, with limits of one's own."""

    def fetch(
        where: str = "/feed",
        known: Stamp | None = None,
        request: Request | None = None,
        **limits: object,
    ) -> Fetched:
        url = where if "://" in where else server.url + where
        settings = {
            "allow": (f"127.0.0.1:{server.port}",),
            "deadline": timedelta(seconds=5),
            **limits,
        }
        http = Http(Fetch(**settings), "syndicate/0 (+https://news.example.org/)")  # type: ignore[arg-type]
        source = Source(name="clinic", kind="feed", location=url)
        return http.fetch(source, request or Request(url), known)

    return fetch
