"""What the nouns are made of: links, moments, quotes, evidence, findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from syndicate.model.words import Act, Precision, Purpose, Relation, Standing, Trust


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
    a merger, or those kept apart; what leaves in a split, and what stays; else the
    story's. `shown` is the posting that the story showed then, `story` and `title` what
    it was called. `detail` is the text of a note or a summary, the check that was
    dismissed, or the red checks that were approved, a line each.
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
