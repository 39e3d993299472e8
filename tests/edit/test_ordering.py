"""In which order staff read stories."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

from syndicate.edit import order
from syndicate.edit.ordering import weigh
from syndicate.model import Brief, Check, Entry, Release, Standing
from tests.edit.test_covering import ALDER, NOW, place, story, told


def entry(name: str, outlets: int = 1, severity: str = "", days: int = 9) -> Entry:
    places = tuple(
        place(url=f"https://o{number}.example.org/x") for number in range(outlets)
    )
    of = story(
        *places,
        id=f"tag:news.example.org,2026:story/{name}",
        original=Release("wire", name, name, "Text.", published=told(days)),
    )
    checks = (Check("rule", severity, "Check: it"),) if severity else ()
    return Entry(of, Brief("", checks=checks))


def names(entries: list[Entry]) -> list[str]:
    return [each.story.short_id for each in entries]


def test_ours_come_before_all_others() -> None:
    other = entry("a", 40, "red", 0)
    other = replace(other, story=replace(other.story, clinic=None))
    assert names(order([other, entry("b")], NOW)) == ["b", "a"]
    assert entry("b").story.clinic == ALDER


def test_outlets_then_checks_then_newness_weigh_and_ties_go_by_id() -> None:
    ordered = [
        entry("many", 30),
        entry("red", 2, "red"),
        entry("amber", 2, "amber"),
        entry("new", days=0),
        entry("old"),
        entry("old-too"),
    ]
    for seed in range(5):
        shuffled = random.Random(seed).sample(ordered, len(ordered))
        assert order(shuffled, NOW) == ordered


def test_newness_counts_half_as_much_after_each_day() -> None:
    fresh = weigh(entry("x", days=0)).at(NOW)
    assert fresh - weigh(entry("x", days=1)).at(NOW) == 0.5
    assert weigh(entry("x", days=-3)).at(NOW) == fresh
    assert weigh(entry("x", days=0)).at(NOW + timedelta(days=900)) > 0


def test_a_place_that_took_it_down_does_not_count() -> None:
    gone = place(url="https://gone.example.org/", standing=Standing.WITHDRAWN)
    with_it = replace(entry("x"), story=story(place(), gone))
    assert weigh(with_it).at(NOW) == weigh(replace(with_it, story=story(place()))).at(
        NOW
    )
