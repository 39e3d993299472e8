"""RSS 2.0 and Atom 1.0 through feedgen, completed by an extension of ours.

feedgen's own writing of entries loses the rel, type and title of their links
(lkiesow/python-feedgen#135); the extension puts complete ones in their place. Every
value that feedgen would take from the clock or from its own name is set here.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from html import escape
from typing import Any

from syndicate.model import Standing, Tombstone
from syndicate.publish.channel import FORMATS, Channel
from syndicate.publish.dates import stamp
from syndicate.publish.item import Item, Place
from syndicate.publish.plain import clean, unmarked

GENERATOR = "syndicate"
ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
TTL_MINUTES = 60  # the job is hourly


def rss(channel: Channel, items: tuple[Item, ...]) -> bytes:
    """The document as RSS 2.0, in UTF-8.

    Raises:
        ValueError: an item holds what XML cannot; the caller tries items alone first.
    """
    feed = _feed(channel, "rss.xml")
    feed.load_extension("dc", atom=False, rss=True)
    for item in items:
        entry = _entry(feed, item, short=channel.short)
        if not channel.short:
            entry.content(item.content + where_it_ran(item), type="html")
        if item.author:
            entry.dc.dc_creator(item.author)
    return _lines(feed.rss_str(pretty=True))


def atom(channel: Channel, items: tuple[Item, ...]) -> bytes:
    """The document as Atom 1.0, in UTF-8; raises as `rss` does."""
    feed = _feed(channel, "atom.xml")
    feed.register_extension("trail", FeedTrail, EntryTrail, atom=True, rss=False)
    feed.trail.stones = channel.tombstones
    for item in items:
        entry = _entry(feed, item, short=channel.short)
        if not channel.short:
            entry.content(item.content, type="html")
        entry.updated(distinct(item))
        if item.author:
            entry.author(name=item.author)
        entry.trail.item = item
    return _lines(feed.atom_str(pretty=True))


def where_it_ran(item: Item) -> str:
    """A small list of the places, for readers of formats without links to them."""
    places = [place for place in item.places if place.standing != Standing.WITHDRAWN]
    if not places:
        return ""
    shown = "".join(f"<li>{_place(place)}</li>" for place in places)
    return f"\n<p>Where it ran:</p>\n<ul>{shown}</ul>"


def distinct(item: Item) -> datetime:
    """When the item was updated, with a fraction of a second that is its own.

    The W3C validator warns of entries updated at the same instant, since some readers
    take them for one; releases of a day known without its hour are. The fraction comes
    from the id, so it never moves, and the second stays as it is in the other formats.
    """
    fraction = int(hashlib.sha256(item.id.encode()).hexdigest()[:12], 16) % 999_999
    return item.updated + timedelta(microseconds=fraction + 1)


class FeedHistory:
    """What RSS has no words for: links to other documents of the feed and to its hub.

    In both formats, the mark of a document of the archive (RFC 5005, section 4).
    """

    links: dict[str, str]  # by relation
    archived = False

    def extend_ns(self) -> dict[str, str]:
        """The namespace of the mark, only where it is used."""
        return {"fh": HISTORY} if self.archived else {}

    def extend_atom(self, feed: Any) -> Any:
        """Mark the feed."""
        return self._mark(feed)

    def extend_rss(self, root: Any) -> Any:
        """Mark the channel, and give it the links that Atom has by itself."""
        from lxml import etree  # noqa: PLC0415 - start-up

        (channel,) = root.findall("channel")
        for relation, href in self.links.items():
            etree.SubElement(channel, f"{{{ATOM}}}link", rel=relation, href=href)
        self._mark(channel)
        return root

    def _mark(self, parent: Any) -> Any:
        from lxml import etree  # noqa: PLC0415 - start-up

        if self.archived:
            etree.SubElement(parent, f"{{{HISTORY}}}archive")
        return parent


class FeedTrail:
    """The tombstones of a feed (RFC 6721): ids that were shown and left for good."""

    stones: tuple[Tombstone, ...] = ()

    def extend_ns(self) -> dict[str, str]:
        """Their namespace, only where there are any: the validator does not know it."""
        return {"at": TOMBSTONES} if self.stones else {}

    def extend_atom(self, feed: Any) -> Any:
        """Lay the tombstones before the entries, which feedgen adds later."""
        from lxml import etree  # noqa: PLC0415 - start-up

        for stone in self.stones:
            attributes = {"ref": clean(stone.id), "when": stamp(stone.when)}
            laid = etree.SubElement(feed, f"{{{TOMBSTONES}}}deleted-entry", attributes)
            etree.SubElement(laid, f"{{{TOMBSTONES}}}comment").text = stone.comment
        return feed


class EntryTrail:
    """The links of an entry: where to read it, our page of it, and where it ran."""

    item: Item

    def extend_ns(self) -> dict[str, str]:
        """No namespace of its own."""
        return {}

    def extend_atom(self, entry: Any) -> Any:
        """Put complete links in the place of feedgen's bare ones.

        They are named without a namespace, as feedgen names its elements.
        """
        from lxml import etree  # noqa: PLC0415 - start-up

        for bare in entry.findall("link"):
            entry.remove(bare)
        for attributes in entry_links(self.item):
            etree.SubElement(entry, "link", attributes)
        return entry


def entry_links(item: Item) -> list[dict[str, str]]:
    """The attributes of an Atom entry's links, each address once."""
    links = [{"rel": "alternate", "href": item.link}]
    if item.page_url != item.link:
        title = "Where it ran"
        page = {"rel": "related", "type": "text/html", "title": title}
        links.append({**page, "href": item.page_url})
    links += [
        {"rel": "related", "title": place.label, "href": place.url}
        for place in item.elsewhere
        if place.url != item.page_url
    ]
    return links


def _feed(channel: Channel, name: str) -> Any:
    import lxml.etree  # noqa: F401, PLC0415 - feedgen 1.0.0 relies on it being loaded
    from feedgen.feed import FeedGenerator  # noqa: PLC0415 - start-up

    feed = FeedGenerator()
    # The summaries are a feed of their own, with the same items.
    feed.id(channel.address(name) if channel.short else channel.base)
    feed.title(unmarked(channel.title))
    feed.subtitle(unmarked(channel.description))
    feed.language(channel.language)
    feed.author(name=channel.author)
    feed.generator(GENERATOR)
    feed.ttl(TTL_MINUTES)
    feed.updated(channel.updated)
    feed.link(href=channel.address(name), rel="self", type=FORMATS[name][0])
    related = channel.related(name)
    for relation, href in related.items():
        feed.link(href=href, rel=relation)
    feed.register_extension("history", FeedHistory, atom=True, rss=True)
    feed.history.links = related
    feed.history.archived = channel.number > 0
    # Last: feedgen makes the last link the channel's own in RSS.
    feed.link(href=channel.home, rel="alternate", type="text/html")
    return feed


def _entry(feed: Any, item: Item, *, short: bool) -> Any:
    entry = feed.add_entry(order="append")
    entry.guid(item.id, permalink=False)
    entry.title(unmarked(item.title))
    entry.link(href=item.link)
    summary = item.summary or (item.title if short else "")
    if summary:
        # RSS has no plain text here: a description is HTML by definition.
        entry.summary(escape(summary, quote=False), type="html")
    entry.published(item.published)
    entry.updated(item.updated)
    for topic in item.topics:
        entry.category(term=topic)
    return entry


def _place(place: Place) -> str:
    shown = escape(place.label)
    if place.url:
        shown = f'<a href="{escape(place.url)}">{shown}</a>'
    return f"{shown}, {escape(place.date)}" if place.date else shown


def _lines(content: bytes) -> bytes:
    return content if content.endswith(b"\n") else content + b"\n"
