"""What a feed says of itself, the same in every format."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from syndicate.config import Feed, Settings
from syndicate.model import Edition, Tombstone
from syndicate.publish.item import Item, site_url
from syndicate.publish.plain import line
from syndicate.text.tokens import slug

# Atom must name an instant even for a feed without entries. It may not be the clock
# (unchanged input gives unchanged bytes) and nothing else is known: a fixed day that
# every reader takes as a date, older than any entry, so that it never goes back.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)

TOMBSTONE_BYTES = 200  # its markup and its instant

FORMATS = {
    "rss.xml": ("application/rss+xml", "RSS"),
    "atom.xml": ("application/atom+xml", "Atom"),
    "feed.json": ("application/feed+json", "JSON Feed"),
}


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed's own fields. `base` is the address of its folder, with the slash.

    `tombstones` are what its Atom tells of ids that left, the newest first.
    """

    folder: str  # relative to the output folder, "" or with the final slash
    base: str
    title: str
    description: str
    home: str
    language: str
    author: str
    updated: datetime = NEVER
    tombstones: tuple[Tombstone, ...] = ()

    @property
    def files(self) -> tuple[tuple[str, str, str], ...]:
        """(address, media type, format) of each of its files."""
        return tuple(
            (self.base + name, media_type, label)
            for name, (media_type, label) in FORMATS.items()
        )

    @property
    def laid(self) -> int:
        """The bytes that the tombstones take, at most."""
        return sum(
            TOMBSTONE_BYTES + len((stone.id + stone.comment).encode())
            for stone in self.tombstones
        )


def main_channel(settings: Settings) -> Channel:
    """The feed of everything."""
    site = settings.site
    base = site_url(settings)
    title = line(site.title) or "Clinic news"
    return Channel(
        folder="",
        base=base,
        title=title,
        description=line(site.description) or f"{title}: every announcement, once.",
        home=site.home or base,
        language=site.language,
        author=title,
    )


def feed_channel(feed: Feed, settings: Settings) -> Channel:
    """A `[[feed]]` of config.toml; its folder is named after it."""
    main = main_channel(settings)
    folder = feed_folder(feed)
    title = line(feed.title or feed.name)
    return Channel(
        folder=folder,
        base=main.base + folder,
        title=title,
        description=f"{title}, from {main.title}.",
        home=main.home,
        language=feed.language or main.language,
        author=main.author,
    )


def folder_name(name: str) -> str:
    """The folder of what config.toml calls so: its words, or else digits of its own.

    >>> folder_name("Ketamine news"), folder_name("診療所")
    ('ketamine-news', '1f2c0d6037')
    """
    if not any(letter.isascii() and letter.isalnum() for letter in name):
        return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:10]
    return slug(name)


def lay_tombstones(channel: Channel, edition: Edition, settings: Settings) -> Channel:
    """The channel with what left lately, dated by the last that ever left.

    So its date does not go back when a tombstone has stood long enough.
    """
    stones = sorted(edition.tombstones, key=lambda stone: stone.id)
    stones.sort(key=lambda stone: stone.when, reverse=True)
    since = edition.moment - settings.publish.tombstones
    standing = [stone for stone in stones if stone.when > since]
    return replace(
        channel,
        updated=stones[0].when if stones else channel.updated,
        tombstones=tuple(standing[: settings.publish.items]),
    )


def feed_folder(feed: Feed) -> str:
    """The folder of a `[[feed]]`.

    >>> feed_folder(Feed(name="Ketamine news"))
    'ketamine-news/'
    """
    return slug(feed.name) + "/"


def feed_files(feeds: tuple[Feed, ...]) -> frozenset[str]:
    """The files of the feeds of config.toml, relative to the output folder."""
    return frozenset(feed_folder(feed) + name for feed in feeds for name in FORMATS)


def is_feed(path: str) -> bool:
    """Whether a file of the output folder is a feed that readers can subscribe to.

    >>> is_feed("ketamine/atom.xml"), is_feed("opml.xml")
    (True, False)
    """
    return path.rpartition("/")[2] in FORMATS


def latest(items: tuple[Item, ...]) -> datetime:
    """When a feed of these items last changed: from its content, never the clock."""
    return max((item.updated for item in items), default=NEVER)
