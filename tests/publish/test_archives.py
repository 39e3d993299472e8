"""Every story stands in the live document or in the archive, and both keep limits."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from syndicate.model import Fed
from syndicate.publish.archives import Room, in_order, to_close, to_show

START = datetime(2026, 1, 1, tzinfo=UTC)
ROOM = Room(5, 10_000)


def fed(number: int, size: int = 100, **fields: bool) -> Fed:
    at = START + timedelta(days=number)
    return Fed(f"tag:example.org,2026:story/{number:04}", at, at, size, **fields)


def numbers(items: list[Fed]) -> list[int]:
    return [int(item.id[-4:]) for item in items]


def close(items: list[Fed], room: Room = ROOM) -> list[list[int]]:
    newest = {item.id for item in room.fill(in_order(items))}
    return [numbers(each) for each in to_close(items, newest, room, room)]


def test_nothing_is_closed_while_it_fits() -> None:
    assert close([fed(n) for n in range(5)]) == []


def test_one_more_closes_the_oldest() -> None:
    assert close([fed(n) for n in range(6)]) == [[4, 3, 2, 1, 0]]


def test_many_at_once_leave_none_behind_that_is_not_among_the_newest() -> None:
    assert close([fed(n) for n in range(13)]) == [[4, 3, 2, 1, 0], [9, 8, 7, 6, 5]]
    assert close([fed(n) for n in range(10)]) == [[4, 3, 2, 1, 0]]


def test_bytes_limit_a_document_too() -> None:
    large = [fed(n, size=4_000) for n in range(6)]
    assert close(large) == [[1, 0], [3, 2]]
    assert close([fed(0, size=99_999), fed(1)]) == [[0]]


def test_a_notice_is_shown_first_and_never_archived() -> None:
    items = [fed(0, notice=True), *(fed(n) for n in range(1, 9))]
    assert close(items) == [[5, 4, 3, 2, 1]]
    shown = to_show(items[:1] + items[6:], items, ROOM)
    assert numbers(shown) == [8, 7, 6, 5, 0]


def test_what_waits_is_shown_however_old() -> None:
    known = [fed(n, waiting=False) for n in range(1, 10)]
    assert numbers(to_show([fed(0)], [*known, fed(0)], ROOM)) == [9, 8, 7, 6, 0]


def test_equal_dates_are_ordered_by_id() -> None:
    one, two = fed(1), fed(1)
    other = Fed("tag:example.org,2026:story/0000", one.published, one.updated, 1)
    assert in_order([one, other]) == in_order([other, two]) == [other, one]


@pytest.mark.parametrize("seed", range(30))
def test_whatever_comes_no_story_is_ever_out_of_reach(seed: int) -> None:
    chance = random.Random(seed)
    room = Room(chance.choice((1, 3, 7)), 2_000)
    known: dict[str, Fed] = {}
    waiting: set[str] = set()
    archive: set[str] = set()
    documents: list[list[Fed]] = []
    for _ in range(60):
        for _ in range(chance.choice((0, 1, 1, 2, 25))):
            item = fed(chance.randrange(500), size=chance.choice((10, 400, 1_900)))
            known[item.id] = item
            waiting.add(item.id)
        left = [known[each] for each in sorted(waiting)]
        newest = {item.id for item in room.fill(in_order(known.values()))}
        made = list(to_close(left, newest, room, room))
        documents += made
        for each in made:
            archive |= {item.id for item in each}
            waiting -= {item.id for item in each}
        shown = to_show([known[each] for each in waiting], known.values(), room)
        assert waiting <= {item.id for item in shown}
        assert {item.id for item in shown} | archive == set(known)
        assert room.holds(shown)
        assert shown == in_order(shown)
    assert all(room.holds(each) for each in documents)
