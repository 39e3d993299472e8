"""What readers are given besides stories: feeds, lists, tombstones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from syndicate.model.nouns import Entry


@dataclass(frozen=True, slots=True)
class Fed:
    """A story as it stands in a feed. `size`: the bytes that it adds there, at most.

    `waiting`: no document of the archive tells it as it is now. `notice`: it says that
    a release was retracted, and goes after a while.
    """

    id: str
    published: datetime
    updated: datetime
    size: int
    waiting: bool = True
    notice: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """What the lists of the site say of a story that is out; every text is plain.

    `day` is the day as told (ISO 8601); `published` and `updated` are instants in UTC
    (RFC 3339). `shelves` are the folders of its clinic and its topics, `lists` the list
    pages that show or count it.
    """

    page: str  # relative to the output folder, as all paths here
    day: str
    published: str
    updated: str
    title: str
    summary: str = ""
    written: str = ""  # what a language model wrote, shown in its place with a label
    issuer: str = ""
    place: str = ""
    language: str = ""
    link: str = ""  # the original, "" where our page is all there is
    outlets: int = 0
    topics: tuple[str, ...] = ()
    shelves: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RanIn:
    """A day or a month in which stories ran: how many, and their last change.

    `updated` is an instant in UTC (RFC 3339).
    """

    day: str
    count: int
    updated: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An id that readers were shown and that left for good at `when` (RFC 6721).

    It tells nothing of what was there: `comment` is a sentence of ours.
    """

    id: str
    when: datetime
    comment: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document of a feed: the live one (`number` 0), or one of its archive.

    `folder` is the feed's. `earlier` is the number of the document of the archive
    before it, 0 where there is none. Entries are past the gate, newest first.
    """

    folder: str
    number: int
    earlier: int
    entries: tuple[Entry, ...]
