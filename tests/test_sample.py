"""What is committed for visitors is what the program writes today."""

from __future__ import annotations

import filecmp
from pathlib import Path

from bench.sample import schema, write_sample

ROOT = Path(__file__).parent.parent


def test_the_committed_sample_is_what_the_examples_give(tmp_path: Path) -> None:
    write_sample(tmp_path / "sample", tmp_path)
    written = {
        path.relative_to(tmp_path / "sample")
        for path in (tmp_path / "sample").rglob("*")
        if path.is_file()
    }
    committed = ROOT / "feeds" / "sample"
    there = {path.relative_to(committed) for path in committed.rglob("*")}
    assert written == {path for path in there if (committed / path).is_file()}
    _, differ, failed = filecmp.cmpfiles(
        committed, tmp_path / "sample", sorted(map(str, written)), shallow=False
    )
    assert (differ, failed) == ([], []), "run `make sample` and look at what it changes"


def test_the_committed_schema_is_what_the_migrations_make(tmp_path: Path) -> None:
    committed = (ROOT / "db" / "schema.sql").read_text("utf-8")
    assert committed == schema(tmp_path / "db.sqlite"), "run `make sample`"
