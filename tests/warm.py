"""The real command, in a process forked from one that has imported everything.

What a start costs is paid once for hundreds of calls. The code that runs is the
program's own, from `python -m syndicate` on, in a process of its own with its own
folder, environment and standard streams. What the interpreter itself reads at its
start, from PYTHON… or the locale, a fork cannot take on: then `call` starts one.

Run as a program it is the process that forks. An order is JSON and four ends: the three
standard streams, and where the number of the process and its end are told.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import pkgutil
import runpy
import signal
import socket
import struct
import subprocess
import sys
import time
import traceback
import warnings
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import syndicate
from syndicate.publish import render
from syndicate.store import shipped

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120  # seconds that any call may take
NEEDED = (
    *("bs4", "feedgen.feed", "feedgen.ext.dc", "feedparser", "ftfy", "jinja2"),
    *("lxml.html", "markdown_it", "nh3", "phonenumbers", "py3langid", "requests"),
    *("sentencex", "sqlite_utils", "css_inline", "protego", "tomllib"),
    "encodings.utf_8_sig",
)
TOLD = struct.Struct("!i")
_MOST = 1 << 20  # bytes of an order
_READ_AT_START = ("PYTHON", "LC_", "LANG", "MALLOC", "LD_")
_BEGAN = dict(os.environ)


def call(
    arguments: Sequence[str], folder: Path, typed: str = "", code: str = ""
) -> subprocess.CompletedProcess[str]:
    """Call `syndicate` there, warnings being errors; what it told, and how it ended.

    `typed` comes through a pipe, and nothing after it. `code` is run in its stead, as
    `python -c` does.

    Raises:
        subprocess.TimeoutExpired: it takes longer than any call may.
    """
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    start = ["-c", code] if code else ["-m", "syndicate"]
    program = [sys.executable, *start, *arguments]
    if _read_at_start(os.environ) == _read_at_start(_BEGAN):
        return _call(program, folder, environment, typed)
    return subprocess.run(
        program,
        cwd=folder,
        env=environment,
        input=typed,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


def _call(
    program: list[str], folder: Path, environment: Mapping[str, str], typed: str
) -> subprocess.CompletedProcess[str]:
    order = json.dumps([program[1:], str(folder), environment]).encode()
    with ExitStack() as stack:
        told, out = (stack.enter_context(os.fdopen(_unnamed(), "rb")) for _ in "12")
        ours, theirs = map(stack.enter_context, socket.socketpair())
        with theirs, os.fdopen(_piped(typed), "rb") as into:
            ends = [each.fileno() for each in (into, out, told, theirs)]
            socket.send_fds(_forker(), [order], ends)
        number = TOLD.unpack(ours.recv(TOLD.size, socket.MSG_WAITALL))[0]
        ours.settimeout(PATIENCE)
        try:
            (status,) = TOLD.unpack(ours.recv(TOLD.size, socket.MSG_WAITALL))
        except TimeoutError:
            os.kill(number, signal.SIGKILL)
            raise subprocess.TimeoutExpired(program, PATIENCE) from None
        texts = [os.pread(file.fileno(), 1 << 30, 0).decode() for file in (out, told)]
    return subprocess.CompletedProcess(
        program, os.waitstatus_to_exitcode(status), *texts
    )


def _unnamed() -> int:
    return os.memfd_create("told")


def _piped(text: str) -> int:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(text.encode())  # a pipe holds 64 kB
    return reading


def _read_at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in environment.items()
        if name.startswith(_READ_AT_START)
    }


@cache
def _forker() -> socket.socket:
    """The line to the process that forks, which ends when this one does."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        forker = subprocess.Popen(
            [sys.executable, "-m", "tests.warm", str(theirs.fileno())],
            cwd=ROOT,
            env={**_BEGAN, "PYTHONWARNINGS": "error"},
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
    atexit.register(forker.wait)
    atexit.register(ours.close)  # before that: it is what the other waits for
    return ours


def warm_up() -> None:
    """Import and read what a run imports and reads, also inside its functions."""
    modules = pkgutil.walk_packages(syndicate.__path__, "syndicate.")
    ours = [each.name for each in modules if not each.name.endswith("__main__")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what libraries do is not what is tested
        for name in (*ours, *NEEDED):
            importlib.import_module(name)
    shipped()
    templates = render._environment()
    for name in templates.list_templates(extensions=["html", "md", "txt"]):
        templates.get_template(name)


def _serve(line: socket.socket) -> None:
    """Fork a process for each order, and one that waits for it; until nobody asks."""
    warm_up()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who waits is not waited for
    while True:
        order, ends, _, _ = socket.recv_fds(line, _MOST, 4)
        if not order:
            return
        if os.fork() == 0:
            line.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            *streams, teller = ends
            process = os.fork()
            if process == 0:
                os.close(teller)
                _perform(json.loads(order), streams)
            os.write(teller, TOLD.pack(process))
            os.write(teller, TOLD.pack(os.waitpid(process, 0)[1]))
            os._exit(0)
        for end in ends:
            os.close(end)


def _perform(order: tuple[list[str], str, dict[str, str]], ends: list[int]) -> None:
    """Be the command, and never come back into the code of whoever forked it."""
    (how, what, *arguments), folder, environment = order
    code: object = 1
    try:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        time.tzset()
        for standard, end in enumerate(ends):
            os.dup2(end, standard)
            os.close(end)
        sys.stdin = os.fdopen(0, closefd=False)
        sys.stdout, sys.stderr = (os.fdopen(end, "w", closefd=False) for end in (1, 2))
        sys.argv = [what if how == "-m" else how, *arguments]
        if how == "-m":
            runpy.run_module(what, run_name="__main__", alter_sys=True)
        else:
            exec(what, {"__name__": "__main__"})
        code = 0
    except SystemExit as leaving:
        code = leaving.code
    except BaseException:  # noqa: BLE001 - as the interpreter does
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else int(code is not None))


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as orders:
        _serve(orders)
