"""Asking the sources: who is due, and what each is asked for first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from syndicate.config import Source
from syndicate.fetch.ahead import Ahead, Errand, Name
from syndicate.fetch.base import Fetched
from syndicate.fetch.hosts import Hosts
from syndicate.ingest import House, Tally, due, first_requests, ingest
from syndicate.sources.base import Transport
from syndicate.store import Enrolled
from syndicate.text.masking import mask


@dataclass(frozen=True, slots=True)
class Turn:
    """One source's part of a run: what the database knows of it, and what came."""

    enrolled: Enrolled
    tally: Tally


Turns = dict[str, Turn]  # by the name of the source


@dataclass(frozen=True, slots=True)
class Begun:
    """What a run has done before the pipeline is loaded: the lock is held by then.

    `began`: by the monotonic clock; `still`: the sources that answered as before, of
    which all is kept, and `calm`: all that were due did; `answers`: those of the others
    that were asked.
    """

    began: float
    hosts: Hosts | None = None
    still: Turns = field(default_factory=dict)
    calm: bool = False
    answers: dict[Name, Fetched] = field(default_factory=dict)


def poll(
    house: House, ahead: Ahead, hosts: Hosts, only: tuple[str, ...], still: Turns
) -> Turns:
    """Fetch, read, clean, match and keep, source by source; not those that are still.

    Gives what came of each, and of these.
    """
    from syndicate.clean import make_rules  # noqa: PLC0415 - start-up

    sources: list[tuple[Source, Enrolled]] = []
    paused = house.inbox.paused()
    for source in house.settings.source:
        if source.name in still:  # by the settings that it is known by
            continue
        rules = make_rules(house.settings, source)
        enrolled = house.inbox.enrol(source, rules.told)
        wanted = not only and source.name not in paused and due(house, enrolled)
        if source.name in only or wanted:
            sources.append((source, enrolled))
    ahead.send(_first_requests(house, sources))
    polled = dict(still)
    for source, enrolled in sources:
        polled[source.name] = Turn(enrolled, ingest(house, source, enrolled))
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
                    stamp, _ = known.get(mask(request.url), (None, ""))
                    yield source, request, stamp
