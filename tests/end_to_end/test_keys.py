"""What is one story by its keys, what is not, and how `explain` says so."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest

from tests.end_to_end.project import NOW, Project
from tests.end_to_end.tellings import (
    HOURS,
    LETTERS,
    SKIN,
    WING,
    announce,
    archive_file,
    item,
    reddit,
    rss,
    tldr_of,
)

WING_PAGE = "https://newsworthy.ai/news/2026091490011/river-clinic-opens-a-wing"
THREAD = "https://www.reddit.com/r/ClinicNewsExample/comments/1zab01/a_wing/"
HOME = "https://clinics.example.org/news"
LATER = "2026-10-06T12:00:00Z"
REWRITTEN = """A wing for chronic pain has opened in Salem, with eight rooms, two \
nurses at every hour and a garden that former patients planted. River Clinic counted \
forty visits in its first week."""
EDITED = WING.replace("in the spring.", "in the spring of this year.")


def rules(story: dict[str, Any], source: str) -> set[str]:
    return {
        each["rule"]
        for place in story["appearances"]
        if place["source"] == source
        for each in place["evidence"]
    }


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One announcement in six places, and four that share an address only."""
    project = Project(tmp_path_factory.mktemp("keys"))
    for name, trust in (("own", "owned"), ("here", "wire"), ("there", "open")):
        project.source(name, name, trust=trust)
    project.source("tldr", "tldr.xml", "feed").source("reddit", "r.atom", "feed")
    project.source("home", "home", trust="wire")
    tldr = tldr_of(WING_PAGE)
    trail = f"[Reddit Post]({THREAD})"
    again = f"{WING_PAGE}?utm_source=there"
    project.write("own/wing.md", f"# A wing opens\n\n{WING}")
    project.write(
        "here/wing.md", archive_file("A wing opens", WING, WING_PAGE, tldr, trail)
    )
    project.write("there/a.md", archive_file("New wing in Salem", EDITED, again))
    project.write("tldr.xml", rss([item("Salem gets a wing", REWRITTEN, tldr)]))
    project.write("r.atom", reddit("1zab02", "A wing opens in Salem", tldr))
    for number in range(4):
        telling = archive_file(f"Telling {number}", announce(number), HOME)
        project.write(f"home/{number}.md", telling)
    project.run()
    return project


def test_one_original_in_two_folders_is_one_story(world: Project) -> None:
    story = world.story("A wing opens")
    assert "same key" in rules(story, "here")
    assert "same key" in rules(story, "there")
    explained = world.read("explain", WING_PAGE)
    assert "newsworthy:90011" in explained


def test_a_rewriting_is_known_by_the_md5_of_the_original(world: Project) -> None:
    story = world.story("A wing opens")
    relations = {place["source"]: place["relation"] for place in story["appearances"]}
    assert relations["tldr"] == "rewrite"
    assert rules(story, "tldr") == {"same key"}
    assert tldr_of(WING_PAGE)[-32:] in world.read("explain", story["id"])


def test_a_link_post_is_a_discussion(world: Project) -> None:
    story = world.story("A wing opens")
    (post,) = (each for each in story["appearances"] if each["source"] == "reddit")
    assert post["relation"] == "discussion"
    assert "/comments/1zab02/" in post["url"]
    assert post["evidence"]


def test_an_address_that_many_texts_name_joins_none(world: Project) -> None:
    """A home page given as the original says nothing of which release it is."""
    stories = world.stories()
    assert len(stories) == 5
    for number in range(4):
        story = world.story(f"Telling {number}")
        seen = [each for each in story["appearances"] if each["standing"] == "seen"]
        assert [each["relation"] for each in seen] == ["original"]


def test_explain_names_the_rule_of_every_appearance(world: Project) -> None:
    story = world.explain(THREAD)
    first, *others = story["appearances"]
    assert (first["source"], first["relation"]) == ("own", "original")
    assert len(others) == 6
    assert all(place["evidence"] for place in others)
    text = world.read("explain", story["id"])
    assert text.count("\n- ") == 7
    assert "same text: " in text
    assert text.count("claimed (0.50): named in its trail as ") == 2


def test_two_stories_that_turn_out_to_be_one_keep_the_older_id(
    project: Project,
) -> None:
    project.source("first", "first", trust="wire")
    project.source("second", "second.xml", "feed", trust="wire")
    project.write("first/wing.md", archive_file("A wing opens", WING, WING_PAGE))
    project.write("second.xml", rss([]))
    project.run(now=NOW)
    older = project.story("A wing opens")["id"]
    address = "https://salem.example.org/wing"
    own = item("Salem has a new wing", LETTERS, address)
    project.write("second.xml", rss([own]))
    project.run(now=LATER)
    younger = project.story("Salem has")["id"]
    page = f"stories/salem-has-a-new-wing-{younger[-10:]}.html"
    assert page in project.published()

    same = item("Salem has a new wing", EDITED, address)
    project.write("second.xml", rss([same]))
    told = project.run(now="2026-10-07T12:00:00Z")
    assert (told["stories"], page in told["removed"]) == (1, True)
    assert page not in project.published()
    naming_it_as_deleted = {"atom.xml", "atom-summary.xml"}
    assert project.holding(younger) == naming_it_as_deleted
    for name in (younger, younger[-10:], WING_PAGE):
        assert project.explain(name)["id"] == older
    seen = {
        place["source"]: place["first_seen"]
        for place in project.explain(older)["appearances"]
    }
    assert seen == {"first": NOW, "second": LATER}

    project.write("second.xml", rss([own]))
    project.run(now="2026-10-08T12:00:00Z")
    apart = project.story("Salem has")
    assert apart["id"] not in (older, younger)
    assert [place["first_seen"] for place in apart["appearances"]] == [LATER]
    assert project.explain(younger)["id"] == apart["id"]  # what it was is there now


def test_a_story_that_falls_apart_keeps_its_id_with_its_first_telling(
    project: Project,
) -> None:
    project.source("first", "first", trust="owned").source("second", "second")
    project.write("first/wing.md", archive_file("A wing opens", WING, WING_PAGE))
    project.write("second/new.md", archive_file("Salem: a wing", EDITED, WING_PAGE))
    project.run(now=NOW)
    (before,) = project.stories()
    other = "https://harbor.example.org/hours"
    project.write("second/new.md", archive_file("Evening hours", HOURS, other))
    project.write("second/old.md", archive_file("Salem: a wing", EDITED, WING_PAGE))
    project.run(now=LATER)
    assert {each["title"]: each["id"] for each in project.stories()}[
        "A wing opens"
    ] == before["id"]
    assert len(project.stories()) == 2


def write_all(project: Project, names: Sequence[str]) -> None:
    files: dict[str, str | bytes] = {
        "a/wing.md": archive_file("A wing opens", WING, WING_PAGE),
        "b/wing.md": archive_file("New wing", EDITED, WING_PAGE, tldr_of(WING_PAGE)),
        "c/copy.txt": f"A wing opens\n\n{WING}",
        "b/hours.md": f"# Evening hours\n\n{HOURS}",
        "c/hours.md": f"# Evening hours at last\n\n{HOURS}",
        "a/skin.md": archive_file("Spots", SKIN, HOME),
        "b/letters.md": archive_file("Letters", LETTERS, HOME, "None", THREAD),
        "tldr.xml": rss([item("Salem gets a wing", REWRITTEN, tldr_of(WING_PAGE))]),
        "r.atom": reddit("1zab01", "A wing opens in Salem", tldr_of(WING_PAGE)),
    }
    for name in names:
        project.write(name, files[name])


ALL = (
    *("a/wing.md", "b/wing.md", "c/copy.txt", "b/hours.md", "c/hours.md"),
    *("a/skin.md", "b/letters.md", "tldr.xml", "r.atom"),
)


def sources_of(project: Project) -> Project:
    for name, trust in (("a", "wire"), ("b", "wire"), ("c", "open")):
        project.source(name, name, trust=trust).path(name).mkdir()
    project.source("tldr", "tldr.xml", "feed").source("reddit", "r.atom", "feed")
    for name in ("tldr.xml", "r.atom"):
        project.write(name, rss([]))
    return project


def told(project: Project) -> list[Any]:
    """Who is with whom, as what; and which text is shown."""
    return sorted(
        (
            each["title"],
            each["url"].rsplit("-", 1)[0],
            sorted(
                (place["source"], place["locator"] or place["url"], place["relation"])
                for place in each["appearances"]
            ),
        )
        for each in project.stories()
    )


def test_order_of_sources_and_of_arrival_changes_no_grouping(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sources_of(project)
    write_all(project, ALL)
    project.run(now=LATER)
    expected, ids = told(project), set(project.grouping())
    assert len(ids) == 4

    turned = sources_of(Project(tmp_path_factory.mktemp("turned"))).configure(order=-1)
    write_all(turned, ALL)
    turned.run(now=LATER)
    assert told(turned) == expected
    assert turned.published() == project.published()

    for seed in range(1):
        late = sources_of(Project(tmp_path_factory.mktemp("late")))
        names = random.Random(seed).sample(ALL, len(ALL))
        write_all(late, names[:4])
        late.run(now=NOW)
        write_all(late, names[4:])
        late.run(now=LATER)
        assert told(late) == expected, names
