"""`report`: which releases it tells of, by clinic, period and what readers may see."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import HOURS, LETTERS, SKIN, WING

HEAD = "# {title}\n\nSALEM, OR - {day} (NEWMEDIAWIRE) - {text}\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two clinics of ours, a third that is not, and a release under embargo."""
    project = Project(Path(tmp_path_factory.mktemp("report")))
    for clinic in ("River", "Harbor"):
        project.tables.append(f'[[clinic]]\nname = "{clinic}"\n')
        project.source(clinic.lower(), clinic.lower(), trust="owned", clinic=clinic)
    project.source("wire", "wire", trust="wire")
    tell(project, "river/wing.md", "A wing opens", WING)
    tell(project, "river/old.md", "Letters go back", LETTERS, day="September 1, 2026")
    tell(project, "harbor/hours.md", "Evening hours", HOURS)
    until = "EMBARGOED UNTIL October 9, 2026, 9 a.m. Eastern"
    project.write("harbor/sealed.md", f"# Sealed\n\n{until}\n\n{SKIN}")
    tell(project, "wire/skin.md", "Spots", SKIN.replace("spot", "mole"))
    project.run()
    return project


def tell(
    project: Project, path: str, title: str, text: str, day: str = "October 2, 2026"
) -> None:
    project.write(path, HEAD.format(title=title, day=day, text=text))


def titles(project: Project, *arguments: str) -> set[str]:
    told = project.well("report", "--since", "2026-10-01", "--json", *arguments)
    return {each["title"] for each in json.loads(told)["covered"]}


def test_all_of_ours_that_readers_see(project: Project) -> None:
    assert titles(project) == {"A wing opens", "Evening hours"}


def test_of_one_clinic(project: Project) -> None:
    assert titles(project, "--clinic", "River") == {"A wing opens"}


def test_of_an_earlier_period(project: Project) -> None:
    told = project.well("report", "--since", "2026-09-01", "--until", "2026-10-01")
    assert "Letters go back" in told
    assert "A wing opens" not in told
