"""A hub that is told: a real server, which is well, down, slow, or leads elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs

import pytest

from syndicate.config import Fetch
from syndicate.fetch.hosts import Hosts
from syndicate.fetch.hub import LARGEST, Hub, stands_for_all
from syndicate.sources.base import Failure
from tests.loopback import Server, serving

FEED = "https://news.example.org/clinics/a b/rss.xml?x=1&y=ü"


def hub_at(server: Server, path: str = "/hub", **limits: object) -> Hub:
    allow = limits.pop("allow", (f"127.0.0.1:{server.port}",))
    fetch = Fetch(allow=allow, **limits)  # type: ignore[arg-type]
    return Hub(server.url + path, fetch, "syndicate/0", Hosts(fetch))


def told(hub: Hub) -> Failure:
    failure = hub.tell(FEED)
    assert failure is not None
    return failure


@pytest.mark.parametrize("status", ["204 No Content", "202 Accepted", "200 OK"])
def test_it_is_told_by_a_form_and_any_2xx_is_a_yes(server: Server, status: str) -> None:
    server.say("/hub", b"", status=status)
    assert hub_at(server).tell(FEED) is None
    assert server.asked[0].startswith("POST /hub HTTP/1.1")
    assert server.header("Content-Type") == "application/x-www-form-urlencoded"
    assert parse_qs(server.asked[0].partition("\r\n\r\n")[2], strict_parsing=True) == {
        "hub.mode": ["publish"],
        "hub.url": [FEED],
        "hub.topic": [FEED],
    }


def test_a_hub_that_refuses_one_feed_says_nothing_of_the_next(server: Server) -> None:
    server.say("/hub", b"no such topic", status="404 Not Found")
    failure = told(hub_at(server))
    assert (failure.reason, failure.status) == ("404 Not Found", 404)
    assert not stands_for_all(failure)


def test_a_hub_that_is_down_is_said_to_be(server: Server) -> None:
    with serving() as gone:
        pass
    failure = told(hub_at(gone))
    assert failure.reason == "cannot connect to 127.0.0.1: Connection refused"
    assert stands_for_all(failure)


def test_a_slow_hub_has_so_long(server: Server) -> None:
    """It drips for ever, so nothing but the deadline ends this."""
    server.drip("/hub", b"HTTP/1.1 200 OK\r\n\r\n")
    failure = told(hub_at(server, deadline=timedelta(seconds=1)))
    assert failure.reason == "took longer than 1 s"
    assert stands_for_all(failure)


def test_what_a_hub_says_is_bounded(server: Server) -> None:
    server.say("/hub", b"x" * (LARGEST + 1))
    assert "larger than" in told(hub_at(server)).reason


def test_a_hub_that_asks_to_wait_is_not_asked_again(server: Server) -> None:
    server.say("/hub", b"", "Retry-After: 600", status="429 Too Many Requests")
    hub = hub_at(server)
    assert stands_for_all(told(hub))
    assert "asked us to wait" in told(hub).reason
    assert len(server.asked) == 1


@pytest.fixture
def private() -> Iterator[Server]:
    with serving() as running:
        running.say("/", b"secret")
        yield running


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary"])
def test_a_hub_leads_nowhere_else(server: Server, private: Server, status: str) -> None:
    server.say("/hub", b"", f"Location: {private.url}/", status=status)
    assert told(hub_at(server)).reason == (
        "redirects us, which is not followed here: name where it leads to"
    )
    assert private.asked == []


def test_a_hub_at_a_private_address_must_be_allowed(server: Server) -> None:
    server.say("/hub", b"")
    failure = told(hub_at(server, allow=()))
    assert "private" in failure.reason or "allow" in failure.reason
    assert server.asked == []
