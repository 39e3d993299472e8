"""One pass of forming stories: its clock, its authority, the counters it moves."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from syndicate.match import Ruling


@dataclass(slots=True)
class Forming:
    """One pass over all that is pending, with the counters it moves."""

    connection: sqlite3.Connection
    now: datetime
    authority: str
    change: int
    new: int = 0
    changed: int = 0
    rulings: tuple[Ruling, ...] = ()
