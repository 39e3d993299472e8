"""What a page is: an article, a list of others, or neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from syndicate.html.page import is_article, read_page, read_structured, types_of
from syndicate.html.tags import PHRASING, UNREAD
from syndicate.sources.choosing import Choice
from syndicate.sources.listing import LISTS, Listing, find_entries
from syndicate.sources.short import find_own, is_headed, says_article
from syndicate.sources.sighting import Furniture
from syndicate.sources.tree import Tree

LEAST_WORDS = 40  # of running text: less is no article

_MUCH = 150  # words of running text that a list seldom has
_VERY_MUCH = 400
_LITTLE = 60
_RUNNING = 8  # words of a passage that is running text, not a label


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
    """What a page is, and the entries if it is a list. `words`: of running text.

    `own`: the markup of a short article alone, where an extractor would be lost.
    """

    look: Look
    listing: Listing
    words: int
    own: str = ""


def judge(tree: Tree, choice: Choice, title: str = "", known: str = "") -> Verdict:
    """What a page is; `title` is what a list that led to it called it.

    A page whose own heading is that title is the article, whatever else it shows.
    `known` is the title of the text that we have of it. Who takes back what they said
    may need three words: an article that a list or we know is one however short.
    """
    listing = find_entries(tree, choice)
    words = count_running(tree, listing)
    look = _look(tree, listing, words, title)
    if words >= LEAST_WORDS or not (title or known):
        return Verdict(look, listing, words)
    if look is Look.LIST and not (title and known):
        return Verdict(look, listing, words)  # with a line of its own above it
    own = find_own(tree, title or known, listing)
    if own is not None:
        short = own.words < LEAST_WORDS
        return Verdict(Look.ARTICLE, listing, words, own.markup if short else "")
    if look is Look.ARTICLE and known and not read_page(tree.soup).body:
        look = Look.NEITHER  # it may still load, or lack its text by a fault
    return Verdict(look, listing, words)


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
    if says_article(tree.soup) or count < 4:
        return _LITTLE
    return _VERY_MUCH if listing.dated and count > 6 else _MUCH


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
            if tag.name not in UNREAD and tag.name != "a":
                yield string, tag


def _block(tag: Any) -> Any:
    while tag.name in PHRASING and tag.parent is not None:
        tag = tag.parent
    return tag


def _classes(soup: Any) -> str:
    return " ".join(soup.body.get("class") or ()) if soup.body else ""
