"""Which postings stand under the numbers of a sketch: the nearest days of each number.

A passage that ran a thousand times costs as much as one that ran forty times. Words are
looked for within days, so they are kept in spans of days: what a release is compared
with, and what it leaves, is in one or two stretches of the file however long that is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

AT_ONCE = 20  # rows read under one number on either side of a day
SPAN = 64  # days that are kept together
LATEST = 4_000_000  # a day after all days

# For each number what stands under it: on its day and after, and before.
BESIDE = """
SELECT value, (SELECT group_concat(posting) FROM (
    SELECT posting FROM {table}
    WHERE {span} hash = value AND day BETWEEN :day AND :until
    ORDER BY day, posting LIMIT {most})), (SELECT group_concat(posting) FROM (
    SELECT posting FROM {table}
    WHERE {span} hash = value AND day >= :since AND day < :day
    ORDER BY day DESC, posting DESC LIMIT {most}))
FROM json_each(:hashes)
"""
UNDATED = """
SELECT value, (SELECT group_concat(posting) FROM (
    SELECT posting FROM {table}
    WHERE span = 0 AND hash = value AND day = 0 LIMIT {most})), NULL
FROM json_each(:hashes) WHERE EXISTS (SELECT 1 FROM {table} WHERE span = 0)
"""
NEXT_SPAN = "SELECT min(span) FROM {table} WHERE span > :span"

Shared = tuple[float, str]  # a weight, and postings as SQLite writes them: 7,12,30
Rows = list[tuple[int, str | None, str | None]]  # as `BESIDE` tells them


@dataclass(frozen=True, slots=True)
class Window:
    """The days from one to another around a day; all, where the day is 0."""

    day: int
    since: int
    until: int


def window(day: int, days: int | None) -> Window:
    """So many days on either side; all days if `days` or the day is not told."""
    if days is None or not day:
        return Window(day, 0, LATEST)
    return Window(day, day - days, day + days)


def span_of(day: int) -> int:
    """The stretch of days in which a day is kept; 0 is that of the undated."""
    return day // SPAN


@dataclass(frozen=True, slots=True)
class Numbers:
    """A table of numbers and the queries on it."""

    table: str
    beside: str
    undated: str = ""  # where it is kept in spans of days

    def under(
        self, connection: sqlite3.Connection, weights: Mapping[int, float], days: Window
    ) -> list[Shared]:
        """What stands under each number, by its weight; the undated are in any window.

        Of one posting the numbers come in the order asked for: it is on one side only,
        so what is added up of it is always the same.
        """
        told: dict[str, int | str] = {"hashes": str([*weights])}
        told |= {"day": days.day, "since": days.since, "until": days.until}
        rows: Rows = []
        cursor = connection.cursor()
        cursor.row_factory = None  # plain tuples: some fifty of them for a release
        for span in self._spans(connection, days):
            more = cursor.execute(self.beside, told | {"span": span}).fetchall()
            rows = _joined(rows, more) if rows else more
        if self.undated and days.since:
            rows += cursor.execute(self.undated, told)
        after = [(weights[number], refs) for number, refs, _ in rows if refs]
        return after + [(weights[number], refs) for number, _, refs in rows if refs]

    def _spans(self, connection: sqlite3.Connection, days: Window) -> list[int]:
        """The spans of days that a window reaches into, in order."""
        if not self.undated:
            return [0]
        if days.until < LATEST:
            return [*range(span_of(days.since), span_of(days.until) + 1)]
        query, spans = NEXT_SPAN.format(table=self.table), [-1]
        while spans[-1] is not None:
            spans += connection.execute(query, {"span": spans[-1]}).fetchone()
        return spans[1:-1]


def numbers(table: str, *, spans: bool) -> Numbers:
    """A table by its name; `spans` says whether it is kept in spans of days."""
    span = "span = :span AND" if spans else ""
    beside, undated = (
        query.format(table=table, span=span, most=AT_ONCE)
        for query in (BESIDE, UNDATED)
    )
    return Numbers(table, beside, undated if spans else "")


def _joined(rows: Rows, later: Rows) -> Rows:
    """What stands under each number in two spans, of which one comes after the other.

    Each told as many of one side as are wanted in all.
    """
    return [
        (number, _nearest(after, after_that), _nearest(just_before, before))
        for (number, after, before), (_, after_that, just_before) in zip(
            rows, later, strict=True
        )
    ]


def _nearest(near: str | None, far: str | None) -> str | None:
    """Those of one side, as many as are wanted of the near ones and then the far."""
    if near and far:
        return ",".join(f"{near},{far}".split(",")[:AT_ONCE])
    return near or far
