"""From an older schema to ours: a verified backup first, then all of it or nothing.

Every migration, the foreign keys' check and the schema's number are one transaction.
So a death at any moment leaves the old schema or the new one, and the backup is in its
place before the first change is.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from syndicate.errors import DamagedData, SyndicateError
from syndicate.store.migrations import SCHEMA_VERSION, migrations
from syndicate.store.orphans import ORPHANED

BACKUPS = "backups"  # the folder beside the database

NEWEST_POLL = "SELECT max(last_polled) FROM sources"


def migrate(path: Path, connection: sqlite3.Connection) -> None:
    """Bring an open database of an older schema to ours.

    Raises:
        CannotCreate, InputOutputError, DamagedData, Busy: the backup could not be
            made, or what the migrations make is not sound; nothing was migrated.
    """
    connection.execute("PRAGMA foreign_keys = OFF")  # a table may be made anew
    connection.execute("BEGIN IMMEDIATE")
    try:
        before = schema_of(connection)
        if before < SCHEMA_VERSION:  # else somebody else did it meanwhile
            _back_up(path, connection, before)
            apply(connection)
            _refuse_orphans(path, connection)
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    connection.execute("PRAGMA foreign_keys = ON")


def apply(connection: sqlite3.Connection) -> None:
    """Apply what a database lacks, and note its schema."""
    from sqlite_utils import Database  # noqa: PLC0415 - start-up

    rows = connection.row_factory
    connection.row_factory = None
    migrations().apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.row_factory = rows


def schema_of(connection: sqlite3.Connection) -> int:
    """The number of the schema that a database has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def backup_place(path: Path, schema: int, moment: str) -> Path:
    """Where the backup before a change of that schema goes.

    >>> str(backup_place(Path("db/s.sqlite"), 1, "2026-11-28T09:00:00Z"))
    'db/backups/s-schema1-20261128T090000Z.sqlite'
    """
    digits = "".join(letter for letter in moment if letter.isalnum()) or "unused"
    return path.parent / BACKUPS / f"{path.stem}-schema{schema}-{digits}.sqlite"


def _back_up(path: Path, connection: sqlite3.Connection, schema: int) -> None:
    """Copy what was there when we began; its moment is that of its newest poll."""
    from syndicate.store.copying import copy_database  # noqa: PLC0415 - start-up

    moment = connection.execute(NEWEST_POLL).fetchone()[0] or ""
    try:
        copy_database(path, backup_place(path, schema, moment))
    except SyndicateError as error:
        again = (
            f"{path}: nothing was migrated, for no backup could be made before: {error}"
        )
        raise type(error)(again) from error


def _refuse_orphans(path: Path, connection: sqlite3.Connection) -> None:
    """Raise for rows that point to none: first for one that no repair may remove."""
    found = connection.execute("PRAGMA foreign_key_check").fetchall()
    for table, _, missing, _ in sorted(found, key=lambda each: each[0] in ORPHANED):
        mended = "`syndicate doctor --repair` removes such rows"
        raise DamagedData(
            f"{path}: nothing was migrated: a row of {table} points to no {missing}; "
            + (mended if table in ORPHANED else "restore a backup")
        )
