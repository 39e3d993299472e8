"""Documents of one source on their way through the workers into the store."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from syndicate.clean import CLEAN_VERSION, make_rules
from syndicate.config import Source
from syndicate.fetch.base import Fetched
from syndicate.fetch.folder import count_files
from syndicate.ingest.carrying import carry_out
from syndicate.ingest.chores import Reading, make_ready, read_document
from syndicate.ingest.house import House, Tally
from syndicate.ingest.keeping import GONE, Keeper, Open
from syndicate.ingest.reasons import unread
from syndicate.ingest.schedule import Outcome, next_due
from syndicate.model import Document, Posting
from syndicate.sources.base import Answer, Failure, Request, Stamp, Transport
from syndicate.store import Enrolled, Poll, Told
from syndicate.text.masking import mask_within

BATCH = 500  # releases kept in one transaction


@dataclass(slots=True)
class Line:
    """The way of one source's documents: fetched, read, cleaned, kept."""

    house: House
    source: Source
    enrolled: Enrolled
    tally: Tally
    keeper: Keeper = field(init=False)
    present: set[str] = field(default_factory=set)
    kept: int = 0
    total: int | None = None  # documents to come, where somebody watches
    # What the workers owe us, in order: an item to keep, or a document's end.
    owed: deque[tuple[Open, Told | None]] = field(default_factory=deque)
    more: list[Request] = field(default_factory=list)
    network: bool = False  # some of it was asked for there
    folder: bool = False  # what a folder no longer holds is gone; a page is not

    def __post_init__(self) -> None:
        """Have a keeper for this poll."""
        self.keeper = Keeper(self.house, self.source, self.enrolled, self.tally)

    def carry_out(self, requests: Iterable[Request]) -> list[Request]:
        """Fetch, read, clean, match and keep; gives the requests that follow."""
        house, self.more = self.house, []
        self.keeper.known = house.inbox.documents(self.enrolled.id)
        self.keeper.uncleaned = house.inbox.uncleaned(self.enrolled.id)
        rules = make_rules(self.house.settings, self.source)
        with house.inbox.batches() as batch:
            postings = self._to_clean(requests)
            for outcome in house.pool.map(partial(make_ready, rules), postings):
                self._end_documents()
                document, told = self.owed.popleft()
                assert told is not None  # an end was popped above
                self.keeper.keep(document, told, outcome)
                self.kept += 1
                if self.kept % BATCH == 0 and not self.keeper.history:
                    batch()
            self._end_documents()
            if self.keeper.history and self.tally.memory is not None:
                # A slice of history is kept whole or not at all: told twice, older
                # versions would come after newer ones.
                house.inbox.remember(self.enrolled.id, self.tally.memory)
        return self.more

    def try_again(self) -> None:
        """Clean by new rules what could not be cleaned, and was not told again now."""
        house, source = self.house, self.enrolled.id
        rules = make_rules(house.settings, self.source)
        waiting: deque[Told] = deque()

        def postings() -> Iterator[Posting]:
            for told in house.inbox.outdated(source):
                waiting.append(told)
                yield told.posting

        with house.inbox.batches():
            for outcome in house.pool.map(partial(make_ready, rules), postings()):
                told = waiting.popleft()
                fresh = house.inbox.tell(
                    source, told.document, told.posting, CLEAN_VERSION
                )
                self.keeper.try_again(replace(fresh, teaser=told.teaser), outcome)

    def look_for_missing(self) -> None:
        """Ask the pages of items that left their list whether they still stand."""
        house, source = self.house, self.enrolled.id
        if not (self.network and self.tally.well):
            return
        for item, url in house.inbox.suspected(source):
            request = Request(url, about="presence")
            limits = house.settings.fetch
            (fetched,) = carry_out(self.source, request, limits, house.ask, {})
            outcome = fetched.answer.outcome
            if isinstance(outcome, Failure) and outcome.status in GONE:
                with house.inbox.batches():
                    reason = f"its page answers {outcome.status}"
                    house.inbox.take_down(source, item, reason)

    def close(self, request: str) -> None:
        """Note which documents are gone, and what the poll came to."""
        house, tally, source = self.house, self.tally, self.enrolled.id
        with house.inbox.batches():
            well = tally.well
            for name in self.keeper.unfinished:  # without validators it comes whole
                house.inbox.keep_document(source, name, Stamp())
            if well and self.folder:
                gone = [name for name in self.keeper.known if name not in self.present]
                house.inbox.forget_documents(source, gone, house.now)
            if well and tally.memory is not None:
                house.inbox.remember(source, tally.memory)
            if tally.only_held:
                until = house.now + timedelta(seconds=tally.retry_after)
                house.inbox.keep_wait(source, until, tally.skipped[0])
                return
            error = "" if well else tally.skipped[0]
            house.inbox.keep_poll(
                source,
                Poll(
                    at=house.now,
                    request=mask_within(request),
                    next_due=self._next_due(well=well),
                    state=tally.state,
                    error=error,
                    status=tally.status,
                    bytes=tally.bytes,
                    seconds=tally.seconds,
                    documents=tally.documents,
                    new=tally.new,
                    changed=tally.changed,
                    skipped=tuple(tally.skipped if well else tally.skipped[1:]),
                ),
            )

    def put_off(self, requests: Iterable[Request]) -> None:
        """Leave requests for a later run: the lists that led to them are read again."""
        for request in requests:
            self.keeper.list_unfinished(request)

    def _next_due(self, *, well: bool) -> datetime | None:
        every, memory = self.source.every, self.tally.memory or self.enrolled.memory
        if not self.network:
            return self.house.now + every if every else None
        outcome = Outcome(
            failures=0 if well else self.enrolled.failures + 1,
            wait=self.tally.retry_after,
            fresh=self.tally.fresh,
            conditional=self.tally.conditional,
        )
        return next_due(every, memory, outcome, self.house.now)

    def _fetch(self, requests: Iterable[Request]) -> Iterator[Fetched]:
        house = self.house
        stamps = {document: stamp for document, (stamp, _) in self.keeper.known.items()}
        for request in requests:
            self.folder = self.folder or request.transport is Transport.FOLDER
            self.keeper.history = (
                self.keeper.history or request.transport is Transport.GIT
            )
            self.network = self.network or request.transport is Transport.HTTP
            if house.progress and request.transport is Transport.FOLDER:
                self.total = count_files(self.source, request)
            limits = house.settings.fetch
            yield from carry_out(self.source, request, limits, house.ask, stamps)

    def _to_read(
        self, requests: Iterable[Request], reading: deque[Fetched]
    ) -> Iterator[Answer]:
        """The answers that must be read; the others are settled here."""
        tally = self.tally
        for fetched in self._fetch(requests):
            tally.note(fetched)
            if self.house.progress:
                self.house.progress(self.source.name, tally.documents, self.total)
            self.present.add(fetched.name)
            outcome = fetched.answer.outcome
            if fetched.unchanged and isinstance(outcome, Document):
                self.keeper.still_there(fetched)
                continue
            reading.append(fetched)
            yield replace(fetched.answer, known=self.keeper.title_of(fetched))

    def _to_clean(self, requests: Iterable[Request]) -> Iterator[Posting]:
        """The postings that are new or told differently; the others are noted."""
        reading: deque[Fetched] = deque()
        read = partial(read_document, self.source, self.house.settings.fetch.max_items)
        for outcome in self.house.pool.map(read, self._to_read(requests, reading)):
            document = Open(reading.popleft())
            result = outcome if isinstance(outcome, Reading) else unread(outcome)
            if result.problem:
                document.problems.append(result.problem)
                document.broken = True
            self.tally.steps += result.is_step
            self.tally.memory = result.memory or self.tally.memory
            self.more.extend(
                request
                for request in result.requests
                if self.keeper.leads_on(document, request)
            )
            teaser = document.fetched.answer.request.completes
            for posting in result.postings:
                told = self.keeper.tell(document.fetched, posting, teaser)
                if self.house.inbox.is_forgotten(told.posting):
                    continue
                if self.keeper.is_new(document, told):
                    self.owed.append((document, told))
                    yield told.posting
            self.owed.append((document, None))

    def _end_documents(self) -> None:
        """Settle the documents whose last item has been kept."""
        while self.owed and self.owed[0][1] is None:
            document, _ = self.owed.popleft()
            self.keeper.end(document)
