"""Putting an edition together: what is public, and what staff read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain, islice

from syndicate.config import Settings
from syndicate.edit.covering import GAPS_OF, find_gaps, left_places, new_places
from syndicate.edit.filing import file
from syndicate.edit.gate import why_not_public
from syndicate.edit.holding import waiting_checks
from syndicate.edit.ordering import Weighed, came_at, order, order_at, weigh
from syndicate.edit.quota import spare_stories
from syndicate.edit.vanishing import propose
from syndicate.model import (
    Brief,
    Edition,
    Entry,
    Period,
    SourceReport,
    Stored,
    Story,
    WentOut,
)

STAYS = (24, 12, 6, 3, 2)  # hours for which it is asked whether an edition stays
EXAMINED = 2_000  # new and changed stories of one edition that are read, the newest


@dataclass(frozen=True, slots=True)
class Material:
    """What the store has for an edition; lists newest first, counts of the whole.

    `out` are older ones that waited for their hour, and may be out; `hours` tells by id
    which hour, and since when readers have it, None: from now on. `held` are all that
    may have to wait, `vanished` those whose original is gone, `recent` those of the
    last days, for gaps and figures. Of `new`, `out`, `changed` and `recent` the newest
    EXAMINED are enough, at a glance: without what only is read of
    a story that is shown, which `whole` gives, by id and in no order.
    """

    new: Iterable[Stored]
    changed: Iterable[Stored]
    out: Iterable[Stored]
    hours: Mapping[str, tuple[datetime, datetime | None]]
    held: Iterable[Stored]
    vanished: Iterable[Stored]
    recent: Iterable[Stored]
    whole: Callable[[Iterable[str]], Iterable[Stored]]
    period: Period
    new_count: int
    changed_count: int
    story_count: int


# long: what goes out, part by part
def edit(
    material: Material,
    reports: tuple[SourceReport, ...],
    settings: Settings,
    now: datetime,
) -> Edition:
    """Put an edition together; the same material and clock give the same edition."""
    once: dict[str, Entry] = {}  # most of a first run's stories are new and recent

    def filed(stories: Iterable[Stored]) -> Iterable[Entry]:
        return file_all(stories, settings, now)

    def glanced(stories: Iterable[Stored]) -> Iterator[Entry]:
        for story, brief in islice(stories, EXAMINED):
            if story.id not in once:
                once[story.id] = _file(story, brief, settings, now)
            yield once[story.id]

    shown, period = settings.digest.stories, material.period
    held, held_count = _count(filed(material.held), shown)
    gone = propose(filed(material.vanished), reports, now)
    came = list(glanced(material.new))
    new = [entry for entry in came if is_ours(entry.story, settings)]
    elsewhere = [
        entry
        for entry in came
        if not is_ours(entry.story, settings)
        and (entry.story.topics or not settings.topic)
    ]
    older = [
        entry for entry in glanced(material.changed) if entry.story.id not in gone.ids
    ]
    ran = [
        entry
        for entry in older
        if is_ours(entry.story, settings) and new_places(entry.story, period)
    ]
    changed = [entry for entry in older if has_changed(entry.story, period)]
    out = [
        entry
        for entry in glanced(material.out)
        if is_ours(entry.story, settings) and not why_not_public(entry.story)
    ]
    recent = [
        entry for entry in glanced(material.recent) if is_ours(entry.story, settings)
    ]
    unread = max(0, material.new_count - EXAMINED)
    parts = (new, changed, ran, elsewhere, out)
    lists = [[weigh(each) for each in told] for told in parts]
    first = [_first(each, shown, now) for each in lists]
    gaps = tuple(find_gaps(recent, settings, now))
    named = [*chain(*first), *(gap.entry for gap in gaps[:shown])]
    read = material.whole({each.story.id for each in named})
    whole = once | {entry.story.id: entry for entry in filed(read)}
    first = [tuple(whole[each.story.id] for each in part) for part in first]
    told = _Told(lists, gone.proposed, recent, settings)
    return Edition(
        moment=now,
        new=first[0],
        changed=first[1],
        held=held,
        vanished=tuple(order(gone.proposed, now)),
        many=gone.many,
        ran=first[2],
        gaps=tuple(replace(gap, entry=whole[gap.entry.story.id]) for gap in gaps),
        recent=tuple(recent),
        elsewhere=first[3],
        out=tuple(_went_out(each, material, now) for each in first[4]),
        reports=reports,
        period=period,
        new_count=len(new) + unread,
        out_count=len(out),
        changed_count=len(changed),
        held_count=held_count,
        ran_count=len(ran),
        elsewhere_count=len(elsewhere),
        story_count=material.story_count,
        stays=told.stays(now),
    )


def is_ours(story: Story, settings: Settings) -> bool:
    """Whether a filed story is of a clinic of ours; of any where none is named."""
    return not settings.clinic or story.clinic is not None


def has_changed(story: Story, period: Period) -> bool:
    """Whether its title or text changed materially, or a place took it down."""
    moved = period.opened is None or story.updated > period.opened
    return moved or bool(left_places(story, period))


def file_all(
    stories: Iterable[Stored], settings: Settings, now: datetime
) -> Iterable[Entry]:
    """Stories filed, one at a time, each with the checks that staff are to see."""
    for story, brief in stories:
        yield _file(story, brief, settings, now)


def _file(story: Story, brief: Brief, settings: Settings, now: datetime) -> Entry:
    filed = file(story, brief, settings, now)
    waiting = waiting_checks(brief, filed, settings, now)
    told = brief if waiting == brief.checks else replace(brief, checks=waiting)
    return Entry(filed, told)


def _went_out(entry: Entry, material: Material, now: datetime) -> WentOut:
    until, at = material.hours[entry.story.id]
    return WentOut(entry, until, at or now)


def _first(weighed: Iterable[Weighed], most: int, now: datetime) -> tuple[Entry, ...]:
    """The first few of a list, not too many of them told by one open source alone."""
    return tuple(islice(spare_stories(order_at(weighed, now)), most))


@dataclass(frozen=True, slots=True)
class _Told:
    """All of an edition that the clock alone changes, within a day."""

    lists: list[list[Weighed]]
    proposed: tuple[Entry, ...]
    recent: list[Entry]
    settings: Settings

    def stays(self, now: datetime) -> datetime:
        """Until when it would be told the same, a day at most.

        Two stories change places once at most as both grow old, and days are only
        counted up: what is the same at the end was the same on the way.
        """
        before = self._tell(now)
        for hours in STAYS:
            later = now + timedelta(hours=hours)
            if self._tell(later) == before:
                return later
        return now

    def _tell(self, now: datetime) -> tuple[object, ...]:
        """What of it stands where, by id."""
        most = self.settings.digest.stories
        shown = [_first(weighed, most, now) for weighed in self.lists]
        shown.append(tuple(order(self.proposed, now)))
        gaps = find_gaps(self.recent, self.settings, now)
        return (
            [[entry.story.id for entry in entries] for entries in shown],
            [(gap.entry.story.id, gap.lacks, gap.days) for gap in gaps],
            [
                sum(
                    moment >= now - GAPS_OF
                    for moment in (came_at(each.story), each.story.since)
                )
                for each in self.recent
            ],
        )


def _count(entries: Iterable[Entry], most: int) -> tuple[tuple[Entry, ...], int]:
    """The first few that are held, and how many there are; none is kept besides."""
    count = 0
    first: list[Entry] = []
    for entry in entries:
        if entry.story.held:
            count += 1
            if len(first) < most:
                first.append(entry)
    return tuple(first), count
