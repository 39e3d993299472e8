"""Sources that are not polled until somebody says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import WING, archive_file

RIVER = "https://river.example.org/news/wing"


@pytest.fixture
def ran(tmp_path: Path) -> Project:
    """A project with two sources that has run."""
    project = Project(tmp_path).source("wire", "wire", trust="wire")
    project.source("own", "own", trust="owned")
    project.write("own/hours.md", "# Longer hours\n\nThe clinic opens until eight.\n")
    project.write("wire/river.md", archive_file("A wing opens", WING, RIVER))
    project.run()
    return project


def test_what_is_paused_is_not_polled_until_it_is_resumed(ran: Project) -> None:
    told = ran.well("sources", "pause", "wire", "--as", "ann")
    assert told == "paused; `syndicate sources resume wire` has it polled again\n"
    ran.write("wire/second.md", archive_file("Another wing", WING[::-1], f"{RIVER}-2"))
    polled = {each["name"]: each["polled"] for each in ran.run()["sources"]}
    assert polled == {"wire": False, "own": True}
    assert len(ran.stories()) == 2
    assert ran.well("sources", "resume", "wire") == (
        "wire is polled again when it is due\n"
    )
    ran.run()
    assert len(ran.stories()) == 3


def test_what_it_told_stays_published(ran: Project) -> None:
    before = ran.published()
    ran.well("sources", "pause", "wire", "--as", "ann")
    ran.run()
    assert ran.published() == before
    digest = ran.path("digest/digest.txt").read_text("utf-8")
    assert "paused by ann: it is not polled" in " ".join(digest.split())


def test_named_on_the_command_line_it_is_polled_all_the_same(ran: Project) -> None:
    ran.well("sources", "pause", "wire", "--as", "ann")
    (wire,) = (
        each for each in ran.run("--source", "wire")["sources"] if each["polled"]
    )
    assert wire["name"] == "wire"


def test_a_second_time_says_who_paused_it(ran: Project) -> None:
    ran.well("sources", "pause", "wire", "--as", "ann")
    told = ran.well("sources", "pause", "wire", "--as", "ben")
    assert told == "wire was paused by ann before; it is not polled\n"
    ran.well("sources", "resume", "wire")
    assert ran.well("sources", "resume", "wire") == "wire is not paused\n"


def test_a_name_that_is_no_sources_is_refused(ran: Project) -> None:
    assert "did you mean" in ran.refused(2, "sources", "pause", "wir")
    assert "no source is named" in ran.refused(2, "sources", "resume", "nobody")


def test_before_the_first_run_there_is_nothing_to_pause(tmp_path: Path) -> None:
    project = Project(tmp_path).source("wire", "wire", trust="wire")
    told = project.refused(78, "sources", "pause", "wire")
    assert "no database yet" in told
