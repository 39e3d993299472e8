"""What cannot be cleaned is kept as told, shown nowhere, and tried again in time."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.end_to_end.project import FEEDS, Project
from tests.end_to_end.tellings import HOURS, SKIN, WING, item, rss
from tests.loopback import Server

LATER = [f"2026-10-05T{hour}:00:00Z" for hour in (14, 16, 18, 20)]
REFUSED = f"{'<div>' * 5_000}{WING}{'</div>' * 5_000}"
LAID_OUT = '[[layout]]\nhost = "127.0.0.1"\nbody = "nav p"\n'
HEAVY = "<article>" + "".join(f"<p>{HOURS} {at}</p>" for at in range(25_000))


def follow(project: Project, server: Server) -> None:
    project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n')
    project.source("blog", f"{server.url}/feed", "feed", trust="wire")


def serve(server: Server, **texts: str) -> None:
    items = [
        item(f"News of {name}", text, f"{server.url}/{name}")
        for name, text in texts.items()
    ]
    server.say("/feed", rss(items))


def lines(project: Project, now: str = "") -> str:
    """What the report of a run says of the source."""
    (source,) = project.run("--source", "blog", now=now)["sources"]
    return "\n".join([source["error"] or "", *source["reasons"]]).strip()


def kept(project: Project) -> list[tuple[str, ...]]:
    return project.rows("SELECT told, reason FROM uncleaned")


def test_it_is_kept_as_told_and_shown_nowhere(project: Project, server: Server) -> None:
    follow(project, server)
    serve(server, wing=REFUSED, hours=HOURS)
    assert "News of wing: HTML refused: nested too deeply" in lines(project)
    ((told, reason),) = kept(project)
    assert REFUSED[:20_000] in told
    assert reason in lines(project, LATER[0])  # a line in every report, while it is so
    assert [story["title"] for story in project.stories()] == ["News of hours"]
    assert project.holding("News of wing") == set()
    for table in ("postings", "search"):
        titles = project.rows(f"SELECT title FROM {table}")
        assert titles == [("News of hours",)]


def test_it_is_tried_again_when_told_anew_and_not_before(
    project: Project, server: Server
) -> None:
    follow(project, server)
    serve(server, wing=REFUSED)
    assert "refused" in lines(project)
    with closing(sqlite3.connect(project.path("db/syndicate.sqlite"))) as database:
        database.execute("UPDATE uncleaned SET reason = 'as it was kept'")
        database.commit()
    serve(server, wing=REFUSED, hours=HOURS)
    assert "as it was kept" in lines(project, LATER[0])  # nobody cleaned it
    serve(server, wing=f"{REFUSED} More.", hours=HOURS)
    assert "refused" in lines(project, LATER[1])
    serve(server, wing=WING, hours=HOURS)
    assert lines(project, LATER[2]) == ""
    assert project.holding("News of wing") >= set(FEEDS)
    assert kept(project) == []


def test_what_an_item_told_before_stays(project: Project, server: Server) -> None:
    follow(project, server)
    serve(server, wing=WING, hours=HOURS, skin=SKIN)
    assert lines(project) == ""
    before = project.published()
    serve(server, wing=REFUSED, hours=HOURS, skin=SKIN)
    for now in LATER[:3]:  # nor does it count as gone from its list
        assert "refused" in lines(project, now)
    assert project.published() == before
    assert len(kept(project)) == 1
    serve(server, wing=WING, hours=HOURS, skin=SKIN)
    assert lines(project, LATER[3]) == ""
    assert (project.published(), kept(project)) == (before, [])


@pytest.mark.parametrize("listed", [True, False])
def test_it_is_tried_again_by_other_rules(
    project: Project, server: Server, listed: bool
) -> None:
    project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n')
    project.source("news", f"{server.url}/wing", "page", trust="wire")
    menu = f"<html><title>News of the wing</title><nav><p>{WING}</p></nav></html>"
    server.say("/wing", menu.encode())
    project.call("run")
    ((told, reason),) = kept(project)
    assert "no article text found" in reason
    assert "chronic pain" in told
    assert project.stories() == []

    if not listed:  # what its place no longer tells is there as it was told
        server.say("/wing", b"", status="503 Service Unavailable")
    project.tables.append(LAID_OUT)
    project.configure()
    project.now = "2026-10-07T12:00:00Z"
    project.call("run")
    assert project.story("News of the wing")["appearances"]
    assert "feed.json" in project.holding("first week brought forty visits")
    assert kept(project) == []


def test_what_a_worker_died_of_is_kept(project: Project) -> None:
    project.tables.append("[fetch]\nworker_megabytes = 300\n")
    project.source("blog", "post", trust="wire")
    project.write("post/heavy.html", HEAVY)
    project.write("post/good.md", f"# The file beside it\n\n{SKIN}")
    assert "heavy.html: " in lines(project)
    ((told, _),) = kept(project)
    assert told.count("Harbor Light Clinic") >= 25_000
    assert [story["title"] for story in project.stories()] == ["The file beside it"]
