"""Try a source: fetch, read and clean as a run does, and keep nothing.

No memory and no validators are sent or kept, so that everything the source tells now
is read, whatever earlier runs have seen.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from heapq import nlargest
from itertools import islice

from syndicate.clean import make_rules
from syndicate.config import Settings, Source
from syndicate.fetch.base import Fetched
from syndicate.ingest import MOST_REQUESTS, Ask, ask_kind
from syndicate.ingest.carrying import carry_out
from syndicate.ingest.chores import Reading, clean_posting, read_document
from syndicate.ingest.reasons import explain, name, unread
from syndicate.model import Posting, Release
from syndicate.sources.base import Answer, Failure, Memory, Request, Transport
from syndicate.workers import Pool


@dataclass(frozen=True, slots=True)
class Bench:
    """What trying a source takes."""

    settings: Settings
    pool: Pool
    ask: Ask


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a trial goes: requests in all, files of a folder, postings cleaned."""

    requests: int = MOST_REQUESTS
    files: int | None = None
    postings: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was carried out. `size`: bytes; `failure`: why nothing came."""

    name: str
    status: int
    size: int
    seconds: float
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A posting as the source tells it, and the release that it cleans to."""

    posting: Posting
    release: Release


@dataclass(frozen=True, slots=True)
class Trouble:
    """What could not be read, and why: a line as a run's report has it."""

    reason: str


Taken = Asked | Told | Trouble
_NONE = Memory()


def attempt(
    source: Source, bench: Bench, reach: Reach, memory: Memory = _NONE
) -> Iterator[Taken]:
    """Ask a source for everything it tells now, and clean it; nothing is kept.

    What fails is a Trouble, and the rest goes on. `memory` is what the kind is made to
    believe that it remembers.

    Raises:
        ConfigError: the plug-in that adds the kind is broken.
        InputOutputError: processes cannot be started here.
    """
    trial = _Trial(source, bench, reach)
    requests, problem = ask_kind(source, memory, bench.pool)
    if problem:
        yield Trouble(problem)
    waiting = deque(requests)
    asked = 0
    while waiting and asked < reach.requests and not trial.full:
        request = waiting.popleft()
        asked += 1
        yield from trial.carry_out(request)
        waiting.extend(trial.more)
        trial.more.clear()
    yield from trial.leave_out(waiting)


@dataclass(slots=True)
class _Trial:
    """One source on the bench."""

    source: Source
    bench: Bench
    reach: Reach
    more: list[Request] = field(default_factory=list)
    items: set[str] = field(default_factory=set)

    def carry_out(self, request: Request) -> Iterator[Taken]:
        """Everything that comes of one request; what it leads to is in `more`."""
        limits = self.bench.settings.fetch
        fetched: deque[Fetched] = deque()

        def answers() -> Iterator[Answer]:
            for each in self._fetch(request):
                fetched.append(each)
                yield each.answer

        read = partial(read_document, self.source, limits.max_items)
        for outcome in self.bench.pool.map(read, answers()):
            document = fetched.popleft()
            yield _record(document)
            reading = outcome if isinstance(outcome, Reading) else unread(outcome)
            self.more.extend(reading.requests)
            yield from self._clean(reading.postings)
            if reading.problem:
                yield Trouble(name(self.source, document, reading.problem))

    def _fetch(self, request: Request) -> Iterable[Fetched]:
        """The answers to a request; of a folder the newest files, if not all."""
        bench, most = self.bench, self.reach.files
        limits = bench.settings.fetch
        came = carry_out(self.source, request, limits, bench.ask, {})
        if most is not None and request.transport is Transport.FOLDER:
            return nlargest(most, came, lambda each: (each.stamp.mtime_ns, each.name))
        return islice(came, most)

    @property
    def full(self) -> bool:
        """Whether there are as many postings as were wanted."""
        return len(self.items) == self.reach.postings

    def leave_out(self, waiting: Iterable[Request]) -> Iterator[Taken]:
        """What comes of requests that go beyond the reach: teasers as they stand."""
        left = list(waiting)
        yield from self._clean(each.completes for each in left if each.completes)
        if left and self.reach.postings is None:
            count = self.reach.requests
            reason = f"{len(left)} more were not asked for: {count} requests are enough"
            yield Trouble(reason)

    def _clean(self, postings: Iterable[Posting]) -> Iterator[Taken]:
        """Clean what was not told before, as far as the reach goes."""
        fresh: list[Posting] = []
        for posting in postings:
            if self.full:
                break
            if posting.item not in self.items:
                self.items.add(posting.item)
                fresh.append(posting)
        rules = make_rules(self.bench.settings, self.source)
        clean = partial(clean_posting, rules)
        outcomes = self.bench.pool.map(clean, fresh)
        for posting, outcome in zip(fresh, outcomes, strict=True):
            if isinstance(outcome, Release):
                yield Told(posting, outcome)
            else:
                yield Trouble(explain(posting, outcome))


def _record(fetched: Fetched) -> Asked:
    outcome = fetched.answer.outcome
    failure = outcome.reason if isinstance(outcome, Failure) else ""
    return Asked(fetched.name, fetched.status, fetched.bytes, fetched.seconds, failure)
