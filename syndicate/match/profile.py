"""What comparing two releases needs of each, counted once: words, runs, names, numbers.

Nothing here knows of a second release. A sentence that the shipped table knows as
boilerplate is no part of the core; of very long texts only the beginning counts. Words
are compared by their first letters, so that a rewriting's *invests* meets *investment*.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from syndicate.match.base import Member, Weights
from syndicate.match.marks import Marks, marks
from syndicate.text.tokens import STOP, lower_words, plain

WordRun = int  # the hash, in this process, of four words that follow each other

LONGEST = 4_000  # words of a text that count; a page of 200 kB costs no more
PIECE = 1_600  # characters of a text that are read at a time, to a sentence's end
SENTENCE_WORDS = 5  # shorter sentences are nobody's boilerplate
FEWEST_CORE = 40  # words; a text of which less is left is judged whole,
LEAST_CORE = 0.15  # as is one of which less than this share is left
LEAD = 130  # four-word runs that open a text
OPENING = 110  # words of the core that tell what it is about
STEM = 6  # letters

_END = re.compile(r"[.!?\n](?:[\"'”’)\]]*\s+|(?<=\n))")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
# All but figures, points and commas as spaces: numbers are looked for in little then.
_FIGURES = bytes(
    code if chr(code) in "0123456789.," else ord(" ") for code in range(256)
)
_PHRASE = re.compile(r"[A-Z][\w-]{1,60}+(?: [A-Z][\w-]{0,60}+\.?)+")
_YEAR = re.compile(r"20[1-3]\d")
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SERIES = re.compile(
    r"^\W*(?:updated?|corrections?|correcting and replacing|media advisory|"
    r"\w*(?:news)?breaks|ibn coverage)\s*[:–—*-]+\s*",
    re.IGNORECASE,
)
_TICKER = re.compile(
    r"[(\[](?:[^()\[\]]{0,60}\b[A-Z]{2,}[A-Za-z ]{0,12}:\s?[^()\[\]]{1,60}|"
    r"[A-Z]{2,5})[)\]]"
)
PERIODS = frozenset(
    """january february march april may june july august september october november
    december q1 q2 q3 q4 first second third fourth fifth sixth seventh eighth ninth
    tenth quarter half monthly weekly daily spring summer fall autumn winter monday
    tuesday wednesday thursday friday saturday sunday""".split()  # noqa: SIM905 - a list
)
# Words of a title that tell how far a matter has come.
STEPS = {
    "closing": "closes", "closes": "closes", "close": "closes", "closed": "closes",
    "completes": "closes", "completion": "closes", "completed": "closes",
    "concludes": "concludes", "concluded": "concludes", "cancelled": "cancels",
    "canceled": "cancels", "postponed": "postpones", "delayed": "postpones",
    "extends": "extends", "extension": "extends", "extended": "extends",
    "prices": "prices", "pricing": "prices", "priced": "prices",
    "finalists": "finalists", "upcoming": "upcoming", "editorial": "editorial",
    "implemented": "implements", "implements": "implements",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """A release as comparing sees it. Words are stems: their first letters."""

    day: int | None  # as told; days since 1 January of the year 1
    length: int  # words of the text that count
    title: Mapping[str, float]  # its telling words, weighed
    periods: frozenset[str]  # what its title says of an edition: months, years, numbers
    steps: frozenset[str]  # what its title says of the state of the matter
    words: AbstractSet[str]  # telling ones of title and text
    core: frozenset[WordRun]  # four-word runs without boilerplate
    runs: frozenset[WordRun]  # four-word runs of the whole text
    lead: frozenset[WordRun]  # those of its opening
    opening: Mapping[str, float]  # telling words of title and core's opening, weighed
    phrases: frozenset[str]  # names of several words, anywhere
    figures: frozenset[str]  # numbers other than years, anywhere
    calendar: frozenset[str]  # months, days, years and numbers of title and opening
    vector: Mapping[str, float]  # the core's telling words, weighed
    norm: float  # the length of that vector
    marks: Marks  # what a rewriting keeps besides


def profile(member: Member, weights: Weights) -> Profile:
    """Count what comparing needs of a release."""
    title = _strip(member.title)
    headline = _words(title)
    spoken = list(_spoken(member.text))
    kept = _core(spoken, weights)
    told = _flat(spoken)
    core = told if kept is spoken else _flat(kept)
    prose = f"{title}. " + ". ".join([sentence for sentence, _ in kept])
    telling = _telling(weights)
    heads = _weigh(headline, telling)
    spelt = Counter(core)
    vector = _vector(spelt, telling)
    words = vector.keys() | heads.keys()
    if kept is not spoken:
        words |= _weigh(set(told).difference(spelt), telling).keys()
    in_order = _runs(told)
    runs = frozenset(in_order)
    return Profile(
        day=member.day,
        length=len(told),
        title=heads,
        periods=_dated(headline),
        steps=frozenset([STEPS[word] for word in headline if word in STEPS]),
        words=words,
        core=runs if kept is spoken else frozenset(_runs(core)),
        runs=runs,
        lead=frozenset(in_order[:LEAD]),
        opening=heads | _weigh(core[:OPENING], telling),
        phrases=frozenset(_PHRASE.findall(prose)),
        figures=_figures(prose),
        calendar=_dated([*headline, *core[:LEAD]]),
        vector=vector,
        norm=math.sqrt(sum([weight * weight for weight in vector.values()])),
        marks=marks(member, prose),
    )


def headline_words(title: str) -> tuple[str, ...]:
    """The telling words of a title, without a series' name and ticker symbols.

    >>> headline_words("UPDATE: Acme Calm (NASDAQ: ACAL) opens a second clinic")
    ('acme', 'calm', 'opens', 'second', 'clinic')
    """
    return tuple(filter(_tells, _words(_strip(title))))


def spoken_sentences(text: str) -> Iterator[str]:
    r"""The sentences that can be boilerplate, as `Weights.common` is asked for them.

    >>> list(spoken_sentences("Calm is here for all. We opened! A clinic\nof Ours"))
    ['calm is here for all']
    """
    return map(" ".join, spoken_words(text))


def spoken_words(text: str) -> Iterator[list[str]]:
    """The words of each of those sentences."""
    return (found for _, found in _spoken(text) if len(found) >= SENTENCE_WORDS)


Sentence = tuple[str, list[str]]  # as written, and its words


def _strip(title: str) -> str:
    return _TICKER.sub(" ", _SERIES.sub("", title))


def _spoken(text: str) -> Iterator[Sentence]:
    left = LONGEST
    for told in _pieces(text):
        east = not told.isascii() and bool(_EAST.search(told))
        for sentence in _END.split(told):
            found = lower_words(sentence)
            if east:
                found = [part for word in found for part in _part(word)]
            if len(found) >= left:
                yield sentence, found[:left]
                return
            if found:
                yield sentence, found
                left -= len(found)


def _pieces(text: str) -> Iterator[str]:
    """A text with plain signs, some sentences at a time: few want the end of it."""
    start = 0
    while start < len(text):
        end = _END.search(text, start + PIECE)
        stop = end.end() if end else len(text)
        yield plain(text[start:stop])
        start = stop


def _part(word: str) -> Iterable[str]:
    """A run of East Asian script as its pairs of signs; it has no spaces to part it."""
    if len(word) <= 2 or not _EAST.search(word):
        return (word,)
    return (word[at : at + 2] for at in range(len(word) - 1))


def _words(text: str) -> list[str]:
    return _flat(_spoken(text))


def _flat(spoken: Iterable[Sentence]) -> list[str]:
    return [*chain.from_iterable([found for _, found in spoken])]


def _core(spoken: list[Sentence], weights: Weights) -> list[Sentence]:
    """The sentences that are not boilerplate; all of them where too few are left.

    A notice that is run again and again under other titles is its own boilerplate.
    """
    kept = [
        each
        for each in spoken
        if len(each[1]) < SENTENCE_WORDS or not weights.common(" ".join(each[1]))
    ]
    if len(kept) == len(spoken):
        return spoken
    left, told = (sum(len(found) for _, found in part) for part in (kept, spoken))
    return spoken if left < max(FEWEST_CORE, LEAST_CORE * told) else kept


def _tells(word: str) -> bool:
    return word not in STOP and (len(word) > 1 or word.isdigit())


def _dated(words: Iterable[str]) -> frozenset[str]:
    """The words that say of when something is, and numbers."""
    return frozenset(
        [word for word in set(words) if word in PERIODS or word[0].isdigit()]
    )


class _Telling(dict[str, tuple[str, float] | None]):
    """What words tell: the stem and its weight; of stop words and letters nothing.

    A word that no release had, a name or a number mostly, is not kept.
    """

    def __init__(self, weights: Weights) -> None:
        self._weigh = weights.weight
        self._unseen = weights.weight("")

    def __missing__(self, word: str) -> tuple[str, float] | None:
        """Look at a word that did not come before."""
        if not _tells(word):
            self[word] = None
            return None
        told = word[:STEM], self._weigh(word)
        if told[1] != self._unseen:
            self[word] = told
        return told


@lru_cache(maxsize=2)
def _telling(weights: Weights) -> _Telling:
    return _Telling(weights)


def _weigh(words: Iterable[str], telling: _Telling) -> dict[str, float]:
    """The telling words by their stems; a stem weighs what its first word does."""
    told: dict[str, float] = {}
    for word in words:
        known = telling[word]
        if known is not None and known[0] not in told:
            told[known[0]] = known[1]
    return told


def _figures(text: str) -> frozenset[str]:
    told = text.encode("ascii", "replace").translate(_FIGURES).split()
    found = _NUMBER.findall(b" ".join(told).decode())
    numbers = {number.replace(",", "") for number in found}
    return frozenset([number for number in numbers if not _YEAR.fullmatch(number)])


def _runs(words: Sequence[str]) -> list[WordRun]:
    """Hashes of 64 bits: sets of them are smaller and faster than sets of words."""
    runs = zip(words, words[1:], words[2:], words[3:], strict=False)
    return list(map(hash, runs))


def _vector(spelt: Mapping[str, int], telling: _Telling) -> dict[str, float]:
    """The telling words by their stems, each spelling by its weight and its number."""
    vector: dict[str, float] = {}
    known = map(telling.__getitem__, spelt)
    for told, count in zip(known, spelt.values(), strict=True):
        if told is not None:
            stem, weight = told
            if count > 1:
                weight *= 1 + math.log(count)
            if stem not in vector or weight > vector[stem]:
                vector[stem] = weight
    return vector
