"""What the bookkeeping of hourly runs adds to the database in years.

    python bench/years.py [--years 2] [--sources 100] [--recipients 10]

Nothing is announced: sources are polled, hosts are asked for their robots.txt, an
edition is closed each day and sent, and one page changes at every poll. Prints what
each table holds after every half year. 17,520 runs of 100 sources take two minutes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from syndicate.config import Settings, Site, Source
from syndicate.model import Forms, Posting, Release, Series, Trust
from syndicate.sources.base import Host
from syndicate.store import Letter, Poll, Store

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
SITE = "https://news.example.org/"
HOUR = timedelta(hours=1)
HALF_A_YEAR = 24 * 183
# As the digest of thirty stories has them, and a letter of it.
FORMS = Forms(b"<" * 60_000, b"#" * 20_000, b"-" * 15_000)
LETTER = b"=" * 80_000
ROBOTS = "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n" * 10
PARAGRAPH = "The wing has eight rooms, a garden, and two nurses at every hour. " * 4
TABLES = ("fetches", "fetch_days", "hosts", "revisions", "editions", "letters")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--years", type=float, default=2)
    parser.add_argument("--sources", type=int, default=100)
    parser.add_argument("--recipients", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "years.sqlite"
        with Store.open(path) as store:
            store.connection.execute("PRAGMA synchronous = OFF")
            store.found(Settings(Path("config.toml"), Site(SITE)), BEGAN)
            for hours in _live(store, asked):
                if not hours % HALF_A_YEAR:
                    _tell(store, hours)
            store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            sys.stdout.write(f"the file has {path.stat().st_size / 1e6:.1f} MB\n")


def _live(store: Store, asked: argparse.Namespace) -> Iterator[int]:
    """One run after another; gives how many there were."""
    inbox = store.inbox
    ids = [
        inbox.enrol(Source(f"source-{at}", "files", "folder", Trust.OPEN)).id
        for at in range(asked.sources)
    ]
    for number in range(round(asked.years * 365.25 * 24)):
        now = BEGAN + number * HOUR
        with inbox.batches():
            for at, source in enumerate(ids):
                bad = "HTTP 503" if (number + at) % 50 == 0 else ""
                inbox.keep_poll(source, Poll(now, "https://example.org/feed", None,
                    error=bad, status=503 if bad else 304))  # fmt: skip
            _tell_anew(store, ids[0], number, now)
        if not number % 24:
            inbox.keep_hosts(list(_hosts(number, asked.sources, now)))
        if number % 24 == 6:
            _close(store, asked.recipients, now)
        inbox.fold_fetches(now)
        yield number + 1


def _tell_anew(store: Store, source: int, number: int, now: datetime) -> None:
    """A page with a counter."""
    text = f"{PARAGRAPH * 10}\n\nRead {number:,} times."
    release = Release("source-0", "page", "A wing opens", text)
    posting = Posting("source-0", "page", release.title, text, "text/plain")
    store.inbox.keep(store.inbox.tell(source, "page", posting, "1"), release, now)


def _hosts(number: int, count: int, now: datetime) -> Iterator[Host]:
    """Those of the sources, and one more each day to which only one item led."""
    for at in (*range(count), count + number):
        name = f"host-{at}.example.org:443"
        yield Host(name, robots=ROBOTS, robots_read=now)


def _close(store: Store, recipients: int, now: datetime) -> None:
    opened = store.editions.opened(Series.DAILY)
    letters = [
        Letter(Series.DAILY, opened.number, f"staff-{at}@example.org", LETTER)
        for at in range(recipients)
    ]
    store.editions.close(opened, FORMS, letters, now)
    for letter in letters:
        store.editions.taken(letter)


def _tell(store: Store, hours: int) -> None:
    counts = (
        (table, store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in TABLES
    )
    used = store.connection.execute(
        "SELECT (page_count - freelist_count) * page_size / 1e6"
        " FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
    ).fetchone()[0]
    told = ", ".join(f"{count:,} {table}" for table, count in counts)
    sys.stdout.write(f"{hours / 24 / 366:.1f} years: {used:.1f} MB; {told}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
