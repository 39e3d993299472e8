"""How a release is found by those that may tell the same: a few numbers of its opening.

A sketch holds the rare five-word runs of the opening, which copies and excerpts share,
and the heaviest words of title and opening, which a rewriting keeps. It depends on
the release and the frozen tables alone, so it can be computed anew from what is stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from zlib import crc32

from syndicate.match.base import Sketch, Weights
from syndicate.match.profile import spoken_words
from syndicate.match.wording import Told, headline_terms, release_terms

OPENING_CHARACTERS = 4_000  # of a text of 200 kB no more is looked at
RUN_WORDS = 220  # words of the core from which runs of five are taken
ONE_IN = 12  # of all runs one in so many is kept, chosen by its hash
MOST_RUNS = 20
UNDATED = 0  # the day of a release that tells none
SIGNED = (-(1 << 31)).__add__  # gives 32 bits as SQLite keeps them in four bytes


class Sketched(Told, Protocol):
    """A release as its sketch is made; a `Member` is one."""

    @property
    def language(self) -> str:
        """Its language."""
        ...

    @property
    def has_text(self) -> bool:
        """Whether it has enough words of its own to be judged by."""
        ...


def sketch(told: Sketched, weights: Weights) -> Sketch:
    """Sketch a release; what has no text has words and no runs."""
    if told.has_text:
        core = core_words(told.text[:OPENING_CHARACTERS], weights, RUN_WORDS)
        weigh = weights.weight
        terms = {word: weigh(word) for word in release_terms(told, weights)}
    else:
        core = []
        terms = dict(headline_terms(told.title, told.language, weights))
    numbers = map(SIGNED, map(crc32, _encoded(terms)))
    return Sketch(
        day=told.published.at.date().toordinal() if told.published else UNDATED,
        runs=_runs(core),
        terms=tuple(zip(numbers, terms.values(), strict=True)),
    )


def core_words(text: str, weights: Weights, most: int) -> list[str]:
    """The first words that are no boilerplate; of all words where nothing else is."""
    core: list[str] = []
    told: list[str] = []
    for found in spoken_words(text):
        told += found
        if not weights.common(" ".join(found)):
            core += found
            if len(core) >= most:
                break
    return (core or told)[:most]


def _runs(core: list[str]) -> tuple[int, ...]:
    """The numbers of the rarest runs."""
    told = _encoded(core)
    runs = zip(told, told[1:], told[2:], told[3:], told[4:], strict=False)
    numbers = map(crc32, map(b" ".join, runs))
    kept = sorted({each for each in numbers if not each % ONE_IN})
    return tuple(map(SIGNED, kept[:MOST_RUNS]))


def _encoded(words: Iterable[str]) -> list[bytes]:
    """Words as bytes."""
    return " ".join(words).encode("utf-8", "replace").split()
