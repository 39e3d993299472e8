"""Sitemaps read: addresses with their dates, and the sitemaps that an index names."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from syndicate.errors import SourceError
from syndicate.model import Document
from syndicate.sources.addresses import find_url
from syndicate.sources.feed_items import name_look
from syndicate.sources.mending import Trap, decode_xml, mend_xml, tidy

LARGEST = 50_000_000  # bytes after unpacking; sitemaps.org allows no more
MOST_ADDRESSES = 50_000  # likewise
BROKEN_OFF = "breaks off before its end; the addresses that came whole are kept"

_GZIP = b"\x1f\x8b"
_AS_GZIP = 31  # zlib's window size that means a gzip header
_BLANK = "\ufeff\0 \t\r\n"
_ROOT = re.compile(r"<(?:[\w-]+:)?(urlset|sitemapindex)[\s>]", re.IGNORECASE)
_ROOT_WITHIN = 20_000


@dataclass(frozen=True, slots=True)
class UrlEntry:
    """An address as a sitemap tells it. `title` and `published`: of a news sitemap."""

    url: str
    modified: str = ""
    title: str = ""
    published: str = ""
    language: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a document holds: pages, or other sitemaps; `cut`: its end has not come."""

    pages: tuple[UrlEntry, ...] = ()
    sitemaps: tuple[UrlEntry, ...] = ()
    cut: bool = False


def read_sitemap(source: str, document: Document) -> Sitemap:
    """A sitemap, a sitemap index or a plain list of addresses, packed or not.

    Entities are not expanded, and nothing is fetched.

    Raises:
        SourceError: it is none of these, cannot be unpacked, or is too large.
    """
    item = document.locator or ""
    text = decode_xml(unpack(source, document), document.charset)
    start = text.lstrip(_BLANK)[:_ROOT_WITHIN]
    if not start:
        raise SourceError(source, "an empty document, not a sitemap", item)
    if re.match(r"https?://\S+\s*(?:\n|\Z)", start):
        return Sitemap(pages=tuple(_read_lines(text, document.url)))
    if not _ROOT.search(start):
        raise SourceError(source, f"{name_look(text)}, not a sitemap", item)
    try:
        root = _parse(mend_xml(text))
    except Trap as trap:
        raise SourceError(source, f"not read: {trap}", item) from None
    ends = re.search(r"</(?:[\w-]+:)?(?:urlset|sitemapindex)\s*>\s*\Z", text[-2000:])
    empty = re.search(r"<(?:urlset|sitemapindex)\b[^>]*/>\s*\Z", text[-2000:])
    cut = not (ends or empty)
    listed = list(_read_elements(root, document.url))
    if cut and listed:
        listed.pop()  # its own end may be missing
    if _name(root) == "sitemapindex":
        return Sitemap(sitemaps=tuple(listed), cut=cut)
    return Sitemap(pages=tuple(listed), cut=cut)


def unpack(source: str, document: Document) -> bytes:
    """A document's bytes, of which a `.gz` is unpacked once, within bounds.

    Raises:
        SourceError: damaged or too large.
    """
    content, item = document.content, document.locator or ""
    if not content.startswith(_GZIP):
        return content
    unpacker = zlib.decompressobj(_AS_GZIP)
    try:
        unpacked = unpacker.decompress(content, LARGEST + 1)
    except zlib.error:
        unpacked = b""
    if not unpacked:
        raise SourceError(source, "damaged gzip data", item)
    if len(unpacked) > LARGEST:
        reason = f"more than {LARGEST // 1_000_000} MB when unpacked"
        raise SourceError(source, reason, item)
    return unpacked


def _parse(text: str) -> Any:
    """The root; what is broken inside is passed over."""
    from lxml import etree  # noqa: PLC0415 - start-up

    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    declared = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    return etree.fromstring(declared.encode("utf-8", "replace"), parser)


def _read_elements(root: Any, base: str) -> Iterator[UrlEntry]:
    children = [] if root is None else root
    for count, element in enumerate(children):
        if count >= MOST_ADDRESSES:
            return
        told: dict[str, str] = {}
        for child in element.iter():
            if isinstance(child.tag, str) and child.text:
                told.setdefault(_name(child), tidy(child.text))
        url = find_url(told.get("loc"), base)
        if url:
            topics = (topic.strip() for topic in told.get("keywords", "").split(","))
            yield UrlEntry(
                url=url,
                modified=told.get("lastmod", ""),
                title=told.get("title", ""),
                published=told.get("publication_date", ""),
                language=told.get("language", ""),
                topics=tuple(filter(None, topics)),
            )


def _read_lines(text: str, base: str) -> Iterator[UrlEntry]:
    for line in text.splitlines()[:MOST_ADDRESSES]:
        url = find_url(line.strip(_BLANK), base)
        if url and re.match(r"https?://\S+$", line.strip(_BLANK)):
            yield UrlEntry(url)


def _name(element: Any) -> str:
    """A tag's name without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower() if element is not None else ""
