"""Whether a source has gone quiet against its own rhythm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

FEWEST = 5  # postings before there is a rhythm to speak of
PATIENCE = 3  # times the usual pause before silence is remarkable
SHORTEST = timedelta(days=7)  # no silence shorter than this is


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a source last told anything, and how long it usually pauses."""

    newest: datetime
    usual: timedelta


def find_rhythms(
    told: Mapping[str, Sequence[datetime]], now: datetime
) -> dict[str, Rhythm | None]:
    """The rhythm of each source, by the moments of its newest postings."""
    return {name: find_rhythm(moments, now) for name, moments in told.items()}


def find_rhythm(told: Sequence[datetime], now: datetime) -> Rhythm | None:
    """The rhythm of a source by what it told until now; None where it has none yet.

    `told` are the moments of its newest postings, in any order. The usual pause is the
    longer of the median and the longest but one: a blog that rests every summer is not
    remarked on each year.
    """
    moments = sorted(moment for moment in told if moment <= now)
    if len(moments) < FEWEST:
        return None
    pauses = sorted(
        (later - earlier).total_seconds() for earlier, later in pairwise(moments)
    )
    # The longest but one is no shorter than the median of four pauses or more.
    return Rhythm(moments[-1], timedelta(seconds=pauses[-2]))


def say_quiet(rhythm: Rhythm | None, now: datetime) -> str:
    """Say so when nothing came for much longer than usual; "" else.

    >>> from datetime import UTC
    >>> days = [datetime(2026, 9, day, tzinfo=UTC) for day in (1, 4, 8, 11, 15, 18)]
    >>> rhythm = find_rhythm(days, datetime(2026, 9, 25, tzinfo=UTC))
    >>> say_quiet(rhythm, datetime(2026, 9, 25, tzinfo=UTC))
    ''
    >>> say_quiet(rhythm, datetime(2026, 10, 20, tzinfo=UTC))
    'quiet: nothing new for 32 days, where the usual pause is 4 days'
    >>> say_quiet(Rhythm(days[0], timedelta(hours=20)), days[-1])
    'quiet: nothing new for 17 days, where the usual pause is a day'
    """
    if rhythm is None:
        return ""
    silence, usual = now - rhythm.newest, rhythm.usual
    if silence <= max(PATIENCE * usual, SHORTEST):
        return ""
    days = round(usual / timedelta(days=1))
    pause = f"{days} days" if days > 1 else "a day" if days else "less than a day"
    return (
        f"quiet: nothing new for {silence.days} days, where the usual pause is {pause}"
    )
