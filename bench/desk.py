"""What a page of the desk costs where there are many stories.

    PYTHONPATH=. python bench/desk.py [--stories 100000] [--folder DIR] [--times 9]

Stories are those of bench/publishing.py, with a brief each and without their pages,
which the desk never reads. To make 100,000 takes eight minutes; with `--folder` they
are made once. What waits besides is 300 held, 1,000 pairs that are possibly one and 300
that staff parted, 40 originals that are gone, 40 stories with a copy that tells another
number, and a month of stories that no wire has. Staff decided 2,300 times, and 30
sources were polled every hour for 90 days. The daily edition was closed ten stories
ago, the weekly one 70.

`first` is a page as this process shows it for the first time, `changed` the median of
those right after something was formed, `again` of those after nothing was: milliseconds
of this process; `clock` is `again` by the clock.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median

from bench.publishing import NOW, SOURCE, configure, imagine, tell
from syndicate.config import Hold, Publish, Settings, Source
from syndicate.desk import Surroundings, make_app
from syndicate.desk.errands import Errands
from syndicate.desk.guard import session_key
from syndicate.desk.passwords import hash_password
from syndicate.digesting import close, compose
from syndicate.model import Brief, Check, Fact, Series, Trust
from syndicate.publish import tell_staff
from syndicate.reporting import report_sources
from syndicate.store import Account, Store
from syndicate.store.records import pack_brief

DAY = timedelta(days=1)
PASSWORD = "four words that nobody says"
WIRE = Source("wire", "files", "wire", Trust.WIRE)
OTHERS = tuple(Source(f"other-{at}", "files", f"other-{at}") for at in range(28))
BRIEF = Brief(
    summary="The clinic opens a wing for chronic pain in its old laundry. " * 3,
    standalone="Harbor Lane Clinic opens a wing for chronic pain. " * 3,
    facts=tuple(Fact(f"figure {at}", "8 rooms", "8 rooms in all") for at in range(20)),
    checks=(
        Check("hype", "amber", "Words that promise much: a new era", "A new era."),
    ),
)
HELD = "UPDATE stories SET waits = 1 WHERE seq % :step = 0"
SEEN = "UPDATE stories SET brief = :brief, paged = 1"
OUT = """
UPDATE stories SET out = CASE waits WHEN 0 THEN shown ELSE '' END, dirty = 0,
    hold_until = NULL
"""
NEW = """
UPDATE stories SET created_seq = :since + 1, changed_seq = :since + 1
WHERE seq IN (SELECT seq FROM stories ORDER BY sort_at DESC LIMIT :most)
"""
POSSIBLE = """
INSERT INTO findings (one, two, key, same, rule, detail, score)
SELECT ref, ref + 1, '', NULL, 'told anew', 'core text 61% equal, same day', 0.5
FROM postings WHERE ref % :step = :at AND ref < (SELECT max(ref) FROM postings)
"""
DECIDED = """
INSERT INTO decisions (at, who, act, story, title, detail)
SELECT '2026-10-01T09:00:00Z', 'ann', :act, id, 'A title', :detail
FROM stories WHERE seq % :step = :at
"""
ABOUT = """
INSERT INTO decided (decision, source, item, side, shown)
SELECT number, sources.name, postings.item, 1 + postings.ref - stories.original,
    postings.ref = stories.original
FROM decisions JOIN stories ON stories.id = decisions.story
JOIN postings ON postings.ref = stories.original
    OR act = 'apart' AND postings.ref = stories.original + 1
JOIN sources ON sources.id = postings.source
"""
GONE = """
UPDATE postings SET withdrawn = 'HTTP 410' WHERE ref IN (
    SELECT original FROM stories WHERE waits = 0
    ORDER BY sort_at DESC LIMIT 40 OFFSET 300)
"""
# A copy of a story of this month on the wire, and what it tells otherwise.
COPY = """
INSERT INTO postings (source, item, document, form, language, published, words,
    text_digest, told_digest, first_seen, last_seen, content_changed, metadata_changed,
    story, pending, title, record, text, told)
SELECT sources.id, 'copy-' || ref, 'copy', form, language, published, words,
    'another', 'another', first_seen, last_seen, content_changed, metadata_changed,
    story, 0, postings.title, record, 'Call 503-555-0199. ' || text, told
FROM postings JOIN sources ON sources.name = 'wire'
WHERE ref IN (SELECT original FROM stories WHERE waits = 0
    ORDER BY sort_at DESC LIMIT 40 OFFSET 60)
"""
RAN = """
INSERT INTO appearances (story, place, posting, standing, relation, evidence,
    first_seen, position)
SELECT story, 'posting:' || ref, ref, 'seen', 'copy', '[]', first_seen, 2
FROM postings WHERE document = 'copy'
"""
NUMBER = """
UPDATE postings SET text = 'Call 503-555-0142. ' || text WHERE ref IN (
    SELECT original FROM stories JOIN postings ON postings.story = stories.seq
    WHERE document = 'copy')
"""
POLLED = """
WITH RECURSIVE hours (hour) AS (
    SELECT 0 UNION ALL SELECT hour + 1 FROM hours WHERE hour < 90 * 24)
INSERT INTO fetches (source, at, request, reason)
SELECT id, strftime('%Y-%m-%dT%H:%M:%SZ', '2026-07-07', hour || ' hours'), 'folder', ''
FROM hours JOIN sources
"""


def main() -> None:
    """Make the stories if there are none, then ask for each page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--times", type=int, default=9)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        settings = office(chosen.folder or Path(made))
        if not settings.paths.database.exists():
            fill(settings, chosen.stories)
        measure(settings, chosen.times)


def office(folder: Path) -> Settings:
    """Settings under which all that is made waits."""
    settings = configure(folder)
    asked = Publish(hold=Hold.NEW)
    return replace(settings, publish=asked, source=(SOURCE, WIRE, *OTHERS))


def fill(settings: Settings, stories: int) -> None:
    """A database with all that waits."""
    began = time.perf_counter()
    with Store.open(settings.paths.database) as store:
        store.found(settings, NOW)
        tell(store, list(imagine(stories, random.Random(1))), NOW)
        ask(store, stories)
        store.outbox.compare_copies(at_the_last(store))
        for series, most in ((Series.WEEKLY, 70), (Series.DAILY, 10)):
            end(store, settings, series, most)
        lay_digest(store, settings)
        kept = hash_password(PASSWORD)
        store.accounts.add(Account("ann", "editor", NOW, kept))
    print(f"{stories:,} stories made in {time.perf_counter() - began:,.0f} s")


def ask(store: Store, stories: int) -> None:
    """Have something of every sort wait."""
    step = max(4, stories // 1000)
    for source in (WIRE, *OTHERS):
        store.inbox.enrol(source)
    decided = (("note", "A note", 2), ("apart", "", 3))
    with store.whole():
        run = store.connection.execute
        run(HELD, {"step": max(1, stories // 300)})
        run(SEEN, {"brief": pack_brief(BRIEF)})
        run(OUT)
        run(POSSIBLE, {"step": step, "at": 1})
        run(POSSIBLE, {"step": step * 3, "at": 3})
        for act, detail, at in decided:
            many = step // 2 if act == "note" else step * 3
            run(DECIDED, {"act": act, "detail": detail, "step": many, "at": at})
        for statement in (ABOUT, GONE, COPY, RAN, NUMBER, POLLED):
            run(statement)


def end(store: Store, settings: Settings, series: Series, most: int) -> None:
    """Have an edition closed before so many stories came."""
    close(store, settings, series, at_the_last(store) - DAY)
    since = store.editions.opened(series).since
    change(store)
    with store.whole():
        store.connection.execute(NEW, {"since": since, "most": most})


def lay_digest(store: Store, settings: Settings) -> None:
    """Write what staff read, as a run does."""
    now = at_the_last(store)
    reports = report_sources(store.standings, settings, now)
    period = store.editions.opened(Series.DAILY)
    tell_staff(compose(store, settings, reports, period, now), settings)


def measure(settings: Settings, times: int) -> None:
    """Print what each page took."""
    with Store.open(settings.paths.database) as store:
        now = at_the_last(store)
        one, two = sign_in(store, now)
    numbers = count()
    errands = Errands(settings, lambda: now)
    desk = Surroundings(settings, lambda: now, lambda: f"{next(numbers)}", errands)
    client = make_app(desk).test_client()
    client.set_cookie("desk", "bench", domain="localhost")
    columns = "".join(f"{each:>9}" for each in ("first", "changed", "again", "clock"))
    print(f"{'':24}{columns}{'kB':>7}")
    for name, path in pages(one, two).items():

        def get(path: str = path) -> bytes:
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.status_code)
            return answer.get_data()

        first = spend(get)[0]
        changed, again = [], []
        for _ in range(times):
            with Store.open(settings.paths.database) as store:
                change(store)
            changed.append(spend(get)[0])
            again.append(spend(get))
        figures = (
            first,
            median(changed),
            median(each[0] for each in again),
            median(each[1] for each in again),
        )
        told = "".join(f"{each:9.1f}" for each in figures)
        print(f"{name:24}{told}{len(get()) / 1000:7.0f}")


def pages(one: str, two: str) -> dict[str, str]:
    """Every page."""
    return {
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
        "the daily edition": "/digest/daily",
        "the weekly edition": "/digest/weekly",
        "a closed edition": "/digest/daily/1",
        "to retract, asked": f"/stories/{one}/retract",
        "account": "/account",
        "stylesheet": "/assets/desk.css",
    }


def spend(get: Callable[[], bytes]) -> tuple[float, float]:
    """Milliseconds of this process and of the clock that an answer takes."""
    process, clock = time.process_time(), time.perf_counter()
    get()
    spent = time.process_time() - process, time.perf_counter() - clock
    return spent[0] * 1000, spent[1] * 1000


def change(store: Store) -> None:
    """As if stories had been formed."""
    with store.whole():
        store.connection.execute(
            "UPDATE meta SET value = value + 1 WHERE key = 'sequence'"
        )


def at_the_last(store: Store) -> datetime:
    """An hour after the newest story."""
    told = store.connection.execute("SELECT max(sort_at) FROM stories").fetchone()
    return max(NOW, datetime.fromisoformat(told[0]) + timedelta(hours=1))


def sign_in(store: Store, now: datetime) -> tuple[str, str]:
    """Sign in whom the pages are asked for by; gives two stories in the middle."""
    (seq,) = store.connection.execute("SELECT max(seq) / 2 FROM stories").fetchone()
    row = store.connection.execute(
        "SELECT short_id FROM stories WHERE seq >= ? ORDER BY seq LIMIT 2", (seq,)
    ).fetchall()
    store.accounts.end(session_key("bench"))
    store.accounts.begin(session_key("bench"), "ann", now, timedelta(days=1))
    one, two = (each["short_id"] for each in row)
    return one, two


if __name__ == "__main__":
    main()
