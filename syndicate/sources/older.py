"""The older pages of a feed, followed once: RFC 5005, JSON Feed, WordPress."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from syndicate.errors import SourceError
from syndicate.model import Document
from syndicate.sources.base import Failure, Memory, Request

# Answers that mean that there is no such page, now or later: the end was reached.
ENDS = (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.GONE)

_HEAD = 65_536  # bytes in which a feed speaks of itself, before its first item
_ITEM = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_LINK = re.compile(r"<(?:\w+:)?link\b([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![\w:])([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_WORDPRESS = re.compile(
    r"<generator[^>]*>\s*https?://(?:www\.)?wordpress\.(?:org|com)/", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Trail:
    """How far the way back has come: the next page, and how many may follow.

    `older` "": not begun, if any are left, else done.
    """

    left: int = 0
    older: str = ""
    rhythm: tuple[tuple[str, str], ...] = ()

    @property
    def note(self) -> str:
        """The trail as a request bears it."""
        return _note(self)

    @property
    def memory(self) -> Memory:
        """The trail as it is remembered, beside what the feed asks of the schedule."""
        told = {"older": self.older, "left": str(self.left)} if self.older else {}
        return Memory((*self.rhythm, *(told or {"backfilled": "yes"}).items()))

    def request(self) -> Request:
        """The request for the next page."""
        return Request(self.older, about="page", note=self.note)


@lru_cache(maxsize=1_024)  # most feeds have none, and ask for the same
def _note(trail: Trail) -> str:
    return json.dumps(asdict(trail))


@lru_cache(maxsize=1_024)
def recall(memory: Memory, pages: int) -> Trail:
    """The trail as an earlier run left it; `pages` to go where none has begun."""
    rhythm = tuple(
        (key, value) for key, value in memory.values if key in ("ttl", "skip_hours")
    )
    older, left = memory.get("older"), memory.get("left")
    if older and left.isdecimal():
        return Trail(int(left), older, rhythm)
    return Trail(0 if memory.get("backfilled") else pages, "", rhythm)


def read_note(note: str) -> Trail:
    """The trail that a request bears; an empty one when it bears none."""
    if not note:
        return Trail()
    told = json.loads(note)
    rhythm = tuple((str(key), str(value)) for key, value in told["rhythm"])
    return Trail(int(told["left"]), str(told["older"]), rhythm)


def go_on(source: str, trail: Trail, document: Document) -> Iterator[Request | Memory]:
    """What follows a page: the next older one, if any, and how far that brought us."""
    older = find_older(source, document) if trail.left > 0 else ""
    ahead = Trail(trail.left, older, trail.rhythm)
    if older:
        yield ahead.request()
    yield ahead.memory


def has_ended(failure: Failure) -> bool:
    """Whether a failure means that there are no older pages."""
    return failure.status in ENDS


def find_older(source: str, document: Document) -> str:
    """The address of the page with older items; "" where there is none we may follow.

    `rel=next` (paged) and `rel=prev-archive` (archived) of RFC 5005, JSON Feed's
    `next_url`, and WordPress's `?paged=`, which its feeds do not tell. Only on the
    same site.
    """
    from syndicate.sources.addresses import find_url  # noqa: PLC0415 - start-up
    from syndicate.sources.choosing import same_site  # noqa: PLC0415
    from syndicate.sources.mending import decode_xml  # noqa: PLC0415

    text = decode_xml(document.content, document.charset)
    if text.lstrip("\ufeff\0 \t\r\n").startswith("{"):
        told = _read_json(source, text)
    else:
        head = _ITEM.split(text[:_HEAD], maxsplit=1)[0]
        told = _read_links(head) or _count_on(head, document.url)
    url = find_url(told, document.url) or ""
    known = url == document.url or not same_site(url, document.url)
    return "" if known else url


def _read_json(source: str, text: str) -> str:
    from syndicate.sources.jsonfeed import load_json  # noqa: PLC0415 - start-up

    try:
        told = load_json(source, text)
    except SourceError:
        return ""  # its reader has said so
    url = told.get("next_url") if isinstance(told, dict) else ""
    return url if isinstance(url, str) else ""


def _read_links(head: str) -> str:
    import html  # noqa: PLC0415 - start-up

    links: dict[str, str] = {}
    for found in _LINK.finditer(head):
        told = {
            name.lower(): html.unescape(double or single)
            for name, double, single in _ATTRIBUTE.findall(found[1])
        }
        links.setdefault(told.get("rel", "").lower(), told.get("href", ""))
    return links.get("next") or links.get("prev-archive") or ""


def _count_on(head: str, url: str) -> str:
    """The next page of a WordPress feed; beyond the last one it answers 404."""
    if not _WORDPRESS.search(head):
        return ""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    page = query.get("paged", "1")
    query["paged"] = str(int(page) + 1) if page.isdecimal() else "2"
    return urlunsplit(parts._replace(query=urlencode(query), fragment=""))
