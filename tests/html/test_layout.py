"""A site's own layout, as the settings tell it, comes before what we find alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from syndicate.clean import Rules, clean
from syndicate.config import Layout
from syndicate.config.load import read_settings
from syndicate.errors import ConfigError
from syndicate.html.article import read_article
from syndicate.model import Posting

WORDS = "The clinic opens its second room on Monday, and nobody has to wait any longer."
PAGE = f"""<html><head><title>Welcome</title></head><body><h1>Welcome</h1>
<div id=c><p>{"A long story about the house that no release is. " * 9}</p></div>
<div class="x1"><b class=t>The second room</b><p>{WORDS}</p><p class=ad>Call now!</p>
</div></body></html>"""
HERE = "https://www.clinic.example.org/news/1"
LAYOUT = Layout(
    "clinic.example.org", body=".x1 > p", drop=(".ad",), title="//b[@class]"
)
POSTING = Posting("s", "i", "", PAGE, url=HERE, full=False)


def test_a_layout_says_what_the_text_is() -> None:
    release = clean(POSTING, Rules(layouts=(LAYOUT,)))
    assert (release.title, release.text) == ("The second room", WORDS)
    listed = clean(replace(POSTING, title="Read on"), Rules(layouts=(LAYOUT,)))
    assert listed.title == "The second room"


def test_a_layout_is_of_its_site_alone() -> None:
    other = replace(LAYOUT, host="another.example.org")
    assert "long story" in clean(POSTING, Rules(layouts=(other,))).text


def test_a_saved_page_is_of_the_site_that_it_names() -> None:
    head = f'<link rel="canonical" href="{HERE}">'
    page = PAGE.replace("</title>", f"</title>{head}")
    assert WORDS in read_article(page, layouts=(LAYOUT,)).markup
    assert "long story" not in read_article(page, layouts=(LAYOUT,)).markup


def test_the_first_layout_that_fits_is_taken_and_none_is_no_harm() -> None:
    blind = replace(LAYOUT, body="#gone", title="")
    for known in ((blind, LAYOUT), (LAYOUT, blind)):
        assert "long story" not in read_article(PAGE, HERE, known).markup
    assert "long story" in read_article(PAGE, HERE, (blind,)).markup


def test_what_is_dropped_is_dropped_where_the_text_is_found_alone() -> None:
    told = Layout("clinic.example.org", drop=("#c",))
    assert clean(POSTING, Rules(layouts=(told,))).text.startswith(WORDS)


def test_rules_with_other_layouts_are_other_rules() -> None:
    rules = [Rules(), Rules(layouts=(LAYOUT,)), Rules(layouts=(LAYOUT, LAYOUT))]
    assert len({each.told for each in rules}) == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('body = "p["', 'config.toml: layout[1].body: "p[" is no CSS selector: '),
        ('body = "//p["', 'config.toml: layout[1].body: "//p[" is no XPath: '),
        ('drop = ["p", "a:b("]', 'config.toml: layout[1].drop: "a:b(" is no CSS'),
        ('title = "h1 >"', 'config.toml: layout[1].title: "h1 >" is no CSS selector'),
        ('host = "https://a.example.org/"', "layout[1].host: "),
        ('text = "p"', "layout[1].text: unknown key"),
    ],
)
def test_a_selector_that_is_none_is_named_with_its_key(line: str, said: str) -> None:
    host = "" if line.startswith("host") else 'host = "a.example.org"\n'
    written = f'[site]\nurl = "https://n.example.org/"\n[[layout]]\n{host}{line}\n'
    with pytest.raises(ConfigError) as caught:
        read_settings(written.encode(), Path("config.toml"), lambda _: None)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
