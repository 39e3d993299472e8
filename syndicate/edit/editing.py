"""Putting an edition together: what is public, and what staff read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
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


def edit(
    material: Material,
    reports: tuple[SourceReport, ...],
    settings: Settings,
    now: datetime,
) -> Edition:
    """Put an edition together; the same material and clock give the same edition."""
    filing, shown = _Filing(settings, now), settings.digest.stories
    held, held_count = _count(filing.whole(material.held), shown)
    gone = propose(filing.whole(material.vanished), reports, now)
    parts = _divide(material, filing, gone.ids)
    lists = [[weigh(each) for each in part] for part in parts.weighed]
    first = [_first(each, shown, now) for each in lists]
    gaps = tuple(find_gaps(parts.recent, settings, now))
    named = {each.story.id for each in chain(*first)}
    named |= {gap.entry.story.id for gap in gaps[:shown]}
    read = filing.once | {
        each.story.id: each for each in filing.whole(material.whole(named))
    }
    new, changed, ran, elsewhere, out = (
        tuple(read[each.story.id] for each in part) for part in first
    )
    return replace(
        _count_all(material, parts, now),
        new=new,
        out=tuple(_went_out(each, material, now) for each in out),
        changed=changed,
        held=held,
        held_count=held_count,
        vanished=tuple(order(gone.proposed, now)),
        many=gone.many,
        ran=ran,
        gaps=tuple(replace(gap, entry=read[gap.entry.story.id]) for gap in gaps),
        elsewhere=elsewhere,
        reports=reports,
        stays=_Told(lists, gone.proposed, parts.recent, settings).stays(now),
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


@dataclass(frozen=True, slots=True)
class _Filing:
    """Files stories; at a glance each once: most of a first run's are recent, too."""

    settings: Settings
    now: datetime
    once: dict[str, Entry] = field(default_factory=dict)

    def whole(self, stories: Iterable[Stored]) -> Iterable[Entry]:
        return file_all(stories, self.settings, self.now)

    def glanced(self, stories: Iterable[Stored]) -> Iterator[Entry]:
        for story, brief in islice(stories, EXAMINED):
            if story.id not in self.once:
                self.once[story.id] = _file(story, brief, self.settings, self.now)
            yield self.once[story.id]


@dataclass(frozen=True, slots=True)
class _Parts:
    """The stories of an edition by what they are told as, at a glance; none is cut."""

    new: list[Entry]
    changed: list[Entry]
    ran: list[Entry]
    elsewhere: list[Entry]
    out: list[Entry]
    recent: list[Entry]

    @property
    def weighed(self) -> tuple[list[Entry], ...]:
        """Those of which the first few are told, by their weight."""
        return (self.new, self.changed, self.ran, self.elsewhere, self.out)


def _divide(material: Material, filing: _Filing, gone: Collection[str]) -> _Parts:
    """What is told as what; what is `gone` is told as that alone."""
    settings, period = filing.settings, material.period

    def ours(entries: Iterable[Entry]) -> list[Entry]:
        return [entry for entry in entries if is_ours(entry.story, settings)]

    came = list(filing.glanced(material.new))
    older = [
        each for each in filing.glanced(material.changed) if each.story.id not in gone
    ]
    out = ours(filing.glanced(material.out))
    return _Parts(
        new=ours(came),
        changed=[each for each in older if has_changed(each.story, period)],
        ran=[each for each in ours(older) if new_places(each.story, period)],
        elsewhere=[
            each
            for each in came
            if not is_ours(each.story, settings)
            and (each.story.topics or not settings.topic)
        ],
        out=[each for each in out if not why_not_public(each.story)],
        recent=ours(filing.glanced(material.recent)),
    )


def _count_all(material: Material, parts: _Parts, now: datetime) -> Edition:
    """The edition as far as nothing of it is cut: how much there is of everything."""
    return Edition(
        moment=now,
        recent=tuple(parts.recent),
        period=material.period,
        new_count=len(parts.new) + max(0, material.new_count - EXAMINED),
        out_count=len(parts.out),
        changed_count=len(parts.changed),
        ran_count=len(parts.ran),
        elsewhere_count=len(parts.elsewhere),
        story_count=material.story_count,
    )


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
