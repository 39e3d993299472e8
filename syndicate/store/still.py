"""What a run to which nothing came reads and keeps: polls, of all sources at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from syndicate.sources.base import Host, Stamp
from syndicate.store import hosts, polls, sources
from syndicate.store.columns import dump
from syndicate.store.database import transaction
from syndicate.store.polls import Poll
from syndicate.store.rest import Resting, forget_rest
from syndicate.store.sources import Enrolled
from syndicate.store.standings import Standings

KNOWN = "SELECT * FROM sources"
DOCUMENTS = """
SELECT * FROM documents WHERE source IN (SELECT value FROM json_each(:sources))
"""
# Sources of which more is to be done than to ask them: what could not be cleaned is
# tried again, and the pages of items that left their list are looked for.
UNSETTLED = """
SELECT source FROM uncleaned
UNION SELECT source FROM postings WHERE present = 0 AND absent_polls > 0
    AND withdrawn = '' AND source IN (SELECT value FROM json_each(:sources))
"""
NOT_JOINED = """
UPDATE sources SET joined = 0
WHERE joined <> 0 AND id IN (SELECT value FROM json_each(:sources))
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A source before a poll, and how many postings it told in the last."""

    enrolled: Enrolled
    seen: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A poll that found a source as it was, the stamp of its one document, and seen."""

    known: Known
    poll: Poll
    document: str
    stamp: Stamp | None  # None: as it was

    @property
    def id(self) -> int:
        """Of the source."""
        return self.known.enrolled.id


@dataclass(frozen=True, slots=True)
class Still:
    """Keeps polls of sources that answered as before."""

    connection: sqlite3.Connection

    @property
    def standings(self) -> Standings:
        """How the sources stand."""
        return Standings(self.connection)

    @property
    def rest(self) -> Resting:
        """Until when nothing that is stored asks for a run."""
        return Resting(self.connection)

    def known(self) -> dict[str, Known]:
        """Every source, by name."""
        return {
            row["name"]: Known(sources.enrolled(row), row["seen"])
            for row in self.connection.execute(KNOWN)
        }

    def hosts(self) -> list[Host]:
        """What hosts asked of us in earlier runs."""
        return hosts.hosts(self.connection)

    def documents(
        self, asked: Collection[int]
    ) -> dict[tuple[int, str], tuple[Stamp, str]]:
        """The documents known of sources, by source and name, with what was wrong."""
        rows = self.connection.execute(DOCUMENTS, {"sources": dump(list(asked))})
        return {
            (row["source"], row["name"]): (sources.stamp(row), row["problem"])
            for row in rows
        }

    def unsettled(self, asked: Collection[int]) -> frozenset[int]:
        """The sources of which more is to be done than to ask them."""
        rows = self.connection.execute(UNSETTLED, {"sources": dump(list(asked))})
        return frozenset(row["source"] for row in rows)

    def keep(self, found: Iterable[Kept], told: Iterable[Host], now: datetime) -> None:
        """Keep polls, and what hosts asked: from here on a run may have work to do."""
        with transaction(self.connection):
            forget_rest(self.connection)
            known = list(found)
            for each in known:
                if each.stamp is not None:
                    sources.keep_document(
                        self.connection, each.id, each.document, each.stamp, ""
                    )
            rows = [(each.id, each.poll, each.known.seen) for each in known]
            polls.keep_polls(self.connection, rows)
            ids = dump([each.id for each in known])
            self.connection.execute(NOT_JOINED, {"sources": ids})
            hosts.keep_hosts(self.connection, told)
            polls.fold_fetches(self.connection, now)
