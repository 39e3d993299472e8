"""Write what the docs repeat of the program anew, from the program itself.

    make reference

The tables of docs/configuration.md, docs/commands.md, docs/database.md and the man
page; and what docs/decisions.md holds, at its top. A test compares each with what the
program, and that page, say today.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bench.command_pages import commands_page, man_page
from bench.contents import fill_contents
from bench.database_page import database_page
from syndicate.config.reference import fill_page
from syndicate.sources.registry import BUILT_IN, options_of

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "db" / "schema.sql"
CONFIGURATION = ROOT / "docs" / "configuration.md"
DECISIONS = ROOT / "docs" / "decisions.md"


def kinds() -> dict[str, type]:
    """The options of the kinds that come with the program."""
    found = {name: options_of(name) for name in BUILT_IN}
    return {name: shape for name, shape in found.items() if shape is not None}


def pages() -> Mapping[str, str]:
    """Each file that is made, by its path from the top, and what it must hold."""
    configuration = CONFIGURATION.read_text(encoding="utf-8")
    return {
        "docs/configuration.md": fill_page(configuration, kinds()),
        "docs/commands.md": commands_page(),
        "docs/database.md": database_page(SCHEMA.read_text(encoding="utf-8")),
        "docs/decisions.md": fill_contents(DECISIONS.read_text(encoding="utf-8")),
        "docs/man/syndicate.1": man_page(),
    }


if __name__ == "__main__":
    for name, text in pages().items():
        place = ROOT / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
