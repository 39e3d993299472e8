"""A page on which NewsRamp or one of its outlets retells a release: a rewriting.

Its text is what is left of the page when everything that speaks of the page itself is
gone. Its links say what it retells; the last part of a NewsRamp page's address is the
MD5 of the original's exact address, so a told original can be proven.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from syndicate.html.page import Page, read_page
from syndicate.model import Form, Link, Posting, Purpose
from syndicate.sources.addresses import find_url
from syndicate.sources.opening import find_meta, find_title
from syndicate.sources.trail import find_hash
from syndicate.sources.tree import Tree, say

PROVEN = "its MD5 is in this page's address"
_ADDRESS = re.compile(r"/curated-news/[^/?#]+/([0-9a-f]{32})/?(?:[?#]|$)")
_THREAD = re.compile(r"https?://(?:[\w-]+\.)*(?:reddit\.com/.*/comments/|redd\.it/)\w")
_PARAGRAPH = 8  # words: fewer are a caption or a button
_LONGEST_LABEL = 200  # characters of a block that can be furniture by its words
_BLOCKS = ("p", "div", "section", "ul", "ol", "li", "aside", "h2", "h3", "h4", "h5")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_NEVER_TEXT = ("nav", "header", "footer", "aside", "form", "button", "h1", "audio")


@dataclass(frozen=True, slots=True)
class Furniture:
    """What speaks of the page and not of the news, by its first words.

    `below`: it heads a part of the page, which goes with it.
    """

    name: str
    words: re.Pattern[str]
    seen: str
    below: bool = False


def _rule(name: str, words: str, seen: str, *, below: bool = False) -> Furniture:
    return Furniture(name, re.compile(words, re.IGNORECASE), seen, below)


SOURCE_WORDS = re.compile(
    r"^curated from\b|^(?:read|view|see) the (?:original|source)|original/source"
    r"|^(?:the )?(?:original|source)(?: press)? (?:release|article|story)"
    r"|read the source press release here"
    r"|^this news (?:article|story) relied primarily",
    re.IGNORECASE,
)
FURNITURE = (
    Furniture("original", SOURCE_WORDS, seen="Curated from Newsworthy.ai"),
    _rule("source heading", r"^source statement$", seen="Source Statement"),
    _rule("share", r"^share(?: this\b| on\b|:|$)", seen="Share this article Facebook"),
    _rule(
        "registration",
        r"^blockchain registration|^registered on the blockchain",
        seen="Blockchain Registration, Verification & Enhancement",
    ),
    _rule(
        "byline", r"^by\b.{2,60}[•|]", seen="By An Editorial Team • October 14, 2025"
    ),
    _rule("copyright", r"^(?:©|\(c\)|copyright\b)", seen="© 2025 NewsRamp."),
    _rule(
        "pickups",
        r"^(?:also (?:featured|covered|published|ran|seen) (?:on|by|in|at)"
        r"|pick(?:ed )?-?ups?\b|(?:media )?placements\b)",
        seen="Also featured on",
        below=True,
    ),
    _rule(
        "related",
        r"^(?:related|more|recent|latest|recommended|trending|other)\b.{0,30}"
        r"\b(?:news|stories|articles|posts|releases)$|^you may also like",
        seen="Related News",
        below=True,
    ),
)
_PICKUPS = next(rule for rule in FURNITURE if rule.name == "pickups")


def find_md5(url: str) -> str:
    """The hash that ends a NewsRamp page's address; "" for any other address.

    >>> find_md5("https://newsramp.com/curated-news/a-b/" + "0a" * 16)
    '0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a'
    """
    found = _ADDRESS.search(url)
    return found[1] if found else ""


def hash_address(url: str) -> str:
    """The MD5 of an address exactly as written, in hex."""
    written = url.encode("utf-8", "replace")
    return hashlib.md5(written, usedforsecurity=False).hexdigest()


def is_rewriting(soup: Any) -> bool:
    """Whether a page says that it retells somebody's release."""
    tags = soup.find_all(("p", "div", "a", "h3"))
    return any(SOURCE_WORDS.search(_read_label(tag)) for tag in tags)


def read_rewriting(opened: Tree, told: Posting) -> Posting:
    """The rewriting that a page holds; `told` has its identity and what is known."""
    soup, url = opened.soup, told.url or ""
    page = read_page(soup)
    links = tuple(_collect(soup, find_md5(url), url))
    body = _find_body(soup)
    return Posting(
        source=told.source,
        item=told.item,
        title=find_title(soup) or told.title or page.title,
        body=body or str(soup),
        form=Form.REWRITE,
        url=told.url,
        locator=told.locator,
        summary=told.summary or page.description,
        author=page.author or told.author,
        language=told.language or page.language,
        published=page.published or told.published,
        published_origin=origin_of(page, told),
        links=tuple(dict.fromkeys((*told.links, *links))),
        topics=told.topics,
        full=bool(body),
    )


def origin_of(page: Page, told: Posting) -> str:
    """Who tells the date: the page where it tells one, else whoever did before."""
    if not page.published:
        return told.published_origin
    return "structured" if page.structured else "page"


# ---------------------------------------------------------------------- links


def _collect(soup: Any, md5: str, base: str) -> Iterator[Link]:
    """What the page says it retells, who else carries it, who talks about it."""
    yield from _find_original(soup, md5)
    for anchor in soup.find_all("a", href=True):
        url = str(anchor["href"]).strip()
        if _THREAD.match(url):
            yield Link(Purpose.DISCUSSION, url, say(anchor))
        elif "txn" in url and find_hash(url):
            yield Link(Purpose.REGISTRATION, url, "registration")
    for anchor in _list_pickups(soup):
        whole = find_url(str(anchor["href"]))
        if whole and not _THREAD.match(whole) and not _same_host(whole, base):
            yield Link(Purpose.PICKUP, str(anchor["href"]).strip(), say(anchor))


def _find_original(soup: Any, md5: str) -> Iterator[Link]:
    """The original, as written: of several the one whose MD5 is the page's."""
    told: dict[str, str] = {}
    for tag in soup.find_all(("a", "p", "div", "li", "span")):
        if not SOURCE_WORDS.search(_read_label(tag)):
            continue
        for anchor in [tag] if tag.name == "a" else tag.find_all("a"):
            told.setdefault(str(anchor.get("href") or "").strip(), say(anchor))
    told.setdefault(find_meta(soup, "original-source"), "original-source")
    written = [url for url in told if url and not url.startswith(("#", "mailto:"))]
    proven = [url for url in written if md5 and hash_address(url) == md5]
    for url in proven or written[-1:]:
        label = f"{told[url]} ({PROVEN})" if url in proven else told[url]
        yield Link(Purpose.ORIGINAL, url, label)
        return


def _list_pickups(soup: Any) -> Iterator[Any]:
    for tag in soup.find_all(("h2", "h3", "h4", "h5", "h6", "p", "strong", "a")):
        if tag.name == "a":
            if tag.previous_sibling and re.search(
                r"pickup\s*-\s*$", str(tag.previous_sibling), re.IGNORECASE
            ):
                yield tag
        elif _PICKUPS.words.search(_read_label(tag)):
            for part in [tag, *_below(tag)]:
                yield from part.find_all("a", href=True)


def _same_host(url: str, base: str) -> bool:
    one, two = (urlsplit(each).hostname or "" for each in (url, base))
    return one.removeprefix("www.") == two.removeprefix("www.")


# ----------------------------------------------------------------------- text


def _find_body(soup: Any) -> str:
    """The markup of the text; "" where no paragraph can be told from the page."""
    body = soup.find("main") or soup.find("article") or soup.body
    if body is None:
        return ""
    for tag in body.find_all(_NEVER_TEXT):
        tag.extract()
    for tag in body.find_all(_BLOCKS):
        rule = _furniture(tag) if tag.parent is not None else None
        if rule is None:
            continue
        for part in _below(tag) if rule.below else ():
            part.extract()
        tag.extract()
    paragraphs = (say(tag) for tag in body.find_all(("p", "li")))
    if not any(len(words.split()) >= _PARAGRAPH for words in paragraphs):
        return ""
    return "".join(map(str, body.contents)).strip()


def _furniture(tag: Any) -> Furniture | None:
    words = _read_label(tag)
    found = (rule for rule in FURNITURE if rule.words.search(words))
    return next(found, None) if words else None


def _read_label(tag: Any) -> str:
    """The words of a tag; "" where there are too many for a label, unread."""
    words = ""
    for string in tag.stripped_strings:
        words = f"{words} {' '.join(string[: _LONGEST_LABEL + 1].split())}".strip()
        if len(words) > _LONGEST_LABEL:
            return ""
    return words


def _below(heading: Any) -> list[Any]:
    """What a heading heads: what follows it up to the next one of its part."""
    while not heading.find_next_sibling() and not heading.find_previous_sibling():
        if heading.parent is None or heading.parent.name in ("main", "article", "body"):
            return []
        heading = heading.parent  # it stands in a box of its own
    parts = []
    for part in heading.next_siblings:
        if part.name in _HEADINGS or (part.name and _furniture(part)):
            break
        if part.name:
            parts.append(part)
    return parts
