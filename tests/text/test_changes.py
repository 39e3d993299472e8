"""What is told otherwise is a change, and what only looks otherwise is none."""

from __future__ import annotations

import pytest

from syndicate.text.changes import compare, note, tell, word_difference

TITLE = "River Clinic opens a wing"
TEXT = """River Clinic’s new wing opens on 3 May. It has eight rooms.

Details are at https://clinic.example.org/wing, or by telephone at 555-0142.

Visits cost $90 and are on weekdays."""

SAME = {
    "space": TEXT.replace(" ", "  ").replace("\n\n", "\n \n\n"),
    "typographic marks": TEXT.replace("’", "'"),
    "letter case": TEXT.upper(),
    "tracking": TEXT.replace("/wing,", "/wing?utm_source=mail&fbclid=x,"),
    "www and scheme": TEXT.replace("https://", "http://www."),
    "footer": f"{TEXT}\n\n© 2026 River Clinic. All rights reserved.",
    "share line": f"{TEXT}\n\nShare this: Mail, Print",
    "final stop": TEXT.removesuffix("."),
    "joined paragraphs": TEXT.replace("rooms.\n\n", "rooms. "),
    "full-width digit": TEXT.replace("3 May", "\uff13 May"),
}
OTHER = {
    "a word": TEXT.replace("eight", "nine"),
    "a day": TEXT.replace("3 May", "10 May"),
    "a point": TEXT.replace("$90", "$9.0"),
    "a currency": TEXT.replace("$90", "€90"),
    "a sign": TEXT.replace("$90", "$-90"),
    "an address": TEXT.replace("/wing", "/wings"),
    "a paragraph": TEXT.partition("\n\n")[0],
    "order": "\n\n".join(TEXT.split("\n\n")[::-1]),
    "nothing": "",
    "a long footer": f"{TEXT}\n\n© " + "A claim that nobody bears out. " * 20,
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
def test_what_only_looks_otherwise_is_not_material(text: str) -> None:
    assert not compare((TITLE, TEXT), (TITLE, text)).material
    assert not compare((TITLE, text), (TITLE, TEXT)).material


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER.keys())
def test_what_is_said_otherwise_is_material(text: str) -> None:
    difference = compare((TITLE, TEXT), (TITLE, text))
    assert difference.material
    assert note(difference)
    assert tell(difference)


def test_a_title_is_material_by_itself() -> None:
    difference = compare((TITLE, TEXT), ("River Clinic closes a wing", TEXT))
    assert note(difference) == "the title changed"
    assert tell(difference) == f"title “{TITLE}” → “River Clinic closes a wing”"
    assert not compare((TITLE, TEXT), (f"{TITLE}!", TEXT)).material


def test_staff_are_told_what_was_reworded_came_and_went() -> None:
    after = TEXT.replace("3 May", "10 May").replace(
        "Visits cost $90 and are on weekdays.", "Everybody is welcome. Bring a friend."
    )
    difference = compare((TITLE, TEXT), (TITLE, after))
    assert note(difference) == "two paragraphs changed"
    assert tell(difference) == (
        "2 sentences added: “Everybody is welcome.”, “Bring a friend.”; "
        "1 sentence removed: “Visits cost $90 and are on weekdays.”; "
        "1 sentence changed: “… new wing opens on 3 May.” → "
        "“… new wing opens on 10 May.”"
    )


def test_what_the_public_is_told_quotes_nothing() -> None:
    difference = compare((TITLE, "It cures all. " + TEXT), ("A wing", TEXT))
    assert note(difference) == "the title and one paragraph changed"
    assert "cures" in tell(difference)


def test_words_of_both_texts_are_told_once_each() -> None:
    runs = word_difference("one two three four", "one 2 three four five")
    assert [(run.kind, run.text) for run in runs] == [
        ("same", "one"),
        ("removed", "two"),
        ("added", "2"),
        ("same", "three four"),
        ("added", "five"),
    ]


def test_texts_made_to_be_compared_for_ever_are_not() -> None:
    one = "\n\n".join("ab"[n % 2] for n in range(4_000))
    other = "\n\n".join("ab"[n % 3 == 0] for n in range(4_000))
    assert compare((TITLE, one), (TITLE, other)).material
    runs = word_difference("a b " * 50_000, "b a " * 50_000)
    assert [run.kind for run in runs] == ["removed", "added"]
