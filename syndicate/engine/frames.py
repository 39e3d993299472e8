"""Python functions on the rows of a frame, partition by partition, in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

Row = dict[str, Any]
Frame = Any  # pyspark.sql.DataFrame: the extra, unknown to whoever checks types
Step = Callable[[Iterator[Row]], Iterable[Row]]

BATCH = 2_000  # rows that pass between the engine and Python at once


def each(frame: Frame, work: Step, schema: str) -> Frame:
    """What a function makes of each partition's rows; `schema` in Spark's words."""
    return frame.mapInArrow(_Work(work, _arrow_schema(schema)), schema)


def each_batch(frame: Frame, work: Callable[[Any], Any], schema: str) -> Frame:
    """As `each`, of a function that takes and gives batches as they are, by columns."""
    return frame.mapInArrow(work, schema)


def together(
    frame: Frame, by: Sequence[str], order: Sequence[str], work: Step, schema: str
) -> Frame:
    """As `each`, with all rows that agree `by` some columns one after another.

    Those come in an order of their own.
    """
    moved = frame.repartition(*by).sortWithinPartitions(*by, *order)
    return each(moved, work, schema)


def on_disk(frame: Frame) -> Frame:
    """A frame that is asked for more than once: made once, and kept by the engine.

    Not in memory, which the rows of a large archive do not fit into.
    """
    from pyspark import StorageLevel  # noqa: PLC0415 -- the extra

    return frame.persist(StorageLevel.DISK_ONLY)


def rows_of(batch: Any) -> Iterator[Row]:
    """The rows of a batch; column by column that takes a third of the time."""
    names = batch.schema.names
    columns = (column.to_pylist() for column in batch.columns)
    return (dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True))


def kept(frame: Frame) -> Frame:
    """A frame made now and kept by the engine, which does not make it anew."""
    from pyspark import StorageLevel  # noqa: PLC0415 -- the extra

    return frame.localCheckpoint(storageLevel=StorageLevel.DISK_ONLY)


class _Work:
    """A function as the engine calls it, in a process of its own."""

    def __init__(self, work: Step, schema: Any) -> None:
        self.work, self.schema = work, schema

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow  # noqa: ICN001, PLC0415 -- the extra

        rows = (row for batch in batches for row in rows_of(batch))
        made = iter(self.work(rows))
        while some := list(islice(made, BATCH)):
            yield pyarrow.RecordBatch.from_pylist(some, schema=self.schema)


def _arrow_schema(schema: str) -> Any:
    """A schema in Spark's words as Arrow has it."""
    import pyarrow  # noqa: ICN001, PLC0415 -- the extra

    types = {
        "bigint": pyarrow.int64(),
        "int": pyarrow.int32(),
        "double": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "string": pyarrow.string(),
        "array<bigint>": pyarrow.list_(pyarrow.int64()),
        "array<double>": pyarrow.list_(pyarrow.float64()),
        "array<string>": pyarrow.list_(pyarrow.string()),
    }
    fields = (field.split() for field in schema.split(","))
    return pyarrow.schema([(name, types[kind]) for name, kind in fields])
