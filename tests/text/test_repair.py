"""Repair mends what is damaged and leaves everything else alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.text.repair import repair, repair_line

CLEAN_LETTERS = (
    "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?'\"()-–—"
    "“”‘’…éèüöñçßøåłśžČ™®©€£°½\n"
)


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("Rest â€” at last", "Rest — at last"),
        ("the clinicâ€™s nurse", "the clinic’s nurse"),
        ("CafÃ© and CafÃƒÂ©", "Café and Café"),
        ("she said â€œrestâ€\x9d twice", "she said “rest” twice"),
        ("she said â€œrestâ€ twice", "she said “rest” twice"),
        ("a\x93quoted\x94 word", "a“quoted” word"),
        ("Smith &amp; Sons", "Smith & Sons"),
        ("Smith &amp;amp; Sons", "Smith & Sons"),
        ("Calm &#8211; daily", "Calm – daily"),
        ("Dr.\u00a0Quiet re\u00adstarts\u200b", "Dr. Quiet restarts"),
        ("NUL\x00 and half \ud83d a pair", "NUL and half  a pair"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("e\u0301tude", "étude"),
    ],
)
def test_damage_is_mended(damaged: str, mended: str) -> None:
    assert repair(damaged).text == mended
    assert repair(damaged).rules


@pytest.mark.parametrize(
    "text",
    [
        "“Été” à São Paulo, Łódź, Größe™, L’Oréal®",
        "Call 555-0100 — it’s free…",
        "„Spaß“ und 5 ß£",
        "👩‍⚕️ and 🏳️‍🌈 stay whole",
        "https://clinic.example.org/?a=1&copy=2&reg=us&section=3",
        "see https://clinic.example.org/?a=1&amp;b=2 for more",
        "AT&T; R&D; a & b",
        "میخواهم‌ها",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert repair(text).text == text


@given(st.text(alphabet=CLEAN_LETTERS, max_size=300))
def test_clean_prose_is_never_touched(text: str) -> None:
    assert repair(text).text == text
    assert repair(text).rules == ()


@given(
    st.text(
        alphabet=st.one_of(
            st.characters(),
            st.sampled_from("&amp;#38;lt;Ââ€™œ\x93\x94Ã©\u00a0\u200d\ud800"),
        ),
        max_size=120,
    )
)
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = repair(text).text
    assert repair(once).text == once


@given(st.text(max_size=200))
def test_what_comes_out_can_be_written(text: str) -> None:
    out = repair_line(text).text
    out.encode("utf-8")
    assert not any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in out)
    assert out == " ".join(out.split(" ")).strip()


def test_a_title_loses_marks_of_direction() -> None:
    assert repair_line("Clinic\u202e opens \n doors").text == "Clinic opens doors"
