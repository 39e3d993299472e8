"""What was captured from the real world, where it is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicate.clean import Rules, clean
from syndicate.config import Source
from syndicate.model import Document, Posting, Purpose, Release
from syndicate.sources.base import Answer, Request
from syndicate.sources.files import Files

FOLDER = Source(name="corpus", kind="files", location="corpus")


def read(path: Path) -> Posting:
    document = Document("corpus", "", path.read_bytes(), locator=path.name)
    answer = Answer(Request(path.name), document)
    (told,) = Files().read(FOLDER, answer)
    return told


def seed(corpus: Path, number: str) -> Release:
    (path,) = (corpus / "seeds").glob(f"{number}_*")
    return clean(read(path), Rules())


def test_the_first_seed(corpus: Path) -> None:
    release = seed(corpus, "000")
    assert release.title.startswith("NTX Introduces ")
    assert not release.title_made
    assert release.issuer == "NTX"
    assert release.dateline is not None
    assert (release.dateline.place, release.dateline.wire) == (
        "Eugene, OR",
        "Newsworthy.ai",
    )
    assert release.published is not None
    assert release.published.iso() == "2023-12-21T07:00:00-05:00"
    assert release.dateline.raw.endswith("Eastern —")
    assert release.text.startswith("Ketamine, traditionally")
    original = release.link(Purpose.ORIGINAL)
    assert original is not None
    assert original.url.startswith("https://newsworthy.ai/news/20231221917/")
    assert release.link(Purpose.TLDR) is None
    assert not any("None" in link.url for link in release.links)


@pytest.mark.parametrize("number", ["001", "002", "003"])
def test_seeds_without_furniture(corpus: Path, number: str) -> None:
    release = seed(corpus, number)
    assert release.title_made
    for gone in (
        "Article Rating",
        "Inline Feedbacks",
        "Would love your thoughts",
        "Next Group Therapy",
        "Click to read more",
        "Powered by",
        "•",
    ):
        assert gone not in release.text
    assert not release.text.startswith(release.title)


def test_a_torn_paragraph_is_joined(corpus: Path) -> None:
    release = seed(corpus, "002")
    assert "is thought to contribute to" in release.text
    assert [part.name for part in release.parts] == ["disclaimer"]


def test_captured_pages_lose_nothing(corpus: Path) -> None:
    """Every paragraph expected is there, once repaired as the expectation is."""
    pages = sorted((corpus / "pages").glob("*.html"))
    assert pages
    for path in pages:
        release = clean(read(path), Rules())
        for paragraph in path.with_suffix(".txt").read_text("utf-8").split("\n\n"):
            told = " ".join(paragraph.split())
            if "(Newsworthy.ai)" not in told:
                assert told[-60:] in " ".join(release.text.split()), path.name


def test_cleaning_the_archive_again_changes_nothing(corpus: Path) -> None:
    """Of an arbitrary sample each text and title stays what it is."""
    count = 0
    for path in sorted((corpus / "archive").rglob("*.md"))[::40]:
        once = clean(read(path), Rules())
        if not once.text:
            continue
        told = Posting("s", "i", once.title, once.text, "text/plain")
        again = clean(told, Rules())
        assert (again.title, again.text) == (once.title, once.text), path.name
        count += 1
    assert count > 400
