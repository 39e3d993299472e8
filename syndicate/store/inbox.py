"""Where what sources tell is kept: the writing side of ingestion."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from syndicate.config import Source
from syndicate.match import Candidate, Trace, Verdict
from syndicate.model import Posting, Release
from syndicate.sources.base import Host, Memory, Stamp
from syndicate.store import (
    forgotten,
    hosts,
    index,
    leaving,
    polls,
    postings,
    sources,
    uncleaned,
)
from syndicate.store.asked import Asked
from syndicate.store.columns import dump, utc
from syndicate.store.database import transaction
from syndicate.store.index import StoreIndex
from syndicate.store.leaving import List
from syndicate.store.outgoing import count_joined
from syndicate.store.polls import Poll
from syndicate.store.postings import Kept, Told
from syndicate.store.recleaning import clean_by
from syndicate.store.sources import Enrolled
from syndicate.store.uncleaned import Uncleaned

COUNT_PRESENT = """
SELECT count(*) FROM postings WHERE source = :source AND present = 1
"""


@dataclass(frozen=True, slots=True)
class Inbox:
    """Keeps sources, documents, postings and findings. Made by `Store.inbox`."""

    connection: sqlite3.Connection

    @contextlib.contextmanager
    def batches(self) -> Iterator[Callable[[], None]]:
        """A transaction that the given function commits and begins anew."""

        def next_batch() -> None:
            self.connection.execute("COMMIT")
            self.connection.execute("BEGIN IMMEDIATE")

        with transaction(self.connection):
            yield next_batch

    def enrol(self, source: Source, rules: str = "") -> Enrolled:
        """Make a source of config.toml known, or note what changed of it.

        `rules` says by what its tellings are cleaned: other ones clean all anew.
        """
        with transaction(self.connection):
            enrolled = sources.enrol(self.connection, source)
            clean_by(self.connection, enrolled.id, rules)
            return enrolled

    def paused(self) -> frozenset[str]:
        """The sources that staff do not want polled unless they are named."""
        return frozenset(Asked(self.connection).paused())

    def remember(self, source: int, memory: Memory) -> None:
        """Keep a kind's own state."""
        sources.remember(self.connection, source, memory)

    def documents(self, source: int) -> dict[str, tuple[Stamp, str]]:
        """Every document known of a source, with what was wrong with it."""
        return sources.documents(self.connection, source)

    def keep_document(
        self, source: int, name: str, stamp: Stamp, problem: str = ""
    ) -> None:
        """Keep what tells whether a document changed."""
        sources.keep_document(self.connection, source, name, stamp, problem)

    def forget_documents(
        self, source: int, names: Iterable[str], now: datetime
    ) -> None:
        """Note that documents are gone; what they told stays."""
        sources.forget_documents(self.connection, source, names, now)

    def tell(
        self, source: int, document: str, posting: Posting, cleaning: object
    ) -> Told:
        """A posting as it is kept; `cleaning` is the version of the cleaning rules.

        People that were forgotten are no part of it.
        """
        kept = forgotten.without_people(self.connection, posting)
        return postings.tell(source, document, kept, str(cleaning))

    def is_forgotten(self, posting: Posting) -> bool:
        """Whether this item was forgotten; it is never taken up again."""
        return forgotten.is_forgotten(self.connection, posting.source, posting.item)

    def seen_again(self, told: Told) -> int | None:
        """The posting's reference if it is known and told as before, else None."""
        return postings.seen_again(self.connection, told)

    def teased_again(self, told: Told) -> int | None:
        """The reference of a posting whose teaser is as it was, else None."""
        return postings.teased_again(self.connection, told)

    def still_listed(self, told: Told) -> int | None:
        """The reference of a posting we have, whatever it says now, else None."""
        return postings.still_listed(self.connection, told)

    def told_text(self, told: Told) -> bool:
        """Whether what we have of a posting has a text."""
        return postings.told_text(self.connection, told)

    def title_of(self, source: int, document: str, item: str) -> str:
        """The title of an item with a text, or of the only one that a document told."""
        return postings.title_of(self.connection, source, document, item)

    def keep(self, told: Told, release: Release, now: datetime) -> Kept:
        """Keep a new or changed release; what it told before becomes a revision."""
        return postings.keep(self.connection, told, release, now)

    def uncleaned(self, source: int) -> dict[str, Uncleaned]:
        """What a source told that could not be cleaned, by item."""
        return uncleaned.uncleaned(self.connection, source)

    def keep_uncleaned(self, told: Told, reason: str, now: datetime) -> None:
        """Keep as told what could not be cleaned; nobody sees it."""
        uncleaned.keep_uncleaned(self.connection, told, reason, now)

    def outdated(self, source: int) -> Iterator[Told]:
        """What could not be cleaned by the rules before, without its digest."""
        return uncleaned.outdated(self.connection, source)

    def drop_uncleaned(self, source: int, item: str) -> None:
        """Forget a telling that could not be cleaned."""
        uncleaned.drop_uncleaned(self.connection, source, item)

    def take_down(self, source: int, item: str, reason: str) -> int | None:
        """Mark a posting as withdrawn by its place; its reference, None if unknown."""
        uncleaned.drop_uncleaned(self.connection, source, item)
        return leaving.take_down(self.connection, source, item, reason)

    def suspected(self, source: int) -> list[tuple[str, str]]:
        """The newest few items that left their list, each with its page's address."""
        return leaving.suspected(self.connection, source)

    def told_by(self, source: int, document: str) -> int:
        """How many postings a document told last."""
        return leaving.told_by(self.connection, source, document)

    def note_left(self, listed: List, told: Sequence[int]) -> None:
        """Note what a document, read whole, no longer tells."""
        leaving.note_left(self.connection, listed, dump(list(told)))

    def note_unchanged(self, listed: List) -> None:
        """Note that a good poll found the document as it was."""
        leaving.note_unchanged(self.connection, listed)

    def candidate(self, kept: Kept, found_by: Trace) -> Candidate:
        """A kept release as matching takes it; by what it was it is found no longer."""
        return index.candidate(self.connection, kept.told, found_by, kept.was)

    def keep_verdict(self, ref: int, verdict: Verdict) -> None:
        """Keep what matching found."""
        index.keep_verdict(self.connection, ref, verdict)

    def index(self) -> StoreIndex:
        """The store as matching sees it."""
        return StoreIndex(self.connection)

    def keep_poll(self, source: int, poll: Poll) -> None:
        """Keep a poll and the state it leaves the source in."""
        present = self.connection.execute(COUNT_PRESENT, {"source": source})
        told = forgotten.poll_without_people(self.connection, poll)
        polls.keep_poll(self.connection, source, told, present.fetchone()[0])

    def keep_wait(self, source: int, until: datetime, reason: str) -> None:
        """Note that a source was due and not asked: its host asked us to wait."""
        polls.keep_wait(self.connection, source, until, reason)

    def hosts(self) -> list[Host]:
        """What hosts asked of us in earlier runs."""
        return hosts.hosts(self.connection)

    def keep_hosts(self, told: Sequence[Host]) -> None:
        """Keep what hosts asked of us now."""
        if told:
            with transaction(self.connection):
                hosts.keep_hosts(self.connection, told)

    def count_joined(self, polled: Iterable[int], now: datetime) -> None:
        """Note how many new postings of each source are of stories others tell too."""
        with transaction(self.connection):
            for source in polled:
                joined = count_joined(self.connection, source, utc(now))
                self.connection.execute(
                    "UPDATE sources SET joined = ? WHERE id = ?", (joined, source)
                )

    def fold_fetches(self, now: datetime) -> None:
        """Fold polls older than 90 days, and let go what nobody asks for any more."""
        with transaction(self.connection):
            polls.fold_fetches(self.connection, now)
            hosts.forget_hosts(self.connection, now)
