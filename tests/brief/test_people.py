"""A short name is completed by the release alone, and only where one name fits."""

from __future__ import annotations

import pytest

from syndicate.brief.base import Known
from syndicate.brief.facts import read_facts
from syndicate.brief.people import complete_name
from syndicate.model import Quote, Release

BEFORE = """Mara Langer, M.D., and Colin van der Berg lead Quiet Room. When Melanie
Ortiz-Reed joined, President Langer and the Quiet Room team moved to Langer Street."""


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("Dr. Langer", "Dr. Mara Langer"),
        ("Langer", "Mara Langer"),
        ("Melanie", "Melanie Ortiz-Reed"),
        ("Ms. Ortiz-Reed", "Ms. Melanie Ortiz-Reed"),
        ("Dr. Stone", "Dr. Stone"),
        ("Mara Langer", "Mara Langer"),
        ("Quiet", "Quiet"),
        ("", ""),
    ],
)
def test_a_short_name_is_completed(short: str, whole: str) -> None:
    told = BEFORE.replace("\n", " ")
    assert complete_name(short, told) == whole


def test_two_that_fit_complete_nothing() -> None:
    told = "Mara Langer and Jonas Langer lead the house."
    assert complete_name("Dr. Langer", told) == "Dr. Langer"


def test_speakers_of_a_brief_have_their_whole_name_once() -> None:
    text = (
        "“We have waited for this since the spring,” said Mara Langer, who leads.\n\n"
        "“It is a house for everybody who lives here,” added Langer.\n\n"
        "“And for those who come,” said Reed. Anna Reed paints."
    )
    quotes = (
        Quote("We have waited for this since the spring,", "Mara Langer"),
        Quote("It is a house for everybody who lives here,", "Langer"),
        Quote("And for those who come,", "Reed"),
    )
    facts = read_facts(Release("s", "1", "Open", text, quotes=quotes), Known())
    said = [fact.value for fact in facts if fact.name == "speaker"]
    assert said == ["Mara Langer", "Reed"]  # her whole name comes later
