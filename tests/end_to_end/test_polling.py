"""When a source on the network is asked, and when it is left in peace."""

from __future__ import annotations

import json

import pytest

from syndicate.workers import Pool
from tests.end_to_end.project import Project
from tests.end_to_end.tellings import HOURS, SKIN, WING, item, rss
from tests.loopback import Server

NOON = "2026-10-05T12:00:00Z"
ITEMS = [
    item("A wing opens", WING, "https://river.example.org/wing"),
    item("Later hours", HOURS, "https://harbor.example.org/hours"),
]


@pytest.fixture
def polled(project: Project, server: Server) -> Project:
    """A feed with validators, polled at noon, and a folder beside it."""
    project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n')
    project.source("blog", f"{server.url}/feed", "feed", trust="wire").source(
        "folder", "folder", trust="wire"
    )
    project.write("folder/skin.md", f"# Spots\n\n{SKIN}")
    server.say("/feed", rss(ITEMS[:1]), 'ETag: "one"')
    project.run(now=NOON)
    server.say("/feed", rss(ITEMS), 'ETag: "two"')
    return project


def asked(server: Server) -> int:
    return sum(head.startswith("GET /feed ") for head in server.asked)


def test_within_the_hour_it_is_left_in_peace(polled: Project, server: Server) -> None:
    assert polled.sources()["blog"]["next_due"] == "2026-10-05T13:00:00Z"
    assert polled.sources()["folder"]["next_due"] is None
    told = polled.run(now="2026-10-05T12:59:59Z")
    states = {each["name"]: (each["state"], each["polled"]) for each in told["sources"]}
    assert states["blog"] == ("not due", False)
    assert states["folder"][1]
    assert asked(server) == 1
    assert polled.run(now="2026-10-05T13:00:00Z")["new"] == 1
    assert asked(server) == 2


def test_what_did_not_change_is_neither_read_nor_cleaned(
    polled: Project, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is a process begun that would."""

    def begin(_: Pool) -> None:
        pytest.fail("a worker process was begun")

    monkeypatch.setattr(Pool, "_begin", begin)
    server.say("/feed", rss(ITEMS[:1]), 'ETag: "other"')  # whole, and the same bytes
    polled.now = "2026-10-05T13:00:00Z"
    told = json.loads(polled.read("run", "--json"))
    assert {each["name"]: each["polled"] for each in told["sources"]} == {
        "blog": True,
        "folder": True,
    }
    assert asked(server) == 2
    server.say("/feed", b"", status="304 Not Modified")
    polled.now = "2026-10-05T14:00:00Z"
    assert json.loads(polled.read("run", "--json"))["sources"][0]["state"] != "failing"
    assert asked(server) == 3


def test_who_is_named_is_polled_at_once_and_alone(
    polled: Project, server: Server
) -> None:
    polled.write("folder/more.md", f"# Not asked for\n\n{HOURS} Twice.")
    told = polled.run("--source", "blog", now="2026-10-05T12:10:00Z")
    assert {
        each["name"]: each["new"] for each in told["sources"] if each["polled"]
    } == {"blog": 1}
    assert asked(server) == 2
    assert server.header("If-None-Match") == '"one"'
    assert len(polled.stories()) == 3


def test_a_clock_that_went_back_polls_again(polled: Project, server: Server) -> None:
    told = polled.run(now="2025-10-05T12:00:00Z")
    assert asked(server) == 2
    assert told["sources"][0]["new"] == 1
    assert polled.sources()["blog"]["next_due"] == "2025-10-05T13:00:00Z"


def test_a_database_made_by_a_killed_beginning_is_no_obstacle(project: Project) -> None:
    """What a run left that was killed while it made the database."""
    project.source("folder", "folder", trust="wire").write(
        "folder/skin.md", f"# Spots\n\n{SKIN}"
    )
    project.write("db/syndicate.sqlite.new", b"half a database")
    assert project.run(now=NOON)["stories"] == 1
    assert not project.path("db/syndicate.sqlite.new").exists()
