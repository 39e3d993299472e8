"""A page's bytes made a tree that may be walked, or the reason why they are none."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from syndicate.errors import SourceError
from syndicate.html.gate import Unreadable, admit
from syndicate.html.tags import SKIPPED
from syndicate.model import Document
from syndicate.sources.addresses import find_url
from syndicate.sources.decoding import NotText, decode, sniff_charset

# What follows in a longer page is no list that anybody reads.
MOST_LINKS = 5_000

_BEFORE = r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:(?><!--.*?-->)\s*)*+"
_LOOKED_AT = 20_000
_OPENED = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_NESTING = r"(div|main|section|article|table|ul|ol|dl|form|header|footer|nav|a|h[1-6])"
_MUST_CLOSE = re.compile(rf"<{_NESTING}[\s>]", re.IGNORECASE)
_MUST_CLOSE_END = re.compile(rf"</{_NESTING}\s*>", re.IGNORECASE)
_IN_TAG = re.compile(r"<[a-zA-Z/!][^<>]*\Z")
_HEAD = re.compile(r"<head[\s>]", re.IGNORECASE)
_AFTER_HEAD = re.compile(r"</head\s*>|<body[\s>]", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Other:
    """What a text is that is no page, by how it begins."""

    name: str
    pattern: str
    seen: str


OTHERS = (
    Other("a feed", rf"{_BEFORE}<(?:rss|feed|rdf:RDF)\b", seen="<rss version='2.0'>"),
    Other(
        "a sitemap", rf"{_BEFORE}<(?:urlset|sitemapindex)\b", seen="<urlset xmlns=''>"
    ),
    Other("JSON", r"\s*[{\[]", seen='{"version": "https://jsonfeed.org/version/1"}'),
    Other("a text without markup", r"(?!.*<[a-z!])", seen="Please try again later."),
)


@dataclass(frozen=True, slots=True)
class Tree:
    """A page as a tree. `base` is what its addresses are relative to.

    `cut`: it opened what it never closed, so its end has not come. `own`: the markup of
    its article alone, where somebody found it.
    """

    soup: Any
    markup: str
    base: str
    cut: bool
    own: str = ""


def read_tree(source: str, document: Document) -> Tree:
    """The tree of a page, in whatever encoding it came.

    Raises:
        SourceError: empty, no page, or markup that no parser may see.
    """
    from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning  # noqa: PLC0415 - start-up

    item = document.locator or ""
    charset = document.charset or sniff_charset(document.content)
    try:
        text = decode(document.content, declared=charset)
        markup = admit(text)
    except NotText:
        raise SourceError(source, "not a text, so not a page", item) from None
    except Unreadable as reason:
        raise SourceError(source, f"HTML refused: {reason}", item) from None
    other = name_other(text)
    if other:
        raise SourceError(source, f"{other}, not a page", item)
    with warnings.catch_warnings():
        # Old XHTML pages; an XML parser would refuse most of them.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(markup, "lxml")
    return Tree(soup, text, _find_base(soup, document.url), breaks_off(markup))


def name_other(text: str) -> str:
    """What a text is that is no page; "" where it may be one.

    >>> name_other("<?xml version='1.0'?><rss version='2.0'>"), name_other(" ")
    ('a feed', 'an empty document')
    >>> name_other("<p>Good day.</p>")
    ''
    """
    start = text.lstrip("\ufeff\0 \t\r\n")[:_LOOKED_AT]
    if not start:
        return "an empty document"
    flags = re.IGNORECASE | re.DOTALL
    names = (other.name for other in OTHERS if re.match(other.pattern, start, flags))
    return next(names, "")


def breaks_off(markup: str) -> bool:
    """Whether a page's end has not come: it never closes, and something in it is open.

    HTML need not close `<body>`, and pages written by hand often do not.

    >>> breaks_off("<html><body><div><p>The clinic")
    True
    >>> breaks_off("<html><body><div><p>The clinic opens.</div>")
    False
    >>> breaks_off("<html><head><title>The clinic</title>")
    True
    """
    if not _OPENED.search(markup[:_LOOKED_AT]) or _CLOSED.search(markup):
        return False
    if _HEAD.search(markup) and not _AFTER_HEAD.search(markup):
        return True
    opened = Counter(name.lower() for name in _MUST_CLOSE.findall(markup))
    closed = Counter(name.lower() for name in _MUST_CLOSE_END.findall(markup))
    return bool(opened - closed) or bool(_IN_TAG.search(markup[-_LOOKED_AT:]))


def visible_strings(tag: Any) -> Iterator[str]:
    """The texts of a tree that a reader sees, their blanks made one."""
    for string in tag.find_all(string=True):
        if string.parent.name in SKIPPED or type(string).__name__ != "NavigableString":
            continue
        text = " ".join(string.split())
        if text:
            yield text


def count_words(tag: Any) -> int:
    """How many words a reader sees in a tree."""
    return sum(len(text.split()) for text in visible_strings(tag))


def say(tag: Any) -> str:
    """The words of a tag on one line; "" for no tag."""
    return " ".join(tag.get_text(" ").split()) if tag is not None else ""


def _find_base(soup: Any, url: str) -> str:
    """Where relative addresses start: `<base>`, the page's own, what it says it is."""
    tag = soup.find("base", href=True)
    told = find_url(tag["href"], url) if tag else None
    if told or url:
        return told or url
    canonical = soup.find("link", rel="canonical", href=True)
    shared = soup.find("meta", property="og:url", content=True)
    return (
        (find_url(canonical["href"]) if canonical else None)
        or (find_url(shared["content"]) if shared else None)
        or ""
    )
