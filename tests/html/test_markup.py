"""Markup in, blocks and safe markup out."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicate.html.article import read_article
from syndicate.html.blocks import Block, Kind, read_blocks
from syndicate.html.gate import Unreadable, admit
from syndicate.html.plain import read_markdown, read_plain
from syndicate.html.sanitize import cut_start, sanitize, write_html
from syndicate.html.surroundings import SURROUNDINGS, Surrounding

PAGES = Path(__file__).parents[1] / "corpus" / "pages"


def texts(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks]


def test_every_kind_of_block() -> None:
    markup = (
        "<h2>Hours</h2>Loose words<p>Mon &amp; <b>Tue</b></p>"
        "<ol start=3><li>three<ul><li>deep</li></ul></li><li><p>four</p><p>and</p></li>"
        "</ol><blockquote>Rest.</blockquote>"
        "<table><tr><th>Day</th><th>Room</th></tr><tr><td>Mon</td><td>1</td></tr></table>"
        "<table><tr><td><p>Laid out</p></td></tr></table>"
        "<p>one<br>two<br><br>three</p><pre>kept</pre>"
    )
    assert texts(read_blocks(markup)) == [
        "Hours",
        "Loose words",
        "Mon & Tue",
        "3. three",
        "- deep",
        "4. four and",
        "Rest.",
        "Day | Room\nMon | 1",
        "Laid out",
        "one\ntwo",
        "three",
        "kept",
    ]


def test_no_word_is_lost_where_breaks_stand_within_other_tags() -> None:
    assert texts(
        read_blocks("<p><b>Rooms:<br></b><br>Salem: <i>two</i><br><br>Albany: four</p>")
    ) == ["Rooms:", "Salem: two", "Albany: four"]
    assert texts(read_blocks("<pre>one <b>two</b>\n\nthree</pre>")) == [
        "one two",
        "three",
    ]


def test_headings_within_items_stay_above_their_text() -> None:
    item = "<li><h3>{}</h3>{} opens.<p>Call us.</p></li>"
    markup = f"<ul>{item.format('Salem', 'One')}{item.format('Albany', 'Two')}</ul>"
    assert texts(read_blocks(markup)) == [
        "Salem",
        "- One opens. Call us.",
        "Albany",
        "- Two opens. Call us.",
    ]
    whole = "<ul><li><h2>Now</h2><p>One.</p><h2>Then</h2><p>Two.</p></li></ul>"
    assert texts(read_blocks(whole)) == ["Now", "- One.", "Then", "- Two."]


def test_what_is_no_text_is_left_out() -> None:
    markup = (
        "<p>Seen</p><script>x()</script><style>p{}</style><p style='display:none'>n</p>"
        "<p hidden>no</p><form>no</form><!-- no --><img alt='no'><p> </p>"
    )
    assert texts(read_blocks(markup)) == ["Seen"]


def test_links_become_whole_addresses() -> None:
    (block,) = read_blocks(
        '<p>See <a href="/b?x=1&amp;y=2">us</a>.</p>', "https://a.example/c/"
    )
    assert block.links == (("https://a.example/b?x=1&y=2", "us"),)
    assert write_html([block]) == (
        '<p>See <a href="https://a.example/b?x=1&amp;y=2" '
        'rel="noopener noreferrer">us</a>.</p>'
    )


def test_markdown_blocks() -> None:
    told = (
        "## Hours\n\n* Mon\n* Tue\n\n1. one\n2) two\n\n> Rest\n> well\n\n---\n\n"
        "```html\nSee [us](https://a.example/) and **this**, *that*, 2 \\* 3.\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n![pixel](https://a.example/x.gif)\n\n"
        "snake_case and 5 * 3 * 2 stay"
    )
    blocks = read_markdown(told)
    assert texts(blocks) == [
        "Hours",
        "- Mon",
        "- Tue",
        "1. one",
        "2. two",
        "Rest well",
        "See us and this, that, 2 * 3.",
        "a | b\nc | d",
        "snake_case and 5 * 3 * 2 stay",
    ]
    assert [block.kind for block in blocks[:1]] == [Kind.HEADING]
    assert "<strong>this</strong>, <em>that</em>" in blocks[6].markup


@pytest.mark.parametrize("target", ["None", "", "https://newsramp.comNone"])
def test_a_markdown_link_to_nowhere_becomes_its_label(target: str) -> None:
    (block,) = read_markdown(f"See [the summary]({target}) now")
    assert block.text == "See the summary now"
    assert block.markup == ""


def test_markdown_cannot_bring_html() -> None:
    (block,) = read_markdown("**x** <script>alert(1)</script>")
    assert write_html([block]) == (
        "<p><strong>x</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )


def test_plain_text_has_lists_and_no_other_marks() -> None:
    told = "  1. First:\n    goes on here\n  2. Second\n\n# not a heading\n\n*a* [b](c)"
    assert texts(read_plain(told)) == [
        "1. First: goes on here",
        "2. Second",
        "# not a heading",
        "*a* [b](c)",
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 100_000,
        "<b " + "x" * 200_000,
        "<p " + "a=1 " * 60_000 + ">x</p>",
        "<i></i>" * 100_001,
    ],
)
def test_the_gate_refuses_what_hangs_parsers(hostile: str) -> None:
    with pytest.raises(Unreadable):
        read_blocks(hostile)
    with pytest.raises(Unreadable):
        read_article(hostile)


def test_the_gate_admits_pictures_written_into_the_markup() -> None:
    picture = "data:image/png;base64," + "A" * 1_000_000
    assert len(admit(f'<img src="{picture}"><p>x</p>')) < 100


def test_unclosed_paragraphs_are_no_depth() -> None:
    assert len(read_blocks("<p>word " * 3_000)) == 3_000


@pytest.mark.parametrize(
    "attack",
    [
        '<a href="javascript:alert(1)">x</a>',
        '<a href="//evil.example/">x</a>',
        "<img src=x onerror=alert(1)>",
        "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
        "<p onclick='alert(1)'>x</p>",
        "<iframe src='https://evil.example'></iframe>",
        "<style>@import 'https://evil.example'</style>",
        "<a href='data:text/html,x'>x</a>",
    ],
)
def test_nothing_that_acts_goes_out(attack: str) -> None:
    out = sanitize(attack)
    assert "script" not in out
    assert "evil" not in out
    assert "on" not in out.replace("noopener", "")
    assert "href" not in out


def test_headings_begin_at_the_third_rank() -> None:
    blocks = read_blocks("<h1>A</h1><h2>B</h2><p>x</p><h6>C</h6>")
    assert write_html(blocks) == "<h3>A</h3><h4>B</h4><p>x</p><h6>C</h6>"


def test_lists_go_out_as_lists() -> None:
    blocks = read_blocks("<ol start=2><li><b>two</b><li>three</ol><ul><li>x</ul>")
    assert write_html(blocks) == (
        '<ol start="2"><li><strong>two</strong></li><li>three</li></ol>'
        "<ul><li>x</li></ul>"
    )


def test_text_is_cut_from_markup_with_its_tags() -> None:
    assert cut_start("<em>SA<strong>LEM</strong></em> - We <em>rest</em>", 8) == (
        "We <em>rest</em>"
    )


@pytest.mark.parametrize("rule", SURROUNDINGS, ids=lambda rule: rule.name)
def test_each_surrounding_fits_what_it_was_seen_as(rule: Surrounding) -> None:
    assert rule.words.search(rule.seen)


def test_a_page_without_furniture() -> None:
    article = read_article((PAGES / "comments.html").read_text("utf-8"))
    said = "\n".join(texts(read_blocks(article.markup)))
    for gone in (
        "Article Rating",
        "Share this",
        "Learn More",
        "Copyright",
        "powered by",
        "Post Comment",
        "Skip to content",
        "Our care",
    ):
        assert gone not in said
    assert said.count("\n") == 7
    page = article.page
    assert (page.title, page.site) == ("Four Weeks of Quiet", "Alder Calm Clinic")
    assert (page.author, page.language) == ("Ada Brook", "en-US")
    assert page.published == "2026-03-04T09:00:00-08:00"
    assert page.canonical == "https://alder.example.org/four-weeks/"
    assert page.structured


def test_a_page_wrapped_in_a_form_keeps_its_text() -> None:
    article = read_article((PAGES / "release.html").read_text("utf-8"))
    assert "today opened an evening clinic" in article.markup


@pytest.mark.parametrize(
    "data",
    ["{", "[" * 50_000, '{"@type": 5}', "<!-- {} -->", '"x"', '{"headline": null}'],
)
def test_broken_structured_data_is_passed_over(data: str) -> None:
    markup = (
        f'<html><head><script type="application/ld+json">{data}</script>'
        "<meta name=date content=2026-01-02></head><body><p>x</p></body></html>"
    )
    assert read_article(markup).page.published == "2026-01-02"
