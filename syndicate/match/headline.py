"""Which release a headline without a text of its own is of, and how sure that is.

A rewritten headline of a summary page, a title cut at fifty characters, a pickup's
headline in another language: what it says is looked for in the title, the opening and
the text of each release near its day. The score adds up a few shares; the weights in
`FACTORS` come from `bench/headlines.py` and the corpus's labelled headlines. A headline
is attached to the best story if it scores enough and leads over the second by a
margin (`choose`); else it stays alone. It never links two stories.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from syndicate.match.base import Weights
from syndicate.match.wording import (
    LONGEST,
    OPENING,
    Told,
    Word,
    Wording,
    is_foreign,
    read_words,
    split,
    words_of,
)
from syndicate.text.tokens import STOP

Candidate = TypeVar("Candidate")

ATTACHED = 0.50  # a headline is attached from this score on
MARGIN = 0.075  # and if it leads over the next story by so much
POSSIBLE = 0.30  # from here on a pair is kept, to be shown as possibly the same
FEWEST = 3  # telling words; a title of fewer is no evidence
WINDOW = 7  # days that a headline may be from its release
TEXT_WORDS = 600  # words of a text in which a headline's words are looked for
HEAVY = 60.0  # weight found from which more says nothing

# What each share adds to the score. Two were set by hand. `days`: the labelled
# headlines bear the day of their release, real ones come up to a few days later.
# `foreign`: less of a translation is found, and what is found are names and numbers.
# Without it, of 453 unlabelled translations 57 % were attached and none wrongly.
FACTORS = {
    "title": 0.0803,
    "opening": 0.1571,
    "text": 0.1157,
    "likeness": 0.0631,
    "found": 0.0962,
    "missed": -0.097,
    "numbers": -0.0422,
    "subject": -0.1057,
    "days": -0.05,
    "foreign": 0.05,
}
BASE = 0.348


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline, read once; `day` counts from 1 January of the year 1."""

    words: tuple[Word, ...]
    day: int | None
    weight: float  # of all its words
    foreign: bool  # in another language than English


@dataclass(frozen=True, slots=True)
class Offer:
    """A release in which headlines are looked for, read once."""

    title: Wording
    opening: Wording  # and the title
    text: Wording  # all of it
    title_weights: Mapping[str, float]
    day: int | None


@dataclass(frozen=True, slots=True)
class HeadlineScore:
    """How sure it is that a headline is of a release, 0 to 1, and why."""

    score: float
    detail: str


@dataclass(frozen=True, slots=True)
class Shares:
    """What of a headline is in a release; fields are as in `FACTORS`."""

    title: float  # share of its weight that is in the title
    opening: float  # in title and opening
    text: float  # anywhere
    likeness: float  # shared weight of the two titles over that of both
    found: float  # weight found in the opening, 1 for much
    missed: float  # of the heaviest word that is nowhere, 1 for a rare one
    numbers: float  # how many of its numbers are nowhere, at most 2
    subject: float  # how surely each opens with a name that the other lacks
    days: float  # apart: 0 up to one, then the logarithm
    foreign: float  # 1 of a headline in another language than English


def read_headline(told: Told, language: str, weights: Weights) -> Headline:
    """Read a headline."""
    words = read_words(told.title, language, weights)
    weight = sum(word.weight for word in words)
    foreign = is_foreign(split(told.title)[0], language)
    return Headline(words, _day(told), weight, foreign)


def read_offer(told: Told, weights: Weights) -> Offer:
    """Read a release that has a text."""
    title, joined = split(told.title)
    body, pairs = split(told.text[:LONGEST])
    top = (*title, *joined, *body[:OPENING], *pairs[:12])
    return Offer(
        title=words_of((*title, *joined)),
        opening=words_of(top),
        text=words_of((*top, *body[:TEXT_WORDS], *pairs)),
        title_weights={
            word: weights.weight(word)
            for word in title
            if word not in STOP and (len(word) > 1 or word.isdigit())
        },
        day=_day(told),
    )


def headline_score(headline: Headline, offer: Offer) -> HeadlineScore:
    """How sure it is that a headline is of a release, and why, in plain words."""
    if len(headline.words) < FEWEST:
        return HeadlineScore(0.0, "a headline of few telling words is no evidence")
    days = _days_apart(headline, offer)
    if days > WINDOW:
        return HeadlineScore(0.0, f"{days} days apart")
    shares, missed = measure(headline, offer)
    score = round(min(1.0, max(0.0, add_up(shares))), 4)
    return HeadlineScore(score, _tell(headline, offer, shares, missed))


def choose(scores: Mapping[Candidate, float]) -> Candidate | None:
    """The story that a headline is attached to, by its best score in each; or none.

    >>> choose({"one": 0.71, "two": 0.42}), choose({"one": 0.71, "two": 0.69})
    ('one', None)
    >>> choose({"one": 0.40})
    """
    if not scores:
        return None
    best = max(scores, key=lambda story: scores[story])
    second = max((scores[each] for each in scores if each != best), default=0.0)
    sure = scores[best] >= ATTACHED and scores[best] - second >= MARGIN
    return best if sure else None


def add_up(shares: Shares) -> float:
    """The score of shares, before it is cut to 0 to 1."""
    return BASE + sum(
        factor * float(getattr(shares, name)) for name, factor in FACTORS.items()
    )


def measure(headline: Headline, offer: Offer) -> tuple[Shares, Sequence[Word]]:
    """What of a headline is in a release, and the words of it that are nowhere."""
    title = opening = text = found = 0.0
    missed: list[Word] = []
    for word in headline.words:
        anywhere = offer.text.holds(word)
        if not anywhere:
            missed.append(word)
            continue
        near = offer.opening.holds(word)
        text += word.weight * anywhere
        opening += word.weight * near
        found += near * (word.weight if word.english else word.rarity)
        title += word.weight * offer.title.holds(word) if near else 0.0
    whole = headline.weight or 1.0
    told = words_of(
        each for word in headline.words for each in (word.text, *word.english)
    )
    shared, both = _titles(headline, offer, told, title)
    days = _days_apart(headline, offer)
    return Shares(
        title=title / whole,
        opening=opening / whole,
        text=text / whole,
        likeness=shared / both if both > 0 else 0.0,
        found=min(found, HEAVY) / HEAVY,
        missed=max((word.weight for word in missed), default=0.0) / 10,
        numbers=min(2, sum(word.text[0].isdigit() for word in missed)),
        subject=_subjects_differ(headline, offer, told) / 10,
        days=0.0 if days <= 1 else math.log(days),
        foreign=float(headline.foreign),
    ), missed


def _titles(
    headline: Headline, offer: Offer, told: Wording, found: float
) -> tuple[float, float]:
    """The weight of the release's title that is in the headline, and that of both."""
    weights = offer.title_weights
    shared = sum(weight * told.likest(word) for word, weight in weights.items())
    return shared, sum(weights.values()) + headline.weight - found


def _subjects_differ(headline: Headline, offer: Offer, told: Wording) -> float:
    """The lesser weight of what each opens with and the other lacks; 0 if one has it.

    Who announces stands first, so this parts one clinic's wording from another's.
    """
    ours = max(
        (word.weight for word in headline.words[:2] if not offer.text.holds(word)),
        default=0.0,
    )
    if not ours:
        return 0.0
    first = [*offer.title_weights.items()][:2]
    theirs = max(
        (weight for word, weight in first if not told.likest(word)), default=0.0
    )
    return min(ours, theirs)


def _day(told: Told) -> int | None:
    return told.published.at.date().toordinal() if told.published else None


def _days_apart(headline: Headline, offer: Offer) -> int:
    """Days between the two; of an undated one none is known to be apart."""
    if headline.day is None or offer.day is None:
        return 0
    return abs(headline.day - offer.day)


def _tell(
    headline: Headline, offer: Offer, shares: Shares, missed: Sequence[Word]
) -> str:
    rare = sorted(headline.words, key=lambda word: (-word.rarity, word.text))
    named = [_spell(word, offer) for word in rare if offer.opening.holds(word)][:4]
    told = [f"{shares.opening:.0%} of its telling words in title and opening"]
    told[0] += f" ({', '.join(named)})" if named else ""
    told.append(f"titles {shares.likeness:.0%} alike")
    if missed:
        heaviest = sorted(missed, key=lambda word: (-word.weight, word.text))[:3]
        told.append(f"nowhere: {', '.join(word.text for word in heaviest)}")
    if headline.day is None or offer.day is None:
        told.append("a date is not told")
    else:
        days = _days_apart(headline, offer)
        told.append(f"{days} days apart" if days > 1 else "within a day")
    return "; ".join(told)


def _spell(word: Word, offer: Offer) -> str:
    if word.text in offer.opening.words or not word.english:
        return word.text
    found = (each for each in word.english if each in offer.opening.words)
    english = next(found, "")
    return f"{word.text} = {english}" if english else word.text
