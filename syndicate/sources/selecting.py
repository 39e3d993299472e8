"""The entries of a list that the settings point at with CSS selectors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from syndicate.html.tags import HEADINGS
from syndicate.sources.addresses import find_url, resolve_references
from syndicate.sources.completing import Selectors
from syndicate.sources.listing import ListEntry
from syndicate.sources.mending import tidy
from syndicate.sources.sighting import LONGEST_TITLE
from syndicate.sources.teasers import Block, find_date, read_summary
from syndicate.sources.tree import Tree
from syndicate.text.urls import is_web


def select_entries(tree: Tree, selectors: Selectors) -> Iterator[tuple[ListEntry, str]]:
    """Every entry that fits, with its markup where it has no link and tells itself.

    What fits is a link, or a block whose link is the one in its title, else the first.
    """
    for tag in tree.soup.select(selectors.entries):
        link = tag if tag.name == "a" else _find_link(tag, selectors.title)
        url = find_url(link.get("href"), tree.base) if link is not None else None
        title = _read_title(tag, link, selectors.title)
        date = _read_date(tag, selectors.date)
        if url and is_web(url):
            block = Block((tag,), date)
            yield ListEntry(url, title, date, read_summary(block, title)), ""
        elif title:
            body = _read_body(tag, selectors.body)
            yield ListEntry("", title, date), resolve_references(body, tree.base)


def check_css(name: str, selector: str) -> None:
    """Refuse what is no CSS selector; `name` is the key that gives it.

    Raises:
        ValueError: naming the key.
    """
    if not selector:
        return
    import soupsieve  # noqa: PLC0415 - start-up

    try:
        soupsieve.compile(selector)
    except soupsieve.SelectorSyntaxError as error:
        reason = str(error).splitlines()[0]
        raise ValueError(f"{name}: no CSS selector: {reason}") from None


def _find_link(tag: Any, selector: str) -> Any:
    titles = tag.select(selector) if selector else tag.find_all(list(HEADINGS))
    for title in titles:
        for link in (title, title.find("a", href=True), title.find_parent("a")):
            if link is not None and link.name == "a" and link.get("href"):
                return link
    found = tag.find("a", href=True)
    return found if found is not None else tag.find_parent("a", href=True)


def _read_title(tag: Any, link: Any, selector: str) -> str:
    chosen = tag.select_one(selector) if selector else tag.find(list(HEADINGS))
    told = chosen if chosen is not None else link
    if told is None:
        return ""
    return tidy(told.get_text(" ", strip=True))[:LONGEST_TITLE]


def _read_date(tag: Any, selector: str) -> str:
    if not selector:
        return find_date((tag,))
    chosen = tag.select_one(selector)
    if chosen is None:
        return ""
    told = chosen.get("datetime") or chosen.get_text(" ", strip=True)
    return tidy(str(told))


def _read_body(tag: Any, selector: str) -> str:
    """The markup of an entry without its title's heading."""
    chosen = tag.select(selector) if selector else [tag]
    for each in chosen:
        for heading in each.find_all(list(HEADINGS), limit=1):
            heading.extract()
    return "".join(str(each) for each in chosen)
