"""A small project to run the real command in: settings, two sources, five files."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import warm

Command = Callable[..., subprocess.CompletedProcess[str]]

CONFIG = """
[site]
url = "https://news.example.org/clinics/"
title = "Clinic news"

[[clinic]]
name = "Alder Grove Clinic"
aliases = ["Alder Grove"]

[[source]]
name = "own"
kind = "files"
location = "own"
trust = "owned"
clinic = "Alder Grove Clinic"

[[source]]
name = "wire"
kind = "files"
location = "wire"
trust = "wire"
"""

OPENING = """# Alder Grove Clinic opens a second office in Bend

BEND, OR - January 12, 2026 (NEWMEDIAWIRE) - Alder Grove Clinic today opened a second \
office in Bend. The office has six treatment rooms and will see its first patients on \
Monday. Walk-in visits are possible on weekdays between nine and noon.

"We wanted to be nearer to the people who drive over the pass to see us," said Dana \
Whitlock, who leads the new office. Appointments can be made at 555-0142.
"""
HOURS = """# Harbor Light Clinic adds evening hours

SALEM, OR - January 14, 2026 (NEWMEDIAWIRE) - Harbor Light Clinic will stay open until \
eight in the evening on Tuesdays and Thursdays. The change follows a survey in which \
patients asked for visits after work. Questions are answered at 555-0177.
"""


SHOTS = """<!doctype html>
<html><head><title>Flu shots</title>
<link rel="canonical" href="https://alder.example.org/news/flu-shots">
<meta property="article:published_time" content="2026-01-10T09:00:00-08:00">
</head><body><article><h1>Alder Grove Clinic offers flu shots</h1>
<p>Flu shots are given on every weekday in January without an appointment, and cost
nothing for people over sixty-five or under eighteen.</p>
<p>Bring a card that shows your name. The visit takes ten minutes, and a nurse answers
questions at 555-0142 until five.</p></article></body></html>
"""


NOW = ("--now", "2026-01-31T09:00:00Z")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that was never run."""
    return make_project(tmp_path)


@pytest.fixture
def syndicate(project: Path) -> Command:
    """The real command, called in the project's folder."""
    return command_in(project)


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was run once, at NOW; for tests that only read."""
    folder = make_project(tmp_path_factory.mktemp("finished"))
    told = command_in(folder)("run", *NOW)
    assert (told.returncode, told.stderr) == (0, "")
    (folder / "report.txt").write_text(told.stdout, encoding="utf-8")
    return folder


@pytest.fixture
def reading(finished: Path) -> Command:
    """The real command, called at NOW where there is something to read."""
    return command_in(finished, *NOW)


@pytest.fixture
def calling() -> Callable[..., Command]:
    """Gives the real command for another folder."""
    return command_in


def make_project(folder: Path) -> Path:
    (folder / "own").mkdir()
    (folder / "wire").mkdir()
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    (folder / "own" / "opening.md").write_text(OPENING, encoding="utf-8")
    (folder / "own" / "shots.html").write_text(SHOTS, encoding="utf-8")
    (folder / "wire" / "opening.md").write_text(OPENING, encoding="utf-8")
    (folder / "wire" / "hours.md").write_text(HOURS, encoding="utf-8")
    (folder / "wire" / "empty.md").write_bytes(b"")
    (folder / "wire" / "picture.md").write_bytes(bytes(range(256)) * 8)
    return folder


def command_in(folder: Path, *always: str) -> Command:
    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return warm.call([*always, *arguments], folder)

    return call
