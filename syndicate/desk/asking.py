"""What waits for staff, worst first, each with what can be answered.

It is gathered at every look. So only what is shown is read whole: the rest is counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from syndicate.config import Settings
from syndicate.decisions import state_of
from syndicate.desk.glance import Glance, glance, look_at
from syndicate.desk.moments import Sentence, find_moments
from syndicate.desk.reasons import say_reasons
from syndicate.edit import gate, is_ours, red_keys
from syndicate.edit.covering import GAPS_OF, find_gaps
from syndicate.model import Act, Check, Entry, SourceReport
from syndicate.publish.differing import outdated_first, show_drift
from syndicate.publish.digest_rows import say_check, say_gap
from syndicate.publish.digest_sources import say_trouble
from syndicate.publish.plain import line
from syndicate.publish.status import by_name, is_well
from syndicate.reporting import report_sources
from syndicate.store import Pair, Store

SHOWN = 6  # matters of one sort that Today shows; the rest is counted
LOOKED_AT = 16  # stories read to find those


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to answer. `subject` names it as it stands, `state` the stories."""

    glance: Glance
    why: tuple[Sentence, ...]
    checks: tuple[str, ...] = ()
    state: str = ""
    subject: str = ""
    other: Glance | None = None  # of a pair
    can_end: bool = False  # whether approving ends a hold, or a part of it


@dataclass(frozen=True, slots=True)
class Sort:
    """Matters of one sort: some of them, and how many there are."""

    matters: tuple[Matter, ...] = ()
    count: int = 0

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.matters)


@dataclass(frozen=True, slots=True)
class Waits:
    """All that waits just now."""

    held: Sort
    timed: Sort
    withdrawals: Sort
    pairs: Sort
    drift: Sort
    gaps: Sort
    troubles: tuple[tuple[str, str], ...]  # a source, and what is wrong with it
    sources: int
    well: int
    last_run: datetime | None
    kept: tuple[int, ...]  # decisions that wait for a run to end

    @property
    def count(self) -> int:
        """How much waits for somebody."""
        sorts = (self.held, self.withdrawals, self.pairs, self.drift, self.gaps)
        return sum(each.count for each in sorts) + len(self.troubles)


def gather(store: Store, settings: Settings, now: datetime) -> Waits:
    """Find what waits for staff."""
    gathering = _Gathering(store, settings, now)
    reports = report_sources(store.standings, settings, now)
    paused = store.asked.paused()
    active = [each for each in reports if each.name not in paused]
    held, timed = gathering.held()
    return Waits(
        held=held,
        timed=timed,
        withdrawals=gathering.withdrawals(),
        pairs=gathering.pairs(),
        drift=gathering.drift(),
        gaps=gathering.gaps(),
        troubles=tuple(_troubles(active)),
        sources=len(active),
        well=sum(is_well(each) for each in active),
        last_run=store.awaiting.last_run(),
        kept=tuple(store.register.waiting()),
    )


def subject_of(*parts: object) -> str:
    """A matter as it stands, in a few digits: when it changes, it is another."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def pair_subject(one: str, two: str) -> str:
    """Two stories as one matter, by their short ids, whichever is named first."""
    return " ".join(sorted((one, two)))


@dataclass(frozen=True, slots=True)
class _Gathering:
    """One gathering: the database, the settings, the hour."""

    store: Store
    settings: Settings
    now: datetime

    def held(self) -> tuple[Sort, Sort]:
        """Those that wait for staff, and those that wait for their hour."""
        ours, timed = self.store.awaiting.held(self.now)
        soon = [each for each in self._entries(timed[:SHOWN]) if each.story.held]
        later = [each for each in soon if not each.story.approvable]
        staff: list[Entry] = []
        unread = len(ours)
        for entry in self._entries(ours):
            unread -= 1
            if entry.story.held:
                (staff if entry.story.approvable else later).append(entry)
            if len(staff) == SHOWN:
                break
        # What has an hour may wait for staff, too.
        staff += [each for each in soon if each.story.approvable]
        more = max(0, len(timed) - SHOWN)
        return (
            self._sort(staff, self._holding, len(staff) + unread),
            self._sort(later, self._holding, len(later) + more),
        )

    def withdrawals(self) -> Sort:
        """Public stories whose original is gone, and of which nobody said to stay."""
        gone = {
            subject_of("withdrawal", id_, version): (number, id_)
            for number, id_, version in self.store.awaiting.vanished()
        }
        ids = [id_ for _, id_ in gone.values()]
        done = self._settled("withdrawal", Act.STAYS, ids)
        asked = {each: number for each, (number, _) in gone.items() if each not in done}
        shown: list[Matter] = []
        unread = len(asked)
        for subject, entry in zip(asked, self._entries(asked.values()), strict=True):
            unread -= 1
            if any(gate([entry], self.now)):
                shown.append(self._withdrawal(entry, subject))
            if len(shown) == SHOWN:
                break
        return Sort(tuple(shown), len(shown) + unread)

    def pairs(self) -> Sort:
        """Stories that are possibly one."""
        found, count = self.store.awaiting.pairs(self.now, SHOWN)
        return Sort(tuple(self.pair(each) for each in found), count)

    def pair(self, pair: Pair) -> Matter:
        """A pair as it is asked about."""
        one, two = self._entries((pair.one, pair.two))
        sentence, decided = say_reasons(self.store.awaiting.evidence(pair))
        return Matter(
            glance=glance(one),
            other=glance(two),
            why=tuple((each,) for each in (sentence, *decided)),
            state=state_of(self.store, (one.story, two.story)),
            subject=pair_subject(one.story.short_id, two.story.short_id),
        )

    def drift(self) -> Sort:
        """Stories of ours whose copies tell otherwise; outdated ones first."""
        since = self.now - GAPS_OF
        differing = self.store.awaiting.differing(since, LOOKED_AT)
        ours = [
            each
            for each in self._entries(differing)
            if is_ours(each.story, self.settings)
        ]
        found = []
        for entry in ours:
            its = self.store.drift(entry.story)
            if its:
                found.append(Entry(entry.story, entry.brief, its))
        found.sort(key=lambda each: not any(one.outdated for one in each.drift))
        told = {
            each.story.id: tuple(
                f"{show_drift(one)}." for one in outdated_first(each.drift)
            )
            for each in found
        }
        return self._unsettled("drift", Act.SEEN_TO, found, told)

    def gaps(self) -> Sort:
        """Stories of ours that are missing where they should be."""
        until = self.now - timedelta(days=self.settings.digest.gap_days)
        numbers = self.store.awaiting.one_sided(self.now - GAPS_OF, until, LOOKED_AT)
        told: dict[str, tuple[str, ...]] = {}
        missing: dict[str, Entry] = {}
        for gap in find_gaps(self._entries(numbers), self.settings, self.now):
            id_ = gap.entry.story.id
            missing.setdefault(id_, gap.entry)
            told[id_] = (*told.get(id_, ()), f"{say_gap(gap)}.")
        return self._unsettled("gap", Act.MAY_LACK, list(missing.values()), told)

    def _entries(self, numbers: Iterable[int]) -> Iterable[Entry]:
        return look_at(self.store.awaiting.told(numbers), self.settings, self.now)

    def _unsettled(
        self,
        matter: str,
        act: Act,
        entries: list[Entry],
        told: Mapping[str, tuple[str, ...]],
    ) -> Sort:
        """Those of which nobody answered what is told of them now."""
        subjects = {}
        for each in entries:
            # A place is missing until it is there; how long it is says nothing new.
            parts = (told[each.story.id],) if act is Act.SEEN_TO else ()
            subjects[each.story.id] = subject_of(matter, each.story.id, *parts)
        done = self._settled(matter, act, subjects)
        asked = [each for each in entries if subjects[each.story.id] not in done]
        return self._sort(
            asked,
            lambda each: Matter(
                glance(each),
                tuple((one,) for one in told[each.story.id]),
                subject=subjects[each.story.id],
            ),
            len(asked),
        )

    def _settled(self, matter: str, act: Act, stories: Iterable[str]) -> frozenset[str]:
        """What was answered; before answers were decisions, it was put off for good."""
        before = self.store.asked.postponed(matter, self.now)
        return before | self.store.awaiting.settled(act, stories)

    def _sort(
        self, entries: list[Entry], ask: Callable[[Entry], Matter], count: int
    ) -> Sort:
        return Sort(tuple(ask(each) for each in entries[:SHOWN]), count)

    def _holding(self, entry: Entry) -> Matter:
        story = entry.story
        return Matter(
            glance(entry),
            (find_moments(story, f"{story.held[:1].upper()}{story.held[1:]}."),),
            checks=tuple(_unpassed(entry)),
            state=state_of(self.store, [story]),
            can_end=story.approvable,
        )

    def _withdrawal(self, entry: Entry, subject: str) -> Matter:
        place = line(entry.story.original.source, 120)
        why = f"Its original is gone from {place}. Readers still see the story here."
        return Matter(glance(entry), ((why,),), subject=subject)


def _unpassed(entry: Entry) -> Iterator[str]:
    """The red checks that nobody let pass, each with its sentence."""
    for check in entry.brief.checks:
        if check.severity == "red" and not _passed(entry, check):
            yield say_check(check)


def _passed(entry: Entry, check: Check) -> bool:
    return set(red_keys([check])) <= set(entry.story.passed)


def _troubles(reports: list[SourceReport]) -> Iterator[tuple[str, str]]:
    for report in by_name(tuple(reports)):
        told = say_trouble(report)
        if told:
            yield report.name, told
