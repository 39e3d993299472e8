"""Single values of the database: authority, year, sequence."""

from __future__ import annotations

import sqlite3


def meta(connection: sqlite3.Connection, key: str) -> str:
    """The value kept under a key that is known to be there."""
    row = connection.execute(
        "SELECT value FROM meta WHERE key = :key", {"key": key}
    ).fetchone()
    return str(row["value"])


def find_meta(connection: sqlite3.Connection, key: str) -> str:
    """The value kept under a key, "" where none is."""
    row = connection.execute(
        "SELECT value FROM meta WHERE key = :key", {"key": key}
    ).fetchone()
    return str(row["value"]) if row else ""


def set_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Keep a value under a key."""
    connection.execute(
        "INSERT INTO meta (key, value) VALUES (:key, :value)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        {"key": key, "value": value},
    )


def has_meta(connection: sqlite3.Connection, key: str) -> bool:
    """Whether anything is kept under a key."""
    row = connection.execute(
        "SELECT 1 FROM meta WHERE key = :key", {"key": key}
    ).fetchone()
    return row is not None
