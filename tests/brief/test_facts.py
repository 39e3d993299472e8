"""Every fact stands in what was told, exactly; days get the year they are meant of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.cleaning import clean_file
from syndicate.brief.base import Known
from syndicate.brief.details import find_days, find_phones
from syndicate.brief.facts import read_facts
from syndicate.brief.wording import told_words
from syndicate.clean import Rules, clean
from syndicate.config import Clinic
from syndicate.model import Fact, Posting, Release

BODY = """SALEM, OR - December 20, 2025 (NEWMEDIAWIRE) - Alder Room treats depression, \
PTSD and chronic pain with ketamine infusions in 8 rooms.

"Nobody should wait for 30 days," said Dr. Ana Reyes, medical director of Alder Room. \
A visit costs $1,200, and 70 percent of patients come back. The open day is on \
January 9, and [booking](https://alder-room.example.org/book) ends on January 7-8.

Media Contact
Ada Moss
press@alder-room.example.org
541-555-0142
"""
KNOWN = Known(clinics=(Clinic("Alder Room Clinic", aliases=("Alder Room",)),))


def told(body: str = BODY) -> Release:
    return clean(Posting("s", "1", "Alder Room opens", body, "text/markdown"), Rules())


def values(release: Release, name: str) -> list[str]:
    return [each.value for each in read_facts(release, KNOWN) if each.name == name]


def test_a_release_tells_its_facts() -> None:
    release = told()
    assert values(release, "clinic") == ["Alder Room Clinic"]
    assert values(release, "what") == ["Alder Room opens"]
    assert values(release, "where") == ["Salem, OR"]
    assert values(release, "when") == ["2025-12-20"]
    assert values(release, "condition") == ["depression", "PTSD", "chronic pain"]
    assert values(release, "treatment") == ["ketamine", "infusion"]
    assert values(release, "event") == ["2026-01-09", "2026-01-07/2026-01-08"]
    assert values(release, "speaker") == [
        "Dr. Ana Reyes, medical director of Alder Room"
    ]
    assert values(release, "figure") == ["8 rooms", "30 days", "$1,200", "70 percent"]
    assert values(release, "link") == ["https://alder-room.example.org/book"]
    (contact,) = values(release, "contact")
    assert contact.startswith("Ada Moss")


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("Tél. : 01 55 50 14 20", "01 55 50 14 20"),
        ("Joignez-nous au +33 (0)1 55 50 14 20.", "+33 (0)1 55 50 14 20"),
        ("お問い合わせは03-5550-1420まで。", "03-5550-1420"),
        ("Call +44 20 5550 1420 by May 4, 2026.", "+44 20 5550 1420"),
        ("Version 2.10.11.12.13 on 03.11.2026", ""),
        ("05 10 15 20 25 30", ""),
    ],
)
def test_numbers_of_other_countries_are_numbers(told: str, number: str) -> None:
    assert next((hit[0] for hit in find_phones(told)), "") == number


def test_a_dose_is_told_with_what_it_is_of() -> None:
    release = told("A nurse gives 0.5 mg/kg over 40 minutes, or 50 mg per day.")
    assert values(release, "figure") == ["0.5 mg/kg", "40 minutes", "50 mg"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("A market of $100-150 million.", ["$100-150 million"]),
        ("It costs $3,000 to $7,000.", ["$3,000 to $7,000"]),
        (
            "It is worth $9 trillion, or USD 4.5 billion.",
            ["$9 trillion", "USD 4.5 billion"],
        ),
        ("Of 60-70% of them $5 to 20 nurses.", ["60-70%", "$5", "20 nurses"]),
    ],
)
def test_an_amount_is_told_with_what_it_goes_up_to(
    text: str, figures: list[str]
) -> None:
    assert values(told(text), "figure") == figures


def test_what_ran_into_an_address_or_only_looks_like_a_number_is_none() -> None:
    release = told(
        "Rest 2020; 41(6):1296-1306. Write to a@alder.example.orgPhone: none."
    )
    assert values(release, "contact") == ["a@alder.example.org"]


def test_whom_to_call_may_stand_in_the_about_block() -> None:
    about = "About Alder Room\n\nAlder Room is a house of rest. Call 541-555-0142."
    release = told(f"The house is open to all who need rest.\n\n{about}")
    assert "Call" not in release.text
    assert values(release, "contact") == ["541-555-0142"]


def test_words_that_mean_something_else_are_no_condition() -> None:
    release = told("No respiratory depression. A capital infusion. The risk of stroke.")
    assert values(release, "condition") == ["stroke"]
    assert values(release, "treatment") == []


def test_a_text_without_a_contact_passage_tells_its_number_and_address() -> None:
    release = told(
        "The house is open. Call 541-555-0142 or write to a@alder.example.org."
    )
    assert values(release, "contact") == ["541-555-0142", "a@alder.example.org"]


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("Come on January 9.", "en", ["2026-01-09"]),
        ("It opened on November 3.", "en", ["2025-11-03"]),
        ("Friday, December 5", "en", ["2025-12-05"]),
        ("on March 4, 2027 at 9", "en", ["2027-03-04"]),
        ("from March 4-6", "en", ["2026-03-04/2026-03-06"]),
        ("9 January", "en", ["2026-01-09"]),
        ("may 10 patients come?", "en", []),
        ("May 10:30 be the hour", "en", []),
        ("February 30", "en", []),
        ("el 9 de enero", "es", ["2026-01-09"]),
        ("am 9. Januar 2027", "de", ["2027-01-09"]),
        ("from March 20 to 23, 2026, it", "en", ["2026-03-20/2026-03-23"]),
        ("from March 20 to 23 nurses", "en", ["2026-03-20"]),
        ("between June 6 and June 9, 2025", "en", ["2025-06-06", "2025-06-09"]),
        ("its letter of July 18 asked", "en", ["2025-07-18"]),
        ("it will open on July 18 for all", "en", ["2026-07-18"]),
    ],
)
def test_a_day_without_a_year_is_the_next(
    text: str, language: str, days: list[str]
) -> None:
    found = find_days(text, date(2025, 12, 20), language)
    assert [each.iso() for each in found] == days


def test_a_day_without_a_year_is_none_without_a_release_date() -> None:
    assert list(find_days("Come on January 9.", None)) == []


PIECES = [*BODY.split("\n"), "$5", "9 %", "May 1", "a@b.cd", "İPTSD", "“x”", "555-0142"]


@given(
    st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["\n", "\n\n", " "])
)
def test_every_span_stands_in_what_was_told(pieces: list[str], between: str) -> None:
    release = told("Words. " + between.join(pieces))
    words = told_words(release)
    for fact in read_facts(release, KNOWN):
        assert fact.span in words
        assert fact.value


def test_every_span_of_real_releases_stands_in_them(corpus: Path) -> None:
    archive = corpus / "archive"
    paths = sorted(archive.glob("*/*/*/*.md"))[::100]
    facts: list[Fact] = []
    for path in paths:
        for release in clean_file(str(path.relative_to(archive)), path.read_bytes()):
            found = read_facts(release, Known())
            assert all(fact.span in told_words(release) for fact in found)
            facts += found
    spanned = [fact for fact in facts if fact.span]
    assert len(spanned) > 0.9 * len(facts)


def test_a_time_without_a_zone_says_so() -> None:
    told = "2026-01-02 09:00"
    posting = Posting("s", "1", "Open", "The house is open.", published=told)
    assert values(clean(posting, Rules()), "when") == [
        "2026-01-02T09:00:00 (zone not told)"
    ]
