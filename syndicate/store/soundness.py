"""Whether the database is sound, and mending what can be mended without losing a word.

Only rows that say of another row what can be found again are ever removed, and only
where that other row is gone. Postings, stories and decisions never are.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from syndicate.store.columns import dump, instant
from syndicate.store.database import (
    expect,
    open_as_it_is,
    transaction,
    translated,
)
from syndicate.store.orphans import COUNT_ORPHANS, ORPHANED, REMOVE_ORPHANS

UNSEARCHED = """
SELECT count(*) FROM stories LEFT JOIN search USING (seq) WHERE search.seq IS NULL
"""
SEARCH = """
INSERT INTO search (seq, title, text)
SELECT stories.seq, postings.title, postings.text
FROM stories JOIN postings ON postings.ref = stories.original
WHERE NOT EXISTS (SELECT 1 FROM search WHERE search.seq = stories.seq)
"""
# With a rank of 1 the index is compared with the texts it is of (FTS5).
COMPARE = "INSERT INTO search_fts (search_fts, rank) VALUES ('integrity-check', 1)"
REBUILD = "INSERT INTO search_fts (search_fts) VALUES ('rebuild')"
NEWEST = """
SELECT max(at) AS at FROM (SELECT max(last_polled) AS at FROM sources
    UNION ALL SELECT max(first_seen) FROM postings
    UNION ALL SELECT max(at) FROM decisions)
"""
PAGES = """
SELECT 'stories/' || slug || '-' || short_id || '.html' AS page FROM stories
WHERE paged = 1 ORDER BY 1
"""
# Each page with the short id of its story, by which it is found; "" of a list.
UNKNOWN = """
WITH asked AS (SELECT json_extract(value, '$[0]') AS page,
    json_extract(value, '$[1]') AS short FROM json_each(:pages))
SELECT page FROM asked
WHERE NOT EXISTS (SELECT 1 FROM lists WHERE path = asked.page)
    AND NOT EXISTS (SELECT 1 FROM removals WHERE removals.page = asked.page)
    AND NOT EXISTS (SELECT 1 FROM stories WHERE short_id = asked.short
        AND 'stories/' || slug || '-' || short_id || '.html' = asked.page)
ORDER BY short = '', page
"""


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong: damage, rows that miss another for good, and what can be mended.

    `orphans` are the rows that may go, by table; `unsearched` the stories that the
    index lacks; `index` says that it is not that of the texts, `unexamined` why that
    is not known.
    """

    damage: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    orphans: tuple[tuple[str, int], ...] = ()
    unsearched: int = 0
    index: str = ""
    unexamined: str = ""

    @property
    def mendable(self) -> bool:
        """Whether `mend` has anything to do."""
        return bool(self.orphans or self.unsearched or self.index)


@dataclass(frozen=True, slots=True)
class Soundness:
    """Examines and mends a database of ours, of whatever schema; never migrates it."""

    path: Path
    connection: sqlite3.Connection

    @staticmethod
    @contextlib.contextmanager
    def opened(path: Path) -> Iterator[Soundness]:
        """The database as it is; what SQLite raises leaves as our errors.

        Raises:
            ConfigError, DamagedData, InputOutputError, Busy, CannotCreate.
        """
        expect(path)
        readonly = not os.access(path, os.W_OK)
        with (
            translated(path),
            contextlib.closing(open_as_it_is(path, readonly=readonly)) as connection,
        ):
            yield Soundness(path, connection)

    def faults(self) -> Faults:
        """Everything that is wrong; what is damaged is examined no further."""
        said = [row[0] for row in self.connection.execute("PRAGMA integrity_check")]
        # From 3.44 on it looks at full-text indexes as well, which can be made anew.
        damage = [each for each in said if each != "ok" and "search_fts" not in each]
        if damage:
            return Faults(damage=tuple(damage))
        counted = {
            table: int(self.connection.execute(query).fetchone()[0])
            for table, query in COUNT_ORPHANS.items()
        }
        lacking = [
            f"{row[0]} row {row[1]} points to no {row[2]}"
            for row in self.connection.execute("PRAGMA foreign_key_check")
            if row[0] not in ORPHANED
        ]
        index, unexamined = self._compare_index()
        return Faults(
            lacking=tuple(lacking),
            orphans=tuple((table, count) for table, count in counted.items() if count),
            unsearched=int(self.connection.execute(UNSEARCHED).fetchone()[0]),
            index=index,
            unexamined=unexamined,
        )

    def mend(self, faults: Faults) -> Iterator[str]:
        """Mend what can be; says each thing that was done. All of it or nothing."""
        done = []
        with transaction(self.connection):
            if faults.index:
                self.connection.execute(REBUILD)
                done.append("the full-text index was made anew")
            for table, count in faults.orphans:
                self.connection.execute(REMOVE_ORPHANS[table])
                done.append(f"{count:,} rows of {table} that belonged to none are gone")
            if faults.unsearched:
                self.connection.execute(SEARCH)
                done.append(f"{faults.unsearched:,} stories can be searched again")
        yield from done

    def newest(self) -> datetime | None:
        """When anything last came or was decided, by the clock of then."""
        at = self.connection.execute(NEWEST).fetchone()["at"]
        return instant(at) if at else None

    def pages(self) -> list[str]:
        """The pages of stories that are out."""
        return [row["page"] for row in self.connection.execute(PAGES)]

    def unknown(self, pages: Iterable[tuple[str, str]]) -> list[str]:
        """Those of the pages, each with the short id of its story, of nothing known.

        Stories' first, then lists, which have no short id.
        """
        rows = self.connection.execute(UNKNOWN, {"pages": dump(list(pages))})
        return [row["page"] for row in rows]

    def _compare_index(self) -> tuple[str, str]:
        """What is wrong with the index, and why that is not known; "" for neither."""
        try:
            with transaction(self.connection):
                self.connection.execute(COMPARE)
        except sqlite3.OperationalError as error:  # locked, or read only
            return "", str(error)
        except sqlite3.DatabaseError:  # how FTS5 says that they differ
            return "the full-text index is not that of the texts", ""
        return "", ""
