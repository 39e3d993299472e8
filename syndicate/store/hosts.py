"""What hosts asked of us, kept between runs: how long to wait, and robots.txt."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from syndicate.sources.base import Host
from syndicate.store.columns import instant_or_none, utc_or_none

KEEP_HOST = """
INSERT INTO hosts (name, asked, until, robots, robots_read)
VALUES (:name, :asked, :until, :robots, :robots_read)
ON CONFLICT (name) DO UPDATE SET asked = excluded.asked, until = excluded.until,
    robots = excluded.robots, robots_read = excluded.robots_read
"""


def hosts(connection: sqlite3.Connection) -> list[Host]:
    """Every host that ever asked something of us."""
    return [
        Host(
            name=row["name"],
            asked=instant_or_none(row["asked"]),
            until=instant_or_none(row["until"]),
            robots=row["robots"],
            robots_read=instant_or_none(row["robots_read"]),
        )
        for row in connection.execute("SELECT * FROM hosts ORDER BY name")
    ]


def keep_hosts(connection: sqlite3.Connection, told: Iterable[Host]) -> None:
    """Keep what hosts asked now."""
    for host in told:
        connection.execute(
            KEEP_HOST,
            {
                "name": host.name,
                "asked": utc_or_none(host.asked),
                "until": utc_or_none(host.until),
                "robots": host.robots,
                "robots_read": utc_or_none(host.robots_read),
            },
        )
