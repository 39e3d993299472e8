"""What is one announcement and what is not, in families of our own writing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from syndicate.match.base import Member
from syndicate.match.features import compare
from syndicate.match.judge import (
    ABOUT,
    HARDLY,
    SURE_ANEW,
    SURE_ELSEWHERE,
    SURE_LATER,
    Judgement,
    judge,
    sure,
)
from syndicate.match.profile import profile
from syndicate.match.trees import shipped as trees
from syndicate.store.frequencies import shipped
from tests.match.releases import (
    JAPANESE,
    KETAMINE,
    KETAMINE_ANEW,
    KETAMINE_LATER,
    KETAMINE_OTHER,
    OFFERING,
    SCHOLARSHIP,
    tell,
)

NOW_OFFERS = "Harbor Lantern Wellness now offers ketamine therapy"
OFFERED = tell(NOW_OFFERS, KETAMINE)
ANEW = "Ketamine therapy comes to the Tidewater valley with Harbor Lantern"
ANNOUNCED = tell(
    "Lumen Quill announces $5.1 million registered direct offering",
    OFFERING.format(verb="announces", were="are"),
)
CLOSED = tell(
    "Lumen Quill announces closing of $5.1 million registered direct offering",
    OFFERING.format(verb="announces the closing of", were="were"),
    "2024-01-17",
)
BODINE = """A photograph of the pier at Port Ellery in {year}, from the collection
of the Tidewater clinic's waiting room. {subject} The pictures of Alma Bodewell are
shown by courtesy of her family, who own all rights in them. She walked the shore
for forty years with a plate camera on her back and developed what she saw in a shed
behind the smokehouse. Prints on fine paper can be ordered from the family in three
sizes, framed or without a frame; each is signed on the reverse and comes with a
note on the day it was taken. A part of what is paid goes to the clinic's fund for
patients who cannot pay for a second visit."""


def scholarship(title: str, year: int) -> Member:
    text = SCHOLARSHIP.format(
        deadline=f"October {year - 2024}, {year}",
        announced=f"November 1{year % 10}, {year}",
    )
    return tell(title, text, f"{year}-04-0{year % 10}")


def judged(one: Member, two: Member, *, same_source: bool) -> Judgement:
    first, second = profile(one, shipped()), profile(two, shipped())
    told = judge(first, second, same_source=same_source)
    assert told == judge(second, first, same_source=same_source)
    return told


@pytest.mark.parametrize("same_source", [True, False])
@pytest.mark.parametrize(
    "other",
    [
        pytest.param(tell(NOW_OFFERS, KETAMINE, "2024-01-18"), id="verbatim"),
        pytest.param(tell(NOW_OFFERS, KETAMINE, "2023-01-15"), id="a year off"),
        pytest.param(tell(NOW_OFFERS, KETAMINE, published=None), id="undated"),
        pytest.param(
            tell(
                f"UPDATE: {NOW_OFFERS}",
                f"By our staff. {KETAMINE}\n\nThis notice is given as it came.",
                "2024-01-20",
            ),
            id="another wrapper",
        ),
        pytest.param(
            tell(NOW_OFFERS, KETAMINE.rpartition("\n\n")[0], "2024-01-16"), id="excerpt"
        ),
        pytest.param(tell(ANEW, KETAMINE_ANEW, "2024-01-16"), id="told anew"),
    ],
)
def test_one_announcement_is_one_wherever_it_ran(
    other: Member, same_source: bool
) -> None:
    told = judged(OFFERED, other, same_source=same_source)
    assert told.same is True
    assert told.score > 0.5


@pytest.mark.parametrize("same_source", [True, False])
@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param(
            OFFERED,
            tell("Ridgeway Calm Center now offers ketamine therapy", KETAMINE_OTHER),
            id="one headline, another clinic",
        ),
        pytest.param(
            OFFERED,
            tell(
                "Harbor Lantern Wellness opens its ketamine clinic in the evening",
                KETAMINE_LATER,
                "2024-02-14",
            ),
            id="the clinic's next release on the same service",
        ),
        pytest.param(
            scholarship("Harbor Lantern nursing scholarship 2025", 2025),
            scholarship("Harbor Lantern nursing scholarship 2026", 2026),
            id="annual scholarship",
        ),
        pytest.param(
            scholarship("Harbor Lantern nursing scholarship is open", 2025),
            scholarship("Harbor Lantern nursing scholarship is open", 2026),
            id="annual scholarship under one title",
        ),
        pytest.param(ANNOUNCED, CLOSED, id="announces, then closes"),
        pytest.param(
            OFFERED,
            tell(ANNOUNCED.title, KETAMINE),
            id="the title of one over the text of another",
        ),
        pytest.param(OFFERED, tell(NOW_OFFERS, ANNOUNCED.text), id="text swapped"),
        pytest.param(OFFERED, tell(NOW_OFFERS, ""), id="no text"),
        pytest.param(OFFERED, tell(NOW_OFFERS, "We are open"), id="three words"),
        pytest.param(
            tell("Empty", ""), tell("Also empty", ""), id="nothing equals nothing"
        ),
        pytest.param(OFFERED, tell("診療所のケタミン療法", JAPANESE), id="Japanese"),
    ],
)
def test_what_reads_alike_stays_apart(
    one: Member, two: Member, same_source: bool
) -> None:
    assert judged(one, two, same_source=same_source).same is not True


def test_a_series_under_one_text_stays_apart() -> None:
    one, two = (
        tell(
            f"The pier at Port Ellery, {year}",
            BODINE.format(year=year, subject=subject),
            "2024-03-01",
        )
        for year, subject in (
            (1936, "Oystermen mend their nets beside the icehouse."),
            (1952, "A brass band waits for the ferry in the rain."),
        )
    )
    assert judged(one, two, same_source=True).same is not True


@pytest.mark.parametrize("same_source", [True, False])
def test_one_text_with_the_dates_of_another_edition_is_shown_to_staff(
    same_source: bool,
) -> None:
    one, two = (
        scholarship("Harbor Lantern nursing scholarship is open", year)
        for year in (2025, 2026)
    )
    told = judged(one, two, same_source=same_source)
    assert (told.same, told.rule) == (None, "guard")
    assert told.detail.startswith("one text with other dates or numbers near the top; ")


def test_one_other_number_parts_an_edited_text_within_a_source() -> None:
    """A picture's number, a course's day: another copy of the text would keep it."""
    one, two = (
        tell(NOW_OFFERS, f"Course {number} in our series. {KETAMINE}")
        for number in (467, 478)
    )
    told = judged(one, two, same_source=True)
    assert (told.same, told.rule) == (None, "guard")
    assert judged(one, two, same_source=False).same is True


def test_the_next_news_of_an_issuer_needs_more_within_a_source() -> None:
    """On another day and with hardly a run shared, a wire's notices read alike."""
    one = profile(OFFERED, shipped())
    two = profile(tell(ANEW, KETAMINE_ANEW, "2024-01-16"), shipped())
    told = compare(one, two, same_source=True)
    assert told.core < HARDLY
    assert sure(told) == SURE_LATER
    assert sure(replace(told, days=0.0)) == SURE_ANEW
    assert sure(replace(told, core=HARDLY)) == SURE_ANEW
    assert sure(replace(told, same_source=0.0)) == SURE_ELSEWHERE


def test_a_guarded_pair_is_shown_to_staff_and_says_what_kept_it_apart() -> None:
    told = judged(ANNOUNCED, CLOSED, same_source=True)
    assert (told.same, told.rule) == (None, "guard")
    assert "different steps of a matter" in told.detail
    assert "2 days apart" in told.detail


def test_a_japanese_release_is_recognised_where_it_runs_again() -> None:
    title = "診療所がケタミン療法を開始"
    again = tell(title, JAPANESE, "2024-01-17")
    assert judged(tell(title, JAPANESE), again, same_source=False).same is True


def test_a_page_of_many_releases_is_none_of_them() -> None:
    """It quotes ours whole, and as much of others."""
    page = tell(
        "All the news of the valley's clinics this week",
        "\n\n".join([KETAMINE_OTHER, ANNOUNCED.text, KETAMINE, CLOSED.text] * 70),
        "2024-01-19",
    )
    assert len(page.text) > 200_000
    assert judged(ANNOUNCED, page, same_source=False).same is not True
    assert judged(OFFERED, page, same_source=False).same is not True


def test_what_decided_is_told_in_words() -> None:
    other = tell("Ridgeway Calm Center now offers ketamine therapy", KETAMINE_OTHER)
    told = judged(OFFERED, other, same_source=False)
    assert told.same is False
    assert "openings' words shared" in told.detail
    again = judged(OFFERED, tell(NOW_OFFERS, KETAMINE), same_source=False)
    assert "core text 100% equal" in again.detail


def test_every_measure_can_be_told() -> None:
    assert set(ABOUT) == set(trees().measures)
