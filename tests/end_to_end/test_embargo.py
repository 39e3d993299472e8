"""Nothing goes out before its time, and at its time it goes out everywhere once."""

from __future__ import annotations

import json

import pytest

from tests.end_to_end.project import FEEDS, Project
from tests.end_to_end.tellings import (
    HOURS,
    LETTERS,
    SKIN,
    WING,
    archive_file,
    item,
    rss,
)

BEFORE = "2026-10-05T12:00:00Z"
AFTER = "2026-10-12T12:00:00Z"
EMBARGO = "EMBARGOED UNTIL October 10, 2026, 9:00 a.m. Eastern"
# A few words of each text that must not be seen anywhere.
SECRET = {
    "embargoed": (LETTERS, "sealed letters"),
    "unreadable": (HOURS, "until eight in the evening"),
    "future": (SKIN, "within five working days"),
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One open story, and three whose time has not come."""
    project = Project(tmp_path_factory.mktemp("embargo"))
    project.source("own", "own", trust="owned").source(
        "blog", "blog.xml", "feed", trust="wire"
    )
    project.write("own/wing.md", f"# A wing opens\n\n{WING}")
    project.write("own/letters.md", f"# Letters go back\n\n{EMBARGO}\n\n{LETTERS}")
    project.write(
        "own/hours.md", f"# Evening hours\n\nEMBARGOED UNTIL our summer fair\n\n{HOURS}"
    )
    address = "https://marigold.example.org/spots"
    project.write("blog.xml", rss([item("Spots", SKIN, address, "2026-10-11")]))
    told = project.run("--strict", now=BEFORE)
    assert (told["stories"], told["held"]) == (4, 3)
    return project


@pytest.mark.parametrize("name", SECRET)
def test_it_is_in_no_public_file(held: Project, name: str) -> None:
    assert held.holding("chronic pain") >= {*FEEDS, "index.html"}
    assert not held.holding(SECRET[name][1])
    assert not held.holding("EMBARGO")


def test_its_title_and_page_are_not_there_either(held: Project) -> None:
    for title in ("Letters go back", "Evening hours", "Spots"):
        story = held.story(title)
        assert story["held"]
        assert not held.holding(title)
        assert not held.holding(story["id"])
        assert not [name for name in held.published() if story["id"][-10:] in name]


def test_staff_see_it_held_with_the_reason(held: Project) -> None:
    digest = held.path("digest/digest.txt").read_text("utf-8")
    section = digest[digest.index("\nHeld") :]
    for title in ("Letters go back", "Evening hours", "Spots"):
        assert title in section
    assert "under embargo until 2026-10-10T09:00:00-04:00" in section
    assert "an embargo that cannot be read" in section
    assert "dated in the future: 2026-10-11T09:00:00" in section


def test_at_its_time_it_goes_out_everywhere_once(held: Project) -> None:
    told = held.run("--strict", now=AFTER)
    assert told["held"] == 1
    for title in ("Letters go back", "Spots"):
        story = held.story(title)
        pages = [name for name in held.published() if story["id"][-10:] in name]
        assert len(pages) == 1
        assert held.holding(story["id"]) >= set(FEEDS)
        assert held.published()["atom.xml"].count(f"<id>{story['id']}".encode()) == 1
        items = json.loads(held.published()["feed.json"])["items"]
        assert [each["id"] for each in items].count(story["id"]) == 1
    for name in ("embargoed", "future"):
        assert held.holding(SECRET[name][1]) >= {*FEEDS}
    assert not held.holding(SECRET["unreadable"][1])
    before = held.published()
    held.run(now="2026-10-12T13:00:00Z")
    assert held.published() == before


@pytest.mark.parametrize(
    "line", [EMBARGO, "Published: 2026-10-11"], ids=["embargo", "date"]
)
def test_what_is_held_back_later_loses_its_page(project: Project, line: str) -> None:
    """An owned source that takes its text back until later is obeyed at once."""
    project.source("own", "blog.xml", "feed", trust="owned")
    address = "https://summitvale.example.org/letters"
    project.write("blog.xml", rss([item("Letters go back", LETTERS, address)]))
    project.run(now=BEFORE)
    (page,) = (name for name in project.published() if name.startswith("stories/"))
    if line == EMBARGO:
        changed = item("Letters go back", f"{line}\n\n{LETTERS}", address)
    else:
        changed = item("Letters go back", LETTERS, address, "2026-10-11")
    project.write("blog.xml", rss([changed]))
    told = project.run(now="2026-10-05T13:00:00Z")
    assert told["held"] == 1
    assert page in told["removed"]
    assert not project.holding("sealed letters")
    assert "Letters go back" in project.path("digest/digest.txt").read_text("utf-8")
    project.run(now=AFTER)
    assert project.holding("sealed letters") >= {page, *FEEDS}


def test_a_copy_dated_in_the_future_is_listed_from_its_day(project: Project) -> None:
    """The story is out; that it also runs elsewhere tomorrow is not, until then."""
    original = "https://marigold.example.org/spots"
    project.source("own", "blog.xml", "feed", trust="owned")
    project.source("other", "other.xml", "feed")
    project.write("blog.xml", rss([item("Spots", SKIN, original)]))
    copy = item("Spots", SKIN, "https://outlet.example.com/spots", "2026-10-11")
    project.write("other.xml", rss([copy]))
    project.run(now=BEFORE)
    (page,) = (name for name in project.published() if name.startswith("stories/"))
    assert not project.holding("outlet.example.com")
    project.run(now=AFTER)
    assert page in project.holding("outlet.example.com")


def test_what_a_copy_claims_is_listed_no_sooner_than_the_copy(project: Project) -> None:
    pickup = "https://citybuzz.co/2026/10/11/a-wing-opens"
    original = "https://river.example.org/news/wing"
    project.source("own", "own.xml", "feed", trust="owned")
    project.source("wire", "wire")
    project.write("own.xml", rss([item("A wing opens", WING, original)]))
    copy = archive_file(
        "A wing opens", WING, original, "None", f"Pickup - [c]({pickup})"
    )
    project.write("wire/2026/1011/wing.md", copy)
    project.run(now=BEFORE)
    assert project.holding("chronic pain")
    assert not project.holding(pickup)
    project.run(now=AFTER)
    assert project.holding(pickup)


def test_a_copy_on_a_wire_is_held_with_the_owned_one(project: Project) -> None:
    """Somebody else's copy without the embargo line gives nothing away."""
    original = "https://summitvale.example.org/letters"
    project.source("own", "own", trust="owned").source("wire", "wire", trust="wire")
    project.write(
        "own/letters.md",
        archive_file("Letters go back", f"{EMBARGO}\n\n{LETTERS}", original),
    )
    project.write("wire/letters.md", archive_file("Letters return", LETTERS, original))
    told = project.run(now=BEFORE)
    assert (told["stories"], told["held"]) == (1, 1)
    assert not project.holding("sealed letters")
