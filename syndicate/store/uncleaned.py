"""Postings that could not be cleaned: kept as told, beside those that could.

None is a posting to anybody else: nothing matches, briefs or shows it. It is cleaned
again when it is told otherwise, or when the rules of cleaning change.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from syndicate.store.columns import utc
from syndicate.store.postings import Told
from syndicate.store.records import pack_posting, unpack_posting

KNOWN = """
SELECT item, told_digest, reason FROM uncleaned WHERE source = :source
"""
KEEP = """
INSERT INTO uncleaned (source, item, document, locator, told_digest, teaser_digest,
    told, reason, first_seen)
VALUES (:source, :item, :document, :locator, :digest, :teaser, :told, :reason, :now)
ON CONFLICT (source, item) DO UPDATE SET
    document = excluded.document, locator = excluded.locator,
    told_digest = excluded.told_digest, teaser_digest = excluded.teaser_digest,
    told = excluded.told, reason = excluded.reason
"""
OUTDATED = """
SELECT item FROM uncleaned WHERE source = :source AND told_digest = '' ORDER BY item
"""
READ = """
SELECT uncleaned.*, sources.name AS source_name
FROM uncleaned JOIN sources ON sources.id = source
WHERE source = :source AND item = :item
"""


@dataclass(frozen=True, slots=True)
class Uncleaned:
    """Why a telling could not be cleaned, and the digest it is known by."""

    digest: str
    reason: str


def uncleaned(connection: sqlite3.Connection, source: int) -> dict[str, Uncleaned]:
    """What a source told that could not be cleaned, by item."""
    return {
        row["item"]: Uncleaned(row["told_digest"], row["reason"])
        for row in connection.execute(KNOWN, {"source": source})
    }


def keep_uncleaned(
    connection: sqlite3.Connection, told: Told, reason: str, now: datetime
) -> None:
    """Keep a posting as told; the latest telling of an item takes the place."""
    names = {
        "source": told.source,
        "item": told.posting.item,
        "document": told.document,
        "locator": told.posting.locator,
        "digest": told.digest,
        "teaser": told.teaser,
        "told": told.packed or pack_posting(told.posting),
        "reason": reason,
        "now": utc(now),
    }
    connection.execute(KEEP, names)


def outdated(connection: sqlite3.Connection, source: int) -> Iterator[Told]:
    """What must be cleaned again because the rules changed; without a digest.

    One is read at a time: each may be as large as a document.
    """
    names = {"source": source}
    for (item,) in connection.execute(OUTDATED, names).fetchall():
        row = connection.execute(READ, {"source": source, "item": item}).fetchone()
        posting = unpack_posting(row)
        yield Told(source, row["document"], posting, "", row["teaser_digest"])


def drop_uncleaned(connection: sqlite3.Connection, source: int, item: str) -> None:
    """Forget a telling: it was cleaned at last, or its place took it back."""
    connection.execute(
        "DELETE FROM uncleaned WHERE source = :source AND item = :item",
        {"source": source, "item": item},
    )
