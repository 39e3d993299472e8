"""Instants as people type them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from syndicate.cli.when import aware, earliest


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-31T09:00:00Z",
        "2026-01-31T09:00Z",
        "2026-01-31 10:00:00+01:00",
        " 2026-01-31T04:00:00-05:00 ",
    ],
)
def test_the_clock_says_its_offset(text: str) -> None:
    assert aware(text) == datetime(2026, 1, 31, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-01-31T09:00:00", "says no offset; write it as 2026-01-31T09:00:00Z"),
        ("2026-01-31", "says no offset; write it as 2026-01-31T00:00:00Z"),
        ("yesterday", "is no date"),
        ("", "is no date"),
        ("2026-02-30T09:00:00Z", "is no date"),
        ("0001-01-01T00:00:00+14:00", "is too far away"),
        ("9999-12-31T23:59:59-14:00", "is too far away"),
    ],
)
def test_any_other_clock_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        aware(text)


def test_a_day_begins_at_midnight_utc() -> None:
    midnight = datetime(2026, 1, 31, tzinfo=UTC)
    assert earliest("2026-01-31") == midnight
    assert earliest("2026-01-31T00:00:00") == midnight
    assert earliest("2026-01-31T02:00:00+02:00") == midnight
