"""What we keep of each source: its state, its memory, its documents, its polls."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from syndicate.config import Source
from syndicate.model import SourceReport, Trust
from syndicate.sources.base import Memory, Stamp
from syndicate.store.records import dump, instant, utc

KEEP_FETCHES = timedelta(days=90)
KEEP_SKIPPED = 500  # lines of what was skipped, of the last poll
KEEP_FETCH_LINES = 20  # and of every poll of the last 90 days

ENROL = """
INSERT INTO sources (name, kind, trust, location)
VALUES (:name, :kind, :trust, :location)
ON CONFLICT (name) DO UPDATE SET
    kind = excluded.kind, trust = excluded.trust, location = excluded.location
WHERE kind IS NOT excluded.kind OR trust IS NOT excluded.trust
    OR location IS NOT excluded.location
"""
"""A source whose trust changed may change which text its stories show."""
RECONSIDER = """
UPDATE postings SET pending = 1
WHERE source IN (SELECT id FROM sources WHERE name = :name AND trust IS NOT :trust)
"""
"""A source at another address begins anew: not gone, not late, without a memory."""
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
KEEP_FETCH = """
INSERT INTO fetches
    (source, at, request, status, bytes, seconds, documents, seen, new, changed,
     skipped, skipped_why, reason)
VALUES (:source, :at, :request, :status, :bytes, :seconds, :documents, :seen, :new,
     :changed, :skipped, :skipped_why, :reason)
"""
POLLED = """
UPDATE sources SET
    state = :state, last_polled = :at, next_due = :next_due, seen = :seen, new = :new,
    changed = :changed, skipped = :skipped, last_error = :error,
    failures = CASE WHEN :well THEN 0 ELSE failures + 1 END,
    first_success = CASE WHEN :well THEN coalesce(first_success, :at)
                         ELSE first_success END,
    last_success = CASE WHEN :well THEN :at ELSE last_success END
WHERE id = :source
"""
FOLD = """
INSERT INTO fetch_days (source, day, polls, failures, bytes, new, changed)
SELECT source, substr(at, 1, 10), count(*), sum(reason <> ''), sum(bytes), sum(new),
    sum(changed)
FROM fetches WHERE at < :before GROUP BY 1, 2
ON CONFLICT (source, day) DO UPDATE SET
    polls = polls + excluded.polls, failures = failures + excluded.failures,
    bytes = bytes + excluded.bytes, new = new + excluded.new,
    changed = changed + excluded.changed
"""
"""A move is trusted while it works: after a failure the told address is asked again."""
FORGET_MOVES = """
UPDATE documents SET moved_to = '' WHERE source = :source AND moved_to <> ''
"""
"""Nobody was asked, so that nothing else of the source moves."""
WAIT = """
UPDATE sources SET state = 'waiting', next_due = :until, last_error = :reason
WHERE id = :source
"""
REPORT = """
SELECT sources.*,
    coalesce((SELECT moved_to FROM documents
        WHERE source = sources.id AND name = location), '') AS moved_to,
    (SELECT count(*) FROM postings WHERE source = sources.id) AS postings
FROM sources WHERE name = :name
"""


@dataclass(frozen=True, slots=True)
class Poll:
    """What polling a source came to, as it is kept."""

    at: datetime
    request: str
    next_due: datetime | None
    state: str = "ok"
    error: str = ""
    status: int = 0
    bytes: int = 0
    seconds: float = 0.0
    documents: int = 0
    new: int = 0
    changed: int = 0
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A source as the database knows it before a poll."""

    id: int
    memory: Memory
    next_due: datetime | None
    last_polled: datetime | None
    first_success: datetime | None
    state: str = "never polled"
    failures: int = 0  # in a row


def enrol(connection: sqlite3.Connection, source: Source) -> Enrolled:
    """Make a source of config.toml known, or note what changed of it."""
    fields = {
        "name": source.name,
        "kind": source.kind,
        "trust": source.trust,
        "location": source.location,
    }
    connection.execute(RECONSIDER, fields)
    connection.execute(BEGIN_ANEW, fields)
    connection.execute(ENROL, fields)
    row = connection.execute(
        "SELECT * FROM sources WHERE name = :name", fields
    ).fetchone()
    return Enrolled(
        id=row["id"],
        memory=Memory(tuple(json.loads(row["memory"]).items())),
        next_due=_instant(row["next_due"]),
        last_polled=_instant(row["last_polled"]),
        first_success=_instant(row["first_success"]),
        state=row["state"],
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
        row["name"]: (
            Stamp(
                etag=row["etag"],
                last_modified=row["last_modified"],
                size=row["size"],
                mtime_ns=row["mtime_ns"],
                digest=row["digest"],
                moved_to=row["moved_to"],
                fresh=row["fresh"],
            ),
            row["problem"],
        )
        for row in connection.execute(DOCUMENTS, {"source": source})
    }


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


def keep_poll(
    connection: sqlite3.Connection, source: int, poll: Poll, seen: int
) -> None:
    """Keep a poll and the state it leaves the source in; `seen`: postings told."""
    fields = {
        "source": source,
        "at": utc(poll.at),
        "request": poll.request,
        "status": poll.status,
        "bytes": poll.bytes,
        "seconds": round(poll.seconds, 3),
        "documents": poll.documents,
        "seen": seen,
        "new": poll.new,
        "changed": poll.changed,
    }
    why = [line[:300] for line in poll.skipped[:KEEP_FETCH_LINES]]
    connection.execute(
        KEEP_FETCH,
        fields
        | {
            "skipped": len(poll.skipped),
            "skipped_why": dump(why),
            "reason": poll.error,
        },
    )
    if poll.error:
        connection.execute(FORGET_MOVES, fields)
    connection.execute(
        POLLED,
        fields
        | {
            "state": poll.state,
            "well": not poll.error,
            "error": poll.error,
            "next_due": poll.next_due and utc(poll.next_due),
            "skipped": dump(poll.skipped[:KEEP_SKIPPED]),
        },
    )


def keep_wait(
    connection: sqlite3.Connection, source: int, until: datetime, reason: str
) -> None:
    """Note that a source was due and not asked, because its host asked us to wait."""
    connection.execute(WAIT, {"source": source, "until": utc(until), "reason": reason})


def fold_fetches(connection: sqlite3.Connection, now: datetime) -> None:
    """Fold polls older than 90 days into daily counts."""
    before = {"before": utc(now - KEEP_FETCHES)}
    connection.execute(FOLD, before)
    connection.execute("DELETE FROM fetches WHERE at < :before", before)


def reports(
    connection: sqlite3.Connection, sources: Iterable[Source]
) -> Iterator[SourceReport]:
    """The state of each source of config.toml, in its order."""
    for source in sources:
        row = connection.execute(REPORT, {"name": source.name}).fetchone()
        known = SourceReport(
            source.name, source.kind, source.trust, source.location, "never polled"
        )
        yield known if row is None else _report(row)


def _report(row: sqlite3.Row) -> SourceReport:
    return SourceReport(
        name=row["name"],
        kind=row["kind"],
        trust=Trust(row["trust"]),
        location=row["location"],
        state=row["state"],
        polled=row["last_polled"] is not None,
        seen=row["seen"],
        new=row["new"],
        changed=row["changed"],
        joined=row["joined"],
        skipped=tuple(json.loads(row["skipped"])),
        postings=row["postings"],
        last_success=_instant(row["last_success"]),
        last_error=row["last_error"],
        error=row["last_error"],
        next_due=_instant(row["next_due"]),
        moved_to=row["moved_to"],
    )


def _instant(text: str | None) -> datetime | None:
    return instant(text) if text else None
