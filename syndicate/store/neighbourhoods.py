"""Who must be formed anew together: all that something new can reach.

What makes two postings one story leads from one to the other, and so does the story
they are in. A headline that may be of a story leads no further: the other stories that
it may be of are only looked up, else half the database would hang together by titles.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from syndicate.match import BY_HEADLINE, Group, Pair, form
from syndicate.model import Evidence
from syndicate.store.columns import dump
from syndicate.store.forming import Forming
from syndicate.store.members import LEAN_MEMBER, member

PENDING = "SELECT ref FROM postings WHERE pending = 1 ORDER BY ref"
# What leads from a posting: findings that join, keys even where they contradict.
LINKED = f"""
SELECT two AS ref, rule = '{BY_HEADLINE}' AS by_headline FROM findings
    WHERE one = :ref AND (same = 1 OR key <> '' OR rule = '{BY_HEADLINE}')
UNION ALL SELECT one, rule = '{BY_HEADLINE}' FROM findings
    WHERE two = :ref AND (same = 1 OR key <> '' OR rule = '{BY_HEADLINE}')
UNION ALL SELECT other.ref, 0 FROM postings AS mine
    JOIN postings AS other ON other.story = mine.story
    WHERE mine.ref = :ref AND other.ref <> :ref
"""
STATE = """
SELECT words >= 15 AS has_text, pending, story FROM postings WHERE ref = :ref
"""
PAIRS = """
SELECT one, two, key, same, rule, detail, score FROM findings
WHERE one IN (SELECT value FROM json_each(:refs))
    OR two IN (SELECT value FROM json_each(:refs)) ORDER BY one, two, key
"""
MEMBERS = LEAN_MEMBER + "WHERE ref IN (SELECT value FROM json_each(:refs)) ORDER BY ref"

Formed = tuple[tuple[str, str], Group]  # in the order of the originals' identities


@dataclass(slots=True)
class Reach:
    """The neighbourhoods found so far in one pass; each posting is in one at most."""

    pass_: Forming
    leads: Mapping[int, set[int]]  # where a headline leads beside
    of: dict[int, set[int]] = field(default_factory=dict)

    def add(self, refs: Iterable[int]) -> None:
        """Add all that these postings reach, uniting what hangs together."""
        for ref in refs:
            if ref not in self.of:
                self._reach(ref)

    def all(self) -> Iterator[set[int]]:
        """Each neighbourhood once, in the order of its first posting."""
        found = {id(refs): refs for refs in self.of.values()}
        yield from sorted(found.values(), key=min)

    def _reach(self, ref: int) -> None:
        refs, frontier = {ref}, [ref]
        while frontier:
            near = frontier.pop()
            fresh = self._near(near) - refs
            refs |= fresh
            frontier += [each for each in fresh if each not in self.of]
        for met in [self.of[each] for each in refs if each in self.of]:
            refs |= met
        for each in refs:
            self.of[each] = refs

    def _near(self, ref: int) -> set[int]:
        """What leads on from a posting; from a headline only to what is pending."""
        rows = self.pass_.connection.execute(LINKED, {"ref": ref}).fetchall()
        found = {row["ref"] for row in rows if not row["by_headline"]}
        maybe = [row["ref"] for row in rows if row["by_headline"]]
        if maybe:
            has_text = _state(self.pass_, ref)["has_text"]
            found.update(
                each
                for each in maybe
                if has_text or _state(self.pass_, each)["pending"]
            )
        return found | self.pass_.joined_to(ref) | self.leads.get(ref, set())


def neighbourhoods(pass_: Forming) -> list[Group]:
    """The groups of all that pending postings reach, in the order of what they tell.

    Of their members nothing is kept but the numbers: a first run forms all at once.
    """
    pending = [row["ref"] for row in pass_.connection.execute(PENDING).fetchall()]
    leads: dict[int, set[int]] = {}
    while True:
        reach = Reach(pass_, leads)
        reach.add(pending)
        formed = [each for refs in reach.all() for each in _form(pass_, refs)]
        wanted = [group for _, group in formed if group.wanted is not None]
        if not wanted:
            formed.sort(key=itemgetter(0))
            return [group for _, group in formed]
        # A headline belongs to a story that nothing else led to: form that anew, too.
        for group in wanted:
            assert group.wanted is not None
            leads.setdefault(group.original, set()).add(group.wanted)


def _form(pass_: Forming, refs: set[int]) -> list[Formed]:
    """The groups of one neighbourhood, each by its original's source and item."""
    wanted = {"refs": dump(sorted(refs))}
    rows = pass_.connection.execute(MEMBERS, wanted).fetchall()
    known = {row["ref"]: member(row) for row in rows}
    pairs, elsewhere = [], {}
    for row in pass_.connection.execute(PAIRS, wanted):
        outside = {row["one"], row["two"]} - refs
        if outside and row["rule"] != BY_HEADLINE:
            continue  # kept apart from it
        for ref in outside:
            elsewhere[ref] = _state(pass_, ref)["story"]
        same = None if row["same"] is None else bool(row["same"])
        evidence = Evidence(row["rule"], row["detail"], row["score"])
        pairs.append(Pair(row["one"], row["two"], same, evidence, row["key"]))
    rulings, pins = pass_.rulings_among(refs), pass_.word.pins
    groups = form(known.values(), pairs, rulings, pins, elsewhere=elsewhere)
    originals = [known[group.original] for group in groups]
    places = [(original.source, original.item) for original in originals]
    return list(zip(places, groups, strict=True))


def _state(pass_: Forming, ref: int) -> sqlite3.Row:
    row: sqlite3.Row = pass_.connection.execute(STATE, {"ref": ref}).fetchone()
    return row
