"""Who is public: ours, not what a competitor's wire or anybody else tells."""

from __future__ import annotations

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

HARBOR = '[[clinic]]\nname = "Harbor Light Clinic"\naliases = ["Harbor Light"]\n'
SUMMIT = '[[clinic]]\nname = "Summit Vale"\ndomains = ["summitvale.example.org"]\n'
LATER = "2026-10-06T12:00:00Z"
NOT_OURS, ONLY_OPEN = "not of our clinics", "only told by open sources"


@pytest.fixture
def told(project: Project) -> Project:
    """One story each of an owned source, a wire twice, and of anybody."""
    project.source("own", "own", trust="owned")
    project.source("wire", "wire", trust="wire")
    project.source("blog", "blog.xml", "feed")
    project.write("own/wing.md", f"# A wing opens\n\n{WING}")
    project.write("wire/hours.md", f"# Harbor Light Clinic Opens Evenings\n\n{HOURS}")
    letters = archive_file(
        "Letters go back", LETTERS, "https://www.summitvale.example.org/letters"
    )
    project.write("wire/letters.md", letters)
    spots = item("Spots", SKIN, "https://marigold.example.org/spots")
    project.write("blog.xml", rss([spots]))
    return project


def public(project: Project) -> dict[str, str | None]:
    return {each["title"]: each["not_public"] for each in project.stories()}


def test_without_clinics_what_is_owned_or_on_a_wire_is_public(told: Project) -> None:
    told.run("--strict")
    assert public(told) == {
        "A wing opens": None,
        "Harbor Light Clinic Opens Evenings": None,
        "Letters go back": None,
        "Spots": ONLY_OPEN,
    }
    for words in ("chronic pain", "sixteen appointments", "sealed letters"):
        assert told.holding(words) >= {*FEEDS}
    assert not told.holding("microscope")
    assert not told.holding("Spots")


def test_with_clinics_a_wire_is_public_for_theirs_alone(told: Project) -> None:
    told.tables += [HARBOR, SUMMIT]
    told.configure().run("--strict")
    assert set(public(told).values()) == {None, ONLY_OPEN}
    told.tables.remove(SUMMIT)
    told.configure()
    removed = told.run(now=LATER)["removed"]
    (page,) = (name for name in removed if name.startswith("stories/"))
    assert page.startswith("stories/letters-go-back")
    assert public(told)["Letters go back"] == NOT_OURS
    assert not told.holding("sealed letters")
    assert told.holding("chronic pain") >= {*FEEDS}, "owned, though of no clinic named"


def test_what_comes_back_has_its_id_and_page_again(told: Project) -> None:
    told.run()
    before = told.published()
    told.tables.append(HARBOR)
    told.configure().run(now=LATER)
    assert not told.holding("sealed letters")
    told.tables.remove(HARBOR)
    told.configure().run(now="2026-10-07T12:00:00Z")
    assert told.published() == before


def test_staff_see_it_marked(told: Project) -> None:
    told.tables.append(HARBOR)
    told.configure().run()
    digest = told.path("digest/digest.txt").read_text("utf-8")
    for title, why in (("Letters go back", NOT_OURS), ("Spots", ONLY_OPEN)):
        row = digest[digest.index(f"- {title}") :].partition("\n- ")[0]
        assert f"  - Not public: {why}" in row
    assert digest.count("Not public") == 2
    assert told.read("stories").count("staff only") == 2
    assert NOT_OURS in told.read("explain", told.story("Letters")["id"])


def test_an_open_post_that_names_our_clinic_is_anybodys_word(project: Project) -> None:
    project.tables.append(HARBOR)
    project.source("blog", "blog.xml", "feed")
    address = "https://elsewhere.example.com/evenings"
    title = "Harbor Light Clinic Opens Evenings"
    project.write("blog.xml", rss([item(title, HOURS, address)]))
    project.run()
    story = project.story("Harbor Light")
    assert (story["clinic"], story["not_public"]) == ("Harbor Light Clinic", ONLY_OPEN)
    project.source("wire", "wire", trust="wire")
    project.write("wire/hours.md", archive_file(title, HOURS, address))
    project.run(now=LATER)
    after = project.story("Harbor Light")
    assert (after["id"], after["not_public"]) == (story["id"], None)
    assert project.holding("Harbor Light Clinic Opens Evenings") >= {*FEEDS}


# ------------------------------------------------------- whose text it is


@pytest.mark.parametrize("how", ["summary", "full"])
def test_a_wires_text_is_a_summary_and_a_link_unless_it_may_be_printed(
    project: Project, how: str
) -> None:
    project.source("wire", "wire", trust="wire", republish=how)
    address = "https://wire.example.com/letters"
    project.write("wire/letters.md", archive_file("Letters go back", LETTERS, address))
    project.run("--strict")
    (page,) = (name for name in project.published() if name.startswith("stories/"))
    assert project.holding("Letters go back") >= {*FEEDS, page, "index.html"}
    assert bool(project.holding("Coffee is served")) is (how == "full")
    assert bool(project.holding("a train")) is (how == "full")
    read = "Read it at wire.example.com"
    assert project.holding(read) == ({*FEEDS, page} if how == "summary" else set())


def test_an_owned_text_is_printed_whole_whatever_is_said(project: Project) -> None:
    project.source("own", "own", trust="owned", republish="summary")
    project.source("wire", "wire", trust="wire")
    project.write("own/letters.md", f"# Letters go back\n\n{LETTERS}")
    copy = archive_file("Letters go back", LETTERS, "https://wire.example.com/letters")
    project.write("wire/letters.md", copy)
    project.run()
    assert project.holding("Coffee is served") >= {*FEEDS}


def test_a_chosen_original_of_a_wire_is_the_wires_text(project: Project) -> None:
    project.source("own", "own", trust="owned")
    project.source("wire", "wire", trust="wire", republish="summary")
    project.write("own/letters.md", f"# Letters go back\n\n{LETTERS}")
    copy = archive_file("Letters go back", LETTERS, "https://wire.example.com/letters")
    project.write("wire/letters.md", copy)
    project.run()
    project.decide("original", project.story("Letters")["id"], "wire")
    assert project.holding("Letters go back") >= {*FEEDS}
    assert not project.holding("Coffee is served")


@pytest.mark.parametrize("how", ['"green"', "true", '["new"]'])
def test_an_unknown_hold_is_a_mistake_of_the_file(project: Project, how: str) -> None:
    project.tables.append(f"[publish]\nhold = {how}\n")
    project.configure()
    told = project.refused(78)
    assert "publish.hold" in told
    assert 'must be one of "none", "red", "new"' in told


@pytest.mark.parametrize("how", ["half", "", True])
def test_an_unknown_republish_is_a_mistake_of_the_file(
    project: Project, how: object
) -> None:
    project.source("wire", "wire", trust="wire", republish=how)
    told = project.refused(78)
    assert "wire" in told
    assert 'must be one of "summary", "full"' in told
