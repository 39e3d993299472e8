"""A blog from its first poll on: paging, edits, REST that closes, and what stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.project import Project
from tests.end_to_end.sites import PLAIN, Answer, Blog, standing

HOUR = "2026-10-05T{:02}:00:00Z"
TEXT = (
    "From the {0} of the month on the {0} room at Harbor Light is open to walk-ins, "
    "says its director, and number {0} on the door has a bell that every visitor hears."
)
REFUSED: Answer = (401, "application/json", b'{"code": "rest_disabled"}')
WALL: Answer = (200, "text/html", b"<!doctype html><title>Just a moment...</title>")


@pytest.fixture
def blog() -> Iterator[Blog]:
    blog = Blog()
    for number in range(1, 6):
        at = f"2026-10-0{(number + 1) // 2}T0{number}:00:00"  # the page of two is cut
        blog.write(number, f"Room {number} opens", TEXT.format(number * 11), at)
    with standing(blog):
        yield blog


@pytest.fixture
def project(tmp_path: Path, blog: Blog) -> Project:
    project = Project(tmp_path)
    project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{blog.port}"]\n')
    return project.source(
        "blog", blog.url, "wordpress", trust="wire", every="1h", per_page=2
    )


def run(project: Project, hour: int) -> tuple[int, int]:
    """How many stories are new and how many postings changed."""
    (told,) = project.run(now=HOUR.format(hour))["sources"]
    assert told["state"] == "ok", told
    return told["new"], told["changed"]


def test_a_blog_is_read_whole_then_only_what_changed(
    project: Project, blog: Blog
) -> None:
    assert run(project, 12) == (5, 0)
    asked = blog.take_asked()
    assert len(asked) == 4
    assert all(each.startswith("/wp-json/wp/v2/posts?per_page=2") for each in asked)
    titles = {story["title"] for story in project.stories()}
    assert titles == {f"Room {number} opens" for number in range(1, 6)}
    (story,) = (each for each in project.stories() if each["title"] == "Room 3 opens")
    (place,) = story["appearances"]
    assert place["url"] == "https://clinic.example.org/3/"
    assert place["published"] == "2026-10-02T10:00:00+00:00"

    assert run(project, 13) == (0, 0)
    (again,) = blog.take_asked()
    assert "modified_after=2026-10-03T03:00:00" in again

    blog.write(1, "Room 1 opens later", TEXT.format(12), "2026-10-05T05:00:00")
    blog.write(6, "Room 6 opens", TEXT.format(66), "2026-10-05T05:30:00")
    before = project.story("Room 1 opens")["id"]
    assert run(project, 14) == (1, 1)
    assert project.story("Room 1 opens later")["id"] == before
    assert project.rows("SELECT title FROM revisions") == [("Room 1 opens",)]
    items = {item for (item,) in project.rows("SELECT item FROM postings")}
    assert items == {f"wp:clinic.example.org:{number}" for number in range(1, 7)}


def test_feeds_stand_in_for_rest_and_tell_the_same_postings(
    project: Project, blog: Blog
) -> None:
    assert run(project, 12) == (5, 0)
    blog.take_asked()
    before = project.grouping()

    blog.closed["/wp-json/"] = REFUSED
    run(project, 13)
    assert [each.partition("?")[0] for each in blog.take_asked()] == [
        "/wp-json/wp/v2/posts",
        "/feed/atom/",
    ]
    assert project.grouping() == before
    blog.write(2, "Room 2 opens", TEXT.format(23), "2026-10-05T05:00:00")
    assert run(project, 14)[0] == 0
    assert blog.take_asked() == ["/feed/atom/"]  # REST is left alone for a while
    (text,) = project.rows("SELECT text FROM postings WHERE item LIKE '%:2'")
    assert "room 23" not in text[0]
    assert "the 23 room" in text[0]

    blog.closed["/feed/atom/"] = (404, PLAIN, b"")
    blog.write(7, "Room 7 opens", TEXT.format(77), "2026-10-05T06:00:00")
    assert run(project, 15)[0] == 1
    assert blog.take_asked() == ["/feed/atom/", "/feed/"]

    blog.closed = {"/feed/": (404, PLAIN, b"")}
    blog.write(8, "Room 8 opens", TEXT.format(88), "2026-10-05T07:00:00")
    assert run(project, 16)[0] == 1  # the feeds are gone, REST is there again
    assert len(project.stories()) == 7
    assert not project.rows("SELECT 1 FROM postings WHERE withdrawn <> ''")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (WALL, "an HTML page, not a feed"),
        ((200, PLAIN, b""), "an empty document, not a feed"),
        ((503, PLAIN, b""), "503 Service Unavailable"),
        ((404, PLAIN, b""), "neither REST nor a feed: 404 Not Found"),
    ],
)
def test_a_site_that_has_no_posts_for_us_says_why(
    project: Project, blog: Blog, answer: Answer, reason: str
) -> None:
    run(project, 12)
    before = project.published()
    blog.closed["/"] = answer
    (told,) = project.run(now=HOUR.format(14))["sources"]
    assert (told["state"], told["new"]) == ("failing", 0)
    assert reason in told["error"]
    now = project.published()
    assert {name for name in before if name.startswith("stories/")} <= set(now)

    blog.closed.clear()
    blog.write(6, "Room 6 opens", TEXT.format(66), "2026-10-06T05:30:00")
    (told,) = project.run("--source", "blog", now="2026-10-07T12:00:00Z")["sources"]
    assert (told["state"], told["new"]) == ("ok", 1)


def test_a_broken_list_is_told_and_asked_for_again(
    project: Project, blog: Blog
) -> None:
    blog.closed["/wp-json/"] = (200, "application/json", b'[{"id": 1, "title"')
    (told,) = project.run(now=HOUR.format(12))["sources"]
    assert told["state"] == "failing"
    assert "broken JSON at line 1" in told["error"]
    blog.closed.clear()
    assert run(project, 15) == (5, 0)


def test_a_feed_of_comments_makes_no_stories(project: Project, blog: Blog) -> None:
    comment = (
        "<item><title>By: A reader</title><guid>https://clinic.example.org/?p=1"
        "#comment-7</guid><description>Nice.</description></item>"
    )
    feed = f"<rss version='2.0'><channel>{comment}</channel></rss>".encode()
    blog.closed["/"] = (200, "application/rss+xml", feed)
    (told,) = project.run(now=HOUR.format(12))["sources"]
    assert "a feed of comments, which are never read" in told["error"]
    assert project.stories() == []
