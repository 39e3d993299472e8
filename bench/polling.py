"""How politely clients poll: the tests of tests/polling, put to us and to others.

    PYTHONPATH=. python bench/polling.py            the table of scores
    PYTHONPATH=. python bench/polling.py --many     1,000 feeds on loopback in one run

Everything runs on loopback; the clock is a number that the tests move.
"""

from __future__ import annotations

import contextlib
import itertools
import resource
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.loopback import serving
from tests.polling import test_behaviour
from tests.polling.world import FEED, START, Client, Syndicate, World

Sources = list[dict[str, Any]]
FEEDS = 1_000


class Feedparser:
    """feedparser.parse(url, etag, modified), as its documentation shows it."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[str | None, str | None]] = {}

    def poll(self, sources: Sources, now: datetime) -> None:  # noqa: ARG002 - no clock
        import feedparser  # noqa: PLC0415 - the client that is measured

        for source in sources:
            url = source["location"]
            etag, modified = self.known.get(url, (None, None))
            found = feedparser.parse(url, etag=etag, modified=modified)
            self.known[url] = (found.get("etag"), found.get("modified"))


class Requests:
    """requests.get(url), as everybody's first script has it."""

    def poll(self, sources: Sources, now: datetime) -> None:  # noqa: ARG002 - no clock
        import requests  # noqa: PLC0415 - the client that is measured

        for source in sources:
            with contextlib.suppress(requests.RequestException):
                requests.get(source["location"], timeout=10)


def clients() -> dict[str, Callable[[], Client]]:
    return {
        "syndicate": lambda: Syndicate(Path(tempfile.mkdtemp())),
        "feedparser.parse(url)": Feedparser,
        "requests.get(url)": Requests,
    }


def behaviours() -> Iterator[tuple[str, Sequence[Callable[[World], None]]]]:
    """Each test with its parameters filled in, one call for each set of them."""
    for name, test in vars(test_behaviour).items():
        if not name.startswith("test_"):
            continue
        marks = [m for m in getattr(test, "pytestmark", []) if m.name == "parametrize"]
        values = [[(mark.args[0], value) for value in mark.args[1]] for mark in marks]
        calls = [partial(test, **dict(chosen)) for chosen in itertools.product(*values)]
        yield name.removeprefix("test_").replace("_", " "), calls


def holds(call: Callable[[World], None], client: Client) -> bool:
    """Whether a client behaves so."""
    with serving() as server:
        try:
            call(World(server, client))
        except Exception:  # noqa: BLE001 - a client that breaks down does not hold
            return False
        return True


def score() -> None:
    """Print a table: a row for each behaviour, a column for each client."""
    names = list(clients())
    totals = dict.fromkeys(names, 0)
    rows = list(behaviours())
    print(f"| behaviour | {' | '.join(names)} |\n|---|{'---|' * len(names)}")
    for told, calls in rows:
        cells = []
        for name in names:
            good = all(holds(call, clients()[name]()) for call in calls)
            totals[name] += good
            cells.append("yes" if good else "–")
        print(f"| {told} | {' | '.join(cells)} |", flush=True)
    sums = " | ".join(f"**{totals[name]}/{len(rows)}**" for name in names)
    print(f"| **in all** | {sums} |")


class Many(BaseHTTPRequestHandler):
    """A feed at every path, with an ETag that is honoured."""

    protocol_version = "HTTP/1.1"
    asked = 0
    lock = threading.Lock()

    def do_GET(self) -> None:
        with Many.lock:
            Many.asked += 1
        if self.headers["If-None-Match"] == '"1"':
            self.send_response(304)
            self.end_headers()
            return
        name = self.path.strip("/").encode()
        body = FEED.replace(b"garden<", name + b"<").replace(b"Harbor", name)
        self.send_response(200)
        self.send_header("ETag", '"1"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


def many(hosts: int = 100) -> None:
    """Poll 1,000 feeds of a hundred hosts: first, when none is due, an hour later."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Many) for _ in range(hosts)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    sources: Sources = []
    for number in range(FEEDS):
        port = servers[number % hosts].server_port
        place = f"http://127.0.0.1:{port}/clinic-{number}"
        sources.append({"name": f"c{number}", "kind": "feed", "location": place})
    client = Syndicate(Path(tempfile.mkdtemp()), allow=("127.0.0.1",))
    print("| run of 1,000 feeds | requests | ok | new | seconds | peak memory |")
    print("|---|---|---|---|---|---|")
    for told, after in (
        ("the first", timedelta()),
        ("20 minutes later, none due", timedelta(minutes=20)),
        ("an hour after the first, all 304", timedelta(hours=1)),
    ):
        Many.asked, began = 0, time.monotonic()
        run = client.poll(sources, START + after)
        seconds = time.monotonic() - began
        well = sum(report.state in ("ok", "not due") for report in run.reports)
        new = sum(report.new for report in run.reports if report.polled)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        figures = f"{Many.asked} | {well} | {new} | {seconds:.1f} | {peak:.0f} MB"
        print(f"| {told} | {figures} |", flush=True)
    for server in servers:
        server.shutdown()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    many() if "--many" in sys.argv else score()
