"""Changes of the output folder by number, and who was told of which of them.

A change is noted before any file of it goes live, and kept on the disk by then. So
whatever happens between the files and those who are to be told of them, the number
that a receiver was told of last says whether it must be told.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from syndicate.store.columns import instant_or_none, utc_or_none
from syndicate.store.database import transaction

CHANGED = """
INSERT INTO public_changes (path, changed) VALUES (:path, :changed)
ON CONFLICT (path) DO UPDATE SET changed = excluded.changed
"""
KEEP = """
INSERT INTO deliveries (receiver, subject, told, tried, tries, since, trouble)
VALUES (:receiver, :subject, :told, :tried, :tries, :since, :trouble)
ON CONFLICT (receiver, subject) DO UPDATE SET told = excluded.told,
    tried = excluded.tried, tries = excluded.tries, since = excluded.since,
    trouble = excluded.trouble
"""
RECEIVERS = "SELECT DISTINCT receiver FROM deliveries"


@dataclass(frozen=True, slots=True)
class Sent:
    """What a receiver was told, by the number of the change, and how trying went since.

    `subject` is the path of a feed where the receiver is told of one, else "".
    """

    receiver: str
    subject: str = ""
    told: int = 0
    tried: int = 0
    tries: int = 0
    since: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Keeps what changed and who knows. Made by `Store.deliveries`."""

    connection: sqlite3.Connection

    def changing(self, feeds: Collection[str]) -> None:
        """Note that files of the output folder are about to change, these feeds too.

        It is on the disk when this returns, and with it all that was kept before:
        readers never see what a loss of power can take out of the database.
        """
        self.connection.execute("PRAGMA synchronous = FULL")
        try:
            with transaction(self.connection):
                changed = self.changed() + 1
                self.connection.executemany(
                    CHANGED,
                    [{"path": path, "changed": changed} for path in ("", *feeds)],
                )
        finally:
            self.connection.execute("PRAGMA synchronous = NORMAL")

    def changed(self) -> int:
        """The number of the last change; 0 when there was none."""
        row = self.connection.execute(
            "SELECT changed FROM public_changes WHERE path = ''"
        ).fetchone()
        return int(row["changed"]) if row else 0

    def feeds(self) -> dict[str, int]:
        """Every feed by its path, with the change it was last part of."""
        rows = self.connection.execute(
            "SELECT * FROM public_changes WHERE path <> '' ORDER BY path"
        )
        return {row["path"]: row["changed"] for row in rows}

    def sent(self, receiver: str, subject: str = "") -> Sent:
        """What a receiver was told of a subject; nothing when it is new."""
        row = self.connection.execute(
            "SELECT * FROM deliveries"
            " WHERE receiver = :receiver AND subject = :subject",
            {"receiver": receiver, "subject": subject},
        ).fetchone()
        if row is None:
            return Sent(receiver, subject)
        since = instant_or_none(row["since"])
        return Sent(**{**dict(row), "since": since})

    def keep(self, sent: Sent) -> None:
        """Keep what a receiver was told, or that it could not be told."""
        with transaction(self.connection):
            self.connection.execute(
                KEEP,
                {
                    "receiver": sent.receiver,
                    "subject": sent.subject,
                    "told": sent.told,
                    "tried": sent.tried,
                    "tries": sent.tries,
                    "since": utc_or_none(sent.since),
                    "trouble": sent.trouble,
                },
            )

    def forget(self, receivers: Collection[str], feeds: Collection[str]) -> None:
        """Forget all other receivers, and all other feeds."""
        gone = [
            (row["receiver"],)
            for row in self.connection.execute(RECEIVERS).fetchall()
            if row["receiver"] not in receivers
        ]
        left = [(path,) for path in self.feeds() if path not in feeds]
        if not gone and not left:
            return
        with transaction(self.connection):
            self.connection.executemany(
                "DELETE FROM deliveries WHERE receiver = ?", gone
            )
            self.connection.executemany(
                "DELETE FROM deliveries WHERE subject = ?", left
            )
            self.connection.executemany(
                "DELETE FROM public_changes WHERE path = ?", left
            )
