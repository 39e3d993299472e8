"""Edition, and what staff read in it: sources, periods, gaps, deliveries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from syndicate.model.nouns import Entry
from syndicate.model.parts import Appearance
from syndicate.model.readers import Sheet, Tombstone
from syndicate.model.words import Series, Trust, Way


@dataclass(frozen=True, slots=True)
class Proof:
    """What a source gave over a period: polls, those that failed, postings."""

    polls: int = 0
    failures: int = 0
    new: int = 0
    changed: int = 0
    joined: int = 0  # of the new, those of stories that others tell too
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class SourceReport:
    """A source's state and what it gave in its last poll: the proof of completeness.

    `postings` counts all it ever told; seen, new, changed, joined and skipped are
    of the last poll. `joined`: new postings of stories that others tell too.
    """

    name: str
    kind: str
    trust: Trust
    location: str = ""
    state: str = "ok"  # ok | unchanged | not due | failing | gone | waiting
    polled: bool = True
    seen: int = 0
    new: int = 0
    changed: int = 0
    joined: int = 0
    skipped: tuple[str, ...] = ()  # one line each: item and reason
    error: str = ""
    postings: int = 0
    last_success: datetime | None = None
    last_error: str = ""
    next_due: datetime | None = None
    quiet: str = ""  # said when it is silent against its own rhythm, or paused
    since: Proof | None = None  # what it gave while the edition was open
    moved_to: str = ""  # its new address: permanent redirects alone led there


@dataclass(frozen=True, slots=True)
class Delivery:
    """How it stands with one receiver: a command to run, or a feed to ping a hub about.

    `state`: done | waiting | failing | given up. `tries` failed since `since`, the last
    with this `trouble`; they end with the first that does not.
    """

    way: Way
    name: str  # the command as written, or the address of the feed
    state: str
    tries: int = 0
    since: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Exodus:
    """Many items of one source that vanished together, of all that it ever told."""

    source: str
    items: int
    known: int


@dataclass(frozen=True, slots=True)
class Period:
    """What an edition of the digest covers.

    An edition of a series holds what changed after the point `since` of our own
    sequence; `opened` is when the one before was closed, None where none was. With
    `number` 0 it is a period that somebody asked for, from `opened` to `until`.
    """

    series: Series = Series.DAILY
    number: int = 1
    since: int = 0
    opened: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Forms:
    """An edition of the digest in each form, as it was closed."""

    page: bytes
    markdown: bytes
    plain: bytes


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed edition: the period it covers, and what it said, verbatim."""

    series: Series
    number: int
    opened: datetime | None
    closed: datetime
    forms: Forms | None = None  # None where only its name is asked for

    @property
    def name(self) -> str:
        """What it is called: "daily-12"."""
        return f"{self.series}-{self.number}"


@dataclass(frozen=True, slots=True)
class Gap:
    """A story of ours that is missing where it should be, and for how many days.

    `lacks` is "owned" when no place of the clinic's own has it, "wire" when none of
    the wires does; `seen` is the place that has it the longest.
    """

    entry: Entry
    lacks: Trust
    seen: Appearance
    days: int


@dataclass(frozen=True, slots=True)
class Edition:
    """What goes out at `moment`.

    `new`, `changed`, `held` and `vanished`, whose original is gone, are for staff, and
    `many` says of which sources too many vanished to name them. `ran` are stories of
    ours that came to new places, `elsewhere` new ones of others in our topics, `gaps`
    where ours are missing, `recent` ours of thirty days for the figures; `period` is
    what all of these cover, and `past` are the editions before, the newest first.
    Counts name the whole where lists are cut. `tombstones` are all there ever were.
    `deliveries` are what is known of them before this edition is written. `sheets` are
    the documents of feeds that may have changed; they are read while they are written,
    after the pages. Until `stays` the same stories would be told the same way.
    """

    moment: datetime
    new: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    held: tuple[Entry, ...] = ()
    vanished: tuple[Entry, ...] = ()
    many: tuple[Exodus, ...] = ()
    ran: tuple[Entry, ...] = ()
    gaps: tuple[Gap, ...] = ()
    recent: tuple[Entry, ...] = ()
    elsewhere: tuple[Entry, ...] = ()
    reports: tuple[SourceReport, ...] = ()
    period: Period = Period()
    past: tuple[Closed, ...] = ()
    new_count: int = 0
    changed_count: int = 0
    held_count: int = 0
    ran_count: int = 0
    elsewhere_count: int = 0
    story_count: int = 0
    tombstones: tuple[Tombstone, ...] = ()
    sheets: Iterable[Sheet] = ()
    deliveries: tuple[Delivery, ...] = ()
    stays: datetime | None = None
