"""Asking all that is due before any of it is read: who answers as before is done with.

Their polls are kept together. The answers of the others are for the pipeline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from syndicate.config import Settings, Source
from syndicate.errors import SourceError
from syndicate.fetch.ahead import MOST_HELD, Ahead, Name
from syndicate.fetch.base import Fetched
from syndicate.fetch.hosts import Hosts
from syndicate.fetch.http import Http, name_agent
from syndicate.ingest import Tally, list_requests
from syndicate.ingest.schedule import Outcome, is_due, next_due
from syndicate.model import Document
from syndicate.polling import Begun, Turn, Turns
from syndicate.sources.base import Request, Stamp, Transport
from syndicate.sources.registry import BUILT_IN
from syndicate.store.polls import Poll
from syndicate.store.still import Kept, Known, Still
from syndicate.text.masking import mask, mask_within


@dataclass(frozen=True, slots=True)
class Errand:
    """A source that asks for one document, and what is known of that."""

    source: Source
    known: Known
    request: Request
    stamp: Stamp | None
    settled: bool  # nothing is to be done of it but to ask

    def is_still(self, fetched: Fetched) -> bool:
        """Whether an answer leaves everything as it was."""
        found = isinstance(fetched.answer.outcome, Document)
        return self.settled and fetched.unchanged and found

    def keep(self, fetched: Fetched, tally: Tally, now: datetime) -> Kept:
        """The poll that such an answer comes to, as `ingest` would keep it."""
        enrolled = self.known.enrolled
        outcome = Outcome(
            wait=tally.retry_after, fresh=tally.fresh, conditional=tally.conditional
        )
        poll = Poll(
            at=now,
            request=mask_within(self.request.url),
            next_due=next_due(self.source.every, enrolled.memory, outcome, now),
            status=tally.status,
            bytes=tally.bytes,
            seconds=tally.seconds,
            documents=tally.documents,
        )
        changed = None if fetched.stamp == self.stamp else fetched.stamp
        return Kept(self.known, poll, fetched.name, changed)


def ask_due(settings: Settings, store: Still, now: datetime, began: float) -> Begun:
    """Ask what is due, in a run that `began` then; gives what came of it.

    The rest is left for later when more has come than should be held.
    """
    hosts = Hosts(settings.fetch, now, store.hosts())
    http = Http(settings.fetch, name_agent(settings.fetch.contact), hosts)
    due = dict(_due(settings, store, now))
    errands = list(_errands(settings, store, due))
    still: Turns = {}
    answers: dict[Name, Fetched] = {}
    polls: list[Kept] = []
    held = 0
    with Ahead(http.fetch, settings.fetch.connections) as ahead:
        ahead.send((each.source, each.request, each.stamp) for each in errands)
        for each in errands:
            if held > MOST_HELD:
                break
            fetched = ahead.ask(each.source, each.request, each.stamp)
            if each.is_still(fetched):
                tally = Tally()
                tally.note(fetched)
                polls.append(each.keep(fetched, tally, now))
                still[each.source.name] = Turn(each.known.enrolled, tally)
            else:
                answers[each.source.name, each.request.url] = fetched
                held += fetched.size
    store.keep(polls, hosts.take_told(), now)
    return Begun(began, hosts, still, len(polls) == len(due), answers)


def _due(
    settings: Settings, store: Still, now: datetime
) -> Iterator[tuple[str, Known]]:
    """The configured sources whose time has come, and nobody paused."""
    known, paused = store.known(), store.standings.paused()
    for source in settings.source:
        found = known[source.name]
        enrolled = found.enrolled
        if source.name not in paused and is_due(
            enrolled.state, enrolled.next_due, enrolled.last_polled, now
        ):
            yield source.name, found


def _errands(
    settings: Settings, store: Still, due: Mapping[str, Known]
) -> Iterator[Errand]:
    """Whom to ask: those that ask for one document of the network first."""
    ids = [known.enrolled.id for known in due.values()]
    documents, unsettled = store.documents(ids), store.unsettled(ids)
    for source in settings.source:
        known = due.get(source.name)
        for request in _sole_request(source, known) if known else ():
            assert known is not None
            key = (known.enrolled.id, mask(request.url))
            stamp, problem = documents.get(key, (None, ""))
            settled = not problem and known.enrolled.id not in unsettled
            yield Errand(source, known, request, stamp, settled)


def _sole_request(source: Source, known: Known) -> tuple[Request, ...]:
    """The one request of a source; none where a whole run must see to it."""
    if source.kind not in BUILT_IN:  # a plug-in is asked in a worker
        return ()
    if not source.location.startswith(("http://", "https://")):
        return ()
    try:
        requests = list_requests(known.enrolled.memory, source)
    except SourceError:
        return ()
    plain = [
        each
        for each in requests
        if each.transport is Transport.HTTP and each.about == "items"
    ]
    return requests if len(requests) == len(plain) == 1 else ()
