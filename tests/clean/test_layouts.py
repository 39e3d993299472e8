"""Pages in every layout we could think of: their text, nothing else, and no lists.

Each folder of tests/corpus/pages holds a page, the paragraphs expected of it, and
expected.toml: `title`, `forbidden` (texts that must be gone), `list` (the page is none
to be read), `floor` (of the F1 of words, where paragraphs need not be exact), `body`,
`drop` (an override that this page needs).
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from syndicate.clean import Rules, clean
from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Posting, Release
from syndicate.sources.base import Answer, Request
from syndicate.sources.files import Files

PAGES = Path(__file__).parents[1] / "corpus" / "pages"
LAYOUTS = sorted(path.parent for path in PAGES.glob("*/page.html"))
FOLDER = Source(name="pages", kind="files", location="pages")


def read(layout: Path) -> Posting:
    document = Document(
        "pages", "", (layout / "page.html").read_bytes(), locator="page.html"
    )
    (told,) = Files().read(FOLDER, Answer(Request("page.html"), document))
    return told


def expected(layout: Path) -> tuple[list[str], dict[str, Any]]:
    text = (layout / "expected.txt").read_text("utf-8").strip()
    told = tomllib.loads((layout / "expected.toml").read_text("utf-8"))
    return text.split("\n\n") if text else [], told


def f1(found: str, wanted: str) -> float:
    here, there = Counter(found.split()), Counter(wanted.split())
    same = (here & there).total()
    return 2 * same / max(here.total() + there.total(), 1)


def release_of(layout: Path) -> Release:
    return clean(read(layout), Rules())


ARTICLES = [layout for layout in LAYOUTS if not expected(layout)[1].get("list")]
LISTS = [layout for layout in LAYOUTS if layout not in ARTICLES]


@pytest.mark.parametrize("layout", ARTICLES, ids=lambda path: path.name)
def test_the_text_of_a_page(layout: Path) -> None:
    paragraphs, told = expected(layout)
    release = release_of(layout)
    if "floor" in told:
        assert f1(release.text, "\n\n".join(paragraphs)) >= told["floor"]
        assert [p for p in paragraphs if p not in release.text] == []
    else:
        assert release.text.split("\n\n") == paragraphs
    assert release.title == told["title"]
    assert [each for each in told.get("forbidden", []) if each in release.text] == []


@pytest.mark.parametrize("layout", LISTS, ids=lambda path: path.name)
def test_a_list_is_no_article(layout: Path) -> None:
    with pytest.raises(SourceError, match="a list of other pages"):
        release_of(layout)


def test_there_are_many_layouts() -> None:
    assert len(LAYOUTS) >= 30
