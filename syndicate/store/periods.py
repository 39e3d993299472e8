"""What came and changed in a period: by our own sequence, or between two instants."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from syndicate.model import Period, Stored
from syndicate.store.columns import utc
from syndicate.store.reading import DISTRUST, STORY, read

CHANGED_POSTINGS = """
SELECT story FROM postings WHERE content_changed >= :opened AND content_changed < :until
    OR first_seen >= :opened AND first_seen < :until
"""
# By whether somebody asked for the period: which stories came in it, and which older
# ones changed. An open edition holds what changed after a point of the sequence; a
# period that is asked for, what we noticed between two instants. Apart, so that each
# has an index: an edition is put together at every run, however many stories there are.
# The `+` keeps SQLite from walking through all that are older, which are nearly all,
# here and where they are put in order.
BOUNDS = {
    False: ("created_seq > :since", "changed_seq > :since AND +created_seq <= :since"),
    True: (
        "since >= :opened AND since < :until",
        f"since < :opened AND seq IN ({CHANGED_POSTINGS})",
    ),
}
# What went out, told when it came already; that it does so just now, only where it is
# published.
OUT = {
    False: """FROM stories WHERE +created_seq <= :since AND seq IN (
        SELECT story FROM timed WHERE change > :since
        UNION ALL SELECT story FROM timed WHERE change IS NULL AND :publishing)""",
    True: """FROM stories WHERE +since < :opened AND seq IN (
        SELECT story FROM timed WHERE went_out >= :opened AND went_out < :until)""",
}
GONE = """
original IN (SELECT ref FROM postings WHERE withdrawn <> '')
"""
CAME = {asked: f"FROM stories WHERE {came}" for asked, (came, _) in BOUNDS.items()}
CHANGED = {asked: f"FROM stories WHERE {other}" for asked, (_, other) in BOUNDS.items()}
# In order first, then asked whom to believe, and only until there are enough: without
# the limit inside, SQLite asks of all.
NEWEST = f"""
SELECT seq FROM (SELECT seq, original {{}} DESC, id LIMIT -1) AS stories
WHERE ({DISTRUST} = 2) = :open LIMIT :most
"""
VANISHED = {
    asked: f"""{STORY} WHERE ({came} OR {other}) AND hidden = 0 AND not_ours = 0
    AND retracted IS NULL AND {GONE} ORDER BY sort_at DESC, id"""
    for asked, (came, other) in BOUNDS.items()
}
RECENT = """FROM stories
WHERE sort_at >= :since AND hidden = 0 AND not_ours = 0 AND retracted IS NULL
ORDER BY sort_at"""
DATED = f"""{STORY}
WHERE sort_at >= :opened AND sort_at < :until AND hidden = 0 AND not_ours = 0
    AND retracted IS NULL
ORDER BY sort_at DESC, id
"""


def new(connection: sqlite3.Connection, period: Period, most: int) -> list[int]:
    """The stories that came, newest first, open sources last; no more than `most`."""
    which = f"{CAME[_asked(period)]} ORDER BY +sort_at"
    return _newest(connection, which, _bounds(period), most)


def changed(connection: sqlite3.Connection, period: Period, most: int) -> list[int]:
    """The older stories that changed or came to another place, as `new`."""
    if _is_first(period):
        return []
    which = f"{CHANGED[_asked(period)]} ORDER BY +sort_at"
    return _newest(connection, which, _bounds(period), most)


def out(connection: sqlite3.Connection, period: Period, most: int) -> list[int]:
    """The older stories that waited for their hour and went out, as `new`."""
    if _is_first(period):
        return []
    which = f"{OUT[_asked(period)]} ORDER BY +sort_at"
    return _newest(connection, which, _bounds(period), most)


def vanished(connection: sqlite3.Connection, period: Period) -> Iterator[Stored]:
    """Those of either whose original's place took it down, newest first."""
    return read(connection, VANISHED[_asked(period)], _bounds(period))


def count(connection: sqlite3.Connection, period: Period) -> tuple[int, int]:
    """How many stories came, and how many older ones changed."""
    asked, bounds = _asked(period), _bounds(period)
    came = connection.execute(f"SELECT count(*) {CAME[asked]}", bounds).fetchone()[0]
    if _is_first(period):
        return int(came), 0
    older = connection.execute(f"SELECT count(*) {CHANGED[asked]}", bounds)
    return int(came), int(older.fetchone()[0])


def recent(connection: sqlite3.Connection, since: datetime, most: int) -> list[int]:
    """The stories dated since then that nobody took out, as `new`."""
    return _newest(connection, RECENT, {"since": utc(since)}, most)


def dated(
    connection: sqlite3.Connection, since: datetime, until: datetime
) -> Iterator[Stored]:
    """The stories dated in a period that nobody took out, newest first."""
    return read(connection, DATED, {"opened": utc(since), "until": utc(until)})


def _newest(
    connection: sqlite3.Connection, which: str, values: dict[str, object], most: int
) -> list[int]:
    """The newest of some stories: what we chose to believe, then what anybody tells.

    Only so many are read, so a flood of what anybody tells hides nothing.
    """
    found: list[int] = []
    for is_open in (0, 1):
        asked = values | {"open": is_open, "most": most - len(found)}
        rows = connection.execute(NEWEST.format(which), asked)
        found += [row["seq"] for row in rows]
    return found


def _asked(period: Period) -> bool:
    return period.number == 0


def _is_first(period: Period) -> bool:
    """Whether it is the first edition: then no story is older than it."""
    return not _asked(period) and period.since == 0


def _bounds(period: Period) -> dict[str, object]:
    return {
        "since": period.since,
        "opened": utc(period.opened) if period.opened else "",
        "until": utc(period.until) if period.until else "9999",
        "publishing": period.publishing,
    }
