"""How a release is found by those that may tell the same: a few numbers of its opening.

A sketch holds the rare five-word runs of the opening, which copies and excerpts share,
and the heaviest words of title and opening, which a rewriting keeps. It depends on
the release and the frozen tables alone, so it can be computed anew from what is stored.
"""

from __future__ import annotations

import heapq
import unicodedata
from collections.abc import Iterable
from zlib import crc32

from syndicate.match.base import Member, Sketch, Weights
from syndicate.match.profile import headline_words, spoken_sentences
from syndicate.text.tokens import STOP

OPENING_CHARACTERS = 8_000  # of a text of 200 kB no more is looked at
RUN_WORDS = 220  # words of the core from which runs are taken
RUN = 5  # words
ONE_IN = 6  # of all runs one in so many is kept, chosen by its hash
MOST_RUNS = 40
TERM_WORDS = 110  # words of the core from which terms are taken
MOST_TERMS = 18
TITLE_WEIGHS = 1.5  # as much as a word of the text
UNDATED = 0  # the day of a release that tells none


def sketch(member: Member, weights: Weights) -> Sketch:
    """Sketch a release; a headline has terms and no runs."""
    core = _core(member.text[:OPENING_CHARACTERS], weights)
    return Sketch(
        day=member.published.at.date().toordinal() if member.published else UNDATED,
        runs=_runs(core),
        terms=_terms(headline_words(member.title), core[:TERM_WORDS], weights),
    )


def _core(text: str, weights: Weights) -> list[str]:
    """The first words that are no boilerplate; of all words where nothing else is."""
    core: list[str] = []
    told: list[str] = []
    for sentence in spoken_sentences(text):
        found = sentence.split()
        told += found
        if not weights.common(sentence):
            core += found
        if len(core) >= RUN_WORDS:
            break
    return (core or told)[:RUN_WORDS]


def _runs(core: list[str]) -> tuple[int, ...]:
    found = {
        crc32(" ".join(core[start : start + RUN]).encode("utf-8", "replace"))
        for start in range(len(core) - RUN + 1)
    }
    kept = (each for each in found if not each % ONE_IN)
    return tuple(_signed(each) for each in heapq.nsmallest(MOST_RUNS, kept))


def _terms(
    title: Iterable[str], core: Iterable[str], weights: Weights
) -> tuple[tuple[int, float], ...]:
    rank = {word: weights.weight(word) * TITLE_WEIGHS for word in title}
    for word in core:
        if word not in rank and word not in STOP and (len(word) > 2 or word.isdigit()):
            rank[word] = weights.weight(word)
    heaviest = sorted(rank, key=lambda word: (-rank[word], word))[:MOST_TERMS]
    return tuple((_hash(word), weights.weight(word)) for word in heaviest)


def _hash(word: str) -> int:
    """A word's hash without its accents: other languages write names as they can."""
    if not word.isascii():
        parts = unicodedata.normalize("NFKD", word)
        word = "".join(each for each in parts if not unicodedata.combining(each))
    return _signed(crc32(word.encode("utf-8", "replace")))


def _signed(number: int) -> int:
    """32 bits as SQLite keeps them in four bytes."""
    return number - (1 << 31)
