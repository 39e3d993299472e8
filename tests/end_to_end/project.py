"""A project in a folder: real settings, real files, and the real command."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, redirect_stdout
from dataclasses import dataclass, field, replace
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema

from syndicate.cli import call
from tests import warm

NOW = "2026-10-05T12:00:00Z"
# What an unchanged world must leave alone; polls and document stamps may move.
CONTENT = (
    *("postings", "uncleaned", "revisions", "links", "keys", "findings", "decisions"),
    *("decided", "stories", "appearances", "aliases", "search", "editions", "meta"),
    "answers",
)
# Without how the output folder was left, on what day the database was looked through,
# and until when nothing asks for a run.
SETTLED = """
SELECT * FROM meta WHERE key NOT IN ('left', 'looked') AND key NOT LIKE 'rest %'
ORDER BY key
"""
FEEDS = ("rss.xml", "atom.xml", "feed.json")

CONTRACTS = Path(__file__).parent.parent.parent / "docs" / "contracts"


@cache
def schema(name: str) -> Any:
    """The public contract of a command's JSON."""
    return json.loads((CONTRACTS / f"{name}.schema.json").read_text("utf-8"))


@dataclass
class Project:
    """Settings in a folder, and what calling `syndicate` there tells."""

    folder: Path
    now: str = NOW
    tables: list[str] = field(default_factory=list)

    # ------------------------------------------------------------ settings

    def source(
        self, name: str, location: str, kind: str = "files", **more: object
    ) -> Project:
        """Add a source whose texts may be printed; `more` are keys of its table."""
        told: dict[str, object] = {"name": name, "kind": kind, "location": location}
        told |= {"republish": "full", **more}
        lines = "\n".join(f"{key} = {json.dumps(value)}" for key, value in told.items())
        self.tables.append(f"[[source]]\n{lines}\n")
        return self.configure()

    def configure(self, *, order: int = 1) -> Project:
        """Write config.toml; `order` -1 turns the sources round."""
        site = '[site]\nurl = "https://news.example.org/clinics/"\n'
        tables = [table for table in self.tables if table.startswith("[[source]]")]
        others = [table for table in self.tables if table not in tables]
        text = "\n".join([site, *others, *tables[::order]])
        self.write("config.toml", text)
        return self

    # --------------------------------------------------------------- files

    def path(self, name: str) -> Path:
        """A path inside the folder."""
        return self.folder / name

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file, and the folders above it."""
        place = self.path(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
        return place

    def remove(self, name: str) -> None:
        """Remove a file."""
        self.path(name).unlink()

    # ------------------------------------------------------------- command

    def command(self, *arguments: str) -> list[str]:
        """The command line of a call, for whoever starts it otherwise."""
        config = str(self.path("config.toml"))
        program = [sys.executable, "-m", "syndicate", "--config", config]
        return [*program, "--now", self.now, *arguments]

    def call(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Call it, and take whatever comes."""
        return warm.call(self.command(*arguments)[3:], self.folder)

    def well(self, *arguments: str) -> str:
        """Call it; it must end well and complain of nothing."""
        told = self.call(*arguments)
        assert (told.returncode, told.stderr) == (0, ""), told
        return told.stdout

    def run(self, *arguments: str, now: str = "") -> dict[str, Any]:
        """Run the job well; what it tells as JSON. `now` moves the clock first."""
        self.now = now or self.now
        told: dict[str, Any] = json.loads(self.well("run", "--json", *arguments))
        jsonschema.validate(told, schema("run"))
        return told

    def refused(self, code: int, *arguments: str) -> str:
        """Call it; it must end with that code and one line, which is given."""
        told = self.call(*(arguments or ("run",)))
        assert told.returncode == code, told.stderr + told.stdout
        assert told.stderr.startswith("syndicate: ")
        assert told.stderr.count("\n") == 1
        assert told.stdout == ""
        return told.stderr

    # ---------------------------------------------------------- as it was

    def set_aside(self) -> None:
        """Keep a copy of the whole folder beside it, for `put_back`."""
        shutil.copytree(self.folder, self._aside)

    def put_back(self) -> Project:
        """Every file and time as it was when it was set aside."""
        shutil.rmtree(self.folder)
        shutil.copytree(self._aside, self.folder)
        return replace(self, now=NOW, tables=list(self.tables))

    def forget_rest(self) -> None:
        """Have the next run be a whole one."""
        self.change_rows("DELETE FROM meta WHERE key LIKE 'rest %'")

    @property
    def _aside(self) -> Path:
        return self.folder.with_name("kept")

    # ------------------------------------------------------------- results

    def read(self, *arguments: str) -> str:
        """What a reading command tells; called in this process, which is quicker."""
        told = StringIO()
        with redirect_stdout(told):
            assert call(self.command(*arguments)[3:]) == 0
        return told.getvalue()

    def told(self, *arguments: str) -> Any:
        """What a reading command tells as JSON; it must keep its contract."""
        told = json.loads(self.read(*arguments, "--json"))
        name = "sources" if arguments[0] == "sources" else "stories"
        jsonschema.validate([told] if arguments[0] == "explain" else told, schema(name))
        return told

    def stories(self) -> list[dict[str, Any]]:
        """What `stories --json` tells."""
        told: list[dict[str, Any]] = self.told("stories")
        return told

    def story(self, title: str) -> dict[str, Any]:
        """The one story whose title begins so."""
        (found,) = (each for each in self.stories() if each["title"].startswith(title))
        return found

    def explain(self, reference: str) -> dict[str, Any]:
        """What `explain --json` tells of a story."""
        told: dict[str, Any] = self.told("explain", reference)
        return told

    def decide(self, *arguments: str) -> dict[str, Any]:
        """Decide as ann; what it tells as JSON must keep its contract."""
        who = ("--as", "ann", "--json")
        told: dict[str, Any] = json.loads(self.well(*arguments, *who))
        jsonschema.validate(told, schema("decision"))
        return told

    def decisions(self) -> list[dict[str, Any]]:
        """What `decisions --json` tells, the newest first."""
        told: list[dict[str, Any]] = json.loads(self.read("decisions", "--json"))
        jsonschema.validate(told, schema("decisions"))
        return told

    def near(self, reference: str) -> list[dict[str, Any]]:
        """What `near --json` tells of a story."""
        told: list[dict[str, Any]] = json.loads(self.read("near", reference, "--json"))
        jsonschema.validate(told, schema("near"))
        return told

    def sources(self) -> dict[str, dict[str, Any]]:
        """What `sources --json` tells, by name."""
        return {each["name"]: each for each in self.told("sources")}

    def grouping(self) -> dict[str, list[tuple[str, str | None, str]]]:
        """Each story's id with where it ran: source, address or path, relation."""
        return {
            each["id"]: sorted(
                (place["source"], place["locator"] or place["url"], place["relation"])
                for place in each["appearances"]
            )
            for each in self.stories()
        }

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database answers."""
        with closing(sqlite3.connect(self.path("db/syndicate.sqlite"))) as database:
            return database.execute(query, values).fetchall()

    def change_rows(self, query: str, *values: object) -> None:
        """Change the database behind the program's back."""
        connection = sqlite3.connect(self.path("db/syndicate.sqlite"))
        with closing(connection) as database, database:
            database.execute(query, values)

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every content row of the database."""
        return {
            table: self.rows(f"SELECT * FROM {table} ORDER BY 1, 2")
            if table != "meta"
            else self.rows(SETTLED)
            for table in CONTENT
        }

    def published(self) -> dict[str, bytes]:
        """Every file that readers may see."""
        output = self.path("feeds")
        return {
            str(path.relative_to(output)): path.read_bytes()
            for path in sorted(output.rglob("*"))
            if path.is_file()
        }

    def times(self) -> dict[str, int]:
        """When each public file was last written, in nanoseconds."""
        output = self.path("feeds")
        return {
            str(path.relative_to(output)): path.stat().st_mtime_ns
            for path in output.rglob("*")
            if path.is_file()
        }

    def holding(self, words: str) -> set[str]:
        """The public files in which words stand anywhere."""
        return {
            name
            for name, content in self.published().items()
            if words.encode() in content
        }
