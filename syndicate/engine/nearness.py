"""Who shares most with whom: the numbers of sketches, brought together by the engine.

What is moved are heaps: what stands under some numbers, then what was found of some
releases, each packed as the columns that `standing` works on. The engine moves a few
hundred of them, where it would move and sort fifty rows for each release.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from syndicate.engine import standing
from syndicate.engine.frames import Frame, each_batch
from syndicate.engine.standing import Among, Lean, Lists, Next
from syndicate.match.base import ENOUGH_WORDS

NEAR, BY_HEADLINE = "near", "headline"  # what is asked
ASKED = {standing.NEAR: NEAR, standing.BY_HEADLINE: BY_HEADLINE}
MOST_NEAR, MOST_HEADLINES = (int(standing.MOST[each]) for each in ASKED)
A_HEAP = 2_000  # releases whose numbers lie in one heap
FEWEST = 64  # heaps, so that each part gets about as many
HEAP = "heap int, rows binary, others binary"
SHARED = "ref bigint, ask string, other bigint, shared double"


def near(members: Frame) -> Frame:
    """The pairs to be compared, as (`ref`, `other`, `ask`), by what they share."""
    from pyspark.sql import Window  # noqa: PLC0415 -- the extra
    from pyspark.sql import functions as f  # noqa: PLC0415

    lean = members.select("ref", "words", "day", "runs", "terms", "weights")
    headline = f.col("words") < ENOUGH_WORDS
    asked = lean.agg(f.max(f.col("day") == 0), f.max(headline), f.count("*"))
    undated, headlines, count = asked.first()
    heaps = max(FEWEST, count // A_HEAP)
    there = Among(undated=bool(undated), headlines=bool(headlines))
    numbers = each_batch(lean, _Number(there, heaps), HEAP)
    found = each_batch(_heaps(numbers), _Find(heaps), HEAP)
    shared = each_batch(_heaps(found), _add_up, SHARED)
    named = members.select(f.col("ref").alias("other"), "source", "item")
    order = Window.partitionBy("ref", "ask").orderBy(
        f.col("shared").desc(), "source", "item"
    )
    placed = shared.join(named, "other").withColumn("nth", f.row_number().over(order))
    most = f.when(f.col("ask") == NEAR, MOST_NEAR).otherwise(MOST_HEADLINES)
    return placed.where(f.col("nth") <= most).select("ref", "other", "ask")


def lean_of(batch: Any) -> Lean:
    """A batch of members as columns."""
    told = {name: batch.column(name) for name in batch.schema.names}
    return Lean(
        ref=told["ref"].to_numpy(),
        day=told["day"].to_numpy(),
        has_text=told["words"].to_numpy() >= ENOUGH_WORDS,
        runs=_lists(told["runs"]),
        terms=_lists(told["terms"]),
        weights=told["weights"].values.to_numpy(),
    )


def _lists(column: Any) -> Lists:
    ends = column.offsets.to_numpy().astype("i8")
    return Lists(ends[:-1], np.diff(ends), column.values.to_numpy())


def _heaps(packed: Frame) -> Frame:
    """All of one heap after another."""
    return packed.repartition("heap").sortWithinPartitions("heap")


@dataclass(frozen=True, slots=True)
class _Number:
    """Numbers of members, in heaps."""

    there: Among
    heaps: int

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            some = standing.number(self.there, lean_of(batch))
            heaps = standing.parted(some, self.heaps)
            yield from _packed((heap, rows, rows[:0]) for heap, rows in heaps)


@dataclass(frozen=True, slots=True)
class _Find:
    """What stands next to each under the numbers of a heap, in heaps of releases."""

    heaps: int

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        for rows, _ in _unpacked(batches):
            found = standing.find_under(np.frombuffer(rows, standing.NUMBER))
            yield from _packed(
                (heap, some.asking, some.others)
                for heap, some in standing.parted_by_release(found, self.heaps)
            )


def _add_up(batches: Iterator[Any]) -> Iterator[Any]:
    """Who shares enough with the releases of each heap."""
    import pyarrow  # noqa: ICN001, PLC0415 -- the extra

    for rows, others in _unpacked(batches):
        found = Next(np.frombuffer(rows, standing.ASKING), np.frombuffer(others, "i8"))
        told = standing.add_up(found)
        asked = np.array(["", *ASKED.values()])[told["ask"]]
        columns = (told["ref"], asked, told["other"], told["shared"])
        yield pyarrow.RecordBatch.from_arrays(
            [pyarrow.array(each) for each in columns], SHARED_NAMES
        )


SHARED_NAMES = [field.split()[0] for field in SHARED.split(",")]
Packed = Iterable[tuple[int, Any, Any]]


def _packed(heaps: Packed) -> Iterator[Any]:
    """Heaps as rows of the engine; none for none."""
    import pyarrow  # noqa: ICN001, PLC0415 -- the extra

    told = [(heap, rows.tobytes(), others.tobytes()) for heap, rows, others in heaps]
    if told:
        kinds = (pyarrow.int32(), pyarrow.binary(), pyarrow.binary())
        columns = zip(zip(*told, strict=True), kinds, strict=True)
        yield pyarrow.RecordBatch.from_arrays(
            [pyarrow.array(each, kind) for each, kind in columns],
            [field.split()[0] for field in HEAP.split(",")],
        )


def _unpacked(batches: Iterable[Any]) -> Iterator[tuple[bytes, bytes]]:
    """All of each heap, put together."""
    rows: list[bytes] = []
    others: list[bytes] = []
    last = None
    for batch in batches:
        for heap, some, beside in zip(*batch.to_pydict().values(), strict=True):
            if rows and heap != last:
                yield b"".join(rows), b"".join(others)
                rows, others = [], []
            last = heap
            rows.append(some)
            others.append(beside)
    if rows:
        yield b"".join(rows), b"".join(others)
