"""What was kept apart from a story although something speaks for it, and why."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from syndicate.match import STAFF
from syndicate.model import Evidence
from syndicate.store.columns import dump
from syndicate.store.decisions import Identity, word

OTHERS = 5  # stories that are shown of those that are not the same

FOUND = """
WITH mine AS (
    SELECT ref FROM postings JOIN stories ON stories.seq = postings.story
    WHERE stories.id = :story)
SELECT one AS ref, two AS other, same, rule, detail, score FROM findings
WHERE one IN mine AND two NOT IN mine
UNION ALL
SELECT two, one, same, rule, detail, score FROM findings
WHERE two IN mine AND one NOT IN mine
"""
NAMED = """
SELECT ref, item, sources.name AS source, stories.id, stories.short_id,
    shown.title, shown.published
FROM postings JOIN sources ON sources.id = postings.source
JOIN stories ON stories.seq = postings.story
JOIN (SELECT ref AS original, title, published FROM postings) AS shown
    ON shown.original = stories.original
WHERE ref IN (SELECT value FROM json_each(:refs))
"""
MINE = """
SELECT ref FROM postings JOIN stories ON stories.seq = postings.story
WHERE stories.id = :story
"""


@dataclass(frozen=True, slots=True)
class Near:
    """A story that was kept apart from another, by what is between two postings.

    `same` is what matching found of the two: True where something else kept them
    apart, None where they are possibly the same. `by_staff`: a decision parts them.
    """

    id: str
    short_id: str
    title: str
    published: str | None
    mine: Identity
    theirs: Identity
    same: bool | None
    evidence: Evidence
    by_staff: bool = False


def kept_apart(connection: sqlite3.Connection, story_id: str) -> list[Near]:
    """All that was kept apart from a story, the nearest first, pair by pair.

    What staff parted is told with their decision, whatever matching found.
    """
    found = [
        (row["ref"], row["other"], row["same"], Evidence(*row[3:]))
        for row in connection.execute(FOUND, {"story": story_id})
    ]
    members = {row["ref"] for row in connection.execute(MINE, {"story": story_id})}
    parted = {
        frozenset((each.one, each.two)): Evidence(STAFF, each.detail)
        for each in word(connection, members).rulings
        if not each.same and len({each.one, each.two} & members) == 1
    }
    found = [each for each in found if frozenset(each[:2]) not in parted]
    for pair, evidence in parted.items():
        (mine,), (other,) = pair & members, pair - members
        found.append((mine, other, None, evidence))
    names = _names(connection, {ref for each in found for ref in each[:2]})
    near = [_near(names, *each) for each in found]
    return sorted(near, key=_order)


def nearest(near: Iterable[Near]) -> dict[Identity, Near]:
    """The nearest of each posting, by the posting."""
    first: dict[Identity, Near] = {}
    for each in near:
        first.setdefault(each.mine, each)
    return first


def to_look_at(near: Iterable[Near]) -> Iterator[Near]:
    """The stories that staff may want to merge, each once; none that they parted.

    All that are possibly the same, and the nearest few of those that are not.
    """
    listed = list(near)
    told = {each.id for each in listed if each.by_staff}
    others = 0
    for each in listed:
        others += each.same is False and each.id not in told
        if each.id not in told and (each.same is not False or others <= OTHERS):
            yield each
        told.add(each.id)


def _names(
    connection: sqlite3.Connection, refs: Iterable[int]
) -> dict[int, sqlite3.Row]:
    wanted = {"refs": dump(sorted(refs))}
    return {row["ref"]: row for row in connection.execute(NAMED, wanted)}


def _near(
    names: dict[int, sqlite3.Row],
    mine: int,
    other: int,
    same: int | None,
    evidence: Evidence,
) -> Near:
    row = names[other]
    return Near(
        id=row["id"],
        short_id=row["short_id"],
        title=row["title"],
        published=row["published"],
        mine=(names[mine]["source"], names[mine]["item"]),
        theirs=(row["source"], row["item"]),
        same=None if same is None else bool(same),
        evidence=evidence,
        by_staff=evidence.rule == STAFF,
    )


def _order(near: Near) -> tuple[object, ...]:
    """Staff's word first, then what is possibly the same, then the closest."""
    rank = 0 if near.by_staff else 1 if near.same is None else 2 if near.same else 3
    return (rank, -near.evidence.score, near.title, near.theirs, near.mine)
