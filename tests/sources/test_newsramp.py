"""Source kind `newsramp`: TLDR pages, and pages that list them, case by case."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from syndicate.config import Source
from syndicate.model import Document, Form, Posting
from syndicate.sources.base import Failure, Memory, Request, Transport
from syndicate.sources.newsramp import NewsRamp, Options
from syndicate.sources.tldr import FURNITURE, Furniture
from tests.sources.release_cases import Read, check, folders, page, read, released

KIND = NewsRamp()
MD5 = "0a" * 16
ADDRESS = f"https://newsramp.com/curated-news/clinic-opens/{MD5}"
LISTED = Posting("clinic", MD5, "Clinic opens", "", form=Form.REWRITE, url=ADDRESS)


@pytest.mark.parametrize("case", folders("newsramp"), ids=lambda case: case.name)
def test_case(case: Path) -> None:
    check(KIND, case)


@pytest.mark.parametrize("rule", FURNITURE, ids=lambda rule: rule.name)
def test_each_rule_knows_what_it_was_made_for(rule: Furniture) -> None:
    fits = [each.name for each in FURNITURE if each.words.search(rule.seen)]
    assert fits == [rule.name]


def test_what_is_asked_for() -> None:
    def ask(location: str) -> Request:
        source = Source("clinic", "newsramp", location, options=Options())
        (request,) = KIND.requests(source, Memory())
        return request

    assert ask(ADDRESS).url == ADDRESS
    assert dict(ask(ADDRESS).headers)["Accept"].startswith("text/html")
    assert ask("saved").transport is Transport.FOLDER


def text(outcome: Document | Failure, listed: Posting = LISTED) -> Read:
    return read(KIND, Request(ADDRESS, about="text", completes=listed), outcome)


def test_a_listed_page_that_cannot_be_had_stays_a_headline() -> None:
    found = text(Failure("404 Not Found", 404))
    assert found.postings == [LISTED]
    assert found.fault == f"clinic: {ADDRESS}: 404 Not Found"


def test_a_listed_page_without_a_title_is_told_by_its_fault_alone() -> None:
    untitled = Posting("clinic", MD5, "", "", form=Form.REWRITE, url=ADDRESS)
    found = text(Failure("404 Not Found", 404), untitled)
    assert found.postings == []
    assert found.fault == f"clinic: {ADDRESS}: 404 Not Found"


def test_a_failure_of_the_source_itself_is_its_own() -> None:
    found = read(KIND, Request(ADDRESS), Failure("410 Gone", 410))
    assert (found.fault, found.postings) == ("clinic: 410 Gone", [])


def test_a_listed_page_keeps_its_identity() -> None:
    body = "<p>" + "The clinic opened a room for its patients today. " * 3 + "</p>"
    content = f"<html><title>x</title><body><h1>Clinic opens</h1>{body}</body></html>"
    (posting,) = text(page(content, "https://newsramp.com/moved")).postings
    assert (posting.item, posting.url) == (MD5, ADDRESS)
    assert posting.form is Form.REWRITE


def test_pickups_in_boxes_of_their_own() -> None:
    paragraph = "<p>The clinic opened a second room for its patients this week.</p>"
    boxes = (
        "<div><h3>Placements</h3></div>"
        '<div><a href="https://outlet.example.org/1">An outlet</a></div>'
    )
    content = f"<html><body><main><h1>A</h1>{paragraph}{boxes}</main></body></html>"
    (posting,) = text(page(content, ADDRESS)).postings
    assert [link.url for link in posting.links] == ["https://outlet.example.org/1"]
    assert re.sub(r"<[^>]+>", "", posting.body) == re.sub(r"<[^>]+>", "", paragraph)


def test_a_saved_file_that_is_no_page_is_named() -> None:
    wall = b"<html><title>Just a moment...</title><body>Checking your browser"
    for content, told in ((b"<rss></rss>", "a feed"), (wall, "a bot wall")):
        document = Document("clinic", "", content, locator="06.html")
        fault = read(KIND, Request("saved"), document).fault
        assert fault == f"clinic: 06.html: {told}, not a page"


def test_the_captured_page() -> None:
    place = os.environ.get("SYNDICATE_CORPUS", "")
    if not place:
        pytest.skip("SYNDICATE_CORPUS names no folder of captured data")
    content = (Path(place) / "pages/06_tldr_short.html").read_bytes()
    meta = json.loads((Path(place) / "pages/06_tldr_short.json").read_bytes())
    document = Document("clinic", "", content, locator="06.html")
    (posting,) = read(KIND, Request("saved"), document).postings
    release = released(posting)
    assert posting.item == "06.html"
    assert release.title == meta["meta"]["title"]
    expected = (Path(place) / "pages/06_tldr_short.txt").read_text("utf-8").strip()
    assert release.text.endswith(expected)
    assert not [words for words in meta["must_not"] if words in release.text]
