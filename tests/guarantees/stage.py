"""Commands in processes forked from one that has everything imported.

What a start costs is paid once, so that a run on a small project takes a fraction of a
second. The code that runs is the program's own, from its command line on.

A forked command counts its steps: each statement of SQL, each file it opens, renames
or removes, told by the phase of the run. It can be made to do something at one of
them; `die` is the usual thing.
"""

from __future__ import annotations

import mmap
import os
import signal
import sqlite3
import struct
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from syndicate.cli import call

# By the function whose work it is; of two on the stack, the inner one counts.
PHASES = {
    ("syndicate.polling", "poll"): "keeping",
    ("syndicate.pipeline", "_form"): "forming",
    ("syndicate.briefing", "brief_stories"): "briefing",
    ("syndicate.pipeline", "_publish"): "publishing",
    ("syndicate.pipeline", "_spread"): "spreading",
    ("syndicate.decisions.desk", "_carry_out"): "deciding",
    ("syndicate.digesting", "close"): "closing",
    ("syndicate.settling", "settle"): "settling",
}
NAMES = ("starting", *dict.fromkeys(PHASES.values()))
STEPS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.fork")
PATIENCE = 120  # seconds that any command may take
_TALLY = struct.Struct(f"={len(NAMES) + 1}q")

Act = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Cue:
    """The moment for an act: the step of that number in a phase."""

    phase: str
    step: int
    act: Act


def die() -> None:
    """End at once, as by `kill -9`."""
    os.kill(os.getpid(), signal.SIGKILL)


def kill_worker() -> None:
    """Kill one of the workers, if there is any: the youngest."""
    workers = [worker for each in _children(os.getpid()) for worker in _children(each)]
    for worker in workers[-1:]:
        os.kill(worker, signal.SIGKILL)


def kill_keeper() -> None:
    """Kill the process that forks the workers, if there is one."""
    for each in _children(os.getpid()):
        os.kill(each, signal.SIGKILL)


class Play:
    """A forked command under way; `steps` are those it took, by phase."""

    def __init__(
        self, arguments: Sequence[str], folder: Path, cue: Cue | None = None
    ) -> None:
        self._tally = mmap.mmap(-1, _TALLY.size)
        ours, theirs = os.pipe()
        self.began = time.monotonic()
        self.seconds = 0.0
        self.process = os.fork()
        if self.process == 0:
            os.close(ours)
            _perform(arguments, folder, theirs, _Counter(self._tally, cue))
        os.close(theirs)
        self._said = ours

    @property
    def phase(self) -> str:
        """The phase in which it is, or was when it ended."""
        return NAMES[int(_TALLY.unpack(self._tally)[-1])]

    @property
    def steps(self) -> dict[str, int]:
        """How many steps it took in each phase."""
        return dict(zip(NAMES, _TALLY.unpack(self._tally), strict=False))

    def kill(self) -> None:
        """Kill it, unless it ended."""
        os.kill(self.process, signal.SIGKILL)

    def wait(self) -> tuple[int, str]:
        """Wait for its end: the exit code, negative for a signal; what it complained.

        Raises:
            TimeoutError: it takes longer than anything may.
        """
        ends = self.began + PATIENCE
        while (done := os.waitpid(self.process, os.WNOHANG))[0] == 0:
            if time.monotonic() > ends:
                self.kill()
                raise TimeoutError(f"still running after {PATIENCE} s")
            time.sleep(0.002)
        self.seconds = time.monotonic() - self.began
        with open(self._said, encoding="utf-8", errors="replace") as said:  # noqa: PTH123 - a pipe
            return os.waitstatus_to_exitcode(done[1]), said.read()


class _Counter:
    """Counts the steps of this process where its parent sees it, and gives the cue."""

    def __init__(self, tally: mmap.mmap, cue: Cue | None) -> None:
        self._tally = tally
        self._cue = cue
        self._steps = [0] * len(NAMES)
        self._process = 0

    def begin(self) -> None:
        """Count from here on, in this process alone; there is no way to stop."""
        self._process = os.getpid()
        sys.addaudithook(self._hear)
        connect = sqlite3.connect

        def traced(*told: Any, **more: Any) -> sqlite3.Connection:
            connection: sqlite3.Connection = connect(*told, **more)
            connection.set_trace_callback(self._step)
            return connection

        vars(sqlite3)["connect"] = traced

    def _hear(self, event: str, _: tuple[Any, ...]) -> None:
        if event in STEPS and os.getpid() == self._process:
            self._step()

    def _step(self, _statement: str = "") -> None:
        phase = _phase()
        number = NAMES.index(phase)
        self._steps[number] += 1
        _TALLY.pack_into(self._tally, 0, *self._steps, number)
        cue = self._cue
        if cue and cue.phase == phase and cue.step == self._steps[number]:
            self._cue = None
            cue.act()


def _perform(
    arguments: Sequence[str], folder: Path, said: int, counter: _Counter
) -> None:
    """Be the command, and never come back into the code of whoever forked it."""
    code = 1
    try:
        os.chdir(folder)
        null = os.open(os.devnull, os.O_RDWR)
        for standard, end in ((0, null), (1, null), (2, said)):
            os.dup2(end, standard)
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        counter.begin()
        code = call(arguments)
        sys.stderr.flush()
    finally:
        os._exit(code)


def _phase() -> str:
    frame = sys._getframe()
    while frame := frame.f_back:  # type: ignore[assignment]
        place = (frame.f_globals.get("__name__", ""), frame.f_code.co_name)
        if place in PHASES:
            return PHASES[place]
    return NAMES[0]


def _children(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    return [int(each) for each in told.split()]
