"""The tellings of a story beside its original, their summaries, and earlier texts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

from syndicate.brief.drift import VERSION, Copy, find_drift
from syndicate.brief.retelling import retell
from syndicate.model import Drift, Release, Retelling, Standing, Story
from syndicate.store.columns import dump, utc
from syndicate.store.reading import original, told

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
COMPARED = """
SELECT record FROM compared JOIN stories ON stories.seq = compared.story
WHERE id = :id AND version = :version
"""
# Stories with a copy of another text, which were not compared since anything changed.
UNCOMPARED = """
SELECT stories.seq FROM stories
JOIN postings AS shown ON shown.ref = stories.original
WHERE sort_at >= :since AND EXISTS (SELECT 1 FROM postings AS copy
        WHERE copy.story = stories.seq AND copy.withdrawn = ''
            AND copy.text_digest <> shown.text_digest)
    AND NOT EXISTS (SELECT 1 FROM compared
        WHERE compared.story = stories.seq AND version = :version)
"""
KEEP = """
INSERT OR REPLACE INTO compared (story, version, record)
VALUES (:story, :version, :record)
"""
ORIGINAL = "SELECT original FROM stories WHERE id = :id"
BEFORE = """
SELECT title, text FROM revisions WHERE posting = :ref ORDER BY number DESC LIMIT :most
"""


def drift(connection: sqlite3.Connection, story: Story) -> tuple[Drift, ...]:
    """What the seen copies of a stored story tell otherwise than its original.

    As it was compared last, if nothing of it changed since then.
    """
    names = {"id": story.id, "version": VERSION}
    row = connection.execute(COMPARED, names).fetchone()
    if row:
        return tuple(
            Drift(story.appearances[place], *told)
            for place, *told in json.loads(row["record"])
        )
    return _compare(connection, story)


def keep_compared(connection: sqlite3.Connection, since: datetime) -> None:
    """Compare the copies of stories dated since then that have to be, and keep it."""
    names = {"since": utc(since), "version": VERSION}
    for row in connection.execute(UNCOMPARED, names).fetchall():
        story, _ = told(connection, row["seq"])
        record = [
            [story.appearances.index(each.appearance), *_told(each)]
            for each in _compare(connection, story)
        ]
        names = {"story": row["seq"], "version": VERSION, "record": dump(record)}
        connection.execute(KEEP, names)


def _told(drift: Drift) -> tuple[object, ...]:
    return (drift.name, drift.told, drift.here, drift.outdated)


def _compare(connection: sqlite3.Connection, story: Story) -> tuple[Drift, ...]:
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
