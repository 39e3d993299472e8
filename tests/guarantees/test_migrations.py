"""The database is backed up, verified, before each schema change; none is left half."""

from __future__ import annotations

import hashlib
import json
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from syndicate.store import Store
from syndicate.store.copying import verify
from syndicate.store.migrations import NAMES, SCHEMA_VERSION
from tests.end_to_end.project import Project
from tests.released.life import RELEASED, edit, restore, settle

ROOT = Path(__file__).parent.parent.parent
MIGRATIONS = ROOT / "syndicate" / "store" / "migrations"
# What was released stays as it is: databases in the world were made by it.
FROZEN = {
    "0001_spine": "94201adea7274c62597d9010ad95f12e6fd09d12",
    "0002_forgotten": "a6d9ec5e7fd1b1dc0c14b932f5cc64ce41672459",
    "0003_desk": "a8d12fa39e69fcf1625d284284eef972d6dbba2d",
    "0004_at_hand": "a02a585280829b57d0b08b9f78c8f378d6e27fbe",
    "0005_timed": "a233b15aed306ad51ff453414a6c9366615c7d29",
}
OLDER = sorted(
    path
    for path in RELEASED.glob("schema-*.sql")
    if int(path.stem.removeprefix("schema-")) < SCHEMA_VERSION
)
KEPT = {
    "stories": "SELECT id, short_id, slug FROM stories ORDER BY 1",
    "aliases": "SELECT id, short_id FROM aliases ORDER BY 1",
    "told": "SELECT sources.name, item, stories.id FROM postings JOIN sources"
    " ON sources.id = source JOIN stories ON stories.seq = story ORDER BY 1, 2",
    "decisions": "SELECT * FROM decisions ORDER BY 1",
    "decided": "SELECT * FROM decided ORDER BY 1, 2, 3",
    "editions": "SELECT * FROM editions ORDER BY 1, 2",
    "letters": "SELECT * FROM letters ORDER BY 1, 2, 3",
    "deliveries": "SELECT receiver, subject FROM deliveries ORDER BY 1, 2",
    "revisions": "SELECT * FROM revisions ORDER BY 1, 2",
}


@pytest.fixture(params=OLDER, ids=lambda path: path.stem)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Project:
    """A project whose database an older version left, with the world it was told."""
    project = settle(tmp_path)
    edit(project)
    restore(request.param, project.path("db/syndicate.sqlite"))
    return project


def kept(project: Project) -> dict[str, list[tuple[object, ...]]]:
    return {name: project.rows(query) for name, query in KEPT.items()}


@pytest.mark.parametrize("name", FROZEN)
def test_a_released_migration_is_never_edited(name: str) -> None:
    digest = hashlib.sha256((MIGRATIONS / f"{name}.sql").read_bytes()).hexdigest()
    assert digest.startswith(FROZEN[name]), (
        f"{name}.sql was released and must stay as it is: put what you want changed "
        f"into a new migration after {NAMES[-1]}"
    )


def test_a_database_of_every_released_schema_is_kept() -> None:
    kept = {path.stem for path in RELEASED.glob("schema-*.sql")}
    assert {f"schema-{number}" for number in range(1, len(FROZEN) + 1)} <= kept


def test_an_older_database_migrates_runs_and_keeps_every_id(older: Project) -> None:
    before = kept(older)
    older.run(now="2026-10-08T12:00:00Z")
    assert older.rows("PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert kept(older) == before
    assert older.rows("PRAGMA integrity_check") == [("ok",)]
    shown = {each["id"] for each in older.stories()}
    assert {row[0] for row in before["stories"]} == shown


def test_the_backup_holds_what_was_there_before(older: Project) -> None:
    before = kept(older)
    (schema,) = older.rows("PRAGMA user_version")[0]
    Store.open(older.path("db/syndicate.sqlite")).connection.close()
    (backup,) = older.path("db/backups").iterdir()
    assert f"-schema{schema}-20261007T120000Z" in backup.name
    assert (verify(backup).schema, verify(backup).orphans) == (schema, 0)
    backup.rename(older.path("db/syndicate.sqlite"))
    assert kept(older) == before


def test_who_only_reads_migrates_nothing(older: Project) -> None:
    said = older.refused(78, "stories")
    assert "the next `syndicate run` makes a backup and migrates" in said
    assert not older.path("db/backups").exists()


ORPHAN = "INSERT INTO links (posting, position, purpose, url) VALUES (99, 0, 'x', 'y')"


def test_a_row_that_points_to_none_is_mended_and_then_it_migrates(
    older: Project,
) -> None:
    before = kept(older)
    older.change_rows(ORPHAN)
    said = older.refused(65)
    assert "a row of links points to no postings" in said
    assert "`syndicate doctor --repair` removes such rows" in said
    older.call("doctor", "--repair")
    older.run(now="2026-10-08T12:00:00Z")
    assert kept(older) == before


def test_repair_is_not_named_where_it_would_not_help(older: Project) -> None:
    """A row that says what staff decided is nothing that may be removed."""
    older.change_rows(ORPHAN)
    older.change_rows(
        "DELETE FROM decisions WHERE number IN (SELECT decision FROM decided)"
    )
    said = older.refused(65)
    assert "a row of decided points to no decisions" in said
    assert said.endswith("; restore a backup\n")
    assert older.rows("PRAGMA user_version") != [(SCHEMA_VERSION,)]


def test_killed_at_any_step_it_has_the_old_schema_or_the_new() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.guarantees.dying", str(OLDER[0]), "18"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(ran.stdout)
    assert told["trouble"] == []
    assert told["killed"] >= 12
    assert ran.returncode == 0


def test_without_room_for_the_backup_nothing_is_migrated(older: Project) -> None:
    before = older.path("db/syndicate.sqlite").stat().st_size
    schema = older.rows("PRAGMA user_version")
    ran = subprocess.run(
        older.command("run"),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_FSIZE, (before // 2, before // 2)
        ),
    )
    assert ran.returncode == 74, ran.stderr
    assert "nothing was migrated, for no backup could be made" in ran.stderr
    assert older.rows("PRAGMA user_version") == schema
    assert [*older.path("db/backups").iterdir()] == []
    older.run()


def test_where_no_backup_can_be_put_nothing_is_migrated(older: Project) -> None:
    older.write("db/backups", "a file in the way")
    schema = older.rows("PRAGMA user_version")
    assert "nothing was migrated" in older.refused(73)
    assert older.rows("PRAGMA user_version") == schema


def test_what_points_to_nothing_is_not_migrated(older: Project) -> None:
    with closing(sqlite3.connect(older.path("db/syndicate.sqlite"))) as database:
        database.execute("DELETE FROM sources WHERE name = 'talk'")
        database.commit()
    schema = older.rows("PRAGMA user_version")
    assert "nothing was migrated: " in older.refused(65)
    assert older.rows("PRAGMA user_version") == schema


def test_a_newer_schema_is_refused_and_left_alone(project: Project) -> None:
    project.run()
    path = project.path("db/syndicate.sqlite")
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    project.now = "2026-10-09T12:00:00Z"  # when a run has something to do
    assert "newer syndicate" in project.refused(78)
    assert path.read_bytes() == before
