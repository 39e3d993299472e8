"""Whatever a source says, every file comes out whole and nothing in it can act."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import html5lib
import pytest
from lxml import etree

from syndicate.config import Settings
from syndicate.model import Entry
from syndicate.publish.channel import main_channel
from syndicate.publish.content import full_text, sanitise
from syndicate.publish.item import present
from syndicate.publish.sheets import Scale, write_sheet
from syndicate.publish.xmlfeeds import rss
from syndicate.store.catalogue import Catalogue
from tests.publish.feeding import Public, publish, with_lists

MakeEntry = Callable[..., Entry]
MakeEdition = Callable[..., Public]

TEXTS = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "cdata end": "a ]]> b <![CDATA[ c",
    "control characters": "a\x00b\x08c\x0bd\x1be\x7ff\x85g\x9fh",
    "surrogate": "a\ud800b\udfffc",
    "noncharacter": "a\ufffeb\uffffc\ufdd0d",
    "right to left": "مرحبا \u202eevil\u202c שלום",
    "references": "&lt;b&gt; &amp;amp; &#0; &#xD800; &nbsp;",
    "long": "word " * 3_000,
    "one long word": "w" * 30_000,
    "template": "{{ 7 * 7 }} {% include 'x' %} ${7*7}",
    "quotes": "\"'><svg/onload=alert(1)>",
    "newlines": "a\r\nb\u2028c\u2029d\n\n\ne",
    "emoji": "👩🏽‍⚕️ 🇺🇸 ✨",
    "line marks": "- one\n1. two\n# three\n| a | b |",
}
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//evil.example.org/x",
    "http://[",
    "https://clinic.example.org/a b/\u00fc?q=[x]&r=%zz#\u00e9",
    'https://clinic.example.org/"><script>alert(1)</script>',
    "https://b\u00fccher.example.org/",
    "https://user:secret@clinic.example.org/x",
    "None",
    "https://www.example.orgNone",
    "",
)
# Markup that acts, whatever the reader; the checker itself is checked below.
ACTING = {"script", "iframe", "object", "embed", "form", "input", "svg", "math", "img"}
# What acts and is ours, as it stands in our templates.
OURS = (
    ("script", "type", "application/ld+json"),
    ("script", "src", "search.js"),
    ("script", "src", "copy.js"),
    ("form", "id", "search"),
    ("input", "id", "words"),
    ("svg", "class", "line"),
)


def acts(markup: str) -> list[str]:
    """What in the markup could act, as a browser parses it."""
    found = []
    tree = html5lib.parse(markup, namespaceHTMLElements=False, treebuilder="lxml")
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2]
        is_ours = any(name == n and element.get(key) == to for n, key, to in OURS)
        if name in ACTING and not is_ours:
            found.append(name)
        for attribute, value in element.attrib.items():
            if attribute.startswith("on") or attribute == "style":
                found.append(f"{name}@{attribute}")
            if attribute in {"href", "src", "action", "formaction", "poster"}:
                scheme = value.strip().lower().partition(":")[0]
                if scheme not in {"https", "http", "mailto"} and ":" in value:
                    found.append(f"{name}@{attribute}={value}")
    return found


def every_file(settings: Settings) -> dict[str, str]:
    return {
        str(path): path.read_text("utf-8")
        for folder in (settings.paths.output, settings.paths.digest)
        for path in Path(folder).rglob("*")
        if path.is_file()
    }


def _items(told: Any) -> Any:
    return told.get("items", ()) if isinstance(told, dict) else ()


def check_files(settings: Settings) -> None:
    """Every file parses, no page acts, no content in a feed acts."""
    for name, text in every_file(settings).items():
        if name.endswith(".html"):
            assert acts(text) == []
        elif name.endswith(".xml"):
            etree.fromstring(text.encode())
            read_back = feedparser.parse(text.encode(), sanitize_html=False)
            for entry in read_back.entries:
                for content in entry.get("content", ()):  # a summary has none
                    assert acts(content.value) == []
                assert acts(entry.summary) == []
                # Some readers take titles for HTML.
                assert acts(entry.title) == []
        elif name.endswith(".json"):
            for item in _items(json.loads(text)):
                assert acts(item.get("content_html", "")) == []
    for feed in ("rss.xml", "atom.xml"):
        assert not feedparser.parse((settings.paths.output / feed).read_bytes()).bozo


def test_the_checker_finds_what_acts() -> None:
    assert acts(TEXTS["script"]) == ["script", "img", "img@onerror"]
    assert acts("<a href=' javascript:x'>y</a>") == ["a@href= javascript:x"]
    assert acts("<p style='x'>y") == ["p@style"]
    assert acts("<p>y</p>") == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_text_cannot_act_or_break_a_file(
    settings: Settings,
    catalogue: Catalogue,
    make_entry: MakeEntry,
    make_edition: MakeEdition,
    text: str,
) -> None:
    fields: dict[str, Any] = dict.fromkeys(
        ("title", "text", "html", "issuer", "author", "summary"), text
    )
    bad = make_entry(2, **fields, topics=(text,), standalone=text, language=text)
    bad_places = tuple(
        replace(place, source=text, title=text) for place in bad.story.appearances
    )
    bad = replace(bad, story=replace(bad.story, appearances=bad_places))
    edition = make_edition(public=(bad, make_entry(1)), new=(bad,), held=(bad,))
    published = publish(edition, (bad,), (), settings, with_lists(catalogue))
    check_files(settings)
    assert published.problems == ()
    assert len(feedparser.parse(settings.paths.output / "rss.xml").entries) == 2


@pytest.mark.parametrize("url", ADDRESSES)
def test_addresses_are_complete_and_harmless(
    settings: Settings,
    catalogue: Catalogue,
    make_entry: MakeEntry,
    make_edition: MakeEdition,
    url: str,
) -> None:
    bad = make_entry(2, url=url, html=f"<p>See <a href='{url}'>this</a>.</p>")
    places = tuple(replace(place, url=url) for place in bad.story.appearances)
    bad = replace(bad, story=replace(bad.story, appearances=places))
    edition = make_edition(public=(bad,), new=(bad,))
    publish(edition, (bad,), (), settings, with_lists(catalogue))
    check_files(settings)
    for name, text in every_file(settings).items():
        assert "secret" not in text, name
        assert "None" not in text, name
    (item,) = json.loads((settings.paths.output / "feed.json").read_bytes())["items"]
    assert item["url"].isascii()
    assert item["url"].startswith("https://")
    assert not set(' "<>[]') & set(item["url"])


def test_relative_links_become_complete_and_pictures_go() -> None:
    given = (
        '<h1>A</h1><p onclick="x()">B <a href="../up" target=_blank>C</a>'
        '<img src="http://tracker.example.org/1.gif"></p><iframe src="/x"></iframe>'
    )
    assert sanitise(given, "https://clinic.example.org/news/1") == (
        "<h2>A</h2><p>B "
        '<a href="https://clinic.example.org/up" '
        'rel="nofollow noopener noreferrer">C</a></p>'
    )


def test_markup_made_to_hang_is_shown_from_its_text(make_entry: MakeEntry) -> None:
    deep = make_entry(0, html="<div>" * 100_000 + "deep").story.original
    assert "deep" not in full_text(deep)
    assert "Parking behind the building" in full_text(deep)


def test_an_item_that_cannot_be_written_is_reduced_and_named(
    settings: Settings, make_entry: MakeEntry
) -> None:
    channel = main_channel(settings)
    good = present(make_entry(1), settings)
    bad = replace(present(make_entry(2), settings), issuer="\x00", author="a\x00b")
    with pytest.raises(ValueError, match="XML compatible"):
        rss(channel, (bad,))
    scale = Scale(settings)
    files = dict(write_sheet(channel, (bad, good), scale))
    for name in ("rss.xml", "atom.xml"):
        read_back = feedparser.parse(files[name])
        assert not read_back.bozo
        assert [entry.id for entry in read_back.entries] == [bad.id, good.id]
    assert list(scale.problems) == [bad.id]
    assert scale.problems[bad.id].startswith("00000002: not in the feeds as it is")


def test_an_item_that_no_form_can_carry_is_left_out_and_named(
    settings: Settings, make_entry: MakeEntry
) -> None:
    good = present(make_entry(1), settings)
    naive = replace(
        present(make_entry(2), settings),
        published=good.published.replace(tzinfo=None),
    )
    scale = Scale(settings)
    files = dict(write_sheet(main_channel(settings), (naive, good), scale))
    ids = [entry.id for entry in feedparser.parse(files["rss.xml"]).entries]
    assert ids == [good.id]
    assert scale.problems[naive.id].endswith("left out of the feeds")


BAD: dict[str, dict[str, Any]] = {
    "nested tables": {"html": "<table><tr><td>" * 20_000 + "deep"},
    "wide tables": {"html": "<table>" + "<tr><td>a<td>b<td>c" * 20_000 + "</table>"},
    "a title of 10 MB": {"title": "A very long title " * 580_000},
    "one word of 10 MB": {"title": "x" * 10_000_000, "summary": ""},
    "cdata ends": {"title": "]]>", "text": "a ]]> b\n\n" * 9, "html": "<p>]]>]]></p>"},
    "right to left": {"title": "\u202eمرحبا\u2067", "text": "مرحبا بالعالم \u202e abc"},
    "emoji": {"title": "👩‍⚕️🏥", "text": "👩‍⚕️ " * 9_000, "issuer": "🏥"},
}


@pytest.mark.parametrize("fields", BAD.values(), ids=BAD.keys())
def test_a_bad_release_is_published_reduced_and_costs_no_other(
    settings: Settings,
    make_entry: MakeEntry,
    make_edition: MakeEdition,
    fields: dict[str, Any],
) -> None:
    bad = make_entry(2, **fields)
    publish(make_edition(public=(bad, make_entry(1))), (bad,), (), settings)
    check_files(settings)
    for name in ("rss.xml", "atom.xml", "rss-summary.xml", "atom-summary.xml"):
        read_back = feedparser.parse((settings.paths.output / name).read_bytes())
        assert [entry.id for entry in read_back.entries] == [
            bad.story.id,
            make_entry(1).story.id,
        ]
        assert len((settings.paths.output / name).read_bytes()) < 1_000_000


def test_a_story_that_ran_in_200_places_names_them_all(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    entry = make_entry(2)
    place = entry.story.appearances[1]
    places = tuple(
        replace(place, url=f"https://outlet{n}.example.org/1") for n in range(200)
    )
    entry = replace(entry, story=replace(entry.story, appearances=places))
    published = publish(make_edition(public=(entry,)), (entry,), (), settings)
    assert published.problems == ()
    for name in ("rss.xml", "atom.xml", "feed.json"):
        text = (settings.paths.output / name).read_text("utf-8")
        assert all(f"https://outlet{n}.example.org/1" in text for n in range(200))


def test_one_that_is_too_large_is_named_in_the_report(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    cells = "".join(f"<tr><td>{n}</td></tr>" for n in range(20_000))
    bad = make_entry(2, html=f"<table>{cells}</table>")
    published = publish(make_edition(public=(bad, make_entry(1))), (), (), settings)
    (problem,) = published.problems
    assert problem.startswith("00000002: given as its summary: up to ")
