"""Pages that we found ourselves are asked for only where robots.txt permits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from syndicate.config import Fetch, Source
from syndicate.fetch.base import Stamp
from syndicate.fetch.hosts import Hosts
from syndicate.fetch.http import Http
from syndicate.model import Document
from syndicate.sources.base import Failure, Host, Request

NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
AGENT = "syndicate/0 (+https://news.example.org/)"
CLOSED = b"User-agent: *\nDisallow: /\n"


class Visitor:
    """Asks for pages, as run after run would: what hosts asked is handed on."""

    def __init__(self, server: Any) -> None:
        self.server = server
        self.known: dict[str, Host] = {}
        self.now = NOW

    def visit(self, path: str = "/news/1", about: str = "page") -> str:
        """The reason why there is no page; "" when there is one."""
        limits = Fetch(allow=("127.0.0.1",), deadline=timedelta(seconds=5))
        hosts = Hosts(limits, self.now, self.known.values())
        source = Source("clinic", "page", self.server.url)
        request = Request(self.server.url + path, about=about)
        outcome = Http(limits, AGENT, hosts).fetch(source, request, None).answer.outcome
        self.known |= {host.name: host for host in hosts.take_told()}
        return outcome.reason if isinstance(outcome, Failure) else ""

    @property
    def asked(self) -> list[str]:
        return [head.split(" ", 2)[1] for head in self.server.asked]


@pytest.fixture
def visitor(server: Any) -> Visitor:
    server.say("/news/1", b"<p>News</p>")
    return Visitor(server)


def test_a_page_we_found_is_asked_for_where_robots_txt_permits(
    server: Any, visitor: Visitor
) -> None:
    server.say("/robots.txt", b"User-agent: *\nDisallow: /staff\n")
    server.say("/staff/1", b"no")
    assert visitor.visit() == ""
    why = visitor.visit("/staff/1")
    assert why == "not asked for: its host's robots.txt forbids it"
    assert visitor.asked == ["/robots.txt", "/news/1"]


@pytest.mark.parametrize("about", ["items", "changes", "token"])
def test_what_a_person_configured_is_no_matter_of_robots_txt(
    server: Any, visitor: Visitor, about: str
) -> None:
    server.say("/robots.txt", CLOSED)
    assert visitor.visit(about=about) == ""
    assert visitor.asked == ["/news/1"]


@pytest.mark.parametrize("about", ["page", "text", "trail"])
def test_everything_else_is(server: Any, visitor: Visitor, about: str) -> None:
    server.say("/robots.txt", CLOSED)
    assert "forbids it" in visitor.visit(about=about)


def test_a_rule_that_names_us_outranks_those_for_all(
    server: Any, visitor: Visitor
) -> None:
    server.say("/robots.txt", CLOSED + b"\nUser-agent: Syndicate\nDisallow: /staff\n")
    assert visitor.visit() == ""
    assert "forbids it" in visitor.visit("/staff")


def test_patterns_are_understood(server: Any, visitor: Visitor) -> None:
    rules = b"User-agent: *\nDisallow: /*/print$\nAllow: /news\n"
    server.say("/robots.txt", rules)
    server.say("/news/1/print/2", b"<p>News</p>")
    assert "forbids it" in visitor.visit("/news/1/print")
    assert visitor.visit("/news/1/print/2") == ""


def test_robots_txt_is_read_once_a_day(server: Any, visitor: Visitor) -> None:
    server.say("/robots.txt", b"")
    for hours in (0, 1, 23):
        visitor.now = NOW + hours * HOUR
        assert visitor.visit() == ""
    assert visitor.asked.count("/robots.txt") == 1
    server.say("/robots.txt", CLOSED)
    visitor.now = NOW + 24 * HOUR
    assert "forbids it" in visitor.visit()
    assert visitor.asked.count("/robots.txt") == 2


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone"])
def test_a_robots_txt_that_is_not_there_forbids_nothing(
    server: Any, visitor: Visitor, status: str
) -> None:
    server.say("/robots.txt", CLOSED, status=status)
    assert visitor.visit() == ""


def test_a_robots_txt_out_of_reach_forbids_everything_for_an_hour(
    server: Any, visitor: Visitor
) -> None:
    server.say("/robots.txt", b"", status="500 Oh no")
    why = "not asked for: its host's robots.txt cannot be read"
    assert [visitor.visit(), visitor.visit()] == [why, why]
    assert visitor.asked == ["/robots.txt"]
    server.say("/robots.txt", b"")
    visitor.now = NOW + HOUR
    assert visitor.visit() == ""


def test_while_it_is_out_of_reach_what_was_known_of_it_holds(
    server: Any, visitor: Visitor
) -> None:
    server.say("/robots.txt", b"User-agent: *\nDisallow: /staff\n")
    visitor.visit()
    server.say("/robots.txt", b"", status="503 Busy")
    visitor.now = NOW + 25 * HOUR
    assert visitor.visit() == ""
    assert "forbids it" in visitor.visit("/staff")


def test_a_redirect_may_not_lead_around_robots_txt(
    server: Any, visitor: Visitor
) -> None:
    server.say("/robots.txt", b"User-agent: *\nDisallow: /staff\n")
    server.say("/found", b"", "Location: /staff/1", status="302 Found")
    assert "forbids it" in visitor.visit("/found")
    assert "/staff/1" not in visitor.asked


def test_a_robots_txt_of_megabytes_is_read_as_far_as_it_must_be(
    server: Any, visitor: Visitor
) -> None:
    filler = b"# nothing to see here\n" * 100_000
    server.say("/robots.txt", b"User-agent: *\nDisallow: /staff\n" + filler)
    assert "forbids it" in visitor.visit("/staff")
    assert max(len(host.robots) for host in visitor.known.values()) <= 500 * 1024


def test_what_is_no_robots_txt_forbids_nothing(server: Any, visitor: Visitor) -> None:
    server.say("/robots.txt", bytes(range(256)) * 20)
    assert visitor.visit() == ""


# ------------------------------------------------------------ remembered moves


def test_a_secret_does_not_follow_a_remembered_move(server: Any, get: Any) -> None:
    server.say("/new", b"x")
    moved = Stamp(moved_to=f"http://localhost:{server.port}/new")
    request = Request(server.url + "/feed", headers=(("Authorization", "Bearer k"),))
    allow = (f"127.0.0.1:{server.port}", f"localhost:{server.port}")
    fetched = get("/feed", moved, request=request, allow=allow)
    assert isinstance(fetched.answer.outcome, Document)
    assert server.asked[-1].startswith("GET /new ")
    assert server.header("Authorization") is None


def test_a_remembered_move_is_no_way_to_a_private_address(
    server: Any, get: Any
) -> None:
    moved = Stamp(moved_to=f"http://[::ffff:127.0.0.1]:{server.port}/new")
    fetched = get("/feed", moved, allow=())
    assert "is loopback" in fetched.answer.outcome.reason
    assert server.asked == []
