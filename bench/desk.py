"""What a page of the desk costs where there are many stories.

    PYTHONPATH=. python bench/desk.py [--stories 100000] [--folder DIR] [--times 20]

Stories are those of bench/publishing.py, without their pages, which the desk never
reads. Of them 300 are held, 1,000 pairs are possibly one, 60 of the last month lack a
place, and 2,000 decisions were made. `first` is a page after something changed, `again`
the median of the times after it; both are milliseconds of this process.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from bench.publishing import NOW, configure, imagine, tell
from syndicate.config import Hold, Publish, Settings
from syndicate.desk import Surroundings, make_app
from syndicate.desk.errands import Errands
from syndicate.desk.guard import session_key
from syndicate.desk.passwords import hash_password
from syndicate.store import Account, Store

PASSWORD = "four words that nobody says"
HELD = """
UPDATE stories SET waits = 1 WHERE seq % :step = 0
"""
OPEN = """
INSERT INTO findings (one, two, key, same, rule, detail, score)
SELECT ref, ref + 1, '', NULL, 'told anew', 'core text 61% equal, same day', 0.5
FROM postings WHERE ref % :step = 1 AND ref < (SELECT max(ref) FROM postings)
"""
DECIDED = """
INSERT INTO decisions (at, who, act, story, title, detail)
SELECT '2026-10-01T09:00:00Z', 'ann', 'note', id, 'A title', 'A note'
FROM stories WHERE seq % :step = 2
"""


def main() -> None:
    """Make the stories, then ask for each page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--times", type=int, default=20)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = chosen.folder or Path(made)
        asked = Publish(hold=Hold.NEW)
        settings = replace(configure(folder), publish=asked)
        if not settings.paths.database.exists():
            fill(settings, chosen.stories)
        measure(settings, chosen.times)


def fill(settings: Settings, stories: int) -> None:
    """A database with all that waits."""
    began = time.perf_counter()
    with Store.open(settings.paths.database) as store:
        store.found(settings, NOW)
        tell(store, list(imagine(stories, random.Random(1))), NOW)
        with store.whole():
            store.connection.execute(HELD, {"step": max(1, stories // 300)})
            store.connection.execute(OPEN, {"step": max(1, stories // 1000)})
            store.connection.execute(DECIDED, {"step": max(1, stories // 2000)})
        kept = hash_password(PASSWORD)
        store.accounts.add(Account("ann", "editor", NOW, kept))
        store.connection.execute("ANALYZE")
    print(f"{stories:,} stories made in {time.perf_counter() - began:,.0f} s")


def measure(settings: Settings, times: int) -> None:
    """Print what each page took."""
    numbers = count()
    with Store.open(settings.paths.database) as store:
        told = store.connection.execute("SELECT max(sort_at) FROM stories").fetchone()
    now = max(NOW, datetime.fromisoformat(told[0]) + timedelta(hours=1))

    def clock() -> datetime:
        return now

    errands = Errands(settings, clock)
    desk = Surroundings(settings, clock, lambda: f"{next(numbers)}", errands)
    client = make_app(desk).test_client()
    with Store.open(settings.paths.database) as store:
        (seq,) = store.connection.execute("SELECT max(seq) / 2 FROM stories").fetchone()
        row = store.connection.execute(
            "SELECT short_id FROM stories WHERE seq >= ? ORDER BY seq LIMIT 2", (seq,)
        ).fetchall()
        one, two = (each["short_id"] for each in row)
        store.accounts.end(session_key("bench"))
        store.accounts.begin(session_key("bench"), "ann", now, timedelta(days=1))
    client.set_cookie("desk", "bench", domain="localhost")
    pages = {
        "today": "/",
        "story": f"/stories/{one}",
        "newest": "/stories",
        "search, a rare word": "/stories?q=moss+birch+alder",
        "search, a common word": "/stories?q=the",
        "pairs": "/pairs",
        "pair": f"/pairs/{one}/{two}",
        "decisions": "/decisions",
        "sources": "/sources",
        "digest": "/digest",
        "stylesheet": "/assets/desk.css",
    }
    print(f"{'':24}{'first':>9}{'again':>9}{'kB':>7}")
    for name, path in pages.items():
        took = []
        for _ in range(times + 1):
            began = time.process_time()
            answer = client.get(path)
            took.append((time.process_time() - began) * 1000)
            assert answer.status_code == 200, (path, answer.status_code)
        size = len(answer.get_data()) / 1000
        print(f"{name:24}{took[0]:9.1f}{statistics.median(took[1:]):9.1f}{size:7.0f}")


if __name__ == "__main__":
    main()
