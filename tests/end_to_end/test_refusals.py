"""What stops a run: one line, its exit code, and everything left as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from syndicate.store import locked
from syndicate.store.migrations import SCHEMA_VERSION
from tests.end_to_end.project import FEEDS, Project
from tests.end_to_end.tellings import HOURS, WING

LATER = "2026-10-06T12:00:00Z"


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that ran well once."""
    project = Project(tmp_path_factory.mktemp("refusals")).source(
        "wire", "wire", trust="wire"
    )
    project.write("wire/wing.md", f"# A wing opens\n\n{WING}")
    project.run()
    return project


@pytest.fixture
def project(finished: Project, tmp_path: Path) -> Project:
    """A copy of it, with something new to tell."""
    folder = tmp_path / "project"
    shutil.copytree(finished.folder, folder)
    copy = Project(folder, now=LATER, tables=list(finished.tables))
    copy.write("wire/hours.md", f"# The evening hours\n\n{HOURS}")
    return copy


def state(project: Project) -> dict[str, bytes]:
    """Every byte of the project but the lock's."""
    return {
        str(path): path.read_bytes()
        for path in project.folder.rglob("*")
        if path.is_file() and path.suffix not in {".lock", ".sqlite-shm", ".sqlite-wal"}
    }


def refuse(project: Project, code: int, *said: str) -> None:
    before = state(project)
    line = project.refused(code)
    assert all(words in line for words in said), line
    assert state(project) == before


def no_database(project: Project) -> Path:
    for path in project.path("db").iterdir():
        path.unlink()
    return project.path("db/syndicate.sqlite")


def test_an_empty_database(project: Project) -> None:
    no_database(project).touch()
    refuse(project, 65, "syndicate.sqlite", "0 bytes")


def test_somebody_elses_database(project: Project) -> None:
    with closing(sqlite3.connect(no_database(project))) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    refuse(project, 65, "syndicate.sqlite", "not one of syndicate's")


def test_what_is_no_database(project: Project) -> None:
    no_database(project).write_text("Dear diary, " * 100)
    refuse(project, 65, "syndicate.sqlite", "not an SQLite database")


def test_a_torn_database(project: Project) -> None:
    path = project.path("db/syndicate.sqlite")
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    published = project.published()
    assert "syndicate.sqlite" in project.refused(65)
    assert project.published() == published


def test_a_newer_database(project: Project) -> None:
    with closing(sqlite3.connect(project.path("db/syndicate.sqlite"))) as ours:
        ours.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    refuse(project, 78, "syndicate.sqlite", "newer syndicate")


@pytest.mark.parametrize("name", ["output", "digest"])
def test_a_file_where_a_folder_should_be(project: Project, name: str) -> None:
    """Nothing of either folder is written; the next run makes up for it."""
    project.write("taken", "a file")
    wanted = project.tables
    project.tables = [*wanted, f'[paths]\n{name} = "taken/inside"\n']
    project.configure()
    before = (project.published(), project.times())
    line = project.refused(73)
    assert str(project.path("taken")) in line
    assert (project.published(), project.times()) == before
    assert sorted(path.name for path in project.path("digest").iterdir()) == [
        "digest.html",
        "digest.md",
        "digest.txt",
        "editions",
        "sources.opml",
        "status.json",
    ]
    project.tables = wanted
    project.configure()
    project.run()
    assert project.holding("The evening hours") >= {*FEEDS, "index.html"}


def test_a_database_that_cannot_be_made(project: Project) -> None:
    project.write("taken", "a file")
    project.tables.append('[paths]\ndatabase = "taken/db.sqlite"\n')
    project.configure()
    refuse(project, 73, "taken")


def test_two_runs_at_once(project: Project) -> None:
    with locked(project.path("db/syndicate.sqlite")):
        refuse(project, 75, "another run holds the lock")
    project.run()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('[site]\nulr = "x"\n', "ulr"),
        ("[fetch]\ndeadline = 5\n", "fetch.deadline"),
        ('[[source]]\nname = "a"\nkind = "fils"\nlocation = "."\n', "files"),
        ('[[source]]\nname = "wire"\nkind = "files"\nlocation = "."\n', "already"),
        ('[paths]\ndigest = "feeds/staff"\n', "paths.digest"),
        ("[site\n", "not TOML"),
    ],
)
def test_a_mistake_in_the_settings(project: Project, line: str, said: str) -> None:
    text = project.path("config.toml").read_text()
    if line.startswith("[site]"):
        text = text.replace('[site]\nurl = "https', f'{line}url = "https')
    else:
        text += line
    project.write("config.toml", text)
    refuse(project, 78, "config.toml", said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "--source", "wier"), 'did you mean "wire"?'),
        (("run", "--now", "tomorrow"), "is no date"),
        (("run", "--now", "2026-10-06T12:00:00"), "says no offset"),
        (("explain", "0000"), "no story is known"),
    ],
)
def test_a_wrong_call(project: Project, arguments: tuple[str, ...], said: str) -> None:
    before = state(project)
    assert said in project.refused(2, *arguments)
    assert state(project) == before


@pytest.fixture
def disk(project: Project) -> Iterator[Path]:
    """A folder of the project that is a disk of its own, of 3 MB."""
    folder = project.path("disk")
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if (
        os.geteuid()
        or subprocess.run(mount, check=False, capture_output=True).returncode
    ):
        pytest.skip("needs the right to mount a file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path, but_for: int = 0) -> Path:
    filler = disk / "filler"
    with pytest.raises(OSError, match="No space left"):
        filler.write_bytes(bytes(4_000_000))
    os.truncate(filler, max(0, filler.stat().st_size - but_for))
    return filler


def test_no_room_for_what_is_published(project: Project, disk: Path) -> None:
    shutil.move(project.path("feeds"), disk / "feeds")
    project.tables.append('[paths]\noutput = "disk/feeds"\n')
    project.configure()
    filler = fill(disk)
    before = state(project).keys(), (disk / "feeds/rss.xml").read_bytes()
    line = project.refused(74)
    assert "No space left" in line
    assert str(disk) in line
    assert (state(project).keys(), (disk / "feeds/rss.xml").read_bytes()) == before
    filler.unlink()
    project.run()
    assert b"The evening hours" in (disk / "feeds/rss.xml").read_bytes()


@pytest.mark.parametrize("room", [0, 80_000])
def test_no_room_for_the_database(project: Project, disk: Path, room: int) -> None:
    """Full from the start, and in the middle of keeping what came."""
    for path in project.path("db").iterdir():
        shutil.move(path, disk / path.name)
    project.tables.append('[paths]\ndatabase = "disk/syndicate.sqlite"\n')
    project.configure()
    for number in range(30):
        text = f"Room {number} is swept at dusk and aired until the lamps go on. " * 10
        project.write(
            f"wire/{number}.md", f"# Evening hours in room {number}\n\n{text}"
        )
    published = project.published()
    filler = fill(disk, but_for=room)
    line = project.refused(74)
    assert "syndicate.sqlite: " in line
    assert "full" in line or "disk I/O error" in line
    assert project.published() == published
    filler.unlink()
    project.run()
    files = {f"{number}.md" for number in range(30)}
    places = [place for story in project.stories() for place in story["appearances"]]
    assert files <= {place["locator"] for place in places}
    assert project.holding("The evening hours") >= set(FEEDS)
