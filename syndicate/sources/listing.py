"""The entries of a list page, found by its structured data and by its own links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from syndicate.html.page import is_article, read_structured, types_of
from syndicate.sources.addresses import find_url
from syndicate.sources.choosing import Choice, is_aside, is_mobile, page_key
from syndicate.sources.mending import tidy
from syndicate.sources.sighting import Sighting, find_sightings
from syndicate.sources.teasers import Block, Blocks, read_summary
from syndicate.sources.tree import Tree
from syndicate.text.urls import is_web

LISTS = frozenset({"ItemList", "Blog", "CollectionPage", "SearchResultsPage"})

_MOST_ENTRIES = 1_000
_TITLE_WORDS = 4  # on average, of titles that nothing else shows to be titles
_NO_ENTRIES = frozenset(
    {
        "SiteNavigationElement",
        "BreadcrumbList",
        "Question",
        "Service",
        "MedicalProcedure",
        "Product",
        "Offer",
        "Person",
        "Physician",
        "Review",
    }
)


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry of a list, as far as the list tells."""

    url: str
    title: str = ""
    date: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries of a page. `declared`: its structured data names them.

    `dated`: most of them have a date. `words`: of the entries' own blocks.
    """

    entries: tuple[ListEntry, ...] = ()
    declared: bool = False
    dated: bool = False
    blocks: tuple[Block, ...] = ()


def find_entries(tree: Tree, choice: Choice) -> Listing:
    """The entries of a page; none where it is no list.

    Structured data is believed first, and the page's links add what it leaves out.
    """
    declared = {
        page_key(entry.url): entry
        for entry in _declared(tree)
        if is_web(entry.url) and _wanted(entry.url, choice)
    }
    sightings = find_sightings(tree, choice)
    found = _Group.best(sightings)
    linked = {each.key: each for each in found.primaries} if found else {}
    if len(declared) > 1 and not declared.keys() & linked.keys():
        linked = {
            each.key: each for each in _primaries(sightings) if each.key in declared
        }
    if len(declared) < 2 and not linked:
        return Listing()
    blocks = dict(_divide(sightings, linked))
    entries = _merge(declared if len(declared) > 1 else {}, linked, blocks)
    return Listing(
        entries=tuple(entries[:_MOST_ENTRIES]),
        declared=len(declared) > 1,
        dated=sum(bool(entry.date) for entry in entries) * 2 >= len(entries),
        blocks=tuple(blocks.values()),
    )


def _merge(
    declared: Mapping[str, ListEntry],
    linked: Mapping[str, Sighting],
    blocks: Mapping[str, Block],
) -> list[ListEntry]:
    entries: dict[str, ListEntry] = dict(declared)
    for key, sighting in linked.items():
        block = blocks[key]
        told = entries.get(key, ListEntry(sighting.url))
        entries[key] = replace(
            told,
            title=told.title or sighting.title,
            date=told.date or block.date,
            summary=told.summary or read_summary(block, sighting.title),
        )
    return list(entries.values())


def _divide(
    sightings: Sequence[Sighting], linked: Mapping[str, Sighting]
) -> Iterator[tuple[str, Block]]:
    blocks = Blocks(sightings)
    for key, sighting in linked.items():
        yield key, blocks.of(sighting)


# ------------------------------------------------------------ structured data


def _declared(tree: Tree) -> Iterator[ListEntry]:
    """The entries that JSON-LD names, in its order."""
    things = list(read_structured(tree.soup))
    for thing in things:
        if LISTS.isdisjoint(types_of(thing)):
            continue
        for name in ("itemListElement", "blogPost", "blogPosts", "hasPart"):
            told = thing.get(name)
            for item in (told if isinstance(told, list) else [told])[:_MOST_ENTRIES]:
                yield from _read_item(item, tree.base)
    articles = [thing for thing in things if is_article(thing)]
    if len(articles) > 1:
        for thing in articles:
            yield from _read_item(thing, tree.base)


def _read_item(item: Any, base: str) -> Iterator[ListEntry]:
    """An item, or what a ListItem holds."""
    if isinstance(item, str):
        item = {"url": item}
    if not isinstance(item, dict):
        return
    inner = item.get("item")
    thing = inner if isinstance(inner, dict) else item
    told = thing.get("url") or thing.get("@id") or item.get("url")
    url = find_url(inner if isinstance(inner, str) else told, base)
    if url is None or not _NO_ENTRIES.isdisjoint(types_of(thing)):
        return
    yield ListEntry(
        url=url,
        title=tidy(thing.get("headline")) or tidy(thing.get("name")),
        date=tidy(thing.get("datePublished")),
        summary=tidy(thing.get("description")),
    )


def _wanted(url: str, choice: Choice) -> bool:
    return (
        choice.takes(url)
        if choice.include
        else not (choice.leaves_out(url) or is_aside(url))
    )


# ------------------------------------------------------------------ own links


@dataclass(frozen=True, slots=True)
class _Group:
    """Links of one shape: what a list's entries are."""

    primaries: tuple[Sighting, ...]
    headed: float  # shares
    dated: float
    words: float  # of a title, on average

    @classmethod
    def best(cls, sightings: Sequence[Sighting]) -> _Group | None:
        """The group that is the page's list, with stray entries of another shape."""
        primaries = _primaries(sightings)
        blocks = Blocks(sightings)
        dates = {each.key: bool(blocks.of(each).date) for each in primaries}
        shapes: dict[tuple[str, ...], list[Sighting]] = {}
        for each in primaries:
            shapes.setdefault(each.shape, []).append(each)
        groups = [cls.of(tuple(members), dates) for members in shapes.values()]
        groups = [group for group in groups if group.is_list()]
        if any(group.dated >= 0.5 for group in groups):
            groups = [group for group in groups if group.dated >= 0.5]
        if not groups:
            return None
        best = max(groups, key=cls.score)
        if best.dated >= 0.5:  # a menu in the same sort of table tells no dates
            best = cls.of(
                tuple(each for each in best.primaries if _is_told(each, dates)), dates
            )
        members = _join_strays(best, primaries, dates)
        return cls.of(members, dates)

    @classmethod
    def of(cls, members: tuple[Sighting, ...], dates: Mapping[str, bool]) -> _Group:
        """A group with its shares."""
        count = len(members)
        return cls(
            members,
            headed=sum(each.headed for each in members) / count,
            dated=sum(dates[each.key] for each in members) / count,
            words=sum(len(each.title.split()) for each in members) / count,
        )

    def is_list(self) -> bool:
        """Whether links of this shape are entries of a list."""
        count = len(self.primaries)
        if self.words < 1.5:
            return False
        if self.dated >= 0.5:
            return count >= 2 or self.headed > 0
        if self.headed >= 0.5:
            return count >= 2
        return count >= 3 and self.words >= _TITLE_WORDS

    def score(self) -> float:
        """How much it looks like the page's list."""
        sure = 1 + 2 * self.headed + 2 * self.dated + (self.words >= _TITLE_WORDS)
        return len(self.primaries) * sure


def _primaries(sightings: Sequence[Sighting]) -> list[Sighting]:
    """The best sighting of each page, in the order of the first ones."""
    best: dict[str, Sighting] = {}
    desktop: dict[str, str] = {}
    for each in sightings:
        if not is_mobile(each.url):
            desktop.setdefault(each.key, each.url)
        known = best.get(each.key)
        if known is None or _rank(each) > _rank(known):
            best[each.key] = each
    named = [each for each in best.values() if each.title]
    return [replace(each, url=desktop.get(each.key, each.url)) for each in named]


def _rank(sighting: Sighting) -> tuple[bool, bool]:
    return bool(sighting.title) and sighting.headed, bool(sighting.title)


def _join_strays(
    best: _Group, primaries: Sequence[Sighting], dates: Mapping[str, bool]
) -> tuple[Sighting, ...]:
    """The group and what is like it but of another shape: the newest, shown large.

    Like it: in the same folder of the site, and as much headed and dated.
    """
    own = {each.key for each in best.primaries}
    folders = Counter(_folder(each.url) for each in best.primaries)
    folder, count = folders.most_common(1)[0]
    if count * 2 < len(best.primaries):
        return best.primaries
    return tuple(
        each
        for each in primaries
        if each.key in own
        or (
            _folder(each.url) == folder
            and (folder or dates[each.key])
            and each.headed
            and (dates[each.key] or best.dated < 0.5)
        )
    )


def _is_told(sighting: Sighting, dates: Mapping[str, bool]) -> bool:
    long = len(sighting.title.split()) >= _TITLE_WORDS
    return dates[sighting.key] or sighting.headed or long


def _folder(url: str) -> str:
    """The first folder of an address; years are all one.

    >>> _folder("https://clinic.example.org/2026/09/open-house/")
    '#'
    >>> _folder("https://clinic.example.org/open-house/")
    ''
    """
    first, _, rest = urlsplit(url).path.strip("/").partition("/")
    return re.sub(r"\d+", "#", first) if rest else ""
