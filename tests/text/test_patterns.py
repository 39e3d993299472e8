"""No pattern of ours can be made to run for ever by what sources tell."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.text import baiting

ROOT = Path(__file__).resolve().parents[2]


def test_every_pattern_is_bounded() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.text.baiting"],
        capture_output=True,
        text=True,
        check=True,
        timeout=400,
        cwd=ROOT,
    )
    *bitten, last = done.stdout.splitlines()
    assert bitten == []
    assert int(last.split()[0]) > 100


def test_what_is_said_to_be_bounded_is_there() -> None:
    assert set(baiting.BOUNDED) <= {name for name, _, _ in baiting.find_patterns()}


def test_a_bad_pattern_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.signal(signal.SIGVTALRM, baiting._stop)
    monkeypatch.setattr(baiting, "PIECES", ("a", "b"))
    monkeypatch.setattr(baiting, "SECONDS", 0.2)
    try:
        (told,) = baiting.bait("mine", re.compile(r"(?:a|aa)+$"), searched=False)
    finally:
        signal.signal(signal.SIGVTALRM, before)
    assert told.startswith("mine match 'a'")
