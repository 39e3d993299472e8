"""What of a page is its article where names, hiding and markup mislead."""

from __future__ import annotations

import pytest

from syndicate.html.article import read_article
from syndicate.html.gate import admit
from syndicate.html.picking import find_leaves, pick

WORDS = "The clinic opens its second room on Monday, and nobody has to wait any longer."
MORE = "It has two chairs and a window, and a quiet corner for whoever drives you home."
TEXT = f"<p>{WORDS}</p><p>{MORE}</p>"


def markup(page: str) -> str:
    return read_article(f"<html><body>{page}</body></html>").markup


@pytest.mark.parametrize(
    "wrapper",
    ["form", "div class=popup", "div class=newsletter", "div style='display:none'"],
)
def test_what_wraps_a_whole_page_stays(wrapper: str) -> None:
    found = markup(f"<{wrapper}><h1>A room</h1>{TEXT}</{wrapper.partition(' ')[0]}>")
    assert WORDS in found
    assert MORE in found


def test_a_hidden_copy_goes() -> None:
    assert markup(f"{TEXT}<div hidden>{TEXT}</div>").count(WORDS) == 1


def test_tags_in_scripts_and_long_attributes_are_no_reason_to_refuse() -> None:
    script = f"<script>x = '{'<div>' * 900}'</script><!-- {'<div>' * 900} -->"
    state = f"<div data-state='{'{b > 1},' * 9_000}'></div>"
    assert WORDS in markup(f"{script}{state}{TEXT}")
    assert admit("<div>" * 9 + "<i>" * 9 + "</div>" * 9)


def test_tags_left_open_within_what_closes_do_not_nest() -> None:
    assert admit("<div><span><b>one</div>" * 400)


def test_many_attributes_are_refused() -> None:
    many = " ".join(f"a{n}=''" for n in range(9_000))
    with pytest.raises(ValueError, match="a tag of over"):
        admit(f"<div {many}>{TEXT}</div>")


def test_structured_data_tell_what_the_page_does_not() -> None:
    told = f'{{"@type": "NewsArticle", "articleBody": "{WORDS}\\n{MORE}"}}'
    data = f'<script type="application/ld+json">{told}</script>'
    assert markup(f"{data}<div id=app></div>") == f"<p>{WORDS}</p><p>{MORE}</p>"
    assert "<strong>" in markup(
        f"{data}<p><strong>Now:</strong> {WORDS}</p><p>{MORE}</p>"
    )


def test_a_label_said_twice_is_kept_where_the_text_is() -> None:
    from lxml import html  # noqa: PLC0415 - as in the package

    page = f"<ul><li>Hours</li><li>Fees</li></ul>{TEXT}<h2>Hours</h2><p>{MORE} So.</p>"
    leaves = find_leaves(html.fragment_fromstring(page, create_parent="div"))
    kept = pick(leaves, [WORDS, MORE, "Hours", f"{MORE} So."])
    assert [leaf.tag.tag for leaf in kept] == ["p", "p", "h2", "p"]


HOURS = (
    "<tr><td>Monday</td><td>Noon to six</td></tr><tr><td>Friday</td><td>{}</td></tr>"
)


def kept_of(page: str, lines: list[str]) -> list[str]:
    from lxml import html  # noqa: PLC0415 - as in the package

    leaves = find_leaves(html.fragment_fromstring(page, create_parent="div"))
    return [leaf.text for leaf in pick(leaves, lines)]


def test_a_label_is_the_one_between_its_neighbours() -> None:
    menu = "<div><a href=#h>Hours</a></div><div><a href=#f>What it costs</a></div>"
    told = f"<h2>Hours</h2><p>{WORDS}</p><h2>What it costs</h2><p>{MORE}</p>"
    lines = ["Hours", WORDS, "What it costs", MORE]
    assert kept_of(menu + told + menu, lines) == lines


def test_rows_may_be_alike_and_a_copy_of_the_page_may_not() -> None:
    table = f"<table>{HOURS.format('Noon to six')}</table>"
    cells = ["Monday", "Noon to six", "Friday", "Noon to six"]
    page = f"<div><p>{WORDS}</p>{table}<p>{MORE}</p></div>"
    lines = [WORDS, *[f"{cells[at]} | {cells[at + 1]}" for at in (0, 2)], MORE]
    whole = [WORDS, *cells, MORE]
    assert kept_of(page, lines) == whole
    assert kept_of(page + page, lines) == whole
    assert kept_of(page + page, lines + lines) == whole


def test_a_sentence_may_come_again_under_another_heading() -> None:
    again = "Call the desk before you come, for the doors are locked at night."
    page = f"<h2>Salem</h2><p>{again}</p><h2>Albany</h2><p>{MORE}</p><p>{again}</p>"
    lines = ["Salem", again, "Albany", MORE, again]
    assert kept_of(page, lines) == lines
    assert kept_of(f"<p>{again}</p><p>{again}</p>", [again, again]) == [again]


def test_contents_are_not_text_and_a_heading_stands_over_its_list() -> None:
    contents = "<ul><li><a href=#a>Rooms</a></li><li><a href=#b>Chairs</a></li></ul>"
    told = f"<h2>What to bring</h2><ul><li>A {WORDS}</li><li>A friend</li></ul>"
    page = f"<div><p>{WORDS}</p>{contents}{told}<p>{MORE}</p></div>"
    assert kept_of(page, [WORDS, f"A {WORDS}", MORE]) == [
        WORDS,
        "What to bring",
        f"A {WORDS}",
        "A friend",
        MORE,
    ]
