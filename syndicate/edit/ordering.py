"""In which order staff read stories: ours first, then what weighs most."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from syndicate.edit.quota import only_open
from syndicate.model import Entry, Standing
from syndicate.text.urls import host_of

HALF_LIFE = timedelta(days=1)  # in which the newness of a story counts half as much
SEVERE = {"red": 2.0, "amber": 1.0}  # what its worst check adds


def order(entries: Iterable[Entry], now: datetime) -> list[Entry]:
    """Stories of our own clinics first, then by weight, ties by id.

    What only open sources tell comes after all that: anybody can name our clinic.
    """
    return sorted(
        entries,
        key=lambda entry: (
            only_open(entry.story),
            entry.story.clinic is None,
            -weigh(entry, now),
            entry.story.id,
        ),
    )


def weigh(entry: Entry, now: datetime) -> float:
    """How much a story asks for attention: outlets, its worst check, how new it is.

    Twice as many outlets weigh one more; a red check two; a story of this hour one.
    """
    outlets = {
        host_of(place.url or "") or place.source
        for place in entry.story.appearances
        if place.standing is not Standing.WITHDRAWN
    }
    worst = max(
        (SEVERE.get(each.severity, 0.0) for each in entry.brief.checks), default=0.0
    )
    told = entry.story.original.published
    came = told.at.astimezone(UTC) if told else entry.story.since
    age = max(now - came, timedelta())
    newness = math.pow(0.5, age / HALF_LIFE)
    return math.log2(1 + len(outlets)) + worst + newness
