"""The press office, made once, and a copy of it for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.office import Office, copy_of, make_office


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which something of every sort waits. Not to be changed."""
    return make_office(tmp_path_factory.mktemp("desk") / "office")


@pytest.fixture
def office(made_office: Path, tmp_path: Path) -> Office:
    """A copy to decide in."""
    return Office(copy_of(made_office, tmp_path))
