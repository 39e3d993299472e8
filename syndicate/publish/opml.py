"""OPML 2.0: the list of our own feeds, for a reader that takes them all at once."""

from __future__ import annotations

from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from syndicate.publish.channel import Channel


def opml(channels: tuple[Channel, ...]) -> bytes:
    """The feeds as OPML, the feed of everything first."""
    first = channels[0]
    changed = max(channel.updated for channel in channels)
    outlines = "".join(
        f"    <outline type={quoteattr('rss')} text={quoteattr(channel.title)}"
        f" title={quoteattr(channel.title)}"
        f" xmlUrl={quoteattr(channel.base + 'rss.xml')}"
        f" htmlUrl={quoteattr(channel.home)}/>\n"
        for channel in channels
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head>\n'
        f"    <title>{escape(first.title)}</title>\n"
        f"    <dateModified>{format_datetime(changed, usegmt=True)}</dateModified>\n"
        f"  </head>\n  <body>\n{outlines}  </body>\n</opml>\n"
    ).encode()
