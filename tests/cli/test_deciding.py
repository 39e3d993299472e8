"""What the deciding commands say: to people, and when they cannot obey."""

from __future__ import annotations

import fcntl
import getpass
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from syndicate.cli import call
from tests.cli.conftest import NOW, Command, command_in

OPENING, HOURS = "Alder Grove Clinic opens", "Harbor Light Clinic adds"


@pytest.fixture
def desk(finished: Path, tmp_path: Path) -> Command:
    """The real command, in a copy of a project that was run."""
    folder = tmp_path / "desk"
    shutil.copytree(finished, folder)
    return command_in(folder, *NOW)


@pytest.fixture(scope="module")
def idle(
    finished: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Command, dict[str, str]]]:
    """A desk at which nothing comes to be decided, and the stories there."""
    folder = tmp_path_factory.mktemp("idle") / "desk"
    shutil.copytree(finished, folder)
    desk = command_in(folder, *NOW)
    yield desk, ids(desk)
    assert json.loads(desk("decisions", "--json").stdout) == []


def ids(desk: Command) -> dict[str, str]:
    """The short ids by the beginning of the title."""
    told = json.loads(desk("stories", "--json").stdout)
    return {
        " ".join(each["title"].split()[:4]): each["id"].rpartition("/")[2]
        for each in told
    }


def refused(desk: Command, *arguments: str, code: int = 2) -> str:
    told = desk(*arguments)
    assert (told.returncode, told.stdout) == (code, ""), told.stderr
    assert told.stderr.startswith("syndicate: ")
    assert told.stderr.count("\n") == 1
    return told.stderr


def test_a_decision_says_what_changed_and_how_to_take_it_back(desk: Command) -> None:
    named = ids(desk)
    opening, hours = named[OPENING], named[HOURS]
    told = desk("merge", opening, hours, "--why", "the same week", "--as", "Ann Lee")
    assert (told.returncode, told.stderr) == (0, "")
    lines = told.stdout.splitlines()
    assert lines[0] == "merged by Ann Lee on 2026-01-31 (decision 1): the same week"
    assert {line[8:18] for line in lines[1:3]} == {opening, hours}
    kept = lines[3][8:18]
    (gone,) = {opening, hours} - {kept}
    assert lines[3].startswith("after   ")
    assert lines[3].endswith("(3 appearances)")
    assert lines[4] == f"{gone} is retired for ever and leads to {kept}"
    assert re.fullmatch(r"\d+ files written, 0 removed, \d+ unchanged", lines[5])
    assert lines[6] == "`syndicate undo 1` takes it back"
    undone = desk("undo", "1").stdout.splitlines()
    assert undone[0] == f"decision 1 is undone: {lines[0]}"
    assert undone[-2].endswith(" is new")


def test_who_decides_is_the_login_name(desk: Command) -> None:
    assert desk("hide", ids(desk)[HOURS]).returncode == 0
    (decision,) = json.loads(desk("decisions", "--json").stdout)
    assert decision["who"] == getpass.getuser()
    assert decision["why"] is None


def test_decisions_are_listed_newest_first_undone_ones_too(desk: Command) -> None:
    hours = ids(desk)[HOURS]
    desk("hide", hours, "--as", "ann", "--why", "a draft")
    desk("undo", "1", "--as", "bo")
    desk("note", hours, "ask Ada", "--as", "bo")
    rows = desk("decisions").stdout.splitlines()
    assert rows[0].split() == [
        "NUMBER",
        "WHEN",
        "WHO",
        "WHAT",
        "STORY",
        "UNDONE",
        "WHY",
    ]
    assert re.match(r" +2  2026-01-31T09:00Z  bo +note: ask Ada  ", rows[1])
    assert re.search(r"ann +hide .*2026-01-31T09:00Z by bo  a draft$", rows[2])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("merge", "OPENING", "OPENING"), "are one story already"),
        (("split", "HOURS", "wire"), "has no other telling than wire"),
        (("split", "HOURS", "wire"), "`syndicate hide HOURS` takes it out"),
        (("split", "OPENING", "opening.md"), "names several tellings"),
        (("split", "OPENING", "opening.md"), "give one of own, wire"),
        (("split", "OPENING", "elsewhere"), 'did not run at "elsewhere"; its tellings'),
        (("original", "HOURS", "own"), 'did not run at "own"; its tellings are wire'),
        (("unhide", "HOURS"), "is not hidden"),
        (("dismiss", "HOURS", "price"), "has no check price; its checks: none"),
        (("note", "HOURS", " "), "a note needs some text"),
        (("undo", "7"), "there is no decision 7; `syndicate decisions` lists them"),
        (("hide", "HOURS", "--as", " "), "who decides?"),
        (("hide", "zebra"), "`syndicate search WORDS` finds them"),
        (("hide", "evening"), "did you mean HOURS"),
        (("explain", "evening"), "did you mean HOURS"),
        (("near", "evening"), "did you mean HOURS"),
    ],
)
def test_what_makes_no_sense_says_what_to_do(
    idle: tuple[Command, dict[str, str]], arguments: tuple[str, ...], said: str
) -> None:
    desk, named = idle
    names = {"OPENING": named[OPENING], "HOURS": named[HOURS]}
    typed = [names.get(each, each) for each in arguments]
    told = refused(desk, *typed)
    for name, id_ in names.items():
        told = told.replace(id_, name)
    assert said in told


def test_a_mistyped_id_and_one_too_short_name_what_was_meant(desk: Command) -> None:
    hours = ids(desk)[HOURS]
    wrong = hours[:-1] + ("0" if hours[-1] != "0" else "1")
    assert f"did you mean {hours} " in refused(desk, "hide", wrong)
    assert desk("hide", hours[:6]).returncode == 0
    assert desk("explain", hours[:6]).returncode == 0


def test_what_is_decided_is_not_decided_twice(desk: Command) -> None:
    hours = ids(desk)[HOURS]
    for verb in ("hide", "retract", "not-ours", "approve"):
        assert desk(verb, hours, "--as", "ann").returncode == 0
        told = desk(verb, hours)
        assert told.returncode == 2
        assert "by ann on 2026-01-31 (decision " in told.stderr
        assert "takes that back" in told.stderr
    assert desk("undo", "1").returncode == 0
    told = desk("undo", "1")
    assert told.returncode == 2
    assert "decision 1 was undone already by" in told.stderr


def test_a_decision_before_the_first_run_says_so(project: Path) -> None:
    told = command_in(project)("hide", "abcd")
    assert told.returncode == 78
    assert "no database yet; `syndicate run` makes it" in told.stderr
    assert not (project / "db").exists()


@pytest.fixture
def holding(finished: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "held"
    shutil.copytree(finished, folder)
    return folder


def test_a_decision_during_a_run_says_so_and_decides_nothing(holding: Path) -> None:
    desk = command_in(holding, *NOW)
    hours = ids(desk)[HOURS]
    with (holding / "db" / "syndicate.sqlite.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = refused(desk, "hide", hours, "--wait", "0", code=75)
    assert "another run holds the lock; nothing was decided: try again" in told
    assert desk("hide", hours, "--wait", "0").returncode == 0


def test_a_decision_waits_for_a_run_to_end(
    holding: Path, calling: Callable[..., Command]
) -> None:
    desk = calling(holding, *NOW)
    hours = ids(desk)[HOURS]
    with (holding / "db" / "syndicate.sqlite.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting = subprocess.Popen(
            [sys.executable, "-m", "syndicate", *NOW, "hide", hours],
            cwd=holding,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(1.5)
    said, wrong = waiting.communicate(timeout=60)
    assert (waiting.returncode, wrong) == (0, "")
    assert said.startswith("hidden by ")


def test_a_decision_that_cannot_be_published_is_kept(holding: Path) -> None:
    desk = command_in(holding, *NOW)
    hours = ids(desk)[HOURS]
    shutil.rmtree(holding / "feeds")
    (holding / "feeds").write_text("no folder", "utf-8")
    told = desk("hide", hours)
    assert told.returncode == 73
    assert "decision 1 is kept, and the next run publishes it" in told.stderr
    (holding / "feeds").unlink()
    assert desk("run").returncode == 0
    assert not list((holding / "feeds" / "stories").glob(f"*{hours}.html"))
    assert len(list((holding / "feeds" / "stories").iterdir())) == 2


def test_what_a_full_disk_keeps_from_readers_is_decided_all_the_same(
    holding: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = command_in(holding, *NOW)
    hours = ids(desk)[HOURS]
    monkeypatch.chdir(holding)
    with monkeypatch.context() as patch:
        patch.setattr("syndicate.pipeline.republish", _fill)
        assert call([*NOW, "hide", hours]) == 74
        assert call([*NOW, "undo", "1"]) == 74
    kept, undone = capsys.readouterr().err.splitlines()
    assert kept.endswith("is full; decision 1 is kept, and the next run publishes it")
    assert undone.endswith(
        "is full; decision 1 is undone, and the next run publishes it"
    )


def _fill(*_: object) -> NoReturn:
    raise sqlite3.OperationalError("database or disk is full")
