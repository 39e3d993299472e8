"""Source kind `newsworthy`: feeds, release pages and trails, case by case."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from syndicate.config import Source
from syndicate.model import Document, Link, Posting, Purpose
from syndicate.sources.base import Failure, Memory, Request, Transport
from syndicate.sources.newsworthy import Newsworthy, Options
from syndicate.sources.tldr import hash_address
from tests.sources.release_cases import Read, check, folders, page, read, released

KIND = Newsworthy()
ADDRESS = "https://newsworthy.ai/news/202610078103/harbor-light-evenings"
HASH = "7bd3a1c0"
TEASER = Posting("clinic", "newsworthy:8103", "Evenings", "Open late.", url=ADDRESS)
RELEASE = Path(__file__).parent.parent / "corpus/newsworthy/release/document.html"
FAILURES = (Failure("503 Service Unavailable", 503), Failure("took longer than 20 s"))


@pytest.mark.parametrize("case", folders("newsworthy"), ids=lambda case: case.name)
def test_case(case: Path) -> None:
    check(KIND, case)


def ask(location: str, **options: Any) -> Request:
    source = Source("clinic", "newsworthy", location, options=Options(**options))
    (request,) = KIND.requests(source, Memory())
    return request


def test_what_is_asked_for() -> None:
    assert ask("https://newsworthy.ai/rss/latest.xml") == Request(
        "https://newsworthy.ai/rss/latest.xml"
    )
    found = ask("https://newsworthy.ai", query="ketamine & esketamine")
    assert found.url == (
        "https://newsworthy.ai/api/search/rss?query=ketamine%20%26%20esketamine"
    )
    local = ask("saved/newsworthy")
    assert (local.transport, local.url) == (Transport.FOLDER, "saved/newsworthy")
    assert {".xml", ".html"} <= set(dict(local.headers)["suffixes"].split())


def text(outcome: Document | Failure, teaser: Posting = TEASER) -> Read:
    request = Request(teaser.url or "", about="text", completes=teaser)
    return read(KIND, request, outcome)


def test_a_page_completes_what_a_feed_told_and_leads_to_the_trail() -> None:
    mark = Link(Purpose.REGISTRATION, ADDRESS, "trail after 1 days")
    teaser = replace(TEASER, links=(mark,), published="Wed, 07 Oct 2026 14:00:00 GMT")
    found = text(page(RELEASE.read_bytes(), ADDRESS), teaser)
    (request,) = found.requests
    assert (request.about, request.url) == (
        "trail",
        f"https://cdn.newsramp.net/meta/{HASH}",
    )
    posting = request.completes
    assert posting is not None
    assert (posting.item, posting.url) == (teaser.item, teaser.url)
    assert posting.title.startswith("Harbor Light Clinic Keeps Its Doors")
    assert len(posting.title) > 100
    assert mark not in posting.links
    assert not found.postings


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: failure.reason)
def test_a_page_that_cannot_be_had_costs_only_the_text(failure: Failure) -> None:
    found = text(failure)
    assert found.postings == [TEASER]
    assert found.fault == f"clinic: {ADDRESS}: {failure.reason}"


WALL = b"<!doctype html><html><title>Just a moment...</title><body>Wait.</body></html>"


@pytest.mark.parametrize("body", [b"", WALL, b"%PDF-1.7", RELEASE.read_bytes()[:600]])
def test_a_page_that_is_none_costs_only_the_text(body: bytes) -> None:
    found = text(page(body, ADDRESS))
    assert found.postings == [TEASER]
    assert found.fault.startswith(f"clinic: {ADDRESS}: ")


def test_a_failure_of_the_source_itself_is_its_own() -> None:
    found = read(KIND, Request(ADDRESS), Failure("404 Not Found", 404))
    assert (found.fault, found.postings) == ("clinic: 404 Not Found", [])


def test_a_registration_proves_the_spelling_it_was_made_for() -> None:
    content = RELEASE.read_text("utf-8").replace(HASH, hash_address(ADDRESS))
    listed = replace(TEASER, url=ADDRESS.replace("://", "://www."))
    (request,) = text(page(content, ADDRESS), listed).requests
    assert request.completes is not None
    proven = Link(Purpose.CANONICAL, ADDRESS, "registered under this address")
    assert proven in request.completes.links


def test_a_registration_within_the_text_is_another_release_s() -> None:
    content = RELEASE.read_text("utf-8")
    other = '<a href="https://newsramp.com/blockchain/txn_detail/0ther000">See</a>'
    content = content.replace("<p>It adds", f"<p>{other} It adds")
    (request,) = text(page(content, ADDRESS)).requests
    assert request.url.endswith(HASH)


# --------------------------------------------------------------------- trails

PLACES = [
    {"url": "https://outlet.example.org/en/a/202627130", "handle": "outlet"},
    {"url": "https://carrier.example.net//b/1", "handle": "", "placement": "Carrier"},
    {"url": None},
    "not a placement",
]
META = {
    "reddit": "https://www.reddit.com/r/ClinicNewsExample/comments/1zzex77/a/",
    "x": "https://x.example.com/clinicnews/status/1843",
    "mastodon": None,
    "bluesky": "https://social.example.org/profile/clinicnews",
    "telegram": "https://t.example.org/clinicnews/771",
    "substack": "https://clinicnews.substack.example.com/p/",
    "newsramp_url": "curated-news/clinic-opens/" + "0a" * 16,
    "md5_permalink": "0a" * 16,
    "placements": PLACES,
}
TRAIL = [
    ("tldr", "https://newsramp.com/curated-news/clinic-opens/" + "0a" * 16),
    ("discussion", META["reddit"]),
    ("discussion", META["x"]),
    ("discussion", META["telegram"]),
    ("pickup", "https://clinicnews.substack.example.com/p/" + "0a" * 16),
    ("pickup", "https://outlet.example.org/en/a/202627130"),
    ("pickup", "https://carrier.example.net//b/1"),
]


def trail(outcome: Document | Failure) -> Read:
    url = f"https://cdn.newsramp.net/meta/{HASH}"
    return read(KIND, Request(url, about="trail", completes=TEASER), outcome)


@pytest.mark.parametrize(
    "told",
    [META, {"meta_json": json.dumps(META), "feed_item_id": 27130}, {"meta_json": META}],
    ids=["bare", "as a string", "as an object"],
)
def test_a_trail_says_where_it_ran(told: dict[str, Any]) -> None:
    found = trail(page(json.dumps(told)))
    (posting,) = found.postings
    assert found.fault == ""
    assert [(str(link.purpose), link.url) for link in posting.links] == TRAIL
    labels = {link.url: link.label for link in posting.links}
    assert labels["https://outlet.example.org/en/a/202627130"] == "outlet"
    assert labels["https://carrier.example.net//b/1"] == "Carrier"
    assert replace(posting, links=()) == TEASER


def test_placements_outside_the_string_count_too() -> None:
    told = {"meta_json": json.dumps({"reddit": None}), "placements": PLACES[:1]}
    (posting,) = trail(page(json.dumps(told))).postings
    assert [link.url for link in posting.links] == [
        "https://outlet.example.org/en/a/202627130"
    ]


@pytest.mark.parametrize(
    ("outcome", "fault"),
    [
        (Failure("404 Not Found", 404), ""),
        (Failure("503 Service Unavailable", 503), "503 Service Unavailable"),
        (page(WALL), "not the JSON that was asked for"),
        (page(b""), "not the JSON that was asked for"),
        (page(b'{"meta_json": "{\\"reddit'), "not the JSON that was asked for"),
        (page(b'{"meta_json": "nothing"}'), "not the JSON that was asked for"),
        (page(b"[1]"), "JSON, but not a trail"),
        (page(b"[" * 200_000), "not the JSON that was asked for"),
    ],
)
def test_a_failing_trail_does_not_cost_the_release(
    outcome: Document | Failure, fault: str
) -> None:
    found = trail(outcome)
    assert found.postings == [TEASER]
    place = f"https://cdn.newsramp.net/meta/{HASH}"
    assert found.fault == (f"clinic: {place}: where it ran: {fault}" if fault else "")


# ------------------------------------------------------------------- captures


@pytest.fixture
def captured() -> Path:
    place = os.environ.get("SYNDICATE_CORPUS", "")
    if not place:
        pytest.skip("SYNDICATE_CORPUS names no folder of captured data")
    return Path(place)


def test_the_captured_feed(captured: Path) -> None:
    content = (captured / "feeds/newsworthy_latest_plain.xml").read_bytes()
    (request,) = read(KIND, Request(""), page(content)).requests
    assert request.completes is not None
    assert request.completes.item == "newsworthy:917"
    assert request.url == request.completes.url


def test_the_captured_page(captured: Path) -> None:
    content = (captured / "pages/03_newsworthy_release.html").read_bytes()
    meta = json.loads((captured / "pages/03_newsworthy_release.json").read_bytes())
    url = meta["meta"]["url"]
    (posting,) = read(KIND, Request(url), page(content, url)).postings
    release = released(posting)
    assert posting.item == "newsworthy:2231"
    assert release.title == meta["meta"]["title"]
    assert release.author == meta["meta"]["author"]
    assert release.published is not None
    assert release.published.iso().startswith(meta["meta"]["date"])
    expected = (captured / "pages/03_newsworthy_release.txt").read_text("utf-8")
    assert expected.strip().endswith(release.text)
    assert not [words for words in meta["must_not"] if words in release.text]
