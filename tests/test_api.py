"""The public names: what docs/api.md shows runs, their types hold, asking is cheap."""

from __future__ import annotations

import doctest
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import assert_type

import pytest

import syndicate
import syndicate.api

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "api.md"
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The examples in a folder of their own, which is where we are."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copy(ROOT / "config.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_examples_of_the_page_run(examples: Path) -> None:
    text = PAGE.read_text("utf-8")
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    found = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
    assert len(found.examples) > 10
    told: list[str] = []
    doctest.DocTestRunner(optionflags=flags).run(found, out=told.append)
    assert told == [], "".join(told)
    assert (examples / "feeds" / "index.html").is_file()


def test_a_type_checker_knows_what_each_name_is(examples: Path) -> None:
    """`make check` reads this; here it also has to be so."""
    settings = assert_type(syndicate.load(examples / "config.toml"), syndicate.Settings)
    done = assert_type(syndicate.run(settings, now=NOW), syndicate.Run)
    with assert_type(syndicate.open_database(settings), syndicate.Store) as store:
        stories = assert_type(store.stories(), Iterator[syndicate.Story])
        told = list(stories)
    assert len(told) == done.stories
    assert isinstance(told[0], syndicate.Story)
    assert isinstance(told[0].original, syndicate.Release)
    assert isinstance(told[0].appearances[0], syndicate.Appearance)


def test_the_names_are_those_of_the_page() -> None:
    names = set(syndicate.__all__)
    assert names == {*syndicate.api.__all__, "__version__"}
    page = PAGE.read_text("utf-8").partition("## Run")[0]
    assert [name for name in names if f"`{name}" not in page] == []
    assert all(getattr(syndicate, name) for name in names)
    assert dir(syndicate) == sorted(names)


def test_the_stub_gives_every_name_and_no_other(tmp_path: Path) -> None:
    """What mypy makes of a program that uses each name, and one that there is not."""
    used = "".join(f"syndicate.{name}\n" for name in syndicate.__all__)
    program = tmp_path / "program.py"
    program.write_text(f"import syndicate\n{used}syndicate.parse\n", "utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "mypy", str(program)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    mistakes = [line for line in told.stdout.splitlines() if ": error: " in line]
    assert len(mistakes) == 1, told.stdout
    assert mistakes[0].endswith('Module has no attribute "parse"  [attr-defined]')


def test_another_name_is_no_name() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'parse'"):
        getattr(syndicate, "parse")  # noqa: B009 - a type checker would refuse it


def test_importing_costs_nothing_until_a_name_is_used() -> None:
    code = (
        "import sys; before = set(sys.modules); import syndicate; "
        "import json; print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    ours = [each for each in json.loads(ran.stdout) if each.startswith("syndicate")]
    assert ours == ["syndicate"]
