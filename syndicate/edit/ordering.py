"""In which order staff read stories: ours first, then what weighs most."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from syndicate.edit.quota import only_open
from syndicate.model import Entry, Standing, Story
from syndicate.text.urls import host_of

HALF_LIFE = timedelta(days=1)  # in which the newness of a story counts half as much
SEVERE = {"red": 2.0, "amber": 1.0}  # what its worst check adds


@dataclass(frozen=True, slots=True)
class Weighed:
    """An entry with all of its weight that no clock changes, and when it came."""

    entry: Entry
    only_open: bool
    weight: float
    came: datetime

    def at(self, now: datetime) -> float:
        """The whole weight: a story of this hour weighs one more, of a day ago half."""
        age = max(now - self.came, timedelta())
        return self.weight + math.pow(0.5, age / HALF_LIFE)


def order(entries: Iterable[Entry], now: datetime) -> list[Entry]:
    """Stories of our own clinics first, then by weight, ties by id.

    What only open sources tell comes after all that: anybody can name our clinic.
    """
    return order_at([weigh(entry) for entry in entries], now)


def order_at(weighed: Iterable[Weighed], now: datetime) -> list[Entry]:
    """The same of entries that were weighed before."""
    ordered = sorted(
        weighed,
        key=lambda each: (
            each.only_open,
            each.entry.story.clinic is None,
            -each.at(now),
            each.entry.story.id,
        ),
    )
    return [each.entry for each in ordered]


def weigh(entry: Entry) -> Weighed:
    """How much a story asks for attention by its outlets and its worst check.

    Twice as many outlets weigh one more, a red check two.
    """
    places = [
        place
        for place in entry.story.appearances
        if place.standing is not Standing.WITHDRAWN
    ]
    outlets = len(places)  # one place is one outlet, whatever its address
    if outlets > 1:
        outlets = len({host_of(place.url or "") or place.source for place in places})
    worst = max(
        (SEVERE.get(each.severity, 0.0) for each in entry.brief.checks), default=0.0
    )
    weight = math.log2(1 + outlets) + worst
    return Weighed(entry, only_open(entry.story), weight, came_at(entry.story))


def came_at(story: Story) -> datetime:
    """When it was told, else when we first saw it."""
    told = story.original.published
    return told.at.astimezone(UTC) if told else story.since
