"""A whole archive matched anew on the engine: what would change, and nothing more."""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import dataclass

from syndicate.engine.frames import Frame
from syndicate.engine.frames import each as each_row
from syndicate.engine.judging import find
from syndicate.engine.reading import READ, read
from syndicate.engine.stories import Decided, group
from syndicate.errors import DamagedData, UsageError
from syndicate.match import MATCH_VERSION, Ruling
from syndicate.store.exporting import DECISIONS, RELEASES
from syndicate.store.minting import SHORT_ID, digits_of
from syndicate.store.rematching import Move, compare


@dataclass(frozen=True, slots=True)
class Matched:
    """An archive that was matched: its frames, for whoever reads on."""

    exported: Frame
    findings: Frame
    groups: Frame  # (`ref`, `original`)
    authority: str

    def moves(self) -> list[Move]:
        """What changes, as `Store.rematch` tells it.

        Only the postings of stories that change come to the driver.
        """
        moved = self._placed().where("id_after <> id OR (shown_after AND NOT shown)")
        touched = moved.select("id").distinct()
        rows = self._placed().join(touched, "id", "left_semi").orderBy("ref").collect()
        before, after = {}, {}
        for row in rows:
            told = {"title": row["title"], "story": row["story"]}
            before[row["ref"]] = {
                **told,
                "id": row["id"],
                "short_id": row["short_id"],
                "original": row["shown"],
            }
            after[row["ref"]] = {
                **told,
                "id": row["id_after"],
                "short_id": row["short_after"],
                "original": row["shown_after"],
            }
        return compare(before, after)

    def _placed(self) -> Frame:
        """Every posting with the story it has and the one that it would have.

        A story keeps the id that was minted for one of its postings, the oldest of
        them; else it is minted anew for its original.
        """
        from pyspark.sql import functions as f  # noqa: PLC0415 -- the extra

        names = ("ref", "title", "shown", "kept_seq", "kept_id", "kept_short_id")
        told = self.exported.select(
            *names, f.col("story_id").alias("id"), "short_id", "source", "item"
        )
        all_ = told.join(self.groups, "ref")
        kept = (
            all_.where("kept_seq IS NOT NULL")
            .groupBy("original")
            .agg(f.min(f.struct("kept_seq", "kept_id", "kept_short_id")).alias("kept"))
        )
        mint = f.udf(lambda source, item: digits_of(source, item)[:SHORT_ID])
        shown = told.select(
            f.col("ref").alias("original"),
            f.col("title").alias("story"),
            mint("source", "item").alias("minted"),
        )
        made = f.concat(f.lit(f"tag:{self.authority}:story/"), f.col("minted"))
        return (
            all_.join(kept, "original", "left")
            .join(shown, "original")
            .select(
                *("ref", "title", "story", "shown", "id", "short_id", "original"),
                f.coalesce("kept.kept_id", made).alias("id_after"),
                f.coalesce("kept.kept_short_id", "minted").alias("short_after"),
                (f.col("ref") == f.col("original")).alias("shown_after"),
            )
        )


def start(master: str) -> Frame:
    """A session of the engine, as quiet as it can be.

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
    quiet |= {"spark.sql.execution.arrow.maxRecordsPerBatch": "500"}
    for name, value in (quiet | _parts(master)).items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, OSError) as error:
        raise UsageError(
            f"the engine does not start: {error}; it needs Java 17 or newer"
        ) from error
    session.sparkContext.setLogLevel("ERROR")
    return session


def _parts(master: str) -> dict[str, str]:
    """In how many parts rows are moved on one machine: two for each of its cores.

    Elsewhere the engine's own settings say it.
    """
    cores = re.match(r"local\[(\d+|\*)", master)
    if not cores:
        return {} if master != "local" else {"spark.sql.shuffle.partitions": "2"}
    count = int(cores[1]) if cores[1] != "*" else os.cpu_count() or 1
    return {"spark.sql.shuffle.partitions": str(2 * count)}


def match_archive(session: Frame, folder: str) -> Matched:
    """Match all that was exported to a folder, or an address that the engine reads.

    Raises:
        DamagedData: it was exported by another version of the rules.
    """
    rows = session.read.text(f"{folder}/{DECISIONS}", wholetext=True).collect()
    told = json.loads(rows[0]["value"])
    if told["matching"] != MATCH_VERSION:
        raise DamagedData(
            f"{folder}: exported by rules {told['matching']}, these are"
            f" {MATCH_VERSION}; export it anew"
        )
    decided = Decided(
        tuple(Ruling(*each) for each in told["rulings"]), dict(told["pins"])
    )
    exported = session.read.parquet(f"{folder}/{RELEASES}")
    members = each_row(exported, read, READ).persist()
    findings = find(members).persist()
    groups = group(members, findings, decided).persist()
    return Matched(exported, findings, groups, told["authority"])
