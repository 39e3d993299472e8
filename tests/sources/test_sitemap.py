"""Source kind `sitemap`: what a sitemap leads to, case by case."""

from __future__ import annotations

import gzip
import tomllib
from pathlib import Path
from typing import Any

import pytest

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Posting
from syndicate.sources.base import Answer, Failure, Memory, Request, Transport
from syndicate.sources.sitemap import DEEPEST, NAMED, Named, Options, SitemapKind
from syndicate.sources.urlset import LARGEST

CORPUS = Path(__file__).parent.parent / "corpus"
CASES = sorted((CORPUS / "sitemap").iterdir())
HERE = "https://larkfield.example.org/sitemap.xml"
NOTE = b"<p>" + b"The clinic tells what it does, in plain words. " * 10 + b"</p>"


def make(location: str = HERE, **options: Any) -> Source:
    for name in ("include", "exclude"):
        if name in options:
            options[name] = tuple(options[name])
    return Source("clinic", "sitemap", location, options=Options(**options))


def read(
    source: Source, content: bytes | Failure, request: Request | None = None
) -> tuple[list[Posting | Request], str, str]:
    """Postings and requests, what is remembered, and the fault that ended it."""
    request = request or Request(source.location)
    outcome = (
        Document(source="clinic", url=request.url, content=content)
        if isinstance(content, bytes)
        else content
    )
    found: list[Posting | Request] = []
    memory = ""
    try:
        for value in SitemapKind().read(source, Answer(request, outcome)):
            if isinstance(value, Memory):
                memory = value.get("nested")
            else:
                found.append(value)
    except SourceError as error:
        return found, memory, str(error)
    return found, memory, ""


def told(request: Posting | Request, names: Any) -> dict[str, Any]:
    assert isinstance(request, Request)
    found: dict[str, Any] = {}
    for name in names:
        where = request if name in ("url", "about") else request.completes
        value = getattr(where, name)
        found[name] = list(value) if name == "topics" else value
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    expected = tomllib.loads((case / "expected.toml").read_text("utf-8"))
    (document,) = case.glob("document.*")
    found, memory, fault = read(
        make(**expected.get("options", {})), document.read_bytes()
    )
    asks = expected.get("asks", [])
    assert fault == expected.get("error", "")
    assert [told(each, want) for each, want in zip(found, asks, strict=False)] == asks
    assert len(found) == len(asks)
    assert memory == expected.get("memory", "")


def test_what_is_asked_for() -> None:
    memory = Memory((("nested", f"{HERE}?1 {HERE}?2"),))
    first, *others = SitemapKind().requests(make(), memory)
    assert (first.url, first.about) == (HERE, "items")
    assert [(each.url, each.about) for each in others] == [
        (f"{HERE}?1", "page"),
        (f"{HERE}?2", "page"),
    ]
    (local,) = SitemapKind().requests(make("maps"), memory)
    assert (local.transport, local.url) == (Transport.FOLDER, "maps")


def test_a_sitemap_that_was_asked_for_along_with_its_index_is_not_asked_for_again() -> (
    None
):
    (case,) = (each for each in CASES if each.name == "index")
    known = Memory((("nested", "https://larkfield.example.org/post-sitemap1.xml"),))
    first, *_ = SitemapKind().requests(make(), known)
    found, memory, _ = read(make(), (case / "document.xml").read_bytes(), first)
    assert [each.url for each in found if isinstance(each, Request)] == [
        "https://larkfield.example.org/post-sitemap2.xml"
    ]
    assert memory.count("https://") == 2


def test_indexes_within_each_other_end() -> None:
    index = b"<sitemapindex><sitemap><loc>%s</loc></sitemap></sitemapindex>"
    content = index % HERE.encode()
    request = None
    for _ in range(DEEPEST):
        found, _, fault = read(make(), content, request)
        assert fault == ""
        (following,) = found
        assert isinstance(following, Request)
        request = following
    assert read(make(), content, request)[2].startswith("clinic: an index within")


@pytest.mark.parametrize("named", NAMED, ids=lambda named: named.seen)
def test_a_name_says_what_a_sitemap_holds(named: Named) -> None:
    index = "".join(
        f"<sitemap><loc>https://larkfield.example.org/{name}</loc></sitemap>"
        for name in ("others.xml", named.seen)
    )
    content = f"<sitemapindex>{index}</sitemapindex>".encode()
    found, _, _ = read(make(), content)
    urls = [each.url for each in found if isinstance(each, Request)]
    wanted = named.seen if named.wanted else "others.xml"
    assert urls == [f"https://larkfield.example.org/{wanted}"]


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(b"\0" * (LARGEST + 1000))
    assert read(make(), bomb)[2] == "clinic: more than 50 MB when unpacked"


def test_a_failure_is_the_sources() -> None:
    assert read(make(), Failure("404 Not Found", 404))[2] == "clinic: 404 Not Found"


def page_of(head: bytes = b"", **options: Any) -> tuple[list[Posting | Request], str]:
    """What comes of the page that a plain sitemap leads to."""
    (request,), _, _ = read(
        make(**options),
        b"<urlset><url><loc>https://larkfield.example.org/a-note</loc>"
        b"<lastmod>2026-09-14</lastmod></url></urlset>",
    )
    assert isinstance(request, Request)
    page = b"<html><head>%s</head><body><h1>A note</h1>%s</body></html>" % (head, NOTE)
    found, _, fault = read(make(**options), page, request)
    return found, fault


def test_a_page_that_tells_no_date_is_no_article_unless_it_was_asked_for() -> None:
    assert page_of() == ([], "clinic: no article: it tells no date of its own")
    (posting,), fault = page_of(include=["a-note"])
    assert isinstance(posting, Posting)
    assert (posting.title, posting.published, fault) == ("A note", "", "")


def test_a_page_that_tells_a_date_is_an_article() -> None:
    told = b"<meta property='article:published_time' content='2026-09-13'>"
    (posting,), fault = page_of(told)
    assert isinstance(posting, Posting)
    assert (posting.published, posting.updated, fault) == ("2026-09-13", "", "")
    assert posting.item == "larkfield.example.org/a-note"
