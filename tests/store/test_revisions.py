"""What a text told before is kept; of one that changes at every poll, what was told."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from syndicate.config import Source
from syndicate.model import Forms, Series, Trust, Version
from syndicate.store.revisions import LAST_TEXTS
from tests.store.shelf import NOON, TEXT, Shelf, as_posting, telling

FORMS = Forms(b"<p>", b"#", b"-")


def tell(shelf: Shelf, *numbers: int, source: str = "blog") -> None:
    """Hourly runs that find a page which counts its readers; nobody matches it."""
    inbox = shelf.store.inbox
    enrolled = inbox.enrol(Source(source, "files", "folder", Trust.OPEN))
    with inbox.batches():
        for number in numbers:
            release = telling(source, text=f"{TEXT} Read {number:,} times.")
            told = inbox.tell(enrolled.id, release.item, as_posting(release), "1")
            inbox.keep(told, release, shelf.now)
            shelf.now += timedelta(hours=1)


def close(shelf: Shelf, series: Series = Series.DAILY) -> None:
    """Close an edition after the run that was last."""
    editions = shelf.store.editions
    opened = editions.opened(series)
    editions.close(opened, FORMS, (), shelf.now - timedelta(hours=1))


def versions(shelf: Shelf) -> tuple[Version, ...]:
    (story,) = shelf.store.stories()
    return shelf.store.outbox.all_versions(story)


def numbers(shelf: Shelf) -> list[int]:
    rows = shelf.store.connection.execute("SELECT number FROM revisions ORDER BY 1")
    return [row["number"] for row in rows]


def stood(shelf: Shelf, hours: float) -> str:
    """What can be shown of what it told so many hours after it was first seen."""
    at = NOON + timedelta(hours=hours)
    later = [each.text for each in versions(shelf)[::-1] if each.until > at]
    return later[0].rpartition(". ")[2] if later else ""


def test_what_people_edit_is_kept_whole(shelf: Shelf) -> None:
    tell(shelf, *range(LAST_TEXTS + 1))
    shelf.form()
    assert numbers(shelf) == list(range(1, LAST_TEXTS + 1))
    assert [each.let_go for each in versions(shelf)] == [0] * LAST_TEXTS


def test_of_a_page_that_changes_every_hour_each_day_is_kept(shelf: Shelf) -> None:
    """The first of all, what stood as each day began, and the last of a day."""
    tell(shelf, *range(24 * 10 + 1))
    shelf.form()
    kept = versions(shelf)
    assert len(kept) + sum(each.let_go for each in kept) == 240
    assert len(kept) == 1 + 9 + LAST_TEXTS
    assert [each.until for each in kept] == sorted(
        {each.until for each in kept}, reverse=True
    )
    first, second, third = kept[-1], kept[-2], kept[-3]
    assert first.text.endswith("Read 0 times.")
    assert (first.let_go, second.let_go, third.let_go) == (0, 10, 23)
    for day in range(9):
        assert stood(shelf, 12 + 24 * day - 0.1) == f"Read {11 + 24 * day} times."


def test_what_it_told_when_an_edition_was_closed_is_kept(shelf: Shelf) -> None:
    closed = [18, 42, 50, 66, 90, 114, 138]  # at six in the morning, and once at 14
    for before, until in pairwise([-1, *closed, 144]):
        tell(shelf, *range(before + 1, until + 1))
        if until in closed:
            close(shelf, Series.WEEKLY if until == 50 else Series.DAILY)
    shelf.form()
    for day in range(5):
        assert stood(shelf, 18 + 24 * day) == f"Read {18 + 24 * day} times."
        assert stood(shelf, 12 + 24 * day - 0.1) == f"Read {11 + 24 * day} times."
    assert stood(shelf, 50) == "Read 50 times."
    assert len(versions(shelf)) == 1 + 1 + 2 * 5 + LAST_TEXTS


@pytest.mark.parametrize("back", [timedelta(0), timedelta(hours=-30)])
def test_a_clock_that_stands_or_is_set_back_costs_no_number(
    shelf: Shelf, back: timedelta
) -> None:
    for number in range(40):
        tell(shelf, number)
        shelf.now = min(shelf.now, NOON) if number < 30 else NOON + back
    shelf.form()
    kept = numbers(shelf)
    assert (kept[0], kept[-1]) == (1, 39)
    assert len(kept) + sum(each.let_go for each in versions(shelf)) == 39


def test_what_one_database_holds_already_is_let_go_at_the_next_change(
    shelf: Shelf,
) -> None:
    tell(shelf, 0)
    shelf.store.connection.execute(
        f"""WITH RECURSIVE hours (number) AS (SELECT 1 UNION ALL
            SELECT number + 1 FROM hours WHERE number < 2400)
        INSERT INTO revisions (posting, number, until, title, text, told)
        SELECT 1, number, strftime('%Y-%m-%dT%H:%M:%SZ', '{NOON.isoformat()}',
            (number - 2400) || ' hours'), 'A title', number, '' FROM hours"""
    )
    tell(shelf, 1)
    shelf.form()
    assert 100 <= len(numbers(shelf)) <= 102 + LAST_TEXTS
    assert sum(each.let_go for each in versions(shelf)) > 2200


def test_other_postings_keep_what_they_told(shelf: Shelf) -> None:
    tell(shelf, *range(3), source="other")
    tell(shelf, *range(24 * 3))
    rows = shelf.store.connection.execute(
        "SELECT number FROM revisions JOIN postings ON ref = posting"
        " JOIN sources ON sources.id = source WHERE name = 'other'"
    )
    assert [row["number"] for row in rows] == [1, 2]


def test_a_page_shows_the_newest_of_them(shelf: Shelf) -> None:
    tell(shelf, *range(24 * 5))
    shelf.form()
    (story,) = shelf.store.stories()
    shown = shelf.store.outbox.versions(story)
    assert shown == versions(shelf)[:LAST_TEXTS]
