"""Source kind `feed`: full texts behind teasers, and older pages, read once."""

from __future__ import annotations

import json
from typing import Any

import pytest

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Form, Posting
from syndicate.sources.base import Answer, Failure, Memory, Request
from syndicate.sources.excerpts import ENDINGS, Ending, is_teaser
from syndicate.sources.feed import Feed, Options
from syndicate.sources.older import find_older

FEED = "https://larkfield.example.org/feed/"
PAGE = "https://larkfield.example.org/a-note"
SENTENCE = "The clinic tells what it does, in plain words. "
WHOLE = SENTENCE * 10


def make(**options: Any) -> Source:
    return Source("clinic", "feed", FEED, options=Options(**options))


def read(
    source: Source, content: bytes | Failure, request: Request | None = None
) -> tuple[list[Posting], list[Request], dict[str, str], str]:
    request = request or next(iter(Feed().requests(source, Memory())))
    outcome = (
        Document(source="clinic", url=request.url, content=content)
        if isinstance(content, bytes)
        else content
    )
    postings: list[Posting] = []
    requests: list[Request] = []
    memory = Memory()
    fault = ""
    try:
        for value in Feed().read(source, Answer(request, outcome)):
            if isinstance(value, Posting):
                postings.append(value)
            elif isinstance(value, Request):
                requests.append(value)
            else:
                memory = value
    except SourceError as error:
        fault = str(error)
    return postings, requests, dict(memory.values), fault


def rss(text: str = WHOLE, head: str = "", item: str = "1") -> bytes:
    told = f"<guid>{item}</guid><title>A note</title><link>{PAGE}</link>"
    return (
        f"<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel>{head}"
        f"<item>{told}<description>{text}</description></item></channel></rss>"
    ).encode()


def page(title: str = "A note", text: str = WHOLE) -> bytes:
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
        f"<p>{text}</p></body></html>"
    ).encode()


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.name)
def test_a_text_that_ends_so_is_a_teaser(ending: Ending) -> None:
    body = f"<p>{WHOLE} {ending.seen}</p>"
    posting = Posting("clinic", "1", "A note", body, url=PAGE)
    assert is_teaser(posting)


def test_what_is_no_teaser() -> None:
    whole = Posting("clinic", "1", "A note", WHOLE, url=PAGE)
    assert not is_teaser(whole)
    short = Posting("clinic", "1", "A note", SENTENCE, url=PAGE)
    assert is_teaser(short)
    assert not is_teaser(Posting("clinic", "1", "A note", SENTENCE))
    thread = Posting("clinic", "1", "A", "", url=PAGE, form=Form.DISCUSSION)
    assert not is_teaser(thread)


def test_texts_are_fetched_only_where_the_settings_ask_for_them() -> None:
    (posting,), requests, _, _ = read(make(), rss(SENTENCE))
    assert (posting.body, requests) == (SENTENCE.strip(), [])
    postings, (request,), _, _ = read(make(full_text=True), rss(SENTENCE))
    assert (postings, request.url, request.about) == ([], PAGE, "text")
    assert request.completes == posting
    (posting,), requests, _, _ = read(make(full_text=True), rss(WHOLE))
    assert (posting.body, requests) == (WHOLE.strip(), [])


def test_the_page_is_the_text_and_the_teaser_the_summary() -> None:
    source = make(full_text=True)
    _, (request,), _, _ = read(source, rss(SENTENCE))
    (posting,), _, _, fault = read(source, page(), request)
    assert (posting.full, posting.body, fault) == (False, page().decode(), "")
    assert (posting.item, posting.title, posting.url) == ("1", "A note", PAGE)
    assert posting.summary == SENTENCE.strip()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (Failure("503 Service Unavailable", 503), "503 Service Unavailable"),
        (b"", "an empty document, not a page"),
        (page("Just a moment...", "Checking your browser"), "a bot wall, not a page"),
        (
            page("Our clinic", "Welcome to the house by the river. " * 20),
            "another page than the item's own",
        ),
    ],
)
def test_a_teaser_stays_where_its_page_fails(
    content: bytes | Failure, reason: str
) -> None:
    source = make(full_text=True)
    _, (request,), _, _ = read(source, rss(SENTENCE))
    postings, _, _, fault = read(source, content, request)
    assert postings == [request.completes]
    assert fault == f"clinic: {reason}"


def document(content: bytes, url: str = FEED) -> Document:
    return Document(source="clinic", url=url, content=content)


@pytest.mark.parametrize(
    ("content", "older"),
    [
        (rss(head="<atom:link rel='next' href='/feed/?p=2&amp;x=1'/>"), "?p=2&x=1"),
        (rss(head="<atom:link rel='prev-archive' href='2025.xml'/>"), "2025.xml"),
        (rss(head="<atom:link rel='next' href='https://other.example.com/2'/>"), ""),
        (rss(head=f"<atom:link rel='next' href='{FEED}'/>"), ""),
        (rss(head="<atom:link rel='self' href='/feed/?p=2'/>"), ""),
        (rss("<atom:link rel='next' href='/feed/?p=2'/>"), ""),
        (
            rss(head="<generator>https://wordpress.org/?v=6.8</generator>"),
            "?paged=2",
        ),
        (
            b'{"version": "1.1", "next_url": "?page=2", "items": []}',
            "?page=2",
        ),
        (b"{broken", ""),
    ],
)
def test_the_older_page_of_a_feed(content: bytes, older: str) -> None:
    assert find_older("clinic", document(content)) == (older and f"{FEED}{older}")


def test_wordpress_is_counted_on() -> None:
    content = rss(head="<generator>https://wordpress.org/?v=6.8</generator>")
    older = find_older("clinic", document(content, f"{FEED}?a=1&paged=2"))
    assert older == f"{FEED}?a=1&paged=3"


def linked(number: int, *, last: bool = False) -> bytes:
    following = f"<atom:link rel='next' href='{FEED}?p={number + 1}'/>"
    head = f"<ttl>90</ttl>{'' if last else following}"
    return rss(head=head, item=str(number))


def test_older_pages_are_followed_once() -> None:
    source = make(pages=2)
    _, (second,), memory, _ = read(source, linked(1))
    assert (second.url, second.about) == (f"{FEED}?p=2", "page")
    assert memory == {"ttl": "5400", "older": f"{FEED}?p=2", "left": "2"}
    postings, (third,), memory, _ = read(source, linked(2), second)
    assert [posting.item for posting in postings] == ["2"]
    assert (third.url, memory["left"]) == (f"{FEED}?p=3", "1")
    _, requests, memory, _ = read(source, linked(3), third)
    assert (requests, memory) == ([], {"ttl": "5400", "backfilled": "yes"})
    (request,) = Feed().requests(source, Memory(tuple(memory.items())))
    _, requests, again, _ = read(source, linked(1), request)
    assert (requests, again) == ([], memory)


def test_an_older_page_that_fails_is_asked_for_in_the_next_run() -> None:
    source = make(pages=5)
    _, (second,), memory, _ = read(source, linked(1))
    _, _, nothing, fault = read(source, Failure("503 Service Unavailable", 503), second)
    assert (nothing, fault) == ({}, "clinic: 503 Service Unavailable")
    first, again = Feed().requests(source, Memory(tuple(memory.items())))
    assert again == second
    _, requests, kept, _ = read(source, linked(1), first)
    assert (requests, kept) == ([], memory)
    _, _, memory, fault = read(source, Failure("404 Not Found", 404), again)
    assert (memory, fault) == ({"ttl": "5400", "backfilled": "yes"}, "")


def test_without_pages_nothing_is_followed_or_remembered_of_them() -> None:
    _, requests, memory, _ = read(make(), linked(1))
    assert (requests, memory) == ([], {"ttl": "5400"})


def test_a_note_is_never_sent() -> None:
    (request,) = Feed().requests(make(pages=2), Memory())
    assert json.loads(request.note)["left"] == 2
    assert (request.url, request.headers, request.body) == (FEED, (), b"")
