"""What stands under a number: the nearest days of each, as if looked through whole."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from syndicate.store.under import (
    AT_ONCE,
    SPAN,
    Shared,
    Window,
    numbers,
    span_of,
    window,
)
from tests.store.shelf import Shelf

RUNS = numbers("sketch_runs", spans=False)
TERMS = numbers("sketch_terms", spans=True)
HASHES = {-5: 1.5, 7: 2.0, 11: 8.0}  # and what they weigh
FIRST = 738_000  # a day
ROWS = 900
Row = tuple[int, int, int]  # hash, day, posting


def fill(shelf: Shelf, seed: int, days: int) -> list[Row]:
    """Rows of some days; of one number many, of another few; some have no day."""
    chance = random.Random(seed)
    rows = [
        (
            chance.choices([*HASHES], (20, 3, 1))[0],
            FIRST + chance.randrange(days) if chance.random() < 0.95 else 0,
            posting,
        )
        for posting in range(ROWS)
    ]
    connection = shelf.store.connection
    connection.executemany("INSERT INTO sketch_runs VALUES (?, ?, ?)", rows)
    connection.executemany(
        "INSERT INTO sketch_terms VALUES (?, ?, ?, ?)",
        [(span_of(day), hash_, day, posting) for hash_, day, posting in rows],
    )
    return rows


def looked_through(rows: list[Row], hash_: int, days: Window) -> Counter[str]:
    """The nearest on either side, and what has no day, found the long way."""
    told = sorted((day, posting) for each, day, posting in rows if each == hash_)
    after = [each for each in told if days.day <= each[0] <= days.until]
    before = [each for each in told if days.since <= each[0] < days.day]
    undated = [each for each in told if not each[0] and days.since]
    found = [*after[:AT_ONCE], *before[::-1][:AT_ONCE], *undated[:AT_ONCE]]
    return Counter(str(posting) for _, posting in found)


def counted(under: list[Shared]) -> dict[int, Counter[str]]:
    """The postings under each number, in whatever parts they come."""
    found: dict[int, Counter[str]] = {}
    for number, weighs in HASHES.items():
        told = [refs for weight, refs in under if weight == weighs]
        found[number] = Counter(",".join(told).split(",") if told else ())
    return found


@pytest.mark.parametrize("days", [1, 30, 3 * SPAN])
@pytest.mark.parametrize("width", [7, 10, None])
def test_the_nearest_days_of_each_number_are_found(
    shelf: Shelf, days: int, width: int | None
) -> None:
    rows = fill(shelf, days, days)
    seen: set[bool] = set()
    for day in [0, *(FIRST + at for at in range(-12, days + 12, max(1, days // 40)))]:
        around = window(day, width)
        found = counted(TERMS.under(shelf.store.connection, HASHES, around))
        for hash_ in HASHES:
            sought = looked_through(rows, hash_, around)
            assert found[hash_] == sought, (hash_, day)
            seen.add(sum(sought.values()) > AT_ONCE)
    assert True in seen  # else nothing was left out, and the test proves little


def test_runs_are_found_in_all_days(shelf: Shelf) -> None:
    rows = fill(shelf, 9, 3 * SPAN)
    for day in (0, FIRST, FIRST + 100):
        around = window(day, None)
        found = counted(RUNS.under(shelf.store.connection, HASHES, around))
        for hash_ in HASHES:
            assert found[hash_] == looked_through(rows, hash_, around)
