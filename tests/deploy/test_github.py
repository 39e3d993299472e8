"""The recipe for GitHub: pinned, and its state goes from one machine to the next."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "deploy" / "github"
RECIPE = (FOLDER / "publish.yml").read_text("utf-8")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-c", "user.name=ann", "-c", "user.email=ann@example.org", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


def state(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    clean = {name: each for name, each in os.environ.items() if "GIT_" not in name}
    return subprocess.run(
        [str(FOLDER / "state.sh"), *arguments],
        cwd=folder,
        env=clean,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A repository on a server, which ignores what a run writes, but for a sample."""
    bare, work = tmp_path / "origin.git", tmp_path / "work"
    work.mkdir()
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    git(work, "init", "--quiet", "--initial-branch=main")
    (work / ".gitignore").write_text((ROOT / ".gitignore").read_text())
    (work / "feeds" / "sample").mkdir(parents=True)
    (work / "feeds" / "sample" / "feed.json").write_text("{}")
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message=The program")
    git(work, "push", "--quiet", str(bare), "main")
    return bare


def machine(origin: Path, name: str) -> Path:
    """A fresh machine with a checkout of it."""
    folder = origin.parent / name
    git(origin.parent, "clone", "--quiet", "--depth=1", f"file://{origin}", str(folder))
    return folder


def run(folder: Path, words: bytes) -> None:
    """What a run would write."""
    for name in ("db/syndicate.sqlite", "digest/status.json", "feeds/feed.json"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(words)
    (folder / "db/syndicate.sqlite.lock").touch()


def test_what_a_run_knew_is_there_on_the_next_machine(origin: Path) -> None:
    before = b""
    for number, words in enumerate((b"one", b"two\x00\xff", b"three")):
        folder = machine(origin, f"machine-{number}")
        told = state(folder, "restore", *(["first"] if not number else []))
        assert (told.returncode, told.stderr) == (0, "")
        if number:
            assert (folder / "db/syndicate.sqlite").read_bytes() == before
        run(folder, words)
        told = state(folder, "save")
        assert (told.returncode, told.stderr) == (0, "")
        before = words
    assert git(origin, "rev-list", "--count", "syndicate-state") == "1\n"
    kept = git(origin, "ls-tree", "-r", "--name-only", "syndicate-state").split()
    assert kept == ["db/syndicate.sqlite", "digest/status.json", "feeds/feed.json"]
    assert git(origin, "ls-tree", "-r", "--name-only", "main").split() == [
        ".gitignore",
        "feeds/sample/feed.json",
    ]


def test_a_lost_state_is_no_fresh_start(origin: Path) -> None:
    folder = machine(origin, "machine")
    told = state(folder, "restore")
    assert told.returncode == 1
    assert "There is no branch syndicate-state" in told.stderr


def test_the_examples_are_not_published(origin: Path) -> None:
    folder = machine(origin, "machine")
    assert state(folder, "restore", "first").returncode == 0
    assert not (folder / "feeds" / "sample").exists()


def test_a_wrong_call_is_told(origin: Path) -> None:
    assert state(machine(origin, "machine"), "keep").returncode == 2


def test_every_action_is_pinned_by_its_commit() -> None:
    used = re.findall(r"^\s*(?:- )?uses: *(.+)$", RECIPE, re.MULTILINE)
    assert len(used) == RECIPE.count("uses:") == 4
    for each in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each), each


def test_a_job_may_do_no_more_than_it_needs() -> None:
    assert re.search(r"^permissions: \{\}$", RECIPE, re.MULTILINE)
    granted = re.findall(r"^ +([\w-]+): write", RECIPE, re.MULTILINE)
    assert granted == ["contents", "pages", "id-token"]
    assert "pull_request" not in RECIPE


def test_what_the_recipe_calls_is_there() -> None:
    lines = re.findall(r"^\s*run: (.+)$", RECIPE, re.MULTILINE)
    assert lines
    for line in lines:
        program, *arguments = line.split()
        if program == "make":
            makefile = (ROOT / "Makefile").read_text("utf-8")
            assert all(
                re.search(rf"^{each}:", makefile, re.MULTILINE) for each in arguments
            )
        else:
            assert os.access(ROOT / program, os.X_OK)
        assert "${{" not in line  # what others may write is no part of a script
