"""A dead man's switch is told, or the reason why not, which never holds its address."""

from __future__ import annotations

from datetime import timedelta

import pytest

from syndicate.config import Fetch
from syndicate.fetch.ping import Ping, add_signal
from tests.loopback import Server

SECRET = "/4f1c-sw0rdfish"


def ping(server: Server, address: str, signal: str = "0", seconds: int = 20) -> str:
    limits = Fetch(
        allow=(f"127.0.0.1:{server.port}",), deadline=timedelta(seconds=seconds)
    )
    return Ping("SWITCH", limits, "syndicate/0", {"SWITCH": address}).tell(signal)


@pytest.mark.parametrize("signal", ["start", "0", "75"])
def test_the_switch_is_told_once(server: Server, signal: str) -> None:
    server.say(f"{SECRET}/{signal}", b"OK")
    assert ping(server, f"{server.url}{SECRET}", signal) == ""
    (asked,) = server.asked
    assert asked.startswith(f"POST {SECRET}/{signal} ")
    assert "Content-Length: 0" in asked


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oh", "302 Found"])
def test_a_refusal_is_told_without_the_address(server: Server, status: str) -> None:
    server.say(f"{SECRET}/0", b"no", f"Location: {server.url}/x", status=status)
    told = ping(server, f"{server.url}{SECRET}")
    assert status[:3] in told or "redirects us" in told
    assert "sw0rdfish" not in told
    assert len(server.asked) == 1


def test_one_that_hangs_costs_its_deadline(server: Server) -> None:
    server.drip(f"{SECRET}/0", b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n")
    told = ping(server, f"{server.url}{SECRET}", seconds=1)
    assert "longer than 1 s" in told
    assert "sw0rdfish" not in told


def test_a_private_address_is_refused_unless_it_is_named(server: Server) -> None:
    switch = Ping("SWITCH", Fetch(), "syndicate/0", {"SWITCH": server.url + SECRET})
    assert "fetch" in switch.tell("0")
    assert server.asked == []


def test_nobody_who_listens_is_told_so(server: Server) -> None:
    told = ping(server, "http://127.0.0.1:1/sw0rdfish")
    assert told
    assert "sw0rdfish" not in told


@pytest.mark.parametrize(
    "address", ["sw0rdfish", "ftp://h/sw0rdfish", "http://[sw0rdfish", "http:///x"]
)
def test_what_is_no_address_is_not_repeated(server: Server, address: str) -> None:
    told = ping(server, address)
    assert told == "the secret is no http or https address"


def test_a_missing_address_is_named() -> None:
    assert "SWITCH" in Ping("SWITCH", Fetch(), "syndicate/0", {}).tell("0")


def test_a_query_stays_behind_the_signal() -> None:
    address = "https://ping.example.org/uuid/?rid=1"
    assert add_signal(address, "start") == "https://ping.example.org/uuid/start?rid=1"
