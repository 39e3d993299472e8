"""What was counted of a text is used again wherever it ran, and says the same."""

from __future__ import annotations

import pytest

from syndicate.match import Profiles
from syndicate.match.headline import read_offer
from syndicate.match.profile import profile
from syndicate.store import shipped
from tests.match.releases import KETAMINE, KETAMINE_ANEW, tell

TITLE = "Harbor Lantern opens"
DAYS = ("2024-01-15", "2024-01-16", "2024-08-01")


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"text": KETAMINE_ANEW},
        {"title": "Another title"},
        {"issuer": "Harbor Lantern Wellness"},
        {"place": "Port Ellery"},
        {"published": None},
    ],
)
def test_it_is_as_if_it_was_counted_anew(other: dict[str, object]) -> None:
    profiles = Profiles(shipped())
    first, second = (tell(TITLE, KETAMINE, day) for day in DAYS[:2])
    another = tell(**({"title": TITLE, "text": KETAMINE, "day": DAYS[2]} | other))  # type: ignore[arg-type]
    for each in (first, second, another):
        assert profiles.of(each) == profile(each, shipped())
        assert profiles.offer(each) == read_offer(each, shipped())


def test_a_text_that_ran_on_many_days_is_counted_once() -> None:
    profiles = Profiles(shipped())
    ran = [profiles.of(tell(TITLE, KETAMINE, day)) for day in DAYS]
    assert len({each.day for each in ran}) == len(DAYS)
    assert len({id(each.vector) for each in ran}) == 1
