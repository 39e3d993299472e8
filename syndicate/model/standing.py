"""How sources stand, and those who wait for our news: what every run tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from syndicate.model.words import DeliveryState, Series, SourceState, Trust, Way


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
    state: SourceState = SourceState.OK
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

    `tries` failed since `since`, the last with this `trouble`; they end with the first
    that does not.
    """

    way: Way
    name: str  # the command as written, or the address of the feed
    state: DeliveryState
    tries: int = 0
    since: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """What an edition of the digest covers.

    An edition of a series holds what changed after the point `since` of our own
    sequence; `opened` is when the one before was closed, None where none was. With
    `number` 0 it is a period that somebody asked for, from `opened` to `until`. While
    it is `publishing`, what goes out with that went out in it.
    """

    series: Series = Series.DAILY
    number: int = 1
    since: int = 0
    opened: datetime | None = None
    until: datetime | None = None
    publishing: bool = False
