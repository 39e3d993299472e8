"""Promise 2: if anything goes wrong, yesterday's output stays up.

Each calamity befalls a project that published yesterday and has news today. The real
command is run: what readers have stays as it is, byte for byte, the exit code says what
is wrong, and the first run after it tells the news.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import HOURS, SKIN, WING, item, rss
from tests.loopback import Server, serving

YESTERDAY = "2026-10-05T12:00:00Z"
TODAY = "2026-10-06T12:00:00Z"
TOMORROW = "2026-10-07T12:00:00Z"
NEWS = "The evening hours"
PAGE = 4_096  # bytes of a page of the database


@dataclass
class Day:
    """A project that has published, and has news; what it had published by then."""

    project: Project
    before: dict[str, bytes] = field(init=False)
    ids: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.before = self.project.published()
        self.ids = {
            row[0] for row in self.project.rows("SELECT id FROM stories ORDER BY id")
        }

    @property
    def database(self) -> Path:
        return self.project.path("db/syndicate.sqlite")

    def fails(self, code: int, *, most: int | None = None) -> str:
        """A run ends with that code and one line, and readers notice nothing."""

        told = self.project.call("run") if most is None else self._run_limited(most)
        assert told.returncode == code, told.stderr + told.stdout
        assert told.stderr.startswith("syndicate: ")
        assert told.stderr.count("\n") == 1
        self.stays()
        return told.stderr

    def _run_limited(self, most: int) -> subprocess.CompletedProcess[str]:
        """Run where no file can grow beyond so many bytes."""
        return subprocess.run(
            self.project.command("run"),
            cwd=self.project.folder,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
            check=False,
        )

    def stays(self) -> None:
        """What readers have is what they had."""
        assert self.project.published() == self.before

    def recovers(self) -> None:
        """The next run goes well, tells the news, and leaves nothing lying about."""
        self.project.run("--strict")
        told = self.project.published()
        assert NEWS.encode() in told["rss.xml"]
        assert {
            row[0] for row in self.project.rows("SELECT id FROM stories")
        } > self.ids
        assert self.project.rows("PRAGMA integrity_check") == [("ok",)]
        assert not [*self.project.folder.rglob("*.tmp")]
        assert not [*self.project.folder.rglob(".syndicate")]


@pytest.fixture(scope="module")
def yesterday(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that published yesterday."""
    project = Project(tmp_path_factory.mktemp("yesterday"), now=YESTERDAY)
    project.tables.append("[fetch]\nworkers = 1\n")
    project.source("wire", "wire", trust="wire")
    project.write("wire/wing.md", f"# A wing opens\n\n{WING}")
    project.write("wire/skin.md", f"# Worrying spots are seen\n\n{SKIN}")
    project.run()
    return project


@pytest.fixture
def day(yesterday: Project, tmp_path: Path) -> Day:
    """A copy of it, today, with news."""
    return begin(yesterday, tmp_path / "today")


def begin(yesterday: Project, folder: Path) -> Day:
    shutil.copytree(yesterday.folder, folder)
    project = Project(folder, now=TODAY, tables=list(yesterday.tables))
    project.write("wire/hours.md", f"# {NEWS}\n\n{HOURS}")
    return Day(project)


# ----------------------------------------------------------------------- a full disk


@pytest.mark.parametrize("most", [0, 20_000, 150_000])
def test_a_file_can_grow_no_further(day: Day, most: int) -> None:
    """As on a full disk, and under a quota; each size stops the run elsewhere."""
    day.fails(74, most=most)
    day.recovers()


@pytest.mark.parametrize("room", [50_000, 320_000])
def test_a_full_disk(yesterday: Project, tmp_path: Path, room: int) -> None:
    """Database and output are on it; room is left for some of what is to be written."""
    with mounted(tmp_path / "disk", "tmpfs", "size=3m"):
        day = begin(yesterday, tmp_path / "disk" / "today")
        filler = tmp_path / "disk" / "filler"
        with pytest.raises(OSError, match="No space left"):
            filler.write_bytes(bytes(4_000_000))
        os.truncate(filler, max(0, filler.stat().st_size - room))
        day.fails(74)
        filler.unlink()
        day.recovers()


# -------------------------------------------------------- folders that are read-only


@pytest.mark.parametrize("name", ["feeds", "digest", "db"])
def test_a_read_only_folder(day: Day, name: str) -> None:
    with read_only(day.project.path(name)):
        assert str(day.project.path(name)) in day.fails(73)
    day.recovers()


# ---------------------------------------------------------------- a damaged database


@pytest.mark.parametrize("fill", [b"\xff", b"\0"], ids=["ones", "zeros"])
def test_a_torn_page(day: Day, fill: bytes) -> None:
    """Any page: damage that a run need not read is refused like any other."""
    whole = day.database.read_bytes()
    pages = len(whole) // PAGE
    for page in (1, *random.Random(9).sample(range(2, pages), 2)):
        torn = whole[: page * PAGE] + fill * PAGE + whole[(page + 1) * PAGE :]
        day.database.write_bytes(torn)
        assert "restore a backup" in day.fails(65), page
    day.database.write_bytes(whole)
    day.recovers()


def test_half_a_database(day: Day) -> None:
    whole = day.database.read_bytes()
    day.database.write_bytes(whole[: len(whole) // 2])
    assert "restore a backup" in day.fails(65)
    day.database.write_bytes(whole)
    day.recovers()


def a_recipe_book(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")


@pytest.mark.parametrize(
    "lay",
    [
        lambda path: path.touch(),
        lambda path: path.write_text("Dear diary, " * 100),
        a_recipe_book,
    ],
    ids=["0 bytes", "no database", "somebody else's"],
)
def test_what_is_no_database_of_ours(day: Day, lay: Callable[[Path], None]) -> None:
    kept = day.database.rename(day.database.with_name("kept"))
    lay(day.database)
    laid = day.database.read_bytes()
    assert "syndicate.sqlite" in day.fails(65)
    assert day.database.read_bytes() == laid
    kept.replace(day.database)
    day.recovers()


@pytest.mark.parametrize("lost", ["db/syndicate.sqlite", "db"])
def test_a_database_that_is_gone_is_not_begun_anew(day: Day, lost: str) -> None:
    """A new one would know of no decision, and publish what was hidden."""
    place = day.project.path(lost)
    place.rename(day.project.path("backup"))
    told = day.fails(65)
    for words in ("is missing", "digest/status.json", "feeds/feed.json", "backup"):
        assert words in told
    assert not day.database.exists()
    if place.is_dir():
        shutil.rmtree(place)  # the lock is in it
    day.project.path("backup").replace(place)
    day.recovers()


def test_starting_afresh_is_done_as_the_line_says(day: Day) -> None:
    shutil.rmtree(day.project.path("db"))
    for path in ("digest/status.json", "feeds/feed.json"):
        assert path in day.fails(65)
        day.project.remove(path)
        day.before.pop(path.removeprefix("feeds/"), None)
    day.recovers()


def test_a_log_of_a_lost_database_is_not_read_into_a_new_one(
    yesterday: Project, tmp_path: Path
) -> None:
    """A run that was killed leaves one; SQLite would take it for the new one's own."""
    day = begin(yesterday, tmp_path / "today")
    with closing(sqlite3.connect(day.database)) as other:
        other.execute("PRAGMA wal_autocheckpoint = 0")
        other.execute("UPDATE meta SET value = 'stray' WHERE key = 'authority'")
        other.commit()
        log = day.database.with_name("syndicate.sqlite-wal")
        shutil.copy(log, day.project.path("log"))
    shutil.rmtree(day.project.path("db"))
    for path in ("digest/status.json", "feeds/feed.json"):
        day.project.remove(path)
    day.project.path("db").mkdir()
    day.project.path("log").replace(log)
    day.recovers()
    assert day.project.rows("SELECT value FROM meta WHERE key = 'authority'") == [
        ("news.example.org,2026",)
    ]


# -------------------------------------------------------------------- sources, clock


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def test_all_sources_down_for_ten_days(server: Server, tmp_path: Path) -> None:
    project = Project(tmp_path, now=YESTERDAY)
    project.tables.append(
        f'[fetch]\nworkers = 1\nallow = ["127.0.0.1:{server.port}"]\n'
    )
    project.source("blog", f"{server.url}/feed", "feed", trust="owned")
    project.source("wire", "wire", trust="wire")
    project.write("wire/wing.md", f"# A wing opens\n\n{WING}")
    skin = item("Worrying spots are seen", SKIN, "https://marigold.example.org/1")
    server.say("/feed", rss([skin]))
    project.run("--strict")
    day = Day(project)
    project.path("wire").rename(tmp_path / "away")
    replies = (b"HTTP/1.1 503 Oh\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\n\r\n<html>Wall")
    for number in range(1, 11):
        moment = datetime(2026, 10, 5, 12, tzinfo=UTC) + timedelta(days=number)
        project.now = moment.isoformat()
        server.paths["/feed"] = replies[number % 3]
        assert project.call(
            "run", "--strict" if number == 10 else "--json"
        ).returncode == (69 if number == 10 else 0)
        day.stays()
    states = {name: each["state"] for name, each in project.sources().items()}
    assert states == {"blog": "failing", "wire": "failing"}
    (tmp_path / "away").rename(project.path("wire"))
    news = item(NEWS, HOURS, "https://marigold.example.org/2")
    server.say("/feed", rss([news, skin]))
    project.now = "2026-10-17T12:00:00Z"
    day.recovers()


@pytest.mark.parametrize("wrong", ["2025-10-06T12:00:00Z", "2027-10-06T12:00:00Z"])
def test_a_clock_that_is_a_year_wrong(day: Day, wrong: str) -> None:
    """What is there stays, and what comes when it is right again goes out."""
    day.project.remove("wire/hours.md")
    day.project.now = wrong
    day.project.run("--strict")
    day.stays()
    day.project.write("wire/hours.md", f"# {NEWS}\n\n{HOURS}")
    day.project.now = TOMORROW
    day.recovers()


# -------------------------------------------------------------------------- calamity


@contextmanager
def mounted(place: Path, kind: str, options: str) -> Iterator[None]:
    """A file system of its own at a place, where we may mount one."""
    place.mkdir(exist_ok=True)
    command = ["mount", "-t", kind, "-o", options, kind, str(place)]
    if os.geteuid() or subprocess.run(command, check=False).returncode:
        pytest.skip("needs the right to mount a file system")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A folder that nobody can write to; to root a mode says nothing, a mount does."""
    if os.geteuid():
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    bind = ["mount", "--bind", str(folder), str(folder)]
    if subprocess.run(bind, check=False, capture_output=True).returncode:
        pytest.skip("needs the right to mount a file system")
    try:
        again = ["mount", "-o", "remount,bind,ro", str(folder)]
        subprocess.run(again, check=True)
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)
