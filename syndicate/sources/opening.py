"""A page opened to be read: a tree, past the walls that stand in a page's place."""

from __future__ import annotations

import re
from typing import Any

from syndicate.errors import SourceError
from syndicate.model import Document
from syndicate.sources.tree import Tree, read_tree, say
from syndicate.sources.walls import name_wall

_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_FEEDS_BEGIN_WITHIN = 2_000


def open_page(source: str, document: Document) -> Tree:
    """Open a page.

    Raises:
        SourceError: it is empty, no page, or something that stands in its place.
    """
    tree = read_tree(source, document)
    if is_feed(tree.markup):
        raise SourceError(source, "a feed, not a page", document.locator or "")
    wall = name_wall(tree)
    if wall:
        raise SourceError(source, wall, document.locator or "")
    return tree


def is_feed(text: str) -> bool:
    """Whether a text begins as a feed does, whatever instructions stand before it.

    >>> is_feed('<?xml version="1.0"?><?xml-stylesheet href="/a.xsl"?><rss>')
    True
    """
    return bool(_FEED.search(text[:_FEEDS_BEGIN_WITHIN]))


def find_title(soup: Any) -> str:
    """A page's title: its only `<h1>`, else `og:title`; "" where it has neither."""
    headings = list(filter(None, map(say, soup.find_all("h1", limit=3))))
    return headings[0] if len(headings) == 1 else find_meta(soup, "og:title")


def find_meta(soup: Any, name: str) -> str:
    """What a page's `<meta>` of that name or property says; "" without one."""
    for key in ("name", "property"):
        tag = soup.find("meta", attrs={key: name})
        if tag:
            return str(tag.get("content") or "").strip()
    return ""
