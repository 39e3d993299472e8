"""OPML 2.0: lists of feeds, for a reader that takes them all at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from syndicate.config import Settings, Source
from syndicate.publish.channel import Channel
from syndicate.publish.plain import line, unmarked
from syndicate.text.masking import mask

_FEED = re.compile(r"\.(?:rss|atom|xml|rdf)\Z|/(?:feed|rss|atom)/?\Z", re.IGNORECASE)


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
    """Our own feeds as OPML, the feed of everything first.

    It says nothing of when it changed: it does not when they do.
    """
    outlines = (
        Outline(unmarked(channel.title), channel.base + "rss.xml", channel.home)
        for channel in channels
    )
    return write_opml(unmarked(channels[0].title), outlines, None)


def sources_opml(settings: Settings, changed: datetime | None = None) -> bytes:
    """The sources that have an address as OPML, for staff: as they are polled."""
    outlines = [_outline(each) for each in settings.source if has_address(each)]
    return write_opml(f"Sources of {line(settings.site.title)}", outlines, changed)


def has_address(source: Source) -> bool:
    """Whether a source is polled at an address; a folder of ours is not."""
    return "://" in source.location


def write_opml(
    title: str, outlines: Iterable[Outline], changed: datetime | None
) -> bytes:
    """A list as OPML, which may say when it changed.

    What XML cannot hold is no part of any title or address here.
    """
    dated = ""
    if changed is not None:
        dated = format_datetime(changed, usegmt=True)
        dated = f"    <dateModified>{dated}</dateModified>\n"
    lines = "".join(f"    <outline {_attributes(each)}/>\n" for each in outlines)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head>\n'
        f"    <title>{escape(title)}</title>\n{dated}"
        f"  </head>\n  <body>\n{lines}  </body>\n</opml>\n"
    ).encode()


def _outline(source: Source) -> Outline:
    """A source as a line of the list; only what a reader can poll is a feed there."""
    feed = source.kind == "feed" or bool(_FEED.search(source.location.split("?")[0]))
    return Outline(source.name, mask(source.location), feed=feed)


def _attributes(outline: Outline) -> str:
    told = {
        "type": "rss" if outline.feed else "link",
        "text": outline.title,
        "title": outline.title,
        "xmlUrl" if outline.feed else "url": outline.url,
        "htmlUrl": outline.home,
    }
    return " ".join(f"{key}={quoteattr(value)}" for key, value in told.items() if value)
