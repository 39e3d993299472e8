"""A story in a few lines, as every list of the desk shows it; all of it plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from syndicate.config import Settings
from syndicate.desk.moments import Sentence, find_moments
from syndicate.edit import file_all
from syndicate.model import Entry, Moment, Precision, Standing, Stored, Story
from syndicate.publish import dates
from syndicate.publish.item import (
    date_told,
    in_order,
    published_at,
    show_place,
    summarise,
)
from syndicate.publish.plain import line

MOST_OUTLETS = 4
LABEL = 120


@dataclass(frozen=True, slots=True)
class Glance:
    """What staff need to know which story is meant."""

    id: str  # short
    title: str
    issuer: str
    place: str
    told: str  # the date in the source's own words and zone
    at: datetime | None  # the instant, where the source told one
    day: str  # ISO 8601, of `told`
    outlets: tuple[str, ...]
    more: int  # outlets that are not named
    summary: str
    editor: str  # who of staff wrote the summary
    says: tuple[Sentence, ...]  # what keeps it from readers, or was decided of it


def glance(entry: Entry) -> Glance:
    """A filed story at a glance."""
    story, release = entry.story, entry.story.original
    told = date_told(story)
    places = (show_place(place) for place in in_order(story.appearances))
    outlets = tuple(
        dict.fromkeys(
            place.label for place in places if place.standing != Standing.WITHDRAWN
        )
    )
    return Glance(
        id=story.short_id,
        title=line(release.title) or "Announcement",
        issuer=line(release.issuer or story.clinic or "", LABEL),
        place=line(release.dateline.place if release.dateline else "", LABEL),
        told=say_told(told) if told else _undated(story),
        at=told.at if told and told.precision is Precision.INSTANT else None,
        day=published_at(story).date().isoformat(),
        outlets=outlets[:MOST_OUTLETS],
        more=max(0, len(outlets) - MOST_OUTLETS),
        summary=summarise(entry),
        editor=line(entry.brief.editor, LABEL),
        says=tuple(say_marks(story)),
    )


def look_at(
    told: Iterable[Stored], settings: Settings, now: datetime
) -> Iterable[Entry]:
    """Stories filed, one at a time, as a list of the desk needs them.

    No list tells their topics, and to find those is to search every text.
    """
    return file_all(told, replace(settings, topic=()), now)


def _undated(story: Story) -> str:
    """The day that stands where the source tells none now."""
    if story.original.published is None:
        return f"first seen {dates.day(story.since)}"
    return dates.day(published_at(story))


def say_told(moment: Moment) -> str:
    """A date as its source told it, with as much of the hour and zone as it did."""
    return dates.told(moment)


def say_marks(story: Story) -> Iterator[Sentence]:
    """What keeps a filed story from readers, or was decided of it, as sentences."""
    if story.hidden:
        yield ("Hidden by staff: readers do not see it.",)
    if story.not_ours:
        yield ("Of no clinic of ours, as staff say: readers do not see it.",)
    if story.retracted:
        yield (f"Retracted on {dates.day(story.retracted)}.",)
    if story.held:
        yield find_moments(story, f"Held back: {story.held}.")
    if story.withheld and not story.not_ours:
        yield (f"For staff only: {line(story.withheld, 300)}.",)
    if story.approved:
        yield ("Approved by staff.",)
