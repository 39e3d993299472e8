"""The tellings of a story beside its original, their summaries, and earlier texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from syndicate.brief.drift import Copy, find_drift
from syndicate.brief.retelling import retell
from syndicate.model import Drift, Release, Retelling, Standing, Story
from syndicate.store.reading import original

MOST_BEFORE = 3  # texts that the original had before
MOST_COPIES = 50

TOLD = """
SELECT appearances.place, postings.ref FROM appearances
JOIN stories ON stories.seq = appearances.story
JOIN postings ON postings.ref = appearances.posting
WHERE stories.id = :id ORDER BY appearances.position
"""
SUMMED_UP = """
SELECT postings.ref, appearances.place LIKE 'posting:%'
    AND appearances.standing = 'seen'
    AND (postings.form <> 'article' OR postings.record ->> 'summary' <> '') AS summed
FROM appearances JOIN stories ON stories.seq = appearances.story
JOIN postings ON postings.ref = appearances.posting
WHERE stories.id = :id ORDER BY appearances.position
"""
ORIGINAL = "SELECT original FROM stories WHERE id = :id"
BEFORE = """
SELECT title, text FROM revisions WHERE posting = :ref ORDER BY number DESC LIMIT :most
"""


def drift(connection: sqlite3.Connection, story: Story) -> tuple[Drift, ...]:
    """What the seen copies of a stored story tell otherwise than its original."""
    seen = [each for each in story.appearances if each.standing is Standing.SEEN]
    if len(seen) < 2:
        return ()
    row = connection.execute(ORIGINAL, {"id": story.id}).fetchone()
    before = tuple(_before(connection, row["original"], story.original))
    copies = _copies(connection, story, row["original"])
    return find_drift(story.original, copies, before)


def retold(connection: sqlite3.Connection, story: Story) -> tuple[Retelling, ...]:
    """The summaries that came with the seen tellings of a stored story."""
    rows = connection.execute(SUMMED_UP, {"id": story.id}).fetchall()
    summed = (
        Copy(appearance, original(connection, row["ref"]))
        for appearance, row in zip(story.appearances, rows, strict=True)
        if row["summed"]
    )
    return retell(story.original, islice(summed, MOST_COPIES))


def _copies(connection: sqlite3.Connection, story: Story, shown: int) -> Iterator[Copy]:
    rows = connection.execute(TOLD, {"id": story.id}).fetchall()
    taken = 0
    for appearance, row in zip(story.appearances, rows, strict=True):
        own = row["place"].startswith("posting:") and row["ref"] != shown
        if own and appearance.standing is Standing.SEEN and taken < MOST_COPIES:
            taken += 1
            yield Copy(appearance, original(connection, row["ref"]))


def _before(
    connection: sqlite3.Connection, ref: int, now: Release
) -> Iterator[Release]:
    """What the original told before, the last first; only title and text were kept."""
    for row in connection.execute(BEFORE, {"ref": ref, "most": MOST_BEFORE}):
        yield replace(now, title=row["title"], text=row["text"])
