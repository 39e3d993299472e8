"""What waits for staff, found without reading what does not.

Each query walks a small index, so that it costs what waits and not what there is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from syndicate.model import Evidence
from syndicate.store.decisions import word
from syndicate.store.reading import STORY, Told, read
from syndicate.store.records import instant, utc

MOST_PAIRS = 2_000  # findings looked at, the likeliest first

# What waits for staff comes before what waits for its hour.
HELD = f"""{STORY}
WHERE waits = 1 AND hidden = 0 AND not_ours = 0 AND retracted IS NULL
ORDER BY hold_until IS NOT NULL AND hold_until < '9999', hold_until DESC, sort_at DESC,
    id LIMIT :most
"""
NEWEST = f"{STORY} ORDER BY sort_at DESC, id LIMIT :most"
HELD_COUNT = """
SELECT count(*) FROM stories
WHERE waits = 1 AND hidden = 0 AND not_ours = 0 AND retracted IS NULL
"""
VANISHED = f"""{STORY}
WHERE original IN (SELECT ref FROM postings WHERE withdrawn <> '')
    AND paged = 1 AND hidden = 0 AND not_ours = 0 AND retracted IS NULL
ORDER BY sort_at DESC, id LIMIT :most
"""
# Stories of which a copy that we read tells another text than what is shown.
DIFFERING = f"""{STORY}
WHERE seq IN (
    SELECT stories.seq FROM stories
    JOIN postings AS shown ON shown.ref = stories.original
    WHERE sort_at >= :since AND hidden = 0 AND not_ours = 0 AND retracted IS NULL
        AND EXISTS (SELECT 1 FROM postings AS copy
            WHERE copy.story = stories.seq AND copy.withdrawn = ''
                AND copy.text_digest <> shown.text_digest)
    ORDER BY sort_at DESC, stories.id LIMIT :most)
ORDER BY sort_at DESC, id
"""
# Stories told by owned sources and no wire, or by wires and no owned one.
ONE_SIDED = f"""{STORY}
WHERE seq IN (
    SELECT stories.seq FROM stories
    WHERE sort_at >= :since AND hidden = 0 AND not_ours = 0 AND retracted IS NULL
        AND 1 = (SELECT count(DISTINCT sources.trust) FROM postings
            JOIN sources ON sources.id = postings.source
            WHERE postings.story = stories.seq AND sources.trust <> 'open')
    ORDER BY sort_at DESC, stories.id LIMIT :most)
ORDER BY sort_at DESC, id
"""
POSSIBLE = """
SELECT findings.one AS one_ref, findings.two AS two_ref, rule, detail, score,
    first.id AS one, second.id AS two, max(first.sort_at, second.sort_at) AS newest
FROM findings
JOIN postings AS mine ON mine.ref = findings.one
JOIN postings AS theirs ON theirs.ref = findings.two
JOIN stories AS first ON first.seq = mine.story
JOIN stories AS second ON second.seq = theirs.story
WHERE same IS NULL AND mine.story <> theirs.story
    AND first.retracted IS NULL AND second.retracted IS NULL
    AND first.hidden = 0 AND second.hidden = 0
    AND first.not_ours = 0 AND second.not_ours = 0
ORDER BY score DESC LIMIT :most
"""
LAST_RUN = "SELECT max(last_polled) AS at FROM sources"
FETCHES = """
SELECT at, status, documents, fetches.new, fetches.changed, fetches.skipped, reason,
    seconds
FROM fetches JOIN sources ON sources.id = fetches.source
WHERE sources.name = :source ORDER BY fetches.id DESC LIMIT :most
"""
# What any of the above depends on: forming, decisions, polls, answers.
MARK = """
SELECT (SELECT value FROM meta WHERE key = 'sequence'),
    (SELECT count(*) FROM decisions), (SELECT count(undone_at) FROM decisions),
    (SELECT count(*) FROM unformed), (SELECT max(id) FROM fetches),
    (SELECT max(at) FROM postponed), (SELECT count(*) FROM postponed),
    (SELECT count(*) FROM stories WHERE waits = 1), (SELECT max(at) FROM paused)
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two stories that are possibly one, by their ids, and what speaks for it."""

    one: str
    two: str
    evidence: Evidence
    newest: datetime


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one poll of a source came to."""

    at: datetime
    status: int
    documents: int
    new: int
    changed: int
    skipped: int
    reason: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Waiting:
    """Finds what waits for staff. Made by `Store.awaiting`."""

    connection: sqlite3.Connection

    def mark(self) -> str:
        """The same until any of what is found here may be another."""
        return repr(tuple(self.connection.execute(MARK).fetchone()))

    def newest(self, most: int) -> Iterator[Told]:
        """The newest few stories of all."""
        return read(self.connection, NEWEST, {"most": most})

    def held(self, most: int) -> Iterator[Told]:
        """Stories that waited when last looked at, those of staff first."""
        return read(self.connection, HELD, {"most": most})

    def held_count(self) -> int:
        """How many wait."""
        return int(self.connection.execute(HELD_COUNT).fetchone()[0])

    def vanished(self, most: int) -> Iterator[Told]:
        """Public stories whose original's place took it down, newest first."""
        return read(self.connection, VANISHED, {"most": most})

    def differing(self, since: datetime, most: int) -> Iterator[Told]:
        """Stories dated since then whose copies tell another text, newest first."""
        return read(self.connection, DIFFERING, {"since": utc(since), "most": most})

    def one_sided(self, since: datetime, most: int) -> Iterator[Told]:
        """Stories dated since then told by wires alone, or by owned sources alone."""
        return read(self.connection, ONE_SIDED, {"since": utc(since), "most": most})

    def pairs(self) -> list[Pair]:
        """Pairs of stories that are possibly one, each once, the newest first.

        None that staff parted.
        """
        parted = {
            frozenset((each.one, each.two))
            for each in word(self.connection).rulings
            if not each.same
        }
        found: dict[frozenset[str], Pair] = {}
        for row in self.connection.execute(POSSIBLE, {"most": MOST_PAIRS}):
            pair = _pair(row)
            if frozenset((row["one_ref"], row["two_ref"])) not in parted:
                found.setdefault(frozenset((pair.one, pair.two)), pair)
        return sorted(
            found.values(), key=lambda pair: (pair.newest, pair.one), reverse=True
        )

    def last_run(self) -> datetime | None:
        """When a source was last polled."""
        row = self.connection.execute(LAST_RUN).fetchone()
        return instant(row["at"]) if row["at"] else None

    def fetches(self, source: str, most: int = 10) -> list[Fetched]:
        """The last polls of a source, the newest first."""
        rows = self.connection.execute(FETCHES, {"source": source, "most": most})
        return [Fetched(instant(row["at"]), *tuple(row)[1:]) for row in rows]


def _pair(row: sqlite3.Row) -> Pair:
    return Pair(
        one=row["one"],
        two=row["two"],
        evidence=Evidence(row["rule"], row["detail"], row["score"]),
        newest=instant(row["newest"]),
    )
