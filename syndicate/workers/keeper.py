"""The process that forks workers, seen from our side: its start and its two orders."""

from __future__ import annotations

import fcntl
import gc
import os
import signal
import socket
import sys
import threading
import traceback
from dataclasses import dataclass
from pathlib import Path

from syndicate.errors import InputOutputError
from syndicate.workers.process import (
    BEGIN,
    END,
    NEVER_BEGAN,
    ORDER,
    OUT_OF_MEMORY,
    STATUS,
    Limits,
    keep,
)

# Not `-m`: that would give the far side its own idea of where modules are found.
_KEEPER = (
    "import sys; sys.path[:] = sys.argv[5:]; "
    "from syndicate.workers.process import Limits, keep; "
    "keep(Limits(1, *map(int, sys.argv[1:3])), *map(str.split, sys.argv[3:5]))"
)
_LINE, _TOLD = 0, 2  # where the far side finds its line, and tells what is wrong


@dataclass(frozen=True, slots=True)
class Needs:
    """What workers may use, and the modules that they share: at `first`, and `later`.

    The keeper imports the later ones when a worker wants one of them, once for all.
    """

    limits: Limits
    first: tuple[str, ...]
    later: tuple[str, ...]


class Keeper:
    """The process that forks the workers, and buries them."""

    def __init__(self, needs: Needs) -> None:
        self._begun = 0
        self._status: int | None = None  # how it ended
        self._line, line = socket.socketpair()
        self._said, told = os.pipe()  # only what it says before it is silent
        try:
            self._process = _start(needs, line.fileno(), told)
        except OSError as error:
            self._line.close()
            os.close(self._said)
            raise InputOutputError(f"cannot start worker processes: {error}") from error
        finally:
            line.close()
            os.close(told)

    def begin(self, theirs: socket.socket) -> int:
        """Have a worker forked that listens at that end; the number it goes by."""
        self._begun += 1
        try:
            order = ORDER.pack(BEGIN, self._begun)
            socket.send_fds(self._line, [order], [theirs.fileno()])
        except OSError:
            raise self._lost() from None
        return self._begun

    def end(self, number: int) -> int:
        """Make sure that a worker is over; its wait status."""
        try:
            self._line.sendall(ORDER.pack(END, number))
            answer = self._line.recv(STATUS.size, socket.MSG_WAITALL)
        except OSError:
            answer = b""
        if len(answer) < STATUS.size:
            raise self._lost()
        status: int = STATUS.unpack(answer)[0]
        if status == NEVER_BEGAN:
            raise InputOutputError(
                "cannot start worker processes: the system refused to fork"
            )
        return status

    def close(self) -> str:
        """End it and, by that, its workers; wait until it is over. What it said."""
        if self._status is not None:
            return ""
        self._line.close()
        with os.fdopen(self._said, "rb") as said:
            told = said.read().decode(errors="replace")
        self._status = os.waitpid(self._process, 0)[1]
        return told

    def _lost(self) -> InputOutputError:
        last = self.close().strip().rpartition("\n")[2]
        code = os.waitstatus_to_exitcode(self._status or 0)
        reason = last or f"their keeper ended ({code})"
        return InputOutputError(f"cannot start worker processes: {reason}")


def cause(status: int, limits: Limits) -> str:
    """A wait status in plain words.

    >>> cause(11, Limits(processes=1, seconds=20, megabytes=1000))
    'crashed its reader (signal 11)'
    """
    if os.WIFEXITED(status):
        code = os.WEXITSTATUS(status)
        if code == OUT_OF_MEMORY:
            return f"needed more than {limits.megabytes} MB"
        return f"ended its reader (exit status {code})"
    number = os.WTERMSIG(status)
    if number == signal.SIGALRM:
        return f"took longer than {limits.seconds} s"
    if number == signal.SIGXCPU:
        return f"used more than {limits.seconds} s of CPU"
    return f"crashed its reader (signal {number})"


def _start(needs: Needs, line: int, told: int) -> int:
    """Begin a keeper with these ends of ours; the number of its process.

    A fork has all that is imported here. It would also have the locks that another
    thread holds at that moment, and nobody to open them: where there is one, a new
    interpreter starts, and imports everything by itself.

    Raises:
        OSError: the system does not allow another process.
    """
    # Above the three that they will become, also where those are closed here.
    ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 3) for end in (line, told)]
    try:
        if threading.active_count() == 1:
            return _fork(needs, ends)
        return _spawn(needs, ends)
    finally:
        for end in ends:
            os.close(end)


def _fork(needs: Needs, ends: list[int]) -> int:
    process = os.fork()
    if process == 0:
        status = 1
        try:
            os.setpgid(0, 0)  # Ctrl-C is ours to hear
            gc.freeze()  # what this process held is never cleared away in the other
            os.dup2(ends[0], _LINE)
            os.dup2(ends[1], _TOLD)
            _let_go()
            sys.stdout = sys.stderr = os.fdopen(_TOLD, "w", closefd=False)
            keep(needs.limits, needs.first, needs.later)
            status = 0
        except BaseException:  # noqa: BLE001 - the border: our side tells of it
            os.write(_TOLD, traceback.format_exc().encode(errors="replace"))
        finally:
            os._exit(status)
    return process


def _let_go() -> None:
    """Have all that is open here be nothing: it is this process's, its database, locks.

    The numbers stay taken. Objects that came along hold them, and close them when they
    go: a line that had got one of them would be closed by whoever had it before. Where
    nothing is may only be read from, so that nobody writes there or has a lock on it.
    """
    nothing = os.open(os.devnull, os.O_RDONLY)
    try:
        opened = [int(each.name) for each in Path("/dev/fd").iterdir()]
    except FileNotFoundError:  # where /proc is not mounted
        os.closerange(_TOLD + 1, os.sysconf("SC_OPEN_MAX"))
        return
    for end in opened:
        if end not in {_LINE, 1, _TOLD, nothing}:
            _put(nothing, end)


def _put(nothing: int, end: int) -> None:
    try:
        os.dup2(nothing, end, inheritable=False)
    except OSError:  # above the limit, which was lowered since: such a number is not
        os.close(end)  # given out again


def _spawn(needs: Needs, ends: list[int]) -> int:
    limits = (str(needs.limits.seconds), str(needs.limits.megabytes))
    options = (*limits, " ".join(needs.first), " ".join(needs.later))
    program = [sys.executable, "-c", _KEEPER, *options, *sys.path]
    becomes = [
        (os.POSIX_SPAWN_DUP2, ends[0], _LINE),
        # 1 as well: were it closed here, a worker's line would get this number.
        *((os.POSIX_SPAWN_DUP2, ends[1], number) for number in (1, _TOLD)),
    ]
    return os.posix_spawn(
        sys.executable, program, os.environ, file_actions=becomes, setpgroup=0
    )
