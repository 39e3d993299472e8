"""Pickups: where releases of ours ran besides their own place, an outlet once each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from syndicate.model import Appearance, Entry, Precision, Relation, Standing
from syndicate.publish.item import in_order, show_place


@dataclass(frozen=True, slots=True)
class Pickup:
    """One outlet that ran one release.

    `day` is the day that it told, else the day we first knew of it; `after` is how long
    after the release, None where one of the two told no date. `exact`: both told when.
    """

    story: str
    outlet: str
    url: str
    day: date
    standing: Standing
    after: timedelta | None
    exact: bool = False


def find_pickups(entries: Iterable[Entry], zone: tzinfo) -> Iterator[Pickup]:
    """The pickups of these stories, each story's in the order in which they came."""
    for entry in entries:
        known = set()
        for place in in_order(entry.story.appearances):
            pickup = make_pickup(entry, place, zone)
            if is_pickup(place) and pickup.outlet not in known:
                known.add(pickup.outlet)
                yield pickup


def is_pickup(place: Appearance) -> bool:
    """Whether a place ran what another announced; what was taken down is none."""
    return (
        place.relation is not Relation.ORIGINAL
        and place.standing is not Standing.WITHDRAWN
    )


def make_pickup(entry: Entry, place: Appearance, zone: tzinfo) -> Pickup:
    """A place as a pickup of its story."""
    shown, told = show_place(place), place.published
    original = entry.story.original.published
    after, exact = None, False
    if told and original:
        exact = told.precision is original.precision is Precision.INSTANT
        # A day has no hour: where one is told without, days are counted, not hours.
        days = told.at.date() - original.at.date()
        after = told.at - original.at if exact else days
    when = told.at if told else place.first_seen.astimezone(zone)
    return Pickup(
        story=entry.story.id,
        outlet=shown.outlet,
        url=shown.url,
        day=when.date(),
        standing=place.standing,
        after=after,
        exact=exact,
    )


def say_delay(after: timedelta, *, hours: bool) -> str:
    """How long after the original a place ran it; `hours`: both told a time.

    >>> say_delay(timedelta(days=61), hours=False)
    '61 days later'
    >>> say_delay(timedelta(hours=5), hours=True)
    '5 hours later'
    >>> say_delay(timedelta(0), hours=False), say_delay(timedelta(-1), hours=False)
    ('the same day', 'earlier')
    """
    if after.days < 0:
        return "earlier"
    if after.days:
        return "1 day later" if after.days == 1 else f"{after.days:,} days later"
    if not hours:
        return "the same day"
    whole = after.seconds // 3600
    if not whole:
        return "within the hour"
    return "1 hour later" if whole == 1 else f"{whole} hours later"
