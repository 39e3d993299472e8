"""What matching needs of every release, as Parquet files that an engine reads.

A folder holds `releases/` with one file for each 50,000 releases, written in batches,
and `decisions.json` with what staff decided. Neither holds what readers must not see
any longer than our own database does: whoever exports it, keeps it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from syndicate.errors import (
    CannotCreate,
    DamagedData,
    InputOutputError,
    UsageError,
)
from syndicate.match import MATCH_VERSION
from syndicate.store.decisions import word
from syndicate.store.meta import meta

RELEASES = "releases"
DECISIONS = "decisions.json"
EXPORT_VERSION = 2  # of what a folder holds
NOT_WHOLE = "{}: is no whole export; `syndicate export` writes one to a new folder"
BATCH = 1_000  # releases in memory at once
PER_FILE = 50_000

TOLD = """ref, sources.name AS source, sources.trust, item, form, postings.title, text,
    text_digest, words, language, url, locator, record, (
        SELECT json_group_array(json_array(purpose, url, label)) FROM (
            SELECT purpose, url, label FROM links
            WHERE posting = ref ORDER BY position)) AS links"""
AS_TOLD = f"""
SELECT {TOLD} FROM postings JOIN sources ON sources.id = postings.source
WHERE ref = :ref
"""
EXPORTED = f"""
SELECT {TOLD}, stories.id AS story_id, stories.short_id,
    stories.original = ref AS shown, kept.seq AS kept_seq, kept.id AS kept_id,
    kept.short_id AS kept_short_id
FROM postings JOIN sources ON sources.id = postings.source
JOIN stories ON stories.seq = postings.story
LEFT JOIN stories AS kept ON kept.seq = (
    SELECT min(seq) FROM stories WHERE anchor = ref)
WHERE ref > :after ORDER BY ref LIMIT :most
"""
TEXTS = (
    *("source", "trust", "item", "form", "title", "text", "text_digest", "language"),
    *("url", "locator", "record", "story_id", "short_id", "kept_id", "kept_short_id"),
    *("links", "digest"),
)
# What matching goes by: who tells it, and what it tells.
MATCHED = (
    *("source", "trust", "item", "form", "title", "text", "text_digest", "words"),
    *("language", "url", "locator", "record", "links"),
)
Watch = Callable[[str, int, int], None]  # told what is done, of how many


def export(connection: sqlite3.Connection, folder: Path, watch: Watch) -> int:
    """Write every release that has a story into a folder; gives how many.

    Raises:
        CannotCreate: the folder is there and is not empty, or cannot be written.
        InputOutputError: the disk is full or broken.
        UsageError: the extra that writes Parquet is not installed.
    """
    try:
        import pyarrow  # noqa: ICN001, PLC0415 -- the extra
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            "Parquet needs the extra: pip install 'syndicate[spark]'"
        ) from error
    schema = pyarrow.schema(
        [
            *((name, pyarrow.int64()) for name in ("ref", "words", "kept_seq")),
            ("shown", pyarrow.bool_()),
            *((name, pyarrow.string()) for name in TEXTS),
        ]
    )
    _prepare(folder)
    try:
        return _write(connection, folder, schema, watch)
    except OSError as error:  # pyarrow tells of no file, and of a full disk in words
        reason = f"{folder}: cannot be written: {error.strerror or error}"
        raise InputOutputError(reason) from error


def expect_export(folder: str) -> None:
    """Refuse a folder that holds no whole export; an address is the engine's to read.

    Raises:
        DamagedData: what is written last is not there.
    """
    if "://" not in folder and not Path(folder, DECISIONS).is_file():
        raise DamagedData(NOT_WHOLE.format(folder))


def batches(connection: sqlite3.Connection) -> Iterator[list[dict[str, Any]]]:
    """Every release that has a story, as it is exported, some at a time."""
    after = -1
    while True:
        names = {"after": after, "most": BATCH}
        rows = [dict(row) for row in connection.execute(EXPORTED, names)]
        if not rows:
            return
        for row in rows:
            row["shown"] = bool(row["shown"])
            row["digest"] = digest(row)
        yield rows
        after = rows[-1]["ref"]


def digest(row: Any) -> str:
    """What stands for all that matching goes by; `row` is one of `AS_TOLD`."""
    told = json.dumps([row[name] for name in MATCHED]).encode()
    return hashlib.blake2b(told, digest_size=16).hexdigest()


def _prepare(folder: Path) -> None:
    try:
        (folder / RELEASES).mkdir(parents=True)
    except FileExistsError as error:
        raise CannotCreate(
            f"{folder}: holds an export already; name another folder"
        ) from error
    except OSError as error:
        raise CannotCreate(f"{folder}: {error.strerror}") from error


def _write(
    connection: sqlite3.Connection, folder: Path, schema: Any, watch: Watch
) -> int:
    """Write the releases, then what staff decided: with it the export is whole."""
    import pyarrow.parquet  # noqa: PLC0415 -- the extra

    total = connection.execute("SELECT count(*) FROM postings").fetchone()[0]
    done = 0
    writer = None
    for rows in batches(connection):
        if done % PER_FILE == 0:
            if writer:
                writer.close()
            path = folder / RELEASES / f"{done // PER_FILE:05}.parquet"
            writer = pyarrow.parquet.ParquetWriter(path, schema, compression="zstd")
        assert writer is not None
        writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
        done += len(rows)
        watch("exporting", done, total)
    if writer:
        writer.close()
    told = json.dumps(_decisions(connection), ensure_ascii=False)
    (folder / DECISIONS).write_text(f"{told}\n", "utf-8")
    return done


def _decisions(connection: sqlite3.Connection) -> dict[str, Any]:
    """What staff decided of who belongs together, and whose ids are minted."""
    told = word(connection)
    return {
        "export": EXPORT_VERSION,
        "matching": MATCH_VERSION,
        "authority": meta(connection, "authority"),
        "rulings": [
            [each.one, each.two, each.same, each.detail] for each in told.rulings
        ],
        "pins": list(told.pins.items()),
    }
