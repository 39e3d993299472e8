"""The W3C feed validator finds nothing, where its source is at hand."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bench.cleaning import clean_file
from syndicate.brief import brief
from syndicate.config import Clinic, Feed, Publish, Settings, Topic
from syndicate.config.load import load
from syndicate.model import (
    Amendment,
    Appearance,
    Entry,
    Moment,
    Precision,
    Relation,
    Release,
    Standing,
    Story,
    Tombstone,
    Trust,
)
from syndicate.publish.tombstones import RETRACTED
from syndicate.sources.registry import options_of
from syndicate.store import shipped
from syndicate.text.tokens import slug
from tests.publish.feeding import Public, publish

SOURCE = os.environ.get("SYNDICATE_FEEDVALIDATOR", "")
MakeEntry = Callable[..., Entry]
MakeEdition = Callable[..., Public]

pytestmark = [
    pytest.mark.skipif(
        not SOURCE,
        reason="SYNDICATE_FEEDVALIDATOR names no src folder of w3c/feedvalidator",
    ),
    # Old code that we do not own.
    pytest.mark.filterwarnings("ignore"),
]
DAY = Moment(datetime(2024, 3, 1, tzinfo=UTC), Precision.DATE, "path")
AMENDED = Amendment(
    datetime(2024, 5, 1, tzinfo=UTC), "the title & one paragraph changed", "", True
)
EDITIONS = ("empty", "one", "fifty", "hostile", "one day", "amended")
HOSTILE = (
    {"title": "<script>alert(1)</script> & &lt;b&gt; ]]> \x00\x1b" + "long " * 70},
    {"title": "مرحبا \u202eevil", "text": "a ]]> b \ud800 \x0b\ufffe"},
    {
        "url": "https://clinic.example.org/a b/\u00fc?q=[x]&r=%zz",
        "summary": "a & <b> c",
    },
    {"url": "javascript:alert(1)", "summary": "", "issuer": "", "language": ""},
    {
        "html": "<h1>A</h1><p style='x' onclick='y'>B <a href='/up'>C</a>"
        "<a href='javascript:x'>D</a><iframe src='//x'></iframe></p><table><tr><td>E",
    },
    {"text": "", "summary": "", "url": None, "published": None, "parts": ()},
)


@pytest.fixture(scope="module")
def validate() -> Callable[[bytes, str], list[str]]:
    sys.path.insert(0, SOURCE)
    timeout = socket.getdefaulttimeout()
    import feedvalidator  # type: ignore[import-not-found] # noqa: PLC0415
    from feedvalidator import compatibility  # noqa: PLC0415

    socket.setdefaulttimeout(timeout)  # importing it sets ten seconds for everybody

    def found(content: bytes, address: str) -> list[str]:
        result = feedvalidator.validateString(
            content, firstOccurrenceOnly=0, fallback="utf-8", base=address
        )
        events = compatibility.AA(result["loggedEvents"])
        return [f"{type(event).__name__} {event.params}" for event in events]

    return found


@pytest.fixture
def every_feed(settings: Settings) -> Settings:
    """Settings with every sort of feed, a hub, and documents of few items."""
    return replace(
        settings,
        clinic=(Clinic(name="Harbor Lane Clinic"),),
        topic=(Topic(name="Rooms & hours"),),
        feed=(Feed(name="rooms", title="Rooms <all>", words=("room",)),),
        publish=Publish(items=20, hub="https://hub.example.org/?a=1&b=2"),
    )


def xml_files(settings: Settings) -> list[str]:
    output = settings.paths.output
    return sorted(str(path.relative_to(output)) for path in output.rglob("*.xml"))


def editions(make_entry: MakeEntry) -> dict[str, tuple[Entry, ...]]:
    given: dict[str, list[dict[str, Any]]] = {
        "empty": [],
        "one": [{}],
        "fifty": [{}] * 50,
        "hostile": list(HOSTILE),
        "one day": [{"published": DAY, "updated": DAY.at}] * 50,
        "amended": [{"amendments": (AMENDED,)}] * 3,
    }
    return {
        name: tuple(make_entry(n, **fields) for n, fields in enumerate(entries))
        for name, entries in given.items()
    }


@pytest.mark.parametrize("name", EDITIONS)
def test_the_validator_finds_no_error_and_no_warning(
    every_feed: Settings,
    make_entry: MakeEntry,
    make_edition: MakeEdition,
    validate: Callable[[bytes, str], list[str]],
    name: str,
) -> None:
    public = editions(make_entry)[name]
    filed: dict[str, Any] = {
        "clinic": "Harbor Lane Clinic",
        "topics": ("Rooms & hours",),
    }
    public = tuple(
        replace(entry, story=replace(entry.story, **filed)) for entry in public
    )
    publish(make_edition(public=public), (), (), every_feed)
    files = xml_files(every_feed)
    assert len(files) == 1 + 4 * (4 + (2 * 3 if len(public) == 50 else 0))
    for file in files:
        content = Path(every_feed.paths.output / file).read_bytes()
        assert (file, validate(content, every_feed.site.url + file)) == (file, [])


def test_of_tombstones_the_validator_says_only_that_it_does_not_know_them(
    settings: Settings,
    make_edition: MakeEdition,
    validate: Callable[[bytes, str], list[str]],
) -> None:
    left = datetime(2024, 4, 30, tzinfo=UTC)
    stones = tuple(
        Tombstone(f"tag:example.org,2024:story/9{n}", left, RETRACTED) for n in range(3)
    )
    publish(make_edition(tombstones=stones), (), (), settings)
    for file, expected in (("atom.xml", 1), ("rss.xml", 0)):
        content = Path(settings.paths.output / file).read_bytes()
        found = validate(content, settings.site.url + file)
        assert len(found) == expected
        assert all(each.startswith("UnknownNamespace") for each in found)


SAMPLE = Path(__file__).parent.parent.parent / "feeds" / "sample"


FEEDS = sorted(
    str(path.relative_to(SAMPLE))
    for path in SAMPLE.rglob("*.xml")
    if not path.name.startswith("sitemap")
)


@pytest.mark.parametrize("file", FEEDS)
def test_the_validator_finds_nothing_in_the_sample(
    validate: Callable[[bytes, str], list[str]], file: str
) -> None:
    address = load(SAMPLE.parent.parent / "config.toml", options_of).site.url + file
    assert validate((SAMPLE / file).read_bytes(), address) == []


def test_the_validator_finds_nothing_in_releases_of_the_archive(
    every_feed: Settings,
    make_edition: MakeEdition,
    validate: Callable[[bytes, str], list[str]],
    corpus: Path,
) -> None:
    archive = corpus / "archive"
    paths = sorted(archive.glob("*/*/*/*.md"))[:: 20_000 // 150]
    releases = [
        release
        for path in paths
        for release in clean_file(str(path.relative_to(archive)), path.read_bytes())
    ]
    public = tuple(told(number, release) for number, release in enumerate(releases))
    assert len(public) > 100
    publish(make_edition(public=public), (), (), every_feed)
    files = xml_files(every_feed)
    assert len(files) > 20
    for file in files:
        content = Path(every_feed.paths.output / file).read_bytes()
        assert (file, validate(content, every_feed.site.url + file)) == (file, [])


def told(number: int, release: Release) -> Entry:
    """A release as the only telling of its story."""
    since = datetime(2024, 4, 1, tzinfo=UTC)
    at = release.published.at if release.published else since
    place = Appearance(
        source="archive",
        kind="files",
        trust=Trust.OWNED,
        url=release.url,
        locator=release.locator,
        title=release.title,
        published=release.published,
        first_seen=since,
        last_seen=since,
        standing=Standing.SEEN,
        relation=Relation.ORIGINAL,
    )
    return Entry(
        Story(
            id=f"tag:example.org,2024:story/{number:08x}",
            slug=slug(release.title),
            original=release,
            appearances=(place,),
            since=since,
            updated=at,
            topics=("Rooms & hours",) if number % 2 else (),
        ),
        brief(release, shipped()),
    )
