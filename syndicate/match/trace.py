"""What a release is found by, made of it alone, so that a worker can make it."""

from __future__ import annotations

from dataclasses import dataclass

from syndicate.match.base import ENOUGH_WORDS, Key, Sketch, Weights
from syndicate.match.keys import keys
from syndicate.match.sketch import sketch
from syndicate.model import Moment, Release
from syndicate.text.tokens import words

OPENING = 200  # characters


@dataclass(frozen=True, slots=True)
class Trace:
    """The keys that a release bears and its sketch."""

    keys: tuple[Key, ...]
    sketch: Sketch


def trace(release: Release, weights: Weights) -> Trace:
    """What a release is found by, as it will be stored."""
    told = _Told(
        release.title,
        release.text,
        release.published,
        release.language,
        _has_text(release.text),
    )
    return Trace(keys(release), sketch(told, weights))


def _has_text(text: str) -> bool:
    """Whether it has enough words; most have them where they begin."""
    begins = len(words(text[:OPENING])) >= ENOUGH_WORDS
    return begins or len(words(text)) >= ENOUGH_WORDS


@dataclass(frozen=True, slots=True)
class _Told:
    """A release as its sketch is made."""

    title: str
    text: str
    published: Moment | None
    language: str
    has_text: bool
