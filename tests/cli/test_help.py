"""Help, typos and odd terminals: what a newcomer meets first."""

from __future__ import annotations

import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from syndicate.cli.commands import program
from syndicate.cli.examples import EXAMPLES
from tests.cli.conftest import NOW, Command
from tests.terminal import on_terminal, read_until

# A command keeps the help option of the first context that it was asked in.
SETTINGS = program.context_settings
READING = ("run", "stories", "sources", "decisions", "doctor", "digest", "report")


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, str]]:
    """Each command's whole name, and the help it shows."""
    for name, command in group.commands.items():
        whole = f"{before} {name}".strip()
        with click.Context(command, info_name=whole, **SETTINGS) as ctx:
            yield whole, command.get_help(ctx)
        if isinstance(command, click.Group):
            yield from commands(command, whole)


HELP = dict(commands(program))


@pytest.mark.parametrize("name", HELP)
def test_the_help_of_a_command_ends_with_examples_of_it(name: str) -> None:
    _, _, examples = HELP[name].partition("Examples:\n")
    lines = [line.strip() for line in examples.splitlines()]
    assert lines
    assert all(re.search(rf"\bsyndicate (--\S+ \S+ )?{name}\b", line) for line in lines)


@pytest.mark.parametrize("columns", [80, 100])
def test_the_list_of_commands_says_each_whole(columns: int) -> None:
    """A sentence that is cut says less than a shorter one."""
    for name in ("", *(each for each in HELP if each in ("sources", "desk"))):
        group = program.commands[name] if name else program
        settings = {**SETTINGS, "terminal_width": columns}
        with click.Context(group, info_name=name, **settings) as ctx:
            _, _, listed = group.get_help(ctx).partition("Commands:\n")
        cut = [line for line in listed.splitlines() if line.endswith("...")]
        assert cut == []


def test_there_are_examples_of_no_other_command() -> None:
    assert set(EXAMPLES) == {"", *HELP}


LINES = [
    (name, line) for name, told in EXAMPLES.items() for line in told if "$(" not in line
]


@pytest.mark.parametrize(("name", "line"), LINES)
def test_an_example_is_a_command_line_that_makes_sense(name: str, line: str) -> None:
    """It is taken apart as a call would take it, and not carried out."""
    told = shlex.split(line.partition(" > ")[0])[1:]
    told = told[2:] if told[0] == "--config" else told
    command: click.Command = program
    for word in name.split() or told[:1]:
        assert isinstance(command, click.Group)
        assert told.pop(0) == word
        command = command.commands[word]
    command.make_context(line, told)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("stoires",), 'did you mean "stories"?'),
        (("sources", "chek", "own"), 'did you mean "check"?'),
        (("sources", "check", "onw"), 'did you mean "own"?'),
        (("run", "--source", "wier"), 'did you mean "wire"?'),
        (("report", "--clinic", "Alder Grove Clinc"), 'did you mean "Alder Grove'),
        (("stories", "--jso"), "--json"),
        (("sources", "add", "own", "--kind", "flies"), 'did you mean "files"?'),
        (("completion", "bsh"), "bash"),
    ],
)
def test_a_slip_is_told_with_what_was_meant(
    syndicate: Command, typed: tuple[str, ...], meant: str
) -> None:
    told = syndicate(*typed)
    assert (told.returncode, told.stdout) == (2, "")
    assert meant in told.stderr
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize("name", READING)
def test_in_ascii_and_forty_columns_everything_is_said(
    finished: Path, name: str
) -> None:
    odd = {"COLUMNS": "40", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    for arguments in ([name], [name, "--help"]):
        told = subprocess.run(
            [sys.executable, "-m", "syndicate", *NOW, *arguments],
            cwd=finished,
            env={**os.environ, **odd, "PYTHONWARNINGS": "error"},
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        assert told.stdout.isascii()
        assert told.stdout
    lines = [
        each
        for each in told.stdout.decode().splitlines()
        if not re.search(r"syndicate|[|]", each)
    ]
    assert max(map(len, lines)) <= 40 + len("2026-01")  # a word that fits nowhere


@pytest.mark.parametrize(
    ("more", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(
    finished: Path, more: dict[str, str], coloured: bool
) -> None:
    plain = {name: told for name, told in os.environ.items() if name != "NO_COLOR"}
    shown = on_terminal(
        [sys.executable, "-m", "syndicate", *NOW, "doctor"],
        cwd=finished,
        env={**plain, "TERM": "xterm", **more},
    )
    assert ("\x1b[32mok\x1b[0m" in shown) == coloured
    assert ("\x1b[" in shown) == coloured


def test_nothing_is_coloured_where_nobody_watches(reading: Command) -> None:
    assert "\x1b" not in reading("doctor").stdout


# ------------------------------------------------------------------------ completion


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("syndicate stor", "stories "),
        ("syndicate stories --sin", "--since "),
        ("syndicate sources check ow", "own "),
    ],
)
def test_bash_completes_what_is_typed(
    project: Path, typed: str, completed: str
) -> None:
    """A real bash on a real terminal; Tab is pressed."""
    script = project / "syndicate.bash"
    told = subprocess.run(
        [sys.executable, "-m", "syndicate", "completion", "bash"],
        capture_output=True,
        check=True,
    )
    script.write_bytes(told.stdout)
    bin_ = project / "bin"
    bin_.mkdir()
    (bin_ / "syndicate").write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m syndicate "$@"\n'
    )
    (bin_ / "syndicate").chmod(0o755)
    ours, theirs = pty.openpty()
    env = {**os.environ, "PATH": f"{bin_}:{os.environ['PATH']}", "PS1": "ready> "}
    with subprocess.Popen(
        ["bash", "--norc", "--noprofile", "-i"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=project,
        env={**env, "TERM": "dumb", "HISTFILE": "/dev/null"},
        start_new_session=True,
    ):
        os.close(theirs)
        os.write(ours, f". {shlex.quote(str(script))}; PS1='rea''dy> '\n".encode())
        read_until(ours, lambda shown: shown.endswith("ready> "))
        os.write(ours, f"{typed}\t".encode())
        shown = read_until(ours, lambda shown: shown.rstrip("\a").endswith(completed))
        os.write(ours, b"\x15exit\n")
        read_until(ours, lambda _: False)
    os.close(ours)
    assert shown.rstrip("\a").endswith(completed)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script_that_it_can_read(
    syndicate: Command, shell: str
) -> None:
    told = syndicate("completion", shell)
    assert (told.returncode, told.stderr) == (0, "")
    assert "_SYNDICATE_COMPLETE" in told.stdout
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=told.stdout.encode(), check=True)
