"""Whatever a source sends, cleaning gives a release or a clear error."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndicate.clean import Rules, clean
from syndicate.errors import SourceError
from syndicate.model import Posting

PIECES = (
    *("<p>", "</p>", "<div class='promo'>", "</div>", "<ul><li>", "</ul>"),
    *("<ol start='x'>", "<table><tr><td>", "</table>", "<a href='http://['>"),
    *("<a href='/x'>", "</a>", "<br>", "<b>", "<!--", "-->", "<![CDATA[", "<h1>"),
    *("<?xml version='1.0' encoding='utf-8'?>", "&#xD800;", "&amp;", "</h1>"),
    *("<script type='application/ld+json'>", "</script>", "[a](b)", "![x](y)"),
    *("**", "# ", "* ", "\n\n", "\n", " | ", "|--|--|", "\x00", "\ud800", "â€”"),
    *("SALEM, OR, March 5, 2026 – ", "Embargoed until ", "About Alder Calm", "###"),
    *("A sentence of words that goes on. ", "word ", "<", ">", "\u202e", "١٢", "²"),
)
SOUP = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@pytest.mark.parametrize(
    ("kind", "full"),
    [
        ("text/plain", True),
        ("text/markdown", True),
        ("text/html", True),
        ("text/html", False),
    ],
)
def test_any_soup_is_eaten(kind: str, full: bool) -> None:
    # Parsers are imported by the first example, so its time says nothing.
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(SOUP, SOUP)
    def eat(body: str, title: str) -> None:
        told = Posting("s", "i", title, body, kind, full=full, summary=body)
        try:
            release = clean(told, Rules())
        except SourceError:
            return
        f"{release.title}{release.text}{release.html}".encode()
        assert "\x00" not in release.text
        assert "<script" not in release.html
        assert "\n\n\n" not in release.text

    eat()
