"""Only a database of ours is opened, and what is wrong is said in one line."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from syndicate.errors import (
    Busy,
    CannotCreate,
    ConfigError,
    DamagedData,
    SyndicateError,
)
from syndicate.store import Faults, Soundness, Store, locked
from syndicate.store.migrations import NAMES, SCHEMA_VERSION
from tests.store.shelf import Shelf


def test_a_new_database_is_whole_and_ours(shelf: Shelf) -> None:
    with Soundness.opened(shelf.path) as sound:
        assert sound.faults() == Faults()
    rows = shelf.store.connection.execute("SELECT name FROM _sqlite_migrations")
    assert [row["name"] for row in rows] == list(NAMES)


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (a)")
    connection.close()


def newer(path: Path) -> None:
    Store.open(path).connection.close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()


def torn(path: Path) -> None:
    Store.open(path).connection.close()
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 40] = os.urandom(4096 * 39)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "error", "said"),
    [
        (lambda path: path.write_bytes(b""), DamagedData, "0 bytes"),
        (lambda path: path.write_text("hello" * 50), DamagedData, "not an SQLite"),
        (foreign, DamagedData, "not one of syndicate's"),
        (newer, ConfigError, "newer syndicate"),
    ],
)
def test_what_is_not_ours_is_refused_and_left_alone(
    tmp_path: Path, spoil: object, error: type[SyndicateError], said: str
) -> None:
    path = tmp_path / "db.sqlite"
    spoil(path)  # type: ignore[operator]
    before = path.read_bytes()
    with pytest.raises(error, match=said) as told:
        Store.open(path)
    assert str(path) in str(told.value)
    assert path.read_bytes() == before


def test_a_torn_database_is_damaged_data(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite"
    torn(path)
    with pytest.raises(DamagedData, match="malformed"), Store.open(path) as store:
        store.counts()


def test_every_page_is_looked_at_once_a_day_where_nobody_touched_the_file(
    tmp_path: Path,
) -> None:
    path = tmp_path / "db.sqlite"
    noon = datetime(2026, 9, 14, 12, tzinfo=UTC)
    with Store.open(path) as store:
        store.refuse_damage(noon, as_left=False)
    content = path.read_bytes()
    path.write_bytes(content[:-4096] + os.urandom(4096))
    with Store.open(path) as store:
        store.refuse_damage(noon + timedelta(hours=11), as_left=True)
        for as_left, later in ((False, 11), (True, 12)):
            with pytest.raises(DamagedData):
                store.refuse_damage(noon + timedelta(hours=later), as_left=as_left)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(CannotCreate, match="file"):
        Store.open(blocked / "db.sqlite")


def test_reading_makes_no_database(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no database yet"):
        Store.open(tmp_path / "db.sqlite", readonly=True)
    assert list(tmp_path.iterdir()) == []


def test_a_killed_beginning_leaves_nothing_that_is_taken_for_a_database(
    tmp_path: Path,
) -> None:
    path = tmp_path / "db.sqlite"
    path.with_name("db.sqlite.new").write_bytes(b"half")
    Store.open(path).connection.close()
    with Soundness.opened(path) as sound:
        assert sound.faults() == Faults()


def test_the_second_run_finds_the_lock_held(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite"
    with locked(path), pytest.raises(Busy), locked(path):
        pass
    with locked(path):
        pass
