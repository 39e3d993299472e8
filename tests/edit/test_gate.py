"""What passes the gate, and what of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from syndicate.config import Republish, Settings, Source
from syndicate.edit import gate, in_full, why_not_public
from syndicate.edit.vanishing import MOST_PROPOSED, propose
from syndicate.model import (
    Appearance,
    Brief,
    Embargo,
    Entry,
    Exodus,
    Relation,
    SourceReport,
    Standing,
    Story,
    Trust,
)

NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
Make = Callable[..., Story]
Place = Callable[..., Appearance]


@pytest.mark.parametrize(
    "fields",
    [
        {"held": "under embargo"},
        {"withheld": "only told by open sources"},
        {"hidden": True},
        {"not_ours": True},
    ],
)
@pytest.mark.parametrize("retracted", [None, NOW])
def test_nothing_passes_for_which_there_is_a_reason_not_to(
    story: Make, fields: dict[str, Any], retracted: datetime | None
) -> None:
    told = story(retracted=retracted, **fields)
    assert why_not_public(told)
    assert list(gate([Entry(told, Brief("It has rooms."))], NOW)) == []


def test_a_retraction_is_a_notice_with_clinic_and_topics(story: Make) -> None:
    told = story(retracted=NOW, clinic="River Clinic", topics=("Wings",))
    (notice,) = gate([Entry(told, Brief("Eight rooms."))], NOW + timedelta(days=6))
    assert notice.story.original.title == "Retracted: A wing opens"
    assert (notice.story.clinic, notice.story.topics) == ("River Clinic", ("Wings",))
    assert "rooms" not in repr(notice)
    assert notice.story.appearances == ()
    assert not list(gate([Entry(told, Brief(""))], NOW + timedelta(days=7)))


def test_an_appearance_under_embargo_is_left_out(story: Make, place: Place) -> None:
    secret = place(trust=Trust.WIRE, embargo=Embargo("until the fair"))
    told = story(appearances=(place(), secret))
    (entry,) = gate([Entry(told, Brief(""))], NOW)
    assert entry.story.appearances == (place(),)


def test_the_gate_streams(story: Make) -> None:
    def endless() -> Any:
        while True:
            yield Entry(story(), Brief(""))

    assert next(iter(gate(endless(), NOW)))


# --------------------------------------------------------- whole or in brief


@pytest.mark.parametrize(
    ("trust", "relation", "republish", "whole"),
    [
        (Trust.OWNED, Relation.ORIGINAL, Republish.SUMMARY, True),
        (Trust.WIRE, Relation.ORIGINAL, Republish.SUMMARY, False),
        (Trust.WIRE, Relation.ORIGINAL, Republish.FULL, True),
        (Trust.OPEN, Relation.ORIGINAL, Republish.FULL, True),
        (Trust.OWNED, Relation.COPY, Republish.SUMMARY, False),
    ],
)
def test_whose_text_is_printed_whole(
    story: Make, place: Place, settings: Settings, trust: Trust,
    relation: Relation, republish: Republish, whole: bool,
) -> None:  # fmt: skip
    source = Source("own", "feed", "own.xml", trust=trust, republish=republish)
    known = replace(settings, source=(source,))
    told = story(appearances=(place(trust=trust, relation=relation),))
    assert in_full(told, known) is whole


def test_a_source_that_settings_no_longer_name_is_printed_in_brief(
    story: Make, place: Place, settings: Settings
) -> None:
    assert not in_full(story(appearances=(place(trust=Trust.WIRE),)), settings)
    assert in_full(story(retracted=NOW, appearances=()), settings)


# --------------------------------------------------------- what vanished


def gone(story: Make, place: Place, number: int, **fields: Any) -> Entry:
    places = (place(standing=Standing.WITHDRAWN),)
    return Entry(story(number, appearances=places, **fields), Brief(""))


def test_few_are_proposed_and_many_told_in_one_line(story: Make, place: Place) -> None:
    reports = [SourceReport("own", "feed", Trust.OWNED, postings=52)]
    few = [gone(story, place, number) for number in range(MOST_PROPOSED)]
    told = propose(few, reports, NOW)
    assert (told.proposed, told.many) == (tuple(few), ())
    assert told.ids == {entry.story.id for entry in few}
    many = [gone(story, place, number) for number in range(50)]
    told = propose(many, reports, NOW)
    assert (told.proposed, told.many) == ((), (Exodus("own", 50, 52),))
    assert len(told.ids) == 50


def test_what_readers_do_not_see_is_not_proposed(story: Make, place: Place) -> None:
    told = propose([gone(story, place, 1, held="under embargo")], (), NOW)
    assert (told.proposed, told.many, told.ids) == ((), (), frozenset())
