"""Posting, Release, Story, Brief: what flows from stage to stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from syndicate.model.parts import (
    About,
    Appearance,
    Check,
    Contact,
    Dateline,
    Drift,
    Embargo,
    Fact,
    Image,
    Link,
    Moment,
    Part,
    Provenance,
    Quote,
    Retelling,
)
from syndicate.model.words import Form, Purpose


@dataclass(frozen=True, slots=True)
class Posting:
    """One source's telling, as told. `(source, item)` is its identity for ever."""

    source: str
    item: str
    title: str
    body: str
    media_type: str = "text/html"  # of body: text/html, text/markdown, text/plain
    form: Form = Form.ARTICLE
    url: str | None = None  # public address of this very telling
    locator: str | None = None
    summary: str = ""
    author: str = ""
    language: str = ""
    published: str = ""  # raw, as told
    published_origin: str = "feed"  # who told it: feed, page, path, structured
    updated: str = ""
    links: tuple[Link, ...] = ()
    topics: tuple[str, ...] = ()
    withdrawn: str = ""  # why the place took it down, when it says so
    full: bool = True  # False: the body is a page from which the text must be extracted


@dataclass(frozen=True, slots=True)
class Release:
    """A posting cleaned and parsed. `text`: paragraphs parted by a blank line."""

    source: str
    item: str
    title: str
    text: str
    form: Form = Form.ARTICLE
    html: str = ""  # sanitised; "" when `text` says it all
    title_made: bool = False  # the document had none: made from its first words
    url: str | None = None
    locator: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    dateline: Dateline | None = None
    embargo: Embargo | None = None
    issuer: str = ""
    author: str = ""
    language: str = ""
    summary: str = ""  # as told by the source, cleaned
    links: tuple[Link, ...] = ()
    topics: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    repairs: tuple[str, ...] = ()  # what was mended, by rule name
    notes: tuple[str, ...] = ()  # what staff should know (broken link, no date …)
    site: str = ""  # the name of the site, where the page tells it
    contacts: tuple[Contact, ...] = ()
    quotes: tuple[Quote, ...] = ()
    about: tuple[About, ...] = ()
    tickers: tuple[str, ...] = ()  # "EXCHANGE: SYMBOL"
    images: tuple[Image, ...] = ()
    provenance: tuple[Provenance, ...] = ()

    def link(self, purpose: Purpose) -> Link | None:
        """The first link with that purpose."""
        return next((link for link in self.links if link.purpose is purpose), None)


@dataclass(frozen=True, slots=True)
class Amendment:
    """A material change of the title or the text that a story shows.

    `note` says what changed in words that anybody may read, `told` what it was before
    and is now, for staff. `public`: readers had seen what was there before.
    """

    at: datetime
    note: str
    told: str
    public: bool


@dataclass(frozen=True, slots=True)
class Story:
    """One announcement wherever it ran. `id` is a tag: URI that never changes.

    `slug` is minted with it, from the title of that day. `original` is the release
    whose text, title, link and date are shown; `since` is when we first knew of the
    story; `updated` its last material change.
    """

    id: str
    slug: str
    original: Release
    appearances: tuple[Appearance, ...]
    since: datetime
    updated: datetime
    clinic: str | None = None
    topics: tuple[str, ...] = ()
    hidden: bool = False
    held: str = ""  # why it is in no public file yet; "" when it may go out
    held_until: datetime | None = None  # the hour that it waits for, if it does
    approvable: bool = False  # whether `approve` ends that, or a part of it
    withheld: str = ""  # why it is for staff only; "" when it is for readers
    not_ours: bool = False  # staff: no clinic of ours is meant
    retracted: datetime | None = None  # staff: taken back, since then
    approved: bool = False  # staff: what it shows may go out
    dismissed: tuple[str, ...] = ()  # staff: the checks that are settled
    passed: tuple[str, ...] = ()  # red checks let pass, as `edit.red_keys` tells them
    taken_back: bool = False  # a copy of what a clinic's own release told until changed
    version: str = ""  # digest of the title and text that it shows
    out: str = ""  # the version that readers saw last; "" when they never did
    published: datetime | None = None  # as told when it was first public; then frozen
    amendments: tuple[Amendment, ...] = ()  # the oldest first

    @property
    def short_id(self) -> str:
        """The last part of the id: what people type and what page names end in."""
        return self.id.rsplit("/", 1)[-1]

    @property
    def page(self) -> str:
        """The story's page, relative to the output folder; it never moves."""
        return f"stories/{self.slug}-{self.short_id}.html"


@dataclass(frozen=True, slots=True)
class Brief:
    """What staff read in ten seconds. Every word of `summary` is in the release.

    Unless `editor` says that somebody of staff wrote it: then `own` is ours.

    `written` is a sentence that a language model wrote of it, if one was asked and
    what it said may stand; it is never shown without saying so.
    """

    summary: str
    standalone: str = ""  # the sentence for where the headline is not beside it
    more: tuple[str, ...] = ()  # up to two sentences that add most to `summary`
    method: str = "lead"
    facts: tuple[Fact, ...] = ()
    checks: tuple[Check, ...] = ()
    written: str = ""
    writer: str = ""  # the service and model that were asked, "" for none
    refusal: str = ""  # why what they wrote may not stand
    editor: str = ""  # staff who wrote what is shown as the summary, "" for nobody
    edited: datetime | None = None  # and when
    own: str = ""  # the machine's summary, which theirs stands in place of


class Stored(NamedTuple):
    """A story and its brief as the database holds them; filed, they are an Entry."""

    story: Story
    brief: Brief


@dataclass(frozen=True, slots=True)
class Version:
    """What a story's original told before it was changed, and until when.

    `let_go` says how many texts that stood before this one, and after the next older
    one that is there, were not kept.
    """

    until: datetime
    title: str
    text: str
    let_go: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A story with its brief, as it goes out; `drift` and `retold` are for staff.

    `versions`, the newest first, are for readers, where settings want them shown.
    """

    story: Story
    brief: Brief
    drift: tuple[Drift, ...] = ()
    retold: tuple[Retelling, ...] = ()
    versions: tuple[Version, ...] = ()
