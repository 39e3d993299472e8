"""A new source's name and its block, and whether it is there already."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from syndicate.config import Source
from syndicate.sources.reddit_places import HOME, find_place
from syndicate.text.tokens import slug
from syndicate.text.urls import canonical, host_of

LONGEST = 60  # characters of a name that we make up


def name_source(location: str, title: str, taken: Iterable[str]) -> str:
    """A name that is not taken: of the title, else of the place.

    >>> name_source("https://www.larkfield.example.org/feed/", "", ["other"])
    'larkfield-example-org'
    >>> name_source("https://x.example.org/", "Larkfield » News", ["larkfield-news"])
    'larkfield-news-2'
    >>> name_source("inbox/2026/*.md", "", []), name_source("a/news.rss.xml", "", [])
    ('2026', 'news-rss')
    >>> name_source("https://www.reddit.com/r/aclinic/new/.rss", "", [])
    'reddit-aclinic'
    """
    told = title if slug(title, LONGEST) != slug("", LONGEST) else _describe(location)
    first = slug(told, LONGEST)
    known = {name.casefold() for name in taken}
    count, name = 1, first
    while name in known:
        count += 1
        name = f"{first}-{count}"
    return name


def find_same(location: str, base: Path, sources: Iterable[Source]) -> Source | None:
    """The source that is at this location already, however either is spelled."""
    wanted = identify(location, base)
    return next(
        (each for each in sources if identify(each.location, each.base) == wanted), None
    )


def identify(location: str, base: Path) -> str:
    """What two spellings of one location have in common.

    >>> identify("http://www.example.org/feed/", Path("/srv"))
    'example.org/feed'
    >>> identify("./inbox/", Path("/srv")), identify("/srv/inbox", Path("/"))
    ('/srv/inbox', '/srv/inbox')
    >>> told = ("r/aclinic", "https://old.reddit.com/r/aclinic/", "r/aclinic/")
    >>> len({identify(each, Path("/srv")) for each in told})
    1
    """
    listing = find_place(location)
    if listing is not None and listing.origin == HOME:
        return canonical(listing.feed())
    if "://" in location:
        try:
            return canonical(location)
        except ValueError:
            return location
    return os.path.normpath(base / location)


def _describe(location: str) -> str:
    """A place in words that can make a name."""
    if "://" not in location:
        fixed = [part for part in Path(location).parts if not set(part) & set("*?[")]
        return Path(fixed[-1]).stem if fixed else location
    host = host_of(location)
    named = re.match(r"/(?:r|u|user)/([\w-]+)", urlsplit(location).path)
    if named and f".{host}".endswith(".reddit.com"):
        return f"reddit {named[1]}"
    return re.sub(r"[.:]", " ", host)
