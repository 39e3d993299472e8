"""Which postings stand under the numbers of a sketch: the nearest days of each number.

A passage that ran a thousand times costs as much as one that ran forty times. Words are
looked for within days, so they are kept in spans of days: what a release is compared
with, and what it leaves, is in one or two stretches of the file however long that is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass

AT_ONCE = 20  # rows read under one number on either side of a day
SPAN = 64  # days that are kept together
LATEST = 4_000_000  # a day after all days

"""For each number what stands under it: on its day and after, and before."""
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
    WHERE {span} hash = value AND day = 0 LIMIT {most}))
FROM json_each(:hashes)
"""
ANY_UNDATED = "SELECT 1 FROM {table} WHERE span = 0 LIMIT 1"
NEXT_SPAN = "SELECT min(span) FROM {table} WHERE span > :span"

Under = tuple[int, str]  # a number and postings, as SQLite writes them: 7,12,30


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
        self, connection: sqlite3.Connection, hashes: Collection[int], days: Window
    ) -> Iterator[Under]:
        """What stands under each number; undated releases are in any window.

        Those from the day on, those before it and the undated come in turn, each by
        number in the order asked for: so what is added up of one posting is the same.
        """
        told: dict[str, int | str] = {"hashes": str(list(hashes))}
        told |= {"day": days.day, "since": days.since, "until": days.until}
        after: dict[int, list[str]] = {number: [] for number in hashes}
        before: dict[int, list[str]] = {number: [] for number in hashes}
        undated: dict[int, list[str]] = {}
        for span in self._spans(connection, days):
            rows = connection.execute(self.beside, told | {"span": span})
            for number, later, earlier in rows:
                if later:
                    after[number].append(later)
                if earlier:
                    before[number].insert(0, earlier)
        if self.undated and days.since and self._has_undated(connection):
            rows = connection.execute(self.undated, told | {"span": 0})
            undated = {number: [refs] for number, refs in rows if refs}
        for side in (after, before, undated):
            for number, parts in side.items():
                if parts:
                    yield number, parts[0] if len(parts) == 1 else _nearest(parts)

    def _has_undated(self, connection: sqlite3.Connection) -> bool:
        row = connection.execute(ANY_UNDATED.format(table=self.table)).fetchone()
        return row is not None

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


def _nearest(parts: list[str]) -> str:
    """Those of one side, of which each span told as many as are wanted in all."""
    return ",".join(",".join(parts).split(",")[:AT_ONCE])
