"""All that staff can decide; the command line and a desk call the same functions.

A decision is kept with who made it, when and why, under the lock that a run takes too.
The stories that it touches are formed anew and published before it returns. It can be
undone, and nothing of it remains: the stories are then what the machine makes of them.
"""

from __future__ import annotations

from syndicate.decisions.deciding import (
    approve,
    choose_original,
    dismiss,
    disown,
    hide,
    merge,
    note,
    retract,
    split,
    undo,
    unhide,
)
from syndicate.decisions.desk import Desk, Outcome
from syndicate.decisions.finding import find_story, find_telling, name_telling

__all__ = [
    "Desk",
    "Outcome",
    "approve",
    "choose_original",
    "dismiss",
    "disown",
    "find_story",
    "find_telling",
    "hide",
    "merge",
    "name_telling",
    "note",
    "retract",
    "split",
    "undo",
    "unhide",
]
