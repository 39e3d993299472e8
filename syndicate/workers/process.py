"""What runs on the far side: the keeper that forks workers, and the worker.

The keeper is started once, imports what the workers will need, and forks a worker
each time it is asked to: a replacement costs milliseconds. It has two orders, each
five bytes on its standard input, a socket: BEGIN (with one end of a socket pair, the
new worker's line) and END (it kills, waits, and answers with the wait status). When
the other end closes, however that came about, it kills every worker and leaves.

What is large and seldom needed it imports when the first worker ends for want of it:
then that is there once, shared by all that are forked from then on.

A message on a worker's line is its length and its bytes. One comes in, some items,
each with its function; one goes out for each item as soon as it is done, so that
whoever waits knows on which item a worker died.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import os
import pickle
import resource
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

from syndicate.errors import SyndicateError
from syndicate.workers.telling import tell

LENGTH = struct.Struct("!Q")
ORDER = struct.Struct("!cI")
STATUS = struct.Struct("!i")
BEGIN = b"b"
END = b"e"

OUT_OF_MEMORY = 137  # exit status of a worker that met a MemoryError
LACKING = 138  # and of one that needs what its keeper is to import
NEVER_BEGAN = -1  # instead of a wait status: the system would not fork

_MEGABYTE = 1_000_000
_FUNCTIONS = 8  # unpickled and kept: a run has two or three
_MESSAGE = 300  # characters kept of a foreign exception's message


@dataclass(frozen=True, slots=True)
class Limits:
    """How many processes there are, and what one may use.

    `seconds` of wall clock and of CPU are granted anew for each document;
    `megabytes` of address space hold for the life of the process, of which half are
    its own however large the process is that it was forked from.
    """

    processes: int
    seconds: int
    megabytes: int


@dataclass(frozen=True, slots=True)
class Died:
    """A document that cost its reader's life, or that its reader could not bear.

    `reason` is in plain words, without the document's name: "took longer than 20 s".
    """

    reason: str


class Lacking(MetaPathFinder):
    """Ends a worker that is about to import what its keeper should, for all of them."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names

    def find_spec(
        self, fullname: str, _path: object, _target: object = None, /
    ) -> None:
        """Leave the process for one of these names, find nothing for any other."""
        if fullname in self.names:
            raise SystemExit(LACKING)


def is_lacking(status: int) -> bool:
    """Whether a wait status tells of such an end."""
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == LACKING


def keep(limits: Limits, imports: Sequence[str], later: Sequence[str]) -> None:
    """Be the keeper: fork and bury workers until the other end closes.

    What they need is imported with the first of them: often there is none. What they
    need `later`, with the first that ends for want of it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # of numpy: a fork would lose the others
    line = socket.socket(fileno=os.dup(0))
    lacking = Lacking(frozenset(later))
    sys.meta_path.insert(0, lacking)
    workers: dict[int, int] = {}
    while True:
        order, ends, _, _ = socket.recv_fds(line, ORDER.size, 1, socket.MSG_WAITALL)
        if len(order) < ORDER.size:
            break
        name, number = ORDER.unpack(order)
        if name == BEGIN:
            if not workers:
                _prepare(imports)
            workers[number] = _begin(ends[0], line, limits)
        else:
            status = _end(workers.pop(number))
            if is_lacking(status):
                lacking.names = frozenset()
                _import(later)
            line.sendall(STATUS.pack(status))
    for process in workers.values():
        _end(process)


def _prepare(imports: Sequence[str]) -> None:
    """Import what the workers need, or say why it cannot be; then be silent."""
    _import(imports)
    _fall_silent()


def _import(names: Sequence[str]) -> None:
    for name in names:
        importlib.import_module(name)
    gc.freeze()  # what is here stays shared with the workers


def _fall_silent() -> None:
    """Whatever libraries print goes nowhere: the terminal is the command's."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.close(null)


def _begin(end: int, keeper: socket.socket, limits: Limits) -> int:
    try:
        process = os.fork()
    except OSError:
        process = NEVER_BEGAN
    if process == 0:
        keeper.close()
        _live(socket.socket(fileno=end), limits)
    os.close(end)
    return process


def _end(process: int) -> int:
    """Make sure that it is over, and say what ended it: the first cause stands."""
    if process == NEVER_BEGAN:
        return NEVER_BEGAN
    os.kill(process, signal.SIGKILL)
    return os.waitpid(process, 0)[1]


def _live(line: socket.socket, limits: Limits) -> None:
    """Be a worker, and never come back into the keeper's code."""
    status = 1
    try:
        _confine(limits)
        serve(line, limits.seconds)
        status = 0
    except MemoryError:
        status = OUT_OF_MEMORY
    except ConnectionError:  # the other end is gone: there is nobody to tell
        status = 0
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 1
    finally:
        os._exit(status)


def _confine(limits: Limits) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # the kernel's own hand, not Python's
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_AS, _address_space(limits.megabytes * _MEGABYTE))
    _be_taken_first()


def _be_taken_first() -> None:
    """A kernel that is short of memory takes a worker, never the run, which goes on.

    Everybody may raise their own score, up to this (proc(5)).
    """
    with contextlib.suppress(OSError):  # not Linux, or a /proc that is read-only
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")


def _address_space(allowed: int) -> int:
    """What is allowed, in bytes, but at least half of it beside what is here already.

    A fork has all of its parent's, which may be a large program that calls this one.
    """
    try:
        told = Path("/proc/self/statm").read_text("ascii")
    except FileNotFoundError:  # only Linux tells, and holds anybody to the limit
        return allowed
    here = int(told.split()[0]) * resource.getpagesize()
    return max(allowed, here + allowed // 2)


def _lower(what: int, value: int) -> None:
    """Set a soft limit, never above what the system allows us."""
    hard = resource.getrlimit(what)[1]
    soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (soft, hard))


def serve(line: socket.socket, seconds: int) -> None:
    """Answer message after message until the other end closes."""
    functions: dict[bytes, Callable[[Any], Any]] = {}
    with line.makefile("rb") as incoming:
        while (message := _receive(incoming)) is not None:
            for task, item in pickle.loads(message):  # noqa: S301 - from our own parent
                _arm(seconds)
                outcome = _work(functions, task, item)
                signal.setitimer(signal.ITIMER_REAL, 0)  # telling may have to wait
                line.sendall(LENGTH.pack(len(outcome)) + outcome)


def _receive(incoming: io.BufferedReader) -> bytes | None:
    header = incoming.read(LENGTH.size)
    if len(header) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(header)
    message = incoming.read(length)
    return message if len(message) == length else None


def _arm(seconds: int) -> None:
    _lower(resource.RLIMIT_CPU, int(time.process_time()) + seconds + 1)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _work(
    functions: dict[bytes, Callable[[Any], Any]], task: bytes, item: bytes
) -> bytes:
    """The pickled outcome: a result, an error of ours, or Died.

    A MemoryError is let through: what is left of this process is not to be trusted.
    """
    try:
        if task not in functions:
            if len(functions) >= _FUNCTIONS:
                functions.clear()
            functions[task] = pickle.loads(task)  # noqa: S301 - our own parent wrote it
        return tell(functions[task](pickle.loads(item)))  # noqa: S301 - likewise
    except MemoryError:
        raise
    except SyndicateError as error:
        return _as_value(error)
    except Exception as error:  # noqa: BLE001 - the border: it costs its document only
        return pickle.dumps(_broken(error))


def _as_value(error: SyndicateError) -> bytes:
    """The error pickled, if it survives that; a plug-in's own may not."""
    try:
        pickled = pickle.dumps(error)
        pickle.loads(pickled)  # noqa: S301 - made in the line above
    except (TypeError, AttributeError, ValueError, pickle.PickleError):
        return pickle.dumps(_broken(error))
    return pickled


def _broken(error: Exception) -> Died:
    message = " ".join(str(error).split())[:_MESSAGE]
    name = type(error).__name__
    return Died(f"broke its reader: {name}: {message}".rstrip(": "))
