"""Whether a source has gone quiet against its own rhythm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

FEWEST = 5  # postings before there is a rhythm to speak of
PATIENCE = 3  # times the usual pause before silence is remarkable
SHORTEST = timedelta(days=7)  # no silence shorter than this is


def quiet(told: Sequence[datetime], now: datetime) -> str:
    """Say so when nothing came for much longer than usual; "" else.

    `told` are the moments of the source's newest postings, in any order. The usual
    pause is the longer of the median and the longest but one: a blog that rests every
    summer is not remarked on each year.

    >>> from datetime import UTC
    >>> days = [datetime(2026, 9, day, tzinfo=UTC) for day in (1, 4, 8, 11, 15, 18)]
    >>> quiet(days, datetime(2026, 9, 25, tzinfo=UTC))
    ''
    >>> quiet(days, datetime(2026, 10, 20, tzinfo=UTC))
    'quiet: nothing new for 32 days, where the usual pause is 4 days'
    """
    moments = sorted(moment for moment in told if moment <= now)
    if len(moments) < FEWEST:
        return ""
    pauses = sorted(
        (later - earlier).total_seconds() for earlier, later in pairwise(moments)
    )
    usual = timedelta(seconds=max(median(pauses), pauses[-2]))
    silence = now - moments[-1]
    if silence <= max(PATIENCE * usual, SHORTEST):
        return ""
    return (
        f"quiet: nothing new for {silence.days} days,"
        f" where the usual pause is {max(1, round(usual / timedelta(days=1)))} days"
    )
