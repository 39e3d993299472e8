"""Documents of one source on their way through the workers into the store."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from itertools import islice

from syndicate.clean import CLEAN_VERSION, Rules
from syndicate.config import Source
from syndicate.errors import SyndicateError
from syndicate.fetch.base import Fetched
from syndicate.fetch.folder import count_files
from syndicate.ingest.carrying import carry_out
from syndicate.ingest.chores import Reading, clean_posting, read_document
from syndicate.ingest.house import House, Tally
from syndicate.ingest.reasons import explain, name, unread
from syndicate.ingest.schedule import Outcome, next_due
from syndicate.match import keys, match
from syndicate.model import Document, Posting, Release
from syndicate.sources.base import (
    REMOVED,
    Answer,
    Failure,
    Request,
    Stamp,
    Transport,
)
from syndicate.store import Change, Enrolled, List, Poll, Told
from syndicate.workers import Died

FEW_ITEMS = 3  # a list of fewer may well become empty
PASSING = frozenset({"changes", "token"})  # no list, and never the same document again
GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)  # no text will come of such a page
BATCH = 500  # releases kept in one transaction


@dataclass(slots=True)
class _Open:
    """A document whose items are still being kept."""

    fetched: Fetched
    broken: bool = False  # its reader could not read all of it
    leads: bool = False  # to texts on pages of their own
    problems: list[str] = field(default_factory=list)
    refs: list[int] = field(default_factory=list)
    taken_down: list[Told] = field(default_factory=list)

    @property
    def removed(self) -> bool:
        """Whether this is what a file of a clone last held."""
        return self.fetched.answer.request.about == REMOVED


@dataclass(slots=True)
class Line:
    """Documents of one source on their way through the workers into the store."""

    house: House
    source: Source
    enrolled: Enrolled
    tally: Tally
    known: dict[str, tuple[Stamp, str]] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    kept: int = 0
    total: int | None = None  # documents to come, where somebody watches
    # What the workers owe us, in order: an item to keep, or a document's end.
    owed: deque[tuple[_Open, Told | None]] = field(default_factory=deque)
    more: list[Request] = field(default_factory=list)
    network: bool = False  # some of it was asked for there
    folder: bool = False  # what a folder no longer holds is gone; a page is not
    history: bool = False  # one item may come again and again, told anew each time
    # The list that an item stands in, whose text is on a page of its own.
    lists: dict[str, str] = field(default_factory=dict)
    # The digest of what its list says of an item, however many pages complete it.
    teasers: dict[str, str] = field(default_factory=dict)
    # The page that led to a request for more of the same item, by the request's URL.
    pages: dict[str, str] = field(default_factory=dict)
    # Lists with items whose text is still to come: they are read again.
    unfinished: set[str] = field(default_factory=set)

    def carry_out(self, requests: Iterable[Request]) -> list[Request]:
        """Fetch, read, clean, match and keep; gives the requests that follow."""
        house, self.more = self.house, []
        self.known = house.inbox.documents(self.enrolled.id)
        rules = Rules(zone=self.source.zone)
        with house.inbox.batches() as batch:
            postings = self._to_clean(requests)
            for outcome in house.pool.map(partial(clean_posting, rules), postings):
                self._end_documents()
                document, told = self.owed.popleft()
                assert told is not None  # an end was popped above
                self._keep(document, told, outcome)
                self.kept += 1
                if self.kept % BATCH == 0 and not self.history:
                    batch()
            self._end_documents()
            if self.history and self.tally.memory is not None:
                # A slice of history is kept whole or not at all: told twice, older
                # versions would come after newer ones.
                house.inbox.remember(self.enrolled.id, self.tally.memory)
        return self.more

    def close(self, request: str) -> None:
        """Note which documents are gone, and what the poll came to."""
        house, tally, source = self.house, self.tally, self.enrolled.id
        with house.inbox.batches():
            well = tally.well
            for unfinished in self.unfinished:  # without validators it comes whole
                house.inbox.keep_document(source, unfinished, Stamp())
            if well and self.folder:
                gone = [name for name in self.known if name not in self.present]
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
                    request=request,
                    next_due=self._next_due(well=well),
                    state="ok" if well else "gone" if tally.gone else "failing",
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
            self._list_unfinished(request)

    def _list_unfinished(self, request: Request) -> None:
        """Have the list of an item read again, and the page that led to the request."""
        if request.completes is not None and request.completes.item in self.lists:
            self.unfinished.add(self.lists[request.completes.item])
        if request.url in self.pages:
            self.unfinished.add(self.pages[request.url])

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
        stamps = {document: stamp for document, (stamp, _) in self.known.items()}
        for request in requests:
            self.folder = self.folder or request.transport is Transport.FOLDER
            self.history = self.history or request.transport is Transport.GIT
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
                self._still_there(fetched)
                continue
            reading.append(fetched)
            yield fetched.answer

    def _still_there(self, fetched: Fetched) -> None:
        if fetched.answer.request.about == REMOVED:
            self.house.inbox.forget_documents(
                self.enrolled.id, [fetched.name], self.house.now
            )
            return
        stamp, problem = self.known.get(fetched.name, (Stamp(), ""))
        for line in problem.splitlines():
            self.tally.skipped.append(name(self.source, fetched, line))
        if problem and not self._told_by(fetched):
            self.tally.failed += 1
        self.house.inbox.note_unchanged(self._list(fetched))
        if fetched.stamp != stamp:
            self.house.inbox.keep_document(
                self.enrolled.id, fetched.name, fetched.stamp, problem
            )
        teaser = fetched.answer.request.completes
        if teaser is not None:  # the list says something else of the same page
            self.house.inbox.still_listed(self._tell(fetched, teaser, teaser))

    def _told_by(self, fetched: Fetched) -> int:
        return self.house.inbox.told_by(self.enrolled.id, fetched.name)

    def _list(self, fetched: Fetched) -> List:
        """A document as a list of items; a page of one item is none."""
        alone = not fetched.status or fetched.answer.request.completes is not None
        agree = 0 if alone else self.house.settings.fetch.withdrawn_after
        return List(self.enrolled.id, fetched.name, agree)

    def _to_clean(self, requests: Iterable[Request]) -> Iterator[Posting]:
        """The postings that are new or told differently; the others are noted."""
        reading: deque[Fetched] = deque()
        read = partial(read_document, self.source, self.house.settings.fetch.max_items)
        for outcome in self.house.pool.map(read, self._to_read(requests, reading)):
            document = _Open(reading.popleft())
            result = outcome if isinstance(outcome, Reading) else unread(outcome)
            if result.problem:
                document.problems.append(result.problem)
                document.broken = True
            self.tally.steps += result.is_step
            self.tally.memory = result.memory or self.tally.memory
            self._follow(document, result.requests)
            teaser = document.fetched.answer.request.completes
            for posting in result.postings:
                told = self._tell(document.fetched, posting, teaser)
                if self._is_new(document, told):
                    self.owed.append((document, told))
                    yield posting
            self.owed.append((document, None))

    def _follow(self, document: _Open, requests: Iterable[Request]) -> None:
        """Take up the requests that an answer leads to, but for texts we have."""
        for request in requests:
            teaser = request.completes
            if teaser is not None and document.fetched.answer.request.completes is None:
                self.lists.setdefault(teaser.item, document.fetched.name)
                document.leads = True
                told = self._tell(document.fetched, teaser, None)
                self.teasers[teaser.item] = told.digest
                ref = self.house.inbox.teased_again(told)
                if ref is not None:
                    document.refs.append(ref)
                    self.tally.items.add(teaser.item)
                    continue
                listed = self.house.inbox.still_listed(told)  # whatever its page gives
                document.refs.extend([] if listed is None else [listed])
            elif teaser is not None:
                self.pages[request.url] = document.fetched.name
            self.more.append(request)

    def _tell(self, fetched: Fetched, posting: Posting, teaser: Posting | None) -> Told:
        """A posting as the store takes it, as an item of the list that led to it."""
        name = self.lists.get(posting.item, fetched.name) if teaser else fetched.name
        inbox, source = self.house.inbox, self.enrolled.id
        told = inbox.tell(source, name, posting, CLEAN_VERSION)
        if teaser is None or _is_failed(fetched, posting):
            return told
        said = inbox.tell(source, name, teaser, CLEAN_VERSION).digest
        return replace(told, teaser=self.teasers.get(posting.item, said))

    def _is_new(self, document: _Open, told: Told) -> bool:
        item = told.posting.item
        if document.removed:
            document.taken_down.append(told)  # once what came before it is kept
            return False
        if self.history:
            return True  # versions are kept in their order, whatever stands now
        if item in self.tally.items:
            return False  # the same item on two pages of one list
        self.tally.items.add(item)
        if told.posting.withdrawn:
            taken_down = self.house.inbox.take_down(told)
            if taken_down is not None:  # what it told stays; it is marked, not emptied
                document.refs.append(taken_down)
            else:  # nobody wants published what was gone before we knew it
                reason = f"not taken up: {told.posting.withdrawn}"
                self.tally.skipped.append(f"{item}: {reason}")
            return False
        ref = self.house.inbox.seen_again(told)
        failed = _is_failed(document.fetched, told.posting)
        if ref is None and failed:  # a teaser never takes the place of the text we have
            ref = self.house.inbox.still_listed(told)
        if ref is None:
            return True
        document.refs.append(ref)
        return False

    def _keep(
        self, document: _Open, told: Told, outcome: Release | SyndicateError | Died
    ) -> None:
        """Keep a release and match it with what is known."""
        inbox = self.house.inbox
        if not isinstance(outcome, Release):
            document.problems.append(explain(told.posting, outcome))
            return
        kept = inbox.keep(told, outcome, self.house.now)
        document.refs.append(kept.ref)
        self.tally.new += kept.change is Change.NEW
        self.tally.changed += kept.change is Change.CONTENT
        if kept.change is not Change.NONE:
            candidate = inbox.candidate(kept.ref, keys(outcome))
            inbox.keep_verdict(kept.ref, match(candidate, inbox.index()))

    def _end_documents(self) -> None:
        """Settle the documents whose last item has been kept."""
        while self.owed and self.owed[0][1] is None:
            document, _ = self.owed.popleft()
            self._end(document)

    def _end(self, document: _Open) -> None:
        inbox, fetched = self.house.inbox, document.fetched
        for problem in document.problems:
            self.tally.skipped.append(name(self.source, fetched, problem))
        useless = bool(document.problems) and not document.refs
        self.tally.failed += useless
        if self._leaves_all(document):
            return
        if document.removed:
            inbox.forget_documents(self.enrolled.id, [fetched.name], self.house.now)
            for told in document.taken_down:
                inbox.take_down(told)
            return
        if useless and fetched.status:
            return  # what stands of this address stays; ask again as before
        useful = document.refs or document.leads
        if not useful and not document.problems and self._emptied(fetched):
            return  # a list does not lose all it held; ask again as before
        if useless or not document.problems:  # else it may hold what we could not read
            inbox.note_left(self._list(fetched), document.refs)
        if document.broken and fetched.status:
            return  # what broke on its way may come whole under the same validators
        problem = "\n".join(islice(document.problems, 20))
        inbox.keep_document(self.enrolled.id, fetched.name, fetched.stamp, problem)

    def _leaves_all(self, document: _Open) -> bool:
        """Whether what stands of an address stays as it is, whatever the answer.

        A text that failed is asked for again, unless its kind makes nothing of it.
        """
        answer = document.fetched.answer
        request, outcome = answer.request, answer.outcome
        if not isinstance(outcome, Failure):
            return request.about in PASSING
        if document.problems and outcome.status not in GONE:
            self._list_unfinished(request)
        return True

    def _emptied(self, fetched: Fetched) -> bool:
        """Whether a list on the network suddenly holds nothing; then that is told."""
        before = self._told_by(fetched) if fetched.status else 0
        if before < FEW_ITEMS:
            return False
        told = f"delivers nothing, where it delivered {before} items before"
        self.tally.skipped.append(name(self.source, fetched, told))
        return True


def _is_failed(fetched: Fetched, posting: Posting) -> bool:
    """Whether a text did not come: its page failed, or gave only the teaser back."""
    failed = isinstance(fetched.answer.outcome, Failure)
    alike = posting == fetched.answer.request.completes
    return failed or (alike and not fetched.unchanged)
