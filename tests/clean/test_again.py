"""Cleaning a clean text once more changes nothing: it has nothing more to lose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.clean import Rules, clean
from syndicate.errors import SourceError
from syndicate.model import Posting

LEAD = "Alder Calm Clinic opened a second room today. It has a view of the river."
MORE = "The room is open on weekdays, and visits are booked by telephone as before."
ABOUT = "About Alder Calm Clinic\n\nAlder Calm Clinic has rested people since 2009."
DATELINE = "SALEM, OR - June 2, 2025 (NEWMEDIAWIRE) -"
SECOND = "Salem, OR – June 3, 2025 – "
CONTACT = "Media Contact:\nJo Reed\npress@alder.example.org\n503-555-0142"

# What releases are made of, from which the texts below are put together.
PIECES = (
    LEAD,
    MORE,
    ABOUT,
    CONTACT,
    "Alder Opens a Room",
    "Why It Matters",
    "## Why It Matters",
    f"{DATELINE} {LEAD}",
    f"{SECOND}{MORE}",
    DATELINE,
    "FOR IMMEDIATE RELEASE",
    "By Ada Quiet • March 3, 2025",
    "Embargoed until 5 a.m. ET, Monday, March 2, 2026",
    "###",
    "# # #",
    "ENDS",
    "SOURCE Alder Calm Clinic",
    "- one\n- two",
    "1. first\n2. second",
    "• one • two • three",
    "Room | View\n--- | ---\nSecond | River",
    "> It is quiet here, as nowhere else.",
    "“It is quiet,” said Ada Quiet, nurse.",
    "Links form anew. This process, which is called growth, is thought to",
    "contribute to the effect.",
    "Disclaimer: This post is for information only and is no advice to anybody.",
    "Forward-Looking Statements",
    "This press release contains forward-looking statements about rooms and rivers.",
    "Share this article",
    "Learn More",
    "Next Calm Circle starts March 3rd. Learn More.",
    "Copyright © 2025 Alder Calm Clinic. All rights reserved.",
    "The post We open appeared first on Alder Calm Clinic.",
    "Article Rating\n0\n0 votes\nInline Feedbacks\nView all comments",
    "CafÃ© &amp;amp; garden\u00a0—\u200b open",
    "A **bold** word and [a page](https://alder.example.org/a?x=1&copy=2).",
    "A line of a letter that was broken at the width of its page,\nin two.",
    "x" * 160,
)


def told(body: str, title: str = "", media_type: str = "text/plain") -> Posting:
    return Posting("s", "i", title, body, media_type)


def assert_settled(first: Posting) -> None:
    try:
        once = clean(first, Rules())
    except SourceError:  # furniture alone is no release
        return
    if not once.text or (once.title_made and "\n\n" not in once.text):
        return  # what is its own title is the text once, and then the title alone
    again = clean(told(once.text, once.title), Rules())
    assert (again.title, again.text) == (once.title, once.text)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"{DATELINE} {LEAD}\n\n{SECOND}{MORE}", id="second dateline"),
        pytest.param(
            f"{DATELINE} {LEAD}\n\n{MORE}\n\n{ABOUT}\n\n{SECOND}{MORE}",
            id="second dateline further down",
        ),
        pytest.param(
            f"Alder Opens\n\n{DATELINE}\n\nAlder Opens\n\n{LEAD}", id="repeat around it"
        ),
        pytest.param(
            f"{LEAD}\n\n{MORE}\n\n- one\n- two\n- three\n- four\n\n{ABOUT}\n\n"
            f"Disclaimer: {MORE}\n\nAlder Opens a Room\n\nWhy It Matters\n\nRest.\n\n"
            f"{DATELINE} {LEAD}\n\n{SECOND}{MORE}\n\n{DATELINE}",
            id="a dateline that a disclaimer kept out of reach",
        ),
        pytest.param(f"{LEAD}\n\n{MORE}\n\n{ABOUT}\n\n# # #\n\n{CONTACT}", id="marks"),
        pytest.param(
            f"{LEAD}\n\nENDS\n\n" + "\n\n".join([ABOUT] * 8), id="furniture uncovered"
        ),
        pytest.param(
            f"Links form anew. This process, which is called growth, is thought to"
            f"\n\nDisclaimer: {MORE}\n\ncontribute to the effect.",
            id="torn around a disclaimer",
        ),
    ],
)
@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
@pytest.mark.parametrize("title", ["", "Alder Opens"])
def test_what_a_cut_uncovers_is_cut_as_well(
    body: str, media_type: str, title: str
) -> None:
    assert_settled(told(body, title, media_type))


def test_a_dateline_passed_on_leaves_the_text_and_is_noted() -> None:
    body = f"Alder Opens\n\n{DATELINE}\n\n{LEAD}\n\n{SECOND}{MORE}"
    release = clean(told(body, "A Room"), Rules())
    assert release.text == f"Alder Opens\n\n{LEAD}\n\n{MORE}"
    assert release.notes == ("second dateline: Salem, OR – June 3, 2025 –",)


def test_a_date_in_a_list_is_no_dateline_of_a_place_unknown() -> None:
    line = "Next Evening of Rest – July 13, 2025 | River Hall"
    body = f"{LEAD}\n\n{MORE}\n\nWe rest.\n\nYou rest.\n\n{line}"
    release = clean(told(body, "A Room"), Rules())
    assert line in release.text
    assert release.dateline is None


@given(
    pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=16, unique=True),
    title=st.sampled_from(["", "Alder Opens a Room"]),
)
def test_cleaning_twice_changes_nothing_more(pieces: list[str], title: str) -> None:
    assert_settled(told("\n\n".join(pieces), title))


WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéüß’", min_size=1, max_size=9)


@given(
    sentences=st.lists(
        st.lists(WORDS, min_size=3, max_size=20).map(
            lambda words: "Rest " + " ".join(words) + "."
        ),
        min_size=2,
        max_size=12,
    )
)
def test_clean_text_is_never_changed(sentences: list[str]) -> None:
    kept = list(dict.fromkeys(sentences))
    text = "\n\n".join(kept)
    release = clean(told(text, "A Title of Its Own"), Rules())
    assert release.text == text
    assert release.repairs == ()
    assert release.parts == ()
