"""Who bears a key: each is compared with its neighbours among them, and no others.

An address may stand in ten thousand items: one list under which a site shows all that
it tells, or a generic page. What counts as next is the day as told and then a hash of
source and item, whatever came first; who comes between two that were neighbours parts
them. So what is found does not depend on the order in which they came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from zlib import crc32

from syndicate.match import Key, Member, Role, other_slug
from syndicate.store.columns import dump
from syndicate.store.members import MEMBER, member

BESIDE = 8  # on each side
SPREAD = 24  # bits of the hash that orders those of one day

INSERT = """
INSERT INTO keys (key, rank, posting, role, url) VALUES (?, ?, ?, ?, ?)
"""
# How many others bear each key; more than are beside need not be counted.
OTHERS = f"""
SELECT value, (SELECT count(*) FROM (
    SELECT 1 FROM keys WHERE key = value AND posting <> :ref LIMIT {BESIDE + 1}))
FROM json_each(:keys)
"""
BEFORE = f"""
SELECT rank, posting, key FROM keys WHERE key = :key AND rank <= :rank
    AND (rank < :rank OR posting < :ref)
ORDER BY rank DESC, posting DESC LIMIT {BESIDE}
"""
AFTER = f"""
SELECT rank, posting, key FROM keys WHERE key = :key AND rank >= :rank
    AND (rank > :rank OR posting > :ref)
ORDER BY rank, posting LIMIT {BESIDE}
"""
BEARERS = f"""
SELECT found.*, keys.role, keys.url AS key_url
FROM keys JOIN ({MEMBER}) AS found ON found.ref = keys.posting
WHERE keys.key = :key AND keys.posting IN (SELECT value FROM json_each(:refs))
ORDER BY found.source_name, found.item
"""
PART = """
DELETE FROM findings WHERE one = :one AND two = :two AND key IN (:key, :slug)
"""
RECONSIDER = "UPDATE postings SET pending = 1 WHERE ref IN (:one, :two)"

Beside = tuple[int, int, str]  # rank, posting, and the key it bears


def keep_keys(
    connection: sqlite3.Connection, told: Member, keys: Iterable[Key]
) -> None:
    """Let a release be found by its keys."""
    connection.executemany(INSERT, key_rows(told, keys))


def key_rows(told: Member, keys: Iterable[Key]) -> list[tuple[str, int, int, str, str]]:
    """The keys of a release as rows; an address is kept where more of it may count."""
    rank = rank_of(told)
    return [
        (key.value, rank, told.ref, key.role, key.url if other_slug(key.value) else "")
        for key in keys
    ]


def shared_keys(
    connection: sqlite3.Connection, told: Member, keys: tuple[Key, ...]
) -> tuple[Key, ...]:
    """The keys that others bear too, or that others' addresses may continue."""
    others = _others(connection, told, keys)
    return tuple([key for key in keys if _count(others, key.value)])


def part_bearers(
    connection: sqlite3.Connection, told: Member, keys: tuple[Key, ...]
) -> None:
    """Forget what its keys told of two between whom a release came."""
    others = _others(connection, told, keys) if keys else {}
    for key in keys:
        if _count(others, key.value) > BESIDE:
            before, after = _beside(connection, told, key.value)
            line = [each[1] for each in (*before[::-1], (0, told.ref, ""), *after)]
            for one, two in zip(line, line[BESIDE + 1 :], strict=False):
                pair = {"one": min(one, two), "two": max(one, two)}
                names = {"key": key.value, "slug": other_slug(key.value)}
                if connection.execute(PART, pair | names).rowcount:
                    connection.execute(RECONSIDER, pair)


def bearers(
    connection: sqlite3.Connection, told: Member, key: str
) -> Iterator[tuple[Member, Role, str]]:
    """The few bearers of a key next to a release, how, and the address it is from."""
    before, after = _beside(connection, told, key)
    refs = [ref for _, ref, borne in (*before, *after) if borne == key]
    if refs:
        names = {"key": key, "refs": dump(refs)}
        for row in connection.execute(BEARERS, names).fetchall():
            yield member(row), Role(row["role"]), row["key_url"]


def rank_of(told: Member) -> int:
    """Where a release stands among those that bear its keys."""
    day = told.published.at.date().toordinal() if told.published else 0
    identity = f"{told.source}\0{told.item}".encode("utf-8", "replace")
    return day << SPREAD | crc32(identity) >> (32 - SPREAD)


def _others(
    connection: sqlite3.Connection, told: Member, keys: Iterable[Key]
) -> Mapping[str, int]:
    named = [each for key in keys for each in _named(key.value)]
    wanted = {"ref": told.ref, "keys": dump(named)}
    return dict(tuple(row) for row in connection.execute(OTHERS, wanted))


def _count(others: Mapping[str, int], key: str) -> int:
    return sum([others[each] for each in _named(key)])


def _named(key: str) -> list[str]:
    """A key and the one that the other side would bear: those stand in one line."""
    slug = other_slug(key)
    return [key, slug] if slug else [key]


def _beside(
    connection: sqlite3.Connection, told: Member, key: str
) -> tuple[list[Beside], list[Beside]]:
    """Those before and those after a release, the nearest first."""
    rank = rank_of(told)
    before: list[Beside] = []
    after: list[Beside] = []
    for each in _named(key):
        names = {"key": each, "rank": rank, "ref": told.ref}
        before += map(tuple, connection.execute(BEFORE, names))
        after += map(tuple, connection.execute(AFTER, names))
    return sorted(before, reverse=True)[:BESIDE], sorted(after)[:BESIDE]
