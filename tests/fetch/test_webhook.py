"""A chat channel is told, or the reason why not, which never holds its address."""

from __future__ import annotations

import json

import pytest

from syndicate.config import Fetch
from syndicate.fetch.post import Posted
from syndicate.fetch.webhook import Webhook
from tests.loopback import Server

TEXT = json.dumps({"text": "3 new"}).encode()
SECRET = "/services/T0/sw0rdfish"


def send(server: Server, address: str = "") -> Posted:
    told = {"CHAT": address or f"{server.url}{SECRET}"}
    limits = Fetch(allow=(f"127.0.0.1:{server.port}",))
    return Webhook("CHAT", limits, "syndicate/0", told).send(TEXT)


def test_the_channel_is_told_once(server: Server) -> None:
    server.say(SECRET, b"ok")
    assert send(server) == Posted(taken=True, answered=True)
    (asked,) = server.asked
    assert asked.startswith(f"POST {SECRET} ")


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oh", "302 Found"])
def test_a_refusal_is_told_without_the_address(server: Server, status: str) -> None:
    server.say(SECRET, b"no", f"Location: {server.url}/x", status=status)
    told = send(server)
    assert not told.taken
    assert "sw0rdfish" not in told.reason
    assert len(server.asked) == 1


def test_a_private_address_is_refused_unless_it_is_named(server: Server) -> None:
    hook = Webhook("CHAT", Fetch(), "syndicate/0", {"CHAT": server.url + SECRET})
    told = hook.send(TEXT)
    assert not told.taken
    assert server.asked == []
    assert "sw0rdfish" not in told.reason


def test_a_missing_address_is_named() -> None:
    told = Webhook("CHAT", Fetch(), "syndicate/0", {}).send(TEXT)
    assert "CHAT" in told.reason
