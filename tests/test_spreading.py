"""When somebody is told, how often, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from syndicate import spreading
from syndicate.config import Fetch, Paths, Publish, Settings, Site
from syndicate.model import Way
from syndicate.spreading import MOST_TRIES, Receiver, look, spread
from syndicate.store import Sent, Store
from tests.loopback import Server, serving

NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def receiver(way: Way, **sent: object) -> Receiver:
    return Receiver(way, Sent("receiver", **sent), changed=7, name="name")  # type: ignore[arg-type]


def test_only_who_does_not_know_the_last_change_is_told() -> None:
    assert receiver(Way.PING, told=6).is_due(NOW)
    assert not receiver(Way.PING, told=7).is_due(NOW)


@pytest.mark.parametrize(
    ("tries", "hours", "state"),
    [
        (1, 1, "failing"),
        (MOST_TRIES - 1, 23, "failing"),
        (MOST_TRIES, 1, "given up"),
        (2, 24, "given up"),
        (1, -5, "failing"),  # the clock went back
    ],
)
def test_a_ping_is_given_up_after_so_many_tries_or_so_long(
    tries: int, hours: int, state: str
) -> None:
    tried = {"tried": 7, "tries": tries, "since": NOW - hours * HOUR}
    ping, command = receiver(Way.PING, **tried), receiver(Way.COMMAND, **tried)
    assert ping.tell(NOW).state == state
    assert ping.is_due(NOW) == (state == "failing")
    assert command.tell(NOW).state == "failing"
    assert command.is_due(NOW)
    older = replace(ping, sent=replace(ping.sent, tried=6))
    assert older.is_due(NOW)  # something changed since


def test_what_goes_well_forgets_what_did_not() -> None:
    failed = receiver(Way.PING).after("late", NOW).after("later", NOW + HOUR)
    assert failed.sent == Sent("receiver", "", 0, 7, 2, NOW, "later")
    assert failed.after("", NOW).sent == Sent("receiver", "", told=7, tried=7)


@pytest.fixture
def hub() -> Iterator[Server]:
    with serving() as running:
        running.say("/", b"")
        yield running


@pytest.fixture
def settings(tmp_path: Path, hub: Server) -> Settings:
    for number in range(3):
        folder = tmp_path / "feeds" / str(number)
        folder.mkdir(parents=True)
        (folder / "rss.xml").write_bytes(b"<rss/>")
    return Settings(
        file=tmp_path / "config.toml",
        site=Site(url="https://news.example.org/"),
        paths=Paths(tmp_path / "db.sqlite", tmp_path / "feeds", tmp_path / "digest"),
        fetch=Fetch(allow=(f"127.0.0.1:{hub.port}",), gap=timedelta(hours=1)),
        publish=Publish(hub=f"{hub.url}/"),
    )


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with Store.open(settings.paths.database) as store:
        store.deliveries.changing([f"{number}/rss.xml" for number in range(4)])
        yield store


def test_what_time_does_not_allow_waits_and_is_no_failure(
    store: Store, settings: Settings, hub: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreading, "PINGING", 0.0)
    told = spread(store, settings, NOW)
    assert [(each.state, each.tries) for each in told] == [("waiting", 0)] * 3
    assert hub.asked == []
    monkeypatch.undo()
    told = spread(store, settings, NOW)
    assert [each.state for each in told] == ["done"] * 3
    assert len(hub.asked) == 3  # without the pause that a source's host is given
    assert (spread(store, settings, NOW), look(store, settings, NOW)) == ((), ())


def test_a_hub_that_asks_for_a_pause_has_it_in_later_runs(
    store: Store, settings: Settings, hub: Server
) -> None:
    busy = "503 Service Unavailable"
    hub.say("/", b"", "Retry-After: 7200", status=busy)
    assert {each.trouble for each in spread(store, settings, NOW)} == {busy}
    (told, *_) = spread(store, settings, NOW + HOUR)
    assert "asked us to wait until 2026-10-05T14:00Z" in told.trouble
    assert len(hub.asked) == 1
    hub.say("/", b"")
    assert {each.state for each in spread(store, settings, NOW + 3 * HOUR)} == {"done"}
    assert len(hub.asked) == 4
