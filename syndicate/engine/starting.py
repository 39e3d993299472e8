"""The engine started, and what it says when it fails in the words of ours."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterator

from syndicate.engine.frames import BATCH, Frame
from syndicate.errors import InputOutputError, UsageError

LONGEST = 200  # characters of what the engine says
A_PART = 25_000  # releases; more would not lie in the memory of one task
LEAST_MEMORY, MOST_MEMORY = 1_024, 6_144  # megabytes
PARTS = ("spark.sql.shuffle.partitions", "spark.sql.files.minPartitionNum")
CHOSEN = "spark.syndicate.parts"  # where whoever starts it says how many


def start(master: str, parts: int | None = None) -> Frame:
    """A session of the engine, as quiet as it can be.

    `parts`: in how many rows are moved; else on one machine two for each of its cores,
    and more where many releases come, see `fit`.

    Raises:
        UsageError: the extra, or Java, is not installed.
    """
    try:
        from pyspark.errors import PySparkException  # noqa: PLC0415 -- the extra
        from pyspark.sql import SparkSession  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            "the engine needs the extra: pip install 'syndicate[spark]'"
        ) from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("syndicate rematch")
    quiet = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
    quiet |= {"spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH)}
    for name, value in (quiet | _on_one_machine(master, parts)).items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, OSError) as error:
        raise UsageError(
            f"the engine does not start: {error}; it needs Java 17 or newer"
        ) from error
    session.sparkContext.setLogLevel("ERROR")
    return session


def fit(session: Frame, releases: int) -> None:
    """Have as many parts as so many releases need, unless somebody chose how many."""
    if session.conf.get(CHOSEN, ""):
        return
    parts = max(int(session.conf.get(PARTS[0])), parts_for(releases))
    for name in PARTS:
        session.conf.set(name, str(parts))


def parts_for(releases: int) -> int:
    """The fewest parts of which each lies in the memory of one task.

    >>> parts_for(6_000), parts_for(1_000_000)
    (1, 40)
    """
    return max(1, -(-releases // A_PART))


def _on_one_machine(master: str, parts: int | None) -> dict[str, str]:
    """What suits an engine in one process; elsewhere its own settings say it.

    Rows that take long in Python are few bytes: parts are not put together by their
    size. Java compiles quickly and not well, and clears up in one thread: with 1,494
    releases it took 28 s of CPU, and left to itself 52. What has 5 MB on disk has 140
    in memory where it is looked up by Java: it is moved, not held.
    """
    local = re.match(r"local(?:\[(\d+|\*))?", master)
    if not local:
        return {}
    cores = os.cpu_count() or 1 if local[1] == "*" else int(local[1] or 1)
    count = str(parts or 2 * cores)
    return {
        **({CHOSEN: count} if parts else {}),
        **dict.fromkeys(PARTS, count),
        "spark.driver.memory": f"{_memory()}m",
        "spark.sql.adaptive.autoBroadcastJoinThreshold": "1m",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.sql.adaptive.coalescePartitions.enabled": "false",
        "spark.sql.files.openCostInBytes": "65536",
    }


def _memory() -> int:
    """Megabytes for Java: a quarter of what the machine has, within bounds."""
    has = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return min(max(has // 4, LEAST_MEMORY), MOST_MEMORY)


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Let what the engine says when it fails leave as our error.

    Raises:
        InputOutputError: it failed.
    """
    from py4j.protocol import Py4JError  # noqa: PLC0415 -- the extra
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        yield
    except (PySparkException, Py4JError) as error:
        said = next((line for line in str(error).splitlines() if line.strip()), "")
        raise InputOutputError(f"the engine failed: {said[:LONGEST]}") from error
