"""What a clinic changes is changed at once; what it takes down, staff decide about."""

from __future__ import annotations

import pytest

from tests.end_to_end.project import FEEDS, Project
from tests.end_to_end.tellings import WING, announce, archive_file, item, rss
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


def test_a_page_of_three_words_is_shown_at_once(
    project: Project, server: Server
) -> None:
    project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n')
    project.source("own", f"{server.url}/wing", "page", trust="owned")
    for text, now in ((WING, FIRST), (SHORT, SECOND)):
        parts = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
        page = (
            "<!doctype html><html><head><title>A wing opens</title></head><body>"
            f"<article><h1>A wing opens</h1>{parts}</article></body></html>"
        )
        server.say("/wing", page.encode(), "Content-Type: text/html")
        project.run("--strict", now=now)
    assert project.holding(SHORT) >= {*FEEDS}
    assert not project.holding("chronic pain")


def test_what_the_clinic_takes_back_no_copy_of_it_tells_on(told: Project) -> None:
    told.source("wire", "wire", trust="wire")
    told.write("wire/wing.md", archive_file("A wing opens", WING, PAGE))
    told.run(now=FIRST)
    before = told.story("A wing")
    assert len(before["appearances"]) == 2
    tell(told, SHORT)
    told.run("--strict", now=SECOND)
    print(told.read("stories"))
    print(told.read("explain", before["id"]))
    assert told.holding(SHORT) >= {*FEEDS}
    assert not told.holding("chronic pain")


def test_an_empty_telling_does_not_replace_what_is_shown(told: Project) -> None:
    tell(told, "")
    told.run(now=SECOND)
    assert told.holding("chronic pain") >= {*FEEDS}
