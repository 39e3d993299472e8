"""A bench to try sources on: real workers, a real client, a server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from syndicate.config import Fetch, Settings, Site
from syndicate.discover import Bench
from syndicate.fetch.http import Http, name_agent
from syndicate.workers import Limits, Pool
from tests.loopback import Server, serving


@dataclass(frozen=True)
class World:
    """A bench in a folder, and the server it may ask."""

    bench: Bench
    server: Server
    folder: Path

    @property
    def asked(self) -> list[str]:
        return [request.split(" ")[1] for request in self.server.asked]


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(Limits(processes=1, seconds=20, megabytes=1000)) as running:
        yield running


@pytest.fixture
def world(pool: Pool, tmp_path: Path) -> Iterator[World]:
    with serving() as server:
        limits = replace(Fetch(), allow=(f"127.0.0.1:{server.port}",))
        file = tmp_path / "config.toml"
        site = Site(url="https://news.example.org/")
        settings = Settings(file=file, site=site, fetch=limits)
        http = Http(limits, name_agent("https://news.example.org/"))
        yield World(Bench(settings, pool, http.fetch), server, tmp_path)
