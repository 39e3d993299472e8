"""Entries of RSS, RDF and Atom as feedparser gives them, made postings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from syndicate.model import Form, Link, Posting, Purpose
from syndicate.sources import reddit_entries
from syndicate.sources.addresses import find_url, resolve_references
from syndicate.sources.mending import tidy

_TLDR = re.compile(r"/curated-news/[^/]+/[0-9a-f]{32}/?")
_HTML = ("text/html", "application/xhtml+xml")
# Its form for a password, and what it says in place of an excerpt, in our languages.
_LOCK = re.compile(
    r"\baction=postpass\b|\bpost-password-form\b"
    r"|there is no excerpt because this is a protected post"
    r"|es gibt keinen textauszug, da dies ein geschützter beitrag ist"
    r"|il n.{1,7}y a pas d.{1,7}extrait,? car cette publication est protégée"
    r"|no hay extracto porque esta es una entrada protegida",
    re.IGNORECASE,
)
# What one of these words stands in, in lower case; hardly any text has one of them.
_LOCKS = ("postpass", "post-password", "protected", "geschützt", "protégé", "protegida")
_LONGEST_LOCK = 5_000  # characters; a text that tells more only speaks of it
Element = dict[str, Any]  # an entry or a part of one, as feedparser tells it


@dataclass(frozen=True, slots=True)
class Feed:
    """What holds for every entry of a document."""

    source: str
    url: str  # the document's final address, "" for a local file
    home: str = ""
    language: str = ""
    is_atom: bool = False


def read_entry(feed: Feed, entry: Element) -> Posting | None:
    """The posting an entry tells; `item` is the id as told, not yet made unique.

    None where it tells nothing: neither title nor text, a comment on Reddit, or what
    only those read who know its password.
    """
    item = tidy(entry.get("id"))
    url = _read_url(entry, feed)
    title = tidy(entry.get("title"))
    body, media_type, told_in = _read_body(entry, url or feed.url or feed.home, feed)
    summary = _read_summary(entry, body)
    if not (title or body or summary) or is_locked(body) or is_locked(summary):
        return None
    published, updated = _read_dates(entry, feed)
    posting = Posting(
        source=feed.source,
        item=item,
        title=title,
        body=body,
        media_type=media_type,
        form=form_of(url, body or summary),
        url=url,
        summary=summary,
        author=_read_author(entry),
        language=tidy(told_in.get("language")) or feed.language,
        published=published,
        updated=updated,
        links=tuple(_read_links(entry, feed)),
        topics=tuple(_read_topics(entry)),
    )
    return (
        reddit_entries.read_post(posting)
        if reddit_entries.is_reddit(posting)
        else posting
    )


def is_locked(text: str) -> bool:
    """Whether WordPress put the question for a password in place of a post's text.

    >>> is_locked('<form action="/wp-login.php?action=postpass" method="post">')
    True
    """
    if len(text) >= _LONGEST_LOCK:
        return False
    lower = text.lower()
    return any(word in lower for word in _LOCKS) and bool(_LOCK.search(text))


def _read_url(entry: Element, feed: Feed) -> str | None:
    """The item's own address; a guid in its place where it can be one.

    RSS calls each guid a permalink that does not say otherwise, but a bare word or
    number is an id: made whole, it would lead readers to a page that never was.
    """
    link = tidy(entry.get("link"))
    is_guid = entry.get("guidislink") and link == tidy(entry.get("id"))
    if is_guid and "/" not in link:
        return None
    return find_url(link, feed.url or feed.home)


def form_of(url: str | None, text: str) -> Form:
    """What sort of telling it is.

    >>> form_of("https://newsramp.com/curated-news/a-b/" + "0a" * 16, "Text.")
    <Form.REWRITE: 'rewrite'>
    >>> form_of(None, "")
    <Form.HEADLINE: 'headline'>
    """
    parts = urlsplit(url or "")
    host = (parts.hostname or "").removeprefix("www.")
    if host == "newsramp.com" and _TLDR.fullmatch(parts.path):
        return Form.REWRITE
    return Form.ARTICLE if text else Form.HEADLINE


def _read_body(entry: Element, base: str, feed: Feed) -> tuple[str, str, Element]:
    """The text, its media type, and where it stood; a summary is the last choice."""
    told = [part for part in _details(entry, "content") if tidy(part.get("value"))]
    whole = [part for part in told if part.get("type") in _HTML] or [
        part for part in told if part.get("type", "").startswith("text/")
    ]
    if not whole and tidy(entry.get("summary")):
        whole = [{**_detail(entry, "summary_detail"), "value": entry["summary"]}]
    if not whole:
        return "", "text/html", {}
    part = max(whole, key=lambda part: len(part["value"]))
    plain = part.get("type") == "text/plain"
    text = tidy(part["value"])
    if not plain:
        base = find_url(part.get("base"), feed.url) or base
        text = resolve_references(text, base)
    return text, "text/plain" if plain else "text/html", part


def _read_summary(entry: Element, body: str) -> str:
    """The summary where the text came from elsewhere."""
    summary = tidy(entry.get("summary"))
    texts = {tidy(part.get("value")) for part in _details(entry, "content")}
    return "" if summary == body or summary in texts else summary


def _read_dates(entry: Element, feed: Feed) -> tuple[str, str]:
    """Published and updated as told; RSS's only other date, dc:date, is the former.

    Read past feedparser's own `get`, which gives one for the other with a warning.
    """
    published = tidy(dict.get(entry, "published"))
    updated = tidy(dict.get(entry, "updated"))
    if not published and not feed.is_atom:
        return updated, ""
    return published, updated


def _read_author(entry: Element) -> str:
    told = _detail(entry, "author_detail").get("name")
    return tidy(told) or tidy(entry.get("author"))


def _read_topics(entry: Element) -> Iterator[str]:
    told = (
        tidy(tag.get("label")) or tidy(tag.get("term"))
        for tag in _details(entry, "tags")
    )
    yield from dict.fromkeys(filter(None, told))


def _read_links(entry: Element, feed: Feed) -> Iterator[Link]:
    """Where the feed itself says the text belongs; enclosures are none of ours."""
    told = [entry.get("feedburner_origlink")]
    told += [
        link.get("href")
        for link in _details(entry, "links")
        if link.get("rel") == "canonical"
    ]
    for url in dict.fromkeys(find_url(each, feed.url or feed.home) for each in told):
        if url:
            yield Link(Purpose.CANONICAL, url)


def _details(entry: Element, name: str) -> list[Element]:
    """What feedparser took apart; an element of that very name is told as its text."""
    told = entry.get(name)
    parts = told if isinstance(told, list) else []
    return [part for part in parts if isinstance(part, dict)]


def _detail(entry: Element, name: str) -> Element:
    told = entry.get(name)
    return told if isinstance(told, dict) else {}
