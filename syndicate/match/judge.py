"""Whether two releases are one announcement, by what they have in common, and why.

Yes, no, or *possibly*: what lies between is shown to staff and joins nothing. Learned
trees weigh the measures; guards then keep apart what reads alike and is another
edition, or another step of one matter.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from syndicate.match.base import ENOUGH_WORDS
from syndicate.match.features import (
    UNKNOWN,
    UNTOLD,
    Features,
    compare,
    days_apart,
    values,
)
from syndicate.match.profile import Profile
from syndicate.match.trees import shipped

# The chance from which two releases are one, and from which staff are told of them.
# Chosen by cross-validation, see bench/train_matching.py.
SURE_ELSEWHERE = 0.50  # between two sources
SURE_INSIDE = 0.50  # within one, where a text is run again
SURE_ANEW = 0.60  # within one, where it is told in other words
SURE_LATER = 0.75  # within one, on another day and with hardly a run of words shared
POSSIBLE = 0.15

ALIKE = 0.85  # of the core's runs: the same text, else told anew
SAME_EDITION = 0.995  # of the core's runs, where the titles name different periods
SAME_STEP = 0.97  # …, where they name different steps of the matter
HARDLY = 0.15  # of the core's runs: below, the same issuer's next news reads so, too
TEMPLATE = 0.80  # …, from where on different dates mean another edition
# Months, days, years or numbers near the top that each side alone has; within one
# source one is enough where the text is not the same in all else.
OTHER_DATES = 2
BORNE_OUT = 0.30  # of a title's words, weighed, that the other release must have;
BORNE_OUT_ALIKE = 0.60  # … over the same text, where another title is a swapped one
TITLES_SHARE = 0.50  # unless the titles share as much with each other
RARE_NAME = 9.0  # the weight of a word that five releases of the archive have
ROUND_UP = 0.40  # of an opening in the other: below, the one only quotes the other
# Days in which another source copies a release (186 of 189 labelled pairs: within 10).
# A copy of these days with other numbers is an altered one, and staff must see it.
COPIED_WITHIN = 20
WEEKS = 60  # days; then only a text that hardly changed is the same announcement
UNCHANGED = 0.90

# The measures as they are told, and what each of them speaks about.
ABOUT: Mapping[str, str] = {
    "core": "text", "lead_most": "text", "lead_least": "text", "cosine": "words",
    "title_either": "titles", "title_least": "titles", "title_most": "titles",
    "missed_least": "titles", "missed_most": "titles", "opening_least": "openings",
    "opening_most": "openings", "rare_shared": "openings", "phrases_shared": "names",
    "figures": "numbers", "figures_shared": "numbers", "calendar_missed": "dates",
    "calendar_most": "dates", "periods": "period", "steps": "step", "days": "days",
    "shorter": "length", "same_source": "source", "issuer": "issuer",
    "quoted": "quotes", "amounts": "amounts", "place": "place",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judgement:
    """One story (True), possibly (None) or apart (False); `detail` says what decided.

    `score` is how sure it is that they are one, from 0 to 1.
    """

    same: bool | None
    rule: str
    detail: str
    score: float


def judge(one: Profile, two: Profile, *, same_source: bool) -> Judgement:
    """Judge two releases by their texts; the same from either side.

    Inside one source more is asked than between two. A text of fewer than 15 words is
    no evidence.
    """
    if min(one.length, two.length) < ENOUGH_WORDS:
        return Judgement(
            same=False,
            rule="too short",
            detail=f"a text of fewer than {ENOUGH_WORDS} words is no evidence",
            score=0.0,
        )
    told = compare(one, two, same_source=same_source)
    return decide(told, days_apart(one, two))


def decide(told: Features, days: int) -> Judgement:
    """The judgement on what was measured of two releases `days` apart."""
    chance, added = shipped().weigh(values(told))
    reasons = _reasons(told, days, added, chance)
    if chance < POSSIBLE:
        return Judgement(same=False, rule="other text", detail=reasons, score=chance)
    guard = guarded(told, days)
    if guard:
        detail = f"{guard}; {reasons}"
        return Judgement(same=None, rule="guard", detail=detail, score=chance)
    rule = "same text, edited" if told.core >= ALIKE else "told anew"
    same = True if chance >= sure(told) else None
    return Judgement(same=same, rule=rule, detail=reasons, score=chance)


def sure(told: Features) -> float:
    """The chance from which two releases are one."""
    if not told.same_source:
        return SURE_ELSEWHERE
    if told.core >= ALIKE:
        return SURE_INSIDE
    return SURE_LATER if told.core < HARDLY and told.days > 0 else SURE_ANEW


def guarded(told: Features, days: int) -> str:
    """Why two releases that read alike are not joined; "" where nothing speaks so."""
    inside = told.same_source > 0
    close = told.core >= TEMPLATE
    edited = inside and told.core < SAME_EDITION
    other_dates = 1 if edited else OTHER_DATES
    tests = (
        (
            inside and told.periods == 1 and told.core < SAME_EDITION,
            "the titles name different periods or numbers",
        ),
        (
            (inside or close) and told.steps > 0 and told.core < SAME_STEP,
            "the titles tell of different steps of a matter",
        ),
        (
            close
            and told.calendar_missed >= other_dates
            and (inside or days > COPIED_WITHIN),
            "one text with other dates or numbers near the top",
        ),
        (
            told.title_least < BORNE_OUT or _titles_contradict(told),
            "the other text does not bear out the title",
        ),
        (
            close and told.opening_least < ROUND_UP,
            "one holds the other's text among others",
        ),
        (
            days > WEEKS and told.core < UNCHANGED,
            "too long after each other for a text that changed",
        ),
    )
    return next((reason for holds, reason in tests if holds), "")


def _titles_contradict(told: Features) -> bool:
    """Whether one title stands over the text of another release.

    Another headline over the same text has words of its own, but seldom a rare name.
    """
    return (
        told.core >= ALIKE
        and told.title_least < BORNE_OUT_ALIKE
        and told.title_either < TITLES_SHARE
        and told.missed_most >= RARE_NAME
    )


def _reasons(told: Features, days: int, added: list[float], chance: float) -> str:
    """The three things that decided, in plain words, the weightiest first.

    What spoke with the outcome is told; what spoke against it did not decide.
    """
    weights: dict[str, float] = {}
    for measure, amount in zip(shipped().measures, added, strict=True):
        about = ABOUT[measure]
        weights[about] = weights.get(about, 0.0) + amount
    towards = 1 if chance >= POSSIBLE else -1
    ordered = sorted(weights, key=lambda about: (-towards * weights[about], about))
    words = _words(told, days)
    chosen = [words[about] for about in ordered[:3] if towards * weights[about] > 0]
    return ", ".join(chosen) or words["text"]


def _words(told: Features, days: int) -> dict[str, str]:
    """Each thing that can decide, as it is between these two."""
    lead = f"{told.lead_most:.0%} of a lead in the other"
    apart = "same day" if not days else f"{days} day{'s' * (days > 1)} apart"
    return {
        "text": f"core text {told.core:.0%} equal, {lead}",
        "words": f"weighed words {told.cosine:.0%} alike",
        "titles": f"{told.title_least:.0%} of the titles' words borne out",
        "openings": f"{told.opening_least:.0%} of the openings' words shared",
        "names": f"{round(math.expm1(told.phrases_shared))} names shared",
        "numbers": f"{told.figures:.0%} of the numbers shared",
        "dates": "dates near the top "
        + ("differ" if told.calendar_missed else "do not contradict"),
        "period": "titles name "
        + ("other" if told.periods else "no other")
        + " periods",
        "step": "titles name " + ("other" if told.steps else "no other") + " steps",
        "days": apart,
        "length": f"the shorter of {round(math.expm1(told.shorter))} words",
        "source": "same source" if told.same_source else "other source",
        **_marks(told),
    }


def _marks(told: Features) -> dict[str, str]:
    """What a rewriting keeps, as it is between these two."""
    quoted = round(math.expm1(told.quoted))
    named = f"{told.issuer:.0%} of the announcer's name near the other's top"
    shared = f"{told.amounts:.0%} of the sums and percentages shared"
    place = "datelines name " + ("one place" if told.place > UNTOLD else "other places")
    return {
        "issuer": "nobody is told to announce" if told.issuer == UNKNOWN else named,
        "quotes": f"{quoted} quoted sentence{'s' * (quoted != 1)} shared",
        "amounts": "no sums to compare" if told.amounts == UNKNOWN else shared,
        "place": "a dateline names no place" if told.place == UNTOLD else place,
    }
