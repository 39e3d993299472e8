"""JSON Feed 1.1, written by hand: https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

import json
from typing import Any

from syndicate.model import Standing
from syndicate.publish.channel import Channel
from syndicate.publish.dates import stamp
from syndicate.publish.item import Item, Place

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(channel: Channel, items: tuple[Item, ...]) -> bytes:
    """The feed as JSON Feed 1.1, in UTF-8, its keys in a fixed order.

    Raises:
        ValueError: an item holds a lone surrogate, which UTF-8 cannot.
    """
    feed = {
        "version": VERSION,
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.base + "feed.json",
        "description": channel.description,
        "authors": [{"name": channel.author}],
        "language": channel.language,
        "items": [_item(item) for item in items],
    }
    text = json.dumps(feed, ensure_ascii=False, allow_nan=False, indent=2)
    return f"{text}\n".encode()


def _item(item: Item) -> dict[str, Any]:
    fields = {
        "id": item.id,
        "url": item.link,
        "title": item.title,
        "content_html": item.html,
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
