"""Who is near to whom: as the store has it, without an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any

import numpy as np
import pytest

from syndicate.engine.lines import key_lines, pair_bearers, pair_texts
from syndicate.engine.nearness import (
    ASKED,
    BY_HEADLINE,
    MOST_HEADLINES,
    MOST_NEAR,
    NEAR,
)
from syndicate.engine.reading import keys_of, member, read, sketch_of
from syndicate.engine.standing import (
    Among,
    Lean,
    Lists,
    Next,
    add_up,
    find_under,
    number,
    parted,
    parted_by_release,
)
from syndicate.match import Member, other_slug
from syndicate.store import Store, shipped, sketches
from syndicate.store.bearers import bearers
from syndicate.store.equals import same_text
from syndicate.store.exporting import batches
from tests.engine.towns import fill
from tests.store.shelf import Shelf

Rows = list[dict[str, Any]]


@pytest.fixture
def shelf(tmp_path: Any) -> Iterable[Shelf]:
    """Copies, neighbours and headlines; some tell no day, many tell the same one."""
    shelf = Shelf(tmp_path / "db.sqlite")
    with shelf.store:
        fill(shelf)
        yield shelf


def members(store: Store) -> Rows:
    """What the engine reads of each release."""
    return list(read(chain.from_iterable(batches(store.connection))))


def together(rows: Iterable[dict[str, Any]], *by: str) -> Rows:
    """The rows in the order in which the engine brings them."""
    return sorted(rows, key=itemgetter(*by))


def nearest(rows: Rows) -> dict[tuple[int, str], list[int]]:
    """The nearest of each release, as the engine finds them, in a few heaps."""
    numbers = parted(number(Among(), lean(rows)), 3)
    found = chain.from_iterable(
        parted_by_release(find_under(some), 2) for _, some in numbers
    )
    heaps: dict[int, list[Next]] = {}
    for heap, some in found:
        heaps.setdefault(heap, []).append(some)
    known = {row["ref"]: row for row in rows}
    told: dict[tuple[int, str], list[tuple[Any, ...]]] = {}
    for each in heaps.values():
        for ref, ask, other, shared in add_up(together_again(each)).tolist():
            order = (-shared, known[other]["source"], known[other]["item"], other)
            told.setdefault((ref, ASKED[ask]), []).append(order)
    most = {NEAR: MOST_NEAR, BY_HEADLINE: MOST_HEADLINES}
    return {
        key: [order[-1] for order in sorted(some)[: most[key[1]]]]
        for key, some in told.items()
    }


def together_again(heap: list[Next]) -> Next:
    """What was found under several heaps of numbers of the releases of one."""
    return Next(
        np.concatenate([each.asking for each in heap]),
        np.concatenate([each.others for each in heap]),
    )


def lists(told: Sequence[Sequence[float]], kind: str = "i8") -> Lists:
    """Lists of numbers, one after another."""
    lengths = np.array([len(each) for each in told], "i8")
    values = np.array([each for some in told for each in some], kind)
    return Lists(np.cumsum(lengths) - lengths, lengths, values)


def lean(rows: Rows) -> Lean:
    """What releases are found by, as columns."""
    return Lean(
        ref=np.array([row["ref"] for row in rows]),
        day=np.array([row["day"] for row in rows]),
        has_text=np.array([row["words"] >= 15 for row in rows]),
        runs=lists([row["runs"] for row in rows]),
        terms=lists([row["terms"] for row in rows]),
        weights=lists([row["weights"] for row in rows], "f8").values,
    )


def test_the_nearest_are_those_of_the_store(shelf: Shelf) -> None:
    rows = members(shelf.store)
    found = nearest(rows)
    assert any(row["day"] == 0 for row in rows)
    for row in rows:
        ref, sketch = row["ref"], sketch_of(row)
        asked: dict[str, Callable[..., list[sketches.Near]]] = {
            NEAR: sketches.near,
            BY_HEADLINE: sketches.headlines_near,
        }
        if not row["words"]:
            asked = {BY_HEADLINE: sketches.near_headline}
        for ask, near in asked.items():
            there = [
                each.member.ref for each in near(shelf.store.connection, ref, sketch)
            ]
            assert found.get((ref, ask), []) == there, (ref, ask)


def test_bearers_and_equals_are_those_of_the_store(shelf: Shelf) -> None:
    rows = members(shelf.store)
    connection = shelf.store.connection
    by_key, by_text = set(), set()
    for row in rows:
        told: Member = member(row)
        for other in same_text(connection, told) if told.has_text else ():
            by_text.add(pair(told.ref, other.ref))
        for key in keys_of(row):
            sought = other_slug(key.value) or key.value
            for other, _, _ in bearers(connection, told, sought):
                by_key.add((*pair(told.ref, other.ref), sought))
    lines = together(key_lines(rows), "line", "rank", "ref")
    texts = [row for row in rows if row["words"] >= 15]
    equal = pair_texts(together(texts, "text_digest", "item", "source"))
    assert {(each["other"], each["ref"]) for each in equal} == by_text
    assert {
        (*pair(each["other"], each["ref"]), each["key"]) for each in pair_bearers(lines)
    } == by_key
    assert any(other_slug(key) for _, _, key in by_key)
    assert len(by_key) > len(rows)


def test_a_sketch_is_weighed_as_in_a_run(shelf: Shelf) -> None:
    row = members(shelf.store)[0]
    assert all(weight > 0 for _, weight in sketch_of(row).terms)
    assert shipped().weight("the") < min(row["weights"])


def pair(one: int, two: int) -> tuple[int, int]:
    return min(one, two), max(one, two)
