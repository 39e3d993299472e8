"""What tests ask of the machine: tools and captured documents, or a reason to skip."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest

# How long an example takes says how busy the machine is, not whether it holds.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.register_profile("long", deadline=None, max_examples=50_000)
hypothesis.settings.load_profile("unhurried")

# What a shell starts in the background ignores Ctrl-C, and so does all that it starts:
# tests that send it would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

RequireTool = Callable[..., Path]
TOOLS = Path(__file__).parent / "tools" / "node_modules"
# What takes longest: where it came last, one processor would wait for another.
FIRST = (
    *("guarantees/test_killed.py", "quality/test_matching.py"),
    *("guarantees/test_live.py", "end_to_end/test_archive.py"),
    *("end_to_end/test_editions.py", "end_to_end/test_decisions.py"),
    *("guarantees/test_bad_sources.py", "guarantees/test_yesterday.py"),
    *("end_to_end/test_steps.py", "end_to_end/test_held.py", "workers/test_pool.py"),
    *("cli/test_sources.py", "polling/test_behaviour.py", "text/test_patterns.py"),
    *("end_to_end/test_language_model.py", "store/test_orders.py", "cli/test_help.py"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have the files begin first that take longest."""
    places = {f"tests/{name}": place for place, name in enumerate(FIRST)}
    items.sort(key=lambda item: places.get(item.nodeid.partition("::")[0], len(FIRST)))


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
        do_without(f"needs {' or '.join(names)}, which is not installed")

    return require


@pytest.fixture(scope="session")
def require_package() -> Callable[[str], Path]:
    """A function: a file of an npm package, put there by `make tools`; or as above."""

    def require(name: str) -> Path:
        if not (TOOLS / name).is_file():
            do_without(f"needs {name}, which `make tools` installs")
        return TOOLS / name

    return require


def do_without(reason: str) -> NoReturn:
    """Skip a test, and say why; fail it where everything must be there (CI)."""
    if os.environ.get("SYNDICATE_REQUIRE_TOOLS"):
        pytest.fail(reason)
    pytest.skip(reason)


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
