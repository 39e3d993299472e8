"""A terminal that a test sits at: what is shown there, and answers typed when asked."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import time
from collections.abc import Callable
from typing import Any

LONGEST = 60.0  # seconds that a terminal is watched


def on_terminal(command: list[str], **more: Any) -> str:
    """Everything a command shows on a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, **more
    ) as process:
        os.close(theirs)
        shown = read_until(ours, lambda _: False)
    os.close(ours)
    assert process.returncode == 0, shown
    return shown


def read_until(terminal: int, done: Callable[[str], bool]) -> str:
    """What a terminal shows until that is enough, or the other side is gone."""
    shown, until = "", time.monotonic() + LONGEST
    while time.monotonic() < until and not done(shown):
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                shown += os.read(terminal, 65_536).decode()
            except OSError:  # the other side is gone
                break
    return shown


def converse(terminal: int, answers: list[str]) -> str:
    """Type an answer whenever something is asked; everything that was shown."""
    shown = ""
    for answer in answers:
        shown += read_until(terminal, lambda new: new.rstrip(" ").endswith("]:"))
        os.write(terminal, f"{answer}\n".encode())
    return shown + read_until(terminal, lambda _: False)
