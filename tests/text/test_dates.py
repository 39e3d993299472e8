"""Dates are read as told, and nothing is invented."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from syndicate.model import Precision
from syndicate.text.dates import read_date

SEATTLE = ZoneInfo("America/Los_Angeles")


@pytest.mark.parametrize(
    ("told", "iso"),
    [
        ("Thu, 21 Dec 2023 07:00:00 EST", "2023-12-21T07:00:00-05:00"),
        ("Thu, 22 Jun 2023 07:00:00 EST", "2023-06-22T07:00:00-04:00"),
        ("Sun, 1 Nov 2026 01:30:00 EST", "2026-11-01T01:30:00-05:00"),
        ("Sun, 1 Nov 2026 01:30:00 EDT", "2026-11-01T01:30:00-04:00"),
        ("Thu, 21 Dec 2023 07:00:00 GMT", "2023-12-21T07:00:00+00:00"),
        ("Thu, 21 Dec 2023 07:00:00 -0800", "2023-12-21T07:00:00-08:00"),
        ("21 Dec 23 07:00:00 +0000", "2023-12-21T07:00:00+00:00"),
        ("2023-12-21T07:00:00Z", "2023-12-21T07:00:00+00:00"),
        ("2023-12-21T07:00:00.123+02:00", "2023-12-21T07:00:00+02:00"),
        ("2023-12-21 07:00:00+00", "2023-12-21T07:00:00+00:00"),
        ("Thursday Dec 21, 2023 @ 7:00 AM Eastern", "2023-12-21T07:00:00-05:00"),
        ("Tuesday Jul 1, 2025 @ 7:00 PM Pacific", "2025-07-01T19:00:00-07:00"),
        (
            "Monday Jul 7, 2025 @ 7:00 AM Australia/Perth",
            "2025-07-07T07:00:00+08:00",
        ),
        ("5 p.m. ET, Monday, Nov. 11, 2024", "2024-11-11T17:00:00-05:00"),
        ("1703160000", "2023-12-21T12:00:00+00:00"),
        ("March 5th, 2025", "2025-03-05"),
        ("5 March 2025", "2025-03-05"),
        ("Sept. 5, 2024", "2024-09-05"),
        ("May21, 2025", "2025-05-21"),
        ("12 de marzo de 2025", "2025-03-12"),
        ("1er août 2025", "2025-08-01"),
        ("2024-02-29", "2024-02-29"),
        ("2024/0229", "2024-02-29"),
        ("12/21/2023", "2023-12-21"),
        ("21/12/2023", "2023-12-21"),
        ("5/5/2025", "2025-05-05"),
        ("2031-01-01T00:00:00Z", "2031-01-01T00:00:00+00:00"),
    ],
)
def test_told_dates(told: str, iso: str) -> None:
    moment = read_date(told, "feed", None)
    assert moment is not None
    assert moment.iso() == iso
    assert moment.told == told
    assert moment.origin == "feed"


@pytest.mark.parametrize(
    "told",
    [
        "",
        "soon",
        "0000-00-00",
        "31 Feb 2024",
        "2023-13-01",
        "03/12/2026",
        "2023-12-21T24:00:00Z",
        "January 5, 1984",
        "Marketing 12, 2024",
        "9999-12-31",
        "x" * 5_000,
    ],
)
def test_what_is_no_date_is_none(told: str) -> None:
    assert read_date(told, "page", None) is None


def test_a_time_without_zone_takes_the_sources() -> None:
    moment = read_date("2025-07-01 09:30", "feed", SEATTLE)
    assert moment is not None
    assert moment.iso() == "2025-07-01T09:30:00-07:00"
    assert moment.precision is Precision.LOCAL


def test_without_anybodys_zone_none_is_shown() -> None:
    moment = read_date("2025-07-01 09:30", "feed", None)
    assert moment is not None
    assert moment.iso() == "2025-07-01T09:30:00"
    assert moment.precision is Precision.ZONELESS
    assert moment.at.utcoffset() == timedelta()


def test_a_zone_nobody_knows_leaves_the_day() -> None:
    moment = read_date("1 July 2025 09:30 XYZ", "feed", SEATTLE)
    assert moment is not None
    assert moment.precision is Precision.DATE
