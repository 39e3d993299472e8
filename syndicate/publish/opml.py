"""OPML 2.0: lists of feeds, for a reader that takes them all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from syndicate.publish.channel import Channel


@dataclass(frozen=True, slots=True)
class Outline:
    """One line of the list: a feed's address, or with `feed` false another page's.

    The specification knows both: type rss with xmlUrl, type link with url.
    """

    title: str
    url: str
    home: str = ""
    feed: bool = True


def opml(channels: tuple[Channel, ...]) -> bytes:
    """Our own feeds as OPML, the feed of everything first."""
    changed = max(channel.updated for channel in channels)
    outlines = (
        Outline(channel.title, channel.base + "rss.xml", channel.home)
        for channel in channels
    )
    return write_opml(channels[0].title, outlines, changed)


def write_opml(title: str, outlines: Iterable[Outline], changed: datetime) -> bytes:
    """A list as OPML. What XML cannot hold is no part of any title or address here."""
    lines = "".join(f"    <outline {_attributes(each)}/>\n" for each in outlines)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head>\n'
        f"    <title>{escape(title)}</title>\n"
        f"    <dateModified>{format_datetime(changed, usegmt=True)}</dateModified>\n"
        f"  </head>\n  <body>\n{lines}  </body>\n</opml>\n"
    ).encode()


def _attributes(outline: Outline) -> str:
    told = {
        "type": "rss" if outline.feed else "link",
        "text": outline.title,
        "title": outline.title,
        "xmlUrl" if outline.feed else "url": outline.url,
        "htmlUrl": outline.home,
    }
    return " ".join(f"{key}={quoteattr(value)}" for key, value in told.items() if value)
