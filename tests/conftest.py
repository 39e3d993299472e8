"""What tests ask of the machine: tools and captured documents, or a reason to skip."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

RequireTool = Callable[..., Path]


@pytest.fixture(scope="session")
def require_tool() -> RequireTool:
    """A function: the path of a tool, found under any of the names given.

    Without it the test skips and says so; where SYNDICATE_REQUIRE_TOOLS is set (CI)
    it fails.
    """

    def require(*names: str) -> Path:
        for name in names:
            found = shutil.which(name)
            if found:
                return Path(found)
        reason = f"needs {' or '.join(names)}, which is not installed"
        if os.environ.get("SYNDICATE_REQUIRE_TOOLS"):
            pytest.fail(reason)
        pytest.skip(reason)

    return require


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of captured documents: archive/ seeds/ feeds/ pages/ bench/."""
    named = os.environ.get("SYNDICATE_CORPUS")
    if not named:
        pytest.skip("needs captured documents: SYNDICATE_CORPUS is not set")
    folder = Path(named)
    if not folder.is_dir():
        pytest.skip(f"needs captured documents: no folder {folder}")
    return folder
