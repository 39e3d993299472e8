"""What a page of a few words bounds as its own, layout by layout; what is refused."""

from __future__ import annotations

import pytest

from syndicate.model import Document
from syndicate.sources.choosing import Choice
from syndicate.sources.listing import find_entries
from syndicate.sources.short import find_own
from syndicate.sources.tree import read_tree

TITLE = "Second infusion suite opens on Alder Street"
TEXT = "It does not open. We were wrong."
BYLINE = "<p class='post-meta'>By Ines Corvo on <time>May 2</time></p>"
PHONE = "<footer><p>Call 503-555-0142.</p></footer>"
CARDS = "".join(
    f"<div class='card'><h3><a href='/n/{day}'>What happened on day {day}</a></h3>"
    f"<time datetime='2026-09-0{day}'>September {day}</time></div>"
    for day in range(1, 5)
)


def own(markup: str, title: str = TITLE) -> str:
    """The words of a page's own part; "" for none."""
    page = f"<html><head><title>Larkfield</title></head><body>{markup}</body></html>"
    url = "https://larkfield.example.org/suite"
    tree = read_tree("clinic", Document("clinic", url=url, content=page.encode()))
    found = find_own(tree, title, find_entries(tree, Choice()))
    if found is None:
        return ""
    again = Document("clinic", url=url, content=found.markup.encode())
    return " ".join(read_tree("clinic", again).soup.get_text(" ").split())


@pytest.mark.parametrize(
    "markup",
    [
        f"<article><h1>{TITLE}</h1>{BYLINE}<p>{TEXT}</p></article>{PHONE}",
        f"<article><h2>{TITLE}</h2><p>{TEXT}</p></article><div>Open daily</div>",
        f"<article><h1>Correction</h1><time>May 2</time><p>{TEXT}</p></article>",
        f"<div><h1>{TITLE}</h1><p>{TEXT}</p></div><div><p>Call us.</p></div>",
        f"<h1>{TITLE}</h1><p>{TEXT}</p><div><p>Call us.</p></div>{PHONE}",
        f"<div><header><h1>{TITLE}</h1></header><p>{TEXT}</p></div>",
        f"<h1>{TITLE}</h1><div class='entry-content'>{TEXT}</div><p>Call us.</p>",
        f"<h1>{TITLE}</h1><div itemprop='articleBody'>{TEXT}</div><p>Call us.</p>",
        f"<article><h1>{TITLE}</h1><p>{TEXT}</p>{CARDS}</article>",
        f"<h1>{TITLE}</h1><p>It does <time>not</time> open. We were wrong.</p>",
        f"<meta property='og:type' content='article'><article><p>{TEXT}</p></article>",
    ],
)
def test_a_short_text_is_what_its_markup_bounds(markup: str) -> None:
    assert own(markup) == TEXT


@pytest.mark.parametrize(
    "markup",
    [
        "",
        f"<p>{TEXT}</p>",
        f"<h1>Larkfield</h1><p>{TEXT}</p>",
        f"<article><h1>Please come back later</h1><p>{TEXT}</p></article>",
        f"<article><h1>{TITLE}</h1></article>{PHONE}",
        f"<article><h1>{TITLE}</h1><h2>Contact</h2></article>",
        f"<article><h1>{TITLE}</h1>{BYLINE}</article>",
        f"<article><h1>{TITLE}</h1><p>Loading …</p></article>",
        f"<div><h1>{TITLE}</h1></div><div><p>Call us.</p></div>",
        f"<h1>{TITLE}</h1>{CARDS}",
    ],
)
def test_what_no_markup_bounds_is_no_text(markup: str) -> None:
    assert own(markup) == ""


def test_an_empty_title_heads_nothing() -> None:
    assert own(f"<h1></h1><p>{TEXT}</p>", "") == ""
