"""The feeds say what was meant, validly, stably and all the same."""

from __future__ import annotations

import json
import random
import re
from calendar import timegm
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from syndicate.config import Feed, Publish, Settings
from syndicate.errors import ConfigError
from syndicate.model import Entry, Moment, Precision
from tests.publish.feeding import Public, publish

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
FEEDS = ("rss.xml", "atom.xml", "feed.json")

MakeEntry = Callable[..., Entry]
MakeEdition = Callable[..., Public]


def read(settings: Settings, name: str) -> bytes:
    return (settings.paths.output / name).read_bytes()


def rss_channel(settings: Settings) -> Any:
    return etree.fromstring(read(settings, "rss.xml")).find("channel")


def atom_feed(settings: Settings) -> Any:
    return etree.fromstring(read(settings, "atom.xml"))


def json_feed(settings: Settings, name: str = "feed.json") -> dict[str, Any]:
    feed: dict[str, Any] = json.loads(read(settings, name))
    return feed


def ids(settings: Settings, folder: str = "") -> list[str]:
    return [item["id"] for item in json_feed(settings, f"{folder}feed.json")["items"]]


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_feedparser_reads_back_what_was_meant(
    settings: Settings, make_edition: MakeEdition, name: str
) -> None:
    edition = make_edition(3)
    publish(edition, (), (), settings)
    read_back = feedparser.parse(read(settings, name))
    assert not read_back.bozo
    assert read_back.feed.title == settings.site.title
    assert read_back.feed.link == settings.site.home
    for entry, got in zip(edition.public, read_back.entries, strict=True):
        told = entry.story.original
        assert got.id == entry.story.id
        assert got.title == told.title
        assert got.link == told.url
        assert got.summary == entry.brief.summary
        assert got.author == told.issuer
        assert told.published is not None
        assert timegm(got.published_parsed) == told.published.at.timestamp()
        assert "Parking behind the building" in got.content[0].value


def test_every_format_holds_the_same_stories_in_the_same_order(
    settings: Settings, make_edition: MakeEdition
) -> None:
    publish(make_edition(5), (), (), settings)
    rss = [item.findtext("guid") for item in rss_channel(settings).iter("item")]
    atom = [e.findtext(f"{ATOM}id") for e in atom_feed(settings).iter(f"{ATOM}entry")]
    assert rss == atom == ids(settings)
    assert rss == [f"tag:example.org,2024:story/{n:08x}" for n in (4, 3, 2, 1, 0)]


def test_equal_dates_are_ordered_by_id(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    one = make_entry(1).story.original.published
    public = tuple(make_entry(number, published=one) for number in (3, 1, 2))
    publish(make_edition(public=public), (), (), settings)
    assert [name[-1] for name in ids(settings)] == ["1", "2", "3"]


def test_rss_is_as_the_advisory_board_wants_it(
    settings: Settings, make_edition: MakeEdition
) -> None:
    publish(make_edition(2), (), (), settings)
    channel = rss_channel(settings)
    links = channel.findall(f"{ATOM}link")
    assert [dict(link.attrib) for link in links] == [
        {
            "href": "https://news.example.org/clinics/rss.xml",
            "rel": "self",
            "type": "application/rss+xml",
        }
    ]
    assert channel.findtext("link") == settings.site.home
    assert channel.findtext("generator") == "syndicate"
    assert channel.findtext("ttl") == "60"
    assert channel.findtext("language") == "en"
    for item in channel.iter("item"):
        names = [child.tag for child in item]
        assert len(names) == len(set(names))
        assert names.index("description") < names.index(f"{CONTENT}encoded")
        assert item.find("guid").get("isPermaLink") == "false"
        assert item.findtext(f"{DC}creator")
        assert item.find("author") is None
        assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo is not None


def test_atom_entries_link_to_every_place_with_its_name(
    settings: Settings, make_edition: MakeEdition
) -> None:
    publish(make_edition(1), (), (), settings)
    feed = atom_feed(settings)
    (entry,) = feed.iter(f"{ATOM}entry")
    assert [dict(link.attrib) for link in entry.findall(f"{ATOM}link")] == [
        {"rel": "alternate", "href": "https://clinic.example.org/news/0"},
        {
            "rel": "related",
            "type": "text/html",
            "title": "Where it ran",
            "href": "https://news.example.org/clinics/stories/story-0-00000000.html",
        },
        {
            "rel": "related",
            "title": "r/ExampleNews (claimed)",
            "href": "https://www.reddit.com/r/ExampleNews/comments/x0/",
        },
        {
            "rel": "related",
            "title": "wire.example.org",
            "href": "https://wire.example.org/releases/0",
        },
    ]
    assert {
        link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")
    } == {
        "self": "https://news.example.org/clinics/atom.xml",
        "alternate": settings.site.home,
    }
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert entry.find(f"{ATOM}content").get("type") == "html"
    assert b"ns0:" not in read(settings, "atom.xml")


def test_rss_lists_where_it_ran_and_marks_claims(
    settings: Settings, make_edition: MakeEdition
) -> None:
    publish(make_edition(1), (), (), settings)
    content = rss_channel(settings).findtext(f"item/{CONTENT}encoded")
    assert "Where it ran:" in content
    assert "r/ExampleNews (claimed)</a>" in content


def test_the_text_comes_with_what_belongs_to_it_and_nothing_else(
    settings: Settings, make_edition: MakeEdition
) -> None:
    publish(make_edition(1), (), (), settings)
    (item,) = json_feed(settings)["items"]
    assert "<li>A separate entrance without stairs</li>" in item["content_html"]
    assert "About Harbor Lane Clinic<br>A clinic by the sea." in item["content_html"]
    assert "Press: press@example.org" in item["content_html"]
    assert "Leave a reply" not in item["content_html"]


JSON_FEED_KEYS = {
    *("version", "title", "home_page_url", "feed_url", "description", "user_comment"),
    *("next_url", "icon", "favicon", "authors", "language", "expired", "hubs", "items"),
}
JSON_ITEM_KEYS = {
    *("id", "url", "external_url", "title", "content_html", "content_text", "summary"),
    *("image", "banner_image", "date_published", "date_modified", "authors", "tags"),
    *("language", "attachments"),
}
EXTENSION = re.compile(r"^_[a-zA-Z][^.]*$")
RFC3339 = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")


def check_json_feed(feed: dict[str, Any]) -> None:
    """The rules of the JSON Feed 1.1 schema: what must be, what else may be."""
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    assert set(feed) <= JSON_FEED_KEYS
    assert all(set(author) <= {"name", "url", "avatar"} for author in feed["authors"])
    for item in feed["items"]:
        extensions = {key for key in item if key.startswith("_")}
        assert all(EXTENSION.match(key) for key in extensions)
        assert set(item) - extensions <= JSON_ITEM_KEYS
        assert isinstance(item["id"], str)
        assert item.get("content_html") or item["content_text"]
        assert RFC3339.match(item["date_published"])
        assert RFC3339.match(item["date_modified"])
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
        assert all(set(author) == {"name"} for author in item.get("authors", []))
        assert all("." not in key for key in item["_syndicate"])


def test_json_feed_keeps_to_its_schema(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    public = (
        make_entry(1, topics=("Therapy",)),
        make_entry(0, issuer="", dateline=None),
    )
    publish(make_edition(public=public), (), (), settings)
    feed = json_feed(settings)
    check_json_feed(feed)
    assert feed["items"][0]["tags"] == ["Therapy"]
    assert feed["items"][0]["_syndicate"]["place"] == "Tulsa, OK"
    assert feed["items"][0]["_syndicate"]["appearances"][1] == {
        "source": "r/ExampleNews",
        "url": "https://www.reddit.com/r/ExampleNews/comments/x1/",
        "standing": "claimed",
        "relation": "discussion",
    }
    assert "place" not in feed["items"][1]["_syndicate"]
    assert b"null" not in read(settings, "feed.json")


def test_feeds_are_dated_by_their_content_alone(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    entry = make_entry(0)
    changed = entry.story.updated + timedelta(days=3, microseconds=7)
    entry = replace(entry, story=replace(entry.story, updated=changed))
    publish(make_edition(public=(entry,)), (), (), settings)
    assert rss_channel(settings).findtext("lastBuildDate") == (
        "Mon, 04 Mar 2024 13:00:00 +0000"
    )
    assert atom_feed(settings).findtext(f"{ATOM}updated") == "2024-03-04T13:00:00+00:00"


def test_atom_entries_of_one_instant_differ_within_the_second(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    day = Moment(datetime(2024, 2, 29, tzinfo=UTC), Precision.DATE, "path")
    public = tuple(make_entry(n, published=day, updated=day.at) for n in range(50))
    publish(make_edition(public=public), (), (), settings)
    told = [
        e.findtext(f"{ATOM}updated") for e in atom_feed(settings).iter(f"{ATOM}entry")
    ]
    assert len(set(told)) == 50
    assert all(updated.startswith("2024-02-29T00:00:00.") for updated in told)


def test_an_empty_edition_gives_empty_feeds_with_a_fixed_date(
    settings: Settings, make_edition: MakeEdition
) -> None:
    publish(make_edition(0), (), (), settings)
    assert atom_feed(settings).findtext(f"{ATOM}updated") == "2000-01-01T00:00:00+00:00"
    assert json_feed(settings)["items"] == []
    assert not feedparser.parse(read(settings, "rss.xml")).bozo


def test_updated_is_never_before_published(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    entry = make_entry(0, updated=datetime(2020, 1, 1, tzinfo=UTC))
    publish(make_edition(public=(entry,)), (), (), settings)
    (item,) = json_feed(settings)["items"]
    assert item["date_modified"] == item["date_published"] == "2024-03-01T12:00:00Z"


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (
            Moment(datetime(2024, 2, 29, tzinfo=UTC), Precision.DATE, "path"),
            "2024-02-29T00:00:00Z",
        ),
        (None, "2024-03-01T12:00:00Z"),
    ],
)
def test_published_is_the_told_date_else_since_when_we_know(
    settings: Settings,
    make_entry: MakeEntry,
    make_edition: MakeEdition,
    published: Moment | None,
    expected: str,
) -> None:
    entry = make_entry(0, published=published)
    publish(make_edition(public=(entry,)), (), (), settings)
    assert json_feed(settings)["items"][0]["date_published"] == expected


def test_order_of_input_does_not_matter(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition, tmp_path: Path
) -> None:
    entries = [make_entry(number) for number in range(12)]
    outputs = []
    for seed in (1, 2):
        random.Random(seed).shuffle(entries)
        shuffled = [
            replace(entry, story=replace(entry.story, appearances=tuple(places)))
            for entry in entries
            for places in (random.Random(seed).sample(entry.story.appearances, 3),)
        ]
        output = tmp_path / f"out{seed}"
        there = replace(settings, paths=replace(settings.paths, output=output))
        publish(make_edition(public=tuple(shuffled)), shuffled, (), there)
        outputs.append(
            {
                path.relative_to(output): path.read_bytes()
                for path in output.rglob("*")
                if path.is_file()
            }
        )
    assert outputs[0] == outputs[1]
    assert len(outputs[0]) == 25


def test_a_feed_holds_no_more_items_than_configured(
    settings: Settings, make_edition: MakeEdition
) -> None:
    few = replace(settings, publish=Publish(items=2))
    publish(make_edition(5), (), (), few)
    assert [name[-1] for name in ids(settings)] == ["4", "3"]


def test_a_feed_holds_no_more_bytes_than_configured(
    settings: Settings, make_edition: MakeEdition
) -> None:
    small = replace(settings, publish=Publish(bytes=16_000))
    publish(make_edition(20), (), (), small)
    assert 3 < len(ids(settings)) < 20
    for name in FEEDS:
        assert 7_000 < len(read(settings, name)) <= 16_000


def test_a_release_too_large_for_a_feed_is_given_as_its_summary(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    large = make_entry(3, text="A very long text. " * 40_000)
    edition = make_edition(public=(large, make_entry(2)))
    published = publish(edition, (large,), (), settings)
    first, second = json_feed(settings)["items"]
    assert large.story.page in first["content_html"]
    assert "very long" not in first["content_html"]
    assert "Parking" in second["content_html"]
    assert len(published.problems) == 1
    assert published.problems[0].startswith("00000003: given as its summary")
    page = (settings.paths.output / large.story.page).read_text()
    assert page.count("A very long text.") == 40_000


def test_feeds_of_their_own_hold_what_passes_every_filter(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    public = (
        make_entry(0, clinic="Harbor Lane Clinic", topics=("Rooms",)),
        make_entry(1, text="Nothing of note.", summary="Nothing.", language="en-GB"),
        make_entry(2, topics=("Rooms",), language="es"),
        make_entry(3, language="", text="Parkingplace only"),
    )
    feeds = {
        "clinic": (Feed(name="clinic", clinic="Harbor Lane Clinic"), ["0"]),
        "topic": (Feed(name="Topic", topic="Rooms"), ["2", "0"]),
        "words": (Feed(name="Words!", words=("PARKING", "x")), ["2", "0"]),
        "english": (Feed(name="english", language="en"), ["3", "1", "0"]),
        "both": (Feed(name="both", topic="Rooms", language="es"), ["2"]),
        "none": (Feed(name="none", clinic="Nobody"), []),
    }
    with_feeds = replace(settings, feed=tuple(feed for feed, _ in feeds.values()))
    publish(make_edition(public=public), (), (), with_feeds)
    for folder, (_, expected) in feeds.items():
        assert [name[-1] for name in ids(settings, f"{folder}/")] == expected
        for name in FEEDS:
            assert (settings.paths.output / folder / name).is_file()
    own = json_feed(settings, "topic/feed.json")
    assert own["feed_url"] == "https://news.example.org/clinics/topic/feed.json"
    opml = etree.fromstring(read(settings, "opml.xml"))
    assert len(opml.findall("body/outline")) == 7


@pytest.mark.parametrize("names", [("A b", "a-b"), ("Stories",)])
def test_feeds_that_share_a_folder_are_refused(
    settings: Settings, make_edition: MakeEdition, names: tuple[str, ...]
) -> None:
    clashing = replace(settings, feed=tuple(Feed(name=name) for name in names))
    with pytest.raises(ConfigError, match=re.escape(repr(names[-1]))):
        publish(make_edition(1), (), (), clashing)
    assert not settings.paths.output.exists()


def test_a_story_without_a_public_address_has_its_page_as_link(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    entry = make_entry(0, url=None)
    publish(make_edition(public=(entry,)), (), (), settings)
    (item,) = json_feed(settings)["items"]
    assert item["url"] == f"https://news.example.org/clinics/{entry.story.page}"
    links = atom_feed(settings).findall(f"{ATOM}entry/{ATOM}link")
    assert [link.get("href") for link in links].count(item["url"]) == 1


def test_nothing_internal_is_in_public(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    held = make_entry(9, title="Not yet for anybody", held="under embargo")
    edition = make_edition(3, held=(held,), new=(held,))
    publish(edition, edition.public, (), settings)
    everything = b"".join(
        path.read_bytes() for path in settings.paths.output.rglob("*") if path.is_file()
    )
    for internal in (
        b"Not yet for anybody",
        b"Check:",
        b"a claim without",
        b"syndicate e",
    ):
        assert internal not in everything
    assert (
        b"Not yet for anybody" in (settings.paths.digest / "digest.html").read_bytes()
    )
    assert b"None" not in everything
