"""The four documents the whole began with, from the folder to the feed."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.project import FEEDS, Project

ORIGINAL = (
    "https://newsworthy.ai/news/20231221917/ntx-introduces-groundbreaking-ketamine-"
    "treatment-for-depression-anxiety-ptsd-and-ocd"
)
KEY = "tldr:fd1a736fae5df9db670431bdfc48afe4"
# What the sites around the texts put there.
FURNITURE = (
    "votes",
    "Article Rating",
    "Inline Feedbacks",
    "View all comments",
    "Would love your thoughts",
    "Next Group Therapy starts",
    "Are you interested in Group Therapy",
    "assessment call or text us",
    "Click to read more",
    "Powered by",
)


@pytest.fixture(scope="module")
def seeds(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("seeds")
    shutil.copytree(corpus / "seeds", folder / "seeds")
    project = Project(folder).source("seeds", "seeds", trust="wire")
    told = project.run("--strict")
    assert (told["stories"], told["sources"][0]["reasons"]) == (4, [])
    return project


@pytest.fixture(scope="module")
def first(seeds: Project) -> dict[str, Any]:
    """Seed 000 as `stories --json` tells it."""
    return seeds.story("NTX")


def test_four_stories_each_of_one_file(seeds: Project) -> None:
    stories = seeds.stories()
    files = [
        [place["locator"] for place in each["appearances"] if place["locator"]]
        for each in stories
    ]
    assert sorted(files) == [
        [path.name] for path in sorted(seeds.path("seeds").iterdir())
    ]


def test_the_first_is_told_as_its_file_tells_it(
    seeds: Project, first: dict[str, Any]
) -> None:
    (file,) = seeds.path("seeds").glob("000_*")
    heading = file.read_text("utf-8").splitlines()[0]
    assert f"# {first['title']}" == heading
    assert first["issuer"] == "NTX"
    assert first["published"] == "2023-12-21T07:00:00-05:00"
    assert first["url"] == ORIGINAL
    (record,) = seeds.rows("SELECT record FROM postings WHERE title LIKE 'NTX %'")
    assert json.loads(record[0])["dateline"][1:3] == ["Eugene, OR", "Newsworthy.ai"]


def test_its_broken_characters_are_mended(seeds: Project) -> None:
    told = seeds.rows(
        "SELECT told, text, record FROM postings WHERE title LIKE 'NTX %'"
    )[0]
    assert "â€”" in told[0]
    assert "â€" not in told[1]
    assert "Eastern — " in told[2] or "Eastern —" in json.loads(told[2])["dateline"][0]
    assert not seeds.holding("â€")


def test_its_thread_is_claimed(first: dict[str, Any]) -> None:
    claimed = {
        place["url"]: place["relation"]
        for place in first["appearances"]
        if place["standing"] == "claimed"
    }
    (thread,) = (url for url in claimed if "/r/PsychedelicsNews/" in url)
    assert claimed == {ORIGINAL: "original", thread: "discussion"}


def test_its_keys_are_explained(seeds: Project, first: dict[str, Any]) -> None:
    assert KEY in seeds.read("explain", first["id"])
    told = seeds.explain(ORIGINAL)
    assert told["id"] == first["id"]
    assert KEY in told["keys"]
    assert "newsworthy:917" in told["keys"]


def test_no_link_is_called_none(seeds: Project) -> None:
    folders = [seeds.path("feeds"), seeds.path("digest")]
    files = [path for each in folders for path in each.rglob("*") if path.is_file()]
    assert len(files) > 10
    for path in files:
        text = path.read_text("utf-8")
        assert not re.search(r"""(?:href|src|url)["']?\s*[:=]\s*["']?None\b""", text)
        assert not re.search(r">\s*None\s*<|\]\(<?None>?\)", text), path
        assert "/None" not in text, path
    assert not seeds.holding("None")


def test_the_others_are_without_what_stood_around_them(seeds: Project) -> None:
    for words in FURNITURE:
        assert not seeds.holding(words), words
    texts = seeds.rows("SELECT text FROM postings")
    assert not [words for words in FURNITURE for (text,) in texts if words in text]


def test_what_they_say_is_in_every_feed(seeds: Project) -> None:
    """The longest line of the second half that has nothing markup writes otherwise."""
    for path in seeds.path("seeds").iterdir():
        lines = path.read_text("utf-8").splitlines()
        plain = [line.strip() for line in lines if not set(line) & set("\"'&’—")]
        words = max(plain[len(plain) // 2 :], key=len)[20:80]
        assert seeds.holding(words) >= set(FEEDS), words
