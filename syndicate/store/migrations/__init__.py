"""Every change of the schema, in order; the only authority on it.

A migration is a .sql file named here. Editing a released one is an error: add one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x53594E44  # "SYND"
NAMES = ("0001_spine", "0002_forgotten", "0003_desk", "0004_at_hand", "0005_timed")
SCHEMA_VERSION = len(NAMES)


def migrations() -> Migrations:
    """The migrations as sqlite-utils runs them: each in a transaction of its own."""
    from sqlite_utils import Migrations  # noqa: PLC0415 - start-up

    known = Migrations("syndicate")
    for name in NAMES:
        _register(known, name)
    return known


def _register(known: Migrations, name: str) -> None:
    @known(name=name)
    def apply(database: Database) -> None:
        for statement in statements(name):
            database.execute(statement)
        if name == "0001_spine":
            database.table("search").enable_fts(
                ["title", "text"], create_triggers=True, tokenize="porter"
            )


def statements(name: str) -> Iterator[str]:
    """The statements of one migration, in order."""
    from importlib.resources import files  # noqa: PLC0415 - start-up

    source = files(__package__).joinpath(f"{name}.sql").read_text("utf-8")
    pending = ""
    for line in source.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
