"""A backup is whole and verified, also of a run under way, and can be gone back to."""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

from syndicate.store.copying import WAITING, verify
from tests.end_to_end.project import Project
from tests.end_to_end.tellings import WING, archive_file
from tests.released.life import edit

IDS = "SELECT id, short_id FROM stories UNION SELECT id, short_id FROM aliases"


def backup(project: Project, *arguments: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(project.read("backup", "--json", *arguments))
    return made


def test_a_backup_holds_all_that_the_database_does(told: Project) -> None:
    made = backup(told)
    path = Path(made["path"])
    assert path == told.path("db/backups/syndicate-20261005T120000Z.sqlite")
    assert made["bytes"] == path.stat().st_size
    assert (made["orphans"], made["rows"]["stories"]) == (0, 3)
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert told.well("doctor").count("backups: the newest is of 2026-10-05T12:00Z")


def test_a_backup_of_a_database_that_is_being_written_is_of_one_moment(
    told: Project,
) -> None:
    """Each transaction writes two rows; a copy never has one of them alone."""
    path = told.path("db/syndicate.sqlite")
    ends = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as writer:
            number = 0
            while not ends.is_set():
                number += 1
                writer.execute("BEGIN IMMEDIATE")
                for half in ("a", "b"):
                    values = (f"{half}{number}", f"{half}{number}")
                    writer.execute("INSERT INTO removals VALUES (?)", values[:1])
                writer.execute("COMMIT")

    thread = threading.Thread(target=write)
    thread.start()
    try:
        made = [
            Path(backup(told, "--now", f"2026-10-05T12:00:0{second}Z")["path"])
            for second in range(3)
        ]
    finally:
        ends.set()
        thread.join()
    counts = [pairs(made[-1])]
    assert all(each == counts[0] and each[0] > 0 for each in counts)
    assert {len(set(each)) for each in counts} == {1}


def pairs(path: Path) -> tuple[int, int]:
    query = "SELECT sum(page LIKE 'a%'), sum(page LIKE 'b%') FROM removals"
    with closing(sqlite3.connect(path)) as database:
        one, two = database.execute(query).fetchone()
        return int(one), int(two)


def test_a_backup_needs_no_lock_of_a_run(told: Project) -> None:
    from syndicate.store import locked  # noqa: PLC0415 - only here

    with locked(told.path("db/syndicate.sqlite")):
        assert backup(told)["rows"]["stories"] == 3
        told.refused(75, "run")


def test_the_newest_of_seven_days_and_four_weeks_stay(told: Project) -> None:
    for day in range(1, 29):
        made = backup(told, "--now", f"2026-10-{day:02}T03:00:00Z")
        backup(told, "--now", f"2026-10-{day:02}T15:00:00Z")
    assert len(made["kept"]) == 9  # the newest two weeks have theirs among the days
    kept = sorted(path.name for path in told.path("db/backups").iterdir())
    days = [name.removeprefix("syndicate-202610")[:2] for name in kept]
    assert days == ["11", "18", *map(str, range(22, 29))]
    assert all("T15" in name for name in kept)


def test_what_is_not_ours_stays_whatever_its_name(told: Project) -> None:
    folder = told.path("elsewhere")
    foreign = told.write("elsewhere/syndicate-20250101T000000Z.sqlite", "a diary")
    named = told.write("elsewhere/syndicate-20261005T120000Z.sqlite", "a letter")
    told.write("elsewhere/notes.txt", "notes")
    for day in range(10, 20):
        backup(told, str(folder), "--now", f"2026-10-{day}T12:00:00Z")
    made = Path(backup(told, str(folder))["path"])
    assert made.name == "syndicate-20261005T120000Z-2.sqlite"
    assert (foreign.read_text(), named.read_text()) == ("a diary", "a letter")
    assert (folder / "notes.txt").exists()


def test_a_backup_made_before_a_migration_is_not_rotated_away(told: Project) -> None:
    old = Path(backup(told)["path"])
    kept = old.rename(old.with_name("syndicate-schema1-20200101T000000Z.sqlite"))
    for day in range(10, 20):
        backup(told, "--now", f"2026-10-{day}T12:00:00Z")
    assert kept.exists()


def test_no_database_no_folder_and_no_room_are_said(told: Project) -> None:
    told.write("taken", "a file")
    assert "taken" in told.refused(73, "backup", "taken")
    told.path("db/syndicate.sqlite").rename(told.path("away.sqlite"))
    assert "no database yet" in told.refused(78, "backup")


def test_a_damaged_database_makes_no_backup_and_the_old_ones_stay(
    told: Project,
) -> None:
    good = Path(backup(told)["path"])
    path = told.path("db/syndicate.sqlite")
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 30] = bytes(4096 * 27)
    path.write_bytes(content)
    told.refused(65, "backup", "--now", "2026-10-09T12:00:00Z")
    assert [*good.parent.iterdir()] == [good]
    assert verify(good).orphans == 0


def test_what_a_killed_backup_left_goes_with_the_next(told: Project) -> None:
    left = told.write(f"db/backups/syndicate-x.sqlite{WAITING}", "half")
    backup(told)
    assert not left.exists()


def test_after_a_restore_nothing_is_published_twice_and_ids_are_the_same(
    told: Project,
) -> None:
    """Restored as docs/backups.md says, over a database that has gone on since."""
    path = told.path("db/syndicate.sqlite")
    made = Path(backup(told)["path"])
    edit(told)
    told.run(now="2026-10-06T12:00:00Z")
    ids = set(told.rows(IDS))
    feed = told.published()["feed.json"]
    for name in ("", "-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)
    path.write_bytes(made.read_bytes())
    told.run(now="2026-10-06T13:00:00Z")
    assert set(told.rows(IDS)) == ids
    again = json.loads(told.published()["feed.json"])["items"]
    before = json.loads(feed)["items"]
    assert [each["id"] for each in again] == [each["id"] for each in before]
    assert len({each["id"] for each in again}) == len(again)
    assert told.rows("PRAGMA integrity_check") == [("ok",)]


def test_a_title_that_came_after_the_backup_comes_again_under_its_id(
    told: Project,
) -> None:
    made = Path(backup(told)["path"])
    address = "https://oak.example.org/x"
    told.write("wire/oak.md", archive_file("Oak Clinic moves", WING[::-1], address))
    told.run(now="2026-10-06T12:00:00Z")
    known = told.story("Oak Clinic")["id"]
    path = told.path("db/syndicate.sqlite")
    for name in ("-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)
    path.write_bytes(made.read_bytes())
    told.run(now="2026-10-08T12:00:00Z")
    assert told.story("Oak Clinic")["id"] == known
