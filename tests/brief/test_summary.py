"""Which sentences a summary chooses, and which it never does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from syndicate.brief.sentences import prose
from syndicate.brief.summary import LONGEST, cut, summarise
from syndicate.store import shipped

TITLE = "Birchwood Clinic Opens Evening Hours for Pain Patients"
SENTENCES = (
    "Birchwood Clinic opens evening hours for pain patients.",
    "From October on its doctors see patients with chronic pain until nine o'clock.",
    "The clinic by the river had turned away forty callers a week last spring.",
    "Anna Lind, who leads the team, hired two nurses and a physiotherapist for it.",
    "Parking behind the house costs nothing after six in the evening.",
)


def test_a_sentence_that_repeats_the_headline_is_not_shown_under_it() -> None:
    chosen = summarise(TITLE, SENTENCES, shipped())
    assert chosen.under == SENTENCES[1]


def test_standing_alone_it_may_repeat_the_headline() -> None:
    chosen = summarise(TITLE, SENTENCES, shipped())
    assert chosen.alone == SENTENCES[0]


def test_more_adds_two_other_sentences_in_their_order() -> None:
    chosen = summarise(TITLE, SENTENCES, shipped())
    assert len(chosen.more) == 2
    assert chosen.under not in chosen.more
    places = [SENTENCES.index(sentence) for sentence in chosen.more]
    assert places == sorted(places)


def test_a_sentence_told_twice_is_not_what_more_adds() -> None:
    again = (*SENTENCES[1:3], SENTENCES[1].replace("until", "till"), *SENTENCES[3:])
    chosen = summarise(TITLE, again, shipped())
    assert chosen.under == SENTENCES[1]
    assert again[2] not in chosen.more


def test_all_that_repeats_the_headline_leaves_one_that_does() -> None:
    chosen = summarise(TITLE, SENTENCES[:1], shipped())
    assert (chosen.under, chosen.more) == (SENTENCES[0], ())


def test_no_sentences_make_no_summary() -> None:
    assert summarise(TITLE, (), shipped()).under == ""


@given(st.text(alphabet="The clinic opens. 12\n\n-A’s", max_size=400))
def test_every_sentence_is_of_the_text(text: str) -> None:
    chosen = summarise("A title of ours", prose(text), shipped())
    told = " ".join(text.split())
    for sentence in filter(None, (chosen.under, chosen.alone, *chosen.more)):
        assert sentence.rstrip("…") in told
        assert len(sentence) <= LONGEST


def test_a_long_sentence_ends_at_a_word() -> None:
    long = "The clinic " + "opened another room and " * 20 + "closed."
    shown = cut(long)
    assert len(shown) <= LONGEST
    assert shown.endswith("…")
    assert long.startswith(shown.removesuffix("…"))


def test_what_somebody_says_gives_way_to_what_the_release_tells() -> None:
    spoken = "“Patients had asked for such hours for years,” says Anna Lind."
    assert summarise(TITLE, (spoken, *SENTENCES[1:]), shipped()).under != spoken
