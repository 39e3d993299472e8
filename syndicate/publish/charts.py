"""Figures as bars: pickups by day, outlets, time to pickup. No reach is made up.

A chart is numbers and words; pages draw it as a small SVG, mails as table cells, and
both give the same figures as text beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from syndicate.publish.delay import say_delay
from syndicate.publish.pickups import Pickup

DAYS = 30
OUTLETS = 10
# Days after the release, the last of each step, and what the step is called.
STEPS = (
    (0, "the same day"),
    (1, "1 day later"),
    (3, "2 to 3 days"),
    (7, "4 to 7 days"),
    (30, "8 to 30 days"),
    (10**6, "later"),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure: what it counts, how much, and its share of the largest, 0 to 1."""

    label: str
    value: int
    share: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a title, and in a sentence what they say."""

    title: str
    said: str
    bars: tuple[Bar, ...]
    upright: bool = False  # one bar a day, beside each other


def draw_charts(pickups: Iterable[Pickup], today: date) -> tuple[Chart, ...]:
    """The charts of these pickups as of a day; none where nothing ran."""
    known = sorted(pickups, key=lambda each: (each.day, each.outlet, each.story))
    since = today - timedelta(days=DAYS - 1)
    recent = [each for each in known if since <= each.day <= today]
    if not recent:
        return ()
    charts = [_by_day(recent, since), _by_outlet(recent)]
    delays = [each.after for each in recent if each.after is not None]
    if delays:
        charts.append(_by_delay(delays))
    return tuple(charts)


def _by_day(recent: Sequence[Pickup], since: date) -> Chart:
    count = Counter(each.day for each in recent)
    days = [since + timedelta(days=step) for step in range(DAYS)]
    figures = [(day.isoformat(), count[day]) for day in days]
    busiest = max(days, key=lambda day: (count[day], day))
    return Chart(
        f"Pickups in {DAYS} days",
        f"{len(recent):,} in all; most on {busiest.isoformat()}: {count[busiest]:,}.",
        _bars(figures),
        upright=True,
    )


def _by_outlet(recent: Sequence[Pickup]) -> Chart:
    count = Counter(each.outlet for each in recent)
    ordered = sorted(count.items(), key=lambda each: (-each[1], each[0]))
    others = sum(value for _, value in ordered[OUTLETS:])
    said = f"{len(count):,} outlets"
    said += f"; {others:,} pickups in those not named." if others else "."
    return Chart("Outlets", said, _bars(ordered[:OUTLETS]))


def _by_delay(delays: Sequence[timedelta]) -> Chart:
    count: Counter[str] = Counter()
    for after in delays:
        days = max(after.days, 0)
        count[next(name for most, name in STEPS if days <= most)] += 1
    usual = timedelta(seconds=median(after.total_seconds() for after in delays))
    return Chart(
        "Time to pickup",
        f"Half of the {len(delays):,} that tell a date ran by then: "
        f"{say_delay(max(usual, timedelta()))}.",
        _bars([(name, count[name]) for _, name in STEPS if count[name]]),
    )


def _bars(figures: Iterable[tuple[str, int]]) -> tuple[Bar, ...]:
    told = list(figures)
    most = max((value for _, value in told), default=0) or 1
    return tuple(Bar(label, value, value / most) for label, value in told)
