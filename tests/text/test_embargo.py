"""An embargo is read so that it never ends too early."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from syndicate.text.embargo import find_embargo


@pytest.mark.parametrize(
    ("line", "until"),
    [
        (
            "Embargoed until 4 a.m. CT/5 a.m. ET, Monday, Nov. 11, 2024",
            "2024-11-11T04:00:00-06:00",
        ),
        (
            "Embargoed until 4:00 a.m. CT / 5:00 a.m. ET Tuesday, March 11, 2025",
            "2025-03-11T04:00:00-05:00",
        ),
        ("EMBARGOED UNTIL 2025-03-11T09:00:00Z", "2025-03-11T09:00:00+00:00"),
        (
            "STRICTLY EMBARGOED UNTIL 00:01 GMT, 11 March 2025",
            "2025-03-11T00:01:00+00:00",
        ),
        ("Hold for release until March 11, 2025, 9 AM ET", "2025-03-11T09:00:00-04:00"),
        ("EMBARGO: 11 March 2025, 09:00 UTC", "2025-03-11T09:00:00+00:00"),
        ("Not for release before noon ET, March 11, 2025", "2025-03-11T12:00:00-04:00"),
    ],
)
def test_the_end_is_read(line: str, until: str) -> None:
    found = find_embargo(["A headline", line], None)
    assert found is not None
    assert found.line == 1
    assert found.embargo.until is not None
    assert found.embargo.until.iso() == until


@pytest.mark.parametrize(
    "line",
    [
        "Embargoed until further notice",
        "EMBARGOED",
        "Embargoed until Monday, 9 a.m. ET",
    ],
)
def test_an_unreadable_end_also_holds(line: str) -> None:
    found = find_embargo([line], None)
    assert found is not None
    assert found.embargo.until is None
    assert found.embargo.told == line


@pytest.mark.parametrize(
    "line",
    [
        "FOR IMMEDIATE RELEASE",
        "For release: June 2, 2025",
        "The embargo on grain was lifted in March 2025 by the council.",
        "We held our breath until June 2, 2025.",
        "",
    ],
)
def test_what_is_no_embargo(line: str) -> None:
    assert find_embargo([line], None) is None


def test_a_day_without_zone_ends_last_in_the_west() -> None:
    found = find_embargo(["Embargoed until March 11, 2025"], None)
    assert found is not None
    assert found.embargo.until is not None
    assert found.embargo.until.iso() == "2025-03-11"
    assert found.embargo.until.at.isoformat() == "2025-03-11T00:00:00-12:00"
    found = find_embargo(["Embargoed until March 11, 2025"], ZoneInfo("Europe/London"))
    assert found is not None
    assert found.embargo.until is not None
    assert found.embargo.until.at.isoformat() == "2025-03-11T00:00:00+00:00"


def test_a_time_without_zone_is_told_as_it_stands() -> None:
    found = find_embargo(["Embargoed until 9 a.m., March 11, 2025"], None)
    assert found is not None
    assert found.embargo.until is not None
    assert found.embargo.until.iso() == "2025-03-11T09:00:00"
    assert found.embargo.until.at.isoformat() == "2025-03-11T09:00:00-12:00"
