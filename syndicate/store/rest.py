"""Until when nothing that is stored asks for a run, and what a run may rest on."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from syndicate.resting import PREFIX
from syndicate.store.columns import dump, instant, instant_or_none
from syndicate.store.database import transaction
from syndicate.store.meta import set_meta

UNDONE = """
SELECT EXISTS (SELECT 1 FROM postings WHERE pending = 1)
    OR EXISTS (SELECT 1 FROM stories WHERE dirty = 1)
    OR EXISTS (SELECT 1 FROM stories WHERE brief = '')
    OR EXISTS (SELECT 1 FROM removals)
    OR EXISTS (SELECT 1 FROM sheets WHERE stale = 1)
    OR EXISTS (SELECT 1 FROM lists WHERE touched = 1)
    OR EXISTS (SELECT 1 FROM unformed)
"""
DUE = """
SELECT next_due FROM sources
WHERE state <> 'gone' AND name IN (SELECT value FROM json_each(:names))
    AND name NOT IN (SELECT source FROM paused)
"""
# A story is looked at again until the last of its moments; each of them counts.
HELD = """
SELECT record FROM postings
WHERE story IN (SELECT seq FROM stories WHERE hold_until IS NOT NULL)
"""
TAKEN_OUT = "SELECT retracted FROM stories WHERE retracted IS NOT NULL"
RETIRED = "SELECT retired FROM aliases WHERE retired IS NOT NULL"
ASKED_AGAIN = "SELECT ask_again FROM answers WHERE ask_again IS NOT NULL"
FORGET = "DELETE FROM meta WHERE key >= :first AND key < :last"
KEPT = "SELECT 1 FROM meta WHERE key >= :first AND key < :last LIMIT 1"
NAMES = {"first": PREFIX, "last": f"{PREFIX}~"}


@dataclass(frozen=True, slots=True)
class Resting:
    """Knows what will ask for a run, and keeps until when none is. See `Store.rest`."""

    connection: sqlite3.Connection

    def is_undone(self) -> bool:
        """Whether anything was left that the next run must do."""
        return bool(self.connection.execute(UNDONE).fetchone()[0])

    def due(self, names: Collection[str]) -> list[datetime | None]:
        """When each of these sources is due, those that are gone not; None: always."""
        rows = self.connection.execute(DUE, {"names": dump(list(names))})
        return [instant_or_none(row[0]) for row in rows]

    def dates(self) -> Iterator[datetime]:
        """The dates and embargoes of all tellings of stories that may be held."""
        from syndicate.store.records import dates  # noqa: PLC0415 - start-up

        for row in self.connection.execute(HELD):
            published, embargo = dates(row["record"])
            for moment in (published, embargo and embargo.until):
                if moment:
                    yield moment.at

    def retracted(self) -> list[datetime]:
        """When stories were retracted."""
        return list(self._instants(TAKEN_OUT))

    def retired(self) -> list[datetime]:
        """When ids that readers had seen were retired."""
        return list(self._instants(RETIRED))

    def asked_again(self) -> list[datetime]:
        """When a language model is asked again that gave no answer."""
        return list(self._instants(ASKED_AGAIN))

    def keep(self, told: Mapping[str, str]) -> None:
        """Keep what `resting.find_rest` is to find, and nothing else of it.

        Nothing, where somebody has decided since it was looked at.
        """
        with transaction(self.connection):
            self.connection.execute(FORGET, NAMES)
            if self.is_undone():
                return
            for name, value in told.items():
                set_meta(self.connection, PREFIX + name, value)

    def _instants(self, query: str) -> Iterable[datetime]:
        return (instant(row[0]) for row in self.connection.execute(query))


def forget_rest(connection: sqlite3.Connection) -> None:
    """Forget that there was nothing to do: somebody is about to write."""
    if connection.execute(KEPT, NAMES).fetchone():
        connection.execute(FORGET, NAMES)
