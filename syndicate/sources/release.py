"""A Newsworthy release page: its own markup first, its structured data where it fails.

The page tells the release as JSON-LD (`NewsArticle`): a headline that is cut at 100
characters, an `articleBody` without tags. The paragraphs are the page's own; which
part of it holds them is found by the words of that `articleBody`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from syndicate.errors import SourceError
from syndicate.html.page import Page, read_page
from syndicate.model import Document, Link, Posting, Purpose
from syndicate.sources.addresses import find_url
from syndicate.sources.completing import BROKEN_OFF
from syndicate.sources.opening import find_meta, find_title
from syndicate.sources.tldr import SOURCE_WORDS, hash_address, origin_of
from syndicate.sources.trail import find_hash
from syndicate.sources.tree import Tree, say
from syndicate.text.tokens import words

_ADDRESS = re.compile(r"https?://[^/?#]+/news/(?:([a-z]{2})/)?20\d{6}(\d+)(?:[/?#]|$)")
_COVERED = 0.95  # of the words of articleBody: markup may divide some
_ENOUGH_WORDS = 15
# What the site puts between the paragraphs of a release, by a class of its own.
_INSERTED = ("div.lg\\:hidden", "button", "form", "audio", "iframe")
_DATELINE = re.compile(r"^[^()]{2,80}\(Newsworthy\.ai\)\s+\w+day\b.{8,60}$")
_MD5 = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """A release as its page tells it, and what the page leads to.

    `hash` is that of its registration, "" without one; `translations` are addresses
    of the same release in other languages, by language.
    """

    posting: Posting
    hash: str = ""
    translations: tuple[tuple[str, str], ...] = ()


def find_release(url: str | None) -> tuple[str, str]:
    """The id and the language of a release's address; both "" for any other.

    The id is what follows the eight digits of the day; slug and `www.` are decoration.

    >>> find_release("https://www.newsworthy.ai/news/es/20260914917/un-titulo")
    ('917', 'es')
    >>> find_release("https://newsworthy.ai/newsroom/larkfield")
    ('', '')
    """
    found = _ADDRESS.match(url or "")
    return (found[2], found[1] or "") if found else ("", "")


def identify(url: str | None) -> str:
    """A release's identity: its id, and its language where it is a translation.

    >>> identify("https://newsworthy.ai/news/es/20260914917/un-titulo")
    'newsworthy:917/es'
    """
    number, language = find_release(url)
    if not number:
        return ""
    return f"newsworthy:{number}/{language}" if language else f"newsworthy:{number}"


def read_release(
    source: str, document: Document, opened: Tree, listed: Posting | None
) -> ReleasePage:
    """The release on a page; `listed` is what a list told of it.

    Raises:
        SourceError: the page is no release, or breaks off before its text ends.
    """
    page = read_page(opened.soup)
    told = listed or _identify(source, document, page)
    if told is None:
        reason = "an HTML page, but neither a release nor a feed"
        raise SourceError(source, reason, document.locator or "")
    found = _find_body(opened.soup, page.body)
    if opened.cut and not page.body:
        raise SourceError(source, BROKEN_OFF, document.locator or "")
    body, media_type, full = _choose_body(opened, page, found)
    number, language = find_release(told.url)
    registration = _find_hash(opened.soup, found)
    translations = tuple(_list_translations(opened.soup, told.url or "", number))
    posting = replace(
        told,
        title=find_title(opened.soup) or page.title or told.title,
        body=body,
        media_type=media_type,
        full=full,
        summary=told.summary or page.description,
        author=page.author or told.author,
        language=language or told.language or page.language,
        published=page.published or told.published,
        published_origin=origin_of(page, told),
        links=(*told.links, *_collect(opened.soup, page, told.url or "", registration)),
        topics=told.topics or tuple(_list_topics(opened.soup)),
    )
    return ReleasePage(posting, registration, translations)


def _identify(source: str, document: Document, page: Page) -> Posting | None:
    """A page that nobody listed: known by its address, or by the one it tells."""
    url = next(filter(find_id, (document.url, page.canonical)), None)
    if url is None and not (page.body and page.canonical):
        return None
    url = url or page.canonical
    item = identify(url) or url
    return Posting(source, item, "", "", url=url, locator=document.locator)


def find_id(url: str | None) -> str:
    """The id of a release's address, "" for any other."""
    return find_release(url)[0]


# ----------------------------------------------------------------------- text


def _choose_body(opened: Tree, page: Page, found: Any) -> tuple[str, str, bool]:
    """The body, its media type, and whether it is the text alone."""
    if found is not None:
        return _dateline(opened.soup, found) + _write(found), "text/html", True
    if page.body:
        return page.body, "text/plain", True
    return str(opened.soup), "text/html", False


def _find_body(soup: Any, told: str) -> Any:
    """The smallest part of a page that holds the words of its `articleBody`."""
    wanted = Counter(words(told))
    part = soup.body
    if wanted.total() < _ENOUGH_WORDS or part is None or not _covers(part, wanted):
        return None
    while True:
        inner = (child for child in part.find_all(True, recursive=False))
        smaller = next((child for child in inner if _covers(child, wanted)), None)
        if smaller is None:
            return part
        part = smaller


def _covers(part: Any, wanted: Counter[str]) -> bool:
    if part.name in ("script", "style", "template"):
        return False
    held = Counter(words(part.get_text(" ")))
    return (held & wanted).total() >= _COVERED * wanted.total()


def _write(part: Any) -> str:
    for inserted in part.select(", ".join(_INSERTED)):
        inserted.extract()
    return str(part)


def _dateline(soup: Any, body: Any) -> str:
    """The dateline where it stands above the text and not in it, as a paragraph."""
    for tag in soup.find_all("p"):
        line = " ".join(tag.get_text().split())
        if _DATELINE.match(line) and not _stands_in(tag, body):
            return f"<p>{escape(line, quote=False)}</p>"
    return ""


def _stands_in(tag: Any, part: Any) -> bool:
    return tag is part or any(parent is part for parent in tag.parents)


# ---------------------------------------------------------------------- links


def _collect(soup: Any, page: Page, url: str, registration: str) -> Iterator[Link]:
    """Where the page says the release belongs; its own address is not repeated."""
    told = {url}
    for purpose, name, address in (
        (Purpose.CANONICAL, "canonical", page.canonical),
        (
            Purpose.CANONICAL,
            "syndication-source",
            find_meta(soup, "syndication-source"),
        ),
        (Purpose.ORIGINAL, "original-source", find_meta(soup, "original-source")),
        *_list_originals(soup),
    ):
        if find_url(address) and address not in told:
            told.add(address)
            yield Link(purpose, address, name)
    proven = next(
        (each for each in _spell(told) if hash_address(each) == registration), ""
    )
    if proven and proven not in told:
        yield Link(Purpose.CANONICAL, proven, "registered under this address")
    if registration:
        landing = f"https://newsramp.com/blockchain/txn_detail/{registration}"
        yield Link(Purpose.REGISTRATION, landing, "registration")


def _list_originals(soup: Any) -> Iterator[tuple[Purpose, str, str]]:
    for anchor in soup.find_all("a", href=True):
        label = say(anchor)
        if len(label) < 80 and SOURCE_WORDS.search(label):
            yield Purpose.ORIGINAL, label, str(anchor["href"]).strip()


def _spell(urls: set[str]) -> Iterator[str]:
    """Addresses as a registration may have seen them: with `www.` and without."""
    for url in sorted(urls):
        yield url
        yield url.replace("://www.", "://", 1)


def _find_hash(soup: Any, body: Any) -> str:
    """The registration hash that the page shows, outside the release itself."""
    for tag in soup.find_all(("a", "img", "link")):
        hash_ = find_hash(str(tag.get("href") or tag.get("src") or ""))
        if hash_ and not _stands_in(tag, body):
            return hash_
    return ""


def _list_translations(soup: Any, base: str, number: str) -> Iterator[tuple[str, str]]:
    """The same release in other languages: its id under another language's path."""
    own = find_release(base)[1]
    seen = {own}
    for tag in soup.find_all(("link", "a"), href=True):
        url = find_url(str(tag["href"]), base)
        found, language = find_release(url)
        if url and found and found == number and language not in seen:
            seen.add(language)
            yield language, url


def _list_topics(soup: Any) -> Iterator[str]:
    article = soup.find("article")
    pills = article.select('a[href*="/news/beat/"]') if article else ()
    yield from dict.fromkeys(filter(None, map(say, pills)))
