"""Asking the sources: who is due, what each is asked for first, and how each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from syndicate.clean import make_rules
from syndicate.config import Settings, Source
from syndicate.digesting import report_sources
from syndicate.fetch.ahead import Ahead, Errand
from syndicate.fetch.hosts import Hosts
from syndicate.ingest import House, Tally, due, first_requests, ingest
from syndicate.model import SourceReport
from syndicate.sources.base import Transport
from syndicate.store import Enrolled, Store
from syndicate.text.masking import mask

# States that a source keeps while it is not asked: staff must not lose sight of them.
STAYS = frozenset({"failing", "gone", "waiting"})

Polled = dict[str, tuple[Enrolled, Tally]]


def poll(house: House, ahead: Ahead, hosts: Hosts, only: tuple[str, ...]) -> Polled:
    """Fetch, read, clean, match and keep, source by source."""
    sources: list[tuple[Source, Enrolled]] = []
    paused = house.inbox.paused()
    for source in house.settings.source:
        rules = make_rules(house.settings, source)
        enrolled = house.inbox.enrol(source, rules.told)
        wanted = not only and source.name not in paused and due(house, enrolled)
        if source.name in only or wanted:
            sources.append((source, enrolled))
    ahead.send(_first_requests(house, sources))
    polled: Polled = {}
    for source, enrolled in sources:
        polled[source.name] = (enrolled, ingest(house, source, enrolled))
        house.inbox.keep_hosts(hosts.take_told())
    return polled


def tell_polled(
    store: Store, settings: Settings, polled: Polled, now: datetime
) -> tuple[SourceReport, ...]:
    """Each source's state; those that were well and not due are told as such."""
    return tuple(
        report
        if report.name in polled and report.state != "waiting"
        else put_aside(report)
        for report in report_sources(store, settings, now)
    )


def put_aside(report: SourceReport) -> SourceReport:
    """A source's state as a run tells it that did not ask the source."""
    state = report.state if report.state in STAYS else "not due"
    return replace(report, state=state, polled=False, skipped=())


def _first_requests(
    house: House, sources: list[tuple[Source, Enrolled]]
) -> Iterator[Errand]:
    for source, enrolled in sources:
        if source.location.startswith(("http://", "https://")):
            known = house.inbox.documents(enrolled.id)
            for request in first_requests(house, source, enrolled)[0]:
                if request.transport is Transport.HTTP:
                    stamp, _ = known.get(mask(request.url), (None, ""))
                    yield source, request, stamp
