"""Waiting for a lock that dies with the process that holds it (flock)."""

from __future__ import annotations

import fcntl
import time

from syndicate.errors import Busy

BUSY_SECONDS = 20  # that we wait for another's transaction or copy
LOOK_AGAIN = 0.1  # seconds between two looks at a lock that somebody holds


def take(handle: int, wait: float, held: str) -> None:
    """Take the lock on an open file or folder; closing it gives the lock back.

    `wait` is how many seconds to wait for whoever holds it; `held` says who does.

    Raises:
        Busy: it is still held then.
    """
    ends = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if time.monotonic() >= ends:
                raise Busy(held) from error
            time.sleep(LOOK_AGAIN)
        else:
            return
