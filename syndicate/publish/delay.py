"""How long after a release somebody ran it, measured and in words."""

from __future__ import annotations

from datetime import timedelta

from syndicate.model import Moment, Precision

TIMED = frozenset({Precision.INSTANT, Precision.LOCAL})


def measure_delay(began: Moment, told: Moment) -> timedelta:
    """How long after one date another is; in days where either told no hour."""
    if began.precision in TIMED and told.precision in TIMED:
        return told.at - began.at
    return told.at.date() - began.at.date()


def say_delay(apart: timedelta) -> str:
    """How long after, as a person says it; short of a day only by those told so.

    >>> say_delay(timedelta(hours=5)), say_delay(timedelta(days=61))
    ('5 hours later', '61 days later')
    >>> say_delay(timedelta(days=-1))
    '1 day earlier'
    >>> say_delay(timedelta()), say_delay(timedelta(minutes=10))
    ('the same day', 'within the hour')
    """
    if not apart:
        return "the same day"
    which = "later" if apart > timedelta() else "earlier"
    hours = abs(apart) // timedelta(hours=1)
    if hours < 1:
        return "within the hour"
    number, unit = (hours, "hour") if hours < 48 else (round(hours / 24), "day")
    if hours == 24:
        number, unit = 1, "day"
    return f"{number:,} {unit}{'s' if number != 1 else ''} {which}"
