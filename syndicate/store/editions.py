"""Editions of the digest: the open one of each series, the closed ones, their letters.

An edition holds what changed after a point of our own change sequence, never what
claims a date; so what is found late is in the next one, and nothing is in two.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from syndicate.model import (
    Closed,
    Forms,
    Period,
    Series,
    Stored,
)
from syndicate.store import periods
from syndicate.store.columns import instant, instant_or_none, utc
from syndicate.store.database import transaction
from syndicate.store.meta import meta

MOST_TRIES = 24  # of one letter, after which somebody has to see to it
KEEP_LETTERS = timedelta(days=90)  # from the closing of their edition
MOST_DOUBTS = 2  # a letter that may have arrived is sent once more, and no more

NEWEST = """
SELECT * FROM editions WHERE series = :series ORDER BY number DESC LIMIT 1
"""
CLOSED = """
SELECT series, number, opened_at, closed_at FROM editions WHERE closed_at IS NOT NULL
ORDER BY closed_at DESC, series
"""
ONE = """
SELECT * FROM editions
WHERE series = :series AND number = :number AND closed_at IS NOT NULL
"""
CLOSE = """
UPDATE editions SET closed_seq = :seq, closed_at = :now, page = :page,
    markdown = :markdown, plain = :plain
WHERE series = :series AND number = :number AND closed_at IS NULL
"""
OPEN_NEXT = """
INSERT INTO editions (series, number, opened_seq, opened_at)
VALUES (:series, :number + 1, :seq, :now)
"""
KEEP_LETTER = """
INSERT INTO letters (series, number, recipient, content)
VALUES (:series, :number, :recipient, :content)
"""
# Whom it went to, and how, stays; the edition that it told is kept for ever. How long a
# letter is is known without reading it.
SPEND = """
UPDATE letters SET content = x'' WHERE length(content) > 0
    AND (series, number) IN (SELECT series, number FROM editions
        WHERE closed_at < :before)
    AND state IN ('taken', 'given up')
"""
UNDER_WAY = """
SELECT * FROM letters WHERE state IN ('waiting', 'trying')
ORDER BY series, number, recipient
"""
OF_EDITION = """
SELECT * FROM letters WHERE series = :series AND number = :number ORDER BY recipient
"""
# A try that was never noted as over ended with its process: the letter may be out.
TRY = """
UPDATE letters SET state = 'trying', tries = tries + 1, at = :now,
    doubts = doubts + (state = 'trying')
WHERE series = :series AND number = :number AND recipient = :recipient
"""
TAKEN = """
UPDATE letters SET state = 'taken', reason = ''
WHERE series = :series AND number = :number AND recipient = :recipient
"""
GIVE_UP = """
UPDATE letters SET state = 'given up', reason = :reason
WHERE series = :series AND number = :number AND recipient = :recipient
"""
FAILED = """
UPDATE letters SET reason = :reason, doubts = doubts + :doubt, state = CASE
    WHEN tries >= :tries OR doubts + :doubt >= :doubts THEN 'given up'
    ELSE 'waiting' END
WHERE series = :series AND number = :number AND recipient = :recipient
"""


class LetterState(StrEnum):
    """How the delivery of a letter stands."""

    WAITING = "waiting"
    TRYING = "trying"
    TAKEN = "taken"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class Letter:
    """A closed edition for one recipient, and how its delivery stands."""

    series: Series
    number: int
    recipient: str
    content: bytes
    state: LetterState = LetterState.WAITING
    tries: int = 0
    doubts: int = 0
    at: datetime | None = None
    reason: str = ""

    @property
    def spent(self) -> bool:
        """Whether it may not be tried again: it was tried too often, or is in doubt."""
        doubts = self.doubts + (self.state is LetterState.TRYING)
        return self.tries >= MOST_TRIES or doubts >= MOST_DOUBTS


@dataclass(frozen=True, slots=True)
class Editions:
    """Opens, closes and gives back editions. Made by `Store.editions`."""

    connection: sqlite3.Connection

    def opened(self, series: Series) -> Period:
        """The open edition of a series."""
        row = self.connection.execute(NEWEST, {"series": series}).fetchone()
        at = instant_or_none(row["opened_at"])
        return Period(series, row["number"], row["opened_seq"], at)

    def dated(self, since: datetime, until: datetime) -> Iterator[Stored]:
        """The stories dated in a period that nobody took out, newest first."""
        return periods.dated(self.connection, since, until)

    def close(
        self, opened: Period, forms: Forms, letters: Iterable[Letter], now: datetime
    ) -> None:
        """Close an edition for ever, open the next, and have its letters wait.

        All of it or nothing; an edition that is closed already stays as it was. Letters
        that went out long ago are let go.
        """
        told = {
            "series": opened.series,
            "number": opened.number,
            "now": utc(now),
            "page": forms.page.decode(),
            "markdown": forms.markdown.decode(),
            "plain": forms.plain.decode(),
        }
        with transaction(self.connection):
            told["seq"] = int(meta(self.connection, "sequence"))
            if not self.connection.execute(CLOSE, told).rowcount:
                return
            self.connection.execute(OPEN_NEXT, told)
            self.connection.executemany(
                KEEP_LETTER,
                [_name(letter) | {"content": letter.content} for letter in letters],
            )
            self.connection.execute(SPEND, {"before": utc(now - KEEP_LETTERS)})

    def closed(self) -> list[Closed]:
        """Every closed edition by its name alone, the newest first."""
        return [_closed(row, None) for row in self.connection.execute(CLOSED)]

    def past(self, laid: Container[str]) -> Iterator[Closed]:
        """Every closed edition, the newest first; with what it said if not laid yet."""
        for closed in self.closed():
            if closed.name in laid:
                yield closed
            else:
                yield self.find(closed.series, closed.number) or closed

    def find(self, series: Series, number: int) -> Closed | None:
        """A closed edition, with what it said."""
        told = {"series": series, "number": number}
        row = self.connection.execute(ONE, told).fetchone()
        if row is None:
            return None
        said = (row[form].encode() for form in ("page", "markdown", "plain"))
        return _closed(row, Forms(*said))

    def letters(self, series: Series, number: int) -> list[Letter]:
        """The letters of a closed edition."""
        told = {"series": series, "number": number}
        return [_letter(row) for row in self.connection.execute(OF_EDITION, told)]

    def under_way(self) -> list[Letter]:
        """The letters that are to be delivered, the oldest edition first."""
        return [_letter(row) for row in self.connection.execute(UNDER_WAY)]

    def begin(self, letter: Letter, now: datetime) -> None:
        """Note, before a letter goes out, that it may be out from here on."""
        with transaction(self.connection):
            self.connection.execute(TRY, _name(letter) | {"now": utc(now)})

    def taken(self, letter: Letter) -> None:
        """Note that the server has the letter."""
        with transaction(self.connection):
            self.connection.execute(TAKEN, _name(letter))

    def give_up(self, letter: Letter, reason: str) -> None:
        """Note that a letter is not sent any more, and why."""
        with transaction(self.connection):
            self.connection.execute(GIVE_UP, _name(letter) | {"reason": reason})

    def failed(self, letter: Letter, reason: str, *, in_doubt: bool) -> None:
        """Note why a letter was not delivered; `in_doubt` if it may have been."""
        told = _name(letter) | {
            "reason": reason,
            "doubt": int(in_doubt),
            "tries": MOST_TRIES,
            "doubts": MOST_DOUBTS,
        }
        with transaction(self.connection):
            self.connection.execute(FAILED, told)


def _name(letter: Letter) -> dict[str, object]:
    return {
        "series": letter.series,
        "number": letter.number,
        "recipient": letter.recipient,
    }


def _closed(row: sqlite3.Row, forms: Forms | None) -> Closed:
    return Closed(
        series=Series(row["series"]),
        number=row["number"],
        opened=instant_or_none(row["opened_at"]),
        closed=instant(row["closed_at"]),
        forms=forms,
    )


def _letter(row: sqlite3.Row) -> Letter:
    return Letter(
        series=Series(row["series"]),
        number=row["number"],
        recipient=row["recipient"],
        content=row["content"],
        state=LetterState(row["state"]),
        tries=row["tries"],
        doubts=row["doubts"],
        at=instant_or_none(row["at"]),
        reason=row["reason"],
    )
