"""Texts and pages made to cost much: each costs itself, is told, and no more."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.end_to_end.project import FEEDS, Project
from tests.end_to_end.tellings import HOURS, SKIN

LEAD = "Alder Calm Clinic opened a second room today. It has a view of the river."
FULL = "".join(f"<p>{LEAD} Its door is number {number}.</p>" for number in range(9))
PICTURE = "iVBORw0KGgo" * 1_900_000


def page(body: str, head: str = "") -> str:
    """A page with an article, and a title that names nothing else here."""
    return (
        f"<!doctype html><html><head><title>A Room of Alder</title>{head}</head>"
        f"<body>{body}</body></html>"
    )


def data(told: str) -> str:
    """Structured data for a page's head."""
    return f'<script type="application/ld+json">{told}</script>'


DEEP_DATA = data("[" * 100_000 + "]" * 100_000)
BROAD_DATA = data("[" + ",".join(['{"@type":"NewsArticle"}'] * 200_000) + "]")
NESTED_DATA = data('{"@type":"NewsArticle","x":' * 50_000 + "1" + "}" * 50_000)
UNCLOSED = (
    "<html><head><title>A Room of Alder</title><body><div><article>"
    + FULL.replace("</p>", "")
    + "<ul><li>one<li>two<b><i><table><tr><td>cell"
)
ARTICLE = f"<article>{FULL}</article>"

# What is no story: a file's name, what it holds, what is said of it.
REFUSED: dict[str, tuple[str | bytes, str]] = {
    "one-tag.html": ("<div " + 'a="b" ' * 33_000 + f">{FULL}", "HTML refused: a tag"),
    "same-tag.html": ("<b>" * 66_000, "HTML refused: nested too deeply"),
    "nested.html": (
        page("<div>" * 100_000 + "deep" + "</div>" * 100_000),
        "HTML refused: nested too deeply",
    ),
    "many-tags.html": (page("<br>x" * 200_000), "HTML refused: too many tags"),
    "empty.html": (page(""), "no article text found"),
    "pictures.html": (
        page(f'<article>{FULL}<img src="data:image/png;base64,{PICTURE}"></article>'),
        "21 MB, larger than the limit of 10 MB",
    ),
}
TOO_LARGE = {"pictures.html"}  # to be taken in at all
# What is a story all the same: what it holds, and words that are in its text.
READ: dict[str, tuple[str | bytes, str]] = {
    "unclosed.html": (UNCLOSED, "number 8"),
    "data-deep.html": (page(ARTICLE, DEEP_DATA), "number 8"),
    "data-nested.html": (page(ARTICLE, NESTED_DATA), "number 8"),
    "data-broad.html": (page(ARTICLE, BROAD_DATA), "number 8"),
    "charset-wrong.html": (
        page(f"<article>{FULL}<p>Café – “rest”.</p></article>", "<meta charset=ascii>"),
        "Café – “rest”.",
    ),
    "charset-unknown.html": (
        page(
            f"<article>{FULL}<p>Café – “rest”.</p></article>", "<meta charset=utf-99>"
        ).encode("cp1252"),
        "Café – “rest”.",
    ),
    "mixed.md": (
        f"# A Room\n\n{LEAD}\n\nThe café is open.\n\n".encode()
        + "The café is “open”.".encode("cp1252"),
        "The café is “open”.",
    ),
    "small-pictures.html": (
        page(
            f'<article>{FULL}<img src="data:image/png;base64,{PICTURE[:4_000_000]}">'
            "</article>"
        ),
        "number 8",
    ),
    "one-line.md": ("# A Room\n\n" + f"{LEAD} " * 130_000, LEAD),
    "blank-lines.md": (f"# A Room\n\n{LEAD}" + "\n" * 1_000_000 + "And more.", "And"),
    "marks.md": (
        f"# A Room\n\n{LEAD}\n\n" + "[(" * 90_000 + "\n\n" + "*a_" * 30_000,
        LEAD,
    ),
    "piled.md": (f"# A Room\n\n{LEAD}\n\na" + "\u0301\u0323" * 90_000, LEAD),
    "addresses.md": (f"# A Room\n\n{LEAD}\n\nContact: " + "a@" * 90_000, LEAD),
}


@dataclass
class Hostile:
    """A run over all of them, beside good texts."""

    project: Project
    told: dict[str, Any] = field(default_factory=dict)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    project = Project(tmp_path_factory.mktemp("hostile"))
    project.source("post", "post", trust="wire")
    project.source("good", "good", trust="wire")
    for name, (content, _) in {**REFUSED, **READ}.items():
        project.write(f"post/{name}", content)
    project.write("post/beside.md", f"# The file beside them\n\n{HOURS}")
    project.write("good/good.md", f"# Another source goes on\n\n{SKIN}")
    return Hostile(project, project.run())


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_told_in_a_line(hostile: Hostile, name: str) -> None:
    sources = {each["name"]: each for each in hostile.told["sources"]}
    (line,) = [line for line in sources["post"]["reasons"] if line.startswith(name)]
    assert REFUSED[name][1] in line
    assert len(line) < 200
    assert not hostile.project.rows("SELECT 1 FROM postings WHERE item = ?", name)


@pytest.mark.parametrize("name", sorted(REFUSED.keys() - TOO_LARGE))
def test_what_cannot_be_cleaned_is_kept_as_told(hostile: Hostile, name: str) -> None:
    query = "SELECT told, reason FROM uncleaned WHERE item = ?"
    ((told, reason),) = hostile.project.rows(query, name)
    content, said = REFUSED[name]
    assert json.loads(told)["body"] == content
    assert said in reason


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_is_kept_as_told(hostile: Hostile, name: str) -> None:
    query = "SELECT text, told FROM postings WHERE item = ?"
    ((text, told),) = hostile.project.rows(query, name)
    assert READ[name][1] in text
    assert len(text) <= 200_000
    assert "Alder Calm Clinic" in told


def test_others_are_unharmed(hostile: Hostile) -> None:
    for title in ("The file beside them", "Another source goes on"):
        assert hostile.project.holding(title) >= set(FEEDS)
