"""What a summary tells beyond its release is found; what it tells of it is not."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.brief.support import unsupported
from syndicate.brief.wording import split_text
from syndicate.model import Contact, Link, Moment, Precision, Purpose, Release

TEXT = """Alder Room raised $5 million on Dec. 21 and has treated 1,000 patients in \
Salem. Between 50 and 60 percent came back, forty percent of them within 12 weeks.

"It took three years," said Ana Peña of the U.S. Navy, who leads the house. Doors \
open at 7 a.m. on 4 May 2026. A visit costs $1,200 (or 900 euros), and its tenth \
anniversary is in June 2027; COVID-19 rules are at \
https://www.alder.example.org/rules?utm_source=x.

Call (541) 555-0142 or write to ada.moss@alder.example.org before noon. Some 2.5 \
million people live within 40 miles, and twenty-five of them are nurses."""
RELEASE = Release(
    "s",
    "1",
    "Alder Room opens a house for quiet",
    TEXT,
    issuer="Alder Room LLC",
    published=Moment(datetime(2025, 12, 22, tzinfo=UTC), Precision.DATE, "feed"),
    links=(Link(Purpose.MENTION, "https://moss.example.net/a/b"),),
    contacts=(Contact(name="Ada Moss", phone="+15415550199"),),
)


def missing(told: str, release: Release = RELEASE) -> list[tuple[str, str]]:
    return [(each.sort, each.text) for each in unsupported(told, release)]


@pytest.mark.parametrize(
    "told",
    [
        "It raised $5M, or $5,000,000.",
        "It raised 5 million dollars and saw 1000 patients, 40% of them for 12 weeks.",
        "Of those, 50% or 60 % came back.",
        "Open from May 4, 2026; raised on 21 December.",
        "Open from 2026-05-04, told on December 22, 2025.",
        "In May 2026 at 7:00 a.m. it opens for $1200 or €900.",
        "Three years, says Ana Pena of the US Navy in Salem.",
        "See alder.example.org/rules or moss.example.net or www.alder.example.org.",
        "Call 541.555.0142, +1 541-555-0142, 555-0142 or 541-555-0199.",
        "Write to ADA.MOSS@alder.example.org, says Ms. Moss of Alder Room LLC.",
        "The 10th anniversary for 2,500,000 people and 25 nurses after Covid-19.",
        "No one is one of the first.",
        "NTX hired nobody. Henderson is the first word here.",
        "Groundbreaking House Opens For Patients In Salem",
        "The house in Sal…",
        "",
    ],
)
def test_what_the_release_tells_is_supported_however_it_is_written(told: str) -> None:
    assert missing(told) == []


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("It raised $5.", [("money", "$5")]),
        ("It raised €5 million.", [("money", "€5 million")]),
        ("It saw 1,001 patients.", [("number", "1,001")]),
        ("It saw eleven patients.", [("number", "eleven")]),
        ("Some 5.2 million people.", [("number", "5.2 million")]),
        ("It helps 12% of them.", [("percent", "12%")]),
        ("Come on May 5.", [("date", "May 5")]),
        ("Come on May 4, 2027.", [("date", "May 4, 2027")]),
        ("Come in June 2026.", [("date", "June 2026")]),
        ("Come at 7:30.", [("number", "7:30")]),
        ("Call 541-555-0124.", [("phone", "541-555-0124")]),
        ("See alder.example.org/cures.", [("url", "alder.example.org/cures")]),
        ("See https://elm.example.com/.", [("url", "https://elm.example.com/")]),
        ("Write to eve@alder.example.org.", [("email", "eve@alder.example.org")]),
        ("It hired Eve Henderson.", [("name", "Eve"), ("name", "Henderson")]),
        ("New House Opens With Henderson In Salem", [("name", "Henderson")]),
    ],
)
def test_what_the_release_does_not_tell_is_found(
    told: str, found: list[tuple[str, str]]
) -> None:
    assert missing(told) == found


def test_what_is_found_stands_where_it_is_said_to() -> None:
    told = "In Salem, 8 rooms and Dr. Eve Hart wait on May 5 for $3."
    found = unsupported(told, RELEASE)
    assert [told[each.start : each.end] for each in found] == [
        *("8", "Eve", "Hart", "May 5", "$3")
    ]
    assert [each.start for each in found] == sorted(each.start for each in found)


def test_a_whole_date_is_held_by_a_day_and_its_year_told_apart() -> None:
    release = Release("s", "1", "t", "In 2026 the house opens, on May 4.")
    assert missing("It opens on May 4, 2026.", release) == []
    other = Release("s", "1", "t", "Since 2026; opens on May 4, 2027.")
    assert missing("It opens on May 4, 2026.", other) == [("date", "May 4, 2026")]


def test_nouns_of_german_are_no_names() -> None:
    release = Release("s", "1", "t", "Ein Haus mit 8 Zimmern.", language="de")
    assert missing("Das Zentrum hat 9 Zimmer.", release) == [("number", "9")]


SENTENCES = st.lists(
    st.one_of(
        st.sampled_from([TEXT[a:b] for a, b in [(0, 81), (81, 160), (161, 400)]]),
        st.text(
            st.sampled_from("AaeMmyn105,.$%-/:() \n’“”—KB€é"), min_size=1, max_size=60
        ),
        st.sampled_from(
            [
                "They met on May 4, 2026, for $3.5M and 12–14% more.",
                "Call 1-800-555-0142 or 5415550142 now.",
                "The 3rd of March, 2026-03-04 and 3/4/2026 are days.",
                "USD 5 million, 5K of 10k, 24/7, 5-MeO and GLP-1.",
            ]
        ),
    ),
    max_size=8,
)


@given(SENTENCES)
def test_the_sentences_of_a_text_are_always_supported(sentences: list[str]) -> None:
    text = " ".join(sentences)
    release = replace(RELEASE, text=text)
    wording = split_text(text)
    for place in range(len(wording.starts)):
        assert missing(wording.sentence(place), release) == []


@pytest.mark.parametrize(
    "bait",
    [
        "1" * 60_000,
        "1," * 30_000,
        "$1 " * 20_000,
        "May 4 " * 10_000,
        "a." * 30_000,
        "1-" * 30_000,
        "A" * 60_000,
        "Jan" * 20_000,
        "1 541 " * 10_000,
        "x@" * 30_000,
    ],
    ids=range(10),
)
def test_no_text_is_slow_to_compare(bait: str) -> None:
    began = time.process_time()
    unsupported(bait, replace(RELEASE, text=bait))
    assert time.process_time() - began < 5  # half a second where nothing else runs
