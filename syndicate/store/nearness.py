"""What is near to a story and not of it: possibly the same, or kept apart, and why."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from syndicate.model import Evidence

# Asked once for each side, so that either index is used.
FINDINGS = """
SELECT findings.same, findings.rule, findings.detail, findings.score,
    findings.{mine} AS mine, findings.{other} AS other
FROM postings JOIN findings ON findings.{mine} = postings.ref
JOIN stories ON stories.seq = postings.story WHERE stories.id = :id
"""
TOLD = """
SELECT mine.title AS mine, others.title AS title, stories.short_id,
    shown.title AS story
FROM postings AS mine JOIN postings AS others ON others.ref = :other
JOIN stories ON stories.seq = others.story
JOIN postings AS shown ON shown.ref = stories.original
WHERE mine.ref = :mine AND mine.story IS NOT others.story
"""


@dataclass(frozen=True, slots=True)
class Nearby:
    """Another story, and the finding that speaks most for its being the same.

    `possible`: the finding leaves it open, for staff to decide; else it was kept apart.
    """

    story: str  # its short id
    title: str  # that it shows
    mine: str  # titles of the two tellings that were compared
    theirs: str
    possible: bool
    evidence: Evidence


def nearby(connection: sqlite3.Connection, story_id: str) -> list[Nearby]:
    """The stories near to one: the possible first, each kind by what speaks for it."""
    sides = (("one", "two"), ("two", "one"))
    findings = [
        row
        for mine, other in sides
        for row in connection.execute(
            FINDINGS.format(mine=mine, other=other), {"id": story_id}
        ).fetchall()
    ]
    best: dict[str, Nearby] = {}
    for row in findings:
        names = {"mine": row["mine"], "other": row["other"]}
        told = connection.execute(TOLD, names).fetchone()
        if told is None:
            continue  # of one story by now
        found = Nearby(
            story=told["short_id"],
            title=told["story"],
            mine=told["mine"],
            theirs=told["title"],
            possible=row["same"] is None,
            evidence=Evidence(row["rule"], row["detail"], row["score"]),
        )
        known = best.get(found.story)
        if known is None or _order(found) < _order(known):
            best[found.story] = found
    return sorted(best.values(), key=_order)


def _order(found: Nearby) -> tuple[bool, float, str, str, str]:
    return (
        not found.possible,
        -found.evidence.score,
        found.story,
        found.theirs,
        found.mine,
    )
