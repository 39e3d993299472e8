"""When a source is due: the one place that knows how often a source is asked.

There is no jitter: sources lie on many hosts, a host is asked one source at a time
with a pause between, and whoever is due at 13:00:00 is polled by the run of 13:00:00.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from syndicate.model import SourceState
from syndicate.sources.base import Memory

EVERY = timedelta(hours=1)  # how often a source is polled when config.toml is silent
LONGEST_HINT = timedelta(days=1)  # a server's wishes beyond it are not followed
LONGEST_BACK_OFF = timedelta(days=1)
UNCONDITIONAL = timedelta(days=1)  # between whole downloads that nobody told us to make


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a poll came to, as far as the next one depends on it.

    `failures`: in a row, this one included; 0 when it went well. `wait`: seconds the
    server asked for (Retry-After). `fresh`: seconds promised by max-age or Expires.
    `conditional`: the server can be asked whether anything changed.
    """

    failures: int = 0
    wait: int = 0
    fresh: int = 0
    conditional: bool = True


def is_due(
    state: SourceState,
    next_due: datetime | None,
    last_polled: datetime | None,
    now: datetime,
) -> bool:
    """Whether it is time: at the very moment, or when the clock went back.

    A source that is gone is not due until a person names it or moves it.
    """
    if state is SourceState.GONE:
        return False
    went_back = last_polled is not None and last_polled > now
    return next_due is None or next_due <= now or went_back


def next_due(
    every: timedelta | None, memory: Memory, outcome: Outcome, now: datetime
) -> datetime:
    """When a source on the network is to be polled again.

    Not before `every` (a person's wish, also under an hour; an hour if they have
    none), nor before what the server or the feed asks for (max-age, Expires, `ttl`),
    as long as that is a day or less. What must be downloaded whole each time comes
    daily, unless `every` or max-age says more. After failures twice as long each
    time, a day at most; Retry-After holds up to a week.

    >>> noon = datetime(2026, 10, 5, 12)
    >>> f"{next_due(None, Memory(), Outcome(fresh=7200), noon):%H:%M}"
    '14:00'
    >>> f"{next_due(timedelta(minutes=20), Memory(), Outcome(failures=3), noon):%H:%M}"
    '13:20'
    """
    wait = every or EVERY
    if outcome.failures:
        doublings = min(outcome.failures - 1, 30)
        wait = max(wait, min(wait * (1 << doublings), LONGEST_BACK_OFF))
        return now + max(wait, timedelta(seconds=outcome.wait))
    asked = timedelta(seconds=max(outcome.fresh, _ttl(memory)))
    wait = max(wait, min(asked, LONGEST_HINT), timedelta(seconds=outcome.wait))
    if every is None and not outcome.conditional and not outcome.fresh:
        wait = max(wait, UNCONDITIONAL)
    return _after_skipped(now + wait, memory)


def _ttl(memory: Memory) -> int:
    """Seconds that the feed itself asks to be left alone."""
    told = memory.get("ttl")
    return int(told[:9]) if told.isdecimal() else 0


def _after_skipped(moment: datetime, memory: Memory) -> datetime:
    """The same moment, or the start of the next hour that is not to be skipped.

    >>> skipped = Memory((("skip_hours", "12 13"),))
    >>> f"{_after_skipped(datetime(2026, 10, 5, 12, 30), skipped):%H:%M}"
    '14:00'
    """
    skipped = set(memory.get("skip_hours").split())
    told, hour = moment, timedelta(hours=1)
    for _ in range(24):
        if str(moment.hour) not in skipped:
            return moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + hour
    return told  # all of them: that cannot be meant
