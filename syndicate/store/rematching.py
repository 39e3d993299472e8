"""Judging everything anew after an upgrade: what would change, and changing it.

Keys, sketches and findings are made anew from the stored releases, then all stories are
formed. It is one transaction: whoever only looks, or is interrupted, leaves nothing.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from syndicate.match import (
    MATCH_VERSION,
    Member,
    Profiles,
    Sketch,
    match,
    origin,
    trace,
)
from syndicate.store import reading
from syndicate.store.adopting import Elsewhere, keep, refuse_another
from syndicate.store.database import transaction
from syndicate.store.exporting import Watch
from syndicate.store.frequencies import shipped
from syndicate.store.index import (
    StoreIndex,
    candidate,
    keep_verdict,
    read_candidate,
    read_member,
)
from syndicate.store.meta import find_meta, set_meta
from syndicate.store.sketches import drop_sketches
from syndicate.store.stories import form_all

VERSION = "matching"  # under which the version of the rules is kept
REFS = "SELECT ref FROM postings ORDER BY ref"
PLACED = """
SELECT postings.ref, stories.id, stories.short_id, postings.title,
    shown.title AS story, stories.original = postings.ref AS original
FROM postings JOIN stories ON stories.seq = postings.story
JOIN postings AS shown ON shown.ref = stories.original ORDER BY postings.ref
"""
Placed = Mapping[int, Any]  # by posting, with rows as `PLACED` gives them


@dataclass(frozen=True, slots=True)
class Move:
    """A posting that another story has now, or that is now what its story shows.

    `how`: joined (its whole story became part of another), split (it leaves with what
    was with it), moved (it alone), original.
    """

    how: str
    title: str
    before: str  # short ids of stories
    after: str
    story: str  # the title that the story shows now


@dataclass(frozen=True, slots=True)
class Adopted:
    """What changed by what an engine judged, and how much of that was out of date."""

    moves: tuple[Move, ...]
    judged_here: int  # releases that came or changed since they were exported
    gone: int  # releases that went since


@dataclass(frozen=True, slots=True)
class _Index(StoreIndex):
    """The store without the pairs that were judged from their other side."""

    judged: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def near(self, ref: int, sketch: Sketch) -> Iterator[Member]:
        """The few releases near to this one, less those that it was near to."""
        for each in super(_Index, self).near(ref, sketch):
            if each.ref not in self.judged[ref]:
                self.judged[each.ref].add(ref)
                yield each


def is_outdated(connection: sqlite3.Connection) -> bool:
    """Whether stories rest on findings of other rules than these."""
    return find_meta(connection, VERSION) != str(MATCH_VERSION)


def note_version(connection: sqlite3.Connection) -> None:
    """Note that all is matched by these rules."""
    set_meta(connection, VERSION, str(MATCH_VERSION))


def rematch(
    connection: sqlite3.Connection, now: datetime, *, apply: bool, watch: Watch
) -> list[Move]:
    """Judge everything anew; gives what changes, and keeps it only if `apply`."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        before = _placed(connection)
        _forget(connection)
        _judge(connection, [row["ref"] for row in connection.execute(REFS)], watch)
        moves = _form(connection, now, before, watch)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT" if apply else "ROLLBACK")
    return moves


def adopt(
    connection: sqlite3.Connection, now: datetime, judged: Elsewhere, watch: Watch
) -> Adopted:
    """Keep what an engine judged anew, as if it was judged here; gives what changes.

    A release that is not what it was when it was exported is judged here.

    Raises:
        UsageError: it was exported from another database.
    """
    refuse_another(connection, judged.authority)
    with transaction(connection):
        before = _placed(connection)
        _forget(connection)
        since = keep(connection, judged, watch)
        _judge(connection, since.anew, watch)
        moves = _form(connection, now, before, watch)
    return Adopted(tuple(moves), len(since.anew), since.gone)


def _forget(connection: sqlite3.Connection) -> None:
    """What was found so far, and what releases were found by."""
    drop_sketches(connection)
    connection.execute("DELETE FROM findings")
    connection.execute("DELETE FROM keys")


def _form(
    connection: sqlite3.Connection, now: datetime, before: Placed, watch: Watch
) -> list[Move]:
    """Form all stories by what was found; gives what changes."""
    for formed in form_all(connection, now):
        watch("forming stories", formed.done, formed.total)
    note_version(connection)
    return compare(before, _placed(connection))


def _judge(connection: sqlite3.Connection, refs: Collection[int], watch: Watch) -> None:
    for count, ref in enumerate(refs, 1):
        release = reading.original(connection, ref)
        site, wire = origin(release)
        connection.execute(
            "UPDATE postings SET site = ?, wire = ?, pending = 1 WHERE ref = ?",
            (site, wire, ref),
        )
        told = read_member(connection, ref)
        candidate(connection, told, trace(release, shipped()))
        watch("sketching", count, len(refs))
    profiles, index = Profiles(shipped()), _Index(connection)
    for count, ref in enumerate(refs, 1):
        found_by = trace(reading.original(connection, ref), profiles.weights)
        verdict = match(read_candidate(connection, ref, found_by), index, profiles)
        keep_verdict(connection, ref, verdict)
        watch("matching", count, len(refs))


def _placed(connection: sqlite3.Connection) -> dict[int, sqlite3.Row]:
    return {row["ref"]: row for row in connection.execute(PLACED)}


def compare(before: Placed, after: Placed) -> list[Move]:
    """What changed between two placings of the same postings.

    Each has the story's `id` and `short_id`, the posting's `title`, whether it is the
    `original`, and as `story` the title that is shown. Of a story of which any posting
    moved, all must be there.
    """
    sizes = Counter(row["id"] for row in before.values())
    left = Counter(
        (was["id"], after[ref]["id"])
        for ref, was in before.items()
        if after[ref]["id"] != was["id"]
    )
    moves = []
    for ref, was in before.items():
        now = after[ref]
        if was["id"] != now["id"]:
            together = left[was["id"], now["id"]]
            whole = together == sizes[was["id"]]
            how = "joined" if whole else "split" if now["original"] else "moved"
        elif now["original"] and not was["original"]:
            how = "original"
        else:
            continue
        moves.append(
            Move(how, now["title"], was["short_id"], now["short_id"], now["story"])
        )
    return sorted(
        moves, key=lambda move: (move.how, move.before, move.after, move.title)
    )
