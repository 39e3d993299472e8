"""Titles: what a site adds goes, what a writer wrote stays."""

from __future__ import annotations

import pytest

from syndicate.text.titles import KICKERS, Kicker, split_kicker, tidy_title

HOST = "www.quietclinic.example"


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("We open - Quiet Clinic | Blog", "We open"),
        ("We open | News | Quiet Clinic", "We open"),
        ("Quiet Clinic: We open", "Quiet Clinic: We open"),
        ("Quiet Clinic | We open", "We open"),
        ("We open – at last • QUIET CLINIC, LLC", "We open – at last"),
        ("r/QuietRooms - We open", "We open"),
        ("Quiet Clinic", "Quiet Clinic"),
        ("Quiet Clinic | Blog", "Quiet Clinic"),
        ("How to rest - News", "How to rest - News"),
        ("Care - from A to Z - of the Valley", "Care - from A to Z - of the Valley"),
    ],
)
@pytest.mark.parametrize(
    "site", [("Quiet Clinic", ""), ("", HOST)], ids=["name", "host"]
)
def test_the_sites_name_and_sections_go(
    told: str, title: str, site: tuple[str, str]
) -> None:
    assert tidy_title(told, *site) == title
    assert tidy_title(title, *site) == title


@pytest.mark.parametrize(
    ("told", "title", "kicker"),
    [
        ("Press Release: Quiet Clinic opens", "Quiet Clinic opens", "Press Release"),
        ("NEWS ALERT - Quiet Clinic opens", "Quiet Clinic opens", "NEWS ALERT"),
        ("News release dates are kept", "News release dates are kept", ""),
        ("Press Release: ours", "Press Release: ours", ""),
    ],
)
def test_kickers_are_split_off(told: str, title: str, kicker: str) -> None:
    assert split_kicker(told) == (title, kicker)


@pytest.mark.parametrize("kicker", KICKERS, ids=lambda kicker: kicker.name)
def test_each_kicker_leaves_the_title_it_was_seen_over(kicker: Kicker) -> None:
    title, told = split_kicker(kicker.seen)
    assert title == "Quiet Clinic opens"
    assert kicker.seen.startswith(told)
    assert told


def test_a_title_may_speak_of_breaks() -> None:
    assert split_kicker("Breaks: why they matter to nurses")[1] == ""
    assert split_kicker("Calm breaks - a guide for all")[1] == ""
