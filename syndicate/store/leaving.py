"""Postings that leave: gone from their list, or taken down by their place.

A list holds the newest items, so an item that is older than all that are left has
merely rolled off. One that is missing among older ones is suspected withdrawn, and
believed to be when several good polls agree. Nothing is deleted; it can come back.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

LEFT = """
UPDATE postings SET present = 0, last_seen = coalesce(
    (SELECT last_success FROM sources WHERE id = :source), last_seen)
WHERE source = :source AND document = :document AND present = 1
    AND ref NOT IN (SELECT value FROM json_each(:refs))
"""
BACK = """
UPDATE postings SET absent_polls = 0, pending = max(pending, withdrawn <> ''),
    withdrawn = ''
WHERE absent_polls > 0 AND ref IN (SELECT value FROM json_each(:refs))
"""
MISSED = """
UPDATE postings SET absent_polls = absent_polls + 1
WHERE source = :source AND document = :document AND present = 0 AND withdrawn = ''
    AND coalesce(published, first_seen) > (
        SELECT min(coalesce(published, first_seen)) FROM postings
        WHERE source = :source AND document = :document AND present = 1)
"""
MISSED_AGAIN = """
UPDATE postings SET absent_polls = absent_polls + 1
WHERE source = :source AND document = :document AND present = 0 AND withdrawn = ''
    AND absent_polls > 0
"""
BELIEVED = """
UPDATE postings SET pending = 1,
    withdrawn = 'missing from its list for ' || absent_polls || ' polls'
WHERE source = :source AND document = :document AND present = 0 AND withdrawn = ''
    AND absent_polls >= :agree
"""
SUSPECTED = """
SELECT item, url FROM postings
WHERE source = :source AND present = 0 AND withdrawn = '' AND absent_polls > 0
    AND url LIKE 'http%' ORDER BY absent_polls, ref DESC LIMIT 10
"""
TAKEN_DOWN = """
UPDATE postings SET withdrawn = :reason, pending = 1
WHERE source = :source AND item = :item AND withdrawn IS NOT :reason
"""
TOLD = """
SELECT count(*) FROM postings
WHERE source = :source AND document = :document AND present = 1
"""


@dataclass(frozen=True, slots=True)
class List:
    """A document that lists items, and how many polls must agree that one left."""

    source: int
    document: str
    agree: int


def told_by(connection: sqlite3.Connection, source: int, document: str) -> int:
    """How many postings a document told last."""
    row = connection.execute(TOLD, {"source": source, "document": document}).fetchone()
    return int(row[0])


def note_left(connection: sqlite3.Connection, listed: List, refs: str) -> None:
    """Note what a document, read whole, no longer tells; `refs`: JSON of what it does.

    `agree` 0 means that leaving proves nothing: a file is not a window on a list.
    """
    names = {
        "source": listed.source,
        "document": listed.document,
        "agree": listed.agree,
        "refs": refs,
    }
    connection.execute(LEFT, names)
    connection.execute(BACK, names)
    if listed.agree:
        connection.execute(MISSED, names)
        connection.execute(BELIEVED, names)


def note_unchanged(connection: sqlite3.Connection, listed: List) -> None:
    """Note that a good poll found the document as it was: it agrees with the last."""
    names = {
        "source": listed.source,
        "document": listed.document,
        "agree": listed.agree,
    }
    if listed.agree:
        connection.execute(MISSED_AGAIN, names)
        connection.execute(BELIEVED, names)


def suspected(connection: sqlite3.Connection, source: int) -> list[tuple[str, str]]:
    """The newest few items that left their list, each with its page's address."""
    rows = connection.execute(SUSPECTED, {"source": source})
    return [(row["item"], row["url"]) for row in rows]


def take_down(
    connection: sqlite3.Connection, source: int, item: str, reason: str
) -> int | None:
    """Mark a posting as withdrawn by its place; its reference, None if unknown."""
    names = {"source": source, "item": item, "reason": reason}
    row = connection.execute(
        "SELECT ref FROM postings WHERE source = :source AND item = :item", names
    ).fetchone()
    if row is None:
        return None
    connection.execute(TAKEN_DOWN, names)
    return int(row["ref"])
