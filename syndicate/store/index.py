"""What matching asks of the store, and where what it found is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from syndicate.match import (
    Candidate,
    Finding,
    Key,
    Member,
    Role,
    Sketch,
    Verdict,
    sketch,
)
from syndicate.store.equals import part_equals, same_text
from syndicate.store.frequencies import shipped
from syndicate.store.members import MEMBER, member
from syndicate.store.sketches import (
    drop_sketch,
    headlines_near,
    keep_sketch,
    near,
    near_headline,
)

BEARERS = f"""
SELECT found.*, keys.role, keys.url AS key_url
FROM keys JOIN ({MEMBER}) AS found ON found.ref = keys.posting
WHERE keys.key = :key AND keys.posting <> :ref
ORDER BY found.source_name, found.item
"""
RECONSIDER = """
UPDATE postings SET pending = 1 WHERE ref IN (
    SELECT two FROM findings WHERE one = :ref
    UNION SELECT one FROM findings WHERE two = :ref)
"""
KEEP_FINDING = """
INSERT OR REPLACE INTO findings (one, two, key, same, rule, detail, score)
VALUES (:one, :two, :key, :same, :rule, :detail, :score)
"""


@dataclass(frozen=True, slots=True)
class StoreIndex:
    """The store as matching sees it (`match.Index`)."""

    connection: sqlite3.Connection

    def bearers(self, ref: int, key: str) -> Iterator[tuple[Member, Role, str]]:
        """The other releases that bear a key, how, and the address it is from."""
        names = {"ref": ref, "key": key}
        for row in self.connection.execute(BEARERS, names).fetchall():
            yield member(row), Role(row["role"]), row["key_url"]

    def same_text(self, told: Member) -> Iterator[Member]:
        """The few other releases with a member's text whose items are next to its."""
        return same_text(self.connection, told)

    def near(self, ref: int, sketch: Sketch) -> Iterator[Member]:
        """The few releases with a text that share most with a sketch."""
        return (each.member for each in near(self.connection, ref, sketch))

    def near_headline(self, ref: int, sketch: Sketch) -> Iterator[Member]:
        """The few releases with a text that a headline may be of."""
        return (each.member for each in near_headline(self.connection, ref, sketch))

    def headlines_near(self, ref: int, sketch: Sketch) -> Iterator[Member]:
        """The few headlines that may be of a release with a text."""
        return (each.member for each in headlines_near(self.connection, ref, sketch))


def candidate(
    connection: sqlite3.Connection,
    ref: int,
    keys: tuple[Key, ...],
    was: Member | None = None,
) -> Candidate:
    """A kept release as matching takes it; from now on it is found by others.

    `was` is what it was before it changed: by that it is found no longer.
    """
    connection.execute(RECONSIDER, {"ref": ref})
    connection.execute("DELETE FROM keys WHERE posting = :ref", {"ref": ref})
    connection.execute(
        "DELETE FROM findings WHERE one = :ref OR two = :ref", {"ref": ref}
    )
    connection.executemany(
        "INSERT INTO keys (key, posting, role, url) VALUES (?, ?, ?, ?)",
        [(key.value, ref, key.role, key.url) for key in keys],
    )
    if was is not None:
        drop_sketch(connection, ref, sketch(was, shipped()))
    told = read_candidate(connection, ref, keys)
    keep_sketch(connection, ref, told.sketch, headline=not told.member.has_text)
    return told


def read_candidate(
    connection: sqlite3.Connection, ref: int, keys: tuple[Key, ...]
) -> Candidate:
    """A kept release as matching takes it."""
    row = connection.execute(f"{MEMBER} WHERE ref = :ref", {"ref": ref}).fetchone()
    told = member(row)
    return Candidate(told, keys, sketch(told, shipped()))


def keep_verdict(connection: sqlite3.Connection, ref: int, verdict: Verdict) -> None:
    """Keep what matching found; both sides of a finding must be formed anew."""
    part_equals(connection, ref)
    connection.executemany(
        KEEP_FINDING, [_finding(ref, finding) for finding in verdict.findings]
    )


def _finding(ref: int, finding: Finding) -> dict[str, object]:
    one, two = sorted((ref, finding.other))
    return {
        "one": one,
        "two": two,
        "key": finding.key,
        "same": finding.same,
        "rule": finding.evidence.rule,
        "detail": finding.evidence.detail,
        "score": finding.evidence.score,
    }
