"""Single values of the database: authority, year, sequence."""

from __future__ import annotations

import sqlite3

KEPT = "SELECT value FROM meta WHERE key = :key"
KEEP = """
INSERT INTO meta (key, value) VALUES (:key, :value)
ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""


def meta(connection: sqlite3.Connection, key: str) -> str:
    """The value kept under a key that is known to be there."""
    return str(connection.execute(KEPT, {"key": key}).fetchone()["value"])


def find_meta(connection: sqlite3.Connection, key: str) -> str:
    """The value kept under a key, "" where none is."""
    row = connection.execute(KEPT, {"key": key}).fetchone()
    return str(row["value"]) if row else ""


def set_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Keep a value under a key."""
    connection.execute(KEEP, {"key": key, "value": value})
