"""Sketches as rows, and who is near to one: an index whose cost does not grow.

Only the nearest days under a number are read, so that a passage that ran a thousand
times costs as much as one that ran forty times. What is near is ordered by what it
shares and by what it is, never by when it came.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from syndicate.match import Member, Sketch
from syndicate.store.members import MEMBER, member
from syndicate.store.records import dump

WINDOW = 10  # days on either side in which the same words may tell the same
HEADLINE_WINDOW = 7
RUN_WEIGHS = 8.0  # as much as words of that weight
ENOUGH = 36.0  # what two releases must share to be compared
HEADLINE_ENOUGH = 8.0
MOST = 8  # releases that one is compared with
MOST_HEADLINES = 12
AT_ONCE = 20  # rows read under one number on either side of a day
LATEST = 4_000_000  # a day after all days

INSERT_RUN = "INSERT OR IGNORE INTO sketch_runs (hash, day, posting) VALUES (?, ?, ?)"
INSERT_TERM = "INSERT OR IGNORE INTO sketch_terms (hash, day, posting) VALUES (?, ?, ?)"
INSERT_TITLE = (
    "INSERT OR IGNORE INTO sketch_titles (hash, day, posting) VALUES (?, ?, ?)"
)
ANY_TITLE = "SELECT 1 FROM sketch_titles LIMIT 1"
"""For each number, the postings under it: on that day and after it, then before."""
UNDER = """
SELECT value AS hash,
    (SELECT group_concat(posting) FROM (
        SELECT posting FROM {table}
        WHERE hash = value AND day BETWEEN :day AND :until ORDER BY day LIMIT {most})),
    (SELECT group_concat(posting) FROM (
        SELECT posting FROM {table}
        WHERE hash = value AND day >= :since AND day < :day
        ORDER BY day DESC LIMIT {most})),
    (SELECT group_concat(posting) FROM (
        SELECT posting FROM {table} WHERE hash = value AND day = 0 AND :since > 0
        LIMIT {most}))
FROM json_each(:hashes)
"""
MEMBERS = MEMBER + "WHERE ref IN (SELECT value FROM json_each(:refs))"


@dataclass(frozen=True, slots=True)
class Near:
    """A release that shares something with another, and how much."""

    member: Member
    shared: float


def keep_sketch(
    connection: sqlite3.Connection, ref: int, sketch: Sketch, *, headline: bool
) -> None:
    """Make a release findable; a headline is found by bodies, not by headlines."""
    terms = [(hash_, sketch.day, ref) for hash_, _ in sketch.terms]
    if headline:
        connection.executemany(INSERT_TITLE, terms)
        return
    connection.executemany(INSERT_TERM, terms)
    connection.executemany(
        INSERT_RUN, [(hash_, sketch.day, ref) for hash_ in sketch.runs]
    )


def drop_sketch(connection: sqlite3.Connection, ref: int, sketch: Sketch) -> None:
    """Let a release be found no longer by a sketch it had."""
    terms = [(hash_, sketch.day, ref) for hash_, _ in sketch.terms]
    runs = [(hash_, sketch.day, ref) for hash_ in sketch.runs]
    where = "WHERE hash = ? AND day = ? AND posting = ?"
    connection.executemany(f"DELETE FROM sketch_titles {where}", terms)
    connection.executemany(f"DELETE FROM sketch_terms {where}", terms)
    connection.executemany(f"DELETE FROM sketch_runs {where}", runs)


def drop_sketches(connection: sqlite3.Connection) -> None:
    """Empty the index, to be filled anew by other rules."""
    for table in ("sketch_runs", "sketch_terms", "sketch_titles"):
        connection.execute(f"DELETE FROM {table}")


def near(connection: sqlite3.Connection, ref: int, sketch: Sketch) -> list[Near]:
    """The releases that may tell the same, those that share most first."""
    shared: dict[str, float] = defaultdict(float)
    weights = dict.fromkeys(sketch.runs, RUN_WEIGHS)
    _count(connection, "sketch_runs", weights, (sketch.day, None), shared)
    window = (sketch.day, WINDOW)
    _count(connection, "sketch_terms", dict(sketch.terms), window, shared)
    return _best(connection, ref, shared, ENOUGH, MOST)


def near_headline(
    connection: sqlite3.Connection, ref: int, sketch: Sketch
) -> list[Near]:
    """The releases that a headline may be of."""
    shared: dict[str, float] = defaultdict(float)
    window = (sketch.day, HEADLINE_WINDOW)
    _count(connection, "sketch_terms", dict(sketch.terms), window, shared)
    return _best(connection, ref, shared, HEADLINE_ENOUGH, MOST_HEADLINES)


def headlines_near(
    connection: sqlite3.Connection, ref: int, sketch: Sketch
) -> list[Near]:
    """The headlines that may be of a release."""
    if connection.execute(ANY_TITLE).fetchone() is None:
        return []
    shared: dict[str, float] = defaultdict(float)
    window = (sketch.day, HEADLINE_WINDOW)
    _count(connection, "sketch_titles", dict(sketch.terms), window, shared)
    return _best(connection, ref, shared, HEADLINE_ENOUGH, MOST_HEADLINES)


def _count(
    connection: sqlite3.Connection,
    table: str,
    weights: dict[int, float],
    window: tuple[int, int | None],
    shared: dict[str, float],
) -> None:
    """Add up the weights of what each shares; undated ones are in any window.

    Postings are told by their numbers as written: most are dropped unread.
    """
    day, days = window
    unbound = days is None or not day
    told = {
        "hashes": dump(list(weights)),
        "day": day,
        "since": 0 if unbound else day - days if days is not None else 0,
        "until": LATEST if unbound else day + days if days is not None else 0,
    }
    query = UNDER.format(table=table, most=AT_ONCE)
    for hash_, *found in connection.execute(query, told):
        weight = weights[hash_]
        for refs in found:
            if refs is not None:
                for each in refs.split(","):
                    shared[each] += weight


def _best(
    connection: sqlite3.Connection,
    ref: int,
    shared: dict[str, float],
    enough: float,
    most: int,
) -> list[Near]:
    """Those that share most, if they share enough; alike ones by what they are."""
    found = sorted(
        ((weight, int(other)) for other, weight in shared.items() if weight >= enough),
        reverse=True,
    )
    found = [each for each in found if each[1] != ref]
    if len(found) > most:
        least = found[most - 1][0]
        found = [each for each in found if each[0] >= least]
    rows = _members(connection, (other for _, other in found))
    told = [Near(rows[other], weight) for weight, other in found if other in rows]
    told.sort(key=lambda each: (-each.shared, each.member.source, each.member.item))
    return told[:most]


def _members(connection: sqlite3.Connection, refs: Iterable[int]) -> dict[int, Member]:
    wanted = {"refs": dump(list(refs))}
    if wanted["refs"] == "[]":
        return {}
    rows = connection.execute(MEMBERS, wanted).fetchall()
    return {row["ref"]: member(row) for row in rows}
