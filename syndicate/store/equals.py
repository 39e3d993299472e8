"""Equal texts: each is compared with its neighbours among them, and no others.

One text may be told under a thousand items, and a million pairs would say nothing
more. What counts as next is the order of items, whatever came first: who comes between
two that were neighbours parts them, so that what is found does not depend on the order
in which they came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from syndicate.match import Member
from syndicate.store.columns import dump
from syndicate.store.members import MEMBER, member

BESIDE = 8  # on each side
TOLD = """
SELECT text_digest AS digest, item, sources.name AS source
FROM postings JOIN sources ON sources.id = source WHERE ref = :ref AND words >= 15
    AND EXISTS (SELECT 1 FROM postings AS other WHERE other.words >= 15
        AND other.text_digest = postings.text_digest AND other.ref <> :ref)
"""
EQUAL = """
SELECT 1 FROM postings WHERE words >= 15 AND text_digest = :digest AND ref <> :ref
"""
BEFORE = f"""
SELECT ref FROM postings JOIN sources ON sources.id = postings.source
WHERE words >= 15 AND text_digest = :digest AND item <= :item
    AND (item < :item OR sources.name < :source)
ORDER BY item DESC, sources.name DESC LIMIT {BESIDE}
"""
AFTER = f"""
SELECT ref FROM postings JOIN sources ON sources.id = postings.source
WHERE words >= 15 AND text_digest = :digest AND item >= :item
    AND (item > :item OR sources.name > :source)
ORDER BY item, sources.name LIMIT {BESIDE}
"""
MEMBERS = MEMBER + "WHERE ref IN (SELECT value FROM json_each(:refs)) ORDER BY 2, 3"
PART = """
DELETE FROM findings WHERE one = :one AND two = :two AND key = ''
"""
RECONSIDER = "UPDATE postings SET pending = 1 WHERE ref IN (:one, :two)"


def same_text(connection: sqlite3.Connection, told: Member) -> Iterator[Member]:
    """The few other releases with a member's text whose items are next to its."""
    mine = {"digest": told.text_digest, "ref": told.ref}
    if connection.execute(EQUAL, mine).fetchone() is None:  # as of most there is none
        return iter(())
    names = {"digest": told.text_digest, "item": told.item, "source": told.source}
    before, after = _beside(connection, names)
    found = connection.execute(MEMBERS, {"refs": dump([*before, *after])})
    return (member(row) for row in found.fetchall())


def part_equals(connection: sqlite3.Connection, ref: int) -> None:
    """Forget what was found of equal texts that a kept one came between."""
    told = connection.execute(TOLD, {"ref": ref}).fetchone()
    if told is None:
        return
    before, after = _beside(connection, dict(told))
    line = [*before[::-1], ref, *after]
    for one, two in zip(line, line[BESIDE + 1 :], strict=False):
        pair = {"one": min(one, two), "two": max(one, two)}
        if connection.execute(PART, pair).rowcount:
            connection.execute(RECONSIDER, pair)


def _beside(
    connection: sqlite3.Connection, names: dict[str, str]
) -> tuple[list[int], list[int]]:
    """The references of those before and of those after, the nearest first."""
    before, after = (
        [row["ref"] for row in connection.execute(query, names).fetchall()]
        for query in (BEFORE, AFTER)
    )
    return before, after
