"""Edition, and what staff read in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from syndicate.model.nouns import Entry
from syndicate.model.parts import Appearance
from syndicate.model.readers import Sheet, Tombstone
from syndicate.model.standing import Delivery, Period, SourceReport
from syndicate.model.words import Series, Trust


@dataclass(frozen=True, slots=True)
class Exodus:
    """Many items of one source that vanished together, of all that it ever told."""

    source: str
    items: int
    known: int


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
class WentOut:
    """A story that was to wait for an hour, `until`, and that readers have since `at`.

    Before that hour where its source does not ask to wait any more.
    """

    entry: Entry
    until: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class Edition:
    """What goes out at `moment`.

    `new`, `changed`, `held` and `vanished`, whose original is gone, are for staff, and
    `many` says of which sources too many vanished to name them. `out` are those that
    were told before, as held, and that readers have now. `ran` are stories of
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
    out: tuple[WentOut, ...] = ()
    changed: tuple[Entry, ...] = ()
    held: tuple[Entry, ...] = ()
    vanished: tuple[Entry, ...] = ()
    many: tuple[Exodus, ...] = ()
    ran: tuple[Entry, ...] = ()
    gaps: tuple[Gap, ...] = ()
    recent: tuple[Entry, ...] = ()
    elsewhere: tuple[Entry, ...] = ()
    reports: tuple[SourceReport, ...] = ()
    period: Period = field(default_factory=Period)
    past: tuple[Closed, ...] = ()
    new_count: int = 0
    out_count: int = 0
    changed_count: int = 0
    held_count: int = 0
    ran_count: int = 0
    elsewhere_count: int = 0
    story_count: int = 0
    tombstones: tuple[Tombstone, ...] = ()
    sheets: Iterable[Sheet] = ()
    deliveries: tuple[Delivery, ...] = ()
    stays: datetime | None = None
