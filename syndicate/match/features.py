"""How two releases compare: numbers that a reader can follow, alike from either side.

Shares are 0 to 1. *Weighed* means that rare words count for more, by the frozen table.
Where a measure has two directions both are kept, as the lesser and the greater.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from operator import attrgetter

from syndicate.match.profile import Profile, WordRun

FEWEST_RUNS = 15  # a core of fewer four-word runs is judged by the whole text
UNDATED = 30  # days between releases of which one tells no date
UNTOLD = 0.5  # the share where one side has nothing to share
UNKNOWN = 0.45  # the same, where it is told in words: no share of few is just that
RARE = 5.0  # a word weighs more if fewer than one release in 55 has it
LONG_FIGURE = 3  # signs; shorter numbers are shared by accident


@dataclass(frozen=True, slots=True)
class Features:
    """What was measured between two releases."""

    core: float  # four-word runs without boilerplate shared, of the shorter
    lead_most: float  # a lead's four-word runs that stand in the other text
    lead_least: float
    cosine: float  # of the cores' weighed words
    title_either: float  # words of the titles shared, weighed, of both
    title_least: float  # a title's words that stand in the other release, weighed
    title_most: float
    missed_least: float  # weight of the heaviest title word that the other lacks
    missed_most: float
    opening_least: float  # words of an opening that stand in the other, weighed
    opening_most: float
    rare_shared: float  # what the words that both openings have weigh beyond RARE
    phrases_shared: float  # ln(1 + names of several words shared)
    figures: float  # numbers shared, of the side with fewer
    figures_shared: float  # ln(1 + numbers of three signs and more shared)
    calendar_missed: float  # months, days, years near the top that the other lacks
    calendar_most: float
    periods: float  # 1 both titles name another period or number, .5 one does
    steps: float  # 1 the titles name another step of the matter
    days: float  # ln(1 + days apart)
    shorter: float  # ln(1 + words of the shorter)
    same_source: float
    issuer: float  # of the words of who announces, those near the other's top
    quoted: float  # ln(1 + sentences that both quote)
    amounts: float  # sums of money and percentages shared, of the side with fewer
    place: float  # 1 the datelines name one place, 0 two


NAMES = tuple(field.name for field in fields(Features))
values: Callable[[Features], tuple[float, ...]] = attrgetter(*NAMES)  # in that order


def compare(one: Profile, two: Profile, *, same_source: bool) -> Features:
    """Measure what two releases have in common."""
    leads = _both(_held(one.lead, two.runs), _held(two.lead, one.runs))
    titles = _both(_covered(one.title, two.words), _covered(two.title, one.words))
    missed = _both(_missed(one.title, two.words), _missed(two.title, one.words))
    openings = _both(_covered(one.opening, two.words), _covered(two.opening, one.words))
    dates = _both(
        _lacked(one.calendar, two.calendar), _lacked(two.calendar, one.calendar)
    )
    figures = one.figures & two.figures
    amounts = one.marks.amounts, two.marks.amounts
    return Features(
        core=_core(one, two),
        lead_most=leads[1],
        lead_least=leads[0],
        cosine=_cosine(one, two),
        title_either=_weighed_either(one.title, two.title),
        title_least=titles[0],
        title_most=titles[1],
        missed_least=missed[0],
        missed_most=missed[1],
        opening_least=openings[0],
        opening_most=openings[1],
        rare_shared=_rare_shared(one.opening, two.opening),
        phrases_shared=math.log1p(len(one.phrases & two.phrases)),
        figures=_of_smaller(one.figures, two.figures, len(figures), UNTOLD),
        figures_shared=math.log1p(sum([len(each) >= LONG_FIGURE for each in figures])),
        calendar_missed=dates[0],
        calendar_most=dates[1],
        periods=_differ(one.periods, two.periods),
        steps=float(one.steps != two.steps),
        days=math.log1p(days_apart(one, two)),
        shorter=math.log1p(min(one.length, two.length)),
        same_source=float(same_source),
        issuer=_issuer_named(one, two),
        quoted=math.log1p(len(one.marks.quoted & two.marks.quoted)),
        amounts=_of_smaller(*amounts, len(amounts[0] & amounts[1]), UNKNOWN),
        place=_alike(one.marks.place, two.marks.place),
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
        return _of_smaller(one.runs, two.runs, len(one.runs & two.runs), 0.0)
    return _of_smaller(one.core, two.core, len(one.core & two.core), 0.0)


def _of_smaller(
    one: AbstractSet[object], two: AbstractSet[object], shared: int, untold: float
) -> float:
    smaller = min(len(one), len(two))
    return shared / smaller if smaller else untold


def _held(part: frozenset[WordRun], whole: frozenset[WordRun]) -> float:
    return len(part & whole) / len(part) if part else 0.0


def _lacked(part: frozenset[str], whole: frozenset[str]) -> float:
    return float(len(part - whole))


def _covered(part: Mapping[str, float], whole: AbstractSet[str]) -> float:
    told = sum(part.values())
    if not told:
        return 0.0
    return sum([weight for word, weight in part.items() if word in whole]) / told


def _missed(part: Mapping[str, float], whole: AbstractSet[str]) -> float:
    missed = [weight for word, weight in part.items() if word not in whole]
    return max(missed, default=0.0)


def _weighed_either(one: Mapping[str, float], two: Mapping[str, float]) -> float:
    """What both share of what either has; a stem's weight is the lesser of the two."""
    shared = math.fsum([min(one[word], two[word]) for word in one.keys() & two.keys()])
    either = math.fsum([*one.values(), *two.values(), -shared])
    return shared / either if either else 0.0


def _rare_shared(one: Mapping[str, float], two: Mapping[str, float]) -> float:
    shared = [min(one[word], two[word]) - RARE for word in one.keys() & two.keys()]
    return math.fsum([weight for weight in shared if weight > 0])


def _cosine(one: Profile, two: Profile) -> float:
    shared = one.vector.keys() & two.vector.keys()
    product = math.fsum([one.vector[word] * two.vector[word] for word in shared])
    return product / (one.norm * two.norm) if product else 0.0


def _issuer_named(one: Profile, two: Profile) -> float:
    """The share of an announcer's words in the other's opening, the lesser if both."""
    sides = ((one, two), (two, one))
    return min(
        (
            len(side.marks.issuer & other.opening.keys()) / len(side.marks.issuer)
            for side, other in sides
            if side.marks.issuer
        ),
        default=UNKNOWN,
    )


def _alike(one: str, two: str) -> float:
    return float(one == two) if one and two else UNTOLD


def _differ(one: frozenset[str], two: frozenset[str]) -> float:
    return (bool(one - two) + bool(two - one)) / 2
