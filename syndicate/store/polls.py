"""What each poll came to, and the state it left its source in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from syndicate.model import Polled, SourceState
from syndicate.store.columns import dump, utc, utc_or_none

KEEP_FETCHES = timedelta(days=90)
KEEP_DAYS = timedelta(days=3 * 366)  # what is folded of them
KEEP_SKIPPED = 500  # lines of what was skipped, of the last poll
KEEP_FETCH_LINES = 20  # and of every poll of the last 90 days

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
    changed = :changed, skipped = :lines, last_error = :reason,
    failures = CASE WHEN :well THEN 0 ELSE failures + 1 END,
    first_success = CASE WHEN :well THEN coalesce(first_success, :at)
                         ELSE first_success END,
    last_success = CASE WHEN :well THEN :at ELSE last_success END
WHERE id = :source
"""
# Else SQLite walks through all polls of 90 days by source, to have them in groups: at
# every run, and nearly always for none that is old enough.
FOLD = """
INSERT INTO fetch_days (source, day, polls, failures, bytes, new, changed)
SELECT source, substr(at, 1, 10), count(*), sum(reason <> ''), sum(bytes), sum(new),
    sum(changed)
FROM fetches INDEXED BY fetches_at WHERE at < :before GROUP BY 1, 2
ON CONFLICT (source, day) DO UPDATE SET
    polls = polls + excluded.polls, failures = failures + excluded.failures,
    bytes = bytes + excluded.bytes, new = new + excluded.new,
    changed = changed + excluded.changed
"""
# By source, as the days are kept: a look at one is enough where there is nothing to do.
FORGET_DAYS = """
DELETE FROM fetch_days
WHERE source IN (SELECT id FROM sources) AND day < :before
"""
# A move is trusted while it works: after a failure the told address is asked again.
FORGET_MOVES = """
UPDATE documents SET moved_to = '' WHERE source = :source AND moved_to <> ''
"""
# Nobody was asked, so that nothing else of the source moves.
WAIT = """
UPDATE sources SET state = 'waiting', next_due = :until, last_error = :reason
WHERE id = :source
"""

ASKED = """
SELECT sources.name, fetches.* FROM fetches
JOIN sources ON sources.id = fetches.source WHERE at = :at ORDER BY fetches.id
"""


@dataclass(frozen=True, slots=True)
class Poll:
    """What polling a source came to, as it is kept."""

    at: datetime
    request: str
    next_due: datetime | None
    state: SourceState = SourceState.OK
    error: str = ""
    status: int = 0
    bytes: int = 0
    seconds: float = 0.0
    documents: int = 0
    new: int = 0
    changed: int = 0
    skipped: tuple[str, ...] = ()


def keep_poll(
    connection: sqlite3.Connection, source: int, poll: Poll, seen: int
) -> None:
    """Keep a poll and the state it leaves the source in; `seen`: postings told."""
    if poll.error:
        connection.execute(FORGET_MOVES, {"source": source})
    keep_polls(connection, [(source, poll, seen)])


def keep_polls(
    connection: sqlite3.Connection, polls: Iterable[tuple[int, Poll, int]]
) -> None:
    """The same of many sources; of one that failed `keep_poll` forgets more."""
    rows = [_row(source, poll, seen) for source, poll, seen in polls]
    connection.executemany(KEEP_FETCH, rows)
    connection.executemany(POLLED, rows)


def keep_wait(
    connection: sqlite3.Connection, source: int, until: datetime, reason: str
) -> None:
    """Note that a source was due and not asked, because its host asked us to wait."""
    connection.execute(WAIT, {"source": source, "until": utc(until), "reason": reason})


def asked_at(connection: sqlite3.Connection, at: datetime) -> dict[str, Polled]:
    """What the polls of one moment came to, by the name of the source."""
    return {
        row["name"]: Polled(
            documents=row["documents"],
            bytes=row["bytes"],
            seconds=row["seconds"],
            status=row["status"],
            new=row["new"],
            changed=row["changed"],
            skipped=row["skipped"],
            reason=row["reason"],
        )
        for row in connection.execute(ASKED, {"at": utc(at)})
    }


def fold_fetches(connection: sqlite3.Connection, now: datetime) -> None:
    """Fold polls older than 90 days into daily counts; let those go after 3 years."""
    before = {"before": utc(now - KEEP_FETCHES)}
    connection.execute(FOLD, before)
    connection.execute("DELETE FROM fetches WHERE at < :before", before)
    connection.execute(FORGET_DAYS, {"before": utc(now - KEEP_DAYS)[:10]})


def _row(source: int, poll: Poll, seen: int) -> dict[str, Any]:
    """A poll as both statements take it."""
    return {
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
        "skipped": len(poll.skipped),
        "skipped_why": dump([line[:300] for line in poll.skipped[:KEEP_FETCH_LINES]]),
        "lines": dump(poll.skipped[:KEEP_SKIPPED]),
        "state": poll.state,
        "well": not poll.error,
        "reason": poll.error,
        "next_due": utc_or_none(poll.next_due),
    }
