"""Opening the database: it is ours, whole and of this version, or we say what it is."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from syndicate.errors import (
    Busy,
    CannotCreate,
    ConfigError,
    DamagedData,
    InputOutputError,
)
from syndicate.store.locks import BUSY_SECONDS, take
from syndicate.store.migrating import apply, migrate, schema_of
from syndicate.store.migrations import APPLICATION_ID, SCHEMA_VERSION

RESTORE = "restore a backup, or move it away to start afresh"
ANOTHER = "name another file as [paths] database"


def connect(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """Open the database, creating or migrating it first unless `readonly`.

    Raises:
        DamagedData: the file is empty, not a database, not ours, or broken.
        ConfigError: it was written by a newer syndicate; with `readonly`, it is
            missing or was written by an older one.
        CannotCreate: it is missing and cannot be created.
        Busy: another process holds it.
    """
    with translated(path):
        if readonly:
            expect(path)
        elif path.exists():
            _recognise(path)
        else:
            _create(path)
        connection = open_as_it_is(path, readonly=readonly)
        try:
            _settle_schema(path, connection, readonly=readonly)
        except BaseException:
            connection.close()
            raise
        return connection


def expect(path: Path) -> None:
    """See that there is a database of ours, of whatever schema.

    Raises:
        ConfigError: there is none, or it was written by a newer syndicate.
        DamagedData, InputOutputError: it is none of ours, or cannot be read.
    """
    if not path.exists():
        raise ConfigError(f"{path}: no database yet; `syndicate run` makes it")
    _recognise(path)


def open_as_it_is(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """Open a database that is there, and change nothing of it; SQLite's own errors."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}{'?mode=ro' if readonly else '?mode=rw'}",
        timeout=BUSY_SECONDS,
        uri=True,
        isolation_level=None,
    )
    connection.row_factory = sqlite3.Row
    try:
        _set_up(connection, readonly=readonly)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: sqlite3.Connection, *, readonly: bool) -> None:
    if not readonly:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA journal_size_limit = 67108864")
        # Pages of 4 kB: five hundred releases touch some thousands of them, many
        # again in the next batch.
        connection.execute("PRAGMA wal_autocheckpoint = 8000")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -16384")
    connection.execute("PRAGMA temp_store = MEMORY")


def refuse_damage(connection: sqlite3.Connection, path: Path) -> None:
    """Look through every page, so that no run publishes what a torn one tells.

    Damage that a run does not happen to read would pass unseen: of 9 pages overwritten
    in turn, 3 did. 0.4 s with 20,000 postings (460 MB) that the system has at hand, on
    a busy machine; 1.4 s of CPU where it has not.

    Raises:
        DamagedData: a page is not what it must be.
    """
    with translated(path):
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise DamagedData(f"{path}: {' '.join(found.split())}; {RESTORE}")


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Say what SQLite means in our own errors, naming the file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        message = str(error)
        if "locked" in message or "busy" in message:
            raise Busy(
                f"{path}: another process uses the database; try again when it is done"
            ) from error
        if "full" in message or "disk I/O" in message:
            raise InputOutputError(f"{path}: {message}") from error
        if "unable to open" in message or "readonly" in message:
            raise CannotCreate(f"{path}: {message}") from error
        raise
    except sqlite3.DatabaseError as error:
        damage = ("malformed", "not a database", "file is encrypted")
        if not any(word in str(error) for word in damage):
            raise
        raise DamagedData(f"{path}: {error}; {RESTORE}") from error


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing of what is written inside; one inside another is part of it."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextlib.contextmanager
def locked(path: Path, wait: float = 0) -> Iterator[None]:
    """Hold the run's lock, a file beside the database; it dies with the process.

    `wait` is how many seconds to wait for whoever holds it.

    Raises:
        Busy: another run holds it.
        CannotCreate: the folder cannot be written.
    """
    lock = _lock_of(path)
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise CannotCreate(f"{lock}: {error.strerror}") from error
    try:
        take(handle, wait, f"{lock}: another run holds the lock")
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def leaving_well(path: Path) -> Iterator[None]:
    """Note how the database was left, in the lock's file, unless what is inside fails.

    Inside, it is opened and closed; outside, the lock is held.
    """
    yield
    with contextlib.suppress(OSError):  # then the next run looks through every page
        _lock_of(path).write_text(_state(path), encoding="utf-8")


def is_as_left(path: Path) -> bool:
    """Whether nobody touched the file since a run left it that ended well."""
    try:
        return _lock_of(path).read_text(encoding="utf-8") == _state(path)
    except (OSError, ValueError):
        return False


def _lock_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def _state(path: Path) -> str:
    state = path.stat()
    return f"{state.st_size} {state.st_mtime_ns}"


def _recognise(path: Path) -> None:
    """Refuse, before SQLite touches it, a file that is not our database."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise InputOutputError(f"{path}: {error.strerror}") from error
    if not head:
        raise DamagedData(
            f"{path}: the database is empty (0 bytes); restore a backup,"
            " or remove the file to start afresh"
        )
    if not head.startswith(b"SQLite format 3\0") or len(head) < 100:
        raise DamagedData(f"{path}: not an SQLite database; {RESTORE}")
    version = int.from_bytes(head[60:64], "big")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise DamagedData(
            f"{path}: an SQLite database, but not one of syndicate's; {ANOTHER}"
        )
    _refuse_newer(path, version)


def _refuse_newer(path: Path, version: int) -> None:
    if version > SCHEMA_VERSION:
        raise ConfigError(
            f"{path}: schema {version} was written by a newer syndicate"
            f" (this one knows {SCHEMA_VERSION}); install that version"
        )


def _settle_schema(
    path: Path, connection: sqlite3.Connection, *, readonly: bool
) -> None:
    """Migrate what is older; who only reads is told to. The head may lag behind."""
    version = schema_of(connection)
    _refuse_newer(path, version)
    if version == SCHEMA_VERSION:
        return
    if readonly:
        raise ConfigError(
            f"{path}: schema {version} is of an older syndicate (this one has"
            f" {SCHEMA_VERSION}); the next `syndicate run` makes a backup and migrates"
        )
    migrate(path, connection)


def _create(path: Path) -> None:
    """Make a whole database beside its place, then put it there in one step."""
    unfinished = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        for end in ("-wal", "-shm"):  # of a lost one, SQLite would read into this one
            path.with_name(path.name + end).unlink(missing_ok=True)
    except OSError as error:
        raise CannotCreate(f"{path.parent}: {error.strerror}") from error
    with contextlib.closing(
        sqlite3.connect(unfinished, isolation_level=None)
    ) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        apply(connection)
    unfinished.replace(path)
