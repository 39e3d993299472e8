"""What the desk asked and was told: forms sent, matters put off, sources paused."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from syndicate.store.columns import dump, instant, instant_or_none, utc, utc_or_none
from syndicate.store.database import transaction

ANSWER = """
INSERT INTO answered (once, decision, at, told) VALUES (:once, :decision, :at, :told)
ON CONFLICT (once) DO UPDATE SET
    decision = excluded.decision, at = excluded.at, told = excluded.told
"""
ANSWERED = "SELECT decision FROM answered WHERE once = :once"
TOLD = """
SELECT told FROM answered WHERE decision = :decision ORDER BY rowid DESC LIMIT 1
"""
PUT_OFF = """
INSERT INTO postponed (matter, subject, who, at, until)
VALUES (:matter, :subject, :who, :at, :until)
ON CONFLICT (matter, subject) DO UPDATE SET
    who = excluded.who, at = excluded.at, until = excluded.until
"""
ASK_AGAIN = "DELETE FROM postponed WHERE matter = :matter AND subject = :subject"
POSTPONED = """
SELECT subject FROM postponed
WHERE matter = :matter AND (until IS NULL OR until > :now)
"""
LISTED = """
SELECT matter, subject, who, at, until FROM postponed
WHERE until IS NULL OR until > :now ORDER BY at DESC, matter, subject LIMIT :most
"""
PAUSE = """
INSERT INTO paused (source, who, at) VALUES (:source, :who, :at)
ON CONFLICT (source) DO NOTHING
"""
RESUME = "DELETE FROM paused WHERE source = :source"
PAUSED = "SELECT source, who, at FROM paused ORDER BY source"


@dataclass(frozen=True, slots=True)
class Postponed:
    """A matter that somebody put off; `until` None: until it changes."""

    matter: str
    subject: str
    who: str
    at: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Paused:
    """A source that is not polled, since when, and who said so."""

    source: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """Keeps what staff answered and decided nothing by. Made by `Store.asked`."""

    connection: sqlite3.Connection

    def answer(
        self, once: str, decision: int, told: Sequence[str], now: datetime
    ) -> None:
        """Note that a form was sent, which decision it led to, and what that changed.

        `once` names the form: sent again, it is the same answer.
        """
        fields = {"once": once, "decision": decision, "at": utc(now)}
        with transaction(self.connection):
            self.connection.execute(ANSWER, fields | {"told": dump(list(told))})

    def answered(self, once: str) -> int | None:
        """The decision that a form led to, if it was sent before."""
        row = self.connection.execute(ANSWERED, {"once": once}).fetchone()
        return int(row["decision"]) if row else None

    def told(self, decision: int) -> list[str]:
        """What was said of a decision when it was made here, a line each."""
        row = self.connection.execute(TOLD, {"decision": decision}).fetchone()
        return list(json.loads(row["told"])) if row else []

    def put_off(self, postponed: Postponed) -> None:
        """Do not ask about a matter before `until`, or before it changes."""
        fields = {
            "matter": postponed.matter,
            "subject": postponed.subject,
            "who": postponed.who,
            "at": utc(postponed.at),
            "until": utc_or_none(postponed.until),
        }
        with transaction(self.connection):
            self.connection.execute(PUT_OFF, fields)

    def ask_again(self, matter: str, subject: str) -> None:
        """Ask about a matter that was put off."""
        fields = {"matter": matter, "subject": subject}
        with transaction(self.connection):
            self.connection.execute(ASK_AGAIN, fields)

    def postponed(self, matter: str, now: datetime) -> frozenset[str]:
        """What of this matter is not to be asked about now."""
        rows = self.connection.execute(POSTPONED, {"matter": matter, "now": utc(now)})
        return frozenset(row["subject"] for row in rows)

    def put_off_now(self, now: datetime, most: int = 200) -> list[Postponed]:
        """All that is put off, the newest answer first."""
        rows = self.connection.execute(LISTED, {"now": utc(now), "most": most})
        return [_postponed(row) for row in rows]

    def pause(self, source: str, who: str, now: datetime) -> None:
        """Do not poll a source until somebody says so."""
        fields = {"source": source, "who": who, "at": utc(now)}
        with transaction(self.connection):
            self.connection.execute(PAUSE, fields)

    def resume(self, source: str) -> None:
        """Poll a source again."""
        with transaction(self.connection):
            self.connection.execute(RESUME, {"source": source})

    def paused(self) -> dict[str, Paused]:
        """The sources that are not polled, by name."""
        return {
            row["source"]: Paused(row["source"], row["who"], instant(row["at"]))
            for row in self.connection.execute(PAUSED)
        }


def _postponed(row: sqlite3.Row) -> Postponed:
    return Postponed(
        matter=row["matter"],
        subject=row["subject"],
        who=row["who"],
        at=instant(row["at"]),
        until=instant_or_none(row["until"]),
    )
