"""Requests sent before they are needed: hosts side by side, memory bounded."""

from __future__ import annotations

import gc
import threading
import time
from datetime import timedelta
from typing import Any

import pytest

from syndicate.config import Fetch, Source
from syndicate.fetch.ahead import Ahead
from syndicate.fetch.base import Fetched
from syndicate.fetch.http import Http
from syndicate.model import Document
from syndicate.sources.base import Request
from tests.loopback import Server, serving


class Errands:
    """Sources on several hosts, each a server of its own."""

    def __init__(self, servers: list[Server], each: int) -> None:
        limits = Fetch(allow=("127.0.0.1",), deadline=timedelta(seconds=10))
        self.http = Http(limits, "syndicate/0")
        self.list = []
        for number in range(each):
            for server in servers:
                path = f"/{number}"
                server.say(path, b"x" * 1000)
                source = Source(f"{server.port}{path}", "feed", server.url + path)
                self.list.append((source, Request(source.location), None))

    def ask(self, ahead: Ahead, order: int = 1) -> list[int]:
        """How large each answer is, asked in that order."""
        return [size(ahead.ask(*errand)) for errand in self.list[::order]]


def size(fetched: Fetched) -> int:
    assert isinstance(fetched.answer.outcome, Document), fetched.answer.outcome
    return len(fetched.answer.outcome.content)


@pytest.fixture
def servers() -> Any:
    with serving() as one, serving() as two, serving() as three:
        yield [one, two, three]


def settle(servers: list[Server], least: int) -> int:
    """How many requests came, once so many did and none comes any more."""
    before, until = -1, time.monotonic() + 60
    while before != _asked(servers) or (before < least and time.monotonic() < until):
        before = _asked(servers)
        time.sleep(0.3)
    return before


def _asked(servers: list[Server]) -> int:
    return sum(len(server.asked) for server in servers)


def test_requests_are_sent_before_anybody_asks(servers: list[Server]) -> None:
    errands = Errands(servers, 4)
    with Ahead(errands.http.fetch, 8) as ahead:
        ahead.send(errands.list)
        assert settle(servers, 12) == 12
        assert errands.ask(ahead) == [1000] * 12
    assert settle(servers, 12) == 12


@pytest.mark.parametrize("order", [1, -1])
def test_what_waits_to_be_asked_for_is_bounded_and_all_of_it_comes(
    servers: list[Server], order: int
) -> None:
    errands = Errands(servers, 10)
    with Ahead(errands.http.fetch, 2, most=3000) as ahead:
        ahead.send(errands.list)
        assert settle(servers, 3) <= 4  # 3,000 bytes, and what was then under way
        assert errands.ask(ahead, order) == [1000] * 30
    assert settle(servers, 30) == 30


def test_what_was_asked_for_is_not_held_while_its_host_is_asked_on(
    servers: list[Server],
) -> None:
    errands = Errands(servers[:1], 5)
    asked = threading.Event()

    def wait(connection: Any) -> None:
        asked.wait(30)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")

    servers[0].paths["/4"] = wait
    before = _held()
    with Ahead(errands.http.fetch, 1) as ahead:
        ahead.send(errands.list)
        assert [size(ahead.ask(*errand)) for errand in errands.list[:4]] == [1000] * 4
        assert settle(servers[:1], 5) == 5
        held = _held()
        asked.set()
    assert held <= before + 1  # the one that was asked for last


def _held() -> int:
    gc.collect()
    return sum(isinstance(each, Fetched) for each in gc.get_objects())


def test_a_host_is_asked_one_thing_at_a_time_whoever_asks(
    servers: list[Server],
) -> None:
    errands = Errands(servers[:1], 6)
    at_once, most = [0], [0]
    lock = threading.Lock()

    def talk(connection: Any) -> None:
        with lock:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        time.sleep(0.05)
        with lock:
            at_once[0] -= 1
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")

    for path in servers[0].paths:
        servers[0].paths[path] = talk
    with Ahead(errands.http.fetch, 8) as ahead:
        ahead.send(errands.list[:3])
        assert errands.ask(ahead, -1) == [1] * 6  # three of them were never sent
    assert most == [1]


def test_leaving_early_drops_what_has_not_begun(servers: list[Server]) -> None:
    errands = Errands(servers, 200)
    with Ahead(errands.http.fetch, 2) as ahead:
        ahead.send(errands.list)
    assert settle(servers, 0) < 600
