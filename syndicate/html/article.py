"""The article out of a page: prune what surrounds it, then let extractors vote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from syndicate.config import Layout
from syndicate.html.gate import admit
from syndicate.html.layout import drop_told, find_body, find_title, layouts_of
from syndicate.html.lists import SINGLE, is_list
from syndicate.html.page import Page, names_comments, read_page
from syndicate.html.picking import cut_down, find_leaves, pick
from syndicate.html.surroundings import drop_unseen, prune
from syndicate.html.voters import vote, words

_TELLING = 0.8  # share of the others' words that make one account complete
_ABOUT = frozenset({"meta", "link", "title", "h1", "time"})
_AUTHORS = ("author", "byline")
_COMMENTS = "comments"  # as `page` knows them


@dataclass(frozen=True, slots=True)
class Article:
    """An article's markup, and what its page says about itself.

    `problem`: why there is no markup, where that is known.
    """

    markup: str
    page: Page
    problem: str = ""


def read_article(markup: str, url: str = "", layouts: Sequence[Layout] = ()) -> Article:
    """The article of a whole page; its markup is "" when none can be found.

    `layouts` of the site that the page is of, by its own address or else the one that
    it tells, come before all that we find out alone.

    Raises:
        Unreadable: nested too deeply, too long, a tag too long.
    """
    markup = admit(markup)
    if "<" not in markup:
        return Article("", Page())
    tree = parse_page(markup)
    _alive = list(tree.iter())  # lxml makes the object of a tag anew for each walk
    page = read_page(_read_about(tree))
    known = layouts_of(layouts, url, page.canonical)
    title = find_title(tree, known)
    if title:
        page = replace(page, title=title, title_set=True)
    drop_told(tree, known)
    told = find_body(tree, known)
    if told:
        return Article("".join(map(_write, told)), page)
    drop_unseen(tree)
    prune(tree)
    return _extract(tree, page)


def parse_page(markup: str) -> Any:
    """The tree of markup that was admitted, without its comments."""
    from lxml import etree, html  # noqa: PLC0415 - start-up

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    content = markup.encode("utf-8", "replace")
    try:
        return html.document_fromstring(content, parser=parser, ensure_head_body=True)
    except etree.ParserError:  # it holds nothing at all
        return html.document_fromstring("<html><head></head><body></body></html>")


def _read_about(tree: Any) -> Any:
    """The tags in which a page tells of itself, for Beautiful Soup.

    It reads a whole page slower than all the rest takes together.
    """
    from bs4 import BeautifulSoup  # noqa: PLC0415 - start-up
    from lxml import html  # noqa: PLC0415 - start-up

    pieces: list[str] = []
    for tag in tree.iter("*"):
        if tag.tag in _ABOUT or _tells_author(tag) or _is_data(tag):
            told = html.tostring(tag, encoding="unicode", with_tail=False)
            inside = tag.tag not in _ABOUT and _is_in_comments(tag)
            pieces.append(f'<div id="{_COMMENTS}">{told}</div>' if inside else told)
    language = escape(tree.get("lang") or "")
    return BeautifulSoup(f'<html lang="{language}">{"".join(pieces)}</html>', "lxml")


def _is_data(tag: Any) -> bool:
    return bool(tag.tag == "script") and tag.get("type") == "application/ld+json"


def _tells_author(tag: Any) -> bool:
    named: tuple[str | None, ...] = (
        tag.get("rel"),
        tag.get("itemprop"),
        tag.get("class"),
    )
    return any(word in name for name in named if name for word in _AUTHORS)


def _is_in_comments(tag: Any) -> bool:
    return any(
        names_comments([each.get("id") or "", *(each.get("class") or "").split()])
        for each in tag.iterancestors()
        if each.tag != "body"
    )


def _extract(tree: Any, page: Page) -> Article:
    """The article's markup.

    Structured data are believed where they tell more, but they have lost their tags
    and often their paragraphs: blocks of the page that say the same are better.
    """
    body = tree.find("body")
    leaves = find_leaves(body) if body is not None else []
    lines = vote(tree, (leaf.text for leaf in leaves if leaf.running))
    structured = [line for line in page.body.split("\n") if line.strip()]
    told = words(lines)
    if _is_missing(words(structured), told):
        lines, told = structured, words(structured)
    kept = pick(leaves, lines)
    single = structured or SINGLE.search(tree.body.get("class") or "")
    if not single and is_list(leaves, kept):
        return Article("", page, "a list of other pages, not an article")
    found = words(leaf.text for leaf in kept)
    if not kept or len(found) < _TELLING * len(told):
        said = (f"<p>{escape(line)}</p>" for line in lines if line.strip())
        return Article("".join(said), page)
    cut_down(body, leaves, kept)
    return Article(_write(body), page)


def _write(tag: Any) -> str:
    from lxml import html  # noqa: PLC0415 - start-up

    return str(html.tostring(tag, encoding="unicode", with_tail=False))


def _is_missing(structured: set[str], found: set[str]) -> bool:
    """Whether what was found lacks words of a text that is no mere teaser of it."""
    whole = bool(structured) and len(structured) >= _TELLING * len(found)
    return whole and len(structured & found) < _TELLING * len(structured)
