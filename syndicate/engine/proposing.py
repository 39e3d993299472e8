"""A whole archive matched anew on the engine: what was found, and what would change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from syndicate.engine.frames import Frame, on_disk
from syndicate.engine.frames import each as each_row
from syndicate.engine.judging import find
from syndicate.engine.reading import FOUND_BY, READ, keys_of, read, sketch_of
from syndicate.engine.starting import fit
from syndicate.engine.stories import Decided, group
from syndicate.errors import DamagedData
from syndicate.match import MATCH_VERSION, Pair, Ruling, Trace
from syndicate.model import Evidence
from syndicate.store import Move, Traced
from syndicate.store.exporting import DECISIONS, EXPORT_VERSION, NOT_WHOLE, RELEASES
from syndicate.store.rematching import compare


@dataclass(frozen=True, slots=True)
class Judged:
    """An archive that was judged: its frames, for whoever reads on.

    It is what the store takes over (`store.adopting.Elsewhere`): what was found comes
    to the driver part by part.
    """

    members: Frame
    found: Frame
    decided: Decided
    authority: str

    def moves(self) -> list[Move]:
        """What changes, as `Store.rematch` tells it.

        Only the postings of stories that change come to the driver.
        """
        return self.moves_of(self.place())

    def place(self) -> Frame:
        """Every posting with the story it has and the one that it would have."""
        return on_disk(self._placed())

    @staticmethod
    def moves_of(placed: Frame) -> list[Move]:
        """What changes of postings that were placed."""
        moved = placed.where("id_after <> id OR (shown_after AND NOT shown)")
        touched = moved.select("id").distinct()
        rows = placed.join(touched, "id", "left_semi").orderBy("ref").toLocalIterator()
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

    def traces(self) -> Iterator[Traced]:
        """What each release is found by."""
        found_by = [field.split()[0] for field in FOUND_BY.split(",")]
        rows = self.members.select("ref", "digest", "site", "wire", *found_by)
        for row in rows.toLocalIterator():
            trace = Trace(keys_of(row), sketch_of(row))
            yield Traced(row["ref"], row["digest"], row["site"], row["wire"], trace)

    def findings(self) -> Iterator[Pair]:
        """What was found of any two."""
        for row in self.found.toLocalIterator():
            evidence = Evidence(row["rule"], row["detail"], row["score"])
            yield Pair(row["one"], row["two"], row["same"], evidence, row["key"])

    def _placed(self) -> Frame:
        """Every posting with the story it has and the one that it would have.

        A story keeps the id that was minted for one of its postings, the oldest of
        them; else it is minted anew for its original.
        """
        from pyspark.sql import functions as f  # noqa: PLC0415 -- the extra

        names = ("ref", "title", "shown", "kept_seq", "kept_id", "kept_short_id")
        told = self.members.select(
            *names, f.col("story_id").alias("id"), "short_id", "minted"
        )
        groups = on_disk(group(self.members, self.found, self.decided))  # asked twice
        all_ = told.drop("minted").join(groups, "ref")
        kept = (
            all_.where("kept_seq IS NOT NULL")
            .groupBy("original")
            .agg(f.min(f.struct("kept_seq", "kept_id", "kept_short_id")).alias("kept"))
        )
        shown = told.select(
            f.col("ref").alias("original"), f.col("title").alias("story"), "minted"
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


def judge_archive(session: Frame, folder: str) -> Judged:
    """Judge all that was exported to a folder, or to an address that the engine reads.

    When it is back, all findings lie on the engine's disks.

    Raises:
        DamagedData: it was exported by another version, or is no whole export.
    """
    told = _decisions(session, folder)
    made_by = told.get("export"), told.get("matching")
    if made_by != (EXPORT_VERSION, MATCH_VERSION):
        raise DamagedData(
            f"{folder}: exported by another version of syndicate, whose rules are"
            f" {made_by[1]} where these are {MATCH_VERSION}; export it anew"
        )
    rulings = tuple(Ruling(*each) for each in told["rulings"])
    exported = session.read.parquet(f"{folder}/{RELEASES}")
    fit(session, exported.count())
    members = on_disk(each_row(exported, read, READ))
    found = find(members, exported.select("ref", "text"))
    decided = Decided(rulings, dict(told["pins"]))
    return Judged(members, found, decided, told["authority"])


def _decisions(session: Frame, folder: str) -> dict[str, Any]:
    """What stands beside the releases; it is written last."""
    from pyspark.errors import AnalysisException  # noqa: PLC0415 -- the extra

    try:
        rows = session.read.text(f"{folder}/{DECISIONS}", wholetext=True).collect()
        told: dict[str, Any] = json.loads(rows[0]["value"])
    except (AnalysisException, IndexError, ValueError) as error:
        raise DamagedData(NOT_WHOLE.format(folder)) from error
    return told
