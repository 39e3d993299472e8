"""Commands that an operator wants run once the output folder changed.

They are lists of arguments that no shell reads; nothing that a source told is in them
or in their environment, only the path of the output folder. A command may hang, print
without end, or leave others running: it has so long, the last of what it prints is
kept, and its process group ends with it.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from syndicate.config import Settings
from syndicate.publish.plain import line

OUTPUT = "{output}"  # what stands for the output folder in an argument
SAID = 2_000  # characters kept of what it prints, the last ones
HIDDEN = "…"  # what stands for the value of a variable that it was given
_HEARD = 16_384  # bytes kept until it ends: a value is hidden whole, then it is cut
_CHUNK = 1 << 20  # more than a pipe holds
_TICK = 0.05  # seconds between two looks at whether it ended
_GRACE = 2.0  # seconds to end in, between being asked and being made to


def carry_out(
    command: tuple[str, ...],
    settings: Settings,
    environment: Mapping[str, str] = os.environ,
) -> str:
    """Run a command in the output folder; "" when it went well, else what did not.

    A program named with a slash is looked for from the folder of config.toml, any
    other on PATH: never in the output folder. What it says is told in its last words.
    """
    given = make_environment(settings, environment)
    started = _start(command, settings, given)
    if isinstance(started, str):
        return started
    heard, in_time = _attend(started, settings.publish.after_deadline.total_seconds())
    trouble = _explain(started.returncode, settings, in_time=in_time)
    entrusted = [given[name] for name in settings.publish.pass_env if name in given]
    said = _last_words(heard, entrusted) if trouble else ""
    return f"{trouble}: {said}" if said else trouble


def make_environment(
    settings: Settings, environment: Mapping[str, str]
) -> dict[str, str]:
    """All that a command is told of where we run: PATH, HOME and what is listed.

    PATH is without relative folders: they would be looked for in the output folder.
    """
    folders = environment.get("PATH", os.defpath).split(os.pathsep)
    path = os.pathsep.join(each for each in folders if Path(each).is_absolute())
    names = ("HOME", *settings.publish.pass_env)
    return {
        **{name: environment[name] for name in names if name in environment},
        "PATH": path,
    }


def _start(
    command: tuple[str, ...], settings: Settings, given: dict[str, str]
) -> subprocess.Popen[bytes] | str:
    """The command under way in a session of its own, or why it is not."""
    program = find_program(command[0], settings.file.parent, given["PATH"])
    if program is None:
        return f"no such program: {line(command[0], 200)}"
    output = settings.paths.output.resolve()
    try:
        return subprocess.Popen(  # noqa: S603 - the operator's own words, no shell
            [command[0], *(each.replace(OUTPUT, str(output)) for each in command[1:])],
            executable=program,
            cwd=output,
            env=given,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        return f"cannot be started: {error.strerror or error}"


def find_program(program: str, base: Path, path: str) -> str | None:
    """Where a command's program is: relative to config.toml's folder, or on PATH."""
    if "/" in program:
        program = str(base / Path(program).expanduser())
    return shutil.which(program, path=path)


def _attend(process: subprocess.Popen[bytes], seconds: float) -> tuple[bytes, bool]:
    """Hear a command out; gives its last bytes, and whether it ended in time."""
    heard = b""
    try:
        for piece in _listen(process, time.monotonic() + seconds):
            heard = (heard + piece)[-_HEARD:]
        in_time = process.poll() is not None
    finally:
        _end(process)
        if process.stdout is not None:
            process.stdout.close()
    return heard, in_time


def _listen(process: subprocess.Popen[bytes], ends: float) -> Iterator[bytes]:
    """What it prints, until it ends or its time does.

    Not until the pipe closes: whoever it left behind may hold that open for ever.
    """
    assert process.stdout is not None
    pipe = process.stdout.fileno()
    os.set_blocking(pipe, False)
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        ended = False
        while not ended and time.monotonic() < ends:
            ended = process.poll() is not None
            if selector.select(0 if ended else _TICK):
                piece = os.read(pipe, _CHUNK)
                if piece:
                    yield piece
                else:
                    selector.unregister(pipe)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a command and whatever it left running in its group, first kindly."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except (ProcessLookupError, PermissionError):
            break  # nobody is left
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)


def _explain(code: int | None, settings: Settings, *, in_time: bool) -> str:
    """Why a command did not go well, "" when it did.

    A negative code is the number of the signal that ended it (subprocess).
    """
    if not in_time:
        seconds = settings.publish.after_deadline.total_seconds()
        return f"took longer than {seconds:g} s and was ended"
    if code is not None and code < 0:
        return f"was ended by signal {-code}"
    return f"exit code {code}" if code else ""


def _last_words(heard: bytes, values: list[str]) -> str:
    """The last of what it said as one clean line, without what was entrusted to it."""
    told = heard.decode("utf-8", "replace")
    for value in sorted(filter(str.strip, values), key=len, reverse=True):
        told = told.replace(value, HIDDEN)
    return line(told[-SAID:], SAID)
