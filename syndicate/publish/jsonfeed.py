"""JSON Feed 1.1, written by hand: https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

import json
from typing import Any

from syndicate.model import Standing
from syndicate.publish.channel import Channel
from syndicate.publish.dates import stamp
from syndicate.publish.item import Item, Place

VERSION = "https://jsonfeed.org/version/1.1"
ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def json_feed(channel: Channel, items: tuple[Item, ...]) -> bytes:
    """The document as JSON Feed 1.1, in UTF-8, its keys in a fixed order.

    Raises:
        ValueError: an item holds a lone surrogate, which UTF-8 cannot.
    """
    related = channel.related("feed.json")
    feed = {
        "version": VERSION,
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.address("feed.json"),
        "description": channel.description,
        "next_url": related.get("prev-archive", ""),
        "authors": [{"name": channel.author}],
        "language": channel.language,
        "hubs": [{"type": "WebSub", "url": related["hub"]}] if "hub" in related else [],
    }
    shown = [_item(item, short=channel.short) for item in items]
    feed = {**_known(feed), "items": shown}
    return f"{lay_out(feed)}\n".encode()


def lay_out(value: dict[str, Any] | list[Any] | str, margin: str = "\n") -> str:
    r"""JSON with two spaces for each level, byte for byte as `json.dumps` gives it.

    Told to indent, the standard library encodes in Python what it else does in C.

    >>> lay_out({"tags": ["“new”"], "hubs": []})
    '{\n  "tags": [\n    "“new”"\n  ],\n  "hubs": []\n}'
    """
    if not value or isinstance(value, str):
        return ENCODE(value)
    within = f"{margin}  "
    if isinstance(value, list):
        lines = [lay_out(each, within) for each in value]
        return f"[{within}{f',{within}'.join(lines)}{margin}]"
    lines = [f"{ENCODE(name)}: {lay_out(told, within)}" for name, told in value.items()]
    return f"{{{within}{f',{within}'.join(lines)}{margin}}}"


def _item(item: Item, *, short: bool) -> dict[str, Any]:
    # Either content must be there; a summary alone is its plain text.
    content = {"content_text": item.summary or item.title}
    fields = {
        "id": item.id,
        "url": item.link,
        "title": item.title,
        **(content if short else {"content_html": item.content}),
        "summary": item.summary,
        "date_published": stamp(item.published),
        "date_modified": stamp(item.updated),
        "authors": [{"name": item.author}] if item.author else [],
        "tags": list(item.topics),
        "language": item.language,
        "_syndicate": _known(
            {
                "issuer": item.issuer,
                "place": item.place,
                "page": item.page_url,
                "changes": [
                    {"date": stamp(change.at), "note": change.note}
                    for change in item.changes
                ],
                "appearances": [
                    _appearance(place)
                    for place in item.places
                    if place.standing != Standing.WITHDRAWN
                ],
            }
        ),
    }
    return _known(fields)


def _appearance(place: Place) -> dict[str, Any]:
    return _known(
        {
            "source": place.outlet,
            "url": place.url,
            "date": place.day,
            "standing": place.standing,
            "relation": place.relation,
        }
    )


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """Only what we know: a key without a value is left out, never null."""
    return {name: value for name, value in fields.items() if value not in ("", [])}
