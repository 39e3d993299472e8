"""Two feeds that would share a folder are refused before anything is asked."""

from __future__ import annotations

from pathlib import Path

from tests.end_to_end.project import Project

TWICE = '[[clinic]]\nname = "Harbor Lane"\n[[clinic]]\nname = "Harbor-Lane"\n'
SAID = (
    "config.toml: [[clinic]] name 'Harbor-Lane': its folder clinics/harbor-lane/ is"
    " that of [[clinic]] name 'Harbor Lane'; choose another name"
)


def test_run_and_doctor_name_both_and_the_file(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.tables.append(TWICE)
    project.source("wire", "wire", trust="wire")
    project.write("wire/one.md", "# A room opens\n\nA room opens by the river.\n")
    project.configure()
    assert SAID in project.refused(78, "run")
    assert not project.path("db/syndicate.sqlite").exists()
    told = project.call("doctor")
    assert told.returncode == 78
    assert SAID in told.stdout
