"""What a copy tells otherwise than the original, in words for staff."""

from __future__ import annotations

from syndicate.model import Drift
from syndicate.publish.item import show_place
from syndicate.publish.plain import line


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
