"""Who is near: all who share enough, those that share most first."""

from __future__ import annotations

import random

import pytest

from syndicate.match import Sketch
from syndicate.model import Moment, Precision, Release
from syndicate.store.sketches import ENOUGH, MOST, RUN_WEIGHS, keep_sketch, near
from tests.store.shelf import NOON, Shelf

RELEASES = 40  # of which at most twelve stand under one number
DAY = NOON.date().toordinal()


def made(seed: int) -> dict[int, Sketch]:
    """Sketches that share a few numbers with each other, and some of them many."""
    chance = random.Random(seed)
    weight = {number: chance.uniform(4, 11) for number in range(150)}
    sketches: dict[int, Sketch] = {}
    for ref in range(1, RELEASES + 1):
        like = sketches.get(ref - 1) if chance.random() < 0.4 else None
        terms = [each for each, _ in like.terms[: chance.randrange(9)]] if like else []
        terms += chance.sample(range(150), 12 - len(terms))
        runs = like.runs if like and chance.random() < 0.5 else ()
        sketches[ref] = Sketch(
            day=DAY,
            runs=tuple({*runs[:5], *chance.sample(range(200), 3)}),
            terms=tuple((each, weight[each]) for each in dict.fromkeys(terms)),
        )
    return sketches


def shared(one: Sketch, two: Sketch) -> float:
    """What two share, added up the long way."""
    runs = len({*one.runs} & {*two.runs})
    terms = {*one.terms} & {*two.terms}
    return RUN_WEIGHS * runs + sum(weight for _, weight in terms)


@pytest.mark.parametrize("seed", range(4))
def test_all_who_share_enough_are_near(shelf: Shelf, seed: int) -> None:
    connection = shelf.store.connection
    shelf.keep(*(release(ref) for ref in range(1, RELEASES + 1)))
    for table in ("sketch_runs", "sketch_terms", "sketch_titles"):
        connection.execute(f"DELETE FROM {table}")
    sketches = made(seed)
    for ref, sketch in sketches.items():
        keep_sketch(connection, ref, sketch, headline=False)
    seen = 0
    for ref, sketch in sketches.items():
        sums = {each: shared(sketch, sketches[each]) for each in {*sketches} - {ref}}
        sought = {each: most for each, most in sums.items() if most >= ENOUGH}
        found = {each.member.ref: each.shared for each in near(connection, ref, sketch)}
        assert len(sought) <= MOST
        assert found == pytest.approx(sought)
        assert [*found.values()] == sorted(found.values(), reverse=True)
        seen += len(found)
    assert seen


def release(ref: int) -> Release:
    return Release(
        source="wire",
        item=f"{ref:03}",
        title="A clinic opens",
        text=f"Number {ref} says nothing.",
        published=Moment(NOON, Precision.DATE, "feed"),
    )
