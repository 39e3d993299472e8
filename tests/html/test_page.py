"""What a page says about itself in its own markup."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from syndicate.html.page import Page, read_page

DATA = '<script type="application/ld+json">{"@type": "Article", "image": %s}</script>'


def page(body: str, head: str = "") -> Page:
    markup = f"<html><head>{head}</head><body class=comments-page>{body}</body></html>"
    return read_page(BeautifulSoup(markup, "lxml"))


@pytest.mark.parametrize(
    ("markup", "author"),
    [
        ('<a rel="author" href="/dana">Dana Reed</a>', "Dana Reed"),
        ('<span itemprop="author">By Dana Reed</span>', "Dana Reed"),
        ('<p>submitted by <a class="author may-blank">dana_r</a></p>', "dana_r"),
        ('<div id="comments"><b class="author">A Reader</b></div>', ""),
        (f'<p class="author">{"Dana Reed has kept the doors. " * 5}</p>', ""),
        ("<p>Dana Reed</p>", ""),
    ],
)
def test_the_author_of_a_page_is_not_that_of_its_comments(
    markup: str, author: str
) -> None:
    assert page(markup).author == author


def test_what_the_head_says_of_the_author_comes_first() -> None:
    told = page('<a rel="author">Web</a>', '<meta name="author" content="Dana Reed">')
    assert told.author == "Dana Reed"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:image" content="https://a.example.org/1.jpg">',
        DATA % '[{"url": "https://a.example.org/1.jpg"}]',
        DATA % '"https://a.example.org/1.jpg"',
    ],
)
def test_the_picture_of_a_page(head: str) -> None:
    assert page("<p>Good day.</p>", head).image == "https://a.example.org/1.jpg"
