"""Kill it at any moment: nothing is torn, nothing lost, nothing told twice."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import warm
from tests.end_to_end.project import Project
from tests.guarantees.wholeness import torn

ROOT = Path(__file__).resolve().parents[2]


def test_killed_commands_come_to_what_undisturbed_ones_do() -> None:
    """Rounds are played in a process of their own: it forks, which pytest's may not."""
    played = subprocess.run(
        [sys.executable, "bench/kills.py", "--rounds", "40"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert played.returncode == 0, played.stdout + played.stderr
    counts = dict(re.findall(r"^ *(\d+)  ([a-z -]+)$", played.stdout, re.MULTILINE))
    assert set(counts) == {"0"}
    (head, *_), (*_, last) = (
        [line.split() for line in played.stdout.splitlines() if line.startswith(start)]
        for start in ("killed", "in all")
    )
    kills = dict(zip(head[1:-2], map(int, last[2:-1]), strict=True))
    assert min(kills[phase] for phase in ("keeping", "forming", "publishing")) >= 3
    assert sum(map(bool, kills.values())) >= 6, kills
    assert int(last[-1]) >= 30


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("tear", "feeds|rss.xml is torn"),
        ("lose", "lost: posting"),
        ("repeat", "too many: posting"),
        ("damage", "a row of documents is orphaned"),
    ],
)
def test_a_broken_promise_would_be_noticed(harm: str, told: str) -> None:
    code = "import sys; from bench.kills import main; sys.exit(main())"
    played = warm.call(["--rounds", "2", "--harm", harm], ROOT, code=code)
    assert played.returncode == 1, played.stdout + played.stderr
    assert re.search(told, played.stdout), played.stdout


def test_a_torn_file_would_be_noticed(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("feeds/rss.xml", "<rss><channel>")
    project.write("feeds/feed.json", '{"items": [{"id": "a"}, {"id": "a"}]}')
    project.write("feeds/index.html", "<!doctype html><html>")
    assert [line.split(":")[0] for line in torn(project)] == [
        "feed.json tells an id twice",
        "index.html is torn",
        "rss.xml is torn",
    ]
