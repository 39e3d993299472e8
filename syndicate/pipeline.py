"""The run: Document ─▶ Posting ─▶ Release ─▶ Story ─▶ Brief ─▶ Edition ─▶ feeds/.

The order of the verbs is written here and nowhere else.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime

from syndicate import __version__
from syndicate.briefing import brief_stories
from syndicate.clean import make_rules
from syndicate.config import Hold, Settings, Source
from syndicate.edit import edit, file_all, gate, red_keys
from syndicate.fetch.ahead import Ahead, Errand
from syndicate.fetch.hosts import Hosts
from syndicate.fetch.http import Http, name_agent
from syndicate.fetch.model import Model
from syndicate.ingest import House, Progress, Tally, due, first_requests, ingest
from syndicate.ingest.rhythm import quiet
from syndicate.match import Profiles
from syndicate.model import Edition, Entry, SourceReport
from syndicate.publish import publish, tell_staff
from syndicate.publish.base import Beside, Published
from syndicate.publish.channel import feed_files
from syndicate.publish.render import digest_of_templates
from syndicate.publish.there import pages_there
from syndicate.publish.tombstones import bury
from syndicate.sources.base import Transport
from syndicate.spreading import look, spread
from syndicate.store import Enrolled, Looked, Outbox, Store, locked, shipped
from syndicate.workers import Pool
from syndicate.workers.limits import read_limits
from syndicate.writing import Desk, Writing, choose_writer, write_summaries

__all__ = ["Progress", "Republished", "Run", "republish", "run"]

# What the workers import before the first document comes.
WORKERS_NEED = (
    "syndicate.ingest.chores",
    "syndicate.briefing",
    "syndicate.sources.files",
    "syndicate.sources.feed",
    "syndicate.sources.page",
    "syndicate.sources.wordpress",
)


# States that a source keeps while it is not asked: staff must not lose sight of them.
STAYS = frozenset({"failing", "gone", "waiting"})


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to. `documents`: those read; `seconds`: wall clock of the run."""

    moment: datetime
    reports: tuple[SourceReport, ...]
    stories: int
    new: int
    changed: int
    held: int
    published: Published
    seconds: float
    documents: int
    outdated: bool = False  # stories rest on older rules of matching
    writing: Writing | None = None  # None where no language model is to be asked


# long: this is the order of the whole program, told once
def run(
    settings: Settings,
    *,
    now: datetime,
    only: tuple[str, ...] = (),
    progress: Progress | None = None,
) -> Run:
    """Poll what is due, keep what came, form stories, brief them, publish.

    `only` names sources to poll, due or not, and no others. Stories that were formed
    before and not published, because a run was cut short, are published by this one.

    Raises:
        Busy, DamagedData, ConfigError, CannotCreate, InputOutputError.
    """
    began = time.monotonic()
    with ExitStack() as stack:
        stack.enter_context(locked(settings.paths.database))
        store = stack.enter_context(Store.open(settings.paths.database))
        limits = read_limits(settings.fetch)
        pool = stack.enter_context(Pool(limits, imports=WORKERS_NEED))
        hosts = Hosts(settings.fetch, now, store.inbox.hosts())
        http = Http(settings.fetch, name_agent(settings.fetch.contact), hosts)
        ahead = stack.enter_context(Ahead(http.fetch, settings.fetch.connections))
        store.found(settings, now)
        profiles = Profiles(shipped())
        house = House(settings, store.inbox, pool, ahead.ask, now, profiles, progress)

        polled = _poll(house, ahead, hosts, only)
        new, changed = _form(store, now, progress)
        brief_stories(store.outbox, settings, pool, progress)
        ask = Model(settings.summaries, settings.fetch, hosts).ask
        desk = Desk(settings, ask, now, progress=progress)
        writing = write_summaries(store.outbox, desk)
        store.inbox.keep_hosts(hosts.take_told())
        store.inbox.count_joined([enrolled.id for enrolled, _ in polled.values()], now)
        reports = _report(store, settings, polled, now)
        held, published = _publish(store, settings, reports, now)
        store.inbox.fold_fetches(now)
        return Run(
            moment=now,
            reports=reports,
            stories=store.counts()["stories"],
            new=new,
            changed=changed,
            held=held,
            published=published,
            seconds=time.monotonic() - began,
            documents=sum(tally.documents for _, tally in polled.values()),
            outdated=store.outdated,
            writing=writing,
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
    new, changed = _form(store, now, None)
    if store.outbox.unbriefed():
        with Pool(read_limits(settings.fetch), imports=WORKERS_NEED) as pool:
            brief_stories(store.outbox, settings, pool, None)
    choose_writer(store.outbox, settings)
    reports = tuple(
        replace(report, quiet=quiet(store.inbox.newest_moments(report.name), now))
        for report in store.sources(settings)
    )
    held, published = _publish(store, settings, reports, now)
    return Republished(new, changed, held, published)


Polled = dict[str, tuple[Enrolled, Tally]]


def _poll(house: House, ahead: Ahead, hosts: Hosts, only: tuple[str, ...]) -> Polled:
    """Fetch, read, clean, match and keep, source by source."""
    sources: list[tuple[Source, Enrolled]] = []
    for source in house.settings.source:
        rules = make_rules(house.settings, source)
        enrolled = house.inbox.enrol(source, rules.told)
        if source.name in only or (not only and due(house, enrolled)):
            sources.append((source, enrolled))
    ahead.send(_first_requests(house, sources))
    polled: Polled = {}
    for source, enrolled in sources:
        polled[source.name] = (enrolled, ingest(house, source, enrolled))
        house.inbox.keep_hosts(hosts.take_told())
    return polled


def _first_requests(
    house: House, sources: list[tuple[Source, Enrolled]]
) -> Iterator[Errand]:
    for source, enrolled in sources:
        if source.location.startswith(("http://", "https://")):
            known = house.inbox.documents(enrolled.id)
            for request in first_requests(house, source, enrolled)[0]:
                if request.transport is Transport.HTTP:
                    stamp, _ = known.get(request.url, (None, ""))
                    yield source, request, stamp


def _form(store: Store, now: datetime, progress: Progress | None) -> tuple[int, int]:
    """Form the stories of everything that came; says how many are new and changed."""
    new = changed = 0
    for formed in store.form(now):
        new, changed = formed.new, formed.changed
        if progress:
            progress("forming stories", formed.done, formed.total)
    return new, changed


def _report(
    store: Store, settings: Settings, polled: Polled, now: datetime
) -> tuple[SourceReport, ...]:
    """Each source's state; those that were well and not due are told as such."""
    return tuple(
        report
        if report.name in polled and report.state != "waiting"
        else replace(
            report,
            state=report.state if report.state in STAYS else "not due",
            polled=False,
            skipped=(),
        )
        for report in (
            replace(report, quiet=quiet(store.inbox.newest_moments(report.name), now))
            for report in store.sources(settings)
        )
    )


def _publish(
    store: Store,
    settings: Settings,
    reports: tuple[SourceReport, ...],
    now: datetime,
) -> tuple[int, Published]:
    """Write what changed; says how many stories are held, and what was written."""
    outbox = store.outbox
    there = pages_there(settings.paths.output)
    outbox.prepare(_rendering(settings), there, feed_files(settings.feed))
    material = outbox.material(holds=settings.publish.hold is not Hold.NONE)
    edition = _compare(store, edit(material, reports, settings, now))
    gone = [
        *outbox.removals(),
        *_no_more(file_all(outbox.standing(there), settings, now), now),
    ]
    taken_out = file_all(outbox.taken_out(), settings, now)
    stones = bury(taken_out, outbox.retired(), now)
    deliveries = look(store, settings, now)
    edition = replace(edition, tombstones=tuple(stones), deliveries=deliveries)
    looked_at: list[Looked] = []
    pages = _pages(outbox, settings, now, looked_at)
    beside = Beside(outbox.catalogue, store.deliveries.changing)
    published = publish(edition, pages, gone, settings, beside)
    outbox.went_out(looked_at, gone, now)
    return edition.held_count, _spread(store, settings, edition, published)


def _pages(
    outbox: Outbox, settings: Settings, now: datetime, looked_at: list[Looked]
) -> Iterator[Entry]:
    """What may have a page, as it is looked at; what may not is on no list, either."""
    for entry in file_all(outbox.to_page(), settings, now):
        before = outbox.versions(entry.story) if settings.publish.versions else ()
        shown = list(gate([replace(entry, versions=before)], now))
        looked_at.append(_looked(entry, paged=bool(shown)))
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


def _looked(entry: Entry, *, paged: bool) -> Looked:
    """What came of looking at a story, for the next run; a notice is not its text."""
    story = entry.story
    out = story.version if paged and not story.retracted else ""
    red = red_keys(entry.brief.checks)
    return Looked(story.id, paged, waits=bool(story.held), out=out, red=red)


def _compare(store: Store, edition: Edition) -> Edition:
    """The edition with what copies tell otherwise or sum up, where staff read it."""
    new, changed, held = (
        tuple(
            replace(
                entry, drift=store.drift(entry.story), retold=store.retold(entry.story)
            )
            for entry in entries
        )
        for entries in (edition.new, edition.changed, edition.held)
    )
    return replace(edition, new=new, changed=changed, held=held)


def _no_more(standing: Iterable[Entry], now: datetime) -> Iterator[str]:
    """The pages that stand and that readers may not see any more."""
    return (entry.story.page for entry in standing if not any(gate([entry], now)))


def _rendering(settings: Settings) -> str:
    """What, besides a story, decides whether it has a page and how that looks."""
    shown = (settings.site, settings.clinic, settings.topic, settings.feed)
    let = (settings.publish.hold, settings.checks)
    told = [(each.name, each.clinic, each.republish) for each in settings.source]
    more = (settings.publish.items, settings.publish.versions, settings.publish.images)
    form = digest_of_templates()
    return f"{__version__} {form} {shown!r} {let!r} {told!r} {more!r}"
