"""A year in the life of a small project: what a database of any version must keep.

`python -m tests.released.life` writes the database of this version as
tests/released/schema-N.sql, once, when the version is released. That file then stays.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from syndicate.store.migrations import SCHEMA_VERSION
from tests.end_to_end.project import Project
from tests.end_to_end.tellings import (
    HOURS,
    LETTERS,
    SKIN,
    WING,
    archive_file,
    item,
    reddit,
    rss,
)

RELEASED = Path(__file__).parent
RIVER = "https://river.example.org/news/wing"
HARBOR = "https://harborlight.example.com/hours"
MARIGOLD = "https://marigold.example.com/spots"
SUMMIT = "https://summitvale.example.net/letters"
SETTINGS = """
[publish]
after = [["true"]]
[[clinic]]
name = "River Clinic"
domains = ["river.example.org"]
[mail]
host = "mail.example.org"
sender = "press@example.org"
security = "none"
[[recipient]]
address = "ann@example.org"
"""


def settle(folder: Path) -> Project:
    """The project's settings and sources, before its first run."""
    project = Project(folder)
    project.tables.append(SETTINGS)
    project.source("wire", "wire", trust="wire")
    project.source("blog", "blog.xml", "feed", trust="owned", clinic="River Clinic")
    project.source("talk", "talk.xml", "feed")
    project.write("wire/river.md", archive_file("A wing opens", WING, RIVER))
    project.write("wire/harbor.md", archive_file("Open until eight", HOURS, HARBOR))
    project.write("wire/marigold.md", archive_file("Spots at once", SKIN, MARIGOLD))
    project.write("wire/empty.md", "")
    project.write("blog.xml", rss([item("River Clinic opens a wing", WING, RIVER)]))
    project.write("talk.xml", reddit("a1b2c3", "A wing for pain, in Salem", RIVER))
    return project


def live(project: Project) -> Project:
    """Three runs, an edit, decisions of which one is undone, a closed edition."""
    project.run(now="2026-10-05T12:00:00Z")
    edit(project)
    project.run(now="2026-10-06T12:00:00Z")
    river, harbor, spots = (
        project.story(title)["id"]
        for title in ("River Clinic opens", "Open until", "Spots at")
    )
    project.decide("note", river, "Ada Moss is on leave until Monday")
    project.decide("merge", harbor, spots, "--why", "thought to be one")
    project.decide("undo", "2")
    project.decide("hide", project.story("Spots at")["id"])
    project.well("digest", "--close", "--series", "daily")
    project.run(now="2026-10-07T12:00:00Z")
    return project


def edit(project: Project) -> None:
    """What is told from the second run on."""
    project.write("blog.xml", rss([wing()]))
    project.write("wire/letters.md", archive_file("Sealed letters", LETTERS, SUMMIT))


def wing() -> str:
    """The blog's item as it was edited."""
    edited = WING.replace("eight rooms", "nine rooms")
    return item("River Clinic opens a wing", edited, RIVER)


def dump(path: Path) -> Iterator[str]:
    """A database as SQL text: its tables, its rows, what is indexed anew, its number.

    The full-text index is left out: it is made of the rows.
    """
    with closing(sqlite3.connect(path)) as database:
        for pragma in ("application_id", "user_version"):
            (value,) = database.execute(f"PRAGMA {pragma}").fetchone()
            yield f"PRAGMA {pragma} = {value};"
        made = database.execute(
            "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
            " AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name NOT LIKE 'search_fts_%'"
            " ORDER BY type = 'trigger', type = 'index', rowid"
        ).fetchall()
        for kind, name, sql in made:
            if kind == "trigger":
                continue
            yield f"{sql};"
            if kind == "table" and "VIRTUAL" not in sql:
                yield from _rows(database, name)
        yield "INSERT INTO search_fts (search_fts) VALUES ('rebuild');"
        yield from (f"{sql};" for kind, _, sql in made if kind == "trigger")


def _rows(database: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    quoted = " || ', ' || ".join(f'quote("{column}")' for column in columns)
    for (values,) in database.execute(f"SELECT {quoted} FROM {table} ORDER BY 1"):
        yield f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values});"


def restore(sql: Path, path: Path) -> None:
    """Make the database again that a dump is of."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.executescript(f"BEGIN;\n{sql.read_text('utf-8')}\nCOMMIT;")
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def main() -> None:
    """Write the database of this version, unless it was released before."""
    place = RELEASED / f"schema-{SCHEMA_VERSION}.sql"
    if place.exists():
        raise SystemExit(f"{place}: released; it stays as it is")
    with tempfile.TemporaryDirectory() as folder:
        project = live(settle(Path(folder)))
        lines = "\n".join(dump(project.path("db/syndicate.sqlite")))
    place.write_text(f"{lines}\n", "utf-8")
    sys.stdout.write(f"{place}\n")


if __name__ == "__main__":
    main()
