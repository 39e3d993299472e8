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

from syndicate.config import Feed, Settings
from syndicate.model import Edition, Entry, Moment, Precision, Tombstone
from syndicate.publish import publish
from syndicate.publish.tombstones import RETRACTED

SOURCE = os.environ.get("SYNDICATE_FEEDVALIDATOR", "")
MakeEntry = Callable[..., Entry]
MakeEdition = Callable[..., Edition]

pytestmark = [
    pytest.mark.skipif(
        not SOURCE,
        reason="SYNDICATE_FEEDVALIDATOR names no src folder of w3c/feedvalidator",
    ),
    # Old code that we do not own.
    pytest.mark.filterwarnings("ignore"),
]
DAY = Moment(datetime(2024, 3, 1, tzinfo=UTC), Precision.DATE, "path")
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


def editions(make_entry: MakeEntry) -> dict[str, tuple[Entry, ...]]:
    given: dict[str, list[dict[str, Any]]] = {
        "empty": [],
        "one": [{}],
        "fifty": [{}] * 50,
        "hostile": list(HOSTILE),
        "one day": [{"published": DAY, "updated": DAY.at}] * 50,
    }
    return {
        name: tuple(make_entry(n, **fields) for n, fields in enumerate(entries))
        for name, entries in given.items()
    }


@pytest.mark.parametrize("name", ["empty", "one", "fifty", "hostile", "one day"])
def test_the_validator_finds_no_error_and_no_warning(
    settings: Settings,
    make_entry: MakeEntry,
    make_edition: MakeEdition,
    validate: Callable[[bytes, str], list[str]],
    name: str,
) -> None:
    with_feed = replace(settings, feed=(Feed(name="Rooms", words=("room",)),))
    publish(make_edition(public=editions(make_entry)[name]), (), (), with_feed)
    for file in ("rss.xml", "atom.xml", "opml.xml", "rooms/rss.xml", "rooms/atom.xml"):
        content = Path(settings.paths.output / file).read_bytes()
        assert validate(content, settings.site.url + file) == []


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
