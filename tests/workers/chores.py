"""What the tests give to worker processes: good work, and every way to die of it."""

from __future__ import annotations

import ctypes
import importlib
import os
import re
import signal
import socket
import sys
import time
from pathlib import Path

from syndicate.errors import ConfigError, SourceError

LARGE = "pyclbr"  # as far as these tests go: nobody imports it


class Prickly(SourceError):
    """An error that cannot be unpickled: its class takes other arguments."""

    def __init__(self, code: int) -> None:
        super().__init__("a plug-in", f"code {code}")


def double(number: int) -> int:
    """Work that goes well."""
    return number * 2


def scale(factor: int, number: int) -> int:
    """Work with settings: used through functools.partial."""
    return factor * number


def process_of(_: object) -> int:
    """Which process did it."""
    return os.getpid()


def score_of(_: object) -> int:
    """How soon a kernel that is short of memory takes the process that did it."""
    return int(Path("/proc/self/oom_score_adj").read_text("ascii"))


def knows(module: str) -> bool:
    """Whether a module is imported there already."""
    return module in sys.modules


def need_large(number: int) -> tuple[int, bool]:
    """Work for which a module is needed that is large; whether it was there before."""
    was_there = LARGE in sys.modules
    importlib.import_module(LARGE)
    return number, was_there


def swell(size: int) -> bytes:
    """An outcome of that many bytes."""
    return b"x" * size


def measure(content: bytes) -> int:
    """An item of many bytes, a small outcome."""
    return len(content)


def do(chore: str) -> str:
    """Carry out the chore of that name; `fine` and its like come back as they are."""
    action = CHORES.get(chore)
    if action is not None:
        action()
    return chore


def do_once(marks: str, chore: str) -> str:
    """Carry out a chore, leaving a line in a file each time it was tried."""
    with Path(marks).open("a", encoding="utf-8") as file:
        file.write(f"{chore}\n")
    return do(chore)


def sign_and_hang(marks: str, _: object) -> None:
    """Leave one's own and the keeper's number in a file, and never come back."""
    with Path(marks).open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()} {os.getppid()}\n")
    _loop()


def be_killed_once(marks: str, chore: str) -> str:
    """Be killed by somebody the first time that it is tried, wherever that is."""
    place = Path(marks)
    if not place.exists():
        place.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return chore


class Knot:
    """Has an end open, and is found by nobody but who looks for such knots."""

    def __init__(self) -> None:
        self.end = os.open(os.devnull, os.O_RDONLY)
        self.itself = self

    def __del__(self) -> None:
        os.close(self.end)


def be_killed_then_leave(marks: str, status: int) -> None:
    """Be killed by somebody at the first try, and leave like that at every other."""
    be_killed_once(marks, "")
    os._exit(status)


def die_in_an_old_process(chore: str) -> str:
    """Die on `fragile`, but only where other items were worked on before."""
    if chore == "fragile" and _SEEN:
        os.kill(os.getpid(), signal.SIGSEGV)
    _SEEN.append(chore)
    return chore


_SEEN: list[str] = []


def _loop() -> None:
    while True:
        pass


def _sleep() -> None:
    time.sleep(3600)


def _backtrack() -> None:
    re.match(r"(a+)+$", "a" * 60 + "b")


def _hog() -> None:
    _ = [b"x" * 10_000_000 for _ in range(100_000)]


def _hog_outside_python() -> None:
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    while pointer := libc.malloc(ctypes.c_size_t(50_000_000)):
        ctypes.memset(pointer, 1, 50_000_000)
    os.abort()


def _disarm_and_loop() -> None:
    signal.setitimer(signal.ITIMER_REAL, 0)
    _loop()


def _disarm_and_sleep() -> None:
    signal.setitimer(signal.ITIMER_REAL, 0)
    _sleep()


def _segfault() -> None:
    ctypes.string_at(0)


def _recurse() -> None:
    _recurse()


def _kill_myself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _leave() -> None:
    os._exit(3)


def _exit() -> None:
    sys.exit("enough")


def _hang_up() -> None:
    """Close the line to the parent and hang: a death that is none."""
    for number in range(3, 64):
        try:
            socket.socket(fileno=number).close()
        except OSError:
            continue
    _loop()


def _chatter() -> None:
    print("from Python")  # noqa: T201 - what must not be heard
    os.write(1, b"from below\n")
    os.write(2, b"from below\n")


def _misread() -> None:
    reason = "not a feed"
    raise SourceError("Harbour Clinic", reason, "page.html")


def _misconfigure() -> None:
    raise ConfigError("config.toml: no such key")


def _prick() -> None:
    raise Prickly(7)


def _stumble() -> None:
    raise ValueError("day is out of\nrange for month")


CHORES = {
    "loop": _loop,
    "sleep": _sleep,
    "backtrack": _backtrack,
    "disarm and loop": _disarm_and_loop,
    "disarm and sleep": _disarm_and_sleep,
    "hog": _hog,
    "hog outside Python": _hog_outside_python,
    "segfault": _segfault,
    "recurse": _recurse,
    "kill": _kill_myself,
    "leave": _leave,
    "exit": _exit,
    "hang up": _hang_up,
    "chatter": _chatter,
    "misread": _misread,
    "misconfigure": _misconfigure,
    "prick": _prick,
    "stumble": _stumble,
}
