"""Changes by number, and who was told of which."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from syndicate.store import Sent, Store

NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "db.sqlite"


def test_each_change_has_the_next_number(path: Path) -> None:
    with Store.open(path) as store:
        deliveries = store.deliveries
        assert (deliveries.changed(), deliveries.feeds()) == (0, {})
        deliveries.changing(["rss.xml", "wings/rss.xml"])
        deliveries.changing([])
        deliveries.changing(["rss.xml"])
        assert deliveries.changed() == 3
        assert deliveries.feeds() == {"rss.xml": 3, "wings/rss.xml": 1}
        (level,) = store.connection.execute("PRAGMA synchronous").fetchone()
        assert level == 1  # NORMAL again


def test_a_change_that_cannot_be_noted_is_none(path: Path) -> None:
    with Store.open(path) as store:
        store.deliveries.changing(["rss.xml"])
        store.connection.execute("PRAGMA query_only = ON")
        with pytest.raises(sqlite3.OperationalError):
            store.deliveries.changing(["rss.xml"])
        assert store.deliveries.changed() == 1
        (level,) = store.connection.execute("PRAGMA synchronous").fetchone()
        assert level == 1


def test_what_was_told_is_kept_until_nobody_asks_for_it(path: Path) -> None:
    hub, command = "https://hub.example.org/", "rsync -a"
    told = Sent(hub, "rss.xml", told=2, tried=3, tries=4, since=NOW, trouble="late")
    with Store.open(path) as store:
        store.deliveries.changing(["rss.xml", "wings/rss.xml"])
        assert store.deliveries.sent(command) == Sent(command)
        for sent in (told, Sent(hub, "wings/rss.xml"), Sent(command, told=1)):
            store.deliveries.keep(sent)
    with Store.open(path) as store:
        deliveries = store.deliveries
        assert deliveries.sent(hub, "rss.xml") == told
        deliveries.forget({hub, command}, ["rss.xml"])
        assert deliveries.feeds() == {"rss.xml": 1}
        assert deliveries.sent(hub, "rss.xml") == told
        assert deliveries.sent(command).told == 1
        deliveries.forget({hub}, ["rss.xml"])
        assert deliveries.sent(command) == Sent(command)
        rows = store.connection.execute("SELECT subject FROM deliveries").fetchall()
        assert [tuple(row) for row in rows] == [("rss.xml",)]
