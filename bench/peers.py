"""What a run costs beside what others need for the same feeds, in one run of this.

    PYTHONPATH=. SYNDICATE_CORPUS=… python bench/peers.py READER-PYTHON [FEEDS]

READER-PYTHON is the Python of an environment with `pip install reader`, made for this
and for nothing else. FEEDS feeds of 20 entries, told on loopback by a process of their
own, hold texts of the press-release archive. Each client polls them four times: the
first time, when all answer 304, when one in a hundred has a new entry, and when all
answer 304 again. CPU is that of the client and of all processes that it starts.

What each does with them:

* syndicate keeps every telling as told and every version of it, cleans it and takes it
  apart, compares it with all others, forms stories, briefs them, checks their claims,
  indexes them for search and publishes feeds, pages and a digest.
* reader keeps the entries as feedparser gives them, sanitised by it, and its record of
  each feed; `+ search` lets it index them for search, too.
* the loop downloads each feed whole each time, and gives it to feedparser.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bench.archive import memory
from bench.installed import as_installed

ENTRIES = 20
HOSTS = 20
STEPS = ("first run", "all 304", "1 % changed", "all 304 again")
CLOCK = ("12:00", "13:00", "14:00", "15:00")
SITE = '[site]\nurl = "https://news.example.org/"\n[fetch]\nallow = ["127.0.0.1"]\n'
SOURCE = '[[source]]\nname = "f{0}"\nkind = "feed"\nlocation = "{1}"\ntrust = "wire"\n'
FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Place {0}</title>
<link>https://place-{0}.example.org/</link><description>News</description>
{1}</channel></rss>"""
ENTRY = """<item><title>{0}</title><link>https://place-{2}.example.org/{1}</link>
<guid isPermaLink="false">{2}-{1}</guid>
<pubDate>{3:02} Sep 2026 07:00:00 GMT</pubDate><description>{4}</description></item>
"""
READER = """
import sys
from reader import make_reader
store, urls, search = sys.argv[1], sys.argv[2], sys.argv[3] == "search"
reader = make_reader(store)
for url in open(urls).read().split():
    reader.add_feed(url, exist_ok=True)
reader.update_feeds(scheduled=False)
if search:
    reader.enable_search()
    reader.update_search()
"""
LOOP = """
import sys, urllib.request, feedparser
for url in open(sys.argv[1]).read().split():
    feedparser.parse(urllib.request.urlopen(url).read())
"""


class Feeds(BaseHTTPRequestHandler):
    """Every feed, with an ETag that is honoured; `/told` counts, `/change` changes."""

    protocol_version = "HTTP/1.1"
    texts: tuple[tuple[str, str], ...] = ()
    count = 0
    version = 0
    asked = 0
    lock = threading.Lock()

    def do_GET(self) -> None:
        name = self.path.strip("/")
        if name in {"told", "change"}:
            with Feeds.lock:
                told, Feeds.asked = Feeds.asked, 0
                Feeds.version += name == "change"
            self.answer(200, str(told).encode(), "")
            return
        with Feeds.lock:
            Feeds.asked += 1
        number = int(name)
        version = Feeds.version if number % 100 == 0 else 0
        tag = f'"{number}-{version}"'
        if self.headers["If-None-Match"] == tag:
            self.answer(304, b"", tag)
        else:
            self.answer(200, feed(number, version).encode(), tag)

    def answer(self, status: int, body: bytes, tag: str) -> None:
        self.send_response(status)
        if tag:
            self.send_header("ETag", tag)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


def feed(number: int, version: int) -> str:
    """A feed: twenty texts of its own, and before them as many as it has versions."""
    entries = []
    for at in [*(-n for n in range(1, version + 1)), *range(ENTRIES)]:
        title, body = Feeds.texts[(number * ENTRIES + at) % len(Feeds.texts)]
        if at < 0:  # news: words that no other has
            title = f"Update {-at} of place {number}: {title}"
            body = f"<p>Place {number} tells {-at} more.</p>{body}"
        day = 1 + (number + at) % 28
        entries.append(ENTRY.format(escape(title), at + 100, number, day, escape(body)))
    return FEED.format(number, "".join(entries))


def read_texts(count: int) -> tuple[tuple[str, str], ...]:
    """Titles and bodies of about 5 kB from the archive, each once while there are any.

    Years and money stay; nothing is made up.
    """
    archive = Path(os.environ["SYNDICATE_CORPUS"]).resolve() / "archive"
    texts = []
    for path in sorted(archive.rglob("*.md")):
        told = path.read_text("utf-8", "replace")
        if not 3_000 < len(told) < 8_000 or not told.startswith("# "):
            continue
        title, _, body = told[2:].partition("\n")
        parts = (
            f"<p>{escape(part)}</p>" for part in body.split("\n\n") if part.strip()
        )
        texts.append((title.strip(), "".join(parts)))
        if len(texts) == count:
            break
    return tuple(texts)


def serve(count: int) -> None:
    """Tell the feeds until the input ends; says on which ports."""
    Feeds.count, Feeds.texts = count, read_texts(count * ENTRIES)
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Feeds) for _ in range(HOSTS)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps([server.server_port for server in servers]), flush=True)
    sys.stdin.read()


def main(python: str, count: int = 1_000) -> None:
    as_installed()
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(
            [sys.executable, __file__, "--serve", str(count)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as server,
    ):
        assert server.stdin is not None
        assert server.stdout is not None
        ports = json.loads(server.stdout.readline())
        place = Path(folder)
        urls = [f"http://127.0.0.1:{ports[n % HOSTS]}/{n}" for n in range(count)]
        (place / "urls").write_text("\n".join(urls))
        sources = (SOURCE.format(n, url) for n, url in enumerate(urls))
        (place / "config.toml").write_text(SITE + "".join(sources))
        (place / "by_reader.py").write_text(READER)
        (place / "by_loop.py").write_text(LOOP)
        control = f"http://127.0.0.1:{ports[0]}"
        print(f"{count} feeds of {ENTRIES} entries")
        print(
            "| | run | requests | CPU s | wall s | peak MB |\n|---|---|---|---|---|---|"
        )
        spent: dict[str, float] = {}
        for at, step in enumerate(STEPS):
            if step == "1 % changed":
                ask(f"{control}/change")
            run = f"run --now 2026-10-05T{CLOCK[at]}:00Z --json".split()
            for name, call in {
                "feedparser loop": [python, "by_loop.py", "urls"],
                "reader": [python, "by_reader.py", "one.db", "urls", "none"],
                "reader + search": [python, "by_reader.py", "two.db", "urls", "search"],
                "syndicate": [sys.executable, "-m", "syndicate", *run],
            }.items():
                ask(f"{control}/told")
                spent[name], wall, peak = measure(call, place)
                asked = ask(f"{control}/told")
                print(
                    f"| {name} | {step} | {asked} | {spent[name]:.2f} | {wall:.1f} |"
                    f" {peak / 1e6:.0f} |",
                    flush=True,
                )
            ratio = spent["syndicate"] / spent["reader"]
            print(f"| syndicate / reader | {step} | | {ratio:.2f} | | |", flush=True)
        print(f"load of the machine: {os.getloadavg()[0]:.1f}")
        server.stdin.close()


def ask(url: str) -> int:
    with urllib.request.urlopen(url) as answer:
        return int(answer.read())


def measure(call: list[str], place: Path) -> tuple[float, float, int]:
    """CPU and wall seconds of a call, and the memory of it and all that it starts."""
    began = time.monotonic()
    with (place / "said").open("wb") as said:
        process = subprocess.Popen(call, cwd=place, stdout=said, stderr=said)
        peak = 0
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            peak = max(peak, memory(process.pid))
            time.sleep(0.05)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        print((place / "said").read_text("utf-8", "replace")[-2_000:])
    spent = usage.ru_utime + usage.ru_stime
    return spent, time.monotonic() - began, peak


if __name__ == "__main__":
    if sys.argv[1] == "--serve":
        serve(int(sys.argv[2]))
    else:
        main(sys.argv[1], *map(int, sys.argv[2:]))
