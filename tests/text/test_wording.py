"""Paragraphs, titles and languages."""

from __future__ import annotations

import sys

import pytest

from syndicate.text.language import Language, read_language
from syndicate.text.paragraphs import is_heading, is_torn, split_joints, unwrap
from syndicate.text.titles import make_title, shorten, tidy_title

LONG = "Each course is short. The plan differs from one patient to the next and is then"


@pytest.mark.parametrize(
    ("second", "torn"),
    [
        ("written down by the nurse.", True),
        ("a) first of all", False),
        ("https://clinic.example.org", False),
        ("calm@clinic.example.org", False),
        ("zkCalm, a ledger", False),
        ("san diego, California - more", False),
        ("Written down by the nurse.", False),
    ],
)
def test_torn_paragraphs(second: str, torn: bool) -> None:
    assert is_torn(LONG, second) is torn


def test_a_heading_is_not_torn_from_its_text() -> None:
    assert not is_torn(
        "How Ketamine Therapy Is Transforming Treatment for OCD and mood", "x"
    )


def test_a_writer_who_doubles_every_space_keeps_one_paragraph() -> None:
    text = "One is here.  Two is there.  Three is.  Four is.  Dr.  Quiet is.  Five."
    assert split_joints(text) == [text]


def test_lines_broken_for_width_are_joined_and_addresses_are_not() -> None:
    letter = f"{LONG}\nwritten down."
    assert unwrap(letter) == f"{LONG} written down."
    address = "Quiet Clinic\n1 Calm Street\nSalem, OR"
    assert unwrap(address) == address


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("What to Expect", True),
        ("Who Can Benefit?", True),
        ("It was late. Why stay?", False),
        ("see below", False),
        ("Write to calm@clinic.example.org", False),
        ("We rest.", False),
        ("2025", False),
    ],
)
def test_headings(line: str, heading: bool) -> None:
    assert is_heading(line) is heading


def test_made_titles() -> None:
    body = (
        "Rest is a skill that can be learned by nearly anybody who has the time. More."
    )
    assert make_title([body, "Introduction", body]) == body[:-7]
    assert make_title([body, "How Rest Works", body]) == "How Rest Works"
    long = make_title(["word " * 60])
    assert len(long) <= 120
    assert long.endswith("word…")
    assert make_title([]) == ""


def test_told_titles() -> None:
    assert tidy_title("Rest | Calm | Quiet Clinic", "Quiet Clinic") == "Rest | Calm"
    assert tidy_title("Quiet Clinic", "Quiet Clinic") == "Quiet Clinic"
    assert tidy_title("A < B > C") == "A < B > C"
    assert shorten("x" * 30, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    ("text", "told", "language"),
    [
        ("The clinic has opened and it is full of light for all.", "", "en"),
        ("La clínica abre las puertas a los pacientes de la ciudad.", "", "es"),
        ("La clinique ouvre les portes aux patients de la ville.", "", "fr"),
        ("Die Klinik öffnet und ist für den Patienten mit dem Hund da.", "", "de"),
        ("A clínica abre as portas para os pacientes da cidade e não fecha.", "", "pt"),
        ("Ketamine", "", ""),
        ("Ketamine", "en-US", "en-US"),
        ("La clínica abre las puertas a los pacientes de la ciudad.", "en", "es"),
        ("診療所は東京に新しい部屋を開きました。", "", "ja"),
        ("Klinika otwiera dziś nowy pokój, w którym jest cicho.", "pl", "pl"),
    ],
)
def test_languages(text: str, told: str, language: str) -> None:
    assert read_language(text, told).code == language


def test_a_language_is_told_out_of_those_that_were_set() -> None:
    text = "A clínica abre as portas para os pacientes da cidade e não fecha."
    assert read_language(text, "", ("en", "de")).code in ("", "en", "de")
    assert read_language(text, "", ("en", "pt")).confidence > 0.9


def test_a_long_text_in_none_of_them_is_in_none() -> None:
    danish = (
        "Klinikken har åbnet et nyt rum, hvor der er stille hele dagen, og hvor alle "
        "kan hvile sig efter deres behandling. Rummet ligger ud til floden, og der er "
        "plads til otte mennesker ad gangen. Det koster ikke noget at bruge det, og "
        "man behøver ikke at melde sig til, siger sygeplejersken, som bestyrer huset."
    )
    assert read_language(danish).code == ""
    assert read_language(danish, "da").code == "da"
    assert read_language(danish, "en").code != "da"


def test_plain_english_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """A notice to investors is mostly names; a text in another language is asked of."""
    monkeypatch.setitem(sys.modules, "syndicate.text.identifying", None)
    notice = (
        "River Clinics (NYSE: RVR), a clinic group advancing infusion therapies, today "
        "announced that CEO Ada Moss will present at the Harbor Healthcare Conference "
        "in Salem on Monday, March 9, 2026, with slides and a webcast for investors."
    )
    assert read_language(notice) == Language("en", False, 0.95)
    with pytest.raises(ImportError):
        read_language("La clínica abre las puertas a los pacientes de la ciudad.")


def test_a_language_that_only_was_told_is_less_sure() -> None:
    assert read_language("Ketamine", "de") == Language("de", True, 0.7)
    sure = read_language("Die Klinik öffnet und ist für den Patienten da.", "de-AT")
    assert (sure.code, sure.told, sure.confidence > 0.9) == ("de-AT", True, True)
