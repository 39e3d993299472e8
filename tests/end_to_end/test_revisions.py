"""A text that changes stays the same story, and what it said before is kept.

Each source tells a story in the first run and something else of it in the second.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from tests.end_to_end.project import FEEDS, Project
from tests.end_to_end.tellings import announce, archive_file, item, rss

FIRST = "2026-10-05T12:00:00Z"
SECOND = "2026-10-06T12:00:00Z"
THIRD = "2026-10-07T12:00:00Z"
PAGE = "https://river.example.org/news/"
THREAD = "https://www.reddit.com/r/ClinicNewsExample/comments/1zab01/a_wing/"
EDITED, TRAIL, DATED, TAKEN, OTHER, GONE, MOVED = map(announce, range(7))
BEFORE, AFTER = "Eight rooms are ready.", "Nine rooms are ready."


@dataclass
class World:
    """The project after both runs, and what each told."""

    project: Project
    first: dict[str, dict[str, Any]]
    second: dict[str, dict[str, Any]]
    told: dict[str, Any]

    def page(self, source: str) -> str:
        (name,) = (
            each
            for each in self.project.published()
            if self.first[source]["id"][-10:] in each
        )
        return name

    def polled(self, source: str) -> dict[str, Any]:
        (found,) = (each for each in self.told["sources"] if each["name"] == source)
        return dict(found)


def by_source(project: Project) -> dict[str, dict[str, Any]]:
    """The story of each source's first telling."""
    found: dict[str, dict[str, Any]] = {}
    for story in sorted(project.stories(), key=lambda each: str(each["updated"])):
        for place in story["appearances"]:
            found.setdefault(place["source"], story)
    return found


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    project = Project(tmp_path_factory.mktemp("revisions"))
    for name in ("edited", "dated"):
        project.source(name, f"{name}.xml", "feed", trust="owned")
    for name in ("trail", "taken", "gone", "moved"):
        project.source(name, name, trust="wire")

    def tell_edited(title: str, more: str) -> None:
        telling = item(title, f"{EDITED}\n\n{more}", f"{PAGE}edited")
        project.write("edited.xml", rss([telling]))

    def tell_dated(day: str) -> None:
        project.write("dated.xml", rss([item("A date", DATED, f"{PAGE}dated", day)]))

    tell_edited("A wing opens", BEFORE)
    tell_dated("2026-10-01")
    project.write("trail/a.md", archive_file("A trail", TRAIL, f"{PAGE}trail"))
    project.write("taken/None.md", archive_file("Was first", TAKEN, f"{PAGE}taken"))
    project.write("gone/a.md", archive_file("Goes away", GONE, f"{PAGE}gone"))
    project.write("gone/b.md", "# Stays\n\n" + announce(8))
    moving = project.write("moved/a.md", archive_file("Moves", MOVED, f"{PAGE}moved"))
    project.run(now=FIRST)
    first = by_source(project)

    tell_edited("A wing has opened", AFTER)
    tell_dated("2026-10-02")
    footer = ("None", f"[Reddit Post]({THREAD})")
    project.write("trail/a.md", archive_file("A trail", TRAIL, f"{PAGE}trail", *footer))
    project.write("taken/None.md", archive_file("Came later", OTHER, f"{PAGE}other"))
    project.remove("gone/a.md")
    project.path("moved/2026").mkdir()
    moving.rename(project.path("moved/2026/a.md"))
    told = project.run(now=SECOND)
    return World(project, first, by_source(project), told)


def test_an_edited_text_is_a_revision(world: World) -> None:
    before, after = world.first["edited"], world.second["edited"]
    assert after["id"] == before["id"]
    assert (before["updated"], after["updated"]) == ("2026-10-01T09:00:00Z", SECOND)
    assert after["published"] == before["published"]
    assert (before["title"], after["title"]) == ("A wing opens", "A wing has opened")
    assert world.polled("edited")["changed"] == 1
    page = world.page("edited")
    assert set(world.told["written"]) >= {page, "index.html", *FEEDS}
    assert world.project.holding(AFTER) >= {page, *FEEDS}
    assert not world.project.holding(BEFORE)


def test_what_it_said_before_is_kept_and_nothing_else_is_a_revision(
    world: World,
) -> None:
    ((title, text, until),) = world.project.rows(
        "SELECT title, text, until FROM revisions"
    )
    assert (title, until) == ("A wing opens", SECOND)
    assert text.endswith(BEFORE)


def test_an_edited_trail_is_none(world: World) -> None:
    before, after = world.first["trail"], world.second["trail"]
    assert (after["id"], after["updated"]) == (before["id"], before["updated"])
    assert world.polled("trail")["changed"] == 0
    assert THREAD in [place["url"] for place in after["appearances"]]
    linking = {"atom-summary.xml", "feed-summary.json"}  # RSS has no links to places
    assert world.project.holding(THREAD) == {world.page("trail"), *FEEDS, *linking}


def test_a_changed_date_is_that_of_the_place_and_moves_no_story(world: World) -> None:
    assert world.second["dated"]["published"] == "2026-10-02T09:00:00+00:00"
    page = world.page("dated")
    assert page in world.told["written"]
    assert page in world.project.holding('<time datetime="2026-10-02">2 October')
    assert page in world.project.holding('"../days/2026-10-01.html"')
    assert page in world.project.holding('T09:00:00Z">1 October 2026</time>')
    assert page in world.project.holding('"datePublished": "2026-10-01')
    assert not world.project.holding("2026-10-02T09:00:00Z")


def test_a_path_that_another_release_takes_is_another_posting(world: World) -> None:
    assert world.polled("taken")["new"] == 1
    assert world.polled("taken")["postings"] == 2
    titles = {each["title"] for each in world.project.stories()}
    assert titles >= {"Was first", "Came later"}
    assert world.project.holding(TAKEN.split("\n\n")[1]) >= set(FEEDS)
    assert world.project.holding(OTHER.split("\n\n")[1]) >= set(FEEDS)


def test_a_file_that_is_gone_leaves_its_story(world: World) -> None:
    polled = world.polled("gone")
    assert (polled["seen"], polled["postings"]) == (1, 2)
    assert world.project.holding(GONE.split("\n\n")[1]) >= set(FEEDS)
    seen = {
        place["locator"]: place["last_seen"]
        for story in world.project.stories()
        for place in story["appearances"]
        if place["source"] == "gone" and place["locator"]
    }
    assert seen == {"a.md": FIRST, "b.md": SECOND}


def test_a_file_that_moves_is_another_telling_of_its_story(world: World) -> None:
    after = world.second["moved"]
    assert after["id"] == world.first["moved"]["id"]
    told = [place["locator"] for place in after["appearances"] if place["locator"]]
    assert sorted(told) == ["2026/a.md", "a.md"]


def test_a_text_that_goes_back_is_one_more_revision(world: World) -> None:
    """The last but one of the file: it runs once more."""
    project = world.project
    telling = item("A wing opens", f"{EDITED}\n\n{BEFORE}", f"{PAGE}edited")
    project.write("edited.xml", rss([telling]))
    project.run(now=THIRD)
    kept = project.rows("SELECT number, until FROM revisions ORDER BY number")
    assert kept == [(1, SECOND), (2, THIRD)]
    assert by_source(project)["edited"]["id"] == world.first["edited"]["id"]


def test_what_it_told_before_is_explained_and_what_was_let_go(world: World) -> None:
    """It rests on what the test before it left; a gap in the numbers is what went."""
    project = world.project
    id_ = world.first["edited"]["id"]
    earlier = [
        (each["until"], each["let_go"]) for each in project.explain(id_)["before"]
    ]
    assert earlier == [(THIRD, 0), (SECOND, 0)]
    told = project.read("explain", id_)
    assert "told before  2 texts, the first until 2026-10-06T12:00Z, the last" in told
    assert "let go" not in told

    project.change_rows("UPDATE revisions SET number = 1300 WHERE number = 2")
    third, second = project.explain(id_)["before"]
    assert (third["let_go"], second["let_go"]) == (1298, 0)
    assert second["text"].endswith(BEFORE)
    told = project.read("explain", id_)
    assert "told before  1,300 texts, the first until 2026-10-06T12:00Z" in told
    gone = "1,298 were let go, between 2026-10-06T12:00Z and 2026-10-07T12:00Z\n"
    assert f"             {gone}" in told
    assert "             2 are kept; --json has them\n" in told

    project.tables.append("[publish]\nversions = true\n")
    project.configure().run()
    page = project.path(f"feeds/{world.page('edited')}").read_text("utf-8")
    assert page.count("1,298 texts before that were not kept.") == 1
