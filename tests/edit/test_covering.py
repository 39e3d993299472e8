"""Where releases of ours ran, and where they are missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from syndicate.config import Clinic, Settings, Site, Source
from syndicate.edit import left_places, new_places
from syndicate.edit.covering import find_gaps
from syndicate.model import (
    Appearance,
    Brief,
    Entry,
    Gap,
    Moment,
    Period,
    Precision,
    Relation,
    Release,
    Standing,
    Story,
    Trust,
)

NOW = datetime(2026, 9, 14, 12, tzinfo=UTC)
ALDER = "Alder Clinic"
OPEN_EDITION = Period(number=4, since=20, opened=NOW - timedelta(days=1))


def told(days: int) -> Moment:
    return Moment(NOW - timedelta(days=days), Precision.DATE, "feed")


def place(trust: Trust = Trust.WIRE, **fields: Any) -> Appearance:
    given: dict[str, Any] = {
        "source": trust.value,
        "kind": "feed",
        "trust": trust,
        "url": f"https://{trust}.example.org/1",
        "locator": None,
        "title": "Alder opens",
        "published": told(5),
        "first_seen": NOW - timedelta(days=5),
        "last_seen": NOW,
        "standing": Standing.SEEN,
        "relation": Relation.COPY,
    }
    return Appearance(**{**given, **fields})


def story(*places: Appearance, **fields: Any) -> Story:
    given: dict[str, Any] = {
        "id": "tag:news.example.org,2026:story/1",
        "slug": "alder-opens",
        "original": Release("wire", "1", "Alder opens", "Text."),
        "appearances": places,
        "since": NOW,
        "updated": NOW,
        "clinic": ALDER,
    }
    return Story(**{**given, **fields})


def settings(*trusts: Trust, clinic: str = ALDER) -> Settings:
    return Settings(
        Path("config.toml"),
        Site("https://news.example.org/"),
        clinic=(Clinic(ALDER),),
        source=tuple(
            Source(trust.value, "feed", "https://x.example.org/", trust, clinic)
            for trust in trusts
        ),
    )


def gaps(of: Story, *trusts: Trust, clinic: str = ALDER) -> list[Gap]:
    entry = Entry(of, Brief(""))
    return list(find_gaps([entry], settings(*trusts, clinic=clinic), NOW))


BOTH = (Trust.OWNED, Trust.WIRE)


def test_on_a_wire_and_not_on_the_blog() -> None:
    (gap,) = gaps(story(place()), *BOTH)
    assert (gap.lacks, gap.days, gap.seen.trust) == (Trust.OWNED, 5, Trust.WIRE)


def test_on_the_blog_and_on_no_wire() -> None:
    (gap,) = gaps(story(place(Trust.OWNED)), *BOTH)
    assert (gap.lacks, gap.days) == (Trust.WIRE, 5)


@pytest.mark.parametrize(
    "of",
    [
        story(place(), place(Trust.OWNED)),
        story(place(published=told(2))),
        story(place(published=told(31))),
        story(place(), clinic=None),
        story(place(), held="under embargo"),
        story(place(Trust.OPEN)),
        story(place(standing=Standing.CLAIMED)),
    ],
    ids=[
        *("both have it", "too soon", "too long ago", "not ours", "held"),
        *("an open source is no place for it", "only claimed"),
    ],
)
def test_no_gap(of: Story) -> None:
    assert gaps(of, *BOTH) == []


def test_a_claim_does_not_fill_a_gap() -> None:
    blog = place(Trust.OWNED, standing=Standing.CLAIMED)
    assert len(gaps(story(place(), blog), *BOTH)) == 1


def test_nothing_is_missed_where_no_source_could_tell_of_it() -> None:
    assert gaps(story(place()), Trust.WIRE) == []
    assert gaps(story(place()), *BOTH, clinic="Birch Clinic") == []
    assert gaps(story(place(Trust.OWNED)), Trust.OWNED) == []


def test_a_place_is_new_by_our_own_sequence_whatever_date_it_claims() -> None:
    late = place(change=21, published=told(900))
    known = place(change=20, published=told(-3))
    original = place(Trust.OWNED, change=21, relation=Relation.ORIGINAL)
    gone = place(change=21, standing=Standing.WITHDRAWN)
    of = story(original, late, known, gone)
    assert new_places(of, OPEN_EDITION) == (late,)
    assert left_places(of, OPEN_EDITION) == (gone,)


def test_a_period_that_was_asked_for_goes_by_when_we_knew() -> None:
    period = Period(number=0, opened=NOW - timedelta(days=6), until=NOW)
    inside = place(first_seen=NOW - timedelta(days=6))
    outside = place(first_seen=NOW)
    assert new_places(story(inside, outside), period) == (inside,)
    assert new_places(story(inside, outside), replace(period, opened=None)) == (inside,)
