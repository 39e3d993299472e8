"""What holds a story back, and what ends that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from syndicate.config import Checks, Hold, Settings
from syndicate.edit import file, red_keys
from syndicate.model import (
    Appearance,
    Brief,
    Check,
    Embargo,
    Moment,
    Precision,
    Story,
    Trust,
)

NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
RED = Check("absolute", "red", "Check: a promise", "It cures\n all.")
AMBER = Check("hype", "amber", "Check: hype", "Groundbreaking.")
KEY = "absolute: It cures all."
NEW, WAITS = "new, and not approved yet", "red checks not approved yet: absolute"
Make = Callable[..., Story]


def at(days: float) -> Moment:
    return Moment(NOW + timedelta(days=days), Precision.INSTANT, "feed")


def asking(settings: Settings, how: Hold) -> Settings:
    return replace(settings, publish=replace(settings.publish, hold=how))


@pytest.mark.parametrize(
    ("how", "fields", "why"),
    [
        (Hold.NONE, {}, ""),
        (Hold.NEW, {}, NEW),
        (Hold.NEW, {"approved": True}, ""),
        (Hold.NEW, {"out": "v0"}, ""),
        (Hold.NEW, {"hidden": True}, ""),
        (Hold.NEW, {"not_ours": True}, ""),
        (Hold.NEW, {"appearances": ()}, ""),
        (Hold.NEW, {"retracted": NOW}, NEW),
        (Hold.RED, {}, WAITS),
        (Hold.RED, {"approved": True}, WAITS),
        (Hold.RED, {"passed": (KEY,)}, ""),
        (Hold.RED, {"passed": ("absolute: It cures some.",)}, WAITS),
        (Hold.RED, {"dismissed": ("absolute",)}, ""),
        (Hold.RED, {"out": "v1"}, ""),
        (Hold.RED, {"out": "v0"}, WAITS),
        (Hold.RED, {"out": "", "version": ""}, WAITS),
        (Hold.RED, {"out": "v0", "retracted": NOW}, ""),
    ],
)
def test_what_settings_ask_for_holds(
    story: Make, settings: Settings, how: Hold, fields: dict[str, Any], why: str
) -> None:
    brief = Brief("It has eight rooms.", checks=(RED, AMBER))
    filed = file(story(**fields), brief, asking(settings, how), NOW)
    assert (filed.held, filed.approvable) == (why, bool(why))


def test_what_nobody_waits_for_holds_nothing(story: Make, settings: Settings) -> None:
    red = asking(settings, Hold.RED)
    later = replace(RED, due="2026-10-05")
    for checks, asked in (
        ((AMBER,), red),
        ((later,), red),
        ((RED,), replace(red, checks=Checks(ignore=("absolute",)))),
    ):
        assert not file(story(), Brief("", checks=checks), asked, NOW).held


@pytest.mark.parametrize(
    ("embargo", "published", "why", "approvable"),
    [
        (Embargo("until Friday", at(2)), None, "under embargo until 2026-10-07", False),
        (Embargo("until Friday", at(-2)), None, "", False),
        (
            Embargo("until the fair"),
            None,
            "an embargo that cannot be read: until",
            True,
        ),
        (None, at(1), "dated in the future: 2026-10-06", False),
        (None, at(0), "", False),
        (None, at(-1), "", False),
    ],
)
def test_an_hour_to_come_holds(
    story: Make, settings: Settings, embargo: Embargo | None,
    published: Moment | None, why: str, approvable: bool,
) -> None:  # fmt: skip
    told = story(original={"embargo": embargo, "published": published})
    filed = file(told, Brief(""), settings, NOW)
    assert filed.held.startswith(why)
    assert bool(filed.held) is bool(why)
    assert filed.approvable is approvable
    approved = file(replace(told, approved=True), Brief(""), settings, NOW)
    assert bool(approved.held) is (bool(why) and not approvable)


def test_every_reason_is_told_and_one_of_them_can_be_ended(
    story: Make, settings: Settings
) -> None:
    told = story(original={"embargo": Embargo("until Friday", at(2))})
    brief = Brief("", checks=(RED,))
    filed = file(told, brief, asking(settings, Hold.RED), NOW)
    assert filed.held == f"under embargo until 2026-10-07T12:00:00+00:00; {WAITS}"
    assert filed.approvable


def test_an_owned_copys_embargo_holds_and_anothers_does_not(
    story: Make, settings: Settings, place: Callable[..., Appearance]
) -> None:
    embargo = Embargo("until Friday", at(2))
    for trust, holds in ((Trust.OWNED, True), (Trust.WIRE, False)):
        places = (place(), place(trust=trust, embargo=embargo))
        filed = file(story(appearances=places), Brief(""), settings, NOW)
        assert bool(filed.held) is holds


def test_a_copy_of_what_was_taken_back_waits_for_staff(
    story: Make, settings: Settings
) -> None:
    filed = file(story(taken_back=True), Brief(""), settings, NOW)
    assert "told this until it was changed" in filed.held
    assert filed.approvable
    known = story(taken_back=True, approved=True)
    assert not file(known, Brief(""), settings, NOW).held


def test_red_checks_are_named_once_each_with_their_sentence() -> None:
    again = replace(RED, sentence="It heals all.")
    assert red_keys([RED, AMBER, RED, again]) == (KEY, "absolute: It heals all.")
    assert red_keys([]) == ()
