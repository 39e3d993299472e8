"""What we keep of each source: its state, its memory, its documents."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from syndicate.config import Source
from syndicate.model import SourceReport, SourceState, Trust
from syndicate.sources.base import Memory, Stamp
from syndicate.store.columns import dump, instant, instant_or_none, utc
from syndicate.text.masking import mask

ENROL = """
INSERT INTO sources (name, kind, trust, location)
VALUES (:name, :kind, :trust, :location)
ON CONFLICT (name) DO UPDATE SET
    kind = excluded.kind, trust = excluded.trust, location = excluded.location
WHERE kind IS NOT excluded.kind OR trust IS NOT excluded.trust
    OR location IS NOT excluded.location
"""
# A source whose trust changed may change which text its stories show.
RECONSIDER = """
UPDATE postings SET pending = 1
WHERE source IN (SELECT id FROM sources WHERE name = :name AND trust IS NOT :trust)
"""
# A source at another address begins anew: not gone, not late, without a memory.
BEGIN_ANEW = """
UPDATE sources SET state = 'never polled', failures = 0, next_due = NULL,
    last_error = '', memory = '{}'
WHERE name = :name AND (location IS NOT :location OR kind IS NOT :kind)
"""
DOCUMENTS = """
SELECT * FROM documents WHERE source = :source
"""
KEEP_DOCUMENT = """
INSERT INTO documents (source, name, etag, last_modified, size, mtime_ns, digest,
    moved_to, fresh, problem)
VALUES (:source, :name, :etag, :last_modified, :size, :mtime_ns, :digest,
    :moved_to, :fresh, :problem)
ON CONFLICT (source, name) DO UPDATE SET
    etag = excluded.etag, last_modified = excluded.last_modified,
    size = excluded.size, mtime_ns = excluded.mtime_ns, digest = excluded.digest,
    moved_to = excluded.moved_to, fresh = excluded.fresh, problem = excluded.problem
"""
REPORTS = """
SELECT sources.*, coalesce(documents.moved_to, '') AS moved_to,
    coalesce(amounts.postings, 0) AS postings
FROM sources LEFT JOIN amounts ON amounts.source = sources.id
    LEFT JOIN documents ON documents.source = sources.id AND documents.name = location
"""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A source as the database knows it before a poll."""

    id: int
    memory: Memory
    next_due: datetime | None
    last_polled: datetime | None
    state: SourceState = SourceState.NEVER_POLLED
    failures: int = 0  # in a row


def enrol(connection: sqlite3.Connection, source: Source) -> Enrolled:
    """Make a source of config.toml known, or note what changed of it."""
    fields = {
        "name": source.name,
        "kind": source.kind,
        "trust": source.trust,
        "location": mask(source.location),
    }
    connection.execute(RECONSIDER, fields)
    connection.execute(BEGIN_ANEW, fields)
    connection.execute(ENROL, fields)
    row = connection.execute(
        "SELECT * FROM sources WHERE name = :name", fields
    ).fetchone()
    return enrolled(row)


def enrolled(row: sqlite3.Row) -> Enrolled:
    """A source by its row."""
    return Enrolled(
        id=row["id"],
        memory=_memory(row["memory"]),
        next_due=instant_or_none(row["next_due"]),
        last_polled=instant_or_none(row["last_polled"]),
        state=SourceState(row["state"]),
        failures=row["failures"],
    )


def remember(connection: sqlite3.Connection, source: int, memory: Memory) -> None:
    """Keep a kind's own state."""
    connection.execute(
        "UPDATE sources SET memory = :memory WHERE id = :source",
        {"memory": dump(dict(memory.values)), "source": source},
    )


def documents(
    connection: sqlite3.Connection, source: int
) -> dict[str, tuple[Stamp, str]]:
    """Every document known of a source, with what was wrong with it."""
    return {
        row["name"]: (stamp(row), row["problem"])
        for row in connection.execute(DOCUMENTS, {"source": source})
    }


def stamp(row: sqlite3.Row) -> Stamp:
    """What tells whether a document changed, by its row."""
    return Stamp(
        etag=row["etag"],
        last_modified=row["last_modified"],
        size=row["size"],
        mtime_ns=row["mtime_ns"],
        digest=row["digest"],
        moved_to=row["moved_to"],
        fresh=row["fresh"],
    )


def keep_document(
    connection: sqlite3.Connection, source: int, name: str, stamp: Stamp, problem: str
) -> None:
    """Keep what tells whether a document changed."""
    connection.execute(
        KEEP_DOCUMENT,
        {
            "source": source,
            "name": name,
            "etag": stamp.etag,
            "last_modified": stamp.last_modified,
            "size": stamp.size,
            "mtime_ns": stamp.mtime_ns,
            "digest": stamp.digest,
            "moved_to": stamp.moved_to,
            "fresh": stamp.fresh,
            "problem": problem,
        },
    )


def forget_documents(
    connection: sqlite3.Connection, source: int, names: Iterable[str], at: datetime
) -> None:
    """Note that documents are gone: their postings stay, last seen before now."""
    for name in names:
        key = {"source": source, "name": name, "at": utc(at)}
        connection.execute(
            "DELETE FROM documents WHERE source = :source AND name = :name", key
        )
        connection.execute(
            "UPDATE postings SET present = 0, last_seen = coalesce((SELECT last_success"
            " FROM sources WHERE id = :source), last_seen)"
            " WHERE source = :source AND document = :name AND present = 1",
            key,
        )


def reports(
    connection: sqlite3.Connection, sources: Iterable[Source]
) -> Iterator[SourceReport]:
    """The state of each source of config.toml, in its order."""
    known = {row["name"]: row for row in connection.execute(REPORTS)}
    for source in sources:
        row = known.get(source.name)
        yield never_polled(source) if row is None else _report(row)


def never_polled(source: Source) -> SourceReport:
    """The state of a source that no run has asked yet."""
    location = mask(source.location)
    return SourceReport(
        source.name, source.kind, source.trust, location, SourceState.NEVER_POLLED
    )


def moment(told: str) -> datetime:
    """A moment as told, a bare day at its beginning; aware.

    >>> moment("2026-09-14").isoformat()
    '2026-09-14T00:00:00+00:00'
    """
    read = instant(told)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _report(row: sqlite3.Row) -> SourceReport:
    return SourceReport(
        name=row["name"],
        kind=row["kind"],
        trust=Trust(row["trust"]),
        location=row["location"],
        state=SourceState(row["state"]),
        polled=row["last_polled"] is not None,
        seen=row["seen"],
        new=row["new"],
        changed=row["changed"],
        joined=row["joined"],
        skipped=_skipped(row["skipped"]),
        postings=row["postings"],
        last_success=instant_or_none(row["last_success"]),
        last_error=row["last_error"],
        error=row["last_error"],
        next_due=instant_or_none(row["next_due"]),
        moved_to=row["moved_to"],
    )


@lru_cache  # most sources remember nothing, or the same
def _memory(told: str) -> Memory:
    return Memory(tuple(json.loads(told).items()))


def _skipped(told: str) -> tuple[str, ...]:
    return () if told == "[]" else tuple(json.loads(told))
