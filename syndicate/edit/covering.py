"""Where our releases ran since the last edition, and where they are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from syndicate.config import Settings
from syndicate.model import (
    Appearance,
    Entry,
    Gap,
    Period,
    Relation,
    Standing,
    Story,
    Trust,
)

GAPS_OF = timedelta(days=30)  # what is older is missing for good, and nobody's news


def new_places(story: Story, period: Period) -> tuple[Appearance, ...]:
    """The places where it ran that came in the period; not the original's own."""
    return tuple(
        place
        for place in story.appearances
        if place.standing is not Standing.WITHDRAWN
        and place.relation is not Relation.ORIGINAL
        and _falls_in(place, period)
    )


def left_places(story: Story, period: Period) -> tuple[Appearance, ...]:
    """The places that took it down in the period."""
    return tuple(
        place
        for place in story.appearances
        if place.standing is Standing.WITHDRAWN and _falls_in(place, period)
    )


def find_gaps(
    entries: Iterable[Entry], settings: Settings, now: datetime
) -> Iterator[Gap]:
    """Stories of ours that ran somewhere for days and not where they should.

    A place is missed only where a source could have told us of it: a clinic without a
    source of its own has no blog that we would know of.
    """
    wires = any(source.trust is Trust.WIRE for source in settings.source)
    blogs = {source.clinic for source in settings.source if source.trust is Trust.OWNED}
    for entry in entries:
        clinic = entry.story.clinic
        if clinic is None or entry.story.held:
            continue
        seen = [
            place
            for place in entry.story.appearances
            if place.standing is Standing.SEEN
        ]
        trusts = {place.trust for place in seen}
        for lacks, known, has in (
            (Trust.OWNED, clinic in blogs, Trust.WIRE),
            (Trust.WIRE, wires, Trust.OWNED),
        ):
            if known and has in trusts and lacks not in trusts:
                first = min((p for p in seen if p.trust is has), key=_when)
                days = (now - _when(first)).days
                if settings.digest.gap_days <= days <= GAPS_OF.days:
                    yield Gap(entry, lacks, first, days)


def _falls_in(place: Appearance, period: Period) -> bool:
    if period.number:
        return place.change > period.since
    opened, until = period.opened, period.until
    return (opened is None or place.first_seen >= opened) and (
        until is None or place.first_seen < until
    )


def _when(place: Appearance) -> datetime:
    return place.published.at if place.published else place.first_seen
