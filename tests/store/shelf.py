"""A database in a folder, and tellings to put into it."""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from syndicate.config import Settings, Site, Source
from syndicate.match import Profiles, match, trace
from syndicate.model import (
    Form,
    Link,
    Moment,
    Posting,
    Precision,
    Purpose,
    Release,
    Trust,
)
from syndicate.store import Change, Poll, Store, shipped

NOON = datetime(2026, 9, 14, 12, tzinfo=UTC)
SETTINGS = Settings(
    Path("config.toml"), Site("https://news.example.org/", home="https://example.org/")
)
PROFILES = Profiles(shipped())
TEXT = (
    "River Clinic in Salem has opened a new wing for people who live with chronic pain."
    " The wing has eight rooms, two nurses at every hour and a garden planted by former"
    " patients. Doctor Ada Moss said the first week had brought forty visits there."
)


@dataclass
class Shelf:
    """A store with a clock that moves by an hour with each run."""

    path: Path
    now: datetime = NOON
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.store = Store.open(self.path)
        weakref.finalize(self, self.store.connection.close)
        self.store.found(SETTINGS, self.now)

    def tell(self, *tellings: Release, trust: Trust = Trust.OPEN) -> list[Change]:
        """Keep releases as one run would, and form their stories."""
        changes = self.keep(*tellings, trust=trust)
        self.form()
        return changes

    def keep(self, *tellings: Release, trust: Trust = Trust.OPEN) -> list[Change]:
        """Keep releases as the first part of a run would."""
        inbox, changes = self.store.inbox, []
        for release in tellings:
            source = Source(release.source, "files", "folder", trust)
            enrolled = inbox.enrol(source)
            posting = as_posting(release)
            told = inbox.tell(enrolled.id, release.item, posting, "1")
            with inbox.batches():
                if inbox.seen_again(told) is not None:
                    changes.append(Change.NONE)
                    continue
                kept = inbox.keep(told, release, self.now)
                traced = trace(release, PROFILES.weights)
                candidate = inbox.candidate(kept, traced)
                inbox.keep_verdict(kept.ref, match(candidate, inbox.index(), PROFILES))
                inbox.keep_poll(enrolled.id, Poll(self.now, "folder", None))
            changes.append(kept.change)
        return changes

    def form(self) -> None:
        """Form the stories of all that was kept, as the end of a run would."""
        for _ in self.store.form(self.now):
            pass
        self.now += timedelta(hours=1)

    def stories(self) -> dict[str, list[str]]:
        """Each story's id with what its seen appearances are called."""
        return {
            story.id: [
                place.title for place in story.appearances if place.standing == "seen"
            ]
            for story in self.store.stories()
        }


def as_posting(release: Release) -> Posting:
    return Posting(
        source=release.source,
        item=release.item,
        title=release.title,
        body=release.text,
        media_type="text/plain",
        url=release.url,
        locator=release.locator,
        links=release.links,
    )


def telling(source: str, item: str = "1", text: str = TEXT, **more: object) -> Release:
    fields: dict[str, object] = {
        "source": source,
        "item": item,
        "title": f"New wing for chronic pain in Salem, says {source}",
        "text": text,
    }
    return Release(**(fields | more))  # type: ignore[arg-type]


def on(day: int) -> Moment:
    return Moment(datetime(2026, 9, day, tzinfo=UTC), Precision.DATE, "dateline")


def original(url: str) -> tuple[Link, ...]:
    return (Link(Purpose.ORIGINAL, url),)


__all__ = ["NOON", "SETTINGS", "TEXT", "Form", "Shelf", "on", "original", "telling"]
