"""A verified copy of the database: whole and in its place, or not there at all.

SQLite copies one moment of it, also while a run writes. The copy waits under another
name until it was examined and is on the disk; a file that is there is never touched.
"""

from __future__ import annotations

import contextlib
import errno
import filecmp
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from syndicate.errors import Busy, CannotCreate, DamagedData, InputOutputError
from syndicate.store.locks import BUSY_SECONDS, take
from syndicate.store.migrations import APPLICATION_ID

WAITING = ".copying"  # the end of a copy's name until it is whole
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})

COUNTED = ("postings", "revisions", "stories", "aliases", "decisions", "editions")


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was verified: where it is, its bytes, and the rows of some tables.

    `orphans` is how many of its rows point to none; the database has them, too.
    """

    path: Path
    size: int
    schema: int
    orphans: int
    rows: dict[str, int]


def copy_database(database: Path, place: Path) -> Copied:
    """Copy the database to that place, verified; where a file is, beside it with -2.

    One that holds the same bytes already is the copy.

    Raises:
        DamagedData: the copy is not sound, so the database is not.
        CannotCreate: the folder cannot be written.
        InputOutputError: the disk is full or broken.
        Busy: another copy is being made there.
    """
    with _naming(place), _alone(place.parent):
        waiting = place.with_name(f"{place.name}{WAITING}")
        try:
            rows = _copy(database, waiting)
            verified = verify(waiting)
            if verified.rows != rows:
                raise DamagedData(f"{place}: the copy lacks rows; nothing was kept")
            _sync(waiting)
            place = _put(waiting, place)
            _sync(place.parent)
        finally:
            waiting.unlink(missing_ok=True)
        return replace(verified, path=place)


def verify(path: Path) -> Copied:
    """Examine a copy: it is one of our databases, and sound.

    Raises:
        DamagedData: it is not; the first thing that is wrong is named.
    """
    try:
        with contextlib.closing(_read(path)) as copy:
            if _pragma(copy, "application_id") != APPLICATION_ID:
                raise DamagedData(f"{path}: not a database of syndicate's")
            for (said,) in copy.execute("PRAGMA integrity_check(1)"):
                if said != "ok":
                    raise DamagedData(f"{path}: integrity: {said}")
            orphans = len(copy.execute("PRAGMA foreign_key_check").fetchall())
            schema = _pragma(copy, "user_version")
            return Copied(path, path.stat().st_size, schema, orphans, count_rows(copy))
    except sqlite3.DatabaseError as error:
        raise DamagedData(f"{path}: {error}") from error


def count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """The rows of the tables that matter most."""
    return {
        table: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in COUNTED
    }


def sweep(folder: Path) -> list[Path]:
    """Remove copies that were never finished; those that one is at work on stay."""
    with _alone(folder):
        left = leftovers(folder)
        for path in left:
            path.unlink(missing_ok=True)
    return left


def leftovers(folder: Path) -> list[Path]:
    """The copies in a folder that were never finished."""
    found = folder.glob(f"*{WAITING}*") if folder.is_dir() else ()
    return sorted(path for path in found if path.is_file())


def _copy(database: Path, waiting: Path) -> dict[str, int]:
    """Copy one moment of the database; gives its rows at that moment."""
    for left in leftovers(waiting.parent):
        left.unlink(missing_ok=True)
    with (
        contextlib.closing(_read(database)) as source,
        contextlib.closing(sqlite3.connect(waiting, isolation_level=None)) as copy,
    ):
        source.execute("BEGIN")
        rows = count_rows(source)
        source.backup(copy)
        source.execute("ROLLBACK")
        # One file, without a log beside it that somebody could forget to take along.
        copy.execute("PRAGMA journal_mode = DELETE")
    return rows


def _put(waiting: Path, place: Path) -> Path:
    number, wanted = 1, place
    while os.path.lexists(place):
        if place.is_file() and filecmp.cmp(waiting, place, shallow=False):
            return place
        number += 1
        place = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    waiting.rename(place)
    return place


def _read(path: Path) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(
        address, uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Be the only one who makes or removes copies there; it dies with the process."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        take(handle, BUSY_SECONDS, f"{folder}: another backup is being made")
        yield
    finally:
        os.close(handle)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _naming(place: Path) -> Iterator[None]:
    """What SQLite and the system say, as errors of ours that name the copy."""
    try:
        yield
    except sqlite3.OperationalError as error:
        message = str(error)
        if "locked" in message or "busy" in message:
            raise Busy(f"{place}: the database is in use: {message}") from error
        if "unable to open" in message or "readonly" in message:
            raise CannotCreate(f"{place}: cannot be written: {message}") from error
        raise InputOutputError(f"{place}: cannot be written: {message}") from error
    except sqlite3.DatabaseError as error:
        raise DamagedData(f"{place}: cannot be copied: {error}") from error
    except OSError as error:
        reason = f"{place}: cannot be written: {error.strerror or error}"
        full = error.errno in FULL
        raise (InputOutputError if full else CannotCreate)(reason) from error
