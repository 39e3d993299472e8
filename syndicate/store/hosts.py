"""What hosts asked of us, kept between runs: how long to wait, and robots.txt."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta

from syndicate.sources.base import Host
from syndicate.store.columns import instant_or_none, utc, utc_or_none

KEEP_HOST = """
INSERT INTO hosts (name, asked, until, robots, robots_read)
VALUES (:name, :asked, :until, :robots, :robots_read)
ON CONFLICT (name) DO UPDATE SET asked = excluded.asked, until = excluded.until,
    robots = excluded.robots, robots_read = excluded.robots_read
"""
# What robots.txt says is asked for again every day, where the host is asked at all.
KEEP_SILENT = timedelta(days=30)
FORGET_HOSTS = """
DELETE FROM hosts WHERE coalesce(robots_read, '') < :before
    AND coalesce(asked, '') < :before AND coalesce(until, '') < :before
"""


def hosts(connection: sqlite3.Connection) -> list[Host]:
    """Every host that asked something of us and is still asked."""
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


def forget_hosts(connection: sqlite3.Connection, now: datetime) -> None:
    """Forget what hosts asked to which nobody turned for 30 days.

    A page of a feed may be anywhere, and all of these are read at every run.
    """
    connection.execute(FORGET_HOSTS, {"before": utc(now - KEEP_SILENT)})
