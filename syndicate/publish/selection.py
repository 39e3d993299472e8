"""Which entries go into which feed, and how many of them fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from syndicate.config import Feed, Settings
from syndicate.model import Entry
from syndicate.publish.channel import Channel, latest, main_channel
from syndicate.publish.item import Item, abridged, plainer, published_at
from syndicate.publish.jsonfeed import json_feed
from syndicate.publish.xmlfeeds import atom, rss

Writer = Callable[[Channel, tuple[Item, ...]], bytes]
WRITERS: dict[str, Writer] = {"rss.xml": rss, "atom.xml": atom, "feed.json": json_feed}

# No item takes more than this share of a feed's bytes; a larger one goes in as its
# summary, or one release of a million characters would be the whole feed.
LARGEST_SHARE = 4


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """The total order of every feed: newest first, ties by id."""
    by_id = sorted(entries, key=lambda entry: entry.story.id)
    return sorted(by_id, key=lambda entry: published_at(entry.story), reverse=True)


def passes(entry: Entry, feed: Feed, settings: Settings) -> bool:
    """Whether an entry passes every filter that a `[[feed]]` names."""
    story = entry.story
    language = story.original.language or settings.site.language
    return (
        (not feed.clinic or story.clinic == feed.clinic)
        and (not feed.topic or feed.topic in story.topics)
        and (not feed.words or _mentions(entry, feed.words))
        and (not feed.language or _speaks(language, feed.language))
    )


class Scale:
    """Weighs items: each once, in the fullest form that every format can write."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._channel = main_channel(settings)
        self._most = settings.publish.bytes // LARGEST_SHARE
        self._empty = {
            name: len(write(self._channel, ())) for name, write in WRITERS.items()
        }
        self._weighed: dict[str, tuple[Item | None, int]] = {}
        self.problems: dict[str, str] = {}  # by story id

    @property
    def empty(self) -> int:
        """The bytes of a feed without items, in its largest format."""
        return max(self._empty.values())

    def weigh(self, item: Item) -> tuple[Item | None, int]:
        """The form that goes in, and the bytes it adds; None when none can."""
        if item.id not in self._weighed:
            problems: list[str] = []
            self._weighed[item.id] = self._fit(item, problems)
            if problems:
                told = "; ".join(dict.fromkeys(problems))
                self.problems[item.id] = f"{item.short_id}: {told}"
        return self._weighed[item.id]

    def _fit(self, item: Item, problems: list[str]) -> tuple[Item | None, int]:
        for form in (item, abridged(item), plainer(item, self._settings)):
            try:
                size = self._size(form)
            except (ValueError, TypeError, SyntaxError) as error:
                # What lxml, feedgen and UTF-8 raise for what they cannot write;
                # lxml's XMLSyntaxError is a SyntaxError.
                problems.append(f"not in the feeds as it is ({error})")
                continue
            if size <= self._most:
                return form, size
            problems.append(f"given as its summary: {size} bytes are too many")
        problems.append("left out of the feeds")
        return None, 0

    def _size(self, item: Item) -> int:
        return max(
            len(write(self._channel, (item,))) - self._empty[name]
            for name, write in WRITERS.items()
        )


def write_feed(
    channel: Channel, items: Iterable[Item], scale: Scale, settings: Settings
) -> tuple[Channel, dict[str, bytes]]:
    """The feed in every format: the newest items that fit by number and by bytes.

    All formats hold the same items; the channel comes back dated by them.
    """
    limits = settings.publish
    chosen: list[Item] = []
    size = scale.empty + channel.laid
    for item in items:
        form, more = scale.weigh(item)
        size += more
        if len(chosen) == limits.items or size > limits.bytes:
            break
        if form is not None:
            chosen.append(form)
    updated = max(channel.updated, latest(tuple(chosen)))
    dated = replace(channel, updated=updated)
    return dated, {name: write(dated, tuple(chosen)) for name, write in WRITERS.items()}


def _mentions(entry: Entry, phrases: tuple[str, ...]) -> bool:
    release = entry.story.original
    text = f"{release.title}\n{entry.brief.summary}\n{release.text}"
    either = "|".join(re.escape(phrase) for phrase in phrases)
    return re.search(rf"(?i)(?<!\w)(?:{either})(?!\w)", text) is not None


def _speaks(language: str, wanted: str) -> bool:
    """Whether a language is the wanted one or a kind of it: en-US is English."""
    told, asked = language.lower(), wanted.lower()
    return told == asked or told.startswith(f"{asked}-")
