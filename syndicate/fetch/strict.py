"""The limits of asking one service of staff's own: one answer, small and in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from syndicate.config import Fetch


def be_strict(limits: Fetch, largest: int, deadline: timedelta) -> Fetch:
    """The same limits, but no redirect, `largest` bytes and all of it in `deadline`.

    Most redirects make a question of what was to be told (RFC 9110, section 15.4).
    """
    return replace(
        limits,
        deadline=deadline,
        max_bytes=largest,
        max_decoded=largest,
        max_redirects=0,
    )
