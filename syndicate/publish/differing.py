"""What a copy tells otherwise, and what its original did before, in words for staff."""

from __future__ import annotations

from collections.abc import Iterable

from syndicate.model import Amendment, Drift
from syndicate.publish import dates
from syndicate.publish.item import show_place
from syndicate.publish.plain import line

CHANGE_LENGTH = 700


def show_drift(drift: Drift) -> str:
    """A difference in words: what the original tells, and what the copy does."""
    where = show_place(drift.appearance).outlet
    told, here = line(drift.told, 80), line(drift.here, 80) or "nothing"
    change = f"{told} → {here}" if told else here
    if drift.outdated:
        return f"Still the old {drift.name} on {where}: {here}" + (
            f" (now {told})" if told else ""
        )
    return f"Differs: {drift.name} {change} on {where}"


def outdated_first(drift: Iterable[Drift]) -> list[Drift]:
    """The differences in their order, those that tell old text first."""
    return sorted(drift, key=lambda each: not each.outdated)


def show_amendment(amended: Amendment) -> str:
    """What a story's original told before, and what it tells now."""
    return f"Changed on {dates.day(amended.at)}: {line(amended.told, CHANGE_LENGTH)}"
