"""A second run over an unchanged world changes nothing that anybody reads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.end_to_end.project import NOW, Project
from tests.end_to_end.tellings import HOURS, WING, item, rss
from tests.loopback import Server

ROOT = Path(__file__).parent.parent.parent
LATER = "2026-11-21T18:00:00Z"
FEED = rss([item("A wing opens", WING, "https://river.example.org/news/wing")])


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The committed settings, run on the built-in examples."""
    folder = tmp_path_factory.mktemp("examples")
    shutil.copy(ROOT / "config.toml", folder)
    shutil.copytree(ROOT / "examples", folder / "examples")
    project = Project(folder, now="2026-11-20T12:00:00Z")
    assert project.run("--strict")["stories"] == 20
    return project


def test_the_examples_stay_as_they_are(examples: Project) -> None:
    before = (examples.published(), examples.times(), examples.content())
    told = examples.run(now=LATER)
    assert (told["new"], told["changed"], told["removed"]) == (0, 0, [])
    assert (examples.published(), examples.times(), examples.content()) == before


def test_a_lost_folder_comes_back_byte_for_byte(examples: Project) -> None:
    before = (examples.published(), examples.content())
    shutil.rmtree(examples.path("feeds"))
    examples.run(now=LATER)
    assert (examples.published(), examples.content()) == before


def test_a_fresh_database_gives_the_same_stories(
    examples: Project, tmp_path: Path
) -> None:
    shutil.copy(ROOT / "config.toml", tmp_path)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    other = Project(tmp_path, now="2026-11-20T12:00:00Z")
    other.run()
    assert other.published() == examples.published()


def test_a_feed_that_answers_304_or_the_same_bytes(
    project: Project, server: Server
) -> None:
    project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n')
    for name in ("validated", "plain"):
        project.source(name, f"{server.url}/{name}", "feed", trust="wire", every="1h")
    modified = "Last-Modified: Thu, 01 Oct 2026 09:00:00 GMT"
    server.say("/validated", FEED, 'ETag: W/"a-1"', modified)
    server.say("/plain", FEED.replace(WING.encode(), HOURS.encode()))
    project.run("--strict", now=NOW)
    before = (project.published(), project.times(), project.content())

    server.asked.clear()
    server.paths["/validated"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    told = project.run("--strict", now="2026-10-05T14:00:00Z")
    asked = next(head for head in server.asked if head.startswith("GET /validated"))
    assert 'If-None-Match: W/"a-1"' in asked
    assert "If-Modified-Since: Thu, 01 Oct 2026 09:00:00 GMT" in asked
    assert (told["new"], told["changed"], told["documents"]) == (0, 0, 2)
    assert (project.published(), project.times(), project.content()) == before
    assert [each["seen"] for each in told["sources"]] == [1, 1]


def test_a_file_that_is_only_touched_or_rewritten_with_its_own_bytes(
    project: Project,
) -> None:
    project.source("wire", "wire", trust="wire").write(
        "wire/wing.md", f"# A wing opens\n\n{WING}"
    )
    project.run(now=NOW)
    before = (project.published(), project.times(), project.content())
    project.write("wire/wing.md", f"# A wing opens\n\n{WING}").touch()
    told = project.run(now=LATER)
    assert told["sources"][0]["seen"] == 1
    assert (project.published(), project.times(), project.content()) == before
