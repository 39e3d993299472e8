"""What a document offers: itself as a feed, the feeds it names, the system behind it.

Runs in a worker, because a stranger wrote what is parsed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from syndicate.config import Source
from syndicate.discover.offers import Offer, is_comment_feed
from syndicate.errors import SourceError
from syndicate.model import Document
from syndicate.sources.addresses import find_url
from syndicate.sources.base import Answer, Request
from syndicate.sources.feed import Feed
from syndicate.sources.tree import read_tree
from syndicate.sources.walls import name_wall

FEED_TYPES = (
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/rss+xml",
)
MOST_FEEDS = 10  # of one page that are offered

_HEAD = 20_000  # bytes in which a feed tells its title and its program
_TITLE = re.compile(rb"<title[^>]{0,200}>(?:<!\[CDATA\[)?([^<\]]{0,300})")
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
_WORDPRESS_FEED = re.compile(r"(?:feed/(?:(?:atom|rss2?|rdf)/?)?|\?feed=\w+)\Z")
_API_PATH = re.compile(r"(?:wp-json(?:/.*)?|(?:index\.php)?\?rest_route=.*)\Z")
_SEES_EDITS = "WordPress REST: sees edits"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a document is, in words, and what it offers."""

    what: str
    offers: tuple[Offer, ...] = ()


def read_offers(document: Document) -> Seen:
    """Everything that a document offers, whatever kinds of source there are.

    Raises:
        SourceError: it is neither a feed nor a sitemap nor a page; says what it is.
    """
    if is_sitemap(document):
        sitemap = Offer("sitemap", document.url, "itself a sitemap", rank=40)
        return Seen("a sitemap", (sitemap,))
    try:
        return _read_feed(document)
    except SourceError as error:
        no_feed = error
    try:
        return _read_page(document)
    except SourceError as error:  # a feed that cannot be read says why as a feed
        raise (no_feed if error.reason.startswith("a feed") else error) from None


def is_sitemap(document: Document) -> bool:
    """Whether a document is a sitemap, by how it begins; a packed one, by its name."""
    if document.content.startswith(b"\x1f\x8b"):
        return document.url.lower().endswith(".xml.gz")
    return bool(_SITEMAP.search(document.content[:2000]))


def _read_feed(document: Document) -> Seen:
    """A document that is itself a feed, damaged or not.

    Raises:
        SourceError: it is none.
    """
    source = Source(document.source, "feed", document.url)
    list(islice(Feed().read(source, Answer(Request(document.url), document)), 1))
    told = _TITLE.search(document.content[:_HEAD])
    title = told[1].decode("utf-8", "replace").strip() if told else ""
    if is_comment_feed(document.url, title):
        return Seen("a feed of comments, which are never stories")
    offers = [Offer("feed", document.url, "itself a feed", title, rank=10)]
    if b"wordpress.org/?v=" in document.content[:_HEAD]:
        home = _WORDPRESS_FEED.sub("", document.url)
        offers.append(Offer("wordpress", home, _SEES_EDITS, rank=20))
    return Seen("a feed", tuple(offers))


def _read_page(document: Document) -> Seen:
    """What a page names, then the page itself.

    Raises:
        SourceError: it is no page, or a wall in its place.
    """
    tree = read_tree(document.source, document)
    wall = name_wall(tree)
    if wall:
        raise SourceError(document.source, wall)
    soup, base = tree.soup, tree.base
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    offers = [
        *_read_wordpress(soup, base, title),
        *islice(_read_feeds(soup, base, document.url), MOST_FEEDS),
        Offer("page", document.url, "the page itself: what it links to", title, 50),
    ]
    return Seen("a page", tuple(dict.fromkeys(offers)))


def _read_wordpress(soup: Any, base: str, title: str) -> Iterator[Offer]:
    """The site's own address, from where it names its API, else where it stands."""
    link = soup.find("link", rel="https://api.w.org/", href=True)
    api = find_url(link["href"], base) if link else None
    generator = soup.find("meta", attrs={"name": "generator"}, content=True)
    if api and _API_PATH.search(api):
        yield Offer("wordpress", _API_PATH.sub("", api), _SEES_EDITS, title, 10)
    elif generator and str(generator["content"]).startswith("WordPress"):
        yield Offer("wordpress", base, _SEES_EDITS, title, 10)


def _read_feeds(soup: Any, base: str, page: str) -> Iterator[Offer]:
    """The feeds a page names, those of this part of the site before the others."""
    path = urlsplit(page).path.rstrip("/") + "/"
    is_post = _is_one_post(soup)
    for tag in soup.find_all("link", rel=["alternate", "feed"], href=True):
        url = find_url(tag["href"], base)
        title = str(tag.get("title") or "").strip()
        kind = str(tag.get("type") or "").partition(";")[0].strip().lower()
        named = kind in FEED_TYPES or (
            not kind and "feed" in tag.get_attribute_list("rel")
        )
        if url is None or not named or is_comment_feed(url, title):
            continue
        beneath = path != "/" and urlsplit(url).path.startswith(path)
        if beneath and is_post:
            continue  # WordPress names each post's feed of comments so
        offer = Offer("feed", url, "the feed that the page names", title, 30)
        if beneath:
            offer = replace(offer, reason="the feed of this part of the site", rank=25)
        yield offer


def _is_one_post(soup: Any) -> bool:
    """Whether a page is a single post of WordPress."""
    body = soup.body
    classes = (body.get("class") or ()) if body else ()
    short = soup.find("link", rel="shortlink", href=re.compile(r"[?&]p=\d+"))
    return "single-post" in classes or bool(short)
