"""What waits for staff, found without reading what does not.

Each query walks a small index, so that it costs what waits and not what there is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from syndicate.brief.drift import VERSION
from syndicate.model import Act, Evidence, Stored
from syndicate.store.columns import dump, instant, instant_or_none, utc
from syndicate.store.reading import STORY, read, told

MOST_PAIRS = 2_000  # findings looked at, the likeliest first

# Those of staff, and those that wait for their hour; the newest first.
HELD = """
SELECT seq, coalesce(hold_until > :now AND hold_until < '9999', 0) AS timed
FROM stories
WHERE waits = 1 AND hidden = 0 AND not_ours = 0 AND retracted IS NULL
ORDER BY timed, CASE WHEN timed THEN hold_until END, hold_until DESC, sort_at DESC, id
"""
NEWEST = f"{STORY} ORDER BY sort_at DESC, id LIMIT :most"
VANISHED = """
SELECT seq, id, shown FROM stories
WHERE original IN (SELECT ref FROM postings WHERE withdrawn <> '')
    AND paged = 1 AND hidden = 0 AND not_ours = 0 AND retracted IS NULL
ORDER BY sort_at DESC, id
"""
# Stories of which a copy that we read tells another text than what is shown, unless the
# two were compared and say the same.
DIFFERING = """
SELECT stories.seq FROM stories
JOIN postings AS shown ON shown.ref = stories.original
LEFT JOIN compared ON compared.story = stories.seq AND version = :version
WHERE sort_at >= :since AND hidden = 0 AND not_ours = 0 AND retracted IS NULL
    AND coalesce(compared.record <> '[]', EXISTS (SELECT 1 FROM postings AS copy
        WHERE copy.story = stories.seq AND copy.withdrawn = ''
            AND copy.text_digest <> shown.text_digest))
ORDER BY sort_at DESC, stories.id LIMIT :most
"""
# Stories told by owned sources and no wire, or by wires and no owned one.
ONE_SIDED = """
SELECT seq FROM stories
WHERE sort_at >= :since AND sort_at <= :until
    AND hidden = 0 AND not_ours = 0 AND retracted IS NULL
    AND 1 = (SELECT count(DISTINCT sources.trust) FROM postings
        JOIN sources ON sources.id = postings.source
        WHERE postings.story = stories.seq AND sources.trust <> 'open')
ORDER BY sort_at DESC, id LIMIT :most
"""
# The last word of staff on two postings, as `match.staff` takes it: whether it parts
# them. Most were never decided about, and cost one look into an index.
PARTED = """coalesce((SELECT act <> 'merge' FROM decided AS mine_
    JOIN decided AS theirs_ ON theirs_.decision = mine_.decision
    JOIN decisions ON decisions.number = mine_.decision
    WHERE mine_.source = my_source.name AND mine_.item = mine.item
        AND theirs_.source = their_source.name AND theirs_.item = theirs.item
        AND undone_at IS NULL AND (act = 'merge'
            OR act IN ('apart', 'split') AND mine_.side <> theirs_.side)
    ORDER BY number DESC LIMIT 1), 0)"""
# A story is not looked at before it is shown: when it is from, its postings say, too.
POSSIBLE = f"""
SELECT one AS one_ref, two AS two_ref, mine.story AS one, theirs.story AS two,
    max(coalesce(mine.published, mine.first_seen),
        coalesce(theirs.published, theirs.first_seen)) AS newest
FROM findings
JOIN postings AS mine ON mine.ref = findings.one
JOIN postings AS theirs ON theirs.ref = findings.two
JOIN sources AS my_source ON my_source.id = mine.source
JOIN sources AS their_source ON their_source.id = theirs.source
WHERE same IS NULL AND mine.story <> theirs.story
    AND mine.story NOT IN ({{out}}) AND theirs.story NOT IN ({{out}})
    AND NOT {PARTED}
ORDER BY score DESC LIMIT :most
""".format(
    out="SELECT seq FROM stories"
    " WHERE hidden = 1 OR not_ours = 1 OR retracted IS NOT NULL"
)
EVIDENCE = """
SELECT rule, detail, score FROM findings
WHERE one = :one AND two = :two AND same IS NULL ORDER BY score DESC LIMIT 1
"""
# Pairs that somebody put off, by the short ids of their stories.
LATER = """
SELECT one.seq AS one, two.seq AS two FROM postponed
JOIN stories AS one ON one.short_id = substr(subject, 1, instr(subject, ' ') - 1)
JOIN stories AS two ON two.short_id = substr(subject, instr(subject, ' ') + 1)
WHERE matter = 'pair' AND until > :now
"""
# What was answered of these stories, by what the matter was called.
SETTLED = """
SELECT detail FROM decisions
WHERE act = :act AND undone_at IS NULL AND number IN (
    SELECT decision FROM stories JOIN postings ON postings.story = stories.seq
    JOIN sources ON sources.id = postings.source
    JOIN decided ON decided.source = sources.name AND decided.item = postings.item
    WHERE stories.id IN (SELECT value FROM json_each(:stories)))
"""
LAST_RUN = "SELECT max(last_polled) AS at FROM sources"
FETCHES = """
SELECT at, status, documents, fetches.new, fetches.changed, fetches.skipped, reason,
    seconds
FROM fetches JOIN sources ON sources.id = fetches.source
WHERE sources.name = :source ORDER BY fetches.id DESC LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two stories that are possibly one, by their numbers; `refs`: what was alike."""

    one: int
    two: int
    refs: tuple[int, int]


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

    def newest(self, most: int) -> Iterator[Stored]:
        """The newest few stories of all."""
        return read(self.connection, NEWEST, {"most": most})

    def told(self, numbers: Iterable[int]) -> Iterator[Stored]:
        """The stories of these numbers, each read when it is asked for."""
        return (told(self.connection, number) for number in numbers)

    def held(self, now: datetime) -> tuple[list[int], list[int]]:
        """What waited when last looked at: for staff, and for its hour."""
        rows = self.connection.execute(HELD, {"now": utc(now)}).fetchall()
        return (
            [row["seq"] for row in rows if not row["timed"]],
            [row["seq"] for row in rows if row["timed"]],
        )

    def vanished(self) -> list[tuple[int, str, str]]:
        """Public stories whose original's place took it down, the newest first.

        Each with its id and the version of its text.
        """
        return [tuple(row) for row in self.connection.execute(VANISHED)]

    def differing(self, since: datetime, most: int) -> list[int]:
        """Stories dated since then whose copies may tell otherwise, newest first."""
        names = {"since": utc(since), "version": VERSION, "most": most}
        return [row["seq"] for row in self.connection.execute(DIFFERING, names)]

    def one_sided(self, since: datetime, until: datetime, most: int) -> list[int]:
        """Stories dated between these told by wires alone, or by owned sources."""
        names = {"since": utc(since), "until": utc(until), "most": most}
        return [row["seq"] for row in self.connection.execute(ONE_SIDED, names)]

    def pairs(self, now: datetime, most: int) -> tuple[list[Pair], int]:
        """The newest pairs of stories that are possibly one, and how many there are.

        None that staff parted or put off.
        """
        later = self.connection.execute(LATER, {"now": utc(now)})
        known = {_both(row["one"], row["two"]) for row in later}
        found = []
        for row in self.connection.execute(POSSIBLE, {"most": MOST_PAIRS}):
            both = _both(row["one"], row["two"])
            if both not in known:
                known.add(both)
                found.append((row["newest"], *tuple(row)[:4]))
        found.sort(reverse=True)
        shown = [Pair(one, two, (a, b)) for _, a, b, one, two in found[:most]]
        return shown, len(found)

    def evidence(self, pair: Pair) -> Evidence:
        """What speaks for a pair."""
        names = {"one": pair.refs[0], "two": pair.refs[1]}
        return Evidence(*self.connection.execute(EVIDENCE, names).fetchone())

    def settled(self, act: Act, stories: Iterable[str]) -> frozenset[str]:
        """What of these stories was answered with this act, by its subject."""
        names = {"act": act, "stories": dump(list(stories))}
        rows = self.connection.execute(SETTLED, names)
        return frozenset(row["detail"] for row in rows)

    def last_run(self) -> datetime | None:
        """When a source was last polled."""
        row = self.connection.execute(LAST_RUN).fetchone()
        return instant_or_none(row["at"])

    def fetches(self, source: str, most: int = 10) -> list[Fetched]:
        """The last polls of a source, the newest first."""
        rows = self.connection.execute(FETCHES, {"source": source, "most": most})
        return [Fetched(instant(row["at"]), *tuple(row)[1:]) for row in rows]


def _both(one: int, two: int) -> tuple[int, int]:
    """Two stories, whichever is named first."""
    return (one, two) if one < two else (two, one)
