"""What a page is: an article, a list of others, or neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from syndicate.html.page import is_article, read_structured, types_of
from syndicate.sources.choosing import Choice
from syndicate.sources.listing import LISTS, Listing, find_entries
from syndicate.sources.sighting import Furniture
from syndicate.sources.tree import Tree
from syndicate.text.tokens import content_words

LEAST_WORDS = 40  # of running text: less is no article

_MUCH = 150  # words of running text that a list seldom has
_VERY_MUCH = 400
_LITTLE = 60
_RUNNING = 8  # words of a passage that is running text, not a label
_SAME_TITLE = 0.6  # share of the words of the shorter title


class Look(StrEnum):
    """What a page is."""

    ARTICLE = "article"
    LIST = "list"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Classed:
    """What classes of `<body>` say, as themes write them."""

    look: Look
    pattern: str
    seen: str


CLASSED = (
    Classed(
        Look.ARTICLE,
        r"(?:^|\s)(?:single|single-post|postid-\d+)(?:\s|$)",
        "single postid-12",
    ),
    Classed(
        Look.LIST,
        r"(?:^|\s)(?:blog|archive|category|tag|author|post-type-archive|view-list)(?:\s|$)",
        "blog wp-theme",
    ),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page is, and the entries if it is a list. `words`: of running text."""

    look: Look
    listing: Listing
    words: int


def judge(tree: Tree, choice: Choice, title: str = "") -> Verdict:
    """What a page is; `title` is what a list that led to it called it.

    A page whose own heading is that title is the article, whatever else it shows.
    """
    listing = find_entries(tree, choice)
    words = count_running(tree, listing)
    return Verdict(_look(tree, listing, words, title), listing, words)


def _look(tree: Tree, listing: Listing, words: int, title: str) -> Look:
    if title and words >= LEAST_WORDS and is_headed(tree.soup, title):
        return Look.ARTICLE
    many = len(listing.entries) >= 2
    things = list(read_structured(tree.soup))
    articles = sum(map(is_article, things))
    lists = any(not LISTS.isdisjoint(types_of(thing)) for thing in things)
    for classed in CLASSED:
        fits = re.search(classed.pattern, _classes(tree.soup))
        if fits and (classed.look is Look.ARTICLE or listing.entries):
            return classed.look if words >= LEAST_WORDS or many else Look.NEITHER
    if articles == 1 and (words >= LEAST_WORDS or not many):
        return Look.ARTICLE
    if listing.entries and (articles > 1 or (lists and words < _MUCH)):
        return Look.LIST
    bar = _bar(tree, listing)
    if listing.entries and words < bar:
        return Look.LIST
    return Look.ARTICLE if words >= LEAST_WORDS else Look.NEITHER


def _bar(tree: Tree, listing: Listing) -> int:
    """How many words of running text make a page with entries an article."""
    count = len(listing.entries)
    if _says_article(tree.soup) or count < 4:
        return _LITTLE
    return _VERY_MUCH if listing.dated and count > 6 else _MUCH


def is_headed(soup: Any, title: str) -> bool:
    """Whether a page's own heading, or what it tells of itself, is a title."""
    told = [tag.get_text(" ", strip=True) for tag in soup.find_all("h1", limit=3)]
    told += [str(tag["content"]) for tag in _meta(soup, "og:title")]
    wanted = set(content_words(title))
    for each in told:
        found = set(content_words(each))
        least = min(len(wanted), len(found))
        if least and len(wanted & found) >= max(least * _SAME_TITLE, 1):
            return True
    return False


def count_running(tree: Tree, listing: Listing) -> int:
    """Words of running text that are no entry's, nor of what surrounds the page."""
    furniture = Furniture(tree.soup)
    inside = {id(part) for block in listing.blocks for part in block.parts}
    held: dict[int, int] = {}
    body = tree.soup.body or tree.soup
    for text, tag in _passages(body):
        chain = (tag, *tag.parents)
        if furniture.holds(tag) or any(id(each) in inside for each in chain):
            continue
        # Links, emphasis and line ends cut a passage into strings: count its block.
        block = _block(tag)
        held[id(block)] = held.get(id(block), 0) + len(text.split())
    return sum(count for count in held.values() if count >= _RUNNING)


def _passages(body: Any) -> Any:
    for string in body.find_all(string=True):
        if type(string).__name__ == "NavigableString" and string.strip():
            tag = string.parent
            if tag.name not in _UNREAD and tag.name != "a":
                yield string, tag


_UNREAD = frozenset(
    ["script", "style", "noscript", "template", "button", "option", "textarea"]
)
_INLINE = frozenset(
    [
        "b",
        "strong",
        "i",
        "em",
        "span",
        "a",
        "u",
        "sub",
        "sup",
        "small",
        "mark",
        "abbr",
        "cite",
        "font",
    ]
)


def _block(tag: Any) -> Any:
    while tag.name in _INLINE and tag.parent is not None:
        tag = tag.parent
    return tag


def _says_article(soup: Any) -> bool:
    kinds = [str(tag["content"]).lower() for tag in _meta(soup, "og:type")]
    dated = bool(_meta(soup, "article:published_time"))
    return dated or "article" in kinds


def _meta(soup: Any, name: str) -> list[Any]:
    return list(soup.find_all("meta", property=name, content=True, limit=2))


def _classes(soup: Any) -> str:
    return " ".join(soup.body.get("class") or ()) if soup.body else ""
