"""Where stories ran, read back."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence

from syndicate.model import (
    Appearance,
    Embargo,
    Moment,
    Relation,
    Standing,
    Trust,
)
from syndicate.store.columns import dump, instant
from syndicate.store.records import dates, unpack_evidence

_PLACES = """
SELECT appearances.*, postings.title, postings.locator, postings.last_seen,
    postings.present, sources.name AS source_name, sources.kind, sources.trust,
    sources.last_success
FROM appearances JOIN postings ON postings.ref = appearances.posting
JOIN sources ON sources.id = postings.source
"""
PLACES = f"{_PLACES} WHERE appearances.story = :seq ORDER BY appearances.position"
PLACES_OF_MANY = f"""{_PLACES}
WHERE appearances.story IN (SELECT value FROM json_each(:seqs))
ORDER BY appearances.story, appearances.position
"""
RECORD = "SELECT record FROM postings WHERE ref = :ref"

Dates = tuple[Moment | None, Embargo | None]


def places_of(
    connection: sqlite3.Connection, seq: int, known: dict[int, Dates]
) -> Iterator[Appearance]:
    """Where a story ran; `known` are the dates of postings that were read already.

    Most places are claims of one posting, and its record tells the dates of all.
    """
    for row in connection.execute(PLACES, {"seq": seq}).fetchall():
        yield _place(connection, row, known)


def places_of_many(
    connection: sqlite3.Connection, seqs: Sequence[int], known: dict[int, Dates]
) -> dict[int, list[Appearance]]:
    """The same of many stories, by their numbers."""
    places: dict[int, list[Appearance]] = defaultdict(list)
    for row in connection.execute(PLACES_OF_MANY, {"seqs": dump(seqs)}):
        places[row["story"]].append(_place(connection, row, known))
    return places


def _place(
    connection: sqlite3.Connection, row: sqlite3.Row, known: dict[int, Dates]
) -> Appearance:
    told = row["place"].startswith("posting:")
    if row["posting"] not in known:
        ref = {"ref": row["posting"]}
        known[row["posting"]] = dates(
            connection.execute(RECORD, ref).fetchone()["record"]
        )
    published, embargo = known[row["posting"]]
    if not told:  # what a telling claims may be known no sooner than the telling
        waits = Embargo("as its telling", published) if published else None
        embargo, published = embargo or waits, None
    present = row["present"] and row["last_success"]
    return Appearance(
        source=row["source_name"],
        kind=row["kind"],
        trust=Trust(row["trust"]),
        url=row["url"],
        locator=row["locator"] if told else None,
        title=row["title"] if told else "",
        published=published,
        first_seen=instant(row["first_seen"]),
        last_seen=instant(row["last_success"] if present else row["last_seen"]),
        standing=Standing(row["standing"]),
        relation=Relation(row["relation"]),
        evidence=unpack_evidence(row["evidence"]),
        embargo=embargo,
        change=row["change"],
    )
