"""A text that changes stays the same story, and what it said before is kept."""

from __future__ import annotations

from tests.end_to_end.project import FEEDS, Project
from tests.end_to_end.tellings import HOURS, WING, archive_file, item, rss

FIRST = "2026-10-05T12:00:00Z"
SECOND = "2026-10-06T12:00:00Z"
THIRD = "2026-10-07T12:00:00Z"
PAGE = "https://river.example.org/news/wing"
THREAD = "https://www.reddit.com/r/ClinicNewsExample/comments/1zab01/a_wing/"
EDITED = WING.replace("eight rooms", "nine rooms")


def test_an_edited_text_is_a_revision(project: Project) -> None:
    project.source("own", "blog.xml", "feed", trust="owned")
    project.write("blog.xml", rss([item("A wing opens", WING, PAGE)]))
    project.run(now=FIRST)
    before, (page,) = (
        project.story("A wing"),
        [name for name in project.published() if name.startswith("stories/")],
    )

    project.write("blog.xml", rss([item("A wing has opened", EDITED, PAGE)]))
    told = project.run(now=SECOND)
    assert (told["new"], told["changed"], told["stories"]) == (0, 1, 1)
    assert told["sources"][0]["changed"] == 1
    after = project.story("A wing")
    assert after["id"] == before["id"]
    assert (before["updated"], after["updated"]) == ("2026-10-01T09:00:00Z", SECOND)
    assert after["published"] == before["published"]
    assert after["title"] == "A wing has opened"
    assert set(told["written"]) >= {page, "index.html", *FEEDS}
    assert project.holding("nine rooms") >= {page, *FEEDS}
    assert not project.holding("eight rooms")
    ((title, text),) = project.rows("SELECT title, text FROM revisions")
    assert (title, "eight rooms" in text) == ("A wing opens", True)

    project.write("blog.xml", rss([item("A wing opens", WING, PAGE)]))
    project.run(now=THIRD)
    assert project.rows("SELECT number, until FROM revisions ORDER BY 1") == [
        (1, SECOND),
        (2, THIRD),
    ]


def test_an_edited_trail_is_none(project: Project) -> None:
    project.source("wire", "wire", trust="wire")
    project.write("wire/wing.md", archive_file("A wing opens", WING, PAGE))
    project.run(now=FIRST)
    before = project.story("A wing")
    trail = f"[Reddit Post]({THREAD})"
    project.write(
        "wire/wing.md", archive_file("A wing opens", WING, PAGE, "None", trail)
    )
    told = project.run(now=SECOND)
    after = project.story("A wing")
    assert (after["id"], after["updated"]) == (before["id"], before["updated"])
    assert project.rows("SELECT count(*) FROM revisions") == [(0,)]
    assert told["sources"][0]["changed"] == 0
    assert THREAD in [place["url"] for place in after["appearances"]]
    assert project.holding(THREAD) >= {*FEEDS}
    assert len(project.holding(THREAD)) == len(FEEDS) + 1  # and its page


def test_a_changed_date_moves_in_feed_and_page(project: Project) -> None:
    project.source("own", "blog.xml", "feed", trust="owned")
    project.write("blog.xml", rss([item("A wing opens", WING, PAGE, "2026-10-01")]))
    project.run(now=FIRST)
    project.write("blog.xml", rss([item("A wing opens", WING, PAGE, "2026-10-02")]))
    told = project.run(now=SECOND)
    (page,) = (name for name in project.published() if name.startswith("stories/"))
    assert project.story("A wing")["published"] == "2026-10-02T09:00:00+00:00"
    assert page in told["written"]
    assert project.holding("2026-10-02T09:00:00") >= {page, "atom.xml", "feed.json"}
    assert not project.holding("2026-10-01T09:00:00") - {"atom.xml", "feed.json"}


def test_a_path_that_another_release_takes_is_another_posting(project: Project) -> None:
    project.source("wire", "wire", trust="wire")
    project.write("wire/None.md", archive_file("A wing opens", WING, PAGE))
    project.run(now=FIRST)
    other = "https://harbor.example.org/hours"
    project.write("wire/None.md", archive_file("Evening hours", HOURS, other))
    told = project.run(now=SECOND)
    assert (told["stories"], told["new"], told["changed"]) == (2, 1, 0)
    assert project.rows("SELECT count(*) FROM revisions") == [(0,)]
    assert project.holding("eight rooms") >= set(FEEDS)
    assert project.holding("sixteen appointments") >= set(FEEDS)


def test_a_file_that_is_gone_leaves_its_story(project: Project) -> None:
    project.source("wire", "wire", trust="wire")
    project.write("wire/wing.md", archive_file("A wing opens", WING, PAGE))
    project.write("wire/hours.md", f"# Evening hours\n\n{HOURS}")
    project.run(now=FIRST)
    before = (project.published(), project.times())
    project.remove("wire/wing.md")
    told = project.run(now=SECOND)
    assert (told["stories"], told["sources"][0]["seen"]) == (2, 1)
    assert told["sources"][0]["postings"] == 2
    assert (project.published(), project.times()) == before
    seen = {
        place["locator"]: place["last_seen"]
        for story in project.stories()
        for place in story["appearances"]
        if place["locator"]
    }
    assert seen == {"wing.md": FIRST, "hours.md": SECOND}


def test_a_file_that_moves_is_seen_in_its_new_place(project: Project) -> None:
    """Another path is another telling, of the same story."""
    project.source("wire", "wire", trust="wire")
    place = project.write("wire/wing.md", archive_file("A wing opens", WING, PAGE))
    project.run(now=FIRST)
    before = project.story("A wing")["id"]
    project.path("wire/2026").mkdir()
    place.rename(project.path("wire/2026/wing.md"))
    told = project.run(now=SECOND)
    assert told["stories"] == 1
    assert project.story("A wing")["id"] == before
