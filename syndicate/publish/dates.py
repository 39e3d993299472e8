"""Dates as people read them, in words that no locale changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from syndicate.model import Precision

if TYPE_CHECKING:
    from syndicate.model import Moment

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(at: datetime) -> str:
    """The day.

    >>> day(datetime(2023, 12, 2, tzinfo=UTC))
    '2 December 2023'
    """
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def iso_day(told: str) -> str:
    """A day or a month of ISO 8601 in words.

    >>> iso_day("2023-12-02"), iso_day("2023-12")
    ('2 December 2023', 'December 2023')
    """
    year, month, *rest = told.split("-")
    words = f"{MONTHS[int(month) - 1]} {int(year)}"
    return f"{int(rest[0])} {words}" if rest else words


def instant(at: datetime) -> str:
    """The day, the time and the zone.

    >>> instant(datetime(2023, 12, 21, 7, 0, tzinfo=UTC))
    '21 December 2023, 07:00 UTC'
    """
    return f"{day(at)}, {at:%H:%M} {zone(at)}"


def told(moment: Moment) -> str:
    """A date with as much as was told of it: a zone only where one was told."""
    if moment.precision is Precision.DATE:
        return day(moment.at)
    if moment.precision in (Precision.LOCAL, Precision.ZONELESS):
        return f"{day(moment.at)}, {moment.at:%H:%M}"
    return instant(moment.at)


def zone(at: datetime) -> str:
    """The offset from UTC.

    >>> from datetime import timezone
    >>> zone(datetime(2023, 1, 1, tzinfo=timezone(timedelta(hours=-5))))
    'UTC−05:00'
    """
    offset = at.utcoffset() or timedelta()
    if not offset:
        return "UTC"
    minutes = abs(int(offset.total_seconds())) // 60
    sign = "−" if offset < timedelta() else "+"
    return f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}"


def stamp(at: datetime) -> str:
    """RFC 3339 in UTC, whole seconds.

    >>> stamp(datetime(2023, 12, 21, 7, 0, 0, 5, tzinfo=UTC))
    '2023-12-21T07:00:00Z'
    """
    return f"{utc(at).isoformat()[:-6]}Z"


def utc(at: datetime) -> datetime:
    """The instant in UTC, whole seconds: what every feed is given."""
    return at.astimezone(UTC).replace(microsecond=0)
