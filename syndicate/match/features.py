"""How two releases compare: numbers that a reader can follow, alike from either side.

Shares are 0 to 1. *Weighed* means that rare words count for more, by the frozen table.
Where a measure has two directions both are kept, as the lesser and the greater.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields

from syndicate.match.profile import Profile, Run

FEWEST_RUNS = 15  # a core of fewer four-word runs is judged by the whole text
UNDATED = 30  # days between releases of which one tells no date
UNTOLD = 0.5  # the share where neither side has anything to share
RAREST = 12  # words


@dataclass(frozen=True, slots=True)
class Features:
    """What was measured between two releases."""

    core: float  # four-word runs of the cores shared, of the shorter
    fives: float  # five-word runs of the texts shared, of the shorter
    fives_either: float  # …, of both
    lead_most: float  # a lead's three-word runs that stand in the other text
    lead_least: float
    sentences: float  # sentences of the core shared, of the shorter
    title_either: float  # words of the titles shared, weighed, of both
    title_least: float  # a title's words that stand in the other release, weighed
    title_most: float
    missed_most: float  # weight of the heaviest title word that the other lacks
    missed_least: float
    title_equal: float
    names_either: float  # capitalised words near the top shared, weighed, of both
    names_least: float  # those that stand anywhere in the other, weighed
    names_most: float
    numbers_either: float  # numbers near the top shared
    numbers: float  # …, of the side with fewer
    figures: float  # numbers of the whole text shared, of the side with fewer
    opening_least: float  # the opening's words that stand in the other, weighed
    opening_most: float
    plain_least: float  # …, without names
    plain_most: float
    first_least: float  # words of the first sentence in the other's opening, weighed
    first_most: float
    rarest_least: float  # the rarest words of one opening that the other has
    rarest_most: float
    cosine: float  # of the cores' weighed words
    days: float  # ln(1 + days apart)
    shorter: float  # ln(1 + words of the shorter)
    longer: float  # how many times as long the longer is, ln
    periods: float  # 1 both titles name another period or number, .5 one does
    steps: float  # 1 the titles name another step of the matter
    same_source: float


NAMES = tuple(field.name for field in fields(Features))


# long: one line for each measure, in the order of the fields
def compare(one: Profile, two: Profile, *, same_source: bool) -> Features:
    """Measure what two releases have in common."""
    fives = len(one.fives & two.fives)
    leads = _both(_held(one.lead, two.threes), _held(two.lead, one.threes))
    titles = _both(_covered(one.title, two.words), _covered(two.title, one.words))
    missed = _both(_missed(one.title, two.words), _missed(two.title, one.words))
    names = _both(_covered(one.names, two.words), _covered(two.names, one.words))
    openings = _both(_covered(one.opening, two.words), _covered(two.opening, one.words))
    plain = _both(_covered(one.plain, two.words), _covered(two.plain, one.words))
    first = _both(
        _covered(one.first, two.opening.keys()), _covered(two.first, one.opening.keys())
    )
    rarest = _both(_rarest(one, two), _rarest(two, one))
    return Features(
        core=_core(one, two),
        fives=_of_smaller(one.fives, two.fives, fives),
        fives_either=_of_either(one.fives, two.fives, fives),
        lead_most=leads[1],
        lead_least=leads[0],
        sentences=_smaller(one.sentences, two.sentences),
        title_either=_weighed_either(one.title, two.title),
        title_least=titles[0],
        title_most=titles[1],
        missed_most=missed[1],
        missed_least=missed[0],
        title_equal=float(bool(one.headline) and one.headline == two.headline),
        names_either=_weighed_either(one.names, two.names),
        names_least=names[0],
        names_most=names[1],
        numbers_either=_either(one.numbers, two.numbers),
        numbers=_smaller(one.numbers, two.numbers),
        figures=_smaller(one.figures, two.figures),
        opening_least=openings[0],
        opening_most=openings[1],
        plain_least=plain[0],
        plain_most=plain[1],
        first_least=first[0],
        first_most=first[1],
        rarest_least=rarest[0],
        rarest_most=rarest[1],
        cosine=_cosine(one.vector, two.vector),
        days=math.log1p(days_apart(one, two)),
        shorter=math.log1p(min(one.length, two.length)),
        longer=math.log(
            max(one.length, two.length, 1) / max(1, min(one.length, two.length))
        ),
        periods=_differ(one.periods, two.periods),
        steps=float(one.steps != two.steps),
        same_source=float(same_source),
    )


def days_apart(one: Profile, two: Profile) -> int:
    """Days between two releases as told; 30 where one is undated."""
    if one.day is None or two.day is None:
        return UNDATED
    return abs(one.day - two.day)


def _both(first: float, second: float) -> tuple[float, float]:
    return (first, second) if first <= second else (second, first)


def _core(one: Profile, two: Profile) -> float:
    if min(len(one.core), len(two.core)) < FEWEST_RUNS:
        return _of_smaller(one.fives, two.fives, len(one.fives & two.fives))
    return _of_smaller(one.core, two.core, len(one.core & two.core))


def _of_smaller(one: AbstractSet[Run], two: AbstractSet[Run], shared: int) -> float:
    smaller = min(len(one), len(two))
    return shared / smaller if smaller else 0.0


def _of_either(one: AbstractSet[Run], two: AbstractSet[Run], shared: int) -> float:
    either = len(one) + len(two) - shared
    return shared / either if either else 0.0


def _held(part: frozenset[Run], whole: frozenset[Run]) -> float:
    return len(part & whole) / len(part) if part else 0.0


def _smaller(one: frozenset[str], two: frozenset[str]) -> float:
    smaller = min(len(one), len(two))
    return len(one & two) / smaller if smaller else UNTOLD


def _either(one: frozenset[str], two: frozenset[str]) -> float:
    either = len(one | two)
    return len(one & two) / either if either else UNTOLD


def _covered(part: Mapping[str, float], whole: AbstractSet[str]) -> float:
    told = sum(part.values())
    if not told:
        return 0.0
    return sum([weight for word, weight in part.items() if word in whole]) / told


def _missed(title: Mapping[str, float], whole: AbstractSet[str]) -> float:
    return max(
        [weight for word, weight in title.items() if word not in whole], default=0.0
    )


def _weighed_either(one: Mapping[str, float], two: Mapping[str, float]) -> float:
    shared = sum([weight for word, weight in one.items() if word in two])
    either = sum(one.values()) + sum(two.values()) - shared
    return shared / either if either else 0.0


def _rarest(one: Profile, two: Profile) -> float:
    rarest = sorted(one.opening, key=lambda w: (-one.opening[w], w))[:RAREST]
    return sum([word in two.words for word in rarest]) / len(rarest) if rarest else 0.0


def _cosine(one: Mapping[str, float], two: Mapping[str, float]) -> float:
    if len(two) < len(one):
        one, two = two, one
    return sum([value * two[word] for word, value in one.items() if word in two])


def _differ(one: frozenset[str], two: frozenset[str]) -> float:
    return (bool(one - two) + bool(two - one)) / 2
