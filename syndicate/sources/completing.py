"""The full text behind a teaser: a page that an entry of a list or feed leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.html.page import Page, read_page
from syndicate.model import Document, Form, Link, Posting, Purpose
from syndicate.sources.addresses import find_url, resolve_references
from syndicate.sources.base import ACCEPT_PAGE, Answer, Failure, Request
from syndicate.sources.choosing import Choice, page_key
from syndicate.sources.judging import Look, judge
from syndicate.sources.mending import tidy
from syndicate.sources.short import is_headed
from syndicate.sources.tree import Tree, read_tree
from syndicate.sources.walls import name_wall
from syndicate.text.tokens import content_words
from syndicate.text.urls import is_web

BROKEN_OFF = "breaks off before its end"

_TOLD_WORDS = 40  # of a teaser, that its page is looked through for
_TOLD_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors of one site; "" where the page's own account is believed."""

    entries: str = ""
    title: str = ""
    date: str = ""
    body: str = ""


def ask_for_text(teaser: Posting) -> Request:
    """The request for the page that a teaser leads to."""
    return Request(
        teaser.url or "", headers=(ACCEPT_PAGE,), about="text", completes=teaser
    )


def complete(
    source: Source, answer: Answer, selectors: Selectors, *, strict: bool = False
) -> Iterator[Posting]:
    """The posting with the page's text; the teaser if there is none and it says enough.

    `strict`: nobody says that the page is an article, so it must say so itself.

    Raises:
        SourceError: why the page gave no text; after the teaser.
    """
    teaser = answer.request.completes
    assert teaser is not None  # only such requests ask for a text
    try:
        posting = _complete(source, answer, selectors, strict=strict)
    except SourceError as error:
        if teaser.body or teaser.summary:
            yield teaser
        raise SourceError(source.name, error.reason, error.item) from None
    yield posting


def _complete(
    source: Source, answer: Answer, selectors: Selectors, *, strict: bool
) -> Posting:
    outcome, teaser = answer.outcome, answer.request.completes
    assert teaser is not None
    if isinstance(outcome, Failure):
        raise SourceError(source.name, outcome.reason)
    tree = read_tree(source.name, outcome)
    wall = name_wall(tree)
    if wall:
        raise SourceError(source.name, wall)
    if tree.cut:
        raise SourceError(source.name, BROKEN_OFF)
    if selectors.body:
        return fill_in(tree, outcome, teaser, selectors)
    verdict = judge(tree, Choice(), teaser.title, answer.known)
    if verdict.look is Look.LIST:
        raise SourceError(source.name, "a list of other pages, not an article")
    if verdict.look is Look.NEITHER:
        raise SourceError(source.name, "no article text in the page")
    if _is_feeds(teaser) and not _is_of(tree, teaser):
        raise SourceError(source.name, "another page than the item's own")
    if strict and not _is_dated(tree):
        raise SourceError(source.name, "no article: it tells no date of its own")
    return fill_in(replace(tree, own=verdict.own), outcome, teaser, selectors)


def fill_in(
    tree: Tree, document: Document, teaser: Posting, selectors: Selectors
) -> Posting:
    """The teaser with what its page tells: text, dates, canonical address.

    A title that the teaser has stays, unless it is cut short or was only a link's.
    """
    page = read_page(tree.soup)
    body = pick_markup(tree, selectors.body) or tree.own
    if selectors.body and not body:
        reason = f"nothing in the page fits body = {selectors.body!r}"
        raise SourceError(teaser.source, reason)
    url = (teaser.url if _is_feeds(teaser) else document.url) or teaser.url
    published, origin = _choose_date(tree, teaser, page, selectors.date)
    return replace(
        teaser,
        title=pick_text(tree, selectors.title) or _choose_title(tree, teaser, page),
        body=resolve_references(body, tree.base) if body else tree.markup,
        media_type="text/html",
        form=Form.ARTICLE,
        url=url,
        summary=teaser.summary or teaser.body,
        author=teaser.author or tidy(page.author),
        language=teaser.language or tidy(page.language),
        published=published,
        published_origin=origin,
        updated=(_is_feeds(teaser) and teaser.updated) or tidy(page.updated),
        links=(*teaser.links, *_canonical(teaser, page, url or "", tree.base)),
        full=bool(body),
    )


def pick_text(tree: Tree, selector: str) -> str:
    """The words of the first tag that a selector fits."""
    tag = tree.soup.select_one(selector) if selector else None
    return tidy(tag.get_text(" ", strip=True)) if tag else ""


def pick_date(tree: Tree, selector: str) -> str:
    """The date of the first tag that a selector fits: its attribute, else its words."""
    tag = tree.soup.select_one(selector) if selector else None
    if tag is None:
        return ""
    told = tag.get("datetime") or tag.get("content") or tag.get_text(" ", strip=True)
    return tidy(str(told))


def pick_markup(tree: Tree, selector: str) -> str:
    """The markup of every tag that a selector fits, but for those within another."""
    chosen = tree.soup.select(selector) if selector else []
    known = {id(tag) for tag in chosen}
    return "".join(
        str(tag)
        for tag in chosen
        if not any(id(parent) in known for parent in tag.parents)
    )


def _choose_title(tree: Tree, teaser: Posting, page: Page) -> str:
    """The page's only first-rank heading, else what it tells, else the list's."""
    if _is_feeds(teaser) and teaser.title:
        return teaser.title
    headings = tree.soup.find_all("h1", limit=2)
    heading = tidy(headings[0].get_text(" ", strip=True)) if len(headings) == 1 else ""
    if heading and (not page.title or heading.casefold() in page.title.casefold()):
        return heading
    return tidy(page.title) or heading or teaser.title


def _choose_date(
    tree: Tree, teaser: Posting, page: Page, selector: str
) -> tuple[str, str]:
    """When it was published, and who says so.

    First the settings' tag, then a feed, the page's structured data, the list, and
    last whatever time the page shows.
    """
    selected = pick_date(tree, selector)
    if selected:
        return selected, "page"
    if _is_feeds(teaser) and teaser.published:
        return teaser.published, teaser.published_origin
    if page.structured:
        return tidy(page.published), "structured"
    return teaser.published or tidy(page.published), "page"


def _canonical(teaser: Posting, page: Page, url: str, base: str) -> Iterator[Link]:
    """The page's own address as it tells it.

    A canonical link to the front page or the list, as themes write it by mistake on
    every page, would make all its articles one: the page's address stands in its place.
    """
    told = find_url(page.canonical, base)
    known = any(link.purpose is Purpose.CANONICAL for link in teaser.links)
    if known or not told or not is_web(told):
        return
    if url and is_above(told, url):
        yield Link(Purpose.CANONICAL, url)
    elif told != url:
        yield Link(Purpose.CANONICAL, told)


def is_above(one: str, other: str) -> bool:
    """Whether an address is a folder that the other lies in, the front page included.

    >>> is_above("https://clinic.example.org/", "https://clinic.example.org/blog/a")
    True
    >>> is_above("https://clinic.example.org/blog/a", "https://clinic.example.org/blog/a/")
    False
    """
    folder, page = page_key(one), page_key(other)
    return "?" not in folder and page.startswith((f"{folder}/", f"{folder}?"))


def _is_feeds(teaser: Posting) -> bool:
    return teaser.published_origin == "feed"


def _is_of(tree: Tree, teaser: Posting) -> bool:
    """Whether a page is the one that a feed's item tells of: by its title or words."""
    if teaser.title and is_headed(tree.soup, teaser.title):
        return True
    told = content_words(re.sub(r"<[^<>]*>", " ", teaser.body or teaser.summary))
    there = set(content_words(tree.soup.get_text(" ")))
    wanted = set(told[:_TOLD_WORDS])
    return bool(wanted) and len(wanted & there) >= len(wanted) * _TOLD_SHARE


def _is_dated(tree: Tree) -> bool:
    """Whether a page tells when it was published, as articles do and others do not."""
    return read_page(tree.soup).structured or tree.soup.find("time") is not None
