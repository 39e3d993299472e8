"""The text of a page that says little: what its own markup bounds, and no more.

On a page of three sentences no extractor can tell the article from the address below
it. So a short text is believed only where the markup says what is the article's own.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from syndicate.html.page import is_article, read_structured
from syndicate.html.tags import HEADINGS
from syndicate.sources.listing import Listing
from syndicate.sources.sighting import is_furniture
from syndicate.sources.tree import Tree, say, visible_strings
from syndicate.text.tokens import content_words

_SAME_TITLE = 0.6  # share of the words of the shorter title
# Where themes put the text of an article, and what they say beside it.
_BODY = re.compile(
    r"(?:entry|post|article|story|news|release)[_-]?(?:content|body|text)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:meta|posted-on|published|date|timestamp)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_HEADER = re.compile(r"(?:^|[\s_-])(?:header|heading|title)(?:[\s_-]|$)", re.IGNORECASE)
_WAITS = re.compile(
    r"(?:loading|please wait|one moment|you need to enable javascript.{0,40})?\W*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_WHOLE = ["div", "section", "table"]  # of a body: what may be anybody's


@dataclass(frozen=True, slots=True)
class Own:
    """The part of a page that is its article, and how many words it says."""

    markup: str
    words: int


def find_own(tree: Tree, title: str, listing: Listing) -> Own | None:
    """The article's own part of a page; None where none is bounded, or it says nothing.

    The page must call itself an article, or bear `title`, by which it is known.
    """
    entries = {id(part) for block in listing.blocks for part in block.parts}
    for tag in _candidates(tree.soup, title):
        if any(id(each) in entries for each in (tag, *tag.parents)):
            continue
        own = _without_rest(tag, title, entries)
        count = sum(len(_WORD.findall(text)) for text in visible_strings(own))
        labels = own.find_all(list(HEADINGS))
        count -= sum(len(_WORD.findall(say(label))) for label in labels)
        if count > 0 and not _WAITS.fullmatch(say(own)):
            return Own(str(own), count)
    return None


def is_headed(soup: Any, title: str) -> bool:
    """Whether a page's own heading, or what it tells of itself, is a title."""
    told = [tag.get_text(" ", strip=True) for tag in soup.find_all("h1", limit=3)]
    told += [str(tag["content"]) for tag in _meta(soup, "og:title")]
    return any(_is_same(each, title) for each in told)


def says_article(soup: Any) -> bool:
    """Whether a page's meta tags say that it is an article."""
    kinds = [str(tag["content"]).lower() for tag in _meta(soup, "og:type")]
    dated = bool(_meta(soup, "article:published_time"))
    return dated or "article" in kinds


def _candidates(soup: Any, title: str) -> Iterator[Any]:
    """The tags that may bound the article, the surest first."""
    told = sum(map(is_article, read_structured(soup))) == 1
    sure = told or says_article(soup) or is_headed(soup, title)
    articles = soup.find_all("article", limit=2)
    around = articles[0] if len(articles) == 1 else None
    if around is not None and not (sure or _is_of(around, title)):
        around = None
    if sure or around is not None:
        yield from soup.find_all(itemprop="articleBody", limit=1)
        yield from soup.find_all(_is_body, limit=1)
    if around is not None:
        yield around
    if sure:
        yield from _around_heading(soup, title)


def _is_body(tag: Any) -> bool:
    return any(map(_BODY.fullmatch, tag.get("class") or ()))


def _is_of(article: Any, title: str) -> bool:
    """Whether an `<article>` bears a title or a date; a theme's error page has none."""
    headings = article.find_all(list(HEADINGS), limit=3)
    headed = any(_is_same(say(tag), title) for tag in headings)
    return headed or article.find("time") is not None


def _around_heading(soup: Any, title: str) -> Iterator[Any]:
    """What the page's first heading stands in, or stands above in a header."""
    headings = soup.find_all("h1", limit=3)
    if len(headings) > 1:
        headings = [tag for tag in headings if _is_same(say(tag), title)]
    for tag in headings[:1]:
        parent = tag.parent
        names = " ".join(parent.get("class") or ())
        yield parent
        if parent.name == "header" or _HEADER.search(names):
            yield parent.parent


def _without_rest(tag: Any, title: str, entries: set[int]) -> Any:
    """A copy of a tag without title, dates, menus and the entries of lists."""
    own = copy.copy(tag)
    twins = list(zip(tag.find_all(True), own.find_all(True), strict=True))
    for each, twin in twins:
        if not twin.decomposed and (
            id(each) in entries
            or _is_beside(each, title)
            or (tag.name == "body" and each.parent is tag and each.name in _WHOLE)
        ):
            twin.decompose()
    return own


def _is_beside(tag: Any, title: str) -> bool:
    """Whether a tag within an article is none of its text."""
    if tag.name in HEADINGS:
        return tag.name == "h1" or _is_same(say(tag), title)
    if tag.name == "time":
        beside = (each for each in tag.parent.contents if not each.name)
        return not any(text.strip() for text in beside)  # else it is in a sentence
    return is_furniture(tag) or any(map(_BESIDE.search, tag.get("class") or ()))


def _is_same(told: str, title: str) -> bool:
    wanted, found = set(content_words(title)), set(content_words(told))
    least = min(len(wanted), len(found))
    return bool(least) and len(wanted & found) >= max(least * _SAME_TITLE, 1)


def _meta(soup: Any, name: str) -> list[Any]:
    return list(soup.find_all("meta", property=name, content=True, limit=2))
