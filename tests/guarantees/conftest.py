"""Projects to run the real command in: a new one, one that ran once, one that lived."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.end_to_end.project import Project
from tests.released.life import live, settle


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project without sources that was never run."""
    return Project(tmp_path).configure()


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Run once; for copies only."""
    project = settle(tmp_path_factory.mktemp("once"))
    project.run(now="2026-10-05T12:00:00Z")
    return project


@pytest.fixture(scope="session")
def years(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Run three times, edited, decided upon; for copies only."""
    return live(settle(tmp_path_factory.mktemp("years")))


@pytest.fixture
def told(once: Project, tmp_path: Path) -> Project:
    """A project that was run once."""
    return _copy(once, tmp_path / "told")


@pytest.fixture
def lived(years: Project, tmp_path: Path) -> Project:
    """A project with revisions, decisions and a closed edition of the digest."""
    return _copy(years, tmp_path / "lived")


def _copy(project: Project, folder: Path) -> Project:
    shutil.copytree(project.folder, folder)
    return Project(folder, project.now, [*project.tables])
