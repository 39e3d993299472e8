"""One pass of forming stories: its clock, its authority, the counters it moves."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from syndicate.match import Ruling, Word


@dataclass(slots=True)
class Forming:
    """One pass over all that is pending, with the counters it moves."""

    connection: sqlite3.Connection
    now: datetime
    authority: str
    change: int
    new: int = 0
    changed: int = 0
    told_anew: bool = True  # what is pending may tell other facts than before
    word: Word = field(default_factory=Word)  # what staff decided
    as_told: frozenset[int] = frozenset()  # pending for what staff decided alone
    _rulings: dict[int, list[Ruling]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Have the rulings at hand by member: there may be thousands."""
        for ruling in self.word.rulings:
            for ref in (ruling.one, ruling.two):
                self._rulings.setdefault(ref, []).append(ruling)

    def joined_to(self, ref: int) -> set[int]:
        """The members that staff joined to this one."""
        rulings = (each for each in self._rulings.get(ref, ()) if each.same)
        return {other for each in rulings for other in (each.one, each.two)} - {ref}

    def rulings_among(self, refs: Collection[int]) -> list[Ruling]:
        """The rulings about two of these members."""
        return [
            each
            for ref in sorted(refs)
            for each in self._rulings.get(ref, ())
            if each.one == ref and each.two in refs
        ]
