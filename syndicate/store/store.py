"""The open database: what is read from it and written to it, by who asks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from syndicate.config import Settings, Source
from syndicate.errors import SyndicateError
from syndicate.model import (
    Brief,
    Drift,
    Retelling,
    SourceReport,
    Stored,
    Story,
    Watched,
)
from syndicate.store import exporting, outgoing, reading, rematching
from syndicate.store import sources as known_sources
from syndicate.store.accounts import Accounts
from syndicate.store.adopting import Elsewhere
from syndicate.store.asked import Asked
from syndicate.store.copies import drift, retold
from syndicate.store.database import (
    connect,
    refuse_damage,
    transaction,
    translated,
)
from syndicate.store.decisions import Register
from syndicate.store.deliveries import Deliveries
from syndicate.store.editions import Editions
from syndicate.store.forgetting import Forgetting, Mail
from syndicate.store.forgotten import Forgotten, everything
from syndicate.store.inbox import Inbox
from syndicate.store.members import borne_keys
from syndicate.store.meta import find_meta, set_meta
from syndicate.store.near import Near, kept_apart
from syndicate.store.outbox import Outbox
from syndicate.store.polls import asked_at
from syndicate.store.rematching import Adopted, Move
from syndicate.store.rest import Resting, forget_rest
from syndicate.store.standings import Standings
from syndicate.store.stories import Formed, form_pending
from syndicate.store.waiting import Waiting

LOOKED = "looked"  # the day on which every page was looked at, in `meta`


@dataclass(frozen=True, slots=True)
class Store:
    """An open database. A context manager; what SQLite raises leaves as our errors."""

    path: Path
    connection: sqlite3.Connection

    @staticmethod
    def open(path: Path, *, readonly: bool = False) -> Store:
        """Open it, creating or migrating it first unless `readonly`.

        Whoever writes holds the run's lock by now, as `locked` gives it: from here on
        the next run may have something to do.

        Raises:
            DamagedData, ConfigError, CannotCreate, Busy: as `database.connect` says.
        """
        connection = connect(path, readonly=readonly)
        if not readonly:
            with translated(path):
                forget_rest(connection)
        return Store(path, connection)

    @staticmethod
    def watched(
        path: Path, sources: Iterable[Source], moment: datetime
    ) -> tuple[Watched, ...]:
        """How each source stands after the run of a moment.

        None where that cannot be read, which whoever opens it to work says aloud.
        """
        try:
            with Store.open(path, readonly=True) as store:
                asked = asked_at(store.connection, moment)
                told = known_sources.reports(store.connection, sources)
                return tuple(Watched(each, asked.get(each.name)) for each in told)
        except (SyndicateError, sqlite3.Error):
            return ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: object, error: BaseException | None, trace: object
    ) -> None:
        try:
            if isinstance(error, sqlite3.Error):
                with translated(self.path):
                    raise error
        finally:
            self.connection.close()

    def found(self, settings: Settings, now: datetime) -> None:
        """At the first run, settle who mints ids: the site's host and this year."""
        if not find_meta(self.connection, "authority"):
            host = urlsplit(settings.site.url).hostname or "localhost"
            with transaction(self.connection):
                set_meta(self.connection, "authority", f"{host},{now.year}")
                set_meta(self.connection, "sequence", "0")
                rematching.note_version(self.connection)

    # ------------------------------------------------------------ reading

    def stories(self, since: datetime | None = None) -> Iterator[Story]:
        """Every story, newest first; `since`: first seen or changed at or after."""
        for story, _ in reading.newest(self.connection, since):
            yield story

    def told(self, since: datetime | None = None) -> Iterator[Stored]:
        """As `stories`, each with its brief."""
        return reading.newest(self.connection, since)

    def find(self, reference: str) -> Stored | None:
        """The story of an id, a short id, its start, or any member's URL; its brief."""
        return reading.find(self.connection, reference)

    def story(self, reference: str) -> Story | None:
        """As `find`, without its brief."""
        found = self.find(reference)
        return found.story if found else None

    def brief(self, story_id: str) -> Brief | None:
        """The brief of a story."""
        found = self.find(story_id)
        return found.brief if found else None

    def drift(self, story: Story) -> tuple[Drift, ...]:
        """What the copies of a story tell otherwise than its original."""
        return drift(self.connection, story)

    def retold(self, story: Story) -> tuple[Retelling, ...]:
        """The summaries that came with the tellings of a story, each looked over."""
        return retold(self.connection, story)

    def keys(self, story_id: str) -> list[str]:
        """The keys that a story's members bear."""
        return borne_keys(self.connection, story_id)

    def kept_apart(self, story_id: str) -> list[Near]:
        """What was kept apart from a story although something speaks for it."""
        return kept_apart(self.connection, story_id)

    def search(self, words: str, limit: int = 50) -> list[Story]:
        """The stories that hold all the words, the best first."""
        return [each.story for each in self.told_of(words, limit)]

    def told_of(self, words: str, limit: int = 50) -> Iterator[Stored]:
        """As `search`, each with its brief."""
        return reading.search(self.connection, words, limit)

    @property
    def standings(self) -> Standings:
        """How the sources stand."""
        return Standings(self.connection)

    def sources(self, settings: Settings) -> list[SourceReport]:
        """The state of each configured source."""
        return list(known_sources.reports(self.connection, settings.source))

    def counts(self) -> dict[str, int]:
        """How much there is of what."""
        return outgoing.counts(self.connection)

    def refuse_damage(self, now: datetime, *, as_left: bool) -> None:
        """Look through every page; once a day where all is `as_left` by the last run.

        Raises:
            DamagedData: one is not what it must be.
        """
        today = now.date().isoformat()
        if not (as_left and find_meta(self.connection, LOOKED) == today):
            refuse_damage(self.connection, self.path)
            set_meta(self.connection, LOOKED, today)

    # ------------------------------------------------------------ writing

    def whole(self) -> AbstractContextManager[None]:
        """All or nothing of what is written inside, on what was read inside."""
        return transaction(self.connection)

    @property
    def accounts(self) -> Accounts:
        """Where it is kept who may use the desk."""
        return Accounts(self.connection)

    @property
    def asked(self) -> Asked:
        """Where it is kept what staff were asked and answered."""
        return Asked(self.connection)

    @property
    def awaiting(self) -> Waiting:
        """Where what waits for staff is found."""
        return Waiting(self.connection)

    @property
    def deliveries(self) -> Deliveries:
        """Where it is kept who was told of which change of the output folder."""
        return Deliveries(self.connection)

    @property
    def inbox(self) -> Inbox:
        """Where what sources tell is kept."""
        return Inbox(self.connection)

    @property
    def register(self) -> Register:
        """Where the decisions of staff are kept."""
        return Register(self.connection)

    @property
    def outbox(self) -> Outbox:
        """Where what is to be published is taken."""
        return Outbox(self.connection)

    @property
    def editions(self) -> Editions:
        """Where editions of the digest are closed and kept."""
        return Editions(self.connection)

    @property
    def rest(self) -> Resting:
        """Where it is kept that a run would have nothing to do."""
        return Resting(self.connection)

    def forgetting(self, cleaning: object, redact_mail: Mail) -> Forgetting:
        """Where people and items are forgotten; `cleaning`: the rules' version."""
        return Forgetting(self.connection, str(cleaning), redact_mail)

    def forgotten(self) -> list[Forgotten]:
        """All that was ever forgotten, the newest first; no word of it is kept."""
        return everything(self.connection)

    def rematch(
        self, now: datetime, *, apply: bool, watch: exporting.Watch
    ) -> list[Move]:
        """Judge everything anew; gives what changes, and keeps it only if `apply`."""
        return rematching.rematch(self.connection, now, apply=apply, watch=watch)

    def adopt(
        self, now: datetime, judged: Elsewhere, watch: exporting.Watch
    ) -> Adopted:
        """Keep what an engine judged of an export, as `rematching.adopt` says."""
        return rematching.adopt(self.connection, now, judged, watch)

    def export(self, folder: Path, watch: exporting.Watch) -> int:
        """Write what matching needs as Parquet, as `exporting.export` says."""
        return exporting.export(self.connection, folder, watch)

    @property
    def outdated(self) -> bool:
        """Whether stories rest on findings of other rules than this program has."""
        return rematching.is_outdated(self.connection)

    def form(self, now: datetime) -> Iterator[Formed]:
        """Form the stories of everything that came; yields the tally as it grows."""
        return form_pending(self.connection, now)
