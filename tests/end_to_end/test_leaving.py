"""What leaves a list is suspected, then believed; a list that empties is doubted."""

from __future__ import annotations

import pytest

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import HOURS, LETTERS, SKIN, WING, item, rss
from tests.loopback import Server

ITEMS = {
    "wing": item("A wing opens", WING, "https://c.example.org/wing", "2026-10-01"),
    "hours": item("Later hours", HOURS, "https://c.example.org/hours", "2026-09-20"),
    "skin": item("Spots seen", SKIN, "https://c.example.org/skin", "2026-09-10"),
    "letters": item("Letters", LETTERS, "https://c.example.org/l", "2026-09-01"),
}


@pytest.fixture
def blog(project: Project, server: Server) -> Project:
    project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n')
    project.source("blog", f"{server.url}/feed", "feed", trust="owned", every="1h")
    return project


def tell(server: Server, *names: str, tag: str = "") -> None:
    body = rss([ITEMS[name] for name in names])
    server.say("/feed", body, *([f"ETag: {tag}"] if tag else []))


def standings(project: Project) -> dict[str, str]:
    return {
        each["title"]: each["appearances"][0]["standing"] for each in project.stories()
    }


def test_an_item_missing_among_older_ones_is_withdrawn_when_three_polls_agree(
    blog: Project, server: Server
) -> None:
    tell(server, "wing", "hours", "skin", "letters")
    blog.run(now="2026-10-05T00:00:00Z")
    tell(server, "wing", "skin", "letters")
    for hour in (2, 4):
        blog.run(now=f"2026-10-05T{hour:02}:00:00Z")
        assert standings(blog)["Later hours"] == "seen"
    blog.run(now="2026-10-05T06:00:00Z")
    assert standings(blog)["Later hours"] == "withdrawn"
    assert blog.story("Later hours")["title"] == "Later hours"
    assert set(standings(blog).values()) == {"seen", "withdrawn"}
    tell(server, "wing", "hours", "skin", "letters")
    blog.run(now="2026-10-05T08:00:00Z")
    assert set(standings(blog).values()) == {"seen"}


def test_an_item_that_left_its_list_is_withdrawn_at_once_when_its_page_is_gone(
    blog: Project, server: Server
) -> None:
    pages = {name: f"{server.url}/{name}" for name in ("wing", "hours", "skin")}
    texts = {"wing": WING, "hours": HOURS, "skin": SKIN}
    days = {"wing": "2026-10-01", "hours": "2026-09-20", "skin": "2026-09-10"}
    items = {
        name: item(f"About {name}", texts[name], pages[name], days[name])
        for name in pages
    }
    server.say("/feed", rss(list(items.values())))
    blog.run(now="2026-10-05T00:00:00Z")
    server.say("/feed", rss([items["wing"], items["skin"]]))
    server.say("/hours", b"<h1>Later hours</h1>")
    blog.run(now="2026-10-05T02:00:00Z")
    assert standings(blog)["About hours"] == "seen"
    server.say("/hours", b"", status="410 Gone")
    blog.run(now="2026-10-05T04:00:00Z")
    assert standings(blog)["About hours"] == "withdrawn"


def test_an_unchanged_answer_agrees_with_the_one_before(
    blog: Project, server: Server
) -> None:
    tell(server, "wing", "hours", "skin", tag='"1"')
    blog.run(now="2026-10-05T00:00:00Z")
    tell(server, "wing", "skin", tag='"2"')
    blog.run(now="2026-10-05T02:00:00Z")
    server.paths["/feed"] = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
    blog.run(now="2026-10-05T04:00:00Z")
    server.say("/feed", b"", status="500 Broken")
    blog.run(now="2026-10-05T06:00:00Z")
    assert standings(blog)["Later hours"] == "seen"
    server.paths["/feed"] = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
    blog.run("--source", "blog", now="2026-10-07T08:00:00Z")
    assert standings(blog)["Later hours"] == "withdrawn"


def test_the_oldest_item_merely_rolls_off(blog: Project, server: Server) -> None:
    tell(server, "hours", "skin", "letters")
    blog.run(now="2026-10-05T00:00:00Z")
    tell(server, "wing", "hours", "skin")
    for hour in range(2, 12, 2):
        blog.run(now=f"2026-10-05T{hour:02}:00:00Z")
    assert set(standings(blog).values()) == {"seen"}


def test_a_list_that_suddenly_delivers_nothing_is_told_and_takes_nothing_away(
    blog: Project, server: Server
) -> None:
    tell(server, "wing", "hours", "skin", tag='"full"')
    blog.run(now="2026-10-05T00:00:00Z")
    tell(server, tag='"empty"')
    for hour in range(2, 12, 2):
        told = blog.run(now=f"2026-10-05T{hour:02}:00:00Z")
        assert "delivers nothing, where it delivered 3" in str(told["sources"])
        assert server.header("If-None-Match") == '"full"'
    assert set(standings(blog).values()) == {"seen"}
    assert "delivers nothing" in blog.path("digest/digest.txt").read_text("utf-8")
