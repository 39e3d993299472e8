"""Measures of two releases: alike from either side, within bounds, and telling."""

from __future__ import annotations

import itertools
import math

import pytest

from syndicate.match.base import Member
from syndicate.match.features import NAMES, Features, compare, days_apart
from syndicate.match.profile import profile
from syndicate.store.frequencies import shipped
from tests.match.releases import (
    JAPANESE,
    KETAMINE,
    KETAMINE_ANEW,
    KETAMINE_LATER,
    KETAMINE_OTHER,
    tell,
)

MEMBERS = [
    tell("Harbor Lantern now offers ketamine therapy", KETAMINE),
    tell("Ketamine comes to Tidewater", KETAMINE_ANEW, "2024-01-16"),
    tell("Harbor Lantern extends hours", KETAMINE_LATER, "2024-02-14"),
    tell("Ridgeway now offers ketamine therapy", KETAMINE_OTHER),
    tell("ケタミン", JAPANESE),
    tell("", "", published=None),
]
SHARES = [
    "core", "lead_most", "lead_least", "cosine", "title_either", "title_least",
    "title_most", "opening_least", "opening_most", "figures", "periods", "steps",
    "same_source",
]  # fmt: skip


def measured(one: Member, two: Member) -> Features:
    both = (profile(each, shipped()) for each in (one, two))
    return compare(*both, same_source=False)


@pytest.mark.parametrize(("one", "two"), list(itertools.combinations(MEMBERS, 2)))
def test_measures_are_alike_from_either_side_and_within_bounds(
    one: Member, two: Member
) -> None:
    told = measured(one, two)
    assert told == measured(two, one)
    for name in NAMES:
        value = getattr(told, name)
        assert math.isfinite(value)
        assert value >= 0
        assert value <= 1.0000001 or name not in SHARES


def test_a_release_is_all_that_itself_is() -> None:
    told = measured(MEMBERS[0], MEMBERS[0])
    assert (told.core, told.lead_least, told.title_either) == (1, 1, 1)
    assert told.cosine == pytest.approx(1)
    assert (told.missed_most, told.calendar_most, told.days) == (0, 0, 0)


def test_a_telling_anew_shares_words_and_numbers_where_another_clinic_shares_runs() -> (
    None
):
    anew, other = (measured(MEMBERS[0], each) for each in (MEMBERS[1], MEMBERS[3]))
    assert anew.core < 0.1
    assert anew.opening_least > 2 * other.opening_least
    assert anew.cosine > 3 * other.cosine
    assert anew.figures_shared > other.figures_shared


def test_dates_near_the_top_count_where_each_side_has_its_own() -> None:
    one, two = (
        measured(
            tell("Course", f"The course begins on {first}. {KETAMINE}"),
            tell("Course", f"The course begins on {second}. {KETAMINE}"),
        )
        for first, second in (("May 3", "June 9"), ("May 3", "May 3 and 4"))
    )
    assert (one.calendar_missed, one.calendar_most) == (2, 2)
    assert (two.calendar_missed, two.calendar_most) == (0, 1)


def test_an_undated_release_is_thought_a_month_away() -> None:
    dated, undated = (profile(MEMBERS[at], shipped()) for at in (0, 5))
    assert days_apart(dated, undated) == 30
    assert days_apart(dated, profile(MEMBERS[2], shipped())) == 30
    assert days_apart(dated, profile(MEMBERS[1], shipped())) == 1
