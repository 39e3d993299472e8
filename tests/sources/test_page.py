"""Source kind `page`: what a page holds, layout by layout, and captured pages."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Posting
from syndicate.sources import sitemap
from syndicate.sources.base import Answer, Failure, Memory, Request, Transport
from syndicate.sources.choosing import ASIDE, Aside, is_aside
from syndicate.sources.judging import CLASSED, Classed, Look
from syndicate.sources.page import Options, Page
from syndicate.sources.tree import OTHERS, Other, name_other
from syndicate.sources.walls import WALLS, Wall

CASES = sorted((Path(__file__).parent.parent / "corpus" / "page").iterdir())
NEWS = "https://larkfield.example.org/blog/"


def make(location: str = NEWS, **options: Any) -> Source:
    for name in ("include", "exclude"):
        if name in options:
            options[name] = tuple(options[name])
    return Source("clinic", "page", location, options=Options(**options))


def read(
    source: Source, content: bytes | Failure, request: Request | None = None
) -> tuple[list[Posting], list[Request], str]:
    """The postings, the requests, and the fault that ended it, if any."""
    request = request or Request(source.location)
    outcome = (
        Document(source="clinic", url=request.url, content=content)
        if isinstance(content, bytes)
        else content
    )
    postings: list[Posting] = []
    requests: list[Request] = []
    try:
        for value in Page().read(source, Answer(request, outcome)):
            if isinstance(value, Posting):
                postings.append(value)
            else:
                requests.append(value)
    except SourceError as error:
        return postings, requests, str(error)
    return postings, requests, ""


def told(posting: Posting, names: Any) -> dict[str, Any]:
    found = {name: getattr(posting, name) for name in names}
    if "links" in found:
        found["links"] = [[str(link.purpose), link.url] for link in posting.links]
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    expected = tomllib.loads((case / "expected.toml").read_text("utf-8"))
    source = make(expected.get("location", NEWS), **expected.get("options", {}))
    content = (case / "document.html").read_bytes()
    postings, requests, fault = read(source, content)
    asks, items = expected.get("asks", []), expected.get("items", [])
    assert fault == expected.get("error", "")
    teasers = [request.completes for request in requests]
    assert [
        told(teaser, wanted)
        for teaser, wanted in zip(teasers, asks, strict=False)
        if teaser
    ] == asks
    assert [
        told(posting, wanted) for posting, wanted in zip(postings, items, strict=False)
    ] == items
    assert (len(requests), len(postings)) == (len(asks), len(items))
    assert {request.about for request in requests} <= {"text"}


def case(name: str) -> bytes:
    (path,) = (each for each in CASES if each.name == name)
    return (path / "document.html").read_bytes()


def text_request(name: str = "wordpress-blog") -> Request:
    """What the first entry of a list leads to."""
    _, requests, fault = read(make(), case(name))
    assert not fault
    return requests[0]


def test_what_is_asked_for() -> None:
    (request,) = Page().requests(make("HTTPS://larkfield.example.org/"), Memory())
    assert (request.transport, request.about) == (Transport.HTTP, "items")
    assert dict(request.headers)["Accept"].startswith("text/html")
    (request,) = Page().requests(make("saved/*.html"), Memory())
    assert (request.transport, request.url) == (Transport.FOLDER, "saved/*.html")


def test_the_page_of_an_entry_completes_it() -> None:
    request = text_request()
    page = case("article-json-ld")
    (posting,), requests, fault = read(make(), page, request)
    teaser = request.completes
    assert teaser is not None
    assert (requests, fault) == ([], "")
    assert posting.item == teaser.item == "larkfield.example.org/2026/09/second-suite"
    assert (posting.full, posting.body) == (False, page.decode())
    assert posting.summary == teaser.summary
    assert (posting.published, posting.published_origin) == (
        "2026-09-14T07:00:00-07:00",
        "structured",
    )


def test_a_date_of_the_list_comes_before_any_time_of_the_page() -> None:
    page = case("article-time").replace(b"2026-09-14", b"2020-01-01")
    (posting,), _, _ = read(make(), page, text_request())
    assert posting.published == "2026-09-14T09:00:00-07:00"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (Failure("503 Service Unavailable", 503), "503 Service Unavailable"),
        (b"", "an empty document, not a page"),
        (case("bot-wall"), "a bot wall, not a page"),
        (case("login"), "a login page"),
        (case("not-found-as-200"), "a page that says it is not found"),
        (case("flat-headings"), "a list of other pages, not an article"),
        (case("neither"), "no article text in the page"),
        (case("article-json-ld")[:-40].replace(b"</body>", b""), "breaks off before"),
        (b"<html><body>" + b"<div>" * 100_000, "HTML refused: nested too deeply"),
        (b"%PDF-1.7 \x00\x01\x02", "not a text, so not a page"),
    ],
)
def test_the_teaser_stays_where_its_page_gives_no_text(
    content: bytes | Failure, reason: str
) -> None:
    request = text_request()
    postings, requests, fault = read(make(), content, request)
    assert postings == [request.completes]
    assert requests == []
    assert fault.startswith(f"clinic: {reason}")


def test_a_list_under_the_title_that_led_to_it_is_no_short_article() -> None:
    request = text_request()
    title = request.completes.title if request.completes else ""
    page = case("flat-headings").decode()
    at = page.index(">", page.index("<body")) + 1
    page = f"{page[:at]}<h1>{title}</h1><p>All our news.</p>{page[at:]}"
    _, _, fault = read(make(), page.encode(), request)
    assert fault == "clinic: a list of other pages, not an article"


def test_a_link_alone_is_no_posting_when_its_page_gives_no_text() -> None:
    request = text_request("plain-list")
    postings, _, fault = read(make(), Failure("404 Not Found", 404), request)
    assert (postings, fault) == ([], "clinic: 404 Not Found")


def test_a_failure_is_the_sources() -> None:
    _, _, fault = read(make(), Failure("404 Not Found", 404))
    assert fault == "clinic: 404 Not Found"


def test_a_hundred_thousand_nested_tags_are_refused() -> None:
    _, _, fault = read(make(), b"<html><body>" + b"<div>" * 100_000)
    assert fault == "clinic: HTML refused: nested too deeply (over 250 tags)"


def test_a_limit_takes_the_first_entries() -> None:
    _, requests, _ = read(make(limit=2), case("wordpress-blog"))
    assert [request.url[-13:-1] for request in requests] == [
        "second-suite",
        "9/ines-corvo",
    ]


def test_an_article_may_be_given_as_a_file() -> None:
    document = Document(
        "clinic", url="", content=case("article-json-ld"), locator="saved/suite.html"
    )
    request = Request("saved", Transport.FOLDER)
    (posting,) = Page().read(make("saved"), Answer(request, document))
    assert isinstance(posting, Posting)
    assert (posting.item, posting.locator) == ("saved/suite.html", "saved/suite.html")
    assert posting.url == "https://larkfield.example.org/news/second-suite"


def test_a_selector_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^entries: no CSS selector"):
        Options(entries="div[")


@pytest.mark.parametrize("aside", ASIDE, ids=lambda aside: aside.name)
def test_an_address_that_is_no_entry(aside: Aside) -> None:
    assert is_aside(f"https://larkfield.example.org{aside.seen}")


@pytest.mark.parametrize("path", ["/blog/aboutness", "/2026/09/14/a", "/p/a.html"])
def test_an_address_that_may_be_an_entry(path: str) -> None:
    assert not is_aside(f"https://larkfield.example.org{path}")


@pytest.mark.parametrize("wall", WALLS, ids=lambda wall: wall.name)
def test_a_wall_is_known(wall: Wall) -> None:
    html = f"<html><body><h1>Larkfield</h1><p>{wall.seen}</p></body></html>"
    titled = f"<html><title>{wall.seen}</title><body><p>Larkfield</p></body></html>"
    faults = {read(make(), page.encode())[2] for page in (html, titled)}
    assert f"clinic: {wall.name}" in faults


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: other.name)
def test_what_is_no_page_is_named(other: Other) -> None:
    assert name_other(other.seen) == other.name


@pytest.mark.parametrize("classed", CLASSED, ids=lambda classed: classed.look.value)
def test_a_theme_says_what_a_page_is(classed: Classed) -> None:
    page = case("article-time").replace(
        b"<body>", b'<body class="%s">' % classed.seen.encode()
    )
    postings, requests, _ = read(make(), page)
    assert (len(postings), len(requests)) == (
        (1, 0) if classed.look is Look.ARTICLE else (0, 2)
    )


def test_captured_articles_are_articles(corpus: Path) -> None:
    pages = sorted((corpus / "pages").glob("*.html"))
    found = {page.name: read(make(), page.read_bytes()) for page in pages}
    assert pages
    assert {
        name: fault or len(requests)
        for name, (postings, requests, fault) in found.items()
        if len(postings) != 1
    } == {}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_cut_anywhere_costs_nothing_but_itself(case: Path) -> None:
    content = (case / "document.html").read_bytes()
    whole = {request.url for request in read(make(), content)[1]}
    for end in range(0, len(content), max(len(content) // 15, 1)):
        cut = content[:end]
        _, requests, fault = read(make(), cut)
        # The link in which it was cut may be any beginning of what it was.
        strange = {request.url for request in requests[:-1]} - whole
        assert fault or not strange
        read(make(), cut, text_request())


def test_a_page_of_thousands_of_links_is_read() -> None:
    flat = "".join(
        f'<a href="/n/{number}">Title number {number} of the list</a> <br>'
        for number in range(6_000)
    )
    _, requests, fault = read(make(), f"<html><body>{flat}</body></html>".encode())
    assert (len(requests), fault) == (30, "")


def test_a_page_that_a_theme_wraps_in_a_form_is_read() -> None:
    page = case("article-one-text").replace(b"<div>", b'<form class="menu">')
    (posting,), _, fault = read(make(), page.replace(b"</div>", b"</form>"))
    assert (posting.title, fault) == ("Second infusion suite opens on Alder Street", "")


def test_a_page_need_not_close_its_body() -> None:
    page = case("article-one-text").replace(b"</body></html>", b"")
    (posting,), _, fault = read(make(), page)
    assert (posting.full, fault) == (False, "")


@pytest.mark.parametrize("key", ["include", "exclude"])
@pytest.mark.parametrize("kind", [Options, sitemap.Options])
def test_a_pattern_that_fits_no_address_is_refused(kind: Any, key: str) -> None:
    """With a * it is held against the whole address, which begins with http."""
    for pattern in ("*/news/*", "https://a.example.org/news/*", "/news/", "news"):
        kind(**{key: (pattern,)})
    with pytest.raises(
        ValueError, match=rf'^{key}: "/news/\*" fits no address'
    ) as told:
        kind(**{key: ("/a/", "/news/*")})
    assert str(told.value).endswith('; write it as "*/news/*"')
