"""What runs write grows with what clinics announce, and not with the years."""

from __future__ import annotations

from datetime import timedelta

import pytest

from syndicate.config import Source
from syndicate.model import Forms, Series, Trust
from syndicate.sources.base import Host
from syndicate.store import Letter, Poll, Store
from syndicate.store.polls import FOLD
from tests.store.shelf import NOON, Shelf

DAY = timedelta(days=1)
FORMS = Forms(b"<p>", b"#", b"-")


def counted(store: Store, question: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in store.connection.execute(question)]


def test_polls_are_kept_for_90_days_and_their_days_for_three_years(
    shelf: Shelf,
) -> None:
    inbox = shelf.store.inbox
    blog, wire = (
        inbox.enrol(Source(name, "files", "folder", Trust.OPEN)).id
        for name in ("blog", "wire")
    )
    for day in range(0, 1200, 10):
        at = NOON + day * DAY
        with inbox.batches():
            for source in (blog, wire):
                inbox.keep_poll(source, Poll(at, "folder", None, bytes=100))
        inbox.fold_fetches(at)
    days = "SELECT source, count(*), min(day), sum(bytes) FROM fetch_days GROUP BY 1"
    last = NOON + 1190 * DAY
    since = (last - 3 * 366 * DAY).date().isoformat()
    for _, count, first, size in counted(shelf.store, days):
        assert (count, size) == (100, 10_000)
        assert since <= str(first) < (last - 1080 * DAY).date().isoformat()
    (first,) = counted(shelf.store, "SELECT min(at) FROM fetches")
    assert first == ((last - 90 * DAY).strftime("%Y-%m-%dT%H:%M:%SZ"),)


def test_no_run_walks_through_the_polls_of_90_days(shelf: Shelf) -> None:
    """SQLite would, to have them by source: 0.15 s for each run of 100 sources."""
    plan = shelf.store.connection.execute(f"EXPLAIN QUERY PLAN {FOLD}", {"before": ""})
    steps = [row["detail"] for row in plan]
    assert "SEARCH fetches USING INDEX fetches_at (at<?)" in steps
    assert not [step for step in steps if step.startswith("SCAN fetches")]


def test_a_host_that_nobody_asks_any_more_is_forgotten(shelf: Shelf) -> None:
    """Not one that is asked every day, nor one that asked us to wait until later."""
    inbox, later = shelf.store.inbox, NOON + 31 * DAY
    inbox.keep_hosts(
        [
            Host("old.example.org:443", robots="User-agent: *", robots_read=NOON),
            Host("asked.example.org:443", robots_read=later - DAY),
            Host("waits.example.org:80", asked=NOON, until=later + DAY),
            Host("waited.example.org:80", asked=NOON, until=NOON + DAY / 24),
        ]
    )
    inbox.fold_fetches(NOON + 30 * DAY)
    assert len(inbox.hosts()) == 4
    inbox.fold_fetches(later)
    assert [host.name for host in inbox.hosts()] == [
        "asked.example.org:443",
        "waits.example.org:80",
    ]


@pytest.mark.parametrize("state", ["taken", "given up", "waiting", "trying"])
def test_a_letter_goes_90_days_after_its_edition_and_the_edition_stays(
    shelf: Shelf, state: str
) -> None:
    editions = shelf.store.editions
    letter = Letter(Series.DAILY, 1, "press@example.org", b"From: us\n\n" + b"x" * 9000)
    editions.close(editions.opened(Series.DAILY), FORMS, [letter], NOON)
    shelf.store.connection.execute("UPDATE letters SET state = ?", (state,))

    def left(days: int) -> int:
        opened = editions.opened(Series.DAILY)
        editions.close(opened, FORMS, [], NOON + days * DAY)
        (kept,) = editions.letters(Series.DAILY, 1)
        assert (kept.recipient, kept.state) == ("press@example.org", state)
        return len(kept.content)

    assert left(90) == len(letter.content)
    assert left(91) == (0 if state in ("taken", "given up") else len(letter.content))
    closed = editions.find(Series.DAILY, 1)
    assert closed
    assert closed.forms == FORMS
