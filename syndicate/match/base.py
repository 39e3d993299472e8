"""What matching needs from below and what it says: protocols and verdicts."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from syndicate.model import Evidence, Form, Moment, Trust

# Fewer words than this are no evidence: stubs and boilerplate are equal to each other.
ENOUGH_WORDS = 15
SAME_KEY = "same key"  # the rule of releases that bear one identity
SAME_TEXT = "same text"  # the rule of texts that are equal word for word
BY_HEADLINE = "by headline"  # the rule of a title that tells of a text


class Role(StrEnum):
    """How a release bears a key; all but OWN are claims."""

    OWN = "own"  # read from the address of this very telling
    ORIGINAL = "original"  # the page this telling says it is a copy of
    TRAIL = "trail"  # another telling that it names: TLDR, discussion, pickup


@dataclass(frozen=True, slots=True)
class Key:
    """An identity such as `newsworthy:917`, and how a posting bears it."""

    value: str  # kind:rest
    role: Role
    url: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """What matching must know of a stored release; `ref` is the store's."""

    ref: int
    source: str
    item: str
    trust: Trust
    form: Form
    title: str
    text: str
    text_digest: str
    words: int
    published: Moment | None
    language: str = ""
    site: str = ""  # on which it first ran, as `origin.origin` tells
    wire: str = ""  # that its dateline names
    issuer: str = ""  # who announces, as cleaning read it
    place: str = ""  # that its dateline names

    @property
    def has_text(self) -> bool:
        """Whether it has enough words of its own to be judged by."""
        return self.words >= ENOUGH_WORDS

    @property
    def day(self) -> int | None:
        """When it was published, as told: days since 1 January of the year 1."""
        return self.published.at.date().toordinal() if self.published else None


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a release is found by. Hashes have 32 bits, with a sign."""

    day: int  # as told, days since 1 January of the year 1; 0 where none is told
    runs: tuple[int, ...]
    terms: tuple[tuple[int, float], ...]  # hash and weight of a word, heaviest first


class Weights(Hashable, Protocol):
    """What the frozen tables say of words and sentences."""

    def weight(self, word: str) -> float:
        """How telling a word is: its inverse document frequency."""
        ...

    def common(self, sentence: str) -> bool:
        """Whether a sentence is boilerplate; its words in lower case, one space."""
        ...


class Index(Protocol):
    """What `match` asks of the store. Each answer is ordered by (source, item)."""

    def bearers(self, told: Member, key: str) -> Iterable[tuple[Member, Role, str]]:
        """The few other bearers of a key next to a release, how, and from where."""
        ...

    def same_text(self, member: Member) -> Iterable[Member]:
        """The few other releases with a member's text whose items are next to its."""
        ...

    def near(self, ref: int, sketch: Sketch) -> Iterable[Member]:
        """The few releases with a text that share most with a sketch."""
        ...

    def near_headline(self, ref: int, sketch: Sketch) -> Iterable[Member]:
        """The few releases with a text that a headline may be of."""
        ...

    def headlines_near(self, ref: int, sketch: Sketch) -> Iterable[Member]:
        """The few headlines that may be of a release with a text."""
        ...


@dataclass(frozen=True, slots=True)
class Finding:
    """What matching found of two releases: one story, apart, or possibly (None)."""

    other: int
    same: bool | None
    evidence: Evidence
    key: str = ""  # the key it rests on, if any


@dataclass(frozen=True, slots=True)
class Pair:
    """A finding between two members, by reference."""

    one: int
    two: int
    same: bool | None  # None: possibly, which joins nothing
    evidence: Evidence
    key: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that matching found about one release."""

    findings: tuple[Finding, ...] = ()
