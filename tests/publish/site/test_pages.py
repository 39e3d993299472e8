"""The pages: what readers see, and what machines find in them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import html5lib
import pytest

from syndicate.config import Clinic, Feed, Settings, Topic
from syndicate.model import Amendment, Entry, Standing
from syndicate.publish.channel import FORMATS, SUMMARIES
from syndicate.store.catalogue import Catalogue
from tests.publish.feeding import Public, publish, with_lists

MakeEntry = Callable[..., Entry]
MakeEdition = Callable[..., Public]


def page(settings: Settings, name: str) -> Any:
    """The page as a browser parses it, which must find nothing wrong."""
    text = (settings.paths.output / name).read_text("utf-8")
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False, strict=True
    )
    return parser.parse(text).getroot()


def text_of(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def test_the_front_page_shows_the_newest_stories(
    settings: Settings, make_edition: MakeEdition, catalogue: Catalogue
) -> None:
    edition = make_edition(3)
    publish(edition, edition.public, (), settings, with_lists(catalogue))
    root = page(settings, "index.html")
    assert [text_of(h) for h in root.iter("h1")] == [settings.site.title]
    articles = list(root.iter("article"))
    assert len(articles) == 3
    assert text_of(articles[0]) == (
        "3 March 2024 Northgate Infusion Seattle, WA Northgate Infusion Names Dr. Imani"
        " Osei Medical Director The room opens on the first Monday of the month"
        " and adds"
        " twelve appointments a week, most of them in the evening. Ran in 3 places ·"
        " Original at clinic.example.org"
    )
    href = articles[0].find(".//h2/a").get("href")
    assert (settings.paths.output / href).is_file()


def test_the_subscribe_page_has_every_address_and_a_preview(
    settings: Settings, make_edition: MakeEdition, catalogue: Catalogue
) -> None:
    edition = make_edition(5)
    named = replace(
        settings,
        feed=(Feed(name="Rooms", words=("room",)),),
        clinic=(Clinic(name="Harbor Lane Clinic"),),
        topic=(Topic(name="Infusions", words=("infusion",)),),
    )
    publish(edition, edition.public, (), named, with_lists(catalogue))
    root = page(settings, "subscribe.html")
    shown = [text_of(code) for code in root.iter("code")]
    base = "https://news.example.org/clinics/"
    folders = ("", "rooms/", "clinics/harbor-lane-clinic/", "topics/infusions/")
    names = (*FORMATS, *SUMMARIES)
    assert sorted(shown) == sorted(
        f"{base}{f}{name}" for f in folders for name in names
    )
    for address in shown:
        assert (settings.paths.output / address.removeprefix(base)).is_file()
    preview = root.findall(".//div[@class='preview']/article")
    newest = [entry.story.original.title for entry in edition.public[:3]]
    assert [text_of(each.find("h3")) for each in preview] == newest


def test_every_page_names_its_feeds_in_its_head(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    entry = make_entry(1)
    publish(make_edition(0), (entry,), (), settings)
    found = {
        link.get("href"): link.get("type")
        for link in page(settings, entry.story.page).iter("link")
        if link.get("rel") == "alternate"
    }
    assert len(found) == 3
    feed = "https://news.example.org/clinics/feed.json"
    assert found[feed] == "application/feed+json"


def test_a_story_page_tells_where_it_ran_and_leads_to_the_original(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    entry = make_entry(1, summary="A sentence from further down.")
    publish(make_edition(0), (entry,), (), settings)
    root = page(settings, entry.story.page)
    assert root.get("lang") == "en"
    assert [text_of(h) for h in root.iter("h1")] == [entry.story.original.title]
    whole = text_of(root)
    assert "Juniper Wellness" in whole
    assert "Tulsa, OK" in whole
    assert "2 March 2024, 07:00 UTC−05:00" in whole
    assert "A sentence from further down." in whole
    rows = [[text_of(cell) for cell in row] for row in root.findall(".//tbody/tr")]
    assert rows == [
        ["clinic.example.org", "2 March 2024", "", "original", "seen"],
        ["r/ExampleNews", "no date", "", "discussion", "claimed"],
        ["wire.example.org", "4 March 2024", "2 days later", "copy", "seen"],
    ]
    assert root.find(".//link[@rel='canonical']").get("href") == (
        "https://clinic.example.org/news/1"
    )
    assert "Check:" not in whole


def test_a_story_page_says_what_changed_and_keeps_the_date_it_first_had(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    def amended(day: int, note: str, *, public: bool = True) -> Amendment:
        return Amendment(datetime(2024, 4, day, tzinfo=UTC), note, "secret", public)

    entry = make_entry(
        1,
        amendments=(
            amended(3, "nobody saw this", public=False),
            amended(4, "the title changed"),
            amended(9, "a & <b> changed"),
        ),
    )
    first = datetime(2024, 2, 27, 12, tzinfo=UTC)
    entry = replace(entry, story=replace(entry.story, published=first))
    publish(make_edition(0), (entry,), (), settings)
    root = page(settings, entry.story.page)
    assert [text_of(line) for line in root.findall(".//ul[@class='changes']/li")] == [
        "Updated 9 April 2024: a & <b> changed.",
        "Updated 4 April 2024: the title changed.",
    ]
    head = root.find(".//article/header/p[@class='meta']/a")
    assert text_of(head) == "27 February 2024"
    assert head.get("href") == "../days/2024-02-27.html"
    assert head.find("time").get("datetime") == "2024-02-27T12:00:00Z"
    assert "secret" not in text_of(root)


def test_a_summary_that_the_text_begins_with_is_not_said_twice(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    entry = make_entry(1)
    publish(make_edition(0), (entry,), (), settings)
    whole = text_of(page(settings, entry.story.page).find("body"))
    assert whole.count(entry.brief.summary) == 1


def test_machines_find_the_article_and_what_it_is_based_on(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    entry = make_entry(1, title='</script><script>alert("x")</script>')
    publish(make_edition(0), (entry,), (), settings)
    root = page(settings, entry.story.page)
    (script,) = root.iter("script")
    article = json.loads(script.text)
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == '</script><script>alert("x")</script>'
    assert article["isBasedOn"] == "https://clinic.example.org/news/1"
    assert article["datePublished"] == "2024-03-02T12:00:00Z"
    told = {
        meta.get("property"): meta.get("content")
        for meta in root.iter("meta")
        if meta.get("property")
    }
    assert told["og:url"] == f"https://news.example.org/clinics/{entry.story.page}"
    assert told["og:type"] == "article"
    assert len(told["og:description"]) <= 200


@pytest.mark.parametrize("name", ["index.html", "story", "digest"])
def test_pages_load_nothing_and_run_nothing(
    settings: Settings, make_edition: MakeEdition, catalogue: Catalogue, name: str
) -> None:
    edition = make_edition(1)
    edition = replace(edition, new=edition.public)
    publish(edition, edition.public, (), settings, with_lists(catalogue))
    path = {
        "index.html": settings.paths.output / "index.html",
        "story": settings.paths.output / edition.public[0].story.page,
        "digest": settings.paths.digest / "digest.html",
    }[name]
    text = path.read_text()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;; style-src &#39;")
    assert "unsafe" not in policy[1]
    loaded = re.findall(r'(?:src|rel="stylesheet" href)="([^"]*)"', text)
    assert all(asset in {"style.css", "../style.css"} for asset in loaded)
    scripts = re.findall(r"<script[^>]*>", text)
    assert all(script == '<script type="application/ld+json">' for script in scripts)


def test_a_story_without_dates_places_or_names_has_a_page(
    settings: Settings,
    catalogue: Catalogue,
    make_entry: MakeEntry,
    make_edition: MakeEdition,
) -> None:
    bare = make_entry(
        0,
        url=None,
        published=None,
        issuer="",
        dateline=None,
        text="",
        summary="",
        parts=(),
    )
    bare = replace(bare, story=replace(bare.story, appearances=()))
    publish(make_edition(public=(bare,)), (bare,), (), settings, with_lists(catalogue))
    root = page(settings, bare.story.page)
    assert root.find(".//link[@rel='canonical']").get("href").endswith(bare.story.page)
    assert "Read the original" not in text_of(root)
    assert "None" not in text_of(root)
    page(settings, "index.html")


def test_a_withdrawn_appearance_is_told_but_not_linked(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    entry = make_entry(0)
    places = tuple(
        replace(place, standing=Standing.WITHDRAWN)
        if place.source == "Example Wire"
        else place
        for place in entry.story.appearances
    )
    entry = replace(entry, story=replace(entry.story, appearances=places))
    publish(make_edition(public=(entry,)), (entry,), (), settings)
    rows = page(settings, entry.story.page).findall(".//tbody/tr")
    withdrawn = [row for row in rows if "withdrawn" in text_of(row)]
    assert len(withdrawn) == 2
    assert all(row.find(".//a") is None for row in withdrawn)
    feed = (settings.paths.output / "feed.json").read_text()
    assert "withdrawn" not in feed
    assert "wire.example.org" not in feed


def test_an_empty_front_page_says_so(
    settings: Settings, make_edition: MakeEdition, catalogue: Catalogue
) -> None:
    publish(make_edition(0), (), (), settings, with_lists(catalogue))
    assert "No announcements yet." in text_of(page(settings, "index.html"))
