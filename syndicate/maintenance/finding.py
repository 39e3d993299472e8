"""What examining comes to: a finding, and how bad it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

REPAIR = "syndicate doctor --repair"
RESTORE = "restore a backup, or move the file away and run again"


class State(StrEnum):
    """How bad a finding is. Only FAIL makes the exit code other than 0."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined. `code` is what a failing one makes the program exit with."""

    subject: str
    state: State
    message: str
    fix: str = ""
    code: int = 0


def some(names: list[str], most: int = 3) -> str:
    """The first few of some names.

    >>> some(["a", "b", "c", "d", "e"])
    'a, b, c and 2 more'
    """
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most:,} more" if len(names) > most else shown
