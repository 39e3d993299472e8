"""Whoever reads a few stories pays for a few, and whoever reads on misses none."""

from __future__ import annotations

from itertools import islice

import pytest

from syndicate.store import reading
from syndicate.store.columns import NO_LIMIT
from tests.store.shelf import Shelf, on, telling

WORDS = ("harbour", "meadow", "lantern", "orchard", "quarry")


@pytest.fixture
def full(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A shelf of five stories, of which two are the first few."""
    monkeypatch.setattr(reading, "FIRST", 2)
    for day, word in enumerate(WORDS, 1):
        text = f"The {word} house opens its doors to the {word} people of Bend. " * 5
        shelf.tell(telling(word, title=f"A {word}", text=text, published=on(day)))
    return shelf


def titles(shelf: Shelf, most: int | None = None) -> list[str]:
    """What the newest stories are called, as they are read."""
    told = islice(shelf.store.stories(), most)
    return [story.original.title.removeprefix("A ") for story in told]


def test_stories_come_newest_first_each_once_beyond_the_first_few(full: Shelf) -> None:
    assert titles(full) == list(reversed(WORDS))


def test_the_number_of_every_story_is_asked_for_only_by_who_reads_on(
    full: Shelf,
) -> None:
    asked: list[str] = []
    full.store.connection.set_trace_callback(asked.append)
    assert len(titles(full, 2)) == 2
    assert not [each for each in asked if each.endswith(f"LIMIT {NO_LIMIT}")]
    titles(full, 3)
    assert [each for each in asked if each.endswith(f"LIMIT {NO_LIMIT}")]


def test_a_story_that_moves_while_others_are_read_is_neither_lost_nor_told_twice(
    full: Shelf,
) -> None:
    read = full.store.stories()
    seen = [story.original.title for story in islice(read, 2)]
    full.store.connection.execute(
        "UPDATE stories SET sort_at = '2027-01-01T00:00:00Z'"
        " WHERE original = (SELECT ref FROM postings WHERE title = 'A harbour')"
    )
    seen += [story.original.title for story in read]
    assert sorted(seen) == sorted(f"A {word}" for word in WORDS)
