"""What staff decided, as rows: keyed by (source, item), so that they outlive ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from syndicate.match import Said, Word, listen
from syndicate.model import Act, Decision, Story, Trust
from syndicate.store import reading
from syndicate.store.columns import dump, instant, utc
from syndicate.store.database import transaction

SAID = """
SELECT decisions.*, side, decided.shown, postings.ref FROM decisions
JOIN decided ON decided.decision = decisions.number
JOIN sources ON sources.name = decided.source
JOIN postings ON postings.source = sources.id AND postings.item = decided.item
WHERE undone_at IS NULL ORDER BY number
"""
# Of all that concerns any of these postings: what is said between them and others.
SAID_OF = SAID.replace(
    "ORDER",
    """AND number IN (SELECT decision FROM decided
    JOIN sources ON sources.name = decided.source
    JOIN postings ON postings.source = sources.id AND postings.item = decided.item
    WHERE postings.ref IN (SELECT value FROM json_each(:refs))) ORDER""",
)
LISTED = """
SELECT decisions.*, side, shown, source, item FROM decisions
LEFT JOIN decided ON decided.decision = decisions.number
"""
ALL = f"{LISTED} ORDER BY number DESC, side, source, item"
ONE = f"{LISTED} WHERE number = :number ORDER BY side, source, item"
ABOUT = f"""{LISTED}
WHERE undone_at IS NULL AND number IN (
    SELECT decision FROM decided
    JOIN sources ON sources.name = decided.source
    JOIN postings ON postings.source = sources.id AND postings.item = decided.item
    JOIN stories ON stories.seq = postings.story WHERE stories.id = :story)
ORDER BY number, side, source, item
"""
TELLINGS = """
SELECT ref, sources.name AS source, trust, item, postings.url, locator, title, words,
    ref = stories.original AS shown, ref = stories.anchor AS anchor
FROM postings JOIN sources ON sources.id = postings.source
JOIN stories ON stories.seq = postings.story
LEFT JOIN appearances ON appearances.story = stories.seq
    AND place = 'posting:' || ref
WHERE stories.id = :story ORDER BY position, source, item
"""
TOLD_IN = """
SELECT DISTINCT stories.id FROM postings JOIN stories ON stories.seq = postings.story
JOIN sources ON sources.id = postings.source
WHERE EXISTS (SELECT 1 FROM json_each(:postings) AS wanted
    WHERE wanted.value ->> 0 = sources.name AND wanted.value ->> 1 = postings.item)
ORDER BY stories.seq
"""
# A run may be forming stories just now by what it knew when it began: what it must
# look at again is marked by the next forming, when that begins.
FORM_LATER = """
INSERT OR IGNORE INTO unformed (decision) VALUES (:number)
"""
FORM_ANEW = """
UPDATE postings SET pending = 1 WHERE pending = 0 AND story IN (
    SELECT postings.story FROM postings JOIN sources ON sources.id = postings.source
    JOIN decided ON decided.source = sources.name AND decided.item = postings.item
    JOIN unformed ON unformed.decision = decided.decision)
RETURNING ref
"""
TAKEN_UP = "DELETE FROM unformed"
WAITING = "SELECT decision FROM unformed ORDER BY decision"
KEEP = """
INSERT INTO decisions (at, who, act, why, story, title, detail)
VALUES (:at, :who, :act, :why, :story, :title, :detail) RETURNING number
"""
KEEP_SIDE = """
INSERT INTO decided (decision, source, item, side, shown)
VALUES (:decision, :source, :item, :side, :shown)
"""
UNDO = """
UPDATE decisions SET undone_at = :at, undone_by = :who, undone_why = :why
WHERE number = :number AND undone_at IS NULL RETURNING act
"""
# The id belongs to what the story shows: when something else is split off, it stays.
ANCHOR = """
UPDATE stories SET anchor = original WHERE id = :story
"""
DONE = {
    Act.MERGE: "merged",
    Act.SPLIT: "split off",
    Act.APART: "kept apart",
    Act.ORIGINAL: "chosen as the original",
    Act.NOT_OURS: "said to be none of ours",
    Act.HIDE: "hidden",
    Act.UNHIDE: "shown again",
    Act.RETRACT: "retracted",
    Act.APPROVE: "approved",
    Act.DISMISS: "check dismissed",
    Act.NOTE: "noted",
    Act.SUMMARISE: "summary written",
    Act.STAYS: "said to stay although its original is gone",
    Act.SEEN_TO: "copies that tell otherwise seen to",
    Act.MAY_LACK: "said that a place may lack it",
}

Identity = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Telling:
    """A posting of a story, as a decision can name it."""

    source: str
    item: str
    trust: Trust
    url: str | None
    locator: str | None
    title: str
    words: int
    shown: bool
    anchor: bool

    @property
    def identity(self) -> Identity:
        """What it is called for ever."""
        return (self.source, self.item)


@dataclass(frozen=True, slots=True)
class Register:
    """Keeps decisions, and says what they are about. Made by `Store.register`."""

    connection: sqlite3.Connection

    def keep(self, decision: Decision) -> Decision:
        """Keep a decision under the next number; what it is about is formed anew."""
        with transaction(self.connection):
            row = self.connection.execute(KEEP, _fields(decision)).fetchone()
            number = int(row["number"])
            self.connection.executemany(KEEP_SIDE, _sides(number, decision))
            if decision.act is Act.SPLIT and decision.shown in decision.two:
                self.connection.execute(ANCHOR, {"story": decision.story})
            if decision.act.forms:
                self.connection.execute(FORM_LATER, {"number": number})
        return replace(decision, number=number)

    def undo(self, number: int, who: str, why: str, at: datetime) -> None:
        """Undo a decision that holds; what it is about is formed anew."""
        names = {"number": number, "who": who, "why": why, "at": utc(at)}
        with transaction(self.connection):
            row = self.connection.execute(UNDO, names).fetchone()
            if row and Act(row["act"]).forms:
                self.connection.execute(FORM_LATER, {"number": number})

    def waiting(self) -> list[int]:
        """The decisions that are kept and not carried out: a run was under way."""
        return [row["decision"] for row in self.connection.execute(WAITING)]

    def decision(self, number: int) -> Decision | None:
        """The decision with that number."""
        rows = self.connection.execute(ONE, {"number": number})
        return next(_decisions(rows), None)

    def decisions(self) -> Iterator[Decision]:
        """All that was ever decided, undone or not, the newest first."""
        return _decisions(self.connection.execute(ALL))

    def about(self, story_id: str) -> list[Decision]:
        """What holds of any telling of a story, the oldest first."""
        return list(_decisions(self.connection.execute(ABOUT, {"story": story_id})))

    def tellings(self, story_id: str) -> list[Telling]:
        """The postings of a story, the original first."""
        rows = self.connection.execute(TELLINGS, {"story": story_id})
        return [_telling(row) for row in rows]

    def told_in(self, postings: Iterable[Identity]) -> list[str]:
        """The ids of the stories that these postings are in now, the oldest first."""
        wanted = {"postings": dump(sorted(postings))}
        return [row["id"] for row in self.connection.execute(TOLD_IN, wanted)]

    def beginning(self, reference: str, limit: int = 5) -> list[Story]:
        """The newest few stories whose short id, or a retired one of it, begins so."""
        return reading.beginning(self.connection, reference, limit)


def take_up(connection: sqlite3.Connection) -> frozenset[int]:
    """Have what decisions are about formed anew by the forming that begins now.

    Gives the postings that are formed anew for no other reason.
    """
    if connection.execute(WAITING).fetchone() is None:
        return frozenset()
    marked = frozenset(row["ref"] for row in connection.execute(FORM_ANEW).fetchall())
    connection.execute(TAKEN_UP)
    return marked


def word(connection: sqlite3.Connection, about: Iterable[int] | None = None) -> Word:
    """All that staff decided and did not undo, as forming takes it.

    With `about`, what holds of these postings alone; of others it may lack something.
    """
    names = {"refs": dump(sorted(about))} if about is not None else {}
    rows = connection.execute(SAID if about is None else SAID_OF, names)
    return listen(
        _said(list(about)) for _, about in groupby(rows, lambda row: row["number"])
    )


def say_who(decision: Decision) -> str:
    """A decision in few words: what, who, when, why.

    >>> at = datetime.fromisoformat("2026-10-05T12:00:00Z")
    >>> say_who(Decision(3, at, "ann", Act.MERGE, "the same opening"))
    'merged by ann on 2026-10-05 (decision 3): the same opening'
    """
    day = decision.at.date().isoformat()
    told = f"{DONE[decision.act]} by {decision.who} on {day}"
    why = f": {decision.why}" if decision.why else ""
    return f"{told} (decision {decision.number}){why}"


def _said(rows: list[sqlite3.Row]) -> Said:
    first = rows[0]
    return Said(
        act=Act(first["act"]),
        one=frozenset(row["ref"] for row in rows if row["side"] == 1),
        two=frozenset(row["ref"] for row in rows if row["side"] == 2),
        shown=next((row["ref"] for row in rows if row["shown"]), None),
        words=say_who(_decision(first, ())),
        detail=first["detail"],
        at=first["at"],
        who=first["who"],
    )


def _decisions(rows: Iterable[sqlite3.Row]) -> Iterator[Decision]:
    for _, about in groupby(rows, lambda row: row["number"]):
        sides = list(about)
        yield _decision(sides[0], [row for row in sides if row["side"]])


def _decision(row: sqlite3.Row, sides: Iterable[sqlite3.Row]) -> Decision:
    named = [(side["side"], (side["source"], side["item"])) for side in sides]
    shown = [(side["source"], side["item"]) for side in sides if side["shown"]]
    undone = row["undone_at"]
    return Decision(
        number=row["number"],
        at=instant(row["at"]),
        who=row["who"],
        act=Act(row["act"]),
        why=row["why"],
        story=row["story"],
        title=row["title"],
        detail=row["detail"],
        one=tuple(identity for side, identity in named if side == 1),
        two=tuple(identity for side, identity in named if side == 2),
        shown=shown[0] if shown else None,
        undone_at=instant(undone) if undone else None,
        undone_by=row["undone_by"],
        undone_why=row["undone_why"],
    )


def _fields(decision: Decision) -> dict[str, object]:
    names = ("who", "act", "why", "story", "title", "detail")
    return {name: getattr(decision, name) for name in names} | {"at": utc(decision.at)}


def _sides(number: int, decision: Decision) -> Iterator[dict[str, object]]:
    for side, postings in ((1, decision.one), (2, decision.two)):
        for source, item in postings:
            yield {
                "decision": number,
                "source": source,
                "item": item,
                "side": side,
                "shown": (source, item) == decision.shown,
            }


def _telling(row: sqlite3.Row) -> Telling:
    return Telling(
        source=row["source"],
        item=row["item"],
        trust=Trust(row["trust"]),
        url=row["url"],
        locator=row["locator"],
        title=row["title"],
        words=row["words"],
        shown=bool(row["shown"]),
        anchor=bool(row["anchor"]),
    )
