"""What a feed says of itself, the same in every format, and which feeds there are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from syndicate.config import Settings
from syndicate.errors import ConfigError
from syndicate.model import Edition, Tombstone
from syndicate.publish.item import Item, site_url
from syndicate.publish.plain import address, line
from syndicate.text.masking import mask
from syndicate.text.tokens import slug

# Atom must name an instant even for a feed without entries. It may not be the clock
# (unchanged input gives unchanged bytes) and nothing else is known: a fixed day that
# every reader takes as a date, older than any entry, so that it never goes back.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)

TOMBSTONE_BYTES = 200  # its markup and its instant

# Every release whole.
FORMATS = {
    "rss.xml": ("application/rss+xml", "RSS"),
    "atom.xml": ("application/atom+xml", "Atom"),
    "feed.json": ("application/feed+json", "JSON Feed"),
}
# The same items, each as its summary and a link.
SUMMARIES = {
    "rss-summary.xml": FORMATS["rss.xml"],
    "atom-summary.xml": FORMATS["atom.xml"],
    "feed-summary.json": FORMATS["feed.json"],
}
# What each document of the archive is written in.
ARCHIVE = "archive"
FIRST = 1  # the number of its first document, which is empty
# Where the folders of feeds stand, by kind; and what else stands beside them.
PARENTS = {"clinic": "clinics/", "topic": "topics/", "feed": ""}
TAKEN = {
    "stories": "the story pages",
    "days": "the pages of each day",
    "clinics": "the feeds of clinics",
    "topics": "the feeds of topics",
    ARCHIVE: "the archive of the feed of everything",
    "search": "the search page",
}


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed's own fields. `base` is the address of its folder, with the slash.

    `kind` is all, clinic, topic or feed; `name` what config.toml calls the clinic, the
    topic or the feed. `tombstones` are what its Atom tells of ids that left, the newest
    first. As a document of the feed it has a `number`, from 1 in the archive, and knows
    the one `earlier` than itself; `short`: its items are summaries.
    """

    folder: str  # relative to the output folder, "" or with the final slash
    base: str
    title: str
    description: str
    home: str
    language: str
    author: str
    kind: str = "all"
    name: str = ""
    hub: str = ""
    updated: datetime = NEVER
    tombstones: tuple[Tombstone, ...] = ()
    number: int = 0
    earlier: int = 0
    short: bool = False

    def address(self, name: str) -> str:
        """Where this very document is read; `name` is that of its form in FORMATS."""
        told = short_name(name) if self.short else name
        return self.base + sheet_path(self.number, told)

    def related(self, name: str) -> dict[str, str]:
        """What the document links to beside itself, by relation (RFC 5005, WebSub).

        The archive is kept once, in full. A document of it does not link ahead, or it
        would change when the next is made. Only the first does, which is empty and
        made with the second: an archive that links nowhere is held to be incomplete.
        """
        told = {
            "hub": "" if self.number else self.hub,
            "current": self.base + name if self.number else "",
            "prev-archive": self.base + sheet_path(self.earlier, name)
            if self.earlier
            else "",
            "next-archive": self.base + sheet_path(FIRST + 1, name)
            if self.number == FIRST
            else "",
        }
        return {relation: href for relation, href in told.items() if href}

    @property
    def files(self) -> tuple[tuple[str, str, str], ...]:
        """(address, media type, format) of each of its files with full content."""
        return self._addresses(FORMATS)

    @property
    def summaries(self) -> tuple[tuple[str, str, str], ...]:
        """(address, media type, format) of each of its files with summaries."""
        return self._addresses(SUMMARIES)

    @property
    def laid(self) -> int:
        """The bytes that the tombstones take, at most."""
        return sum(
            TOMBSTONE_BYTES + len((stone.id + stone.comment).encode())
            for stone in self.tombstones
        )

    def _addresses(
        self, formats: dict[str, tuple[str, str]]
    ) -> tuple[tuple[str, str, str], ...]:
        return tuple(
            (self.base + name, media_type, label)
            for name, (media_type, label) in formats.items()
        )


def short_name(name: str) -> str:
    """What a form's file is called that holds summaries.

    >>> short_name("rss.xml")
    'rss-summary.xml'
    """
    stem, _, ending = name.rpartition(".")
    return f"{stem}-summary.{ending}"


def sheet_path(number: int, name: str) -> str:
    """A document's path in its feed's folder.

    >>> sheet_path(0, "rss.xml"), sheet_path(3, "rss.xml")
    ('rss.xml', 'archive/3/rss.xml')
    """
    return f"{ARCHIVE}/{number}/{name}" if number else name


def sheet_files(folder: str, number: int) -> Iterator[str]:
    """The files of a document of a feed, relative to the output folder."""
    for name in FORMATS if number else (*FORMATS, *SUMMARIES):
        yield folder + sheet_path(number, name)


def channels(settings: Settings) -> tuple[Channel, ...]:
    """Every feed that is published: of everything, of clinics, of topics, and others.

    Raises:
        ConfigError: two of them would share a folder.
    """
    found = (
        main_channel(settings),
        *(filed_channel("clinic", each.name, settings) for each in settings.clinic),
        *(filed_channel("topic", each.name, settings) for each in settings.topic),
        *(filed_channel("feed", each.name, settings) for each in settings.feed),
    )
    taken = {f"{folder}/": whose for folder, whose in TAKEN.items()}
    for channel in found[1:]:
        told = f"[[{channel.kind}]] name {channel.name!r}"
        if channel.folder in taken:
            raise ConfigError(
                f"{settings.file.name}: {told}: its folder {channel.folder} is that"
                f" of {taken[channel.folder]}; choose another name"
            )
        taken[channel.folder] = told
    return found


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
        hub=mask(address(settings.publish.hub)),
    )


def filed_channel(kind: str, name: str, settings: Settings) -> Channel:
    """The feed of a `[[clinic]]`, a `[[topic]]` or a `[[feed]]` of that name."""
    main = main_channel(settings)
    folder = f"{PARENTS[kind]}{folder_name(name)}/"
    feed = next((each for each in settings.feed if each.name == name), None)
    own = feed if kind == "feed" else None
    title = line(own.title if own and own.title else name)
    about = f"Announcements of {title}" if kind == "clinic" else title
    return replace(
        main,
        kind=kind,
        name=name,
        folder=folder,
        base=main.base + folder,
        title=title,
        description=f"{about}, from {main.title}.",
        language=own.language if own and own.language else main.language,
    )


@cache
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


def is_feed(path: str) -> bool:
    """Whether a file of the output folder is a feed that readers can subscribe to.

    >>> is_feed("ketamine/atom.xml"), is_feed("opml.xml"), is_feed("archive/2/rss.xml")
    (True, False, False)
    """
    return path.rpartition("/")[2] in FORMATS | SUMMARIES and not is_archived(path)


def is_archived(path: str) -> bool:
    """Whether a file of the output folder is a document of a feed's archive.

    >>> is_archived("archive/2/rss.xml"), is_archived("clinics/archive/rss.xml")
    (True, False)
    """
    above, _, name = path.rpartition("/")
    return name in FORMATS and above.split("/")[-2:-1] == [ARCHIVE]


def latest(items: tuple[Item, ...]) -> datetime:
    """When a feed of these items last changed: from its content, never the clock."""
    return max((item.updated for item in items), default=NEVER)
