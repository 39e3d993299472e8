"""A site's own layout, as the settings tell it: what its pages hold where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from syndicate.config import Layout
from syndicate.config.selectors import read_selector
from syndicate.html.surroundings import drop


def layouts_of(layouts: Iterable[Layout], *urls: str) -> list[Layout]:
    """The layouts of the site that an address is of; the first that has a host says.

    >>> layouts_of([Layout("clinic.example.org")], "", "https://www.clinic.example.org/a")
    [Layout(host='clinic.example.org', body='', drop=(), title='')]
    """
    host = next(filter(None, map(_host, urls)), "")
    return [each for each in layouts if host == each.host.removeprefix("www.")]


def drop_told(tree: Any, layouts: Iterable[Layout]) -> None:
    """Take out of a page what its layouts say is none of its text."""
    for layout in layouts:
        for selector in layout.drop:
            for tag in _select(tree, selector):
                drop(tag)


def find_title(tree: Any, layouts: Iterable[Layout]) -> str:
    """The title where the first layout points that fits anything; "" if none does."""
    for layout in layouts:
        for tag in _select(tree, layout.title):
            text = " ".join(" ".join(tag.itertext()).split())
            if text:
                return text
    return ""


def find_body(tree: Any, layouts: Sequence[Layout]) -> list[Any]:
    """The tags that the first layout that fits anything says are the text."""
    for layout in layouts:
        found = list(_select(tree, layout.body))
        inner = [
            tag for tag in found if not any(up in found for up in tag.iterancestors())
        ]
        if inner:
            return inner
    return []


def _select(tree: Any, selector: str) -> Iterator[Any]:
    """The tags that a selector fits; XPath may also find what is no tag."""
    found = tree.xpath(read_selector(selector)) if selector else []
    for each in found if isinstance(found, list) else []:
        if hasattr(each, "iterancestors"):
            yield each


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
