"""When anything ran, day by day: counted once for all lists of a run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from syndicate.model import RanIn
from syndicate.publish.site.cutting import is_long


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which anything ran and their months, the newest first."""

    days: tuple[RanIn, ...] = ()
    by_month: dict[str, tuple[RanIn, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Sort the days into their months."""
        months = groupby(self.days, lambda ran: ran.day[:7])
        by_month = {month: tuple(days) for month, days in months}
        object.__setattr__(self, "by_month", by_month)

    @property
    def count(self) -> int:
        """How many stories there are."""
        return sum(ran.count for ran in self.days)

    @property
    def updated(self) -> str:
        """The last change of any story, "" where there is none."""
        return max((ran.updated for ran in self.days), default="")

    def count_of(self, month: str) -> int:
        """How many stories a month has."""
        return sum(ran.count for ran in self.by_month.get(month, ()))

    def is_long(self, month: str) -> bool:
        """Whether a month has too many stories for one list: it is told by its days."""
        return is_long(self.count_of(month))

    def months(self) -> Iterator[RanIn]:
        """Each month as a day is told: how many stories, and their last change."""
        for month, days in self.by_month.items():
            updated = max(ran.updated for ran in days)
            yield RanIn(month, self.count_of(month), updated)
