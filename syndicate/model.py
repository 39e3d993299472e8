"""The nouns: frozen values that flow from stage to stage.

    Document ─read─▶ Posting ─clean─▶ Release ─match─▶ Story ─brief─▶ Brief
    ─edit─▶ Edition

Everything else here is a part of one of those six. A value never changes; a
change makes another (`dataclasses.replace`). Instants are aware datetimes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# ---------------------------------------------------------------- vocabulary


class Trust(StrEnum):
    """How far a source is believed; set in config.toml only, never by a source."""

    OWNED = "owned"
    WIRE = "wire"
    OPEN = "open"


class Series(StrEnum):
    """How often somebody is sent the digest; each is a series of editions."""

    DAILY = "daily"
    WEEKLY = "weekly"


class Standing(StrEnum):
    """How we know of an appearance."""

    SEEN = "seen"
    CLAIMED = "claimed"
    WITHDRAWN = "withdrawn"


class Relation(StrEnum):
    """What an appearance is to the story's original."""

    ORIGINAL = "original"
    COPY = "copy"
    EXCERPT = "excerpt"
    REWRITE = "rewrite"
    TRANSLATION = "translation"
    HEADLINE = "headline"
    DISCUSSION = "discussion"


class Purpose(StrEnum):
    """Why a posting links somewhere."""

    ORIGINAL = "original"  # "this first ran there"
    CANONICAL = "canonical"  # rel=canonical, og:url
    TLDR = "tldr"  # a NewsRamp rewriting
    DISCUSSION = "discussion"  # a Reddit thread about it
    PICKUP = "pickup"  # another outlet that carried it
    ABOUT = "about"  # what a link post or discussion points at
    MENTION = "mention"  # any link in the running text
    REGISTRATION = "registration"  # proof of publication; furniture


class Form(StrEnum):
    """What sort of telling a posting is, as far as its source kind can know."""

    ARTICLE = "article"  # a text of its own
    REWRITE = "rewrite"  # a summary page somebody wrote about it (TLDR)
    HEADLINE = "headline"  # a title without a body
    DISCUSSION = "discussion"  # a thread about it


class Precision(StrEnum):
    """How much a told date says."""

    INSTANT = "instant"  # date, time and zone
    LOCAL = "local"  # date and time; the zone is the source's, not told
    ZONELESS = "zoneless"  # date and time; nobody says in which zone
    DATE = "date"  # a day


class Act(StrEnum):
    """What staff can decide: the first three of tellings, the rest of stories."""

    MERGE = "merge"
    SPLIT = "split"
    ORIGINAL = "original"
    NOT_OURS = "not-ours"
    HIDE = "hide"
    UNHIDE = "unhide"
    RETRACT = "retract"
    APPROVE = "approve"
    DISMISS = "dismiss"
    NOTE = "note"


# --------------------------------------------------------------------- parts


@dataclass(frozen=True, slots=True)
class Link:
    """A link with the reason it is there. `url` is exactly as written."""

    purpose: Purpose
    url: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as told: `at` is aware; for a bare DATE it is midnight UTC of that day.

    A ZONELESS time is read as UTC, for it must be compared; it is never shown so. What
    ends an embargo is read in the zone where it ends last, a bare DATE, too. `origin`
    says who told it: dateline, feed, page, path (in that spirit, open set); `told` is
    the raw string.
    """

    at: datetime
    precision: Precision
    origin: str
    told: str = ""

    def iso(self) -> str:
        """ISO 8601: a bare date where only a date is known, no offset where none is.

        >>> from datetime import UTC
        >>> Moment(datetime(2023, 12, 21, tzinfo=UTC), Precision.DATE, "path").iso()
        '2023-12-21'
        """
        if self.precision is Precision.DATE:
            return self.at.date().isoformat()
        if self.precision is Precision.ZONELESS:
            return self.at.replace(tzinfo=None).isoformat(timespec="seconds")
        return self.at.isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What opens a press release; `raw` is the span cut from the text."""

    raw: str
    place: str = ""
    wire: str = ""
    issued: Moment | None = None


@dataclass(frozen=True, slots=True)
class Embargo:
    """The line "embargoed until …".

    `until` is None when it cannot be read, which also holds.
    """

    told: str
    until: Moment | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A passage that left the running text, and the named rule that took it out.

    `name` is what it is (dateline, about, contact, disclaimer, comment-form, …).
    """

    name: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask, as a release says; what it does not say is "".

    `phone` is in E.164 where the number is a valid one, else as told.
    """

    name: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody is quoted with, without its marks; paragraphs parted as in `text`.

    `speaker` is "" where nobody is named; `anonymous` marks one who is only described
    ("a spokesperson"), and `title` is then that description.
    """

    text: str
    speaker: str = ""
    title: str = ""
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """A passage on a body that has to do with the release, and whom it is about."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of a release: its address as written, and its text for who is blind."""

    url: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a field comes from: who told it, in which words, and how sure that is.

    `origin` is feed, page, structured, path, dateline, made, or the name of the rule
    that read it; `confidence` is 0 to 1, and below 0.6 a guess.
    """

    field: str
    origin: str
    told: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two postings are one story: a rule, what decided in words, a score 0–1."""

    rule: str
    detail: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Appearance:
    """One place a story ran.

    A *seen* appearance is a posting of ours; a *claimed* one is a link in somebody's
    posting, and `source` is then the source that claims it. `locator` is the path
    inside a files source. `published` is as told by that place. `change` is where in
    our own sequence of changes it came, or its standing last changed.
    """

    source: str
    kind: str
    trust: Trust
    url: str | None
    locator: str | None
    title: str
    published: Moment | None
    first_seen: datetime
    last_seen: datetime
    standing: Standing
    relation: Relation
    evidence: tuple[Evidence, ...] = ()
    embargo: Embargo | None = None
    change: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a brief: its name, its value, and the words it was read from."""

    name: str
    value: str
    span: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Something staff should look at before it goes out. Never alters the text.

    `words` are the words of `sentence` that it is about, `source` the rule's. One with
    a `due` day is of interest only from the day after it (ISO 8601).
    """

    id: str
    severity: str  # red | amber | info
    message: str  # worded "Check: …"
    sentence: str = ""
    words: tuple[str, ...] = ()
    source: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What staff decided: who, when, what and why; it outranks the machine.

    `one` and `two` are the postings it is about, by (source, item): the two stories of
    a merger; what leaves in a split, and what stays; else the story's. `shown` is the
    posting that the story showed then, `story` and `title` what it was called. `detail`
    is the text of a note, the check that was dismissed, or the red checks that were
    approved, a line each.
    """

    number: int
    at: datetime
    who: str
    act: Act
    why: str = ""
    story: str = ""
    title: str = ""
    detail: str = ""
    one: tuple[tuple[str, str], ...] = ()
    two: tuple[tuple[str, str], ...] = ()
    shown: tuple[str, str] | None = None
    undone_at: datetime | None = None
    undone_by: str = ""
    undone_why: str = ""


@dataclass(frozen=True, slots=True)
class Drift:
    """What a copy tells otherwise than the story's original.

    `name` is what differs (phone, number, name, url, date, disclaimer, text), `told`
    what the original tells and `here` what the copy does; "" where it tells nothing.
    `outdated`: the original told so before it was changed, and the copy was not.
    """

    appearance: Appearance
    name: str
    told: str
    here: str
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Unsupported:
    """What a summary tells and the release does not: its sort, and where it stands.

    `sort` is number, date, money, percent, phone, url, email or name.
    """

    sort: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Retelling:
    """A summary that came with a telling, in whose words, and what of it is not ours.

    `unsupported` is what the story's original does not tell.
    """

    appearance: Appearance
    whose: str  # "in the feed's words", "NewsRamp's TLDR", "the Reddit title"
    text: str
    unsupported: tuple[Unsupported, ...] = ()


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
class Fed:
    """A story as it stands in a feed. `size`: the bytes that it adds there, at most.

    `waiting`: no document of the archive tells it as it is now. `notice`: it says that
    a release was retracted, and goes after a while.
    """

    id: str
    published: datetime
    updated: datetime
    size: int
    waiting: bool = True
    notice: bool = False


# ----------------------------------------------------------------- six nouns


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes as fetched, and where they came from."""

    source: str
    url: str  # http(s) address after redirects; "" for a local file
    content: bytes
    media_type: str = ""  # lower case, without parameters
    charset: str = ""  # as declared by the transport
    locator: str | None = None  # '/'-separated path inside a folder source
    headers: tuple[tuple[str, str], ...] = ()  # a few of the answer's, lower-case names

    def header(self, name: str) -> str:
        """A header of the answer by its lower-case name; "" when it was not kept."""
        return dict(self.headers).get(name, "")


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


@dataclass(frozen=True, slots=True)
class Proof:
    """What a source gave over a period: polls, those that failed, postings."""

    polls: int = 0
    failures: int = 0
    new: int = 0
    changed: int = 0
    joined: int = 0  # of the new, those of stories that others tell too
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class SourceReport:
    """A source's state and what it gave in its last poll: the proof of completeness.

    `postings` counts all it ever told; seen, new, changed, joined and skipped are
    of the last poll. `joined`: new postings of stories that others tell too.
    """

    name: str
    kind: str
    trust: Trust
    location: str = ""
    state: str = "ok"  # ok | unchanged | not due | failing | gone | waiting
    polled: bool = True
    seen: int = 0
    new: int = 0
    changed: int = 0
    joined: int = 0
    skipped: tuple[str, ...] = ()  # one line each: item and reason
    error: str = ""
    postings: int = 0
    last_success: datetime | None = None
    last_error: str = ""
    next_due: datetime | None = None
    quiet: str = ""  # said when it is silent against its own rhythm
    since: Proof | None = None  # what it gave while the edition was open
    moved_to: str = ""  # its new address: permanent redirects alone led there


class Way(StrEnum):
    """A way in which others are told that the public folder changed."""

    COMMAND = "command"
    PING = "ping"


@dataclass(frozen=True, slots=True)
class Delivery:
    """How it stands with one receiver: a command to run, or a feed to ping a hub about.

    `state`: done | waiting | failing | given up. `tries` failed since `since`, the last
    with this `trouble`; they end with the first that does not.
    """

    way: Way
    name: str  # the command as written, or the address of the feed
    state: str
    tries: int = 0
    since: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """What a story's original told before it was changed, and until when."""

    until: datetime
    title: str
    text: str


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


@dataclass(frozen=True, slots=True)
class Listed:
    """What the lists of the site say of a story that is out; every text is plain.

    `day` is the day as told (ISO 8601); `published` and `updated` are instants in UTC
    (RFC 3339). `shelves` are the folders of its clinic and its topics, `lists` the list
    pages that show or count it.
    """

    page: str  # relative to the output folder, as all paths here
    day: str
    published: str
    updated: str
    title: str
    summary: str = ""
    written: str = ""  # what a language model wrote, shown in its place with a label
    issuer: str = ""
    place: str = ""
    language: str = ""
    link: str = ""  # the original, "" where our page is all there is
    outlets: int = 0
    topics: tuple[str, ...] = ()
    shelves: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exodus:
    """Many items of one source that vanished together, of all that it ever told."""

    source: str
    items: int
    known: int


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An id that readers were shown and that left for good at `when` (RFC 6721).

    It tells nothing of what was there: `comment` is a sentence of ours.
    """

    id: str
    when: datetime
    comment: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document of a feed: the live one (`number` 0), or one of its archive.

    `folder` is the feed's. `earlier` is the number of the document of the archive
    before it, 0 where there is none. Entries are past the gate, newest first.
    """

    folder: str
    number: int
    earlier: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """What an edition of the digest covers.

    An edition of a series holds what changed after the point `since` of our own
    sequence; `opened` is when the one before was closed, None where none was. With
    `number` 0 it is a period that somebody asked for, from `opened` to `until`.
    """

    series: Series = Series.DAILY
    number: int = 1
    since: int = 0
    opened: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Forms:
    """An edition of the digest in each form, as it was closed."""

    page: bytes
    markdown: bytes
    plain: bytes


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed edition: the period it covers, and what it said, verbatim."""

    series: Series
    number: int
    opened: datetime | None
    closed: datetime
    forms: Forms | None = None  # None where only its name is asked for

    @property
    def name(self) -> str:
        """What it is called: "daily-12"."""
        return f"{self.series}-{self.number}"


@dataclass(frozen=True, slots=True)
class Gap:
    """A story of ours that is missing where it should be, and for how many days.

    `lacks` is "owned" when no place of the clinic's own has it, "wire" when none of
    the wires does; `seen` is the place that has it the longest.
    """

    entry: Entry
    lacks: Trust
    seen: Appearance
    days: int


@dataclass(frozen=True, slots=True)
class Edition:
    """What goes out at `moment`.

    `public` is what readers may see, newest first and already past the gate;
    `new`, `changed`, `held` and `vanished`, whose original is gone, are for staff, and
    `many` says of which sources too many vanished to name them. `ran` are stories of
    ours that came to new places, `elsewhere` new ones of others in our topics, `gaps`
    where ours are missing, `recent` ours of thirty days for the figures; `period` is
    what all of these cover, and `past` are the editions before, the newest first.
    Counts name the whole where lists are cut. `tombstones` are all there ever were.
    `deliveries` are what is known of them before this edition is written. `sheets` are
    the documents of feeds that may have changed; they are read while they are written,
    after the pages.
    """

    moment: datetime
    public: tuple[Entry, ...]
    new: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    held: tuple[Entry, ...] = ()
    vanished: tuple[Entry, ...] = ()
    many: tuple[Exodus, ...] = ()
    ran: tuple[Entry, ...] = ()
    gaps: tuple[Gap, ...] = ()
    recent: tuple[Entry, ...] = ()
    elsewhere: tuple[Entry, ...] = ()
    reports: tuple[SourceReport, ...] = ()
    period: Period = Period()
    past: tuple[Closed, ...] = ()
    new_count: int = 0
    changed_count: int = 0
    held_count: int = 0
    ran_count: int = 0
    elsewhere_count: int = 0
    story_count: int = 0
    tombstones: tuple[Tombstone, ...] = ()
    sheets: Iterable[Sheet] = ()
    deliveries: tuple[Delivery, ...] = ()
