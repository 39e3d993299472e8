"""Safe markup made valid: nothing is lost but what says nothing."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate.publish.content import sanitise
from syndicate.publish.site.wellformed import well_formed

CASES = {
    "<p>As it is, <a href='https://e.org/'>a link</a>.</p>": (
        '<p>As it is, <a href="https://e.org/">a link</a>.</p>'
    ),
    "loose text": "loose text",
    "<ul>a<li>b</li></ul>": "<ul><li>a</li><li>b</li></ul>",
    "<ol start='3'><li></li><li>b</li></ol>": '<ol start="3"><li>b</li></ol>',
    "<li>a</li><li>b</li><p>c</p>": "<ul><li>a</li><li>b</li></ul><p>c</p>",
    "<h6>a</h6><h2>b</h2><h5>c</h5>": "<h2>a</h2><h2>b</h2><h3>c</h3>",
    "<p><strong> </strong></p><h3></h3>": "",
    "<em>a<p>b</p></em>": "a<p>b</p>",
    "<dl><dt>a</dt><dd>b</dd></dl>": "<p><strong>a</strong></p>b",
    "<p>a &amp; b &lt; c</p>": "<p>a &amp; b &lt; c</p>",
}


@pytest.mark.parametrize(("given_", "made"), CASES.items())
def test_every_element_stands_where_it_may(given_: str, made: str) -> None:
    assert well_formed(given_) == made


def test_spans_stay_where_they_add_up() -> None:
    row = "<tr><td>a</td><td>b</td></tr>"
    head = '<tr><th colspan="2">A head</th></tr>'
    assert 'colspan="2"' in well_formed(f"<table>{head}{row}</table>")
    assert "colspan" not in well_formed(f"<table>{head}<tr><td>a</td></tr></table>")
    assert "rowspan" not in well_formed(
        f"<table>{row.replace('td', 'td rowspan=2', 1)}"
    )


PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<em>", "</em>", "<h4>"),
        *("</h4>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<dl>"),
        *("<dt>", "</dt>", "<dd>", "</dd>", "</dl>", "<a href='https://e.org/'>"),
        *("</a>", "<br>", "<hr>", "<pre>", "</pre>", "<blockquote>", "</blockquote>"),
        *("one ", "two ", "three ", "&amp; ", "&lt;b&gt; "),
    ]
)


@given(st.lists(PIECES, max_size=30))
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost_and_the_result_is_settled(pieces: list[str]) -> None:
    clean = sanitise("".join(pieces))
    made = well_formed(clean)
    assert _words(made) == _words(clean)
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    parser.parseFragment(made)
    assert well_formed(made) == made


def _words(html: str) -> list[str]:
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return "".join(tree.itertext()).split()
