"""A server, a clock, and a client that is told when to poll: what servers see of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from syndicate import calm
from syndicate.config.load import load
from syndicate.model import Run
from syndicate.sources.registry import options_of
from syndicate.store import Store
from tests.loopback import Server

START = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
VALIDATED = ('ETag: "1"', "Last-Modified: Sun, 04 Oct 2026 07:00:00 GMT")
NEWS = b"""<rss version="2.0"><channel><title>Harbor Clinic</title>%s<item>
<title>Harbor Clinic opens a garden</title><guid>garden</guid>
<description>Former patients planted it in the spring.</description>
</item></channel></rss>"""
FEED = NEWS % b""
LOGIN = b"<!doctype html><html><title>Sign in</title><form>Your name</form></html>"


class Client(Protocol):
    """Somebody who polls feeds whenever a job runs; it may remember what it likes."""

    def poll(self, sources: list[dict[str, Any]], now: datetime) -> object: ...


@dataclass
class Syndicate:
    """The whole program, run anew each time: what it knows is what it kept."""

    folder: Path
    allow: tuple[str, ...] = ("127.0.0.1",)
    fetch: str = ""

    def settings(self, sources: list[dict[str, Any]]) -> Any:
        tables = [
            '[site]\nurl = "https://news.example.org/"\n',
            f"[fetch]\nallow = {json.dumps(self.allow)}\nworkers = 1\n{self.fetch}\n",
        ]
        for source in sources:
            keys = (f"{key} = {json.dumps(value)}" for key, value in source.items())
            tables.append("[[source]]\n" + "\n".join(keys))
        place = self.folder / "config.toml"
        place.write_text("\n".join(tables))
        return load(place, options_of)

    def poll(self, sources: list[dict[str, Any]], now: datetime, *only: str) -> Run:
        return calm.run(self.settings(sources), now=now, only=only)

    def rows(self, query: str) -> list[dict[str, Any]]:
        with Store.open(self.folder / "db/syndicate.sqlite", readonly=True) as store:
            return [dict(row) for row in store.connection.execute(query)]


@dataclass
class World:
    """A client, the server it polls, and the time."""

    server: Server
    client: Client
    now: datetime = START
    sources: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.subscribe("/feed")

    def subscribe(self, path: str, kind: str = "feed", **keys: object) -> None:
        """Let the client know a feed; its name is its path."""
        told = {"name": path.strip("/"), "kind": kind, "location": self.at(path)}
        self.sources.append(told | keys)

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server.port}{path}"

    def say(
        self, body: bytes = FEED, *headers: str, status: str = "200 OK", at: str = ""
    ) -> None:
        """What the feed (or another path) answers from now on."""
        self.server.say(at or "/feed", body, *headers, status=status)

    def redirect(self, path: str, to: str, status: int) -> None:
        self.server.say(path, b"", f"Location: {to}", status=f"{status} Elsewhere")

    def poll(self, *, after: timedelta = timedelta()) -> Any:
        """Let time pass, then the client's job run."""
        self.now += after
        return self.client.poll(self.sources, self.now)

    def watch(self, hours: int, every: timedelta = HOUR) -> None:
        """Let the job run on schedule for so many hours."""
        until = self.now + timedelta(hours=hours)
        while self.now < until:
            self.poll(after=every)

    def asked(self, path: str = "/feed") -> int:
        """How often a path was asked for."""
        return sum(head.split(" ", 2)[1] == path for head in self.server.asked)

    def told(self, header: str) -> str | None:
        """A header of the last request."""
        return self.server.header(header)
