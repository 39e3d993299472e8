"""Commands after publishing: real programs, which print, hang, fork and fail."""

from __future__ import annotations

import json
import os
import sys
import textwrap
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from syndicate.config import Settings
from syndicate.publish.commands import SAID, carry_out

Hook = Callable[..., str]
PATH = os.environ["PATH"]


@pytest.fixture
def hook(settings: Settings) -> Hook:
    """Run a Python program as a command; gives what was wrong with it."""
    settings.paths.output.mkdir(parents=True, exist_ok=True)

    def run(program: str, *arguments: str, **publish: object) -> str:
        given = {"after_deadline": timedelta(seconds=30), **publish}
        told = replace(settings, publish=replace(settings.publish, **given))  # type: ignore[arg-type]
        script = settings.file.parent / "hook.py"
        script.write_text(textwrap.dedent(program))
        environment = {"PATH": PATH, "HOME": "/nowhere", "TOKEN": "swordfish-99"}
        command = (sys.executable, str(script), *arguments)
        return carry_out(command, told, environment)

    return run


TELL = """
import json, os, sys
told = {"argv": sys.argv[1:], "env": dict(os.environ), "cwd": os.getcwd(),
        "stdin": sys.stdin.read(), "open": sorted(os.listdir("/proc/self/fd"))}
open(sys.argv[1], "w").write(json.dumps(told))
"""


def test_it_is_given_the_folder_and_nothing_else_of_us(
    hook: Hook, settings: Settings, tmp_path: Path
) -> None:
    told = tmp_path / "told.json"
    held = (tmp_path / "held").open("w")
    os.set_inheritable(held.fileno(), True)
    words = ("{output}/", "$HOME; echo *", "--at={output}", "{digest}")
    assert hook(TELL, str(told), *words) == ""
    held.close()
    output = str(settings.paths.output.resolve())
    seen = json.loads(told.read_text())
    assert seen["argv"][1:] == [
        *(f"{output}/", "$HOME; echo *", f"--at={output}", "{digest}"),
    ]
    assert seen["cwd"] == output
    # LC_CTYPE is the interpreter's own doing (PEP 538).
    assert {name for name in seen["env"] if name != "LC_CTYPE"} == {"PATH", "HOME"}
    assert seen["stdin"] == ""
    assert len(seen["open"]) == 4  # the standard three, and the listing's own


def test_it_is_given_what_is_listed_and_never_shown_saying_it(
    hook: Hook, tmp_path: Path
) -> None:
    told = tmp_path / "told.json"
    names = ("TOKEN", "NOT_SET")
    assert hook(TELL, str(told), pass_env=names) == ""
    assert json.loads(told.read_text())["env"]["TOKEN"] == "swordfish-99"
    said = hook(
        "import os, sys; sys.exit('denied to ' + os.environ['TOKEN'])", pass_env=names
    )
    assert said == "exit code 1: denied to …"
    cut = f"import os, sys; sys.exit(os.environ['TOKEN'] + 'x' * {SAID - 4})"
    assert "fish" not in hook(cut, pass_env=names)


def test_its_folders_of_programs_are_absolute(
    hook: Hook, settings: Settings, tmp_path: Path
) -> None:
    laid = settings.paths.output / "rsync"
    settings.paths.output.mkdir(parents=True, exist_ok=True)
    laid.write_text("#!/bin/sh\ntouch ran\n")
    laid.chmod(0o755)
    for path in ("", ".", ":", "relative:/nowhere"):
        assert carry_out(("rsync",), settings, {"PATH": path}) == (
            "no such program: rsync"
        )
    assert carry_out(("./rsync",), settings, {}) == "no such program: ./rsync"
    assert not (settings.paths.output / "ran").exists()
    laid.rename(settings.file.parent / "rsync")
    assert carry_out(("./rsync",), settings, {"PATH": PATH}) == ""
    assert (settings.paths.output / "ran").exists()


def test_what_cannot_be_started_is_said(settings: Settings, tmp_path: Path) -> None:
    settings.paths.output.mkdir(parents=True, exist_ok=True)
    assert carry_out(("no-such-program",), settings) == (
        "no such program: no-such-program"
    )
    broken = tmp_path / "broken"
    broken.write_bytes(b"\x7fELF and no more")
    broken.chmod(0o755)
    assert carry_out((str(broken),), settings).startswith("cannot be started: ")


def test_its_code_and_its_last_words_are_told(hook: Hook) -> None:
    program = r"""
    import sys
    print("first\x1b[31m", flush=True)
    sys.stderr.write("no \x00 space \u202eleft\n")
    sys.exit(23)
    """
    assert hook(program) == "exit code 23: first[31m no space left"
    assert hook("print('all is well')") == ""
    assert hook("import os; os.kill(os.getpid(), 9)") == "was ended by signal 9"
    assert hook("import os; os.write(1, b'\\xff\\xfe'); os._exit(1)") == (
        "exit code 1: \ufffd\ufffd"
    )


def test_ten_megabytes_of_talk_are_heard_out_and_the_end_kept(hook: Hook) -> None:
    program = "import sys\nfor n in range(160): print('x' * 65536)\nsys.exit('the end')"
    said = hook(program)
    assert said.endswith("the end")
    assert len(said) <= SAID + len("exit code 1: ")


def test_what_talks_without_end_is_ended(hook: Hook) -> None:
    said = hook("while True: print('x' * 65536)", after_deadline=timedelta(seconds=1))
    assert said.startswith("took longer than 1 s and was ended: x")


def test_what_hangs_is_ended_with_all_that_it_began(hook: Hook, tmp_path: Path) -> None:
    program = """
    import os, signal, subprocess, sys, time
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it does not take a hint
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    open(sys.argv[1], "w").write(f"{os.getpid()} {child.pid}")
    time.sleep(600)
    """
    note = tmp_path / "pids"
    said = hook(program, str(note), after_deadline=timedelta(seconds=2))
    assert said == "took longer than 2 s and was ended"
    for pid in note.read_text().split():
        assert is_gone(int(pid))


def test_what_is_asked_to_end_may_tidy_up(hook: Hook, tmp_path: Path) -> None:
    program = """
    import signal, sys, time
    def tidy(*_):
        open(sys.argv[1], "w").write("tidied")
        sys.exit(0)
    signal.signal(signal.SIGTERM, tidy)
    time.sleep(600)
    """
    note = tmp_path / "note"
    said = hook(program, str(note), after_deadline=timedelta(seconds=2))
    assert said.startswith("took longer than")
    assert note.read_text() == "tidied"


LEAVES = """
import os, sys, time
if os.fork() == 0:
    if sys.argv[2] == "daemon":
        os.setsid()
        if os.fork():
            os._exit(0)
    open(sys.argv[1], "w").write(str(os.getpid()))
    time.sleep(%d)
    os._exit(0)
while not os.path.exists(sys.argv[1]) or not open(sys.argv[1]).read():
    time.sleep(0.01)
"""


def test_what_it_leaves_in_its_group_ends_with_it(hook: Hook, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    assert hook(LEAVES % 600, str(note), "child") == ""
    assert is_gone(int(note.read_text()))


def test_a_daemon_that_holds_its_output_open_is_not_waited_for(
    hook: Hook, tmp_path: Path
) -> None:
    note = tmp_path / "pid"
    assert hook(LEAVES % 20, str(note), "daemon") == ""
    pid = int(note.read_text())
    assert not is_gone(pid, patience=0)
    os.kill(pid, 9)


def is_gone(pid: int, patience: float = 5) -> bool:
    """Whether a process has ended; one that is dead and not yet fetched has."""
    ends = time.monotonic() + patience
    while True:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z" or time.monotonic() > ends:
            return state == "Z"
        time.sleep(0.02)
