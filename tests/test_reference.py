"""What the docs repeat of the program is what the program says today."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.command_pages import told_commands
from bench.database_page import tables
from bench.write_reference import pages

ROOT = Path(__file__).parent.parent
PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_what_is_made_of_the_program_is_as_committed(name: str) -> None:
    assert (ROOT / name).read_text("utf-8") == PAGES[name], "run `make reference`"


def test_every_table_of_the_database_is_told() -> None:
    schema = (ROOT / "db" / "schema.sql").read_text("utf-8")
    told = list(tables(schema))
    assert len(told) == schema.count("CREATE TABLE") + schema.count("CREATE VIRTUAL")
    assert [each.name for each in told if not each.meaning] == []


def test_every_option_is_explained() -> None:
    for command in told_commands():
        for option, help_ in command.options:
            assert help_, f"{command.name} {option}"
