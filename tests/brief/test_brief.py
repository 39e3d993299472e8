"""A brief tells what the release tells, in its own words."""

from __future__ import annotations

from syndicate.brief import brief
from syndicate.brief.sentences import prose
from syndicate.model import Fact, Quote, Release
from syndicate.store import shipped

TEXT = """By Ada Moss

River Clinic in Salem has opened a wing for people who live with chronic pain.

- eight rooms
- two nurses at every hour of the day and the night, on weekends too.

"Nobody should wait for a month," said Ada Moss, who leads the wing. Visits begin at \
7 a.m. Eastern on weekdays. Dr. J. B. Reyes, who came from St. Helens, sees patients \
on Fridays."""


def release(**more: object) -> Release:
    fields: dict[str, object] = {
        "source": "s",
        "item": "1",
        "title": "Wing opens",
        "text": TEXT,
    }
    return Release(**(fields | more))  # type: ignore[arg-type]


def test_the_summary_is_a_sentence_of_the_release() -> None:
    made = brief(release(), shipped())
    assert made.summary in TEXT
    assert made.summary.startswith("River Clinic in Salem has opened")


def test_a_sentence_that_only_repeats_the_headline_is_passed_over() -> None:
    title = "River Clinic in Salem has opened a wing for people who live with pain"
    made = brief(release(title=title), shipped())
    assert made.summary in TEXT
    assert not made.summary.startswith("River Clinic in Salem has opened")


def test_bylines_and_list_items_are_no_prose() -> None:
    sentences = prose(TEXT)
    assert not any(each.startswith(("By ", "- ")) for each in sentences)


def test_initials_hours_and_titles_end_no_sentence() -> None:
    assert any(each.endswith("7 a.m. Eastern on weekdays.") for each in prose(TEXT))
    assert prose(TEXT)[-1].endswith("sees patients on Fridays.")
    assert "St. Helens" in prose(TEXT)[-1]


def test_a_release_without_prose_has_no_summary_and_no_invented_one() -> None:
    for text in (
        "",
        "Yes.",
        "- one\n- two",
        "ALL CAPITALS ARE NOT A SENTENCE OF OURS.",
    ):
        assert brief(release(text=text), shipped()).summary == ""


def test_a_long_sentence_is_cut_at_a_word() -> None:
    made = brief(release(text=f"The clinic {'reopens and ' * 60}closes."), shipped())
    assert len(made.summary) <= 280
    assert made.summary.endswith(("reopens…", "and…"))


def test_a_speaker_is_named_once_by_the_fullest_title() -> None:
    quotes = (
        Quote("One.", "Ada Moss", "head"),
        Quote("Two.", "Ada Moss", "head of the wing"),
        Quote("Three.", "Ada Moss", ""),
        Quote("Four.", "", ""),
    )
    text = " ".join(f'"{quote.text}"' for quote in quotes)
    facts = brief(release(text=text, quotes=quotes), shipped()).facts
    assert [fact for fact in facts if fact.name == "speaker"] == [
        Fact("speaker", "Ada Moss, head of the wing", "Two.")
    ]
