"""Source kind `newsramp`: TLDR pages, one or all that a page lists, or saved ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Form, Posting
from syndicate.sources.addresses import find_url
from syndicate.sources.base import ACCEPT_PAGE, Answer, Failure, Memory, Request
from syndicate.sources.completing import BROKEN_OFF
from syndicate.sources.local import ask_location
from syndicate.sources.opening import find_meta, open_page
from syndicate.sources.tldr import find_md5, is_rewriting, read_rewriting
from syndicate.sources.tree import Tree, say

SUFFIXES = (".html", ".htm")
_MD5 = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Options:
    """A NewsRamp source has no keys of its own."""


class NewsRamp:
    """Each TLDR page is one posting, a rewriting.

    Its identity is the MD5 that ends its address: that of the original's address,
    exactly as it was published.
    """

    name = "newsramp"
    Options = Options

    def requests(self, source: Source, memory: Memory) -> Iterator[Request]:
        """Ask for the page, or for all files of a folder; `memory` is not needed."""
        del memory
        yield ask_location(source, SUFFIXES, ACCEPT_PAGE)

    def read(self, source: Source, answer: Answer) -> Iterator[Posting | Request]:
        """The rewriting on a page, or a request for each that a page lists.

        Raises:
            SourceError: there is no page, it is none of NewsRamp's, or it breaks off.
        """
        listed = answer.request.completes
        try:
            yield from _read_answer(source, answer)
        except SourceError:
            if listed is not None and listed.title:
                yield listed
            raise


def _read_answer(source: Source, answer: Answer) -> Iterator[Posting | Request]:
    outcome, listed = answer.outcome, answer.request.completes
    if isinstance(outcome, Failure):
        item = answer.request.url if listed else ""
        raise SourceError(source.name, outcome.reason, item)
    opened = open_page(source.name, outcome)
    told = listed or _identify(source, outcome, opened)
    if told is not None:
        if opened.cut:
            raise SourceError(source.name, BROKEN_OFF, outcome.locator or "")
        yield read_rewriting(opened, told)
        return
    listed_there = list(_list_pages(source, opened.soup, outcome.url))
    if not listed_there:
        reason = "neither a TLDR page nor a page that lists any"
        raise SourceError(source.name, reason, outcome.locator or "")
    if outcome.locator is None:
        yield from listed_there
        return
    raise SourceError(source.name, "a list of pages, not a saved page", outcome.locator)


def _identify(source: Source, document: Document, opened: Tree) -> Posting | None:
    """Which TLDR page this is; None where it is none.

    By its address; a saved page's is the one it tells, or its file is named for it.
    """
    own = (document.url, *_told_addresses(opened.soup))
    url = next((each for each in own if find_md5(each)), None)
    named = _MD5.search(document.locator or "")
    if url is None and named is None and not is_rewriting(opened.soup):
        return None
    item = find_md5(url or "") or (named[0] if named else document.locator)
    if item is None:
        return None
    return Posting(
        source.name,
        item,
        title="",
        body="",
        form=Form.REWRITE,
        url=url,
        locator=document.locator,
    )


def _told_addresses(soup: Any) -> Iterator[str]:
    canonical = soup.find("link", rel="canonical", href=True)
    if canonical:
        yield str(canonical["href"]).strip()
    yield find_meta(soup, "og:url")


def _list_pages(source: Source, soup: Any, base: str) -> Iterator[Request]:
    """A request for each TLDR page that is linked, under the longest of its links."""
    titles: dict[str, str] = {}
    for anchor in soup.find_all("a", href=True):
        url = find_url(str(anchor["href"]), base)
        if url and find_md5(url):
            titles[url] = max(titles.get(url, ""), say(anchor), key=len)
    asked: set[str] = set()
    for url, title in titles.items():
        md5 = find_md5(url)
        if md5 not in asked:
            asked.add(md5)
            teaser = Posting(
                source.name, md5, title=title, body="", form=Form.REWRITE, url=url
            )
            yield Request(url, headers=(ACCEPT_PAGE,), about="text", completes=teaser)
