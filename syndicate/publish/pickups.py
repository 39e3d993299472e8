"""Pickups: where releases of ours ran besides their own place, an outlet once each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from syndicate.model import Appearance, Entry, Relation, Standing
from syndicate.publish.delay import measure_delay
from syndicate.publish.item import in_order, show_place


@dataclass(frozen=True, slots=True)
class Pickup:
    """One outlet that ran one release.

    `day` is the day that it told, else the day we first knew of it; `after` is how long
    after the release, None where one of the two told no date.
    """

    story: str
    outlet: str
    url: str
    day: date
    standing: Standing
    after: timedelta | None


def find_pickups(entries: Iterable[Entry], zone: tzinfo) -> Iterator[Pickup]:
    """The pickups of these stories, each story's in the order in which they came."""
    for entry in entries:
        known = set()
        for place in in_order(filter(is_pickup, entry.story.appearances)):
            pickup = make_pickup(entry, place, zone)
            if pickup.outlet not in known:
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
    after = measure_delay(original, told) if told and original else None
    when = told.at if told else place.first_seen.astimezone(zone)
    return Pickup(
        story=entry.story.id,
        outlet=shown.outlet,
        url=shown.url,
        day=when.date(),
        standing=place.standing,
        after=after,
    )
