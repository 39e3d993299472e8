"""Source kind `feed`: what a document holds, case by case, and captured feeds."""

from __future__ import annotations

import os
import time
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Posting
from syndicate.sources.base import Answer, Failure, Memory, Request, Transport
from syndicate.sources.feed import Feed, Options
from syndicate.sources.feed_items import BROKEN_OFF, LONGEST_ID, LOOKS, Look
from syndicate.sources.mending import LONGEST_TEXT

CASES = sorted((Path(__file__).parent.parent / "corpus" / "feed").iterdir())
SOURCE = Source("clinic", "feed", "https://clinic.example.org/feed/", options=Options())
REQUEST = Request(SOURCE.location)


def read(content: bytes, **transport: str) -> list[Posting]:
    return list(items_of(content, **transport))


def items_of(content: bytes, **transport: str) -> Iterable[Posting]:
    told: dict[str, Any] = {"url": SOURCE.location, **transport}
    document = Document(source="clinic", content=content, **told)
    found = Feed().read(SOURCE, Answer(REQUEST, document))
    return (each for each in found if isinstance(each, Posting))


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("<ttl>60</ttl>", {"ttl": "3600"}),
        ("<ttl><![CDATA[ 90 ]]></ttl>", {"ttl": "5400"}),
        ("<ttl>soon</ttl>", {}),
        ("<ttl>99999999</ttl>", {"ttl": str(366 * 86_400)}),
        ("<sy:updatePeriod>\n hourly\t</sy:updatePeriod>", {"ttl": "3600"}),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><x:updateFrequency>4<",
            {"ttl": "21600"},
        ),
        ("<sy:updatePeriod>often</sy:updatePeriod>", {}),
        (
            "<skipHours><hour>3</hour><hour> 04</hour><hour>x</hour></skipHours>",
            {"skip_hours": "3 4"},
        ),
        ("<item><ttl>60</ttl></item>", {}),
    ],
)
def test_a_feed_says_how_often_it_wants_to_be_asked(
    head: str, told: dict[str, str]
) -> None:
    content = f"<rss version='2.0'><channel><title>x</title>{head}</channel></rss>"
    document = Document("clinic", SOURCE.location, content.encode())
    (memory,) = (
        each
        for each in Feed().read(SOURCE, Answer(REQUEST, document))
        if isinstance(each, Memory)
    )
    assert dict(memory.values) == told


def rss(*items: str) -> bytes:
    told = "".join(f"<item>{item}</item>" for item in items)
    return (
        f"<rss version='2.0'><channel><title>x</title>{told}</channel></rss>".encode()
    )


def told(posting: Posting, names: Any) -> dict[str, Any]:
    found = {name: getattr(posting, name) for name in names}
    if "links" in found:
        found["links"] = [[str(link.purpose), link.url] for link in posting.links]
    if "topics" in found:
        found["topics"] = list(posting.topics)
    if "url" in found:
        found["url"] = posting.url or "none"
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    expected = tomllib.loads((case / "expected.toml").read_text("utf-8"))
    (document,) = case.glob("document.*")
    transport = {
        name: expected[name]
        for name in ("url", "media_type", "charset")
        if name in expected
    }
    items = expected.get("items", [])
    postings: list[Posting] = []
    fault = ""
    try:
        for posting in items_of(document.read_bytes(), **transport):
            postings.append(posting)  # noqa: PERF402 - until the fault
    except SourceError as error:
        fault = str(error)
    assert fault == expected.get("error", "")
    found = [
        told(posting, wanted) for posting, wanted in zip(postings, items, strict=False)
    ]
    assert found == items
    assert len(postings) == len(items)
    assert {posting.source for posting in postings} <= {"clinic"}


def test_what_is_asked_for() -> None:
    def ask(location: str) -> Request:
        source = Source("clinic", "feed", location)
        (request,) = Feed().requests(source, Memory())
        return request

    assert ask("HTTPS://clinic.example.org/feed").transport is Transport.HTTP
    local = ask("saved/feed.xml")
    assert (local.transport, local.url) == (Transport.FOLDER, "saved/feed.xml")
    assert ".xml" in dict(local.headers)["suffixes"]


def test_a_failure_is_the_sources() -> None:
    failure = Failure("404 Not Found", 404)
    with pytest.raises(SourceError, match=r"^clinic: 404 Not Found$"):
        Feed().read(SOURCE, Answer(REQUEST, failure))


def test_a_local_document_is_named_in_its_error() -> None:
    with pytest.raises(SourceError, match=r"^clinic: feed\.xml: an empty document"):
        read(b"", url="", locator="feed.xml")


def test_a_local_document_resolves_against_the_page_it_belongs_to() -> None:
    content = rss("<link>/a</link><title>A</title>").replace(
        b"<channel>", b"<channel><link>https://clinic.example.org/</link>"
    )
    (posting,) = read(content, url="")
    assert posting.url == "https://clinic.example.org/a"
    (posting,) = read(rss("<link>/a</link><title>A</title>"), url="")
    assert posting.url is None


def test_an_id_does_not_change_with_the_address_of_the_document() -> None:
    content = rss("<guid>p1</guid><title>A</title>")
    (here,) = read(content)
    (moved,) = read(content, url="https://other.example.org/new/")
    assert here.item == moved.item == "p1"


def test_an_endless_id_or_address_is_kept_short() -> None:
    long = "https://clinic.example.org/" + "x" * LONGEST_ID
    (posting,) = read(rss(f"<guid>{long}</guid><title>A</title>"))
    assert posting.item.startswith("sha256:")
    assert len(posting.item) < 100
    assert posting.url is None


def test_an_endless_body_is_cut() -> None:
    (posting,) = read(rss("<title>A</title><description>" + "x" * 3_000_000))
    assert posting.body == ""  # never closed: not one whole item
    body = "x" * (LONGEST_TEXT + 1)
    (posting,) = read(rss(f"<title>A</title><description>{body}</description>"))
    assert len(posting.body) == LONGEST_TEXT


def test_what_no_parser_bears_is_a_plain_error() -> None:
    deep = b'{"version": ' + b"[" * 100_000
    with pytest.raises(SourceError, match="JSON that cannot be read"):
        read(deep)
    digits = b'{"version": "1.1", "items": [{"id": ' + b"1" * 9000 + b"}]}"
    with pytest.raises(SourceError, match="JSON that cannot be read"):
        read(digits)


def test_the_usual_attacks_cost_no_item() -> None:
    bomb = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">
    <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
    <!ENTITY f SYSTEM "file:///etc/hostname">]>"""
    hostile = "<title>A &c; &f;</title><guid>1</guid>"
    postings = read(bomb + rss(hostile, "<title>Good</title><guid>2</guid>"))
    assert postings[-1].title == "Good"
    hostname = Path("/etc/hostname")
    if hostname.exists():
        assert hostname.read_text().strip() not in postings[0].title


@pytest.mark.parametrize(
    "bad",
    [
        "<link rel='x' href='//['/><content xml:base='http://[x'>a</content>",
        "<link>http://[::1</link><description>&lt;a href='//['&gt;</description>",
        """<guid>t3_1</guid><link>https://www.reddit.com/r/x/comments/ab1/</link>
        <description>&lt;a href='http://['&gt;[link]&lt;/a&gt;</description>""",
    ],
)
def test_an_address_that_is_none_costs_only_itself(bad: str) -> None:
    postings = read(rss(f"<title>A</title>{bad}", "<guid>2</guid><title>Good</title>"))
    assert [posting.title for posting in postings] == ["A", "Good"]
    assert postings[0].links == ()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_what_is_no_feed_is_called_what_it_is(look: Look) -> None:
    with pytest.raises(SourceError) as raised:
        read(look.seen.encode())
    assert raised.value.reason == f"{look.name}, not a feed"


def captured() -> list[Path]:
    folder = os.environ.get("SYNDICATE_CORPUS")
    if not folder:
        pytest.skip("SYNDICATE_CORPUS names no folder")
    return sorted(
        path
        for path in (Path(folder) / "feeds").iterdir()
        if path.suffix in {".xml", ".rss", ".atom", ".json", ".html"}
    )


def test_every_captured_feed_is_read() -> None:
    refused: dict[str, str] = {}
    items = 0
    began = time.monotonic()
    for path in captured():
        try:
            postings = read(path.read_bytes())
        except SourceError as error:
            refused[path.name] = error.reason
            continue
        items += len(postings)
        assert len({posting.item for posting in postings}) == len(postings)
        for posting in postings:
            assert posting.item, path.name
            assert posting.title or posting.body, path.name
            repr(posting).encode()
            assert "\0" not in posting.title + posting.body + posting.item
    print(f"{items} items in {time.monotonic() - began:.1f} s; refused: {refused}")  # noqa: T201 - the figures
    assert len(refused) <= 9
    assert all(
        reason == BROKEN_OFF or "feed" in reason.lower() for reason in refused.values()
    )
    assert items >= 1800
