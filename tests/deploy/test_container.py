"""The container file: what it names is there, and it runs as nobody in particular."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.deploy.calling import is_command

ROOT = Path(__file__).parent.parent.parent
FILE = ROOT / "deploy" / "container" / "Containerfile"


@pytest.fixture
def steps() -> list[tuple[str, str]]:
    """Each instruction with what stands behind it, its lines joined."""
    text = re.sub(r"^#.*\n", "", FILE.read_text("utf-8"), flags=re.MULTILINE)
    text = re.sub(r"\\\n\s*", "", text)
    return [
        (line.partition(" ")[0], line.partition(" ")[2])
        for line in text.splitlines()
        if line
    ]


def told(steps: list[tuple[str, str]], instruction: str) -> list[str]:
    return [rest for name, rest in steps if name == instruction]


def test_what_is_copied_is_there_and_is_not_ignored(
    steps: list[tuple[str, str]],
) -> None:
    ignored = FILE.with_name("Containerfile.dockerignore").read_text("utf-8").split()
    copied = set()
    for line in told(steps, "COPY"):
        if not line.startswith("--from="):
            *sources, _ = line.split()
            copied.update(sources)
    assert copied
    for source in copied:
        assert (ROOT / source).exists(), source
        assert f"!{source}" in ignored
    assert ignored[0] == "*"


def test_everything_is_installed_from_a_lock_with_hashes(
    steps: list[tuple[str, str]],
) -> None:
    calls = [
        call
        for line in told(steps, "RUN")
        for call in line.split("&&")
        if "pip install" in call
    ]
    assert len(calls) == 3
    for call in calls[:2]:
        assert "--require-hashes" in call
    assert "--no-deps" in calls[2]
    assert all("--no-build-isolation" in call for call in calls)


def test_it_runs_as_an_ordinary_user(steps: list[tuple[str, str]]) -> None:
    (user,) = told(steps, "USER")
    number, _, _ = user.partition(":")
    assert int(number) >= 10_000
    after = [name for name, _ in steps[steps.index(("USER", user)) :]]
    assert "RUN" not in after
    assert "COPY" not in after


def test_the_base_is_named_by_a_version(steps: list[tuple[str, str]]) -> None:
    bases = [line.split()[0] for line in told(steps, "FROM")]
    assert len(set(bases)) == 1
    assert re.fullmatch(r"python:3\.\d+-slim-[a-z]+(@sha256:[0-9a-f]{64})?", bases[0])


def test_it_calls_a_command_that_is_there(steps: list[tuple[str, str]]) -> None:
    (entry,) = told(steps, "ENTRYPOINT")
    assert json.loads(entry)[-1] == "syndicate"
    (command,) = told(steps, "CMD")
    assert is_command(json.loads(command))


def test_its_first_process_hears_when_it_is_told_to_stop(
    steps: list[tuple[str, str]],
) -> None:
    """The kernel keeps from a first process what it has no handler for: SIGTERM."""
    (entry,) = told(steps, "ENTRYPOINT")
    assert json.loads(entry)[:2] == ["tini", "--"]
    assert any(
        "apt-get install" in call and "tini" in call.split()
        for line in told(steps, "RUN")
        for call in line.split("&&")
    )
