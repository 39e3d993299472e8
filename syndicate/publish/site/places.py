"""Where everything of the site is: addresses that say what they hold and never move.

Lists are cut by the calendar and not counted off in pages: what ran in March stands in
March, however much is added elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from syndicate.config import Settings
from syndicate.publish.channel import folder_name

FRONT = "index.html"
SUBSCRIBE = "subscribe.html"
SEARCH = "search.html"
NOT_FOUND = "404.html"
DAYS = "days/"
SHARDS = "search/"
SITEMAP = "sitemap.xml"
SITEMAP_OF_LISTS = "sitemap-lists.xml"
ROBOTS = "robots.txt"
CLINICS, TOPICS = "clinics/", "topics/"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A clinic's or a topic's own lists, in a folder of their own."""

    kind: str  # CLINICS or TOPICS
    name: str

    @property
    def folder(self) -> str:
        """Its folder, with the final slash."""
        return f"{self.kind}{folder_name(self.name)}/"


def shelves(settings: Settings) -> Iterator[Shelf]:
    """The shelves that config.toml names."""
    for clinic in settings.clinic:
        yield Shelf(CLINICS, clinic.name)
    for topic in settings.topic:
        yield Shelf(TOPICS, topic.name)


def lists_of(day: str, folders: tuple[str, ...]) -> tuple[str, ...]:
    """Every list page that a story of that day on those shelves shows on.

    >>> lists_of("2024-03-01", ("clinics/harbor-lane/",))[-2:]
    ('clinics/harbor-lane/2024-03.html', 'clinics/index.html')
    """
    month = day[:7]
    return (
        *(FRONT, SUBSCRIBE, SITEMAP, SITEMAP_OF_LISTS, sitemap_of(month)),
        *(f"{DAYS}{FRONT}", f"{DAYS}{month}.html", f"{DAYS}{day}.html"),
        *(f"{SHARDS}{month}.json", f"{SHARDS}index.json"),
        *(f"{folder}{FRONT}" for folder in folders),
        *(f"{folder}{month}.html" for folder in folders),
        *sorted({f"{folder.partition('/')[0]}/{FRONT}" for folder in folders}),
    )


def wanted(settings: Settings) -> Iterator[str]:
    """The list pages that are there even before anything was announced."""
    yield from (FRONT, SUBSCRIBE, f"{DAYS}{FRONT}", f"{SHARDS}index.json")
    yield from (SITEMAP, SITEMAP_OF_LISTS)
    for kind in dict.fromkeys(shelf.kind for shelf in shelves(settings)):
        yield f"{kind}{FRONT}"
    for shelf in shelves(settings):
        yield f"{shelf.folder}{FRONT}"


def sitemap_of(period: str) -> str:
    """The part of the sitemap that holds a month, or a day of a long month."""
    return f"sitemap-{period}.xml"


def up(path: str) -> str:
    """The way from a page to the folder of the site.

    >>> up("clinics/harbor-lane/index.html")
    '../../'
    """
    return "../" * path.count("/")


def public(path: str) -> str:
    """A page as its address names it: a folder's own page goes by the folder.

    >>> public("days/index.html"), public("days/2024-03.html")
    ('days/', 'days/2024-03.html')
    """
    return path.removesuffix(FRONT) if path.endswith(FRONT) else path
