"""Where a story ran: its appearances, seen and claimed, with their evidence."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from syndicate.match import SAME_KEY, Group, added, claims
from syndicate.model import Evidence, Form, Relation, Standing
from syndicate.store.columns import dump, utc
from syndicate.store.forming import Forming
from syndicate.store.records import link, pack_evidence

DIFFERS = "differs from the original"
LINKS = """
SELECT posting, purpose, url, label FROM links
WHERE posting IN (SELECT value FROM json_each(:refs)) ORDER BY posting, position
"""
KEYS = """
SELECT posting, key, role FROM keys
WHERE posting IN (SELECT value FROM json_each(:refs))
"""
PLACES = """
SELECT place, posting, url, standing, relation, evidence, first_seen, change
FROM appearances WHERE story = :story ORDER BY position
"""
TELLINGS = """
SELECT ref, url, withdrawn, first_seen, form, words, sources.trust
FROM postings JOIN sources ON sources.id = postings.source
WHERE ref IN (SELECT value FROM json_each(:refs))
"""
KEEP_PLACE = """
INSERT INTO appearances (story, place, posting, url, standing, relation, evidence,
    first_seen, change, position)
VALUES (:story, :place, :posting, :url, :standing, :relation, :evidence, :first_seen,
    :change, :position)
"""


@dataclass(slots=True)
class Told:
    """The tellings of a group, and the keys they bear.

    `own`: which keys each bears as its own; `named`: who names which key as a claim.
    """

    rows: dict[int, sqlite3.Row]
    own: dict[int, set[str]] = field(default_factory=dict)
    named: dict[str, set[int]] = field(default_factory=dict)


def tellings(pass_: Forming, group: Group) -> Told:
    """The tellings of a group as they are kept."""
    refs = {"refs": dump(list(group.members))}
    rows = pass_.connection.execute(TELLINGS, refs)
    told = Told({row["ref"]: row for row in rows})
    for row in pass_.connection.execute(KEYS, refs):
        if row["role"] == "own":
            told.own.setdefault(row["posting"], set()).add(row["key"])
        else:
            told.named.setdefault(row["key"], set()).add(row["posting"])
    return told


def place(pass_: Forming, seq: int, group: Group, told: Told) -> bool:
    """Keep where the story ran; says whether anything of it changed."""
    connection = pass_.connection
    before = connection.execute(PLACES, {"story": seq}).fetchall()
    # A claim is known since the story bears it; a telling since it was told, wherever.
    first = {row["place"]: row["first_seen"] for row in before}
    first |= {f"posting:{ref}": row["first_seen"] for ref, row in told.rows.items()}
    changes = {(row["place"], row["standing"]): row["change"] for row in before}
    places = [*_seen(pass_, group, told), *_claimed(pass_, group, told)]
    same = [tuple(row)[:6] for row in before] == [tuple(p.values()) for p in places]
    if same:
        return False
    connection.execute("DELETE FROM appearances WHERE story = :story", {"story": seq})
    fresh: dict[str, object] = {"story": seq, "change": pass_.change + 1}
    fresh["first_seen"] = utc(pass_.now)
    kept = []
    for position, place in enumerate(places):
        row = fresh | place | {"position": position}
        name = str(place["place"])
        row["first_seen"] = first.get(name, row["first_seen"])
        row["change"] = changes.get((name, place["standing"]), row["change"])
        kept.append(row)
    connection.executemany(KEEP_PLACE, kept)
    return True


def _seen(pass_: Forming, group: Group, told: Told) -> Iterator[dict[str, object]]:
    for ref in group.members:
        relation, row = group.relations[ref], told.rows[ref]
        only_its_word = (
            relation is not Relation.ORIGINAL
            and not row["words"]
            and _is_claim(row, group.evidence[ref])
            and not any(
                told.named.get(key, set()) - {ref} for key in told.own.get(ref, ())
            )
        )
        yield {
            "place": f"posting:{ref}",
            "posting": ref,
            "url": row["url"],
            "standing": Standing.WITHDRAWN
            if row["withdrawn"]
            else Standing.CLAIMED
            if only_its_word
            else Standing.SEEN,
            "relation": relation,
            "evidence": pack_evidence(
                [*group.evidence[ref], *_altered(pass_, ref, relation, group.original)]
            ),
        }


def _altered(
    pass_: Forming, ref: int, relation: Relation, original: int
) -> Iterator[Evidence]:
    """What a copy says that the original does not (rule R12)."""
    if relation not in (Relation.COPY, Relation.EXCERPT):
        return
    copy, shown = (_wording(pass_, each) for each in (ref, original))
    told = added(copy, shown)
    if told:
        yield Evidence(DIFFERS, f"the original has no {', no '.join(told)}", 1.0)


def _wording(pass_: Forming, ref: int) -> list[str]:
    row = pass_.connection.execute(
        "SELECT title, text, record FROM postings WHERE ref = :ref", {"ref": ref}
    ).fetchone()
    contacts = json.loads(row["record"]).get("contacts", ())
    lines = (str(each) for contact in contacts for each in contact if each)
    return [row["title"], row["text"], *lines]


def _is_claim(row: sqlite3.Row, evidence: Iterable[Evidence]) -> bool:
    """Whether a telling without a text only says of itself what it is about."""
    by_key = any(each.rule == SAME_KEY for each in evidence)
    return by_key or bool(row["form"] == Form.DISCUSSION)


def _claimed(pass_: Forming, group: Group, told: Told) -> Iterator[dict[str, object]]:
    seen = frozenset(key for keys in told.own.values() for key in keys)
    rows = pass_.connection.execute(LINKS, {"refs": dump(list(group.members))})
    order = {ref: position for position, ref in enumerate(group.members)}
    links = [(row["posting"], link(*row[1:])) for row in rows]
    links.sort(key=lambda each: order[each[0]])
    for claim in claims(links, seen):
        yield {
            "place": claim.place,
            "posting": claim.by,
            "url": claim.url,
            "standing": Standing.CLAIMED,
            "relation": claim.relation,
            "evidence": pack_evidence(
                [Evidence("claimed", f"named in its trail as {claim.relation}", 0.5)]
            ),
        }
