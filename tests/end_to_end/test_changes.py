"""What a clinic changes is changed at once; what it takes down, staff decide about."""

from __future__ import annotations

import pytest

from tests.end_to_end.project import FEEDS, Project
from tests.end_to_end.tellings import WING, announce, item, rss
from tests.loopback import Server

PAGE = "https://river.example.org/news/wing"
FIRST, SECOND = "2026-10-05T12:00:00Z", "2026-10-06T12:00:00Z"
SHORT = "We were wrong."


def tell(project: Project, text: str) -> None:
    project.write("own.xml", rss([item("A wing opens", text, PAGE)]))


@pytest.fixture
def told(project: Project) -> Project:
    project.source("own", "own.xml", "feed", trust="owned")
    tell(project, WING)
    project.run(now=FIRST)
    return project


def test_an_edit_of_three_words_is_shown_at_once(told: Project) -> None:
    before = told.story("A wing")
    tell(told, SHORT)
    told.run("--strict", now=SECOND)
    after = told.story("A wing")
    assert (after["id"], after["updated"]) == (before["id"], SECOND)
    assert told.holding(SHORT) >= {*FEEDS}
    assert not told.holding("chronic pain")


def test_a_file_of_three_words_is_shown_at_once(project: Project) -> None:
    project.source("own", "own", trust="owned")
    project.write("own/wing.md", f"# A wing opens\n\n{WING}")
    project.run(now=FIRST)
    project.write("own/wing.md", f"# A wing opens\n\n{SHORT}")
    project.run("--strict", now=SECOND)
    assert project.holding(SHORT) >= {*FEEDS}
    assert not project.holding("chronic pain")


@pytest.mark.parametrize("first", ["own", "wire"])
def test_what_the_clinic_takes_back_no_copy_tells_on(
    project: Project, first: str
) -> None:
    """A copy without a link to the clinic's page leaves the story with the old text."""
    project.source("own", "own.xml", "feed", trust="owned")
    project.source("wire", "wire", trust="wire")
    project.path("wire").mkdir()
    project.write("own.xml", rss([]))
    if first == "own":
        tell(project, WING)
    else:
        project.write("wire/wing.md", f"# A wing opens\n\n{WING}")
    project.run(now="2026-10-04T12:00:00Z")
    tell(project, WING)
    project.write("wire/wing.md", f"# A wing opens\n\n{WING}")
    project.run(now=FIRST)
    (before,) = project.stories()
    assert len(before["appearances"]) == 2
    tell(project, SHORT)
    assert project.run(now=SECOND)["held"] == 1
    assert project.holding(SHORT) >= {*FEEDS}
    assert not project.holding("chronic pain")
    (wire,) = (each for each in project.stories() if each["id"] != before["id"])
    assert project.explain(PAGE)["id"] == before["id"]
    assert "told this until it was changed" in wire["not_public"]
    assert "told this until it was changed" in digest(project)
    project.decide("approve", wire["id"])
    assert project.holding("chronic pain") >= {*FEEDS}


def test_two_texts_told_by_turns_are_no_news_for_ever(told: Project) -> None:
    """A stale copy beside the fresh one; put back once, it is a correction."""
    texts = (WING, f"{WING} {SHORT}")
    days = [f"2026-10-{day:02}T12:00:00Z" for day in range(6, 13)]
    dates = []
    for turn, now in enumerate(days, 1):
        tell(told, texts[turn % 2])
        told.run(now=now)
        dates.append(told.story("A wing")["updated"])
        assert bool(told.holding(SHORT)) is (turn % 2 == 1)
    assert dates == [*days[:3], *[days[2]] * 4]


def test_an_empty_telling_does_not_replace_what_is_shown(told: Project) -> None:
    tell(told, "")
    for now in (SECOND, "2026-10-07T12:00:00Z"):
        (source,) = told.run(now=now)["sources"]
        assert "tells nothing any more; its last text stays" in str(source["reasons"])
    assert told.holding("chronic pain") >= {*FEEDS}


# ------------------------------------------------------------ what vanished


def listed(count: int, *, but_for: range = range(0)) -> bytes:
    """A list of announcements by day, some of them left out."""
    items = [
        item(f"News {day}", announce(day), f"{PAGE}/{day}", f"2026-09-{day:02}")
        for day in range(1, count + 1)
        if day not in but_for
    ]
    return rss(items[::-1])


def digest(project: Project) -> str:
    return project.path("digest/digest.txt").read_text("utf-8")


@pytest.mark.parametrize(("gone", "proposed"), [(2, 2), (8, 0)])
def test_what_vanished_is_proposed_and_stays_public(
    project: Project, server: Server, gone: int, proposed: int
) -> None:
    """Few one by one, with the commands; many of one source in one line."""
    project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n')
    project.source("blog", f"{server.url}/feed", "feed", trust="owned", every="1h")
    server.say("/feed", listed(10))
    project.run(now="2026-10-05T00:00:00Z")
    before = project.published()
    assert "Proposed for withdrawal" not in digest(project)
    server.say("/feed", listed(10, but_for=range(2, 2 + gone)))
    for hour in (2, 4, 6):
        project.run(now=f"2026-10-05T{hour:02}:00:00Z")
    assert set(project.published()) == set(before)
    told = digest(project)
    section = told[told.index("Proposed for withdrawal") : told.index("\nSources")]
    assert section.count("$ syndicate retract ") == proposed
    assert section.count("$ syndicate note ") == proposed
    line = "8 of 10 items of blog vanished at once: has it moved?"
    assert (line in section) is (gone == 8)
    if proposed:
        one = project.story("News 2")["id"].rpartition("/")[2]
        assert f"$ syndicate retract {one}" in section
        project.decide("retract", one)
        assert f"$ syndicate retract {one}" not in digest(project)
    server.say("/feed", listed(10))
    project.run(now="2026-10-05T08:00:00Z")
    assert "Proposed for withdrawal" not in digest(project)
