"""Where a story ran: its appearances, seen and claimed, with their evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from syndicate.match import SAME_KEY, Group, Member, added, claims
from syndicate.model import Evidence, Form, Relation, Standing
from syndicate.store.forming import Forming
from syndicate.store.records import dump, link, pack_evidence, utc

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
SELECT place, posting, url, standing, relation, evidence FROM appearances
WHERE story = :story ORDER BY position
"""
"""A claim is known since the story bears it; a telling since it was told, wherever."""
SINCE = """
SELECT place, first_seen FROM appearances WHERE story = :story
UNION ALL
SELECT 'posting:' || ref, first_seen FROM postings WHERE story = :story
"""
CHANGES = """
SELECT place, standing, change FROM appearances WHERE story = :story
"""
KEEP_PLACE = """
INSERT INTO appearances (story, place, posting, url, standing, relation, evidence,
    first_seen, change, position)
VALUES (:story, :place, :posting, :url, :standing, :relation, :evidence, :first_seen,
    :change, :position)
"""


def place(pass_: Forming, seq: int, group: Group, known: dict[int, Member]) -> bool:
    """Keep where the story ran; says whether anything of it changed."""
    connection = pass_.connection
    before = connection.execute(PLACES, {"story": seq}).fetchall()
    since = connection.execute(SINCE, {"story": seq}).fetchall()
    first = {row["place"]: row["first_seen"] for row in since}
    changes = {
        (row["place"], row["standing"]): row["change"]
        for row in connection.execute(CHANGES, {"story": seq})
    }
    places = [*_seen(pass_, group, known), *_claimed(pass_, group)]
    same = [tuple(row) for row in before] == [tuple(place.values()) for place in places]
    if same:
        return False
    connection.execute("DELETE FROM appearances WHERE story = :story", {"story": seq})
    for position, place in enumerate(places):
        connection.execute(
            KEEP_PLACE,
            place
            | {
                "story": seq,
                "position": position,
                "first_seen": first.get(str(place["place"]), utc(pass_.now)),
                "change": changes.get(
                    (place["place"], place["standing"]), pass_.change + 1
                ),
            },
        )
    return True


def _seen(
    pass_: Forming, group: Group, known: dict[int, Member]
) -> Iterator[dict[str, object]]:
    named, own = _names(pass_, group)
    for ref in group.members:
        relation = group.relations[ref]
        row = pass_.connection.execute(
            "SELECT url, withdrawn FROM postings WHERE ref = :ref", {"ref": ref}
        ).fetchone()
        only_its_word = (
            relation is not Relation.ORIGINAL
            and not known[ref].words
            and _is_claim(known[ref], group.evidence[ref])
            and not any(named.get(key, set()) - {ref} for key in own.get(ref, ()))
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


def _is_claim(member: Member, evidence: Iterable[Evidence]) -> bool:
    """Whether a telling without a text only says of itself what it is about."""
    by_key = any(each.rule == SAME_KEY for each in evidence)
    return by_key or member.form is Form.DISCUSSION


def _claimed(pass_: Forming, group: Group) -> Iterator[dict[str, object]]:
    _, own = _names(pass_, group)
    seen = frozenset(key for keys in own.values() for key in keys)
    rows = pass_.connection.execute(LINKS, {"refs": dump(list(group.members))})
    order = {ref: position for position, ref in enumerate(group.members)}
    links = sorted(
        ((row["posting"], link(row)) for row in rows), key=lambda each: order[each[0]]
    )
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


def _names(
    pass_: Forming, group: Group
) -> tuple[dict[str, set[int]], dict[int, set[str]]]:
    """Who names which key as a claim, and which keys each member bears as its own."""
    named: dict[str, set[int]] = {}
    own: dict[int, set[str]] = {}
    for row in pass_.connection.execute(KEYS, {"refs": dump(list(group.members))}):
        if row["role"] == "own":
            own.setdefault(row["posting"], set()).add(row["key"])
        else:
            named.setdefault(row["key"], set()).add(row["posting"])
    return named, own
