"""A run may die at any moment: nothing is torn, nothing lost, nothing told twice."""

from __future__ import annotations

from pathlib import Path

from tests.end_to_end.killing import Rehearsal, whole
from tests.end_to_end.project import Project

ROUNDS = 15


def test_killed_runs_come_to_what_undisturbed_ones_do(tmp_path: Path) -> None:
    rehearsal = Rehearsal(tmp_path, seed=2026)
    rehearsal.play(ROUNDS)
    assert rehearsal.trouble == []
    assert rehearsal.killed >= ROUNDS // 2, "few were killed: the moments are too late"
    assert set(rehearsal.during) == {"anywhere", "keeping", "publishing"}


def test_a_torn_file_would_be_noticed(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write("feeds/rss.xml", "<rss><channel>")
    project.write("feeds/feed.json", '{"items": [{"id": "a"}, {"id": "a"}]}')
    project.write("feeds/index.html", "<!doctype html><html>")
    assert [line.split(":")[0] for line in whole(project)] == [
        "feed.json tells an id twice",
        "index.html is torn",
        "rss.xml is torn",
    ]
