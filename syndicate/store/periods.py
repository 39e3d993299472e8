"""What came and changed in a period: by our own sequence, or between two instants."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from syndicate.model import Period, Proof
from syndicate.store.reading import DISTRUST, STORY, Told, read
from syndicate.store.records import utc

# An open edition holds what changed after a point of the sequence; a period that
# somebody asks for, what we noticed between two instants.
CAME = """
(:number > 0 AND created_seq > :since
    OR :number = 0 AND since >= :opened AND since < :until)
"""
CHANGED_SINCE = """
(:number > 0 AND changed_seq > :since AND created_seq <= :since
    OR :number = 0 AND since < :opened AND seq IN (
        SELECT story FROM postings
        WHERE content_changed >= :opened AND content_changed < :until
            OR first_seen >= :opened AND first_seen < :until))
"""
GONE = """
original IN (SELECT ref FROM postings WHERE withdrawn <> '')
"""
# Only so many are read: what anybody may tell comes after what we chose to believe.
OURS_FIRST = f"ORDER BY {DISTRUST} = 2, sort_at DESC, id"
NEW = f"{STORY} WHERE {CAME} {OURS_FIRST}"
CHANGED = f"{STORY} WHERE {CHANGED_SINCE} {OURS_FIRST}"
COUNT = f"""
SELECT (SELECT count(*) FROM stories WHERE {CAME}),
    (SELECT count(*) FROM stories WHERE {CHANGED_SINCE})
"""
VANISHED = f"""{STORY}
WHERE ({CAME} OR {CHANGED_SINCE}) AND hidden = 0 AND not_ours = 0
    AND retracted IS NULL AND {GONE}
ORDER BY sort_at DESC, id
"""
VANISHED_NEW = f"SELECT id FROM stories WHERE {CAME} AND {GONE}"
RECENT = f"""{STORY}
WHERE sort_at >= :since AND hidden = 0 AND not_ours = 0 AND retracted IS NULL
{OURS_FIRST}
"""
DATED = f"""{STORY}
WHERE sort_at >= :opened AND sort_at < :until AND hidden = 0 AND not_ours = 0
    AND retracted IS NULL
ORDER BY sort_at DESC, id
"""
PROOF = """
SELECT count(*) AS polls, coalesce(sum(reason <> ''), 0) AS failures,
    coalesce(sum(fetches.new), 0) AS new, coalesce(sum(fetches.changed), 0) AS changed,
    coalesce(sum(fetches.skipped), 0) AS skipped
FROM fetches JOIN sources ON sources.id = fetches.source
WHERE sources.name = :name AND at > :opened AND at <= :until
"""
JOINED = """
SELECT count(*) FROM postings AS mine JOIN sources ON sources.id = mine.source
WHERE sources.name = :name AND first_seen > :opened AND first_seen <= :until
    AND EXISTS (SELECT 1 FROM postings AS other
        WHERE other.story = mine.story AND other.ref <> mine.ref)
"""


def new(connection: sqlite3.Connection, period: Period) -> Iterator[Told]:
    """The stories that came, newest first, those of open sources last."""
    return read(connection, NEW, _bounds(period))


def changed(connection: sqlite3.Connection, period: Period) -> Iterator[Told]:
    """The older stories that changed or came to another place, in the same order."""
    return read(connection, CHANGED, _bounds(period))


def vanished(connection: sqlite3.Connection, period: Period) -> Iterator[Told]:
    """Those of either whose original's place took it down, newest first."""
    return read(connection, VANISHED, _bounds(period))


def vanished_new(connection: sqlite3.Connection, period: Period) -> frozenset[str]:
    """The ids of the new stories whose original's place took it down."""
    rows = connection.execute(VANISHED_NEW, _bounds(period))
    return frozenset(row["id"] for row in rows)


def count(connection: sqlite3.Connection, period: Period) -> tuple[int, int]:
    """How many stories came, and how many older ones changed."""
    row = connection.execute(COUNT, _bounds(period)).fetchone()
    return int(row[0]), int(row[1])


def recent(connection: sqlite3.Connection, since: datetime) -> Iterator[Told]:
    """The stories dated since then that nobody took out, in the same order."""
    return read(connection, RECENT, {"since": utc(since)})


def dated(
    connection: sqlite3.Connection, since: datetime, until: datetime
) -> Iterator[Told]:
    """The stories dated in a period that nobody took out, newest first."""
    return read(connection, DATED, {"opened": utc(since), "until": utc(until)})


def prove(connection: sqlite3.Connection, source: str, period: Period) -> Proof:
    """What a source gave over a period."""
    told = {**_bounds(period), "name": source}
    row = connection.execute(PROOF, told).fetchone()
    joined = connection.execute(JOINED, told).fetchone()[0]
    return Proof(**dict(row), joined=int(joined))


def _bounds(period: Period) -> dict[str, object]:
    return {
        "number": period.number,
        "since": period.since,
        "opened": utc(period.opened) if period.opened else "",
        "until": utc(period.until) if period.until else "9999",
    }
