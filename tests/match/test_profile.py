"""What is counted of a release, and what is not."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from syndicate.match.profile import (
    LONGEST,
    PIECE,
    headline_words,
    profile,
    spoken_sentences,
)
from tests.match.releases import KETAMINE, tell

STOCK = "this release contains forward looking statements"


@dataclass(frozen=True)
class Even:
    """Weights where every word weighs the same and one sentence is stock."""

    def weight(self, word: str) -> float:
        return 2.0

    def common(self, sentence: str) -> bool:
        return sentence == STOCK


def test_boilerplate_is_no_part_of_the_core() -> None:
    plain = profile(tell("Open", KETAMINE), Even())
    padded = profile(
        tell(
            "Open", f"{KETAMINE}\n\nThis release contains forward-looking statements."
        ),
        Even(),
    )
    assert padded.core == plain.core
    assert padded.vector == plain.vector
    assert padded.length == plain.length + 6
    assert plain.runs < padded.runs


def test_a_text_that_is_all_boilerplate_keeps_it() -> None:
    """A notice that runs again and again would have no core at all."""
    told = profile(
        tell("Notice", "This release contains forward-looking statements."), Even()
    )
    assert told.core == told.runs
    assert len(told.core) == 3


def test_words_meet_in_their_first_letters() -> None:
    told = profile(
        tell("Investments", "They invested what an investor invests."), Even()
    )
    assert told.words == {"invest"}


@pytest.mark.parametrize(
    ("title", "telling"),
    [
        (
            "CalmNewsBreaks – Acme Calm (OTCQB: ACAL) expands",
            ("acme", "calm", "expands"),
        ),
        ("CORRECTING AND REPLACING: Acme Calm expands", ("acme", "calm", "expands")),
        ("Acme Calm (CALM) expands", ("acme", "calm", "expands")),
        ("Update on the clinic in Port Ellery", ("update", "clinic", "port", "ellery")),
    ],
)
def test_a_title_is_read_without_its_series_and_tickers(
    title: str, telling: tuple[str, ...]
) -> None:
    assert headline_words(title) == telling


def test_a_title_says_its_edition_and_how_far_the_matter_is() -> None:
    told = profile(
        tell("Lumen Quill closes third quarter 2024 offering", KETAMINE), Even()
    )
    assert told.periods == {"third", "quarter", "2024"}
    assert told.steps == {"closes"}


def test_years_are_no_figures() -> None:
    told = profile(tell("Open", "In 2024 we saw 3,420 patients, 14.3 a day."), Even())
    assert told.figures == {"3420", "14.3"}
    assert {"2024", "3", "420"} <= told.calendar


def test_figures_are_found_among_signs_of_all_kinds() -> None:
    text = "Fees fell from “$1,250.50”–a visit™ to 980€, by 21.6 %… on the 3rd."
    told = profile(tell("Clinic lowers its fees", text), Even())
    assert told.figures == {"1250.50", "980", "21.6", "3"}


@pytest.mark.parametrize("between", [". ", ".” ", "!\n\n", "?)\u00a0", "\n"])
def test_a_text_read_in_pieces_has_the_sentences_it_had(between: str) -> None:
    sentences = [f"visit {at} was calm and quiet" for at in range(PIECE // 8)]
    assert [*spoken_sentences(between.join(sentences))] == sentences


def test_only_so_much_of_a_long_text_counts() -> None:
    told = profile(tell("Long", "Calm is here for all of us today. " * 6_000), Even())
    assert told.length == LONGEST


def test_an_empty_release_has_nothing_to_compare() -> None:
    told = profile(tell("", "", published=None), Even())
    assert (told.length, told.norm, told.day) == (0, 0.0, None)
    assert not told.runs
