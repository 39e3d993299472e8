"""Whether two releases are one announcement, by what they have in common, and why.

Yes, no, or *possibly*: what lies between is shown to staff and joins nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from syndicate.match.base import ENOUGH_WORDS
from syndicate.match.features import Features, compare, days_apart
from syndicate.match.profile import Profile


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
        return Judgement(None, "too short", "too few words to judge by", 0.0)
    features = compare(one, two, same_source=same_source)
    days = days_apart(one, two)
    rule = _rule(features, days)
    detail = _tell(features, days)
    if rule:
        return Judgement(same=True, rule=rule, detail=detail, score=0.9)
    near = max(features.core, features.lead_most) >= 0.5 and features.title_least >= 0.5
    return Judgement(None if near else False, "text", detail, 0.5 if near else 0.1)


def _rule(told: Features, days: int) -> str:
    """The line of the simple rule that joins the two, else ""."""
    inside = told.same_source > 0
    other_edition = told.periods == 1
    subject = inside and told.missed_least >= 4.5
    step = inside and told.steps > 0
    text = (
        (told.core >= 0.85 or told.lead_most >= 0.90)
        and told.title_least >= 0.60
        and (days <= 20 or told.core >= 0.90)
        and not (subject and told.core < 0.98)
        and not (inside and other_edition and told.core < 0.995)
        and not (step and told.core < 0.97)
    )
    copy = told.core >= 0.97 and told.fives >= 0.90 and days <= 7 and not other_edition
    words = told.opening_most >= (0.80 if inside else 0.60)
    names = told.names_either >= 0.30 or not inside
    anew = days <= 2 and words and told.title_least >= 0.60 and names and not subject
    tests = (("same core", text), ("copied text", copy), ("told anew", anew))
    return next((name for name, holds in tests if holds), "")


def _tell(told: Features, days: int) -> str:
    apart = "on the same day" if not days else f"{days} day{'s' * (days > 1)} apart"
    return (
        f"core text {told.core:.0%} equal, {told.title_least:.0%} of the titles' words"
        f" borne out, {apart}, {'same' if told.same_source else 'other'} source"
    )
