"""A clinic's news page, polled from a server: its entries, and how they change."""

from __future__ import annotations

import json
import re

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import HOURS, LETTERS, SKIN, WING
from tests.loopback import Server

HOURS_LATER = [f"2026-10-05T{hour}:00:00Z" for hour in (14, 16, 18, 20)]
TEXTS = {"hours": HOURS, "letters": LETTERS, "skin": SKIN, "wing": WING}


def title(name: str) -> str:
    return f"What the clinic says of {name} this week"


def listing(*names: str) -> bytes:
    cards = "".join(
        f'<div class="card"><h3><a href="/news/{name}">{title(name)}</a></h3>'
        f"<time datetime='2026-09-{day:02}'>September {day}</time></div>"
        for day, name in enumerate(names, 1)
    )
    menu = "<nav><a href='/infusions-for-depression'>Infusions for depression</a></nav>"
    page = f"<!doctype html><html><body>{menu}<main>{cards}</main></body></html>"
    return page.encode()


def article(name: str, text: str = "") -> bytes:
    """A page whose theme says of every page that it is the front page."""
    head = f"<title>{title(name)}</title><link rel=canonical href='/'>"
    body = f"<article><h1>{title(name)}</h1><p>{text or TEXTS[name]}</p></article>"
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return page.encode()


def poll(project: Project, server: Server, now: str = "") -> tuple[set[str], str]:
    """Run; what was asked for, and what the report says of the source."""
    before = len(server.asked)
    told = project.run(now=now)
    asked = {request.split(" ")[1] for request in server.asked[before:]}
    ((lines,),) = project.rows("SELECT skipped FROM sources")
    skipped: list[str] = json.loads(lines)
    assert [source["error"] for source in told["sources"]] == [None]
    return asked - {"/robots.txt"}, "\n".join(skipped)


def set_up(project: Project, server: Server) -> None:
    project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n')
    project.source("news", f"{server.url}/news", "page", trust="wire")


def serve(server: Server, *names: str) -> None:
    server.say("/news", listing(*names), f'ETag: "{len(names)}"')
    for name in names:
        server.say(f"/news/{name}", article(name))


def test_a_news_page_is_followed(project: Project, server: Server) -> None:
    set_up(project, server)
    serve(server, "hours", "letters", "skin")
    asked, skipped = poll(project, server)
    assert asked == {"/news", "/news/hours", "/news/letters", "/news/skin"}
    assert skipped == ""
    assert {story["title"] for story in project.stories()} == {
        title("hours"),
        title("letters"),
        title("skin"),
    }
    assert project.holding("A photograph") == set()
    assert "feed.json" in project.holding("second microscope")

    serve(server, "hours", "letters", "skin", "wing")
    server.say("/news/wing", b"", status="503 Service Unavailable")
    server.say("/news/skin", b"", status="500 Internal Server Error")
    asked, skipped = poll(project, server, HOURS_LATER[0])
    assert asked == {"/news", "/news/wing"}  # what is listed as before is not asked for
    assert re.search("/news/wing: .*503", skipped)

    server.say("/news/wing", article("wing"))
    asked, skipped = poll(project, server, HOURS_LATER[1])
    assert asked == {"/news", "/news/wing"}  # the list itself is as it was
    assert skipped == ""
    assert "feed.json" in project.holding("a garden that former patients")

    asked, _ = poll(project, server, HOURS_LATER[2])
    assert asked == {"/news"}
    assert server.header("If-None-Match") == '"4"'

    server.say("/news", listing("skin", "hours", "letters", "wing"), 'ETag: "5"')
    server.say("/news/hours", b"<html><title>Just a moment...</title><p>Wait.</html>")
    asked, skipped = poll(project, server, HOURS_LATER[3])
    assert asked == {"/news", "/news/skin", "/news/hours", "/news/letters"}
    assert "a bot wall, not a page" in skipped
    standing = {
        place["standing"]
        for story in project.stories()
        for place in story["appearances"]
    }
    assert standing == {"seen"}
    assert len(project.stories()) == 4


def test_what_one_run_does_not_ask_for_the_next_one_does(
    project: Project, server: Server
) -> None:
    names = [f"note-{number}" for number in range(70)]
    server.say("/news", listing(*names), 'ETag: "1"')
    for name in names:
        text = f"{WING} This is the note called {name}, and it stands for itself."
        server.say(f"/news/{name}", article(name, text))
    project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n')
    project.source("news", f"{server.url}/news", "page", trust="wire", limit=100)
    asked, skipped = poll(project, server)
    assert len(asked) == 50
    assert "21 more pages" in skipped
    asked, skipped = poll(project, server, HOURS_LATER[0])
    assert (len(asked), skipped) == (22, "")
    assert poll(project, server, HOURS_LATER[1])[0] == {"/news"}
