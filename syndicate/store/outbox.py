"""Where what is to be published is taken from, and where it is noted as published."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from syndicate.edit import EXAMINED, GAPS_OF, Material
from syndicate.model import Brief, Period, Release, Stored, Story, Version
from syndicate.store import (
    answers,
    catalogue,
    copies,
    glancing,
    outgoing,
    periods,
    reading,
    revisions,
    timed,
)
from syndicate.store.answers import Answer
from syndicate.store.catalogue import Catalogue
from syndicate.store.database import transaction
from syndicate.store.deliveries import Deliveries
from syndicate.store.feeds import Feeds
from syndicate.store.outgoing import Looked
from syndicate.store.revisions import LAST_TEXTS

ALL = -1  # a LIMIT of SQLite that is none


@dataclass(frozen=True, slots=True)
class Outbox:
    """Gives stories to be briefed and published. Made by `Store.outbox`."""

    connection: sqlite3.Connection

    def unbriefed(self, after: int = 0, most: int = ALL) -> list[tuple[int, int]]:
        """The stories whose text has no brief: each with its original's reference."""
        return reading.unbriefed(self.connection, after, most)

    def release(self, ref: int) -> Release:
        """A stored release."""
        return reading.original(self.connection, ref)

    def keep_briefs(self, briefs: Iterable[tuple[int, Brief]]) -> None:
        """Keep briefs, by what `unbriefed` called their stories."""
        with transaction(self.connection):
            outgoing.keep_briefs(self.connection, briefs)

    def begin_briefing(self, rules: str) -> int:
        """How many stories want a brief, or one that is made by these rules."""
        with transaction(self.connection):
            others = outgoing.begin_checking(self.connection, rules)
        return others + reading.count_unbriefed(self.connection)

    def to_check(self, rules: str, most: int) -> list[tuple[int, int, Brief]]:
        """The next few stories whose brief other rules made: with original and brief.

        The same again until it is noted how far they were `checked`.
        """
        return outgoing.to_check(self.connection, rules, most)

    def checked(self, rules: str, until: int | None = None) -> None:
        """Note that briefs were made by these rules: up to that story's, or all."""
        with transaction(self.connection):
            if until is None:
                outgoing.end_checking(self.connection, rules)
            else:
                outgoing.checked(self.connection, rules, until)

    @property
    def feeds(self) -> Feeds:
        """Where it is kept which story stands in which feed."""
        return Feeds(self.connection)

    def compare_copies(self, now: datetime) -> None:
        """Keep what copies of the last month tell otherwise, where that changed."""
        with transaction(self.connection):
            copies.keep_compared(self.connection, now - GAPS_OF)

    def choose_writer(self, writer: str) -> None:
        """Show what this language model wrote: version, backend and name; "" none."""
        with transaction(self.connection):
            answers.choose_writer(self.connection, writer)

    def unwritten(self, since: datetime, now: datetime) -> Iterator[tuple[int, Stored]]:
        """The stories of since then that the chosen writer is to be asked about."""
        return answers.unwritten(self.connection, since, now)

    def keep_answer(self, seq: int, answer: Answer) -> None:
        """Keep what the chosen writer said of a story that `unwritten` gave."""
        with transaction(self.connection):
            answers.keep_answer(self.connection, seq, answer)

    def keep_failure(self, seq: int, now: datetime) -> None:
        """Note that the chosen writer gave no answer about it."""
        with transaction(self.connection):
            answers.keep_failure(self.connection, seq, now)

    def prepare(
        self,
        rendering: str,
        there: frozenset[str] | None,
        is_fed: Callable[[str], bool],
    ) -> None:
        """Have pages written again: all if rendering changed, else those that are lost.

        `there` are the pages that stand in the output folder, None where all do that
        the last run left there; `is_fed` says whether the feed tells a story's id.
        """
        with transaction(self.connection):
            outgoing.render_anew(self.connection, rendering)
            if there is not None:
                outgoing.lost_pages(self.connection, there)
                catalogue.touch_lost(self.connection, there)
            timed.forget_going(self.connection, is_fed)

    def left(self, now: datetime) -> dict[str, int]:
        """What `leave` was told, if that was today; nothing otherwise."""
        return outgoing.left(self.connection, now)

    def leave(self, folders: dict[str, int], now: datetime) -> None:
        """Note how the folders of pages stand now, by the time each last changed."""
        with transaction(self.connection):
            outgoing.leave(self.connection, folders, now)

    @property
    def catalogue(self) -> Catalogue:
        """What the lists of the site say."""
        return Catalogue(self.connection)

    def material(
        self, period: Period, now: datetime, *, holds: bool, texts: bool
    ) -> Material:
        """What an edition is made of that covers this period.

        `holds`: settings let stories wait for staff; `texts`: they ask for words in the
        texts of stories.
        """
        new, changed = periods.count(self.connection, period)
        connection = self.connection
        came = periods.new(connection, period, EXAMINED)
        older = periods.changed(connection, period, EXAMINED)
        out = periods.out(connection, period, EXAMINED)
        recent = periods.recent(connection, now - GAPS_OF, EXAMINED)
        several = list(dict.fromkeys((*came, *older, *out, *recent)))
        glanced = glancing.glance(connection, several, texts=texts)
        known = dict(zip(several, glanced, strict=True))
        return Material(
            new=[known[seq] for seq in came],
            changed=[known[seq] for seq in older],
            out=[known[seq] for seq in out],
            hours=timed.hours(connection, out),
            held=reading.held(connection, holds=holds),
            vanished=periods.vanished(connection, period),
            recent=[known[seq] for seq in recent],
            whole=partial(reading.by_ids, connection),
            period=period,
            new_count=new,
            changed_count=changed,
            story_count=outgoing.counts(connection)["stories"],
        )

    def standing(self, there: Container[str], *, as_left: bool) -> Iterator[Stored]:
        """The stories whose page stands in the folder and may have to leave.

        `as_left`: all that stands there is what the last run left.
        """
        return reading.standing(self.connection, there, as_left=as_left)

    def taken_out(self) -> Iterator[Stored]:
        """The stories that staff took out of what is public."""
        return reading.taken_out(self.connection)

    def retired(self) -> list[tuple[str, datetime]]:
        """The ids that readers saw until another story took them over, and when."""
        return outgoing.retired(self.connection)

    def to_page(self) -> Iterator[Stored]:
        """The stories whose page must be looked at: changed, or with something held."""
        return reading.to_page(self.connection)

    def versions(self, story: Story, most: int = LAST_TEXTS) -> tuple[Version, ...]:
        """What a story's original told before, the newest first: on a page so many."""
        return tuple(revisions.versions(self.connection, story.id, most))

    def all_versions(self, story: Story) -> tuple[Version, ...]:
        """The same, as far back as it was kept."""
        return self.versions(story, ALL)

    def removals(self) -> list[str]:
        """The pages of retired stories, and feeds, that must leave the folder."""
        return outgoing.removals(self.connection)

    def changing(
        self, looked_at: Iterable[Looked], now: datetime
    ) -> Callable[[Collection[str]], None]:
        """What is to be called before files change, with the feeds that do.

        It notes which of the stories that were `looked_at` by then go out, and what
        `Deliveries.changing` does; all of that is on the disk when it returns.
        """

        def note(feeds: Collection[str]) -> None:
            with transaction(self.connection):
                timed.going_out(self.connection, looked_at, now)
            Deliveries(self.connection).changing(feeds)

        return note

    def went_out(
        self, looked_at: Iterable[Looked], gone: Iterable[str], now: datetime
    ) -> int:
        """Note what was published, and which pages left.

        Gives how many stories that had waited for their hour readers have now.
        """
        with transaction(self.connection):
            looked_at = list(looked_at)
            outgoing.went_out(self.connection, looked_at, gone, now)
            return timed.note(self.connection, looked_at, now)

    def hour_has_come(self, now: datetime) -> bool:
        """Whether anything that waits for its hour may go out, if it is published."""
        return timed.has_come(self.connection, now)
