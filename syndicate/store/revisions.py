"""What postings told before: of a text that changes at every poll, one for each day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from syndicate.model import Version
from syndicate.store.columns import instant, utc

# The last texts of a posting, which are always kept: a day of hourly polls, and more
# than the changes that a story tells. No release that people edit comes so far.
LAST_TEXTS = 24

# Numbers go on past what was let go, so that a gap in them says how many went.
REVISE = """
INSERT INTO revisions (posting, number, until, title, text, told)
SELECT ref, 1 + (SELECT coalesce(max(number), 0) FROM revisions WHERE posting = ref),
    :now, title, text, told
FROM postings WHERE ref = :ref
"""
# What stood from one moment to the next of the same day, and not when an edition of the
# digest was closed. The first of all has none before it, and stays. What is older than
# a gap was looked at when it was the oldest.
LET_GO = """
WITH RECURSIVE aged (number) AS (
    SELECT max(number) - :last FROM revisions WHERE posting = :ref
    UNION ALL SELECT aged.number - 1 FROM aged JOIN revisions AS older
        ON older.posting = :ref AND older.number = aged.number - 1
)
DELETE FROM revisions WHERE posting = :ref AND number IN (SELECT number FROM aged)
    AND EXISTS (SELECT 1 FROM revisions AS before
        WHERE before.posting = :ref AND before.number = (SELECT max(number)
            FROM revisions AS each
            WHERE each.posting = :ref AND each.number < revisions.number)
        AND substr(before.until, 1, 10) = substr(revisions.until, 1, 10)
        AND NOT EXISTS (SELECT 1 FROM editions
            WHERE closed_at >= before.until AND closed_at < revisions.until))
"""
VERSIONS = """
SELECT until, title, text, number - 1 - coalesce((SELECT max(number)
    FROM revisions AS before
    WHERE before.posting = revisions.posting AND before.number < revisions.number), 0)
    AS let_go
FROM revisions
WHERE posting = (SELECT original FROM stories WHERE id = :id) ORDER BY number DESC
LIMIT :most
"""


def revise(connection: sqlite3.Connection, ref: int, now: datetime) -> None:
    """Keep what a posting tells, as it is about to tell something else.

    Of its older texts those are let go that stood neither when a day began (UTC) nor
    when an edition was closed: what it said on a day, and when staff were told of it,
    can be shown for ever.
    """
    connection.execute(REVISE, {"ref": ref, "now": utc(now)})
    connection.execute(LET_GO, {"ref": ref, "last": LAST_TEXTS})


def versions(
    connection: sqlite3.Connection, story_id: str, most: int
) -> Iterator[Version]:
    """What a story's original told before, the newest first, so many at most."""
    for row in connection.execute(VERSIONS, {"id": story_id, "most": most}):
        yield Version(instant(row["until"]), row["title"], row["text"], row["let_go"])
