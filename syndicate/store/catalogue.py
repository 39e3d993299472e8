"""What the lists of the site say, kept apart from the stories that it is told of.

So a list is written from rows that are few bytes each, and a run that changes one story
reads none of the others.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from typing import Any

from syndicate.model import Listed, RanIn
from syndicate.store.columns import NO_LIMIT, dump
from syndicate.store.database import transaction

COLUMNS = frozenset({"page", "day", "updated", "lists"})
REST = tuple(each.name for each in fields(Listed) if each.name not in COLUMNS)
LISTS = ("topics", "shelves")

KNOWN = "SELECT day, updated, lists, record FROM listed WHERE page = :page"
PUT = """
INSERT INTO listed (page, day, updated, lists, record)
VALUES (:page, :day, :updated, :lists, :record)
ON CONFLICT (page) DO UPDATE SET day = excluded.day, updated = excluded.updated,
    lists = excluded.lists, record = excluded.record
"""
TAKE_OFF = "DELETE FROM shelved WHERE page = :page"
SHELVE = """
INSERT INTO shelved (shelf, published, page, day)
VALUES (:shelf, :published, :page, :day)
"""
DROP = "DELETE FROM listed WHERE page = :page"
TOUCH = """
INSERT INTO lists (path, touched) VALUES (:path, 1)
ON CONFLICT (path) DO UPDATE SET touched = 1
"""
WANT = "INSERT OR IGNORE INTO lists (path, touched) VALUES (:path, 1)"
LEFT = "DELETE FROM lists WHERE path = :path"
LOST = """
UPDATE lists SET touched = 1
WHERE touched = 0 AND path NOT IN (SELECT value FROM json_each(:there))
"""
# What leads to a day that came or left: pages that are out, and no others.
TOUCH_THERE = "UPDATE lists SET touched = 1 WHERE path = :path"
THERE = "SELECT path FROM lists WHERE path >= :start AND path < :start || :last"
LAST = "\U0010ffff"
TOUCHED = "SELECT path FROM lists WHERE touched = 1 ORDER BY path"
ROW = "SELECT listed.* FROM shelved JOIN listed USING (page) WHERE shelf = :shelf"
NEWEST = f"{ROW} ORDER BY shelved.published DESC, page LIMIT :most"
# A day by itself, for then the index has its rows in their order.
_PERIOD = {
    len("2024-03-01"): "shelved.day = :period",
    len("2024-03"): "shelved.day >= :period AND shelved.day < :period || 'a'",
}
_IN_ORDER = "ORDER BY shelved.published DESC, page LIMIT :most OFFSET :skipped"
WITHIN = {size: f"{ROW} AND {part} {_IN_ORDER}" for size, part in _PERIOD.items()}
ADDRESSES = {
    size: query.replace("listed.*", "page, updated") for size, query in WITHIN.items()
}
COUNT = {
    size: f"SELECT count(*) FROM shelved WHERE shelf = :shelf AND {part}"
    for size, part in _PERIOD.items()
}
DAYS = """
SELECT day, count(*) AS rows FROM shelved WHERE shelf = :shelf
GROUP BY day ORDER BY day DESC
"""
OLDER = "SELECT max(day) AS day FROM shelved WHERE shelf = '' AND day < :day"
NEWER = "SELECT min(day) AS day FROM shelved WHERE shelf = '' AND day > :day"
RAN = """
SELECT day, count(*) AS rows, max(updated) AS updated FROM listed
GROUP BY day ORDER BY day DESC
"""
ANY = "SELECT 1 FROM listed WHERE day = :day LIMIT 1"
SHELVES = """
SELECT shelf, count(*) AS rows, max(day) AS day FROM shelved
WHERE shelf >= :kind AND shelf < :kind || :last GROUP BY shelf
"""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The rows of the site's lists, and which lists must be written."""

    connection: sqlite3.Connection

    def put(self, rows: Iterable[Listed]) -> None:
        """Put rows in; the lists of each that differs, then and now, are touched."""
        with transaction(self.connection):
            for row in rows:
                self._put(row)

    def drop(self, pages: Collection[str]) -> None:
        """Take rows out by their pages; their lists are touched."""
        with transaction(self.connection):
            for page in pages:
                known = self.connection.execute(KNOWN, {"page": page}).fetchone()
                if known is not None:
                    self._touch(json.loads(known["lists"]))
                    self.connection.execute(TAKE_OFF, {"page": page})
                    self.connection.execute(DROP, {"page": page})
                    self._touch_beside(known["day"], json.loads(known["lists"]))

    def want(self, lists: Collection[str]) -> None:
        """Touch those of these list pages that are not out."""
        with transaction(self.connection):
            self.connection.executemany(WANT, [{"path": path} for path in lists])

    def touch(self, lists: Collection[str]) -> None:
        """Have these list pages looked at, out or not."""
        with transaction(self.connection):
            self._touch(lists)

    def there(self, start: str) -> list[str]:
        """The list pages that are out, or should be, whose path starts so."""
        bounds = {"start": start, "last": LAST}
        return [row["path"] for row in self.connection.execute(THERE, bounds)]

    def touched(self) -> list[str]:
        """The list pages that must be looked at, in order."""
        return [row["path"] for row in self.connection.execute(TOUCHED)]

    def went_out(self, left: Iterable[str]) -> None:
        """Note that all lists are out as they should be, but those that left."""
        with transaction(self.connection):
            self.connection.execute("UPDATE lists SET touched = 0 WHERE touched = 1")
            self.connection.executemany(LEFT, [{"path": path} for path in left])

    def newest(self, shelf: str, most: int) -> list[Listed]:
        """The newest rows of a shelf."""
        return self._rows(NEWEST, {"shelf": shelf, "most": most})

    def within(
        self, shelf: str, period: str, most: int = NO_LIMIT, skipped: int = 0
    ) -> list[Listed]:
        """The rows of a shelf in a month or on a day, the newest first.

        No more than `most`, after the newest `skipped`.
        """
        asked = {"shelf": shelf, "period": period, "most": most, "skipped": skipped}
        return self._rows(WITHIN[len(period)], asked)

    def count(self, shelf: str, period: str) -> int:
        """How many rows a shelf has in a month or on a day."""
        asked = {"shelf": shelf, "period": period}
        return int(self.connection.execute(COUNT[len(period)], asked).fetchone()[0])

    def addresses(self, period: str) -> list[tuple[str, str]]:
        """The pages of a month or a day, each with its last change, newest first."""
        asked = {"shelf": "", "period": period, "most": NO_LIMIT, "skipped": 0}
        found = self.connection.execute(ADDRESSES[len(period)], asked)
        return [(row["page"], row["updated"]) for row in found]

    def days(self, shelf: str) -> list[tuple[str, int]]:
        """The days on which a shelf has rows, the newest first, with how many."""
        found = self.connection.execute(DAYS, {"shelf": shelf})
        return [(row["day"], row["rows"]) for row in found]

    def beside(self, day: str) -> tuple[str, str]:
        """The next older and the next newer day on which anything ran, or ""."""
        older, newer = (
            self.connection.execute(query, {"day": day}).fetchone()["day"]
            for query in (OLDER, NEWER)
        )
        return older or "", newer or ""

    def ran(self) -> list[RanIn]:
        """The days on which anything ran, the newest first."""
        found = self.connection.execute(RAN)
        return [RanIn(row["day"], row["rows"], row["updated"]) for row in found]

    def shelves(self, kind: str) -> dict[str, tuple[int, str]]:
        """How many rows each shelf below a folder has, and the day of its newest."""
        found = self.connection.execute(SHELVES, {"kind": kind, "last": LAST})
        return {row["shelf"]: (row["rows"], row["day"]) for row in found}

    def _put(self, row: Listed) -> None:
        told = {
            "page": row.page,
            "day": row.day,
            "updated": row.updated,
            "lists": dump(row.lists),
            "record": dump([getattr(row, name) for name in REST]),
        }
        known = self.connection.execute(KNOWN, told).fetchone()
        if known and all(known[name] == told[name] for name in known.keys()):  # noqa: SIM118 - a row of SQLite
            return
        lists = json.loads(known["lists"]) if known else []
        was = known["day"] if known else ""
        self._touch({*row.lists, *lists})
        if row.day != was:
            self._touch_beside(row.day, row.lists)
        self.connection.execute(PUT, told)
        self.connection.execute(TAKE_OFF, told)
        if was not in ("", row.day):
            self._touch_beside(was, lists)
        self.connection.executemany(
            SHELVE,
            [
                told | {"shelf": shelf, "published": row.published}
                for shelf in ("", *row.shelves)
            ],
        )

    def _touch(self, lists: Iterable[str]) -> None:
        self.connection.executemany(TOUCH, [{"path": path} for path in lists])

    def _touch_beside(self, day: str, lists: Iterable[str]) -> None:
        """Touch what leads to a day on which nothing runs: it is to come, or it left.

        `lists` are those of a story of that day; the pages of the days beside it are
        called as its own.
        """
        if self.connection.execute(ANY, {"day": day}).fetchone():
            return
        own = [path for path in lists if day in path]
        paths = [
            {"path": path.replace(day, beside)}
            for beside in filter(None, self.beside(day))
            for path in own
        ]
        self.connection.executemany(TOUCH_THERE, paths)

    def _rows(self, query: str, values: dict[str, object]) -> list[Listed]:
        return [_row(row) for row in self.connection.execute(query, values)]


def touch_all(connection: sqlite3.Connection) -> None:
    """Have every list written again."""
    connection.execute("UPDATE lists SET touched = 1")


def touch_lost(connection: sqlite3.Connection, there: Collection[str]) -> None:
    """Have the lists written again that the output folder should hold and does not."""
    connection.execute(LOST, {"there": dump(sorted(there))})


def _row(row: sqlite3.Row) -> Listed:
    rest: dict[str, Any] = dict(zip(REST, json.loads(row["record"]), strict=True))
    rest |= {name: tuple(rest[name]) for name in LISTS}
    return Listed(page=row["page"], day=row["day"], updated=row["updated"], **rest)
