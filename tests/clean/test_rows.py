"""Promotion bars above the text of a saved page that lost its title."""

from __future__ import annotations

from syndicate.clean import Rules, clean
from syndicate.model import Posting

BAR = (
    "Next Calm Circle starts March 3rd. Learn More.",
    "A recent count found that nine in ten who came to the river room came back.",
    "Are you looking for a circle of your own? Click to read more.",
    "To ask for a visit call or text us at 555-0142.",
)
TEXT = (
    "How the River Room Works",
    "The river room has eight chairs and a window that looks on the water.",
    "Nobody has to speak there.",
)


def told(*paragraphs: str) -> tuple[str, str]:
    body = "\n\n".join(paragraphs)
    posting = Posting("pages", "1", "", body, media_type="text/plain")
    release = clean(posting, Rules())
    return release.title, release.text


def test_rows_above_the_first_heading_are_no_text() -> None:
    assert told(*BAR, *TEXT) == (TEXT[0], "\n\n".join(TEXT[1:]))


def test_they_are_kept_as_parts_of_the_record() -> None:
    body = "\n\n".join((*BAR, *TEXT))
    release = clean(Posting("pages", "1", "", body, media_type="text/plain"), Rules())
    assert {part.text for part in release.parts if part.name == "promotion"} == {*BAR}


def test_an_opening_above_a_heading_is_text() -> None:
    opening = "The clinic opened a room for quiet last spring. Learn more."
    lead = "It stands by the river, and most who come stay for an hour."
    title, text = told(opening, lead, *TEXT)
    assert title == TEXT[0]
    assert lead in text
