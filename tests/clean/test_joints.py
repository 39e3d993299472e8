"""What ran into the text beside it is parted, and no name with it."""

from __future__ import annotations

import pytest

from syndicate.clean import Rules, clean
from syndicate.clean.joints import part_glued
from syndicate.html.blocks import Block, Kind
from syndicate.model import Posting, Release

REST = (
    "of ninety guests ended in spring, and each of them slept well. The house by the "
    "river had nine rooms for it."
)


def parted(text: str, *others: str) -> list[str]:
    told = [Block(Kind.PARAGRAPH, each) for each in (text, *others)]
    return [block.text for block in part_glued(told)]


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Key Results So Far", f"The study {REST}"),
        ("Why Rest by the River?", f"Alder Rooms knows that a night {REST}"),
        ("A New Dawn in Rest", f"As the winter {REST}"),
        ("Care for All at Alder Rooms", f"Alder Rooms tells how a night {REST} Rooms"),
    ],
)
def test_a_heading_that_ran_into_its_paragraph_is_parted(
    heading: str, text: str
) -> None:
    assert parted(f"{heading}{text}") == [heading, text]


def test_two_headings_in_one_line_are_two() -> None:
    told = f"Rest in Nine RoomsWhy Rest by the River?The study {REST}"
    assert parted(told) == ["Rest in Nine Rooms", "Why Rest by the River?", told[40:]]


@pytest.mark.parametrize(
    "text",
    [
        f"Quiet RoomBuilder has told how a night {REST}",
        f"How LinkedIn helps nurses to find a house {REST}",
        f"The McReed family and its house by the river say that a night {REST}",
        f"NeuroRest opened its doors, and the study {REST}",
        "Key ResultsThe study",
        f"It opened on Monday. Now RoomThe study {REST}",
    ],
)
def test_a_name_with_a_capital_inside_is_no_joint(text: str) -> None:
    assert parted(text) == [text]


def flat(tail: str) -> Release:
    body = f"SALEM, OR - March 3, 2026 (NEWMEDIAWIRE) - Alder Rooms opened. {REST} " * 4
    return clean(Posting("s", "1", "Open", f"{body}{tail}", "text/markdown"), Rules())


@pytest.mark.parametrize(
    "opening",
    [
        "About Alder Rooms Alder Rooms is",
        "About Alder Rooms: In 1990, Alder Rooms began as",
        "ABOUT ALDER ROOMS Alder Rooms is",
    ],
)
def test_what_stands_behind_a_flat_text_is_no_text(opening: str) -> None:
    about = f"{opening} a house for rest that was a mill. It is open for all who come."
    about = f"{about} A nurse stays by the fire until the last of them is asleep."
    asked = "Media Contact: Dana Reed, 541-555-0142, d@alder.example.org"
    release = flat(f"{about} {asked}")
    assert release.text.endswith("nine rooms for it.")
    assert [each.name.title() for each in release.about] == ["Alder Rooms"]
    (contact,) = release.contacts
    assert (contact.name, contact.email) == ("Dana Reed", "d@alder.example.org")


def test_a_sentence_about_something_stays() -> None:
    told = "All who wrote About a River love it. Talk about Alder Rooms is good."
    assert flat(told).text.endswith(told)
