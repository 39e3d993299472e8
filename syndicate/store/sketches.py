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
from syndicate.store.under import Numbers, Window, numbers, span_of, window

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
INSERT OR IGNORE INTO {table} (span, hash, day, posting)
SELECT :span, value, :day, :posting FROM json_each(:hashes)
"""
DELETE_RUN = "DELETE FROM sketch_runs WHERE hash = ? AND day = ? AND posting = ?"
DELETE_TERM = """
DELETE FROM {table} WHERE span = ? AND hash = ? AND day = ? AND posting = ?
"""
ANY_TITLE = "SELECT 1 FROM sketch_titles LIMIT 1"
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
    table = "sketch_titles" if headline else "sketch_terms"
    told: dict[str, object] = {"day": sketch.day, "posting": ref}
    terms = str([hash_ for hash_, _ in sketch.terms])
    names = told | {"span": span_of(sketch.day), "hashes": terms}
    connection.execute(INSERT_TERMS.format(table=table), names)
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
    shared: dict[str, float] = defaultdict(float)
    weights = dict.fromkeys(sketch.runs, RUN_WEIGHS)
    _count(connection, RUNS, weights, window(sketch.day, None), shared)
    days = window(sketch.day, WINDOW)
    _count(connection, TERMS, dict(sketch.terms), days, shared)
    return _best(connection, ref, shared, ENOUGH, MOST)


def near_headline(
    connection: sqlite3.Connection, ref: int, sketch: Sketch
) -> list[Near]:
    """The releases that a headline may be of."""
    shared: dict[str, float] = defaultdict(float)
    days = window(sketch.day, HEADLINE_WINDOW)
    _count(connection, TERMS, dict(sketch.terms), days, shared)
    return _best(connection, ref, shared, HEADLINE_ENOUGH, MOST_HEADLINES)


def headlines_near(
    connection: sqlite3.Connection, ref: int, sketch: Sketch
) -> list[Near]:
    """The headlines that may be of a release."""
    if connection.execute(ANY_TITLE).fetchone() is None:
        return []
    shared: dict[str, float] = defaultdict(float)
    days = window(sketch.day, HEADLINE_WINDOW)
    _count(connection, TITLES, dict(sketch.terms), days, shared)
    return _best(connection, ref, shared, HEADLINE_ENOUGH, MOST_HEADLINES)


def _count(
    connection: sqlite3.Connection,
    numbers: Numbers,
    weights: dict[int, float],
    days: Window,
    shared: dict[str, float],
) -> None:
    """Add up the weights of what each shares.

    Postings are told by their numbers as written: most are dropped unread.
    """
    for number, refs in numbers.under(connection, weights, days):
        weight = weights[number]
        for ref in refs:
            shared[ref] += weight


def _best(
    connection: sqlite3.Connection,
    ref: int,
    shared: dict[str, float],
    enough: float,
    most: int,
) -> list[Near]:
    """Those that share most, if they share enough; alike ones by what they are."""
    alike = [each for each in shared.items() if each[1] >= enough]
    found = [(weight, int(other)) for other, weight in alike if int(other) != ref]
    found.sort(reverse=True)
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
