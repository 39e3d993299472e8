"""What goes out of the database to be published, and what came of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from syndicate.model import Brief
from syndicate.store.catalogue import touch_all
from syndicate.store.columns import dump, instant, utc, utc_or_none
from syndicate.store.meta import find_meta, set_meta
from syndicate.store.records import pack_brief, unpack_brief

COUNTED = {
    "sources": "SELECT count(*) FROM sources",
    "postings": "SELECT count(*) FROM postings",
    "revisions": "SELECT count(*) FROM revisions",
    "stories": "SELECT count(*) FROM stories",
    "appearances": "SELECT count(*) FROM appearances",
    "decisions": "SELECT count(*) FROM decisions WHERE undone_at IS NULL",
}
BRIEFED = """
SELECT seq, original, brief FROM stories WHERE seq > :after AND brief <> ''
ORDER BY seq LIMIT :most
"""
COUNT_BRIEFED = "SELECT count(*) FROM stories WHERE seq > :after AND brief <> ''"
OUT = """
UPDATE stories SET dirty = 0, paged = :paged, waits = :waits,
    hold_until = coalesce(CASE WHEN hold_until > :now THEN hold_until END, :again),
    out = CASE WHEN :out <> '' THEN :out ELSE out END,
    out_red = CASE WHEN :out <> '' THEN :out_red ELSE out_red END
WHERE id = :id
"""


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How much there is of what."""
    return {
        name: int(connection.execute(query).fetchone()[0])
        for name, query in COUNTED.items()
    }


def count_joined(connection: sqlite3.Connection, source: int, since: str) -> int:
    """How many of a source's postings since then belong to stories others tell too."""
    row = connection.execute(
        "SELECT count(*) FROM postings AS mine WHERE source = :source"
        " AND first_seen >= :since AND EXISTS (SELECT 1 FROM postings AS other"
        " WHERE other.story = mine.story AND other.ref <> mine.ref)",
        {"source": source, "since": since},
    ).fetchone()
    return int(row[0])


def keep_briefs(
    connection: sqlite3.Connection, briefs: Iterable[tuple[int, Brief]]
) -> None:
    """Keep briefs by the sequence number of their stories."""
    connection.executemany(
        "UPDATE stories SET brief = ?, dirty = 1 WHERE seq = ?",
        [(pack_brief(brief), seq) for seq, brief in briefs],
    )


def begin_checking(connection: sqlite3.Connection, rules: str) -> int:
    """How many briefs other rules made; that these are by those holds no more."""
    if find_meta(connection, "checking") == rules:
        return 0
    set_meta(connection, "checking", "")
    after = _checked_until(connection, rules)
    count = connection.execute(COUNT_BRIEFED, {"after": after}).fetchone()
    return int(count[0])


def to_check(
    connection: sqlite3.Connection, rules: str, most: int
) -> list[tuple[int, int, Brief]]:
    """The next few stories whose brief other rules made: with original and brief."""
    if find_meta(connection, "checking") == rules:
        return []
    names = {"after": _checked_until(connection, rules), "most": most}
    return [
        (row["seq"], row["original"], unpack_brief(row["brief"]))
        for row in connection.execute(BRIEFED, names).fetchall()
    ]


def checked(connection: sqlite3.Connection, rules: str, until: int) -> None:
    """Note that the briefs up to that story's were made by these rules."""
    set_meta(connection, "checked", dump([rules, until]))


def end_checking(connection: sqlite3.Connection, rules: str) -> None:
    """Note that every brief was made by these rules."""
    if find_meta(connection, "checking") != rules:
        set_meta(connection, "checking", rules)
        checked(connection, "", 0)


def render_anew(connection: sqlite3.Connection, rendering: str) -> None:
    """Have every page written again if how pages are rendered changed."""
    if find_meta(connection, "rendering") == rendering:
        return
    connection.execute("UPDATE stories SET dirty = 1 WHERE dirty = 0")
    touch_all(connection)
    set_meta(connection, "rendering", rendering)


def lost_pages(connection: sqlite3.Connection, there: frozenset[str]) -> None:
    """Have the pages written again that the output folder should hold and does not."""
    rows = connection.execute(
        "SELECT seq, 'stories/' || slug || '-' || short_id || '.html' AS page"
        " FROM stories WHERE paged = 1"
    )
    lost = [(row["seq"],) for row in rows if row["page"] not in there]
    connection.executemany("UPDATE stories SET dirty = 1 WHERE seq = ?", lost)


def left(connection: sqlite3.Connection, now: datetime) -> dict[str, int]:
    """The folders of pages as `leave` noted them today; later all is looked at anew."""
    told = find_meta(connection, "left")
    day, folders = json.loads(told) if told else ("", {})
    return dict(folders) if day == now.date().isoformat() else {}


def leave(
    connection: sqlite3.Connection, folders: dict[str, int], now: datetime
) -> None:
    """Note when each folder of pages last changed.

    A day's first run looks at every page, whatever the folders say: a copy that was put
    back with its times would go unnoticed for ever.
    """
    if left(connection, now) != folders:
        set_meta(connection, "left", dump([now.date().isoformat(), folders]))


def removals(connection: sqlite3.Connection) -> list[str]:
    """The pages of retired stories, and feeds, that must leave the output folder."""
    return [
        row["page"]
        for row in connection.execute("SELECT page FROM removals ORDER BY page")
    ]


def retired(connection: sqlite3.Connection) -> list[tuple[str, datetime]]:
    """The ids that readers saw until another story took them over, and when."""
    rows = connection.execute(
        "SELECT id, retired FROM aliases WHERE retired IS NOT NULL ORDER BY id"
    )
    return [(row["id"], instant(row["retired"])) for row in rows]


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a story that was looked at: has it a page, does it wait.

    `out` is the version of it that readers have now, "" when they have none, and `red`
    the red checks in that. `until` is the hour that it waits for before they do;
    `whole` the one from which they miss no place of it, None where they miss none.
    """

    id: str
    paged: bool
    waits: bool = False
    out: str = ""
    red: tuple[str, ...] = ()
    until: datetime | None = None
    whole: datetime | None = None


def went_out(
    connection: sqlite3.Connection,
    looked_at: Iterable[Looked],
    gone: Iterable[str],
    now: datetime,
) -> None:
    """Note what was published."""
    connection.executemany(OUT, (_out(each, now) for each in looked_at))
    connection.executemany(
        "DELETE FROM removals WHERE page = ?", [(page,) for page in gone]
    )


def _out(looked: Looked, now: datetime) -> dict[str, object]:
    again = max(filter(None, (looked.until, looked.whole)), default=None)
    return {
        "id": looked.id,
        "paged": looked.paged,
        "waits": looked.waits,
        "out": looked.out,
        "out_red": dump(looked.red),
        "again": utc_or_none(again),
        "now": utc(now),
    }


def _checked_until(connection: sqlite3.Connection, rules: str) -> int:
    """The story up to which a run that was cut short came with these rules."""
    told = find_meta(connection, "checked")
    by, until = json.loads(told) if told else ("", 0)
    return int(until) if by == rules else 0
