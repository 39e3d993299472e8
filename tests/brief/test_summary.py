"""Which sentences a summary chooses, and which it never does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.brief.sentences import prose
from syndicate.brief.shortening import LONGEST, cut, shorten
from syndicate.brief.summary import summarise
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


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        (
            "de",
            "Die Klinik öffnet ab dem 1. Dezember auch samstags. Das sagt Dr. Weiß.",
            "Die Klinik öffnet ab dem 1. Dezember auch samstags.",
        ),
        (
            "es",
            '"Lo esperábamos mucho tiempo", dijo la Dra. Ana Ruiz. Llegó la Sra. Gil.',
            '"Lo esperábamos mucho tiempo", dijo la Dra. Ana Ruiz.',
        ),
        (
            "fr",
            "La clinique de M. Moreau ouvre le samedi matin. Elle est à Lyon.",
            "La clinique de M. Moreau ouvre le samedi matin.",
        ),
        (
            "ja",
            "当院は12月1日より土曜日の診療を開始します。お待ちしております。",
            "当院は12月1日より土曜日の診療を開始します。",
        ),
        (
            "ar",
            "هل تفتح العيادة أبوابها للمرضى يوم السبت القادم؟ نعم، تفتح.",
            "هل تفتح العيادة أبوابها للمرضى يوم السبت القادم؟",
        ),
    ],
)
def test_a_sentence_ends_as_its_language_ends_one(
    language: str, text: str, first: str
) -> None:
    assert prose(text, language)[0] == first


LEAFLET = "A leaflet on nine such myths lies in every room today."


@pytest.mark.parametrize(
    "text",
    [
        "Is it safe? Yes, it is safe for everyone, web sites say. That is wrong.",
        "MYTH: Ketamine cures depression in a day. FACT: It never did, and it may not.",
        "It has no risks, an advertisement said on Monday. This is not true.",
        "CORRECTION: An earlier version said that the treatment was approved.",
        "An earlier version of this release named a doctor who is not ours.",
        "No, the clinic does not think that it will ever do that.",
    ],
)
def test_what_the_text_takes_back_is_no_summary(text: str) -> None:
    assert prose(f"{text} {LEAFLET}") == (LEAFLET,)


def test_what_is_denied_in_its_own_words_may_be_one() -> None:
    told = "No patient was harmed when the roof came down."
    assert prose(f"{told} That is good news.") == (told,)


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


def test_the_ticker_and_a_name_given_anew_are_left_out() -> None:
    told = (
        "Quiet Room Labs, Inc. (NASDAQ: QTRM; TSXV: QRL) (“Quiet Room” or the "
        "“Company”), a maker of chairs (of oak), opens a house by the river."
    )
    assert shorten(told) == (
        "Quiet Room Labs, Inc., a maker of chairs (of oak), opens a house by the river."
    )


TAIL = "a house by the river that had stood empty since the spring of that year"
LONG = (
    "Birchwood Clinic today announced that its doctors, nurses and physiotherapists "
    "see people with chronic pain until nine in the evening on four days of the week"
)


@pytest.mark.parametrize(
    "more",
    [
        f", which the team had wanted since the day when it moved to {TAIL}.",
        f", adding to the hours that its callers wanted when it took {TAIL}.",
        f"; the rooms, which are painted in three colours, are those of {TAIL}.",
        f" — the rooms, which are painted in three colours, are those of {TAIL}.",
    ],
)
def test_a_long_sentence_ends_where_it_is_one(more: str) -> None:
    assert shorten(f"{LONG}{more} {TAIL}") == f"{LONG}."


HALF = f"Birchwood Clinic, {TAIL}, with a garden, with {TAIL}"
CUT_WITH_DOTS = (
    # what follows takes back something of it, or says whose claim it is
    f"{LONG}, which is not open to anybody before the city agrees to {TAIL}, {TAIL}.",
    f"{LONG}, with a doctor only where one can be found, and with {TAIL}, {TAIL}.",
    f"{LONG}, according to a study of callers that was made in {TAIL}, {TAIL}.",
    # no verb of its own yet
    f"{HALF}, which is {TAIL}, announced hours.",
    # inside dashes and marks
    f"Birchwood Clinic – which opened for its patients, {TAIL} – said {TAIL} {LONG}.",
    f"Birchwood Clinic said that “{TAIL}, which is {TAIL}, and {TAIL}, and {TAIL}.”",
)


@pytest.mark.parametrize("told", CUT_WITH_DOTS, ids=range(len(CUT_WITH_DOTS)))
def test_a_long_sentence_that_makes_none_is_cut_with_dots(told: str) -> None:
    shown = shorten(told)
    assert shown.endswith("…")
    assert told.startswith(shown.removesuffix("…"))


def test_a_good_sentence_that_fits_is_chosen_before_one_cut_off() -> None:
    told = "Birchwood Clinic's doctors see patients with chronic pain until nine"
    cut_off = f"{told} {'as it was and so it is to be with them ' * 6}."
    assert len(cut_off) > LONGEST
    assert summarise("A clinic", (cut_off, f"{told}."), shipped()).under == f"{told}."


@given(st.text(alphabet='aA ,;.–—()“”"which open announced ', max_size=900))
def test_a_shortened_sentence_is_made_of_its_own_words(told: str) -> None:
    sentence = " ".join(told.split())
    shown = shorten(sentence)
    assert len(shown) <= LONGEST
    left = iter(re.findall(r"\w+", sentence))
    assert all(word in left for word in re.findall(r"\w+", shown)[:-1])


PLAIN = (
    "Birchwood Clinic opens evening hours for patients with chronic pain in October."
)


@pytest.mark.parametrize(
    "leaning",
    [
        "This step brings evening hours for pain patients to Birchwood Clinic.",
        "Moreover, Birchwood Clinic has evening hours for pain patients now.",
        "Opening soon, this Birchwood Clinic has evening hours for pain patients.",
    ],
)
def test_what_leans_on_the_sentence_before_gives_way(leaning: str) -> None:
    chosen = summarise("Evening Hours at Birchwood", (PLAIN, leaning), shipped())
    assert chosen.under == PLAIN


def test_a_promise_of_no_side_effects_gives_way_to_the_news() -> None:
    claim = (
        "Birchwood Clinic treats pain patients in evening hours without side effects."
    )
    chosen = summarise("Evening Hours at Birchwood", (claim, PLAIN), shipped())
    assert chosen.under == PLAIN


def test_what_the_wire_broke_off_is_no_summary() -> None:
    broken = "Birchwood Clinic opens evening hours for pain patients, and from October…"
    chosen = summarise(TITLE, (*SENTENCES[2:], broken), shipped())
    assert broken not in (chosen.under, chosen.alone, *chosen.more)
    assert summarise(TITLE, (broken,), shipped()).under == broken


@pytest.mark.parametrize(
    ("sentence", "lean"),
    [
        ("It bought Alder Labs Inc. (NASDAQ: ALDR).", "It bought Alder Labs Inc."),
        ("Alder Labs* opens a house* today.", "Alder Labs opens a house today."),
        ("It costs 5 * 3 dollars.", "It costs 5 * 3 dollars."),
    ],
)
def test_marks_that_point_elsewhere_are_left_out(sentence: str, lean: str) -> None:
    assert shorten(sentence) == lean
