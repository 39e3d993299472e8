"""The items of a feed's document, each under an identity of its own."""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Posting
from syndicate.sources import entries
from syndicate.sources.addresses import find_url
from syndicate.sources.jsonfeed import read_json_feed
from syndicate.sources.mending import Trap, decode_xml, mend_xml, tidy

LONGEST_ID = 2_000  # characters; a longer one is kept as its hash


@dataclass(frozen=True, slots=True)
class Look:
    """What a document is that is no feed, by how it begins; `seen` is such a one."""

    name: str
    pattern: str
    seen: str


LOOKS = (
    Look(
        "an HTML page",
        r".{0,9999}?<(?:!doctype\s+html|html|head|body)[\s>]",
        seen="<!-- wait --><html lang='en'><title>Sign in</title>",
    ),
    Look("a PDF", r"%PDF-", seen="%PDF-1.7"),
    Look("compressed data", r"\x1f|PK\x03\x04", seen="PK\x03\x04\x14"),
    Look(
        "a sitemap",
        r".{0,9999}?<(?:urlset|sitemapindex)[\s>]",
        seen="<?xml version='1.0'?><urlset xmlns='x'>",
    ),
    Look("another kind of XML", r"<\?xml\s|<[a-z_][\w.:-]*[\s/>]", seen="<svg/>"),
)
BROKEN_OFF = "breaks off before its end; the items that came whole are kept"
_BLANK = "\ufeff\0 \t\r\n"  # before a document begins; \x1f would be blank to str

# What feedparser raises on documents that nobody foresaw.
_BREAKAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
_ITEM_START = re.compile(r"<(?:item|entry)[\s>]")
_ITEM_END = re.compile(r"</(?:item|entry)\s*>")
_ROOT_END = re.compile(r"</(?:[\w-]+:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)


def read_items(source: Source, document: Document) -> Iterator[Posting]:
    """The items of a feed under their identities, then the fault that ended them.

    For every kind that meets a feed, whatever its own options.

    Raises:
        SourceError: as `feed.Feed.read`.
    """
    told: list[Posting] = []
    fault = ""
    try:
        for posting in _read_document(source, document):
            told.append(posting)  # noqa: PERF402 - what came before a fault is kept
    except SourceError as error:
        fault = error.reason
    yield from settle_identities(told)
    if fault:
        raise SourceError(source.name, fault, document.locator or "")


def settle_identities(told: list[Posting]) -> list[Posting]:
    """The same postings, each under an identity that is its own in this document.

    An item told twice, word for word, is one.
    """
    ids = Counter(posting.item for posting in told)
    own = {item for item, count in ids.items() if item and count == 1}
    urls = Counter(posting.url for posting in told if posting.item not in own)
    settled: dict[str, Posting] = {}
    for posting in told:
        if posting.item in own:
            item = posting.item
        elif posting.url and urls[posting.url] == 1 and posting.url not in own:
            item = posting.url
        else:
            item = _hash(f"{posting.title}\n{posting.body}")
        if len(item) > LONGEST_ID:
            item = _hash(item)
        settled.setdefault(item, replace(posting, item=item))
    return list(settled.values())


def _hash(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _read_document(source: Source, document: Document) -> Iterator[Posting]:
    text = decode_xml(document.content, document.charset)
    start = text.lstrip(_BLANK)[:2]
    if not start:
        raise SourceError(source.name, "an empty document, not a feed")
    is_json = "json" in document.media_type and not start.startswith("<")
    if is_json or start.startswith(("{", "[{")):
        return read_json_feed(source.name, text, document.url)
    return _read_xml(source, text, document.url)


def _read_xml(source: Source, text: str, url: str) -> Iterator[Posting]:
    try:
        mended = mend_xml(text)
    except Trap as trap:
        raise SourceError(source.name, f"not read: {trap}") from None
    parsed = _parse(source, mended)
    version = parsed.get("version", "")
    if not version:
        raise SourceError(source.name, f"{name_look(text)}, not a feed")
    about = parsed.feed
    feed = entries.Feed(
        source=source.name,
        url=url,
        home=find_url(about.get("link")) or "",
        language=tidy(about.get("language")),
        is_atom=version.startswith("atom"),
    )
    ends = _ROOT_END.search(mended, max(0, len(mended) - 2000))
    cut = not ends and _is_cut_off(mended)
    for entry in parsed.entries[:-1] if cut else parsed.entries:
        posting = entries.read_entry(feed, entry)
        if posting is not None:
            yield posting
    if not ends:
        raise SourceError(source.name, BROKEN_OFF)


def _parse(source: Source, mended: str) -> Any:
    """What feedparser reads. It is given bytes: a string it might take for an address.

    Its own sanitising is off, because ours comes later and knows more; so is its
    resolving of addresses, which also changes ids.
    """
    import feedparser  # noqa: PLC0415 - start-up

    try:
        return feedparser.parse(
            io.BytesIO(mended.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _BREAKAGE as error:
        reason = f"no parser bears it: {type(error).__name__}: {error}"
        raise SourceError(source.name, reason) from error


def _is_cut_off(text: str) -> bool:
    """Whether a document without an end ends within an item."""
    starts, ends = list(_ITEM_START.finditer(text)), list(_ITEM_END.finditer(text))
    return bool(starts) and (not ends or ends[-1].start() < starts[-1].start())


def name_look(text: str) -> str:
    """What a document looks like.

    >>> name_look("<!DOCTYPE html><title>Sign in</title>")
    'an HTML page'
    """
    start = text.lstrip(_BLANK)[:20_000]
    flags = re.IGNORECASE | re.DOTALL
    names = (look.name for look in LOOKS if re.match(look.pattern, start, flags))
    return next(names, "some other text")
