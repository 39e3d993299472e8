"""The trail of a registered release: the JSON that says where NewsRamp saw it run.

`meta/<registration hash>` holds a few fields of its own and, as a string of JSON, a
`meta_json` with the rest; `placements` stand in either.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from syndicate.model import Link, Purpose
from syndicate.sources.mending import tidy

NEWSRAMP = "https://newsramp.com/"

# What the address under each key is. A post on a social network is talk about the
# release; a newsletter and an archive carry it.
PURPOSES = (
    ("newsramp_url", Purpose.TLDR),
    ("reddit", Purpose.DISCUSSION),
    ("linkedin", Purpose.DISCUSSION),
    ("x", Purpose.DISCUSSION),
    ("mastodon", Purpose.DISCUSSION),
    ("bluesky", Purpose.DISCUSSION),
    ("telegram", Purpose.DISCUSSION),
    ("substack", Purpose.PICKUP),
    ("github", Purpose.PICKUP),
)
MOST_PLACEMENTS = 200
_LONG_NAME = 30  # characters: a sentence made an address, not the name of an account
_MD5 = re.compile(r"[0-9a-f]{32}")
_HASH = re.compile(
    r"newsramp\.\w+/(?:blockchain/txn[_-]detail/|(?:meta|tldr)/"
    r"|(?:[\w-]+/)*qrcode/(?:[\w-]+/)*)([\w-]{4,64})(?:\.\w+)?/?(?:[?#]|$)"
)


class NoTrail(ValueError):
    """The document is no trail; the message says why."""


def find_hash(url: str) -> str:
    """The registration hash that an address bears; "" for any other address.

    >>> find_hash("https://newsramp.com/blockchain/txn_detail/ab12cd34")
    'ab12cd34'
    >>> find_hash("https://cdn.newsramp.net/qrcode/ab12cd34.webp")
    'ab12cd34'
    >>> find_hash("https://newsramp.com/curated-news/a-clinic/ab12cd34")
    ''
    """
    found = _HASH.search(url)
    return found[1] if found else ""


def read_trail(text: str) -> tuple[Link, ...]:
    """Where a release ran, each place once, every address exactly as told.

    >>> [link.url for link in read_trail('{"reddit": "https://redd.it/1abcde"}')]
    ['https://redd.it/1abcde']

    Raises:
        NoTrail: not JSON, or JSON that is no trail.
    """
    told = _load(text)
    inner = told.get("meta_json")
    fields = {**told, **(_load(inner) if isinstance(inner, str) else _object(inner))}
    fields["placements"] = [*_list(told), *(_list(fields) if inner else ())]
    found: dict[str, Link] = {}
    for link in (*_read_fields(fields), *_read_placements(fields)):
        found.setdefault(link.url, link)
    return tuple(found.values())


def _load(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError):
        raise NoTrail("not the JSON that was asked for") from None
    if not isinstance(told, dict):
        raise NoTrail("JSON, but not a trail")
    return told


def _object(told: object) -> dict[str, Any]:
    return told if isinstance(told, dict) else {}


def _list(fields: dict[str, Any]) -> list[Any]:
    told = fields.get("placements")
    return told if isinstance(told, list) else []


def _read_fields(fields: dict[str, Any]) -> Iterator[Link]:
    permalink = tidy(fields.get("md5_permalink"))
    for key, purpose in PURPOSES:
        url = tidy(fields.get(key))
        if not url:
            continue
        if key == "newsramp_url":
            url = urljoin(NEWSRAMP, url)  # some trails tell only its path
        if key == "substack" and _MD5.fullmatch(permalink) and permalink not in url:
            url += permalink  # told is where its letters stand; so the site itself does
        if purpose is Purpose.TLDR or _names_one_thing(url):
            yield Link(purpose, url, key)


def _read_placements(fields: dict[str, Any]) -> Iterator[Link]:
    for placement in fields["placements"][:MOST_PLACEMENTS]:
        told = _object(placement)
        url = tidy(told.get("url"))
        if url:
            handle = tidy(told.get("handle")) or tidy(told.get("placement"))
            yield Link(Purpose.PICKUP, url, handle)


def _names_one_thing(url: str) -> bool:
    """Whether an address is a post's: a profile's would be that of every release.

    >>> _names_one_thing("https://social.example.org/@clinics/1131")
    True
    >>> _names_one_thing("https://social.example.org/@clinics")
    False
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    names = [name for name in parts.path.split("/") if name]
    numbered = any(re.search(r"\d", name) for name in names[1:])
    return numbered or len("".join(names[-1:])) > _LONG_NAME or host == "redd.it"
