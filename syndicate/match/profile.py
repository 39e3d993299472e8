"""What comparing two releases needs of each, counted once: words, runs, names, numbers.

Nothing here knows of a second release. A sentence that the shipped table knows as
boilerplate is no part of the core; of very long texts only the beginning counts.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from syndicate.match.base import Member, Weights
from syndicate.text.tokens import STOP, WORD

Run = tuple[str, ...]

LONGEST = 4_000  # words of a text that count; a page of 200 kB costs no more
SENTENCE_WORDS = 5  # shorter sentences are nobody's boilerplate, nor are they evidence
LEAD = 130  # words that open a text
OPENING = 110  # words of the core that tell what it is about
HEAD = 900  # characters in which names and numbers are looked for
PASSAGES = 40  # words that the first sentence of an announcement seldom exceeds

_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+|\n+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![^\W_])[A-Z][^\W_]*(?:['’][^\W_]+)?")
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
STEPS = {
    "closing": "close", "closes": "close", "close": "close", "closed": "close",
    "completes": "close", "completion": "close", "completed": "close",
    "concludes": "conclude", "concluded": "conclude", "cancelled": "cancel",
    "canceled": "cancel", "postponed": "postpone", "delayed": "postpone",
    "extends": "extend", "extension": "extend", "extended": "extend",
    "prices": "price", "pricing": "price", "priced": "price",
    "reminder": "remind", "reminds": "remind", "finalists": "finalist",
    "upcoming": "upcoming", "recap": "recap", "schedules": "schedule",
    "reports": "report", "results": "result",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """A release as comparing sees it. Words are in lower case."""

    day: int | None  # as told; days since 1 January of the year 1
    length: int  # words of the text that count
    title: Mapping[str, float]  # its telling words, weighed
    headline: tuple[str, ...]  # all its words in order, without series and tickers
    periods: frozenset[str]  # what its title says of an edition: months, years, numbers
    steps: frozenset[str]  # what its title says of the state of the matter
    words: frozenset[str]  # of title and text
    core: frozenset[Run]  # four-word runs without boilerplate
    core_length: int
    fives: frozenset[Run]
    threes: frozenset[Run]
    lead: frozenset[Run]  # three-word runs of its opening
    sentences: frozenset[str]  # of the core
    opening: Mapping[str, float]  # telling words of title and core's opening
    plain: Mapping[str, float]  # those of them that are no names
    names: Mapping[str, float]  # capitalised words near the top
    numbers: frozenset[str]  # near the top
    figures: frozenset[str]  # in all of the text
    vector: Mapping[str, float]  # the core's words, weighed, of length 1
    first: Mapping[str, float]  # telling words of the first sentences


def profile(member: Member, weights: Weights) -> Profile:
    """Count what comparing needs of a release."""
    title = _strip(member.title)
    headline = _words(title)
    spoken = list(_spoken(member.text))
    told = [word for sentence in spoken for word in sentence]
    kept = [each for each in spoken if not _is_common(each, weights)]
    core = [word for sentence in kept for word in sentence]
    telling = _weigh((word for word in headline if _tells(word)), weights)
    opening = _weigh(_opening(core or told, telling), weights)
    top = f"{title}\n{member.text[:HEAD]}"
    names = _weigh(_names(top), weights)
    return Profile(
        day=member.published.at.date().toordinal() if member.published else None,
        length=len(told),
        title=telling,
        headline=tuple(headline),
        periods=frozenset(word for word in headline if _dates(word)),
        steps=frozenset(STEPS[word] for word in headline if word in STEPS),
        words=frozenset(told).union(headline),
        core=_runs(core, 4),
        core_length=len(core),
        fives=_runs(told, 5),
        threes=_runs(told, 3),
        lead=_runs(told[:LEAD], 3),
        sentences=frozenset(
            " ".join(each) for each in kept if len(each) >= SENTENCE_WORDS
        ),
        opening=opening,
        plain={word: weight for word, weight in opening.items() if word not in names},
        names=names,
        numbers=_numbers(top),
        figures=_numbers(member.text),
        vector=_vector(core, weights),
        first=_weigh((word for word in core[:PASSAGES] if _tells(word)), weights),
    )


def headline_words(title: str) -> tuple[str, ...]:
    """The telling words of a title, without a series' name and ticker symbols.

    >>> headline_words("UPDATE: Acme Calm (NASDAQ: ACAL) opens a second clinic")
    ('acme', 'calm', 'opens', 'second', 'clinic')
    """
    return tuple(word for word in _words(_strip(title)) if _tells(word))


def spoken_sentences(text: str) -> Iterator[str]:
    r"""The sentences that can be boilerplate, as `Weights.common` is asked for them.

    >>> list(spoken_sentences("Calm is here for all. We opened! A clinic\nof Ours"))
    ['calm is here for all']
    """
    for sentence in _spoken(text):
        if len(sentence) >= SENTENCE_WORDS:
            yield " ".join(sentence)


def _strip(title: str) -> str:
    return _TICKER.sub(" ", _SERIES.sub("", title))


def _spoken(text: str) -> Iterator[list[str]]:
    """The words of each sentence."""
    count = 0
    lowered = text if text.isascii() else unicodedata.normalize("NFKC", text)
    east = not text.isascii() and bool(_EAST.search(lowered))
    for sentence in _END.split(lowered.lower()):
        found = WORD.findall(sentence)
        if east:
            found = [part for word in found for part in _part(word)]
        if found:
            yield found[: LONGEST - count]
            count += len(found)
            if count >= LONGEST:
                return


def _words(text: str) -> list[str]:
    return [word for sentence in _spoken(text) for word in sentence]


def _part(word: str) -> Iterable[str]:
    """A run of East Asian script as its pairs of signs; it has no spaces to part it."""
    if len(word) <= 2 or not _EAST.search(word):
        return (word,)
    return (word[at : at + 2] for at in range(len(word) - 1))


def _is_common(sentence: Sequence[str], weights: Weights) -> bool:
    return len(sentence) >= SENTENCE_WORDS and weights.common(" ".join(sentence))


def _tells(word: str) -> bool:
    return word not in STOP and (len(word) > 1 or word.isdigit())


def _dates(word: str) -> bool:
    return word in PERIODS or word[0].isdigit()


def _weigh(words: Iterable[str], weights: Weights) -> dict[str, float]:
    return {word: weights.weight(word) for word in dict.fromkeys(words)}


def _opening(core: Sequence[str], title: Iterable[str]) -> Iterator[str]:
    yield from title
    yield from (word for word in core[:OPENING] if _tells(word))


def _names(top: str) -> Iterator[str]:
    for found in _NAME.findall(top):
        word = found.partition("'")[0].partition("’")[0].lower()
        if _tells(word):
            yield word


def _numbers(text: str) -> frozenset[str]:
    found = (number.replace(",", "") for number in _NUMBER.findall(text))
    return frozenset(number for number in found if not _YEAR.fullmatch(number))


def _runs(words: Sequence[str], size: int) -> frozenset[Run]:
    return frozenset(zip(*(words[at:] for at in range(size)), strict=False))


def _vector(core: Sequence[str], weights: Weights) -> dict[str, float]:
    counts = Counter(word for word in core if _tells(word))
    vector = {
        word: (1 + math.log(count)) * weights.weight(word)
        for word, count in counts.items()
    }
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {word: value / length for word, value in vector.items()}
