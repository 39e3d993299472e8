"""Keeping what documents tell: known or new, part of a list, gone, or doubtful."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from http import HTTPStatus
from itertools import islice

from syndicate.clean import CLEAN_VERSION
from syndicate.config import Source
from syndicate.errors import SyndicateError
from syndicate.fetch.base import Fetched
from syndicate.ingest.chores import Cleaned
from syndicate.ingest.house import House, Tally
from syndicate.ingest.reasons import explain, name
from syndicate.match import match
from syndicate.model import Posting
from syndicate.sources.base import REMOVED, Failure, Request, Stamp
from syndicate.store import Change, Enrolled, List, Told, Uncleaned
from syndicate.workers import Died

FEW_ITEMS = 3  # a list of fewer may well become empty
PASSING = frozenset({"changes", "token"})  # no list, and never the same document again
GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)  # no text will come of such a page


@dataclass(slots=True)
class Open:
    """A document whose items are still being kept."""

    fetched: Fetched
    broken: bool = False  # its reader could not read all of it
    leads: bool = False  # to texts on pages of their own
    problems: list[str] = field(default_factory=list)
    uncleaned: list[str] = field(default_factory=list)  # why, of items kept as told
    refs: list[int] = field(default_factory=list)
    taken_down: list[Told] = field(default_factory=list)

    @property
    def removed(self) -> bool:
        """Whether this is what a file of a clone last held."""
        return self.fetched.answer.request.about == REMOVED


@dataclass(slots=True)
class Keeper:
    """What a poll keeps of one source, and what it knows of it while it does."""

    house: House
    source: Source
    enrolled: Enrolled
    tally: Tally
    known: dict[str, tuple[Stamp, str]] = field(default_factory=dict)
    uncleaned: dict[str, Uncleaned] = field(default_factory=dict)  # by item
    items: set[str] = field(default_factory=set)  # that were told so far
    history: bool = False  # one item may come again and again, told anew each time
    # The list that an item stands in, whose text is on a page of its own.
    lists: dict[str, str] = field(default_factory=dict)
    # The digest of what its list says of an item, however many pages complete it.
    teasers: dict[str, str] = field(default_factory=dict)
    # The page that led to a request for more of the same item, by the request's URL.
    pages: dict[str, str] = field(default_factory=dict)
    # Lists with items whose text is still to come: they are read again.
    unfinished: set[str] = field(default_factory=set)

    def title_of(self, fetched: Fetched) -> str:
        """The title of the one text that we have of a document itself; "" for none."""
        teaser = fetched.answer.request.completes
        if self.history or isinstance(fetched.answer.outcome, Failure):
            return ""
        item = teaser.item if teaser else ""
        return self.house.inbox.title_of(self.enrolled.id, fetched.name, item)

    def still_there(self, fetched: Fetched) -> None:
        """Take note of a document that is what it was."""
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
            self.house.inbox.still_listed(self.tell(fetched, teaser, teaser))

    def leads_on(self, document: Open, request: Request) -> bool:
        """Whether a request that an answer leads to must be carried out.

        It need not be when it asks for the text of an item that its list tells as it
        did when we got that text.
        """
        teaser = request.completes
        if teaser is None:
            return True
        if self.house.inbox.is_forgotten(teaser):
            return False
        if document.fetched.answer.request.completes is not None:
            self.pages[request.url] = document.fetched.name
            return True
        self.lists.setdefault(teaser.item, document.fetched.name)
        document.leads = True
        told = self.tell(document.fetched, teaser, None)
        self.teasers[teaser.item] = told.digest
        ref = self.house.inbox.teased_again(told)
        if ref is not None:
            document.refs.append(ref)
            self.items.add(teaser.item)
            self._drop_uncleaned(told)
            return False
        listed = self.house.inbox.still_listed(told)  # whatever its page gives
        document.refs.extend([] if listed is None else [listed])
        return True

    def tell(self, fetched: Fetched, posting: Posting, teaser: Posting | None) -> Told:
        """A posting as the store takes it, as an item of the list that led to it."""
        name = self.lists.get(posting.item, fetched.name) if teaser else fetched.name
        inbox, source = self.house.inbox, self.enrolled.id
        told = inbox.tell(source, name, posting, CLEAN_VERSION)
        if teaser is None or _is_failed(fetched, posting):
            return told
        said = inbox.tell(source, name, teaser, CLEAN_VERSION).digest
        return replace(told, teaser=self.teasers.get(posting.item, said))

    def is_new(self, document: Open, told: Told) -> bool:
        """Whether a posting must be cleaned and kept; what is known is noted."""
        item = told.posting.item
        if document.removed:
            document.taken_down.append(told)  # once what came before it is kept
            return False
        if self.history:
            return True  # versions are kept in their order, whatever stands now
        if item in self.items:
            return False  # the same item on two pages of one list
        self.items.add(item)
        if told.posting.withdrawn:
            self._take_down(document, told)
            return False
        failed = _is_failed(document.fetched, told.posting)
        waits = self.uncleaned.get(item)
        if waits and (failed or waits.digest == told.digest):
            self._keep_waiting(document, told, waits.reason)
            return False
        ref = self.house.inbox.seen_again(told)
        if ref is not None:
            self._drop_uncleaned(told)
        elif failed:  # a teaser never takes the place of the text we have
            ref = self.house.inbox.still_listed(told)
        document.refs.extend([] if ref is None else [ref])
        return ref is None

    def keep(
        self, document: Open, told: Told, outcome: Cleaned | SyndicateError | Died
    ) -> None:
        """Keep a release and match it with what is known, or a posting as told."""
        if not isinstance(outcome, Cleaned):
            reason = self._keep_uncleaned(told, outcome)
            self._keep_waiting(document, told, reason)
            return
        if not outcome.release.text and self.house.inbox.told_text(told):
            # An owner's edit is believed however short it is; that nothing is left of
            # a text is an error far more often than a wish.
            reason = f"{told.posting.item}: tells nothing any more; its last text stays"
            self._keep_waiting(document, told, reason)
            return
        document.refs.append(self._take_up(told, outcome))

    def try_again(self, told: Told, outcome: Cleaned | SyndicateError | Died) -> None:
        """Keep what could not be cleaned by the rules before; or say why not now."""
        if isinstance(outcome, Cleaned):
            self._take_up(told, outcome)
        else:
            reason = self._keep_uncleaned(told, outcome)
            known = reason.startswith(told.document)
            line = reason if known else f"{told.document}: {reason}"
            self.tally.skipped.append(line)

    def _take_down(self, document: Open, told: Told) -> None:
        item, reason = told.posting.item, told.posting.withdrawn
        ref = self.house.inbox.take_down(told.source, item, reason)
        if ref is not None:  # what it told stays; it is marked, not emptied
            document.refs.append(ref)
        else:  # nobody wants published what was gone before we knew it
            self.tally.skipped.append(f"{item}: not taken up: {reason}")

    def _take_up(self, told: Told, cleaned: Cleaned) -> int:
        inbox = self.house.inbox
        self._drop_uncleaned(told)
        kept = inbox.keep(told, cleaned.release, self.house.now)
        self.tally.new += kept.change is Change.NEW
        self.tally.changed += kept.change is Change.CONTENT
        if kept.change is not Change.NONE:
            candidate = inbox.candidate(kept, cleaned.trace)
            verdict = match(candidate, inbox.index(), self.house.profiles)
            inbox.keep_verdict(kept.ref, verdict)
        return kept.ref

    def end(self, document: Open) -> None:
        """Settle a document whose last item has been kept."""
        inbox, fetched = self.house.inbox, document.fetched
        problems = [*document.problems, *document.uncleaned]
        for problem in problems:
            self.tally.skipped.append(name(self.source, fetched, problem))
        useless = bool(problems) and not document.refs
        self.tally.failed += useless
        if self._leaves_all(document):
            return
        if document.removed:
            inbox.forget_documents(self.enrolled.id, [fetched.name], self.house.now)
            for told in document.taken_down:
                inbox.take_down(told.source, told.posting.item, told.posting.withdrawn)
            return
        if useless and fetched.status:
            return  # what stands of this address stays; ask again as before
        useful = document.refs or document.leads
        if not useful and not problems and self._emptied(fetched):
            return  # a list does not lose all it held; ask again as before
        if useless or not document.problems:  # else it may hold what we could not read
            inbox.note_left(self._list(fetched), document.refs)
        if document.broken and fetched.status:
            return  # what broke on its way may come whole under the same validators
        problem = "\n".join(islice(problems, 20))
        inbox.keep_document(self.enrolled.id, fetched.name, fetched.stamp, problem)

    def list_unfinished(self, request: Request) -> None:
        """Have the list of an item read again, and the page that led to the request."""
        if request.completes is not None and request.completes.item in self.lists:
            self.unfinished.add(self.lists[request.completes.item])
        if request.url in self.pages:
            self.unfinished.add(self.pages[request.url])

    def _keep_uncleaned(self, told: Told, outcome: SyndicateError | Died) -> str:
        """Keep a posting as told; gives why it cannot be cleaned."""
        reason = explain(told.posting, outcome)
        self.house.inbox.keep_uncleaned(told, reason, self.house.now)
        self.uncleaned[told.posting.item] = Uncleaned(told.digest, reason)
        return reason

    def _keep_waiting(self, document: Open, told: Told, reason: str) -> None:
        """Leave what cannot be cleaned; what the item told before stays.

        Its page is asked for again: tomorrow it may hold a text.
        """
        document.uncleaned.append(reason)
        ref = self.house.inbox.still_listed(replace(told, teaser=""))
        document.refs.extend([] if ref is None else [ref])

    def _drop_uncleaned(self, told: Told) -> None:
        """Forget what could not be cleaned of an item: it tells what can be."""
        if self.uncleaned.pop(told.posting.item, None):
            self.house.inbox.drop_uncleaned(told.source, told.posting.item)

    def _leaves_all(self, document: Open) -> bool:
        """Whether what stands of an address stays as it is, whatever the answer.

        A text that failed is asked for again, unless its kind makes nothing of it.
        """
        answer = document.fetched.answer
        request, outcome = answer.request, answer.outcome
        if not isinstance(outcome, Failure):
            return request.about in PASSING
        if (document.problems or document.uncleaned) and outcome.status not in GONE:
            self.list_unfinished(request)
        return True

    def _emptied(self, fetched: Fetched) -> bool:
        """Whether a list on the network suddenly holds nothing; then that is told."""
        before = self._told_by(fetched) if fetched.status else 0
        if before < FEW_ITEMS:
            return False
        told = f"delivers nothing, where it delivered {before} items before"
        self.tally.skipped.append(name(self.source, fetched, told))
        return True

    def _told_by(self, fetched: Fetched) -> int:
        return self.house.inbox.told_by(self.enrolled.id, fetched.name)

    def _list(self, fetched: Fetched) -> List:
        """A document as a list of items; a page of one item is none."""
        alone = not fetched.status or fetched.answer.request.completes is not None
        agree = 0 if alone else self.house.settings.fetch.withdrawn_after
        return List(self.enrolled.id, fetched.name, agree)


def _is_failed(fetched: Fetched, posting: Posting) -> bool:
    """Whether a text did not come: its page failed, or gave only the teaser back."""
    failed = isinstance(fetched.answer.outcome, Failure)
    alike = posting == fetched.answer.request.completes
    return failed or (alike and not fetched.unchanged)
