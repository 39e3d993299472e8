"""How sources stand: their state, their rhythm, and what they gave over a period.

One statement for all of them: one for each read the same polls again and again, so that
ten times as many sources took a hundred times as long.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from syndicate.config import Source
from syndicate.model import Period, Proof, SourceReport
from syndicate.store import sources
from syndicate.store.asked import Asked, Paused
from syndicate.store.columns import utc

NEWEST = """
SELECT name, (SELECT json_group_array(told) FROM (
    SELECT coalesce(published, first_seen) AS told FROM postings
    WHERE source = sources.id ORDER BY first_seen DESC, ref DESC LIMIT 30)) AS told
FROM sources
"""
POLLED = """
SELECT name, told.* FROM (
    SELECT source, count(*) AS polls, sum(reason <> '') AS failures, sum(new) AS new,
        sum(changed) AS changed, sum(skipped) AS skipped
    FROM fetches WHERE at > :opened AND at <= :until GROUP BY source
) AS told JOIN sources ON sources.id = told.source
"""
JOINED = """
SELECT name, (SELECT count(*) FROM postings AS mine
    WHERE mine.source = sources.id AND first_seen > :opened AND first_seen <= :until
        AND EXISTS (SELECT 1 FROM postings AS other
            WHERE other.story = mine.story AND other.ref <> mine.ref)) AS joined
FROM sources
"""


@dataclass(frozen=True, slots=True)
class Standings:
    """Tells how sources stand. See `Store.standings`."""

    connection: sqlite3.Connection

    def reports(self, configured: Iterable[Source]) -> Iterator[SourceReport]:
        """The state of each that is configured."""
        return sources.reports(self.connection, configured)

    def paused(self) -> dict[str, Paused]:
        """The sources that are not polled, by name."""
        return Asked(self.connection).paused()

    def newest(self) -> dict[str, list[datetime]]:
        """When the newest postings of each were published, else first seen."""
        return {
            row["name"]: [sources.moment(told) for told in json.loads(row["told"])]
            for row in self.connection.execute(NEWEST)
        }

    def prove(
        self, period: Period, joined: Mapping[str, int] | None = None
    ) -> dict[str, Proof]:
        """What each gave over a period.

        `joined`: of how many new postings others told too, where that is known.
        """
        told = {
            "opened": utc(period.opened) if period.opened else "",
            "until": utc(period.until) if period.until else "9999",
        }
        if joined is None:
            rows = self.connection.execute(JOINED, told)
            joined = {row["name"]: row["joined"] for row in rows}
        polled = {row["name"]: row for row in self.connection.execute(POLLED, told)}
        return {
            name: Proof(
                polls=polled[name]["polls"],
                failures=polled[name]["failures"],
                new=polled[name]["new"],
                changed=polled[name]["changed"],
                joined=count,
                skipped=polled[name]["skipped"],
            )
            if name in polled
            else Proof(joined=count)
            for name, count in joined.items()
        }
