"""The process that forks workers, seen from our side: its start and its two orders."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys

from syndicate.errors import InputOutputError
from syndicate.workers.process import (
    BEGIN,
    END,
    NEVER_BEGAN,
    ORDER,
    OUT_OF_MEMORY,
    STATUS,
    Limits,
)

# Not `-m`: that would give the far side its own idea of where modules are found.
_KEEPER = (
    "import sys; sys.path[:] = sys.argv[4:]; "
    "from syndicate.workers.process import keep; "
    "keep(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split())"
)


class Keeper:
    """The process that forks the workers, and buries them."""

    def __init__(self, limits: Limits, imports: tuple[str, ...]) -> None:
        self._begun = 0
        self._line, theirs = socket.socketpair()
        options = (str(limits.seconds), str(limits.megabytes), " ".join(imports))
        with theirs:
            try:
                self._process = subprocess.Popen(  # noqa: S603 - ourselves
                    [sys.executable, "-c", _KEEPER, *options, *sys.path],
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,  # only what it says before it is silent
                    process_group=0,  # Ctrl-C is ours to hear
                )
            except OSError as error:
                self._line.close()
                raise InputOutputError(
                    f"cannot start worker processes: {error}"
                ) from error

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

    def close(self) -> None:
        """End it and, by that, its workers; wait until it is over."""
        self._line.close()
        with self._process:  # closes its standard error and waits
            pass

    def _lost(self) -> InputOutputError:
        self._line.close()
        with self._process as process:
            said = process.stderr.read() if process.stderr else b""
        last = said.decode(errors="replace").strip().rpartition("\n")[2]
        reason = last or f"their keeper ended ({process.returncode})"
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
