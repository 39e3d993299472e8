"""The documents of a feed: full and summed up, live and archived, with their links."""

from __future__ import annotations

import json
from calendar import timegm
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from syndicate.config import Clinic, Feed, Publish, Settings, Topic
from syndicate.errors import ConfigError
from syndicate.model import Amendment, Entry, Trust
from syndicate.publish.channel import channels, main_channel
from syndicate.publish.item import present
from syndicate.publish.sheets import WRITERS, bound
from tests.publish.feeding import Public, publish
from tests.publish.test_feeds import check_json_feed
from tests.publish.test_hostile import TEXTS

MakeEntry = Callable[..., Entry]
MakeEdition = Callable[..., Public]
ATOM = "{http://www.w3.org/2005/Atom}"
HUB = "https://hub.example.org/"
AMENDED = Amendment(datetime(2024, 4, 9, tzinfo=UTC), "a & b changed", "secret", True)
FORMS = ("rss.xml", "atom.xml", "feed.json")


@pytest.fixture
def few(settings: Settings) -> Settings:
    return replace(settings, publish=Publish(items=4, hub=HUB))


def read(settings: Settings, path: str) -> bytes:
    return (settings.paths.output / path).read_bytes()


def told(settings: Settings, path: str) -> list[tuple[str, int, int]]:
    """The id, the first date and the last of each item, in order."""
    if path.endswith(".json"):
        items = json.loads(read(settings, path))["items"]
        return [
            (item["id"], *(_seconds(item[f"date_{date}"]) for date in DATES))
            for item in items
        ]
    parsed = feedparser.parse(read(settings, path))
    assert not parsed.bozo
    last = "published_parsed" if "rss" in path else "updated_parsed"
    return [
        (entry.id, timegm(entry.published_parsed), timegm(entry[last]))
        for entry in parsed.entries
    ]


DATES = ("published", "modified")


def _seconds(date: str) -> int:
    return int(datetime.fromisoformat(date).timestamp())


def links(settings: Settings, path: str) -> dict[str, str]:
    root = etree.fromstring(read(settings, path))
    parents = root.findall("channel") if root.tag == "rss" else [root]
    found = [link for parent in parents for link in parent.findall(f"{ATOM}link")]
    return {str(link.get("rel")): str(link.get("href")) for link in found}


def test_every_form_tells_the_same_items_in_one_order_with_one_date(
    few: Settings, make_edition: MakeEdition
) -> None:
    publish(make_edition(9), (), (), few)
    for folder in ("", "archive/2/"):
        expected = [(each, one) for each, one, _ in told(few, f"{folder}feed.json")]
        assert len(expected) == 4
        for name in FORMS if folder else (*FORMS, *map(short, FORMS)):
            items = told(few, folder + name)
            assert [(each, one) for each, one, _ in items] == expected
            if not name.startswith("rss"):  # RSS has no second date
                assert items == told(few, f"{folder}feed.json")


def short(name: str) -> str:
    return name.replace(".", "-summary.")


def test_summaries_hold_no_content(few: Settings, make_edition: MakeEdition) -> None:
    edition = make_edition(3)
    publish(edition, (), (), few)
    for name in map(short, FORMS):
        assert b"Parking behind the building" not in read(few, name)
        assert f'{few.site.url}{name}"'.encode() in read(few, name)
    for name in ("rss-summary.xml", "atom-summary.xml"):
        for entry, got in zip(
            edition.public, feedparser.parse(read(few, name)).entries, strict=True
        ):
            assert (got.summary, got.get("content")) == (entry.brief.summary, None)
            assert got.link == entry.story.original.url
    items = json.loads(read(few, "feed-summary.json"))["items"]
    assert {item["content_text"] for item in items} == {edition.public[0].brief.summary}


def test_the_live_documents_name_hub_and_archive(
    few: Settings, make_edition: MakeEdition
) -> None:
    publish(make_edition(9), (), (), few)
    for name in ("rss.xml", "atom.xml", "rss-summary.xml", "atom-summary.xml"):
        found = links(few, name)
        found.pop("alternate", "")
        form = name.replace("-summary", "")
        assert found == {
            "self": few.site.url + name,
            "hub": HUB,
            "prev-archive": f"{few.site.url}archive/3/{form}",
        }
    for name in ("feed.json", "feed-summary.json"):
        feed = json.loads(read(few, name))
        assert feed["hubs"] == [{"type": "WebSub", "url": HUB}]
        assert feed["next_url"] == f"{few.site.url}archive/3/feed.json"
        assert feed["feed_url"] == few.site.url + name


def test_documents_of_the_archive_say_so_and_link_back(
    few: Settings, make_edition: MakeEdition
) -> None:
    publish(make_edition(13), (), (), few)
    base = few.site.url
    for name in ("rss.xml", "atom.xml"):
        for number in (1, 2, 3, 4):
            path = f"archive/{number}/{name}"
            found = links(few, path)
            found.pop("alternate", "")
            expected = {"self": base + path, "current": base + name}
            if number == 1:
                expected["next-archive"] = f"{base}archive/2/{name}"
            else:
                expected["prev-archive"] = f"{base}archive/{number - 1}/{name}"
            assert found == expected
            mark = b"http://purl.org/syndication/history/1.0"
            assert read(few, path).count(mark) == 1
            assert b"fh:archive" in read(few, path)
        assert b"fh:" not in read(few, name)


def test_a_feed_without_hub_and_archive_names_none(
    settings: Settings, make_edition: MakeEdition
) -> None:
    publish(make_edition(3), (), (), settings)
    for name in ("rss.xml", "atom.xml"):
        assert set(links(settings, name)) - {"alternate"} == {"self"}
    assert {"hubs", "next_url"}.isdisjoint(json.loads(read(settings, "feed.json")))


def test_json_keeps_to_its_schema_in_every_document(
    few: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    public = tuple(make_entry(n, amendments=(AMENDED,)) for n in range(9))
    publish(make_edition(public=public), (), (), few)
    found = sorted(few.paths.output.rglob("*.json"))
    assert len(found) == 5
    for path in found:
        check_json_feed(json.loads(path.read_bytes()))


def test_what_changed_is_told_at_the_end_and_nothing_of_what_it_was(
    few: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> None:
    secret = replace(AMENDED, note="the title changed", public=False)
    entry = make_entry(0, amendments=(secret, AMENDED))
    publish(make_edition(public=(entry,)), (), (), few)
    line = "<p>Updated 9 April 2024: a &amp; b changed.</p>"
    (item,) = json.loads(read(few, "feed.json"))["items"]
    assert item["content_html"].endswith(line)
    assert item["_syndicate"]["changes"] == [
        {"date": "2024-04-09T00:00:00Z", "note": "a & b changed"}
    ]
    for name in ("rss.xml", "atom.xml"):
        (got,) = feedparser.parse(read(few, name)).entries
        assert line in got.content[0].value
    for path in few.paths.output.rglob("*.*"):
        assert b"secret" not in path.read_bytes()
        assert b"title changed" not in path.read_bytes()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_item_takes_more_bytes_than_it_is_counted_for(
    settings: Settings, make_entry: MakeEntry, text: str
) -> None:
    many: dict[str, Any] = dict.fromkeys(
        ("title", "text", "issuer", "author", "summary"), text * 3
    )
    entries = [
        make_entry(1),
        make_entry(2, **many, topics=(text, "x"), amendments=(AMENDED, AMENDED)),
        make_entry(3, html=f"<p>{text}</p><table><tr><td>&<td>\"'</table>" * 9),
    ]
    entries += [
        replace(e, story=replace(e.story, appearances=e.story.appearances * 70))
        for e in entries
    ]
    channel = main_channel(settings)
    for entry in entries:
        item = present(entry, settings)
        for write in WRITERS.values():
            size = len(write(channel, (item,))) - len(write(channel, ()))
            assert size <= bound(item)


def test_every_feed_of_the_settings_is_named(settings: Settings) -> None:
    named = replace(
        settings,
        clinic=(Clinic("Harbor Lane Clinic"), Clinic("診療所")),
        topic=(Topic("Rooms & hours"),),
        feed=(Feed("Own", title="Of our own"),),
    )
    assert [(one.kind, one.name, one.folder) for one in channels(named)] == [
        ("all", "", ""),
        ("clinic", "Harbor Lane Clinic", "clinics/harbor-lane-clinic/"),
        ("clinic", "診療所", "clinics/1f2c0d6037/"),
        ("topic", "Rooms & hours", "topics/rooms-hours/"),
        ("feed", "Own", "own/"),
    ]


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"clinic": (Clinic("A b"), Clinic("A (b)"))}, "[[clinic]] name 'A (b)'"),
        ({"topic": (Topic("E!"), Topic("e"))}, "[[topic]] name 'e'"),
        ({"feed": (Feed("Topics"),)}, "[[feed]] name 'Topics'"),
        ({"feed": (Feed("archive"),)}, "the archive of the feed of everything"),
    ],
)
def test_feeds_that_would_share_a_folder_are_refused(
    settings: Settings, changed: dict[str, Any], named: str
) -> None:
    with pytest.raises(ConfigError, match="choose another name") as refused:
        channels(replace(settings, **changed))
    assert named in str(refused.value)


@pytest.mark.parametrize(
    ("trust", "expected"),
    [(Trust.OWNED, [0]), (Trust.WIRE, [1, 0]), (Trust.OPEN, [2, 1, 0])],
)
def test_a_feed_can_ask_for_the_trust_of_what_is_shown(
    settings: Settings,
    make_entry: MakeEntry,
    make_edition: MakeEdition,
    trust: Trust,
    expected: list[int],
) -> None:
    public = []
    for number, its in enumerate((Trust.OWNED, Trust.WIRE, Trust.OPEN)):
        entry = make_entry(number)
        first, *rest = entry.story.appearances
        places = (*rest, replace(first, trust=its))
        public.append(replace(entry, story=replace(entry.story, appearances=places)))
    own = replace(settings, feed=(Feed("own", trust=trust),))
    publish(make_edition(public=tuple(public)), (), (), own)
    items = json.loads(read(own, "own/feed.json"))["items"]
    assert [int(item["id"][-1]) for item in items] == expected


def test_files_are_what_the_channels_say(
    few: Settings, make_edition: MakeEdition
) -> None:
    publish(make_edition(9), (), (), few)
    (channel,) = channels(few)
    for address, _, _ in (*channel.files, *channel.summaries):
        path = Path(few.paths.output / address.removeprefix(few.site.url))
        assert path.is_file()
