"""Source kind `archive`: what it asks a clone for, and what it makes of the answers."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Posting
from syndicate.sources.archive_clone import Archive, Options
from syndicate.sources.base import Answer, Failure, Memory, Request, Transport

CASES = sorted((Path(__file__).parent.parent / "corpus" / "archive").iterdir())
SOURCE = Source(name="wires", kind="archive", location="clone", options=Options())
REQUEST = Request(url="clone", transport=Transport.GIT)
WALK = ("since", "until", "done")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    expected = tomllib.loads((case / "expected.toml").read_text("utf-8"))
    (file,) = case.glob("document.*")
    document = Document("wires", "", file.read_bytes(), locator=expected.get("locator"))
    request = replace(REQUEST, about=expected["about"])
    told = list(Archive().read(SOURCE, Answer(request, document)))
    if "memory" in expected:
        memory, *asked = told
        assert isinstance(memory, Memory)
        assert {name: memory.get(name) for name in WALK} == expected["memory"]
        assert list(Archive().requests(SOURCE, memory)) == asked or not asked
        headers = [dict(each.headers) for each in asked if isinstance(each, Request)]
        asks = [{**expected["asks"], "branch": "HEAD"}] if "asks" in expected else []
        assert headers == asks
        return
    (posting,) = told
    assert isinstance(posting, Posting)
    for name in ("item", "title", "locator", "published"):
        assert getattr(posting, name) == expected[name]
    assert len(posting.links) == expected["links"]
    assert posting.withdrawn == expected.get("withdrawn", "")
    assert "Original/Source" not in posting.body


def test_first_it_asks_from_the_start() -> None:
    options = Options(
        branch="origin/main", include=("prvolt", "ibn/2026"), history=True
    )
    source = replace(SOURCE, options=options)
    (request,) = Archive().requests(source, Memory())
    assert request.transport is Transport.GIT
    assert request.headers == (
        ("branch", "origin/main"),
        ("include", "prvolt"),
        ("include", "ibn/2026"),
        ("history", "yes"),
    )


@pytest.mark.parametrize(
    "other",
    [
        {"branch": "main"},
        {"include": ("ibn",)},
        {"history": True},
    ],
)
def test_with_other_settings_it_begins_anew(other: dict[str, object]) -> None:
    content = b'{"since": "abc", "until": "", "done": "0", "head": "abc"}'
    answer = Answer(replace(REQUEST, about="position"), Document("wires", "", content))
    (memory,) = Archive().read(SOURCE, answer)
    assert isinstance(memory, Memory)
    (again,) = Archive().requests(SOURCE, memory)
    assert dict(again.headers)["since"] == "abc"
    changed = replace(SOURCE, options=replace(Options(), **other))  # type: ignore[arg-type]
    (anew,) = Archive().requests(changed, memory)
    assert "since" not in dict(anew.headers)


def test_a_clone_that_cannot_be_had_is_the_sources_error() -> None:
    answer = Answer(REQUEST, Failure("no such folder: clone"))
    with pytest.raises(SourceError, match=r"^wires: no such folder: clone$"):
        list(Archive().read(SOURCE, answer))


def test_a_file_that_cannot_be_read_is_named() -> None:
    document = Document("wires", "", b"\x89PNG", locator="ibn/a.md")
    with pytest.raises(SourceError, match=r"^wires: ibn/a\.md: not a text file$"):
        list(Archive().read(SOURCE, Answer(REQUEST, document)))
