"""Connected components in the engine: alternating large and small stars.

Each round hangs every node under the smallest it knows of; rounds grow with the
logarithm of the longest chain. Kiveris and others, *Connected Components in MapReduce
and Beyond*, SoCC 2014. The driver sees two numbers a round, never an edge.
"""

from __future__ import annotations

from syndicate.engine.frames import Frame


def components(edges: Frame) -> Frame:
    """(`ref`, `component`) of every end of an edge; `edges` have `one` and `two`.

    A component is called by its smallest end. What hangs on nothing is not told.
    """
    from pyspark.sql import functions as f  # noqa: PLC0415 -- the extra

    stars = edges.select(
        f.greatest("one", "two").alias("one"), f.least("one", "two").alias("two")
    )
    stars = stars.where("one <> two").distinct().localCheckpoint()
    before = None
    while (now := _sum(stars)) != before:
        before = now
        stars = _small_star(_large_star(stars)).localCheckpoint()
    hung = stars.select(f.col("one").alias("ref"), f.col("two").alias("component"))
    roots = stars.select(f.col("two").alias("ref"), f.col("two").alias("component"))
    return hung.union(roots).distinct()


def _large_star(edges: Frame) -> Frame:
    """Every larger neighbour of a node hangs under the smallest of all of them."""
    from pyspark.sql import functions as f  # noqa: PLC0415 -- the extra

    both = edges.union(edges.select(f.col("two"), f.col("one")))
    least = both.groupBy("one").agg(f.min("two").alias("least"))
    least = least.select("one", f.least("one", "least").alias("least"))
    larger = both.where("two > one").join(least, "one")
    return larger.select(f.col("two").alias("one"), f.col("least").alias("two"))


def _small_star(edges: Frame) -> Frame:
    """A node and its smaller neighbours hang under the smallest of those."""
    from pyspark.sql import functions as f  # noqa: PLC0415 -- the extra

    least = edges.groupBy("one").agg(f.min("two").alias("least"))
    moved = edges.join(least, "one").select(f.col("two").alias("one"), "least")
    hung = moved.union(least).where("one <> least").distinct()
    return hung.select("one", f.col("least").alias("two"))


def _sum(edges: Frame) -> tuple[int, int]:
    """How many edges there are, and a number that is another for other edges."""
    from pyspark.sql import functions as f  # noqa: PLC0415 -- the extra

    told = f.sum(f.xxhash64("one", "two").cast("decimal(38,0)"))
    count, total = edges.agg(f.count("*"), told).first()
    return int(count), int(total or 0)
