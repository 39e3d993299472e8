"""A project to run the real command in, and a server for it to poll."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.project import Project
from tests.loopback import Server, serving


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project without sources that was never run."""
    return Project(tmp_path).configure()


@pytest.fixture
def server() -> Iterator[Server]:
    """A real server on loopback."""
    with serving() as running:
        yield running
