"""Whose a story is, and whether it is for readers at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from syndicate.config import Clinic, Settings, Topic
from syndicate.edit import file, why_not_public
from syndicate.model import Appearance, Brief, Standing, Story, Trust

NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
BRIEF = Brief("It has eight rooms.")
RIVER = Clinic("River Clinic", aliases=("River",), domains=("river.example.org",))
OURS, ALL = (RIVER,), ()
NOT_OURS, ONLY_OPEN = "not of our clinics", "only told by open sources"
Make = Callable[..., Story]
Place = Callable[..., Appearance]


@pytest.mark.parametrize(
    ("trust", "issuer", "clinics", "why"),
    [
        (Trust.OWNED, "", ALL, ""),
        (Trust.OWNED, "Another", OURS, ""),
        (Trust.WIRE, "", ALL, ""),
        (Trust.WIRE, "", OURS, NOT_OURS),
        (Trust.WIRE, "Riverside", OURS, NOT_OURS),
        (Trust.WIRE, "RIVER", OURS, ""),
        (Trust.WIRE, "river clinic", OURS, ""),
        (Trust.OPEN, "River Clinic", ALL, ONLY_OPEN),
        (Trust.OPEN, "River Clinic", OURS, ONLY_OPEN),
    ],
)
def test_who_is_public(
    story: Make, place: Place, settings: Settings, trust: Trust, issuer: str,
    clinics: tuple[Clinic, ...], why: str,
) -> None:  # fmt: skip
    ours = replace(settings, clinic=clinics)
    told = story(original={"issuer": issuer}, appearances=(place(trust=trust),))
    filed = file(told, BRIEF, ours, NOW)
    assert (filed.withheld, why_not_public(filed)) == (why, why)


def test_a_wires_story_on_the_clinics_own_host_is_the_clinics(
    story: Make, place: Place, settings: Settings
) -> None:
    ours = replace(settings, clinic=OURS)
    wire = (place(trust=Trust.WIRE),)
    for host, public in (
        ("www.river.example.org", True),
        ("river.example.org.evil.example.com", False),
        ("notriver.example.org", False),
    ):
        told = story(original={"url": f"https://{host}/1"}, appearances=wire)
        assert bool(file(told, BRIEF, ours, NOW).withheld) is not public


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        (Standing.SEEN, ""),
        (Standing.WITHDRAWN, ""),
        (Standing.CLAIMED, ONLY_OPEN),
    ],
)
def test_what_was_read_counts_and_what_is_claimed_does_not(
    story: Make, place: Place, settings: Settings, standing: Standing, why: str
) -> None:
    told = story(appearances=(place(standing=standing), place(trust=Trust.OPEN)))
    assert file(told, BRIEF, settings, NOW).withheld == why


def test_a_story_without_appearances_is_for_staff(
    story: Make, settings: Settings
) -> None:
    assert file(story(appearances=()), BRIEF, settings, NOW).withheld == ONLY_OPEN


@pytest.mark.parametrize(
    ("topic", "files_it"),
    [
        (Topic("Ketamine", ("esketamine", "infusion")), True),
        (Topic("Ketamine", ("infus",)), False),
        (Topic("infusion"), True),  # its name, where it has no words
        (Topic("Ketamine"), False),
        (Topic("Languages", ("C++",)), True),  # it ends in what is no letter
        (Topic("Money", ("(free)",)), True),
    ],
)
def test_a_topic_takes_what_holds_one_of_its_words(
    story: Make, settings: Settings, topic: Topic, files_it: bool
) -> None:
    told = story(original={"text": "The first infusion is (free). We write C++, too."})
    filed = file(told, BRIEF, replace(settings, topic=(topic,)), NOW)
    assert filed.topics == ((topic.name,) if files_it else ())
