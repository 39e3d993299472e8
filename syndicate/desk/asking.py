"""What waits for staff, worst first, each with what can be answered.

It is gathered anew when anything it depends on changed, or after a while: a story may
be held until an hour that no change announces.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from syndicate.config import Settings
from syndicate.decisions import state_of
from syndicate.desk.glance import Glance, glance
from syndicate.desk.reasons import say_reasons
from syndicate.digesting import report_sources
from syndicate.edit import file_all, gate, is_ours, red_keys
from syndicate.edit.covering import GAPS_OF, find_gaps
from syndicate.model import Check, Entry, SourceReport
from syndicate.publish.differing import show_drift
from syndicate.publish.digest_rows import say_check, say_gap
from syndicate.publish.digest_sources import say_trouble
from syndicate.publish.plain import line
from syndicate.publish.status import by_name, is_well
from syndicate.store import Pair, Store

SHOWN = 12  # matters of one sort that Today shows; the rest is counted
LOOKED_AT = 30  # stories read to find those
GOOD_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to answer. `subject` names it as it stands, `state` the stories."""

    glance: Glance
    why: tuple[str, ...]
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
    """All that waits, as of `at`; `mark` says what it was gathered from."""

    at: datetime
    mark: str
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

    def holds(self, mark: str, now: datetime) -> bool:
        """Whether it is what gathering would give now."""
        return mark == self.mark and self.at <= now < self.at + GOOD_FOR


def gather(store: Store, settings: Settings, now: datetime) -> Waits:
    """Find what waits for staff."""
    asked = _Asked(store, settings, now)
    reports = report_sources(store, settings, now)
    paused = store.asked.paused()
    active = [each for each in reports if each.name not in paused]
    held, timed = asked.held()
    return Waits(
        at=now,
        mark=store.awaiting.mark(),
        held=held,
        timed=timed,
        withdrawals=asked.withdrawals(),
        pairs=asked.pairs(),
        drift=asked.drift(),
        gaps=asked.gaps(),
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
    """Two stories as one matter, whichever is named first."""
    return subject_of("pair", *sorted((one, two)))


@dataclass(frozen=True, slots=True)
class _Asked:
    """One gathering: the database, the settings, the hour."""

    store: Store
    settings: Settings
    now: datetime

    def held(self) -> tuple[Sort, Sort]:
        """Those that wait for staff, and those that wait for their hour."""
        told = self.store.awaiting.held(LOOKED_AT)
        found = [each for each in self._entries(told) if each.story.held]
        staff = [each for each in found if each.story.approvable]
        timed = [each for each in found if not each.story.approvable]
        unread = max(0, self.store.awaiting.held_count() - LOOKED_AT)
        return (
            self._sort(staff, self._holding, len(staff) + unread),
            self._sort(timed, self._holding, len(timed)),
        )

    def withdrawals(self) -> Sort:
        """Public stories whose original is gone, and of which nobody said to stay."""
        told = self._entries(self.store.awaiting.vanished(LOOKED_AT))
        public = [each for each in told if any(gate([each], self.now))]
        return self._unsettled("withdrawal", public, self._withdrawal)

    def pairs(self) -> Sort:
        """Stories that are possibly one."""
        later = self.store.asked.postponed("pair", self.now)
        open_ = [
            pair
            for pair in self.store.awaiting.pairs()
            if pair_subject(pair.one, pair.two) not in later
        ]
        shown = tuple(self.pair(each) for each in open_[:SHOWN])
        return Sort(shown, len(open_))

    def pair(self, pair: Pair) -> Matter:
        """A pair as it is asked about."""
        ids = (pair.one, pair.two)
        one, two = self._entries(filter(None, map(self.store.find, ids)))
        sentence, decided = say_reasons(pair.evidence)
        return Matter(
            glance=glance(one),
            other=glance(two),
            why=(sentence, *decided),
            state=state_of(self.store, ids),
            subject=pair_subject(*ids),
        )

    def drift(self) -> Sort:
        """Stories of ours whose copies tell otherwise; outdated ones first."""
        since = self.now - GAPS_OF
        told = self._entries(self.store.awaiting.differing(since, LOOKED_AT))
        ours = [each for each in told if is_ours(each.story, self.settings)]
        found = []
        for entry in ours:
            its = self.store.drift(entry.story)
            if its:
                found.append(Entry(entry.story, entry.brief, its))
        found.sort(key=lambda each: not any(one.outdated for one in each.drift))
        return self._unsettled("drift", found, self._drifting)

    def gaps(self) -> Sort:
        """Stories of ours that are missing where they should be."""
        since = self.now - GAPS_OF
        entries = self._entries(self.store.awaiting.one_sided(since, LOOKED_AT))
        said: dict[str, list[str]] = {}
        missing: dict[str, Entry] = {}
        for gap in find_gaps(entries, self.settings, self.now):
            id_ = gap.entry.story.id
            missing.setdefault(id_, gap.entry)
            said.setdefault(id_, []).append(say_gap(gap))

        def ask(entry: Entry) -> Matter:
            lacks = tuple(f"{each}." for each in said[entry.story.id])
            return self._matter(entry, lacks, subject_of("gap", entry.story.id))

        return self._unsettled("gap", list(missing.values()), ask)

    def _entries(self, told: Iterable[tuple[object, object]]) -> Iterable[Entry]:
        return file_all(told, self.settings, self.now)  # type: ignore[arg-type]

    def _unsettled(
        self, matter: str, entries: list[Entry], ask: Callable[[Entry], Matter]
    ) -> Sort:
        settled = self.store.asked.postponed(matter, self.now)
        asked = (ask(each) for each in entries)
        return _some([each for each in asked if each.subject not in settled])

    def _sort(
        self, entries: list[Entry], ask: Callable[[Entry], Matter], count: int
    ) -> Sort:
        return Sort(tuple(ask(each) for each in entries[:SHOWN]), count)

    def _matter(
        self, entry: Entry, why: tuple[str, ...], subject: str, **more: object
    ) -> Matter:
        state = state_of(self.store, [entry.story.id])
        return Matter(glance(entry), why, state=state, subject=subject, **more)  # type: ignore[arg-type]

    def _holding(self, entry: Entry) -> Matter:
        story = entry.story
        return self._matter(
            entry,
            (f"{story.held[:1].upper()}{line(story.held[1:], 300)}.",),
            "",
            checks=tuple(_unpassed(entry)),
            can_end=story.approvable,
        )

    def _withdrawal(self, entry: Entry) -> Matter:
        place = line(entry.story.original.source, 120)
        why = f"Its original is gone from {place}. Readers still see the story here."
        subject = subject_of("withdrawal", entry.story.id, entry.story.version)
        return self._matter(entry, (why,), subject)

    def _drifting(self, entry: Entry) -> Matter:
        ordered = sorted(entry.drift, key=lambda each: not each.outdated)
        told = tuple(f"{show_drift(each)}." for each in ordered)
        return self._matter(entry, told, subject_of("drift", entry.story.id, told))


def _some(matters: list[Matter]) -> Sort:
    return Sort(tuple(matters[:SHOWN]), len(matters))


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
