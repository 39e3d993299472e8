"""What becomes of a source: its state, what staff are told of it, what is kept."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from syndicate.model import SourceReport
from syndicate.pipeline import Run
from tests.polling.world import (
    FEED,
    HOUR,
    LOGIN,
    NEWS,
    START,
    VALIDATED,
    Syndicate,
    World,
)


def ours(world: World) -> Syndicate:
    """The program, of which one may ask more than a server sees."""
    assert isinstance(world.client, Syndicate)
    return world.client


def allow(world: World, *hosts: str, fetch: str = "") -> None:
    world.client = replace(ours(world), allow=hosts, fetch=fetch)


def digest(world: World) -> str:
    return (ours(world).folder / "digest/digest.html").read_text()


def report(run: Run, name: str = "feed") -> SourceReport:
    (found,) = (each for each in run.reports if each.name == name)
    return found


def status(world: World) -> Any:
    """What monitoring reads of the feed."""
    told = json.loads((ours(world).folder / "digest/status.json").read_text())
    return told["sources"][0]


def fetches(world: World) -> list[dict[str, Any]]:
    return ours(world).rows("SELECT * FROM fetches ORDER BY id")


# ---------------------------------------------------------------------- gone


def test_a_source_that_is_gone_stays_in_sight(world: World) -> None:
    world.say(b"", status="410 Gone")
    assert report(world.poll()).state == "gone"
    later = report(world.poll(after=timedelta(days=30)))
    assert (later.state, later.polled, later.error) == ("gone", False, "410 Gone")
    assert status(world)["state"] == "gone"
    assert "410 Gone" in digest(world)


def test_a_person_who_names_a_source_that_is_gone_has_it_asked_again(
    world: World,
) -> None:
    world.say(b"", status="410 Gone")
    world.poll()
    world.say(FEED, *VALIDATED)
    again = ours(world).poll(world.sources, world.now + HOUR, "feed")
    assert report(again).state == "ok"
    world.poll(after=2 * HOUR)
    assert world.asked() == 3


def test_a_source_at_a_new_location_begins_anew(world: World) -> None:
    world.say(b"", status="410 Gone")
    world.poll()
    world.say(FEED, *VALIDATED, at="/new")
    world.sources[0]["location"] = world.at("/new")
    assert report(world.poll()).state == "ok"
    assert world.told("If-None-Match") is None


# ------------------------------------------------------------------- waiting


def test_what_waits_for_its_host_is_said_to_wait(world: World) -> None:
    world.subscribe("/second")
    world.say(FEED, at="/second")
    world.say(b"", "Retry-After: 7200", status="429 Slow down")
    run = world.poll()
    assert report(run).state == "failing"
    second = report(run, "second")
    assert (second.state, second.polled) == ("waiting", False)
    assert second.next_due == START + 2 * HOUR
    assert second.error == (
        f"127.0.0.1:{world.server.port} asked us to wait until 2026-10-05T14:00Z"
    )
    assert [row["status"] for row in fetches(world)] == [429]
    world.say(FEED)
    assert report(world.poll(after=2 * HOUR), "second").state == "ok"


def test_a_host_that_says_its_limit_is_reached_is_left_alone(world: World) -> None:
    world.subscribe("/second")
    world.say(FEED, "X-Ratelimit-Remaining: 0.0", "X-Ratelimit-Reset: 7200")
    world.say(FEED, at="/second")
    run = world.poll()
    assert (report(run).state, report(run, "second").state) == ("ok", "waiting")
    assert world.asked("/second") == 0


def test_another_host_is_not_made_to_wait(world: World) -> None:
    allow(world, "127.0.0.1", "localhost")
    world.say(b"", "Retry-After: 7200", status="503 Busy")
    world.say(FEED, at="/second")
    world.sources.append(
        {"name": "b", "kind": "feed", "location": world.at("/second", "localhost")}
    )
    assert report(world.poll(), "b").state == "ok"


# ------------------------------------------------------------------- failing


def test_a_failing_source_stays_in_sight_while_it_is_left_alone(world: World) -> None:
    world.say(FEED, *VALIDATED)
    world.poll()
    world.say(LOGIN)
    world.poll(after=HOUR)
    world.poll(after=HOUR)
    later = report(world.poll(after=timedelta(minutes=20)))
    assert (later.state, later.polled) == ("failing", False)
    assert later.error == "an HTML page, not a feed"
    assert later.last_success == START
    assert later.postings == 1


def test_304_is_success(world: World) -> None:
    world.say(FEED, *VALIDATED)
    world.poll()
    world.say(b"", status="304 Not Modified")
    run = report(world.poll(after=HOUR))
    assert (run.state, run.new, run.changed) == ("ok", 0, 0)
    assert run.last_success == START + HOUR
    assert run.seen == 1


# --------------------------------------------------------------------- moved


def test_a_move_is_told_to_staff(world: World) -> None:
    world.redirect("/feed", "/new", 301)
    world.say(FEED, *VALIDATED, at="/new")
    run = report(world.poll())
    assert run.moved_to == world.at("/new")
    assert status(world)["moved_to"] == world.at("/new")
    assert f"moved to {world.at('/new')}" in digest(world)


# ------------------------------------------------------------ each poll a row


def test_each_poll_is_a_row(world: World) -> None:
    broken = NEWS % b"" + b"<rss"
    world.say(FEED, *VALIDATED)
    world.poll()
    world.say(b"", status="304 Not Modified")
    world.poll(after=HOUR)
    world.say(broken[:150])
    world.poll(after=HOUR)
    world.say(b"no", status="500 Oh no")
    world.poll(after=HOUR)
    rows = fetches(world)
    assert [row["status"] for row in rows] == [200, 304, 200, 500]
    assert [row["new"] for row in rows] == [1, 0, 0, 0]
    assert [row["bytes"] for row in rows] == [len(FEED), 0, 150, 0]
    assert [bool(row["reason"]) for row in rows] == [False, False, True, True]
    assert rows[3]["reason"] == "500 Internal Server Error"
    assert {row["request"] for row in rows} == {world.at("/feed")}


def test_a_row_says_how_long_its_source_took(world: World) -> None:
    def talk(connection: Any) -> None:
        time.sleep(0.02)
        connection.sendall(b"HTTP/1.1 204 Nothing\r\nContent-Length: 0\r\n\r\n")

    world.server.paths["/feed"] = talk
    world.poll()
    assert fetches(world)[0]["seconds"] >= 0.02


def test_bytes_are_counted_as_they_came(world: World) -> None:
    packed = gzip.compress(FEED, mtime=0)
    world.say(packed, "Content-Encoding: gzip")
    world.poll()
    assert [row["bytes"] for row in fetches(world)] == [len(packed)]


def test_a_row_says_what_was_skipped_and_why(world: World) -> None:
    cut = NEWS.replace(b"</item>", b"</item><item><title>Cut o") % b""
    world.say(cut[: cut.index(b"Cut o") + 5])
    world.poll()
    (row,) = fetches(world)
    assert (row["new"], row["skipped"]) == (1, 1)
    (line,) = json.loads(row["skipped_why"])
    assert line == "breaks off before its end; the items that came whole are kept"


# ------------------------------------------------------------------- spacing


def test_an_interval_of_ones_own_is_a_persons_wish(world: World) -> None:
    world.sources[0]["every"] = "20m"
    world.say(FEED)
    world.poll()
    world.watch(1, timedelta(minutes=10))
    assert world.asked() == 4


def test_an_interval_of_ones_own_may_be_longer_than_a_day(world: World) -> None:
    world.sources[0]["every"] = "3d"
    world.say(FEED, "Cache-Control: max-age=60")
    world.poll()
    world.watch(71)
    assert world.asked() == 1
    world.poll(after=HOUR)
    assert world.asked() == 2


Gap = Callable[[str, str], float]


@pytest.fixture
def pause(world: World) -> Gap:
    """The seconds between two requests to a host that is written so."""

    def measure(host: str, gap: str) -> float:
        moments: list[float] = []
        body = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(FEED) + FEED

        def talk(connection: Any) -> None:
            moments.append(time.monotonic())
            connection.sendall(body)

        allow(world, "127.0.0.0/8", "::1", fetch=gap)
        world.sources.clear()
        for name in ("one", "two"):
            world.server.paths[f"/{name}"] = talk
            place = world.at(f"/{name}", host)
            world.sources.append({"name": name, "kind": "feed", "location": place})
        world.poll()
        return moments[1] - moments[0]

    return measure


def test_a_host_is_given_a_pause_between_two_requests(pause: Gap) -> None:
    assert pause("localhost", 'gap = "2s"') >= 1.9


def test_the_pause_is_a_second_when_nothing_is_said(pause: Gap) -> None:
    assert pause("localhost", "") >= 0.9


def test_a_host_that_allow_names_needs_no_pause(pause: Gap) -> None:
    assert pause("127.0.0.1", 'gap = "30s"') < 10
