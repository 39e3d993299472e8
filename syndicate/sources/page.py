"""Source kind `page`: an article on the web, or a page that lists articles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Posting
from syndicate.sources.base import ACCEPT_PAGE, Answer, Failure, Memory, Request
from syndicate.sources.choosing import Choice, check_patterns, page_key
from syndicate.sources.completing import (
    BROKEN_OFF,
    Selectors,
    ask_for_text,
    complete,
    fill_in,
)
from syndicate.sources.judging import Look, judge
from syndicate.sources.listing import ListEntry, Listing
from syndicate.sources.local import ask_location
from syndicate.sources.selecting import check_css, select_entries
from syndicate.sources.tree import Tree, read_tree
from syndicate.sources.walls import name_wall

SUFFIXES = (".html", ".htm", ".xhtml")


def _selector(what: str) -> Any:
    return field(default="", metadata={"help": f"CSS selector of {what}"})


@dataclass(frozen=True, slots=True)
class Options:
    """Keys of a `page` source.

    Raises:
        ValueError: a selector that is none.
    """

    entries: str = _selector("an entry of the list: its link, or all of it")
    title: str = _selector("the title, in an entry and on its page")
    date: str = _selector("the date, in an entry and on its page")
    body: str = _selector("the text, on an article's page")
    include: tuple[str, ...] = field(
        default=(),
        metadata={"help": "take only addresses that hold or (with *) fit one of these"},
    )
    exclude: tuple[str, ...] = field(
        default=(),
        metadata={"help": "leave out addresses that hold or (with *) fit one of these"},
    )
    limit: int = field(default=30, metadata={"help": "entries taken from the list"})

    def __post_init__(self) -> None:
        """Refuse what is no selector, and a pattern that fits nothing."""
        for name in ("entries", "title", "date", "body"):
            check_css(name, getattr(self, name))
        check_patterns("include", self.include)
        check_patterns("exclude", self.exclude)


class Page:
    """An entry is known for ever by its canonical address as the list gives it.

    An article that is itself the location is known by the address it was found at, or
    by its path.
    """

    name = "page"
    Options = Options

    def requests(self, source: Source, memory: Memory) -> Iterator[Request]:
        """Ask for the page; `memory` is not needed."""
        del memory
        yield ask_location(source, SUFFIXES, ACCEPT_PAGE)

    def read(self, source: Source, answer: Answer) -> Iterable[Posting | Request]:
        """The article, or what to ask for its text of each entry of the list.

        Raises:
            SourceError: there is no page, something else stands in its place, or it is
                neither an article nor a list; after the entries that came whole, that
                it breaks off.
        """
        if answer.request.about == "text":
            return complete(source, answer, _selectors(_options(source)))
        if isinstance(answer.outcome, Failure):
            raise SourceError(source.name, answer.outcome.reason)
        return _read_location(source, answer.outcome, answer.known)


def _read_location(
    source: Source, document: Document, known: str
) -> Iterator[Posting | Request]:
    """The article or its entries; `known` is the title of the article that it was."""
    options, item = _options(source), document.locator or ""
    selectors = _selectors(options)
    tree = read_tree(source.name, document)
    wall = name_wall(tree)
    if wall:
        raise SourceError(source.name, wall, item)
    choice = Choice(options.include, options.exclude)
    if selectors.entries:
        yield from _read_selected(source, tree, selectors, options)
    elif not (tree.cut and known):  # half of a text never takes the place of a whole
        verdict = judge(tree, choice, known=known)
        if selectors.body and not verdict.listing.entries:
            yield _read_article(source, document, tree, selectors)
        elif verdict.look is Look.LIST:
            for entry in verdict.listing.entries[: options.limit]:
                yield ask_for_text(_tease(source, entry))
        elif verdict.look is Look.ARTICLE:
            own = replace(tree, own=verdict.own)
            yield _read_article(source, document, own, selectors)
        elif not tree.cut:
            raise SourceError(source.name, _explain(verdict.listing, known), item)
    if tree.cut:
        raise SourceError(source.name, BROKEN_OFF, item)


def _read_selected(
    source: Source, tree: Tree, selectors: Selectors, options: Options
) -> Iterator[Posting | Request]:
    """The entries that the settings point at; one without a link tells itself."""
    found = list(select_entries(tree, selectors))
    if not found and not tree.cut:
        reason = f"nothing in the page fits entries = {selectors.entries!r}"
        raise SourceError(source.name, reason)
    choice = Choice(options.include, options.exclude)
    taken: set[str] = set()
    for entry, body in found:
        posting = (
            _tease(source, entry) if entry.url else _tell(source, entry, body, tree)
        )
        if posting.item in taken or (entry.url and not choice.takes(entry.url)):
            continue
        taken.add(posting.item)
        yield ask_for_text(posting) if entry.url else posting
        if len(taken) >= options.limit:
            return


def _tease(source: Source, entry: ListEntry) -> Posting:
    return Posting(
        source=source.name,
        item=page_key(entry.url),
        title=entry.title,
        body="",
        url=entry.url,
        summary=entry.summary,
        published=entry.date,
        published_origin="page",
    )


def _tell(source: Source, entry: ListEntry, body: str, tree: Tree) -> Posting:
    """An entry that is all there is: known by its title, on this page."""
    told = hashlib.sha256(entry.title.encode("utf-8", "replace")).hexdigest()[:16]
    return Posting(
        source=source.name,
        item=f"{page_key(tree.base) if tree.base else ''}#{told}",
        title=entry.title,
        body=body,
        url=None,
        published=entry.date,
        published_origin="page",
    )


def _read_article(
    source: Source, document: Document, tree: Tree, selectors: Selectors
) -> Posting:
    """The location itself."""
    posting = Posting(
        source=source.name,
        item=document.locator or page_key(document.url),
        title="",
        body="",
        url=document.url or tree.base or None,
        locator=document.locator,
        published_origin="page",
    )
    return fill_in(tree, document, posting, selectors)


def _options(source: Source) -> Options:
    options: Options = source.options or Options()
    return options


def _selectors(options: Options) -> Selectors:
    return Selectors(options.entries, options.title, options.date, options.body)


def _explain(listing: Listing, known: str) -> str:
    if known:
        return "no article text in the page; its last text stays"
    if listing.entries:
        return "neither an article nor a list that can be told from its menus"
    return "neither an article nor a list of articles; say which links with entries"
