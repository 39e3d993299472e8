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
    keep_apart,
    merge,
    note,
    retract,
    split,
    summarise,
    unhide,
)
from syndicate.decisions.desk import Desk, Outcome, publish_kept, undo
from syndicate.decisions.finding import find_story, find_telling, name_telling
from syndicate.decisions.settling import settle
from syndicate.decisions.state import state_of

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
    "keep_apart",
    "merge",
    "name_telling",
    "note",
    "publish_kept",
    "retract",
    "settle",
    "split",
    "state_of",
    "summarise",
    "undo",
    "unhide",
]
