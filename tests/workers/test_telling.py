"""A value told to another process comes out equal, whatever it is made of."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from syndicate.errors import SourceError
from syndicate.model import Link, Moment, Part, Posting, Precision, Purpose, Release
from syndicate.workers.telling import tell


@dataclass(frozen=True, slots=True)
class Alone:
    """One field, whose value is a tuple."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """No field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Fields that must be named."""

    word: str


@dataclass(frozen=True, slots=True)
class Made:
    """A field that is made of another, and must not be asked for."""

    word: str
    length: int = field(init=False)

    def __post_init__(self) -> None:
        """Count."""
        object.__setattr__(self, "length", len(self.word))


NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MOMENT = Moment(NOON, Precision.INSTANT, "feed", "noon")
LINK = Link(Purpose.TLDR, "https://clinic.example.org/")
POSTING = Posting("s", "1", "Open", "Text.", links=(LINK,))
RELEASE = Release(
    "s", "1", "Open", "Text.", published=MOMENT, parts=(Part("a", "b", "c"),)
)


@pytest.mark.parametrize(
    "value",
    [
        POSTING,
        RELEASE,
        [POSTING, {"of": RELEASE}, None],
        Alone(("one", "two")),
        Alone(()),
        Nothing(),
        Named(word="calm"),
        Made("calm"),
        NOON.astimezone(ZoneInfo("America/Denver")),
        Precision.DATE,
        Precision,
        str.lower,
        frozenset({1, 2}),
    ],
    ids=repr,
)
def test_what_is_told_comes_out_equal(value: object) -> None:
    for _ in range(2):  # how it is told is found out the first time
        told = pickle.loads(tell(value))
        assert told == value
        assert type(told) is type(value)


def test_a_value_that_stands_in_two_places_stays_one() -> None:
    one, two = pickle.loads(tell((MOMENT, MOMENT)))
    assert one is two


def test_an_error_keeps_what_it_says() -> None:
    told = pickle.loads(tell(SourceError("s", "empty file", "1")))
    assert str(told) == str(SourceError("s", "empty file", "1"))


def test_what_cannot_be_told_says_so() -> None:
    with pytest.raises((AttributeError, pickle.PicklingError)):
        tell([RELEASE, lambda: None])
