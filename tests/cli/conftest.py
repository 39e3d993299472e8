"""A small project to run the real command in: settings, two sources, five files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

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

Bend, OR (ExampleWire) January 12, 2026 - Alder Grove Clinic today opened a second
office in Bend. The office has six treatment rooms and will see its first patients on
Monday. Walk-in visits are possible on weekdays between nine and noon.

"We wanted to be nearer to the people who drive over the pass to see us," said Dana
Whitlock, who leads the new office. Appointments can be made at 555-0142.
"""
HOURS = """# Harbor Light Clinic adds evening hours

Salem, OR (ExampleWire) January 14, 2026 - Harbor Light Clinic will stay open until
eight in the evening on Tuesdays and Thursdays. The change follows a survey in which
patients asked for visits after work. Questions are answered at 555-0177.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    (tmp_path / "wire").mkdir()
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "own" / "opening.md").write_text(OPENING, encoding="utf-8")
    (tmp_path / "wire" / "opening.md").write_text(OPENING, encoding="utf-8")
    (tmp_path / "wire" / "hours.md").write_text(HOURS, encoding="utf-8")
    (tmp_path / "wire" / "empty.md").write_bytes(b"")
    (tmp_path / "wire" / "picture.md").write_bytes(bytes(range(256)) * 8)
    return tmp_path


@pytest.fixture
def syndicate(project: Path) -> Command:
    """The real command, called in the project's folder."""

    def call(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "syndicate", *arguments],
            cwd=project,
            env=environment(**more),
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return call


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return {**kept, "PYTHONWARNINGS": "error", **more}
