"""How the command is called, and how it answers when something is wrong."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

import syndicate
from syndicate import cli
from syndicate.errors import (
    Busy,
    CannotCreate,
    ConfigError,
    DamagedData,
    InputOutputError,
    SourceError,
    SyndicateError,
    UsageError,
)
from tests.cli.conftest import Command

HEAVY = {
    "bs4",
    "click",
    "feedgen",
    "feedparser",
    "ftfy",
    "jinja2",
    "lxml",
    "nh3",
    "requests",
    "sqlite_utils",
    "trafilatura",
}


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return {**kept, "PYTHONWARNINGS": "error", **more}


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.call(arguments)
    told = capsys.readouterr()
    return code, told.out, told.err


def imported(*arguments: str, cwd: Path) -> set[str]:
    """The modules loaded when a command line has been obeyed, in a fresh Python."""
    program = (
        "import sys, syndicate.__main__ as m\n"
        f"sys.argv[1:] = {list(arguments)!r}\n"
        "m.main()\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in told.stderr.split()} | set(
        told.stderr.split()
    )


def test_the_version_is_told_without_loading_anything(tmp_path: Path) -> None:
    loaded = imported("--version", cwd=tmp_path)
    assert not loaded & {*HEAVY, "syndicate.cli", "dataclasses", "re", "tomllib"}


def test_the_version_is_the_same_after_another_option(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = answer(capsys, "--config", str(project / "x"), "--version")
    assert (code, out) == (0, f"syndicate {syndicate.__version__}\n")


def test_reading_commands_load_no_parser_and_no_client(project: Path) -> None:
    loaded = imported("sources", cwd=project)
    assert loaded & HEAVY == {"click"}
    assert "syndicate.pipeline" not in loaded


def test_the_command_is_installed_under_its_name() -> None:
    root = Path(__file__).parent.parent.parent
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    assert project["scripts"] == {"syndicate": "syndicate.__main__:main"}


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["run", "--help"]])
def test_help_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = answer(capsys, *arguments)
    assert code == 0
    assert "--config" in out
    assert "--now ISO8601" in out
    assert err == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rum"], "no command 'rum'; did you mean \"run\"?"),
        (["x"], "no command 'x'"),
        (["run", "--jsn"], "--jsn"),
        (["run", "--jsn"], "--json"),
        (["explain"], "Missing argument 'STORY'"),
        (["search"], "Missing argument 'WORDS...'"),
        (["run", "extra"], "extra"),
        (["--now", "noon", "run"], "'noon' is no date; write it as"),
        (["run", "--now", "2026-01-31T09:00:00"], "says no offset; write it as"),
        (["stories", "--since", "last week"], "'last week' is no date"),
        (["run", "--source", "wier"], 'no source is named "wier"; did you mean "wire"'),
        (["run", "--source", "zzz"], '"zzz"; `syndicate sources` lists them'),
    ],
)
def test_a_wrong_call_is_one_line_and_2(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(project)
    code, out, err = answer(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert err.startswith("syndicate: ")
    assert err.count("\n") == 1
    assert message in err


@pytest.mark.parametrize("arguments", [[], ["--config", "config.toml"]])
def test_a_call_without_a_command_says_how_to_begin(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = answer(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("Recognise one clinic announcement")
    told = re.findall(r"^  syndicate (\S+) +\S", err, re.MULTILINE)
    assert told == ["init", "run", "--help"]
    assert answer(capsys, *told[-1:])[0] == 0


def test_a_missing_config_is_78(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = answer(capsys, "sources")
    assert code == 78
    assert err.startswith("syndicate: config.toml: no such file;")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--config", "{}", "sources"],
        ["sources", "--config", "{}"],
        ["--config", "nowhere.toml", "sources", "--config", "{}"],
    ],
)
def test_config_may_stand_before_or_after_the_command(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    told = [each.format(project / "config.toml") for each in arguments]
    code, out, _ = answer(capsys, *told)
    assert code == 0
    assert "never polled" in out


@pytest.mark.parametrize("command", [["stories"], ["search", "x"], ["explain", "x"]])
def test_before_the_first_run_there_is_nothing_to_read(
    project: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    code, out, err = answer(capsys, "--config", str(project / "config.toml"), *command)
    assert code == 78
    assert out == ""
    assert "no database yet; `syndicate run` makes it" in err


def write_other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE somebody (name TEXT)")
        other.commit()


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_bytes(b"# Notes\n" * 100), "not an SQLite database"),
        (write_other_database, "not one of syndicate's"),
    ],
    ids=["empty", "text", "other"],
)
def test_a_database_that_is_not_ours_is_65_and_stays(
    project: Path, capsys: pytest.CaptureFixture[str], write: object, message: str
) -> None:
    database = project / "db" / "syndicate.sqlite"
    database.parent.mkdir()
    assert callable(write)
    write(database)
    before = database.read_bytes()
    code, out, err = answer(capsys, "--config", str(project / "config.toml"), "stories")
    assert code == 65
    assert out == ""
    assert message in err
    assert str(database) in err
    assert database.read_bytes() == before


def test_an_interrupt_is_130(project: Path) -> None:
    settings = project / "pipe.toml"
    os.mkfifo(settings)
    running = subprocess.Popen(
        [sys.executable, "-m", "syndicate", "--config", str(settings), "sources"],
        stderr=subprocess.PIPE,
        text=True,
        env=environment(PYTHONWARNINGS="default::DeprecationWarning"),
    )
    with settings.open("w"):  # opens when the command does: it is waiting for text
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert err == "syndicate: interrupted\n"


def test_a_reader_that_leaves_is_no_error(project: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        told = subprocess.run(
            [sys.executable, "-m", "syndicate", "sources"],
            cwd=project,
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(),
            check=False,
        )
    finally:
        os.close(writing)
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    "arguments", [["sources", "--json"], ["--version"], ["run"], ["run", "--json"]]
)
def test_an_output_that_is_full_is_74(project: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(
            [sys.executable, "-m", "syndicate", *arguments],
            cwd=project,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(),
            check=False,
        )
    assert told.returncode == 74
    named = "/dev/full (standard output)"
    assert told.stderr == f"syndicate: {named}: No space left on device\n"


@pytest.mark.parametrize("arguments", [["sources", "--json"], ["--version"]])
def test_no_output_at_all_is_no_error(project: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "syndicate", *arguments]
    told = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *command],
        cwd=project,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")


def test_an_output_of_another_encoding_gets_everything(project: Path) -> None:
    settings = project / "config.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('"wire"', '"wíre — 线"', 1), encoding="utf-8")
    for arguments, expected in (
        (["sources", "--json"], b'"name": "w\\u00edre \\u2014 \\u7ebf"'),
        (["sources"], b"w\xedre \\u2014 \\u7ebf"),
    ):
        told = subprocess.run(
            [sys.executable, "-m", "syndicate", *arguments],
            cwd=project,
            capture_output=True,
            env=environment(PYTHONIOENCODING="latin-1", PYTHONUTF8="0"),
            check=True,
        )
        assert expected in told.stdout


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (SyndicateError("x"), 1),
        (UsageError("x"), 2),
        (DamagedData("x"), 65),
        (SourceError("wire", "x"), 69),
        (CannotCreate("x"), 73),
        (InputOutputError("x"), 74),
        (Busy("x"), 75),
        (ConfigError("x"), 78),
        (OSError(28, "No space left on device", "feeds/rss.xml"), 74),
        (BrokenPipeError(32, "Broken pipe"), 74),
        (ValueError("two\nlines"), 1),
        (KeyboardInterrupt(), 130),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_every_error_has_its_code_and_is_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
) -> None:
    def fail(_: object) -> int:
        raise error

    monkeypatch.setattr(cli, "_invoke", fail)  # a defect cannot be had otherwise
    monkeypatch.delenv("SYNDICATE_DEBUG", raising=False)
    assert cli.call([]) == code
    err = capsys.readouterr().err
    assert err.startswith("syndicate: ")
    assert err.count("\n") == 1

    monkeypatch.setenv("SYNDICATE_DEBUG", "1")
    assert cli.call([]) == code
    assert "Traceback (most recent call last)" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "caf\udce9"),
        ("explain", "caf\udce9"),
        ("note", "{story}", "caf\udce9"),
        ("hide", "{story}", "--as", "J\udcf6rg"),
    ],
)
def test_words_of_a_terminal_that_is_not_utf_8_are_named(
    reading: Command, arguments: tuple[str, ...]
) -> None:
    """As a terminal in Latin-1 sends them."""
    (story, *_) = json.loads(reading("stories", "--json").stdout)
    told = reading(*(each.replace("{story}", story["id"]) for each in arguments))
    assert told.returncode == 2
    assert re.fullmatch(r'syndicate: ".*\\udc.*" is not UTF-8; .*\n', told.stderr)
    assert json.loads(reading("decisions", "--json").stdout) == []
