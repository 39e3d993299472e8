"""What a rewriting keeps: who announces, quoted sentences, sums, the place."""

from __future__ import annotations

import pytest

from syndicate.match.features import UNKNOWN, UNTOLD, Features, compare
from syndicate.match.marks import marks
from syndicate.match.profile import profile
from syndicate.store.frequencies import shipped
from tests.match.releases import KETAMINE, KETAMINE_ANEW, KETAMINE_OTHER, tell

ISSUER = "Harbor Lantern Wellness, Inc."


def measured(first: dict[str, object], second: dict[str, object]) -> Features:
    one, two = (
        profile(tell("Ketamine", KETAMINE, **each), shipped())  # type: ignore[arg-type]
        for each in (first, second)
    )
    told = compare(one, two, same_source=False)
    assert told == compare(two, one, same_source=False)
    return told


def test_quoted_sentences_are_read_through_straight_and_curly_marks() -> None:
    said = "With six visits over three weeks most of them sleep again."
    straight = marks(tell("A", f'"{said} We hope so," she said.'), "")
    curly = marks(tell("B", f"He heard: “{said}”"), "")
    assert len(straight.quoted) == 1  # what is short is nobody's
    assert straight.quoted == curly.quoted


@pytest.mark.parametrize(
    ("prose", "amounts"),
    [
        ("It costs $2,950, or $ 180 a month.", {"2950", "180"}),
        ("Raised $1.5 million and €3 billion.", {"1.5million", "3billion"}),
        ("Of 3,420 patients 40 percent, or 41.5 %, came.", {"40%", "41.5%"}),
        ("Ranked 12th of 2,000 with 5 million readers.", {"5million"}),
        ("$ and %, , . 7", set()),
    ],
)
def test_amounts_are_read_as_they_are_compared(prose: str, amounts: set[str]) -> None:
    assert marks(tell("A", ""), prose).amounts == amounts


def test_an_announcer_counts_where_the_other_names_it_near_the_top() -> None:
    ours = profile(tell("Ketamine", KETAMINE, issuer=ISSUER), shipped())
    anew, other = (
        compare(ours, profile(tell(title, text), shipped()), same_source=False)
        for title, text in (("It comes", KETAMINE_ANEW), ("Now", KETAMINE_OTHER))
    )
    assert (anew.issuer, other.issuer) == (1.0, 0.0)


def test_what_one_does_not_tell_speaks_neither_way() -> None:
    told = measured({}, {"place": "PORT ELLERY"})
    assert (told.issuer, told.place) == (UNKNOWN, UNTOLD)
    assert measured({"place": "Port Ellery"}, {"place": "PORT ELLERY"}).place == 1
    assert measured({"place": "Quiet Bay"}, {"place": "PORT ELLERY"}).place == 0


def test_a_name_of_legal_forms_alone_names_nobody() -> None:
    assert measured({"issuer": "Group Holdings plc"}, {"issuer": "Inc."}).issuer == (
        UNKNOWN
    )


@pytest.mark.parametrize("text", ["", '"', '"' * 50_000, "1,1" * 60_000])
def test_nothing_and_too_much_are_read_without_complaint(text: str) -> None:
    assert marks(tell("", text), text).quoted == frozenset()
