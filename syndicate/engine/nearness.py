"""Who shares most with whom: the numbers of sketches, brought together by the engine.

As the store has it (`store.sketches`): under each number the nearest days, twenty on
either side; words within days, rare runs at any distance. Words are kept in spans of
days, so that a common one is no single heap.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from syndicate.engine.frames import Frame, Row, together
from syndicate.engine.frames import each as each_row
from syndicate.engine.reading import sketch_of
from syndicate.match import Sketch
from syndicate.match.base import ENOUGH_WORDS
from syndicate.store import sketches
from syndicate.store.under import AT_ONCE, span_of

RUNS, TERMS, TITLES = range(3)  # where a number stands
UNDATED = -1  # the span of all days, for what tells none
NEAR, BY_HEADLINE = "near", "headline"  # what is asked
WINDOWS = {NEAR: sketches.WINDOW, BY_HEADLINE: sketches.HEADLINE_WINDOW}
ENOUGH = {NEAR: sketches.ENOUGH, BY_HEADLINE: sketches.HEADLINE_ENOUGH}
MOST = {NEAR: sketches.MOST, BY_HEADLINE: sketches.MOST_HEADLINES}
REACH = max(WINDOWS.values())
LATER = 1_000  # words are added up after runs

# `stands` under the number, and is asked for what else does; `reach` in days, or none.
NUMBER = (
    "shelf bigint, hash bigint, span bigint, day bigint, ref bigint, stands boolean,"
    " ask string, reach bigint, at bigint, weight double"
)
FOUND = "ref bigint, ask string, at bigint, weight double, others array<bigint>"
SHARED = "ref bigint, ask string, other bigint, shared double"


def near(members: Frame) -> Frame:
    """The pairs to be compared, as (`ref`, `other`, `ask`), by what they share."""
    from pyspark.sql import Window  # noqa: PLC0415 -- the extra
    from pyspark.sql import functions as f  # noqa: PLC0415

    lean = members.select("ref", "words", "day", "runs", "terms", "weights")
    headline = f.col("words") < ENOUGH_WORDS
    some = lean.agg(f.max(f.col("day") == 0), f.max(headline)).first()
    there = Among(undated=bool(some[0]), headlines=bool(some[1]))
    numbers = each_row(lean, partial(number_rows, there), NUMBER)
    found = together(
        numbers, ("shelf", "hash", "span"), ("day", "ref"), find_under, FOUND
    )
    shared = together(found, ("ref", "ask"), ("at",), add_up, SHARED)
    named = members.select(f.col("ref").alias("other"), "source", "item")
    order = Window.partitionBy("ref", "ask").orderBy(
        f.col("shared").desc(), "source", "item"
    )
    placed = shared.join(named, "other").withColumn("nth", f.row_number().over(order))
    most = f.when(f.col("ask") == NEAR, MOST[NEAR]).otherwise(MOST[BY_HEADLINE])
    return placed.where(f.col("nth") <= most).select("ref", "other", "ask")


@dataclass(frozen=True, slots=True)
class Among:
    """Whether there is any release without a day, or without a text."""

    undated: bool = True
    headlines: bool = True


def number_rows(there: Among, rows: Iterable[Row]) -> Iterator[Row]:
    """Under which numbers each release stands, and what is asked there."""
    for row in rows:
        sketch = sketch_of(row)
        told = {"day": sketch.day, "ref": row["ref"]}
        if row["words"] >= ENOUGH_WORDS:
            yield from ({**told, **run} for run in _runs(sketch))
        places = list(_places(row, there))
        for at, (hash_, weight) in enumerate(dict(sketch.terms).items(), LATER):
            term = {**told, "hash": hash_, "at": at, "weight": weight}
            yield from ({**term, **place} for place in places)


def _runs(sketch: Sketch) -> Iterator[Row]:
    weight = sketches.RUN_WEIGHS
    for at, hash_ in enumerate(dict.fromkeys(sketch.runs)):
        yield {
            "shelf": RUNS, "hash": hash_, "span": 0, "stands": True, "ask": NEAR,
            "reach": None, "at": at, "weight": weight,
        }  # fmt: skip


def _places(row: Row, there: Among) -> Iterator[Row]:
    """Where each word of a release stands, what is asked there, or both at once.

    It stands also in the spans from which days reach into its own. Where there are no
    headlines nobody asks for them, and where all tell a day none looks at all days.
    """
    day, has_text = row["day"], row["words"] >= ENOUGH_WORDS
    shelf = TERMS if has_text else TITLES
    asks = {TERMS: NEAR if has_text else BY_HEADLINE}
    if has_text and there.headlines:
        asks[TITLES] = BY_HEADLINE
    everywhere = {UNDATED} if there.undated else set()
    own = {span_of(day)} if day else set()
    near = {span_of(day + days) for days in (-REACH, REACH)} if day else set()
    for each in (TERMS, TITLES):
        ask = asks.get(each)
        for span in own | near | everywhere:
            asked = ask if span in own | everywhere else None
            if asked or each == shelf:
                yield {
                    "shelf": each, "span": span, "stands": each == shelf, "ask": asked,
                    "reach": WINDOWS[asked] if asked else None,
                }  # fmt: skip


def find_under(rows: Iterable[Row]) -> Iterator[Row]:
    """What stands next to each that asks under a number, by day."""
    for (_, _, span), some in groupby(
        rows, lambda row: (row["shelf"], row["hash"], row["span"])
    ):
        find = _first_of_all if span == UNDATED else _next_to
        for row, others in find(some):
            ref = row["ref"]
            if others.count(ref) < len(others):
                told = {"ref": ref, "ask": row["ask"], "at": row["at"]}
                rest = [each for each in others if each != ref]
                yield {**told, "weight": row["weight"], "others": rest}


def _next_to(rows: Iterable[Row]) -> Iterator[tuple[Row, list[int]]]:
    """Those of the nearest days before, and from that very day on."""
    days, refs, asking = array("q"), array("q"), []
    for row in rows:
        if row["stands"]:
            days.append(row["day"])
            refs.append(row["ref"])
        if row["ask"]:
            asking.append(row)
    for row in asking:
        day, reach = row["day"], row["reach"]
        at = bisect_left(days, day)
        since = 0 if reach is None else bisect_left(days, day - reach)
        until = len(days) if reach is None else bisect_right(days, day + reach)
        before = refs[max(since, at - AT_ONCE) : at]
        yield row, [*before, *refs[at : min(until, at + AT_ONCE)]]


def _first_of_all(rows: Iterable[Row]) -> Iterator[tuple[Row, list[int]]]:
    """The undated, for who tells a day; for who tells none, the first of all days."""
    first: list[int] = []
    undated: list[int] = []
    asking = []
    for row in rows:
        if row["stands"] and len(first) < AT_ONCE:
            first.append(row["ref"])
            if not row["day"]:
                undated.append(row["ref"])
        if row["ask"] and row["day"]:  # by now all that are undated came
            yield row, undated
        elif row["ask"]:
            asking.append(row)
    for row in asking:
        yield row, first


def add_up(rows: Iterable[Row]) -> Iterator[Row]:
    """Who shares enough with each, with all that share as much as the last of those."""
    for (ref, ask), some in groupby(rows, lambda row: (row["ref"], row["ask"])):
        shared: dict[int, float] = defaultdict(float)
        for row in some:
            for other in row["others"]:
                shared[other] += row["weight"]
        enough = sorted(each for each in shared.values() if each >= ENOUGH[ask])
        least = enough[-MOST[ask] :][:1]
        for other, weight in shared.items():
            if least and weight >= least[0]:
                yield {"ref": ref, "ask": ask, "other": other, "shared": weight}
