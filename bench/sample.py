"""Write feeds/sample/ and db/schema.sql anew.

    make sample

feeds/sample/ is the real output for the built-in examples at a fixed moment, so that
a visitor sees the product and a reviewer sees what a change does to it. A test
compares both with what the program writes now.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from syndicate.config import Paths
from syndicate.config.load import load
from syndicate.pipeline import run
from syndicate.sources.registry import options_of
from syndicate.store import Store

ROOT = Path(__file__).resolve().parent.parent
MOMENT = datetime(2026, 11, 20, 12, tzinfo=UTC)
SCHEMA = """
SELECT sql FROM sqlite_schema
WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_fts_%'
ORDER BY rowid
"""


def main() -> None:
    """Write both into the folders named, by default those of this checkout."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=ROOT / "feeds" / "sample")
    parser.add_argument("--schema", type=Path, default=ROOT / "db" / "schema.sql")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_sample(chosen.output, Path(folder))
        chosen.schema.parent.mkdir(parents=True, exist_ok=True)
        chosen.schema.write_text(schema(Path(folder) / "empty.sqlite"), "utf-8")
    print(f"{chosen.output}\n{chosen.schema}")


def write_sample(output: Path, folder: Path) -> None:
    """Run the examples with the committed settings, into `output`."""
    paths = Paths(folder / "sample.sqlite", folder / "feeds", folder / "digest")
    settings = replace(load(ROOT / "config.toml", options_of), paths=paths)
    run(settings, now=MOMENT)
    if output.exists():
        shutil.rmtree(output)
    shutil.copytree(paths.output, output)


def schema(path: Path) -> str:
    """The schema of a new database, as the migrations make it."""
    Store.open(path).connection.close()
    with closing(sqlite3.connect(path)) as connection:
        statements = [row[0] for row in connection.execute(SCHEMA)]
    head = (
        "-- Generated from syndicate/store/migrations by `make sample`. Do not edit.\n"
    )
    return head + "".join(f"\n{statement};\n" for statement in statements)


if __name__ == "__main__":
    main()
