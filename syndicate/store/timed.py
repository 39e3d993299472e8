"""What waits for its hour, and when it went out: the digest tells it once, then.

A row is kept while a story waits, so that it costs nothing to know what no longer does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from syndicate.store.columns import dump, instant, instant_or_none, utc
from syndicate.store.meta import meta, set_meta
from syndicate.store.outgoing import Looked

# What is held once more goes out once more. Where its hour is the same, a clock was set
# back: then it is told again only if no edition was closed that tells it.
WAITS = """
INSERT INTO timed (story, until) SELECT seq, :until FROM stories WHERE id = :id
ON CONFLICT (story) DO UPDATE SET until = excluded.until, went_out = NULL, change = NULL
WHERE until <> excluded.until
    OR change IS NOT NULL AND change > (SELECT max(opened_seq) FROM editions)
"""
WAITING = "SELECT id FROM timed JOIN stories ON seq = story WHERE change IS NULL"
WENT_OUT = """
UPDATE timed SET went_out = coalesce(went_out, :now), change = :change
WHERE story = (SELECT seq FROM stories WHERE id = :id)
"""
# What is about to go out, before any file of it does: a run may die in between.
GOING_OUT = """
UPDATE timed SET went_out = :now
WHERE story = (SELECT seq FROM stories WHERE id = :id) AND went_out IS NULL
"""
GOING = """
SELECT seq, id FROM timed JOIN stories ON seq = story
WHERE change IS NULL AND went_out IS NOT NULL
"""
NEVER_WENT = "UPDATE timed SET went_out = NULL WHERE story = :seq"
TAKEN_OUT = """
DELETE FROM timed WHERE story = (SELECT seq FROM stories WHERE id = :id)
"""
# What was looked at since is either out or waits for staff.
HAS_COME = """
SELECT EXISTS (SELECT 1 FROM timed JOIN stories ON seq = story WHERE change IS NULL
    AND (dirty = 1 OR timed.until <= :now AND hold_until IS NOT NULL))
"""
HOURS = """
SELECT id, timed.until, went_out FROM timed JOIN stories ON seq = story
WHERE story IN (SELECT value FROM json_each(:seqs))
"""
# What readers had of the one that stays they had before.
MERGED = """
UPDATE OR IGNORE timed SET story = :into
WHERE story = :seq AND (SELECT out FROM stories WHERE seq = :into) = ''
"""


def note(
    connection: sqlite3.Connection, looked_at: Iterable[Looked], now: datetime
) -> int:
    """Note of stories that were just published which wait; how many went out."""
    waiting = {row["id"] for row in connection.execute(WAITING)}
    out, gone = [], []
    for looked in looked_at:
        if looked.until:
            told = {"id": looked.id, "until": utc(looked.until)}
            connection.execute(WAITS, told)
        elif looked.id in waiting and looked.out:
            out.append(looked.id)
        elif looked.id in waiting and not looked.waits:
            gone.append({"id": looked.id})
    connection.executemany(TAKEN_OUT, gone)
    if out:
        change = int(meta(connection, "sequence")) + 1
        set_meta(connection, "sequence", str(change))
        names = {"now": utc(now), "change": change}
        connection.executemany(WENT_OUT, [names | {"id": each} for each in out])
    return len(out)


def going_out(
    connection: sqlite3.Connection, looked_at: Iterable[Looked], now: datetime
) -> None:
    """Note of what waited, before files change, that it goes out with them."""
    waiting = {row["id"] for row in connection.execute(WAITING)}
    going = [each.id for each in looked_at if each.out and each.id in waiting]
    names = {"now": utc(now)}
    connection.executemany(GOING_OUT, [names | {"id": each} for each in going])


def forget_going(connection: sqlite3.Connection, is_fed: Callable[[str], bool]) -> None:
    """Forget what a run that died before its files changed said to go out.

    What the feed tells, by its id, went out then, whoever notes it.
    """
    for row in connection.execute(GOING).fetchall():
        if not is_fed(row["id"]):
            connection.execute(NEVER_WENT, {"seq": row["seq"]})


def has_come(connection: sqlite3.Connection, now: datetime) -> bool:
    """Whether anything that waits may go out, if it is published now."""
    row = connection.execute(HAS_COME, {"now": utc(now)}).fetchone()
    return bool(row[0])


def hours(
    connection: sqlite3.Connection, seqs: Sequence[int]
) -> dict[str, tuple[datetime, datetime | None]]:
    """Of stories by their numbers: what hour they waited for, and when they went out.

    By id; None where readers do not have it yet.
    """
    rows = connection.execute(HOURS, {"seqs": dump(list(seqs))})
    return {
        row["id"]: (
            instant(row["until"]),
            instant_or_none(row["went_out"]),
        )
        for row in rows
    }


def merge(connection: sqlite3.Connection, seq: int, into: int) -> None:
    """Have a story that takes another in go out for it, if readers have neither."""
    connection.execute(MERGED, {"seq": seq, "into": into})
