"""Sketches as rows, and who is near to one: an index whose cost does not grow.

Only the nearest days under a number are read, so that a passage that ran a thousand
times costs as much as one that ran forty times. What is near is ordered by what it
shares and by what it is, never by when it came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from syndicate.match import Member, Sketch
from syndicate.store.columns import dump
from syndicate.store.members import MEMBER, member
from syndicate.store.under import Shared, numbers, span_of, window

WINDOW = 10  # days on either side in which the same words may tell the same
HEADLINE_WINDOW = 7
RUN_WEIGHS = 8.0  # as much as words of that weight
ENOUGH = 36.0  # what two releases must share to be compared
HEADLINE_ENOUGH = 8.0
MOST = 8  # releases that one is compared with
MOST_HEADLINES = 12

RUNS = numbers("sketch_runs", spans=False)
TERMS = numbers("sketch_terms", spans=True)
TITLES = numbers("sketch_titles", spans=True)

INSERT_RUNS = """
INSERT OR IGNORE INTO sketch_runs (hash, day, posting)
SELECT value, :day, :posting FROM json_each(:hashes)
"""
INSERT_TERMS = """
INSERT OR IGNORE INTO sketch_terms (span, hash, day, posting)
SELECT :span, value, :day, :posting FROM json_each(:hashes)
"""
INSERT_TITLES = INSERT_TERMS.replace("sketch_terms", "sketch_titles")
DELETE_RUN = "DELETE FROM sketch_runs WHERE hash = ? AND day = ? AND posting = ?"
DELETE_TERM = """
DELETE FROM {table} WHERE span = ? AND hash = ? AND day = ? AND posting = ?
"""
ANY_TITLE = "SELECT 1 FROM sketch_titles LIMIT 1"
MEMBERS = MEMBER + "WHERE ref IN (SELECT value FROM json_each(:refs))"


@dataclass(frozen=True, slots=True)
class Limit:
    """How much must be shared, and by how many at most."""

    enough: float
    most: int


NEAR_LIMIT = Limit(ENOUGH, MOST)
HEADLINE_LIMIT = Limit(HEADLINE_ENOUGH, MOST_HEADLINES)


@dataclass(frozen=True, slots=True)
class Near:
    """A release that shares something with another, and how much."""

    member: Member
    shared: float


def keep_sketch(
    connection: sqlite3.Connection, ref: int, sketch: Sketch, *, headline: bool
) -> None:
    """Make a release findable; a headline is found by bodies, not by headlines."""
    told: dict[str, object] = {"day": sketch.day, "posting": ref}
    terms = str([hash_ for hash_, _ in sketch.terms])
    names = told | {"span": span_of(sketch.day), "hashes": terms}
    connection.execute(INSERT_TITLES if headline else INSERT_TERMS, names)
    if not headline:
        connection.execute(INSERT_RUNS, told | {"hashes": str([*sketch.runs])})


def drop_sketch(connection: sqlite3.Connection, ref: int, sketch: Sketch) -> None:
    """Let a release be found no longer by a sketch it had."""
    runs = [(hash_, sketch.day, ref) for hash_ in sketch.runs]
    connection.executemany(DELETE_RUN, runs)
    span = span_of(sketch.day)
    terms = [(span, hash_, sketch.day, ref) for hash_, _ in sketch.terms]
    for table in ("sketch_titles", "sketch_terms"):
        connection.executemany(DELETE_TERM.format(table=table), terms)


def drop_sketches(connection: sqlite3.Connection) -> None:
    """Empty the index, to be filled anew by other rules."""
    for table in ("sketch_runs", "sketch_terms", "sketch_titles"):
        connection.execute(f"DELETE FROM {table}")


def near(connection: sqlite3.Connection, ref: int, sketch: Sketch) -> list[Near]:
    """The releases that may tell the same, those that share most first."""
    runs = dict.fromkeys(sketch.runs, RUN_WEIGHS)
    days = window(sketch.day, WINDOW)
    found = [
        *RUNS.under(connection, runs, window(sketch.day, None)),
        *TERMS.under(connection, dict(sketch.terms), days),
    ]
    return _best(connection, ref, found, NEAR_LIMIT)


def near_headline(
    connection: sqlite3.Connection, ref: int, sketch: Sketch
) -> list[Near]:
    """The releases that a headline may be of."""
    days = window(sketch.day, HEADLINE_WINDOW)
    found = TERMS.under(connection, dict(sketch.terms), days)
    return _best(connection, ref, found, HEADLINE_LIMIT)


def headlines_near(
    connection: sqlite3.Connection, ref: int, sketch: Sketch
) -> list[Near]:
    """The headlines that may be of a release."""
    if connection.execute(ANY_TITLE).fetchone() is None:
        return []
    days = window(sketch.day, HEADLINE_WINDOW)
    found = TITLES.under(connection, dict(sketch.terms), days)
    return _best(connection, ref, found, HEADLINE_LIMIT)


def _add_up(ref: int, found: list[Shared], enough: float) -> dict[str, float]:
    """What each other shares that shares enough; postings are told as written."""
    shared: dict[str, float] = {}
    so_far = shared.get
    for weight, refs in found:
        for other in refs.split(","):
            shared[other] = so_far(other, 0.0) + weight
    shared.pop(str(ref), None)
    return {other: weight for other, weight in shared.items() if weight >= enough}


def _best(
    connection: sqlite3.Connection, ref: int, found: list[Shared], limit: Limit
) -> list[Near]:
    """Those that share most, if they share enough; alike ones by what they are."""
    shared = _add_up(ref, found, limit.enough)
    best = [(each, int(other)) for other, each in shared.items()]
    best.sort(reverse=True)
    if len(best) > limit.most:
        least = best[limit.most - 1][0]
        best = [each for each in best if each[0] >= least]
    rows = _members(connection, (other for _, other in best))
    told = [Near(rows[other], weight) for weight, other in best if other in rows]
    told.sort(key=lambda each: (-each.shared, each.member.source, each.member.item))
    return told[: limit.most]


def _members(connection: sqlite3.Connection, refs: Iterable[int]) -> dict[int, Member]:
    wanted = {"refs": dump(list(refs))}
    if wanted["refs"] == "[]":
        return {}
    rows = connection.execute(MEMBERS, wanted).fetchall()
    return {row["ref"]: member(row) for row in rows}
