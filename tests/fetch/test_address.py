"""No address but the public internet's, whatever it is written like or led to by."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import Any

import pytest

from syndicate.fetch.address import KINDS, describe_address
from syndicate.fetch.base import Fetched
from syndicate.sources.base import Failure

NOT_PUBLIC = {
    "loopback": "127.0.0.1 127.255.255.254 ::1 ::ffff:127.0.0.1 ::127.0.0.1",
    "private": "10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 fc00::1 fd00:ec2::254 "
    "fec0::1 ::ffff:10.0.0.1 ::ffff:0:10.0.0.1 ::10.0.0.1 64:ff9b::10.0.0.1 "
    "64:ff9b:1::10.0.0.1 64:ff9b:1::8.8.8.8 2002:a00:1:: 2001:0:a00:1:: "
    "2600:1:2:3:0:5efe:a00:1 2600:1:2:3:200:5efe:a00:1",
    "link-local": "169.254.169.254 fe80::1 ::ffff:169.254.169.254 2002:a9fe:a9fe::",
    "shared by a carrier": "100.64.0.1 100.100.100.200 100.127.255.255",
    "a cloud's metadata": "168.63.129.16 192.0.0.192 ::ffff:168.63.129.16",
    "multicast": "224.0.0.1 239.255.255.255 ff02::1 ff0e::1",
    "reserved": "0.0.0.0 0.1.2.3 192.0.0.1 192.0.0.8 192.0.2.1 192.88.99.1 198.18.0.1 "
    "198.51.100.1 203.0.113.1 240.0.0.1 255.255.255.255 :: ::2 100::1 100:0:0:1::1 "
    "2001:db8::1 2001:2::1 2001:10::1 3fff::1 5f00::1 4000::1 e000::1 64:ff9c::1",
}
PUBLIC = (
    "8.8.8.8 93.184.216.34 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 2002:808:: "
    "2606:2800:220:1::1 2a00:1450:4001::1 ::ffff:8.8.8.8 64:ff9b::8.8.8.8"
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [(text, kind) for kind, texts in NOT_PUBLIC.items() for text in texts.split()],
)
def test_an_address_that_is_not_the_internets(text: str, kind: str) -> None:
    assert describe_address(ip_address(text)) == kind


@pytest.mark.parametrize("text", PUBLIC.split())
def test_an_address_of_the_internet(text: str) -> None:
    assert describe_address(ip_address(text)) == ""


def test_every_network_of_the_table_is_refused_from_end_to_end() -> None:
    for _, networks in KINDS:
        for network in networks:
            first, _, length = network.partition("/")
            start = ip_address(first)
            last = int(start) | (1 << (start.max_prefixlen - int(length))) - 1
            for address in (start, type(start)(last)):
                assert describe_address(address), address


def reason(fetched: Fetched) -> str:
    assert isinstance(fetched.answer.outcome, Failure)
    return fetched.answer.outcome.reason


SPELLINGS = (
    "127.1",
    "0177.0.0.1",
    "0x7f000001",
    "0x7F.0.0.1",
    "017700000001",
    "2130706433",
    "127.0.1",
    "127.000.0.1",
    "LOCALHOST",
    "localhost.",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:127.0.0.1]",
    "[::127.0.0.1]",
    "[::]",
    "[::1%25lo]",
    "%31%32%37.0.0.1",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "0",
)


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_loopback_is_asked(server: Any, get: Any, host: str) -> None:
    server.say("/feed", b"x")
    assert reason(get(f"http://{host}:{server.port}/feed", allow=()))
    assert server.asked == []


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_redirect_leads_to_any_spelling_of_it(
    server: Any, get: Any, host: str
) -> None:
    target = f"http://{host}:{server.port}/secret".encode().decode("latin-1")
    server.say("/feed", b"", f"Location: {target}", status="302 Found")
    server.say("/secret", b"x")
    # The first hop is allowed by name; what it leads to is written otherwise.
    entry = f"http://localtest.invalid:{server.port}/feed"
    with named("localtest.invalid", ["127.0.0.1"]):
        found = get(entry, allow=(f"localtest.invalid:{server.port}",))
    assert reason(found)
    assert [head.split(" ", 2)[1] for head in server.asked] == ["/feed"]


class named:  # noqa: N801 - reads as a sentence after `with`
    """Let a name have addresses, another at every look-up, as a rebinding server does.

    The look-up is all that is replaced: connections are real.
    """

    def __init__(self, name: str, addresses: list[str]) -> None:
        self.name = name
        self.addresses = iter(addresses)
        self.real = socket.getaddrinfo

    def __enter__(self) -> None:
        socket.getaddrinfo = self.look_up

    def __exit__(self, *trouble: object) -> None:
        socket.getaddrinfo = self.real

    def look_up(self, host: Any, *arguments: Any, **more: Any) -> Any:
        if host == self.name:
            host = next(self.addresses)
        return self.real(host, *arguments, **more)


def test_a_name_is_looked_up_once_and_what_is_checked_is_connected_to(
    server: Any, get: Any
) -> None:
    server.say("/feed", b"x")
    url = f"http://rebound.invalid:{server.port}/feed"
    with named("rebound.invalid", ["127.0.0.1", "93.184.216.34"]):
        assert "127.0.0.1 is loopback" in reason(get(url, allow=()))
    assert server.asked == []


def test_a_name_that_is_rebound_between_redirects_is_checked_anew(
    server: Any, get: Any
) -> None:
    server.say("/feed", b"", "Location: /secret", status="302 Found")
    server.say("/secret", b"x")
    url = f"http://rebound.invalid:{server.port}/feed"
    with named("rebound.invalid", ["127.0.0.1", "127.0.0.2"]):
        found = get(url, allow=(f"127.0.0.1:{server.port}",))
    assert "127.0.0.2 is loopback" in reason(found)
    assert [head.split(" ", 2)[1] for head in server.asked] == ["/feed"]


def test_a_name_with_a_private_address_among_others_is_not_asked_there(
    server: Any, get: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo

    def look_up(host: Any, *arguments: Any, **more: Any) -> Any:
        if host != "mixed.invalid":
            return real(host, *arguments, **more)
        return [
            *real("127.0.0.2", *arguments, **more),
            *real("127.0.0.1", *arguments, **more),
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    server.say("/feed", b"x")
    url = f"http://mixed.invalid:{server.port}/feed"
    found = get(url, allow=(f"127.0.0.1:{server.port}",))
    assert found.status == 200  # the allowed one; the other was passed over
