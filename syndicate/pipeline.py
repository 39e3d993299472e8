"""The run: Document ─▶ Posting ─▶ Release ─▶ Story ─▶ Brief ─▶ Edition ─▶ feeds/.

The order of the verbs is written here and nowhere else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime

from syndicate.briefing import brief_stories
from syndicate.config import Settings
from syndicate.digesting import compose
from syndicate.edit import awaited, file_all, gate, red_keys, whole_at
from syndicate.errors import DamagedData
from syndicate.feeding import Feeding
from syndicate.fetch.ahead import Ahead
from syndicate.fetch.hosts import Hosts
from syndicate.fetch.http import Http, name_agent
from syndicate.fetch.model import Model
from syndicate.ingest import House, Progress
from syndicate.match import Profiles
from syndicate.model import Edition, Entry, Run, Series, SourceReport
from syndicate.polling import Begun, poll
from syndicate.publish import publish, tell_staff
from syndicate.publish.base import Beside, Published
from syndicate.publish.channel import channels
from syndicate.publish.digest_archive import editions_there
from syndicate.publish.item import Presented, present
from syndicate.publish.render import rendering
from syndicate.publish.there import look_there, traces
from syndicate.publish.tombstones import bury
from syndicate.reporting import report_sources, tell_apart
from syndicate.settling import Settling
from syndicate.sources.registry import modules_of
from syndicate.spreading import look, spread
from syndicate.store import (
    Looked,
    Outbox,
    Store,
    is_as_left,
    leaving_well,
    locked,
    shipped,
)
from syndicate.workers import Pool
from syndicate.workers.limits import read_limits
from syndicate.writing import WritingDesk, choose_writer, write_summaries

__all__ = ["Progress", "Republished", "Run", "republish", "run"]

# What the workers share, imported before the first of them is forked, beside the kinds
# of sources: all that nearly every text needs.
WORKERS_NEED = (
    "syndicate.ingest.chores",
    "syndicate.sources.feed_items",
    "syndicate.clean.cleaning",
    "syndicate.briefing",
    "lxml.html",
    "nh3",
    "phonenumbers",
)
# What is large, and only a text needs that is not plainly in English.
WORKERS_MAY_NEED = ("syndicate.text.identifying",)


def run(
    settings: Settings,
    *,
    now: datetime,
    only: tuple[str, ...] = (),
    progress: Progress | None = None,
    started: Callable[[], None] = lambda: None,
) -> Run:
    """Poll what is due, keep what came, form stories, brief them, publish.

    `only` names sources to poll, due or not, and no others. Stories that were formed
    before and not published, because a run was cut short, are published by this one.
    `started` is called as soon as no other run can be at work.

    Raises:
        Busy, DamagedData, ConfigError, CannotCreate, InputOutputError.
    """
    begun = Begun(time.monotonic())
    with locked(settings.paths.database):
        started()
        return go_on(settings, now=now, only=only, progress=progress, begun=begun)


# long: this is the order of the whole program, told once
def go_on(
    settings: Settings,
    *,
    now: datetime,
    only: tuple[str, ...],
    progress: Progress | None,
    begun: Begun,
) -> Run:
    """The same for whoever holds the run's lock, and may have asked sources already.

    Raises:
        As `run`.
    """
    path = settings.paths.database
    as_left = is_as_left(path)
    with ExitStack() as stack:
        needed = (*WORKERS_NEED, *modules_of(each.kind for each in settings.source))
        limits = read_limits(settings.fetch)
        pool = stack.enter_context(Pool(limits, needed, WORKERS_MAY_NEED))
        pool.prepare()
        _refuse_lost(settings)
        channels(settings)  # two that share a folder are refused before all work
        stack.enter_context(leaving_well(path))
        store = stack.enter_context(Store.open(path))
        store.refuse_damage(now, as_left=as_left)
        hosts = begun.hosts or Hosts(settings.fetch, now, store.inbox.hosts())
        http = Http(settings.fetch, name_agent(settings.fetch.contact), hosts)
        ahead = stack.enter_context(Ahead(http.fetch, settings.fetch.connections))
        ahead.take(begun.answers)
        store.found(settings, now)
        settling = Settling.begin(settings)
        profiles = Profiles(shipped())
        house = House(settings, store.inbox, pool, ahead.ask, now, profiles, progress)

        polled = poll(house, ahead, hosts, only, begun.still)
        new, changed = _form(store, now, progress)
        brief_stories(store.outbox, settings, pool, progress)
        ask = Model(settings.summaries, settings.fetch, hosts).ask
        desk = WritingDesk(settings, ask, now, progress=progress)
        writing = write_summaries(store.outbox, desk)
        pool.close()  # nothing is read from here on, and publishing needs memory
        store.inbox.keep_hosts(hosts.take_told())
        store.inbox.count_joined([turn.enrolled.id for turn in polled.values()], now)
        reports = tell_apart(
            report_sources(store.standings, settings, now), frozenset(polled)
        )
        edition, published = _publish(store, settings, reports, now)
        store.inbox.fold_fetches(now)
        settling.settle(store, edition, writing)
        return Run(
            moment=now,
            reports=reports,
            stories=store.counts()["stories"],
            new=new,
            changed=changed,
            held=edition.held_count,
            published=published,
            seconds=time.monotonic() - begun.began,
            documents=sum(turn.tally.documents for turn in polled.values()),
            outdated=store.outdated,
            writing=writing,
        )


def _refuse_lost(settings: Settings) -> None:
    """Refuse to begin anew where a run was before, and what it knew is gone.

    A new database would know nothing of what staff decided, nor of what was withdrawn:
    all of that would be published again.
    """
    paths = settings.paths
    left = traces(paths.output, paths.digest)
    if left and not paths.database.exists():
        named = " and ".join(map(str, left))
        raise DamagedData(
            f"{paths.database}: the database is missing, but a run left {named};"
            " restore a backup, or, to start afresh and forget what staff decided,"
            f" remove {'it' if len(left) == 1 else 'them'}"
        )


@dataclass(frozen=True, slots=True)
class Republished:
    """What publishing without polling came to."""

    new: int
    changed: int
    held: int
    published: Published


def republish(store: Store, settings: Settings, now: datetime) -> Republished:
    """Form, brief and publish what waits for it, without asking any source.

    Whoever calls it holds the run's lock, as `locked` gives it.

    Raises:
        Busy, CannotCreate, InputOutputError.
    """
    new, changed = catch_up(store, settings, now)
    choose_writer(store.outbox, settings)
    reports = report_sources(store.standings, settings, now)
    edition, published = _publish(store, settings, reports, now)
    return Republished(new, changed, edition.held_count, published)


def catch_up(store: Store, settings: Settings, now: datetime) -> tuple[int, int]:
    """Form and brief what a run that was cut short left; how many are new and changed.

    Whoever calls it holds the run's lock.

    Raises:
        InputOutputError: worker processes cannot be started.
    """
    formed = _form(store, now, None)
    if store.outbox.unbriefed(most=1):
        with Pool(read_limits(settings.fetch), imports=WORKERS_NEED) as pool:
            brief_stories(store.outbox, settings, pool, None)
    return formed


def _form(store: Store, now: datetime, progress: Progress | None) -> tuple[int, int]:
    """Form the stories of everything that came; says how many are new and changed."""
    new = changed = 0
    for formed in store.form(now):
        new, changed = formed.new, formed.changed
        if progress:
            progress("forming stories", formed.done, formed.total)
    return new, changed


def _publish(
    store: Store, settings: Settings, reports: tuple[SourceReport, ...], now: datetime
) -> tuple[Edition, Published]:
    """Write what changed; gives the edition, and what was written of it."""
    outbox = store.outbox
    there = look_there(settings.paths.output, outbox.left(now))
    outbox.prepare(rendering(settings), there.pages, there.is_fed)
    outbox.compare_copies(now)
    edition = _open_edition(store, settings, reports, now)
    feeding = Feeding(outbox.feeds, settings, now)
    feeding.found(edition)
    standing = outbox.standing(there, as_left=there.as_left)
    gone = [*outbox.removals(), *_no_more(file_all(standing, settings, now), now)]
    looked_at: list[Looked] = []  # as the pages are written
    pages = _pages(outbox, feeding, looked_at)
    edition = replace(edition, sheets=feeding.sheets(edition))
    beside = Beside(outbox.catalogue, outbox.changing(looked_at, now))
    published = publish(edition, pages, gone, settings, beside)
    out = outbox.went_out(looked_at, gone, now)
    outbox.leave(there.leave(published.written), now)
    feeding.written()
    return edition, _spread(store, settings, edition, replace(published, went_out=out))


def _open_edition(
    store: Store, settings: Settings, reports: tuple[SourceReport, ...], now: datetime
) -> Edition:
    """The open edition of the day, with what goes out beside its stories."""
    period = replace(store.editions.opened(Series.DAILY), publishing=True)
    taken_out = file_all(store.outbox.taken_out(), settings, now)
    return replace(
        compose(store, settings, reports, period, now),
        past=tuple(store.editions.past(editions_there(settings.paths.digest))),
        tombstones=tuple(bury(taken_out, store.outbox.retired(), now)),
        deliveries=look(store, settings, now),
    )


def _pages(
    outbox: Outbox, feeding: Feeding, looked_at: list[Looked]
) -> Iterator[Presented]:
    """What may have a page, as it is looked at; what may not is on no list, either."""
    settings, now = feeding.settings, feeding.now
    for entry in file_all(outbox.to_page(), settings, now):
        before = outbox.versions(entry.story) if settings.publish.versions else ()
        passed = gate([replace(entry, versions=before) if before else entry], now)
        shown = [Presented(each, present(each, settings)) for each in passed]
        looked_at.append(_looked(entry, now, paged=bool(shown)))
        feeding.look(entry.story, shown)
        if not shown:
            outbox.catalogue.drop([entry.story.page])
        yield from shown


def _spread(
    store: Store, settings: Settings, edition: Edition, published: Published
) -> Published:
    """Tell those who wait for our news, and staff what came of that."""
    deliveries = spread(store, settings, edition.moment)
    again: tuple[str, ...] = ()
    if deliveries != edition.deliveries:
        again = tell_staff(replace(edition, deliveries=deliveries), settings)
    return published.then(deliveries, again)


def _looked(entry: Entry, now: datetime, *, paged: bool) -> Looked:
    """What came of looking at a story, for the next run; a notice is not its text."""
    story, whole = entry.story, whole_at(entry.story, now)
    out = story.version if paged and not story.retracted else ""
    red = red_keys(entry.brief.checks)
    return Looked(story.id, paged, bool(story.held), out, red, awaited(story), whole)


def _no_more(standing: Iterable[Entry], now: datetime) -> Iterator[str]:
    """The pages that stand and that readers may not see any more."""
    return (entry.story.page for entry in standing if not any(gate([entry], now)))
