"""A project to run the real command in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project without sources that was never run."""
    return Project(tmp_path).configure()
