"""Matching on Spark gives the stories that one process gives."""

from __future__ import annotations

import importlib.util
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import RequireTool, do_without
from tests.engine.towns import fill
from tests.store.shelf import Shelf

CONFIG = """
[site]
url = "https://news.example.org/"
[[source]]
name = "archive"
kind = "files"
location = "{location}"
trust = "wire"
"""
DATABASE = Path("db") / "syndicate.sqlite"
# Folders of the archive: 1,494 releases, of which 31 are told twice or more often.
SLICE = "newmediawire"
ROOM = 4_000  # bytes of a file: not enough for 90 releases


def call(folder: Path, *arguments: str) -> str:
    """Call the program in a process of its own: it starts an engine."""
    told = subprocess.run(
        [sys.executable, "-m", "syndicate", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr[-2_000:]
    return told.stdout


@pytest.fixture
def engine(require_tool: RequireTool) -> None:
    """The engine, or a reason to do without."""
    require_tool("java")
    if importlib.util.find_spec("pyspark") is None:
        do_without("needs the extra syndicate[spark], which `make spark` installs")


def both(folder: Path, *options: str) -> tuple[str, str]:
    """What one process says of an archive of which nothing is matched, and the engine.

    The engine has a copy of the database, in the folder beside.
    """
    database, beside = folder / DATABASE, folder / "beside"
    subprocess.run([sys.executable, "-c", PART, str(database)], check=True)
    call(folder, "export", "exported")
    (beside / "db").mkdir(parents=True)
    shutil.copy(folder / "config.toml", beside)
    copy = closing(sqlite3.connect(beside / DATABASE))
    with closing(sqlite3.connect(database)) as one, copy as two:
        one.backup(two)
    asked = ("rematch", "--json", *options)
    engine = ("--engine", "spark", "--master", "local[2]", "../exported")
    return call(folder, *asked), call(beside, *asked, *engine)


def dump(folder: Path) -> list[str]:
    """All that a database holds."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        return list(connection.iterdump())


@pytest.mark.usefixtures("engine")
def test_towns_are_told_apart_as_by_one_process(tmp_path: Path) -> None:
    """Of texts that all read alike, keys, headlines, undated ones, and no matches.

    What is applied leaves the database as one process leaves it, to the last row.
    """
    (tmp_path / "config.toml").write_text(CONFIG.format(location="."))
    (tmp_path / "db").mkdir()
    shelf = Shelf(tmp_path / DATABASE)
    with shelf.store:
        fill(shelf)
    one, engine = both(tmp_path, "--apply")
    assert engine == one
    assert one.count('"joined"') > 20
    assert dump(tmp_path / "beside") == dump(tmp_path)


@pytest.mark.usefixtures("engine")
def test_the_stories_are_those_of_one_process(corpus: Path, tmp_path: Path) -> None:
    """Of a slice of the archive of which nothing was matched, as if by older rules."""
    location = (corpus / "archive" / SLICE).resolve()
    (tmp_path / "config.toml").write_text(CONFIG.format(location=location))
    call(tmp_path, "run")
    one, engine = both(tmp_path)
    assert engine == one
    assert one.count('"joined"') > 20


def test_an_export_for_which_there_is_no_room_is_74_and_names_its_folder(
    tmp_path: Path,
) -> None:
    if importlib.util.find_spec("pyarrow") is None:
        do_without("needs the extra syndicate[spark], which `make spark` installs")
    (tmp_path / "config.toml").write_text(CONFIG.format(location="."))
    (tmp_path / "db").mkdir()
    shelf = Shelf(tmp_path / DATABASE)
    with shelf.store:
        fill(shelf)
    with closing(sqlite3.connect(tmp_path / DATABASE)) as database:
        # Then to read it writes no file.
        database.execute("PRAGMA journal_mode = DELETE")
    told = subprocess.run(
        [sys.executable, "-m", "syndicate", "export", "exported"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM)),
    )
    assert told.returncode == 74
    assert told.stderr.startswith("syndicate: exported: cannot be written: ")


PART = """
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from syndicate.store import Store
with Store.open(Path(sys.argv[1])) as store:
    store.connection.execute("DELETE FROM findings")
    store.connection.execute("UPDATE postings SET story = NULL, pending = 1")
    for _ in store.form(datetime(2026, 10, 5, tzinfo=UTC)):
        pass
"""


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    """Whatever is installed here: the program is told that nothing is."""
    (tmp_path / "config.toml").write_text(CONFIG.format(location="."))
    (tmp_path / "exported").mkdir()
    (tmp_path / "exported" / "decisions.json").write_text("{}")
    told = subprocess.run(
        [sys.executable, "-c", HIDDEN, "rematch", "--engine", "spark", "exported"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 2
    assert told.stderr == (
        "syndicate: the engine needs the extra: pip install 'syndicate[spark]'\n"
    )


HIDDEN = """
import sys
from contextlib import closing
sys.modules["pyspark"] = sys.modules["pyspark.errors"] = None
from syndicate.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize(
    "options",
    [
        ("--engine", "spark"),  # no folder
        ("--engine", "spark", "--apply"),
        ("--master", "local"),
        ("exported",),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    (tmp_path / "config.toml").write_text(CONFIG.format(location="."))
    told = subprocess.run(
        [sys.executable, "-m", "syndicate", "rematch", *options],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 2
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize("options", [(), ("--apply",)])
def test_what_is_no_whole_export_is_refused_before_an_engine_starts(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    """What staff decided is written last: where it is not, writing was broken off."""
    (tmp_path / "config.toml").write_text(CONFIG.format(location="."))
    (tmp_path / "exported" / "releases").mkdir(parents=True)
    told = subprocess.run(
        [
            *(sys.executable, "-m", "syndicate", "rematch", "--engine", "spark"),
            *("exported", *options),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 65
    assert told.stderr == (
        "syndicate: exported: is no whole export; `syndicate export` writes one to a"
        " new folder\n"
    )
