"""A copy that tells something else is named; one that leaves something out is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.brief.drift import Copy, find_drift
from syndicate.model import (
    Appearance,
    Drift,
    Link,
    Part,
    Purpose,
    Relation,
    Release,
    Standing,
    Trust,
)

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TEXT = """Alder Room opens a house for quiet on September 14, 2026 in Salem.

The house has 8 rooms, and Dr. Ana Reyes sees patients in each of them on weekdays. \
A first visit costs $1,200 and takes 90 minutes. Book at \
https://alder.example.org/book or call 541-555-0142 before noon.

The garden behind the house is open to everybody who lives in the street."""
ORIGINAL = Release(
    "s",
    "1",
    "Alder Room opens a house for quiet",
    TEXT,
    parts=(
        Part(
            "contact", "contact-line", "Ada Moss\npress@alder.example.org\n541-555-0142"
        ),
        Part("disclaimer", "disclaimer-line", "This release is not medical advice."),
    ),
)


def place(relation: Relation = Relation.COPY, **more: object) -> Appearance:
    fields: dict[str, object] = {
        "source": "reddit",
        "kind": "feed",
        "trust": Trust.OPEN,
        "url": "https://reddit.example/r/news/1",
        "locator": None,
        "title": "t",
        "published": None,
        "first_seen": NOW,
        "last_seen": NOW,
        "standing": Standing.SEEN,
        "relation": relation,
    }
    return Appearance(**(fields | more))  # type: ignore[arg-type]


def told(
    copy: Release, *before: Release, relation: Relation = Relation.COPY
) -> list[tuple[str, str, str]]:
    found = find_drift(ORIGINAL, [Copy(place(relation), copy)], before)
    return [(each.name, each.told, each.here) for each in found]


def changed(old: str, new: str) -> Release:
    assert old in TEXT
    return replace(ORIGINAL, text=TEXT.replace(old, new))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("phone", "541-555-0142", "541-555-0124"),
        ("number", "8", "9"),
        ("name", "Ana", "Anna"),
        ("url", "https://alder.example.org/book", "https://alder.example.org/visit"),
        ("date", "September 14, 2026", "September 15, 2026"),
        ("money", "$1,200", "$1,300"),
    ],
)
def test_a_value_that_differs_is_named(name: str, old: str, new: str) -> None:
    assert told(changed(old, new)) == [(name, old, new)]
    assert told(changed(old, new), relation=Relation.EXCERPT) == [(name, old, new)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("541-555-0142", "(541) 555-0142"),
        ("September 14, 2026", "Sept. 14, 2026"),
        ("$1,200", "$1200"),
        ("https://alder.example.org/book", "www.alder.example.org/book/?utm_source=x"),
        ("in Salem", "in SALEM"),
        ("$1,200", "US$1,200"),
        ("https://alder.example.org/book", "https://bit.ly/3xAlder"),
    ],
)
def test_another_way_to_write_it_is_no_difference(old: str, new: str) -> None:
    assert told(changed(old, new)) == []


def test_what_a_copy_leaves_out_or_adds_is_no_difference() -> None:
    first = TEXT.partition("\n\n")[0]
    assert told(replace(ORIGINAL, text=first, parts=())) == []
    added = f"{TEXT}\n\nRead more news of Salem at 503-555-0199 or on our pages."
    assert told(replace(ORIGINAL, text=added)) == []


def test_the_contact_of_the_outlet_is_its_own_and_a_slip_of_a_digit_is_not() -> None:
    def with_contact(number: str) -> Release:
        contact = Part("contact", "contact-line", f"Wire Desk\n{number}")
        return replace(ORIGINAL, parts=(contact, ORIGINAL.parts[1]))

    assert told(with_contact("212-555-0177")) == []
    slip = ("phone", "541-555-0142", "541-555-0124")
    assert told(with_contact("541-555-0124")) == [slip]


def test_a_disclaimer_in_other_words_or_missing_from_a_whole_copy_is_named() -> None:
    contact, disclaimer = ORIGINAL.parts
    other = Part("disclaimer", "disclaimer-line", "Ask the wire for all that it says.")
    (found,) = told(replace(ORIGINAL, parts=(contact, other)))
    assert found == ("disclaimer", disclaimer.text, other.text)
    without = replace(ORIGINAL, parts=(contact,))
    assert told(without) == [("disclaimer", disclaimer.text, "")]
    assert told(without, relation=Relation.EXCERPT) == []
    cut = replace(without, text=TEXT.rsplit("\n\n", 1)[0])
    assert told(cut) == []


def test_a_link_with_the_same_words_that_leads_elsewhere_is_named() -> None:
    def linked(url: str) -> Release:
        return replace(ORIGINAL, links=(Link(Purpose.MENTION, url, "Book"),))

    def found(url: str) -> list[str]:
        original = linked("https://alder.example.org/book")
        return [
            each.here for each in find_drift(original, [Copy(place(), linked(url))])
        ]

    assert found("https://alder.example.org/book") == []
    assert found("https://alder.example.org/old") == ["https://alder.example.org/old"]
    assert found("https://wire.example.net/click?to=alder") == []


def test_copies_that_still_tell_what_the_original_took_back_are_a_checklist() -> None:
    before = changed("8 rooms", "7 rooms")
    drift = find_drift(ORIGINAL, [Copy(place(), before)], [before])
    assert drift == (Drift(place(), "number", "8", "7", outdated=True),)
    gone = replace(ORIGINAL, text=f"{TEXT}\n\nThe pool opens in the week after that.")
    (found,) = find_drift(ORIGINAL, [Copy(place(), gone)], [gone])
    assert found.outdated
    assert (found.name, found.told) == ("text", "")
    assert found.here == "The pool opens in the week after that."
    assert find_drift(ORIGINAL, [Copy(place(), ORIGINAL)], [gone]) == ()


def test_rewritings_and_claims_are_not_compared() -> None:
    other = changed("8 rooms", "7 rooms")
    for appearance in (
        place(Relation.REWRITE),
        place(Relation.TRANSLATION),
        place(standing=Standing.CLAIMED),
        place(standing=Standing.WITHDRAWN),
    ):
        assert find_drift(ORIGINAL, [Copy(appearance, other)]) == ()


@given(st.lists(st.sampled_from(TEXT.replace("\n\n", " ").split(". ")), max_size=6))
def test_any_excerpt_differs_in_nothing(sentences: list[str]) -> None:
    text = ". ".join(sentences)
    copy = replace(ORIGINAL, text=text, parts=())
    assert told(copy, relation=Relation.EXCERPT) == []


@given(st.text(max_size=300))
def test_any_text_can_be_compared(text: str) -> None:
    copy = Release("s", "2", text[:40], text)
    find_drift(ORIGINAL, [Copy(place(), copy)], [copy])
    find_drift(copy, [Copy(place(), ORIGINAL)], [ORIGINAL])
    assert find_drift(copy, [Copy(place(), copy)]) == ()
