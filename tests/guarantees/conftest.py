"""Projects to run the real command in: a new one, one that ran once, one that lived."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import item, rss
from tests.released.life import live, settle, wing

LEADS = "https://river.example.org/news/ada-moss-leads"
MOSS = """Ada Moss leads the school for carers that River Clinic will open in May. \
Moss has taught for twenty years, in Salem and in Bend.

Twelve carers will learn there in the first year, and each gets a room, a key and a \
bicycle. Questions are answered at ada.moss@river.example.org by Ms. Moss herself."""


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
    project = live(settle(tmp_path_factory.mktemp("years")))
    project.write("blog.xml", rss([wing(), item("Ada Moss leads it", MOSS, LEADS)]))
    project.run(now="2026-10-08T12:00:00Z")
    project.well("digest", "--close", "--series", "daily")
    project.run(now="2026-10-08T13:00:00Z")
    return project


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
