"""The documents of feeds, in every format, and how much goes into one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from syndicate.config import Settings
from syndicate.publish.archives import Room
from syndicate.publish.channel import (
    Channel,
    latest,
    main_channel,
    sheet_path,
    short_name,
)
from syndicate.publish.item import Item, abridged, plainer
from syndicate.publish.jsonfeed import json_feed
from syndicate.publish.xmlfeeds import atom, rss

Writer = Callable[[Channel, tuple[Item, ...]], bytes]
WRITERS: dict[str, Writer] = {"rss.xml": rss, "atom.xml": atom, "feed.json": json_feed}
# What lxml, feedgen and UTF-8 raise for what they cannot write; lxml's XMLSyntaxError
# is a SyntaxError.
UNWRITABLE = (ValueError, TypeError, SyntaxError)

# No item takes more than this share of a feed's bytes; a larger one goes in as its
# summary, or one release of a million characters would be the whole feed.
LARGEST_SHARE = 4
# At most, in bytes: a document's links to its hub and its archive, and its mark; the
# markup of an item, of a place where it ran, of a topic or a change.
LINKS_BYTES = 1_500
ITEM_BYTES = 700
PLACE_BYTES = 220
WORD_BYTES = 120


class Scale:
    """Weighs items: each in the fullest form that fits and that can be written."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._channel = main_channel(settings)
        self._most = settings.publish.bytes // LARGEST_SHARE
        self._empty = max(len(write(self._channel, ())) for write in WRITERS.values())
        self.problems: dict[str, str] = {}  # by story id

    def room(self, channel: Channel) -> Room:
        """What a document of a feed holds beside what it says of itself."""
        limits = self._settings.publish
        said = len(f"{channel.title}{channel.description}{channel.folder}".encode())
        own = self._empty + channel.laid + LINKS_BYTES + 2 * said
        return Room(limits.items, max(0, limits.bytes - own))

    def weigh(self, item: Item) -> tuple[Item, int]:
        """The form that goes in, and the bytes it adds at most; nothing is written."""
        size = bound(item)
        if size <= self._most:
            return item, size
        told = f"given as its summary: up to {size} bytes are too many"
        self._note(item, told)
        for form in (abridged(item), plainer(item, self._settings)):
            size = bound(form)
            if size <= self._most:
                break
        return form, size

    def mend(self, item: Item) -> Item | None:
        """The fullest form that every format can write; None when there is none."""
        for form in (item, abridged(item), plainer(item, self._settings)):
            try:
                for write in WRITERS.values():
                    write(self._channel, (form,))
            except UNWRITABLE as error:
                self._note(item, f"not in the feeds as it is ({error})")
                continue
            return form
        self._note(item, "left out of the feeds")
        return None

    def _note(self, item: Item, problem: str) -> None:
        before = self.problems.get(item.id, f"{item.short_id}: ")
        if problem not in before:
            joint = "" if before.endswith(": ") else "; "
            self.problems[item.id] = f"{before}{joint}{problem}"


def write_sheet(
    channel: Channel, items: Iterable[Item], scale: Scale
) -> Iterator[tuple[str, bytes]]:
    """A document in every format, by its path in the output folder.

    The live one also with summaries. All hold the same items in the same order, and
    are dated by them. What cannot be written costs itself and nothing else.
    """
    chosen = tuple(scale.weigh(item)[0] for item in items)
    try:
        written = list(_forms(channel, chosen))
    except UNWRITABLE:
        mended = (scale.mend(item) for item in chosen)
        written = list(_forms(channel, tuple(item for item in mended if item)))
    yield from written


def bound(item: Item) -> int:
    """The bytes that an item adds to a document of any format, at most.

    Counted and not written: a run that files twenty thousand stories would write each
    three times for nothing.
    """
    told = (item.id, item.title, item.summary, item.link, item.page_url, item.author)
    words = (*item.topics, *(change.note for change in item.changes))
    spent = ITEM_BYTES + _once_escaped(item.content)
    spent += sum(map(_twice_escaped, (*told, item.issuer, item.place, item.language)))
    spent += sum(WORD_BYTES + _twice_escaped(word) for word in words)
    for place in item.places:
        spent += PLACE_BYTES + _twice_escaped(place.url)
        spent += _twice_escaped(place.outlet) + _twice_escaped(place.date)
    return spent


def _forms(channel: Channel, items: tuple[Item, ...]) -> Iterator[tuple[str, bytes]]:
    dated = replace(channel, updated=max(channel.updated, latest(items)))
    for name, write in WRITERS.items():
        path = channel.folder + sheet_path(channel.number, name)
        yield path, write(dated, items)
    if not channel.number:
        for name, write in WRITERS.items():
            path = channel.folder + short_name(name)
            yield path, write(replace(dated, short=True), items)


def _once_escaped(text: str) -> int:
    """The bytes of a text as XML or as JSON, whichever is more."""
    xml = 4 * text.count("&") + 3 * (text.count("<") + text.count(">"))
    json = text.count('"') + text.count("\n") + text.count("\\") + text.count("\t")
    size = len(text.encode("utf-8", "replace"))
    return size + max(xml, json) + 4 * text.count("\r")


def _twice_escaped(text: str) -> int:
    """The bytes of a text as HTML in XML, where quotes may have to be escaped, too."""
    marks = text.count("&") + text.count("<") + text.count(">") + text.count('"')
    return len(text.encode("utf-8", "replace")) + 9 * (marks + text.count("'"))
