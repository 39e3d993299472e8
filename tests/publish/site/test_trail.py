"""Where a story ran, on one line of time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from syndicate.model import Entry, Moment, Precision, Standing
from syndicate.publish.site.trail import SHOWN_AT_ONCE, follow
from tests.publish.conftest import make_appearance

MakeEntry = Callable[..., Entry]
BEGAN = datetime(2024, 3, 1, 12, tzinfo=UTC)


def told(hours: float, precision: Precision = Precision.INSTANT) -> Moment:
    return Moment(BEGAN + timedelta(hours=hours), precision, "feed")


def ran(make_entry: MakeEntry, *moments: Moment | None) -> Entry:
    entry = make_entry(0, published=told(0))
    places = tuple(
        make_appearance(url=f"https://outlet{n}.example.org/", published=moment)
        for n, moment in enumerate(moments)
    )
    return replace(entry, story=replace(entry.story, appearances=places))


def test_how_long_after_is_told_as_exactly_as_the_dates_are(
    make_entry: MakeEntry,
) -> None:
    day = Moment(datetime(2024, 3, 2, tzinfo=UTC), Precision.DATE, "path")
    story = ran(make_entry, told(5), day, told(24 * 61), told(-2), None).story
    after = {stop.place.outlet[6]: stop.after for stop in follow(story).stops}
    assert after == {
        "0": "5 hours later",
        "1": "1 day later",
        "2": "61 days later",
        "3": "2 hours earlier",
        "4": "",
    }


def test_every_dated_place_is_a_dot_and_the_line_is_told_in_words(
    make_entry: MakeEntry,
) -> None:
    trail = follow(ran(make_entry, told(0), told(24), told(24 * 400), None).story)
    places = [float(dot.at) for dot in trail.dots]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (2.0, 98.0)
    assert [words for _, words in trail.marks] == [
        *("Issued", "1 week", "1 month", "1 year"),
    ]
    assert trail.told == (
        "Dated in 3 places; the last is outlet2.example.org, 400 days later."
    )


def test_one_moment_needs_no_line(make_entry: MakeEntry) -> None:
    assert follow(ran(make_entry, told(0), told(0)).story).dots == ()
    assert follow(ran(make_entry).story).stops == ()


def test_a_withdrawn_place_is_in_the_table_and_not_on_the_line(
    make_entry: MakeEntry,
) -> None:
    entry = ran(make_entry, told(0), told(24), told(48))
    first, second, third = entry.story.appearances
    places = (first, second, replace(third, standing=Standing.WITHDRAWN))
    trail = follow(replace(entry.story, appearances=places))
    assert (len(trail.stops), len(trail.dots)) == (3, 2)


def test_of_very_many_places_most_are_folded_away(make_entry: MakeEntry) -> None:
    trail = follow(ran(make_entry, *(told(n) for n in range(200))).story)
    assert (len(trail.stops), len(trail.more)) == (SHOWN_AT_ONCE, 200 - SHOWN_AT_ONCE)
    assert len(trail.dots) == 200
