"""Whatever breaks, `doctor` names its fix, and `--repair` mends what is safe."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import LETTERS, item, rss
from tests.released.life import SUMMIT, wing

KEPT = "SELECT (SELECT count(*) FROM postings), (SELECT count(*) FROM stories), "
KEPT += "(SELECT count(*) FROM decisions), (SELECT count(*) FROM revisions)"


def doctor(project: Project, *arguments: str, code: int = 0) -> dict[str, Any]:
    """What `doctor --json` tells, which must exit so."""
    ran = project.call("doctor", "--json", *arguments)
    assert ran.returncode == code, ran.stdout + ran.stderr
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def wrong(told: dict[str, Any]) -> list[tuple[str, str]]:
    """What is not well, but for backups; each must name its fix."""
    found = [each for each in told["findings"] if each["state"] != "ok"]
    assert all(each["fix"] for each in found)
    return [
        (each["subject"], each["state"])
        for each in found
        if each["subject"] != "backups"
    ]


def change(project: Project, *statements: str) -> None:
    with closing(sqlite3.connect(project.path("db/syndicate.sqlite"))) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def spoil_index(project: Project) -> None:
    """An index that says other words than the texts, as after a crash of old."""
    change(project, "DROP TRIGGER search_au", "UPDATE search SET text = 'other words'")


def lose_from_index(project: Project) -> None:
    change(project, "DELETE FROM search")


def orphan_rows(project: Project) -> None:
    change(
        project,
        "INSERT INTO links (posting, position, purpose, url) VALUES (99, 0, 'x', 'y')",
        "INSERT INTO appearances (story, place, standing, relation, evidence,"
        " first_seen, position) VALUES (99, 'x', 'seen', 'x', '[]', 'x', 0)",
        "INSERT INTO sketch_runs (hash, day, posting) VALUES (1, 1, 99)",
    )


def lose_a_page(project: Project) -> None:
    for page in project.path("feeds/stories").iterdir():
        page.unlink()


def leave_files(project: Project) -> None:
    project.write("feeds/.syndicate/0.tmp", "half")
    project.write("db/syndicate.sqlite.new", "half")
    project.write("db/backups/syndicate-x.sqlite.copying", "half")
    project.write(".config.toml.7.tmp", "half")


BREAKS: dict[str, tuple[Callable[[Project], None], list[tuple[str, str]], int]] = {
    "index": (spoil_index, [("search", "fail")], 65),
    "unsearched": (lose_from_index, [("search", "fail")], 65),
    "orphans": (orphan_rows, [("database", "fail")] * 3, 65),
    "pages": (lose_a_page, [("paths.output", "warn")], 0),
    "leftovers": (leave_files, [("leftovers", "warn")], 0),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_broken_is_found_and_mended_once(lived: Project, name: str) -> None:
    spoil, found, code = BREAKS[name]
    before = lived.rows(KEPT)
    pages = lived.published()
    assert wrong(doctor(lived)) == []
    spoil(lived)
    told = doctor(lived, code=code)
    assert wrong(told) == found
    fixes = {each["fix"] for each in told["findings"] if each["state"] != "ok"}
    assert "syndicate doctor --repair" in fixes
    mended = doctor(lived, "--repair")
    assert mended["repaired"]
    assert wrong(mended) == []
    assert lived.published() == pages
    assert lived.rows(KEPT) == before
    assert bool(mended["backup"]) == (name != "leftovers")
    again = doctor(lived, "--repair")
    assert (again["repaired"], again["backup"]) == ([], None)
    assert len(lived.story("River")["appearances"]) == 3
    assert [
        each["title"] for each in json.loads(lived.read("search", "wing", "--json"))
    ]


def test_pages_of_what_a_restored_backup_does_not_know_are_named_and_left(
    told: Project,
) -> None:
    """Of a story and of its day; what its source still tells is known again."""
    told.read("backup")
    (backup,) = told.path("db/backups").iterdir()
    letters = item("Letters", LETTERS, SUMMIT, "2026-09-13")
    blog = told.path("blog.xml").read_text("utf-8")
    told.write("blog.xml", rss([letters, wing()]))
    told.run(now="2026-10-06T12:00:00Z")
    id_ = told.story("Letters")["id"][-10:]
    assert wrong(doctor(told)) == []
    for left in told.path("db").glob("syndicate.sqlite*"):
        left.unlink()
    shutil.copy(backup, told.path("db/syndicate.sqlite"))
    told.write("feeds/stories/map.html", "of somebody else")
    files = told.published()
    found = doctor(told)
    assert wrong(found) == [("paths.output", "warn")]
    (stray,) = (each for each in found["findings"] if "not know" in each["message"])
    said = rf"\d pages that the database does not know: stories/letters-{id_}.html, "
    assert re.match(said + r"\S+, \S+ and \d more$", stray["message"])
    assert "syndicate run" in stray["fix"]
    assert "pages that the database does not know" in told.call("doctor").stdout
    assert doctor(told, "--repair")["repaired"] == []
    assert told.published() == files

    told.run(now="2026-10-06T13:00:00Z")
    assert wrong(doctor(told)) == []

    told.path("db/syndicate.sqlite").unlink()
    shutil.copy(backup, told.path("db/syndicate.sqlite"))
    told.write("blog.xml", blog)
    told.run(now="2026-10-06T14:00:00Z")
    assert wrong(doctor(told)) == [("paths.output", "warn")]
    for stray in told.path("feeds").rglob("*"):
        if "2026-09" in stray.name or id_ in stray.name:
            stray.unlink()
    assert wrong(doctor(told)) == []


def test_a_damaged_page_is_named_and_nothing_is_repaired(told: Project) -> None:
    path = told.path("db/syndicate.sqlite")
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 30] = bytes(4096 * 27)
    path.write_bytes(content)
    found = doctor(told, code=65)
    assert ("database", "fail") in wrong(found)
    assert any("restore a backup" in (each["fix"] or "") for each in found["findings"])
    before = path.read_bytes()
    told.refused(65, "doctor", "--repair")
    assert path.read_bytes() == before


def test_what_a_posting_lacks_is_told_and_never_removed(told: Project) -> None:
    change(told, "DELETE FROM sources WHERE name = 'talk'")
    assert ("database", "fail") in wrong(doctor(told, code=65))
    before = told.rows(KEPT)
    doctor(told, "--repair", code=65)
    assert told.rows(KEPT) == before


def test_a_backup_that_is_missing_old_or_damaged_is_told(told: Project) -> None:
    def state(code: int = 0) -> tuple[str, str]:
        found = doctor(told, code=code)["findings"]
        return next(
            (each["state"], each["message"])
            for each in found
            if each["subject"] == "backups"
        )

    assert state() == ("warn", f"there is none in {told.path('db/backups')}")
    told.read("backup")
    assert state()[0] == "ok"
    now, told.now = told.now, "2026-10-09T12:00:00Z"
    assert state()[0] == "warn"
    told.now = now
    (made,) = told.path("db/backups").iterdir()
    made.write_bytes(made.read_bytes()[: 4096 * 20])
    assert state(65)[0] == "fail"


def test_programs_and_secrets_that_are_missing_are_told(told: Project) -> None:
    text = told.path("config.toml").read_text()
    text = text.replace('after = [["true"]]', 'after = [["no-such-program", "x"]]')
    text = text.replace(
        'security = "none"', 'user_from = "MAIL_U"\npassword_from = "MAIL_P"'
    )
    text += '[summaries]\nbackend = "openai"\nmodel = "m"\nkey_from = "MODEL_KEY"\n'
    text += '[digest]\nwebhook_from = "CHAT"\n'
    text += '[ping]\nurl_from = "PING"\n'
    told.write("config.toml", text)
    assert wrong(doctor(told, code=78)) == [
        ("publish.after", "fail"),
        ("summaries.key_from", "fail"),
        ("mail.user_from", "fail"),
        ("mail.password_from", "fail"),
        ("digest.webhook_from", "fail"),
        ("ping.url_from", "fail"),
    ]


def test_a_database_that_was_lost_is_no_first_run(told: Project) -> None:
    told.path("db/syndicate.sqlite").unlink()
    assert ("database", "fail") in wrong(doctor(told, code=65))


def test_a_clock_that_is_behind_what_came_is_told(told: Project) -> None:
    told.now = "2026-10-04T12:00:00Z"
    assert ("clock", "fail") in wrong(doctor(told, code=78))


def test_who_holds_the_lock_is_told_also_when_it_is_nobody(told: Project) -> None:
    """A process that took it and ended left it to a child: flock goes with the file."""
    lock = told.path("db/syndicate.sqlite.lock")
    holder = (
        "import fcntl, os, sys, time\n"
        f"handle = os.open({str(lock)!r}, os.O_RDWR | os.O_CREAT)\n"
        "fcntl.flock(handle, fcntl.LOCK_EX)\n"
        "child = os.fork()\n"
        "if child: print(child, flush=True); os._exit(0)\n"
        "time.sleep(60)\n"
    )
    ran = subprocess.Popen(
        [sys.executable, "-c", holder], stdout=subprocess.PIPE, text=True
    )
    assert ran.stdout
    child = int(ran.stdout.readline())
    ran.wait()
    try:
        told.refused(75, "doctor", "--repair")
        assert wrong(doctor(told)) == [("lock", "warn")]
    finally:
        os.kill(child, signal.SIGKILL)
        ran.stdout.close()
    ends = time.monotonic() + 10
    while wrong(doctor(told)) and time.monotonic() < ends:
        time.sleep(0.1)
    assert wrong(doctor(told)) == []
