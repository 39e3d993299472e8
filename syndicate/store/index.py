"""What matching asks of the store, and where what it found is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from syndicate.match import (
    Candidate,
    Finding,
    Member,
    Role,
    Sketch,
    Trace,
    Verdict,
    sketch,
)
from syndicate.store.bearers import bearers, keep_keys, part_bearers, shared_keys
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

RECONSIDER = """
UPDATE postings SET pending = 1 WHERE ref IN (
    SELECT two FROM findings WHERE one = :ref
    UNION SELECT one FROM findings WHERE two = :ref)
"""
MEMBER_OF = f"{MEMBER} WHERE ref = :ref"
FORGET_KEYS = "DELETE FROM keys WHERE posting = :ref"
FORGET_FINDINGS = "DELETE FROM findings WHERE one = :ref OR two = :ref"
KEEP_FINDING = """
INSERT OR REPLACE INTO findings (one, two, key, same, rule, detail, score)
VALUES (:one, :two, :key, :same, :rule, :detail, :score)
"""


@dataclass(frozen=True, slots=True)
class StoreIndex:
    """The store as matching sees it (`match.Index`)."""

    connection: sqlite3.Connection

    def bearers(self, told: Member, key: str) -> Iterator[tuple[Member, Role, str]]:
        """The few other bearers of a key next to a release, how, and from where."""
        return bearers(self.connection, told, key)

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
    told: Member,
    found_by: Trace,
    was: Member | None = None,
) -> Candidate:
    """A kept release as matching takes it; from now on it is found by others.

    `was` is what it was before it changed: by that it is found no longer.
    """
    ref = told.ref
    if was is not None:
        connection.execute(RECONSIDER, {"ref": ref})
        connection.execute(FORGET_KEYS, {"ref": ref})
        connection.execute(FORGET_FINDINGS, {"ref": ref})
        drop_sketch(connection, ref, sketch(was, shipped()))
    keep_keys(connection, told, found_by.keys)
    shared = shared_keys(connection, told, found_by.keys)
    part_bearers(connection, told, shared)
    keep_sketch(connection, ref, found_by.sketch, headline=not told.has_text)
    return Candidate(told, shared, found_by.sketch)


def read_candidate(
    connection: sqlite3.Connection, ref: int, found_by: Trace
) -> Candidate:
    """A kept release, which others find already, as matching takes it."""
    told = read_member(connection, ref)
    shared = shared_keys(connection, told, found_by.keys)
    return Candidate(told, shared, found_by.sketch)


def keep_verdict(connection: sqlite3.Connection, ref: int, verdict: Verdict) -> None:
    """Keep what matching found; both sides of a finding must be formed anew."""
    if not verdict.findings:  # then it came between no equal texts, either
        return
    part_equals(connection, ref)
    connection.executemany(
        KEEP_FINDING, [_finding(ref, finding) for finding in verdict.findings]
    )


def read_member(connection: sqlite3.Connection, ref: int) -> Member:
    """A kept release as matching sees it."""
    return member(connection.execute(MEMBER_OF, {"ref": ref}).fetchone())


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
