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
from functools import partial
from itertools import groupby

from syndicate.engine.frames import Frame, Row, together
from syndicate.engine.frames import each as each_row
from syndicate.engine.reading import sketch_of
from syndicate.match.base import ENOUGH_WORDS
from syndicate.store import sketches
from syndicate.store.under import AT_ONCE, span_of

RUNS, TERMS, TITLES = range(3)  # where a number stands
UNDATED = -1  # the span of all days, for what tells none
NEAR, BY_HEADLINE = "near", "headline"  # what is asked
WINDOWS = {NEAR: sketches.WINDOW, BY_HEADLINE: sketches.HEADLINE_WINDOW}
ENOUGH = {NEAR: sketches.ENOUGH, BY_HEADLINE: sketches.HEADLINE_ENOUGH}
MOST = {NEAR: sketches.MOST, BY_HEADLINE: sketches.MOST_HEADLINES}
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
    undated = bool(lean.where("day = 0").take(1))
    numbers = each_row(lean, partial(number_rows, undated=undated), NUMBER)
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


def number_rows(rows: Iterable[Row], *, undated: bool) -> Iterator[Row]:
    """Under which numbers each release stands, and what is asked there.

    `undated`: some release tells no day, and is near to all days.
    """
    for row in rows:
        for number in _numbers(row):
            if undated or number["span"] != UNDATED:
                yield number


def _numbers(row: Row) -> Iterator[Row]:
    sketch = sketch_of(row)
    terms = list(dict(sketch.terms).items())
    has_text = row["words"] >= ENOUGH_WORDS
    told = {"day": sketch.day, "ref": row["ref"]}
    asks = [(TERMS, NEAR if has_text else BY_HEADLINE)]
    if has_text:
        asks.append((TITLES, BY_HEADLINE))
        for at, hash_ in enumerate(dict.fromkeys(sketch.runs)):
            yield {
                **told, "shelf": RUNS, "hash": hash_, "span": 0, "stands": True,
                "ask": NEAR, "reach": None, "at": at,
                "weight": sketches.RUN_WEIGHS,
            }  # fmt: skip
    for at, (hash_, weight) in enumerate(terms):
        for shelf, ask in asks:
            asked = {
                "ask": ask, "reach": WINDOWS[ask], "at": LATER + at,
                "weight": weight,
            }  # fmt: skip
            yield from _spread({**told, **asked, "shelf": shelf, "hash": hash_})
        shelf = TERMS if has_text else TITLES
        yield from _stand({**told, "shelf": shelf, "hash": hash_})


def _spread(row: Row) -> Iterator[Row]:
    """What is asked, in the span of its day, and in that of the undated."""
    for span in {span_of(row["day"]), UNDATED} if row["day"] else {UNDATED}:
        yield {**row, "span": span, "stands": False}


def _stand(row: Row) -> Iterator[Row]:
    """Where a number stands: also in the spans from which days reach into its own."""
    reach, day = sketches.WINDOW, row["day"]
    spans = {span_of(day - reach), span_of(day), span_of(day + reach)} if day else set()
    for span in {*spans, UNDATED}:
        yield {
            **row, "span": span, "stands": True, "ask": None, "reach": None,
            "at": 0, "weight": 0.0,
        }  # fmt: skip


def find_under(rows: Iterable[Row]) -> Iterator[Row]:
    """What stands next to each that asks under a number, by day."""
    for (_, _, span), some in groupby(
        rows, lambda row: (row["shelf"], row["hash"], row["span"])
    ):
        find = _first_of_all if span == UNDATED else _next_to
        for row, others in find(some):
            if others:
                told = {name: row[name] for name in ("ref", "ask", "at", "weight")}
                yield {**told, "others": others}


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
        shared.pop(ref, None)
        enough = sorted(each for each in shared.values() if each >= ENOUGH[ask])
        least = enough[-MOST[ask] :][:1]
        for other, weight in shared.items():
            if least and weight >= least[0]:
                yield {"ref": ref, "ask": ask, "other": other, "shared": weight}
