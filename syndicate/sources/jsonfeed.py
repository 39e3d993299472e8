"""JSON Feed 1.0 and 1.1 (jsonfeed.org), read as it comes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from syndicate.errors import SourceError
from syndicate.model import Link, Posting, Purpose
from syndicate.sources.addresses import find_url, resolve_references
from syndicate.sources.entries import form_of
from syndicate.sources.mending import tidy

# The address that the specification asks for, and the bare number that some write.
_VERSION = re.compile(
    r"https?://(?:www\.)?jsonfeed\.org/version/1(?:\.\d)?/?|1(?:\.\d)?"
)


def read_json_feed(source: str, text: str, url: str = "") -> Iterator[Posting]:
    """Yield the items that tell anything; `item` is the id as told.

    Raises:
        SourceError: not JSON, or JSON that is no feed.
    """
    document = load_json(source, text)
    version = tidy(document.get("version")) if isinstance(document, dict) else ""
    items = document.get("items") if isinstance(document, dict) else None
    if not _VERSION.fullmatch(version):
        raise SourceError(source, "JSON, but not a JSON Feed")
    if not isinstance(items, list):
        raise SourceError(source, "a JSON Feed without a list of items")
    home = find_url(document.get("home_page_url"), url)
    language = tidy(document.get("language"))
    for item in items:
        if isinstance(item, dict):
            posting = _read_item(source, item, url or home or "", language)
            if posting.title or posting.body or posting.summary:
                yield posting


def load_json(source: str, text: str) -> Any:
    """What a JSON text holds.

    Raises:
        SourceError: it is broken, or deeper than can be read.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise SourceError(source, f"broken JSON at {where}: {error.msg}") from None
    except (ValueError, RecursionError) as error:  # endless digits, endless depth
        raise SourceError(source, f"JSON that cannot be read: {error}") from None


def _read_item(source: str, item: dict[str, Any], base: str, language: str) -> Posting:
    url = find_url(item.get("url"), base)
    about = find_url(item.get("external_url"), base)
    html, plain = tidy(item.get("content_html")), tidy(item.get("content_text"))
    summary = tidy(item.get("summary"))
    body = resolve_references(html, url or base) or plain or summary
    return Posting(
        source=source,
        item=_read_id(item.get("id")),
        title=tidy(item.get("title")),
        body=body,
        media_type="text/html" if html else "text/plain",
        form=form_of(url, body),
        url=url,
        summary="" if summary == body else summary,
        author=", ".join(filter(None, _read_authors(item))),
        language=tidy(item.get("language")) or language,
        published=tidy(item.get("date_published")),
        updated=tidy(item.get("date_modified")),
        links=(Link(Purpose.ABOUT, about),) if about else (),
        topics=tuple(_read_tags(item)),
    )


def _read_id(told: object) -> str:
    """An id as a string; 1.0 says that a number is to be taken as one."""
    if isinstance(told, int | float) and not isinstance(told, bool):
        return str(told)
    return tidy(told)


def _read_authors(item: dict[str, Any]) -> Iterator[str]:
    """Names: 1.1 has a list, 1.0 one author, and many write the one in the other."""
    authors = item.get("authors")
    told = authors if isinstance(authors, list) and authors else [item.get("author")]
    for author in told:
        yield tidy(author.get("name") if isinstance(author, dict) else author)


def _read_tags(item: dict[str, Any]) -> Iterator[str]:
    tags = item.get("tags")
    if isinstance(tags, list):
        yield from dict.fromkeys(filter(None, map(tidy, tags)))
