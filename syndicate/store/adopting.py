"""What an engine found of exported releases, kept as if it had been found here.

Hours may lie between an export and this, and runs. So each release is compared with
what was exported of it: nothing is taken of one that changed, came or went since, nor
what was found between such a one and another.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Protocol

from syndicate.errors import UsageError
from syndicate.match import Pair, Trace
from syndicate.store.bearers import keep_keys
from syndicate.store.exporting import AS_TOLD, Watch, digest
from syndicate.store.index import KEEP_FINDING, read_member
from syndicate.store.meta import find_meta
from syndicate.store.sketches import keep_sketch

# While releases are taken over, those are pending that were.
NONE_YET = "UPDATE postings SET pending = 0 WHERE pending = 1"
TAKEN = """
UPDATE postings SET site = :site, wire = :wire, pending = 1 WHERE ref = :ref
"""
BOTH_TAKEN = """
SELECT count(*) = 2 FROM postings WHERE ref IN (:one, :two) AND pending = 1
"""
NOT_TAKEN = "SELECT ref FROM postings WHERE pending = 0 ORDER BY ref"


@dataclass(frozen=True, slots=True)
class Traced:
    """A release as exported: what it is found by, and where it first ran."""

    ref: int
    digest: str  # of what was exported
    site: str
    wire: str
    found_by: Trace


class Elsewhere(Protocol):
    """What an engine made of an export; each is asked for once, in this order."""

    @property
    def authority(self) -> str:
        """Who mints the ids of the database that was exported."""
        ...

    def traces(self) -> Iterable[Traced]:
        """Every release that was exported, in any order."""
        ...

    def findings(self) -> Iterable[Pair]:
        """All that was found between two of them, in any order."""
        ...


@dataclass(frozen=True, slots=True)
class Since:
    """What is not as it was exported: releases to be judged here, and those gone."""

    anew: tuple[int, ...]
    gone: int


def refuse_another(connection: sqlite3.Connection, authority: str) -> None:
    """Refuse what was exported from a database that mints other ids.

    Raises:
        UsageError: it was.
    """
    ours = find_meta(connection, "authority")
    if ours != authority:
        raise UsageError(
            f"exported from the database of {authority}, this is that of"
            f" {ours or 'nobody yet'}; export this one"
        )


def keep(connection: sqlite3.Connection, judged: Elsewhere, watch: Watch) -> Since:
    """Keep what is as it was exported, in the transaction that is open.

    Of what was found so far nothing is left by now.
    """
    total = connection.execute("SELECT count(*) FROM postings").fetchone()[0]
    connection.execute(NONE_YET)
    gone = 0
    for count, traced in enumerate(judged.traces(), 1):
        told = connection.execute(AS_TOLD, {"ref": traced.ref}).fetchone()
        if told is None:
            gone += 1
        elif digest(told) == traced.digest:
            _keep(connection, traced)
        watch("taking over", min(count, total), total)
    for pair in judged.findings():
        _keep_finding(connection, pair)
    return Since(tuple(row["ref"] for row in connection.execute(NOT_TAKEN)), gone)


def _keep(connection: sqlite3.Connection, traced: Traced) -> None:
    names = {"ref": traced.ref, "site": traced.site, "wire": traced.wire}
    connection.execute(TAKEN, names)
    told = read_member(connection, traced.ref)
    keep_keys(connection, told, traced.found_by.keys)
    sketch = traced.found_by.sketch
    keep_sketch(connection, traced.ref, sketch, headline=not told.has_text)


def _keep_finding(connection: sqlite3.Connection, pair: Pair) -> None:
    ends = {"one": pair.one, "two": pair.two}
    if connection.execute(BOTH_TAKEN, ends).fetchone()[0]:
        told = asdict(pair.evidence) | {"key": pair.key, "same": pair.same}
        connection.execute(KEEP_FINDING, ends | told)
