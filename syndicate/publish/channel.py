"""What a feed says of itself, the same in every format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from syndicate.config import Feed, Settings
from syndicate.publish.item import Item, site_url
from syndicate.publish.plain import line
from syndicate.text.tokens import slug

# Atom must name an instant even for a feed without entries. It may not be the clock
# (unchanged input gives unchanged bytes) and nothing else is known: a fixed day that
# every reader takes as a date, older than any entry, so that it never goes back.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)

FORMATS = {
    "rss.xml": ("application/rss+xml", "RSS"),
    "atom.xml": ("application/atom+xml", "Atom"),
    "feed.json": ("application/feed+json", "JSON Feed"),
}


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed's own fields. `base` is the address of its folder, with the slash."""

    folder: str  # relative to the output folder, "" or with the final slash
    base: str
    title: str
    description: str
    home: str
    language: str
    author: str
    updated: datetime = NEVER

    @property
    def files(self) -> tuple[tuple[str, str, str], ...]:
        """(address, media type, format) of each of its files."""
        return tuple(
            (self.base + name, media_type, label)
            for name, (media_type, label) in FORMATS.items()
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


def feed_folder(feed: Feed) -> str:
    """The folder of a `[[feed]]`.

    >>> feed_folder(Feed(name="Ketamine news"))
    'ketamine-news/'
    """
    return slug(feed.name) + "/"


def feed_files(feeds: tuple[Feed, ...]) -> frozenset[str]:
    """The files of the feeds of config.toml, relative to the output folder."""
    return frozenset(feed_folder(feed) + name for feed in feeds for name in FORMATS)


def latest(items: tuple[Item, ...]) -> datetime:
    """When a feed of these items last changed: from its content, never the clock."""
    return max((item.updated for item in items), default=NEVER)
