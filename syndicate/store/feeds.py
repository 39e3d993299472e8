"""Which public story stands in which feed, and in which document of its archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from syndicate.model import Fed, Stored
from syndicate.store import reading
from syndicate.store.columns import dump, instant, utc
from syndicate.store.database import transaction
from syndicate.store.meta import find_meta, set_meta

# A story that changed waits again: the archive is to tell it as it is now, too.
STAND = """
INSERT INTO fed (folder, story, id, published, updated, size, notice)
SELECT :folder, seq, id, :published, :updated, :size, :notice
FROM stories WHERE id = :id
ON CONFLICT (folder, story) DO UPDATE SET
    waiting = CASE WHEN updated = excluded.updated THEN waiting ELSE 1 END,
    published = excluded.published, updated = excluded.updated, size = excluded.size,
    notice = excluded.notice
"""
FREEZE = """
UPDATE stories SET published = :published WHERE id = :id AND published IS NULL
"""
OF_STORY = "story = (SELECT seq FROM stories WHERE id = :id)"
LEFT_FEEDS = f"""
DELETE FROM fed WHERE {OF_STORY}
    AND folder NOT IN (SELECT value FROM json_each(:folders))
"""
LEFT_ARCHIVE = f"DELETE FROM archived WHERE {OF_STORY}"
FORGET = tuple(
    f"""
DELETE FROM {table} WHERE folder NOT IN (SELECT value FROM json_each(:folders))
"""
    for table in ("archived", "fed", "sheets")
)
LOST = "UPDATE sheets SET stale = 1 WHERE folder = ? AND number = ?"
LIVE_ANEW = "UPDATE sheets SET stale = 1 WHERE number = 0"
ARCHIVE_ANEW = "UPDATE sheets SET stale = 1 WHERE number > 0"
REMOVE = "INSERT OR IGNORE INTO removals (page) VALUES (?)"
LIVE = "INSERT OR IGNORE INTO sheets (folder, number) VALUES (:folder, 0)"
TOUCHED = """
UPDATE sheets SET stale = 1
WHERE number = 0 AND folder IN (SELECT value FROM json_each(:folders))
"""
FED = "SELECT id, published, updated, size, waiting, notice FROM fed"
WAITING = f"""
{FED} WHERE folder = :folder AND waiting = 1 ORDER BY published DESC, id
"""
NEWEST = f"{FED} WHERE folder = :folder ORDER BY published DESC, id LIMIT :most"
BEGIN = "INSERT OR IGNORE INTO sheets (folder, number) VALUES (:folder, 1)"
CLOSE = """
INSERT INTO sheets (folder, number)
SELECT :folder, 1 + max(number) FROM sheets WHERE folder = :folder RETURNING number
"""
ARCHIVE = """
INSERT INTO archived (folder, number, story)
SELECT :folder, :number, story FROM fed
WHERE folder = :folder AND id IN (SELECT value FROM json_each(:ids))
"""
ARCHIVED = """
UPDATE fed SET waiting = 0
WHERE folder = :folder AND id IN (SELECT value FROM json_each(:ids))
"""
MEMBERS = """
SELECT stories.id FROM archived JOIN stories ON stories.seq = archived.story
WHERE folder = :folder AND number = :number
"""
# The archive before what links to it, and the feed of everything last.
STALE = """
SELECT folder, number, CASE number
    WHEN 0 THEN (SELECT max(number) FROM sheets AS all_ WHERE folder = sheets.folder)
    ELSE number - 1 END AS earlier
FROM sheets WHERE stale = 1 ORDER BY number = 0, folder DESC, number
"""

Name = tuple[str, int]  # of a sheet: the feed's folder and the document's number
Files = Callable[[str, int], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Feeds:
    """Keeps what stands where. Made by `Outbox.feeds`."""

    connection: sqlite3.Connection

    def names(self) -> list[Name]:
        """Every document there is."""
        rows = self.connection.execute("SELECT folder, number FROM sheets")
        return [(row["folder"], row["number"]) for row in rows]

    def found(self, folders: Collection[str], files: Files) -> None:
        """Have exactly these feeds; of others, what `files` names is to be removed."""
        with transaction(self.connection):
            gone = [name for name in self.names() if name[0] not in folders]
            for name in gone:
                left = [(file,) for file in files(*name)]
                self.connection.executemany(REMOVE, left)
            kept = {"folders": dump(sorted(folders))}
            for forget in FORGET if gone else ():  # they look at every story's feeds
                self.connection.execute(forget, kept)
            self.connection.executemany(LIVE, [{"folder": each} for each in folders])

    def write_anew(self, lost: Iterable[Name], **looks: str) -> None:
        """Have documents written anew: lost ones, and all if their looks changed.

        `live` is the looks of the live documents, `archive` those of the others.
        """
        with transaction(self.connection):
            self.connection.executemany(LOST, lost)
            for sort, query in (("live", LIVE_ANEW), ("archive", ARCHIVE_ANEW)):
                key = f"looks of {sort} feeds"
                if sort in looks and find_meta(self.connection, key) != looks[sort]:
                    self.connection.execute(query)
                    set_meta(self.connection, key, looks[sort])

    def stand(self, placed: Iterable[tuple[Fed, Collection[str]]]) -> None:
        """Keep in which feeds public stories stand now: each with their folders.

        What readers were first told of its date is what they are told for ever. The
        live documents of these feeds, and of those that it leaves, are written anew.
        """
        touched: set[str] = set()
        with transaction(self.connection):
            for fed, folders in placed:
                touched.update(folders)
                told = _fields(fed) | {"folders": dump(sorted(folders))}
                self.connection.execute(FREEZE, told)
                self.connection.execute(LEFT_FEEDS, told)
                if fed.notice:
                    self.connection.execute(LEFT_ARCHIVE, told)
                for folder in folders:
                    self.connection.execute(STAND, told | {"folder": folder})
            self.connection.execute(TOUCHED, {"folders": dump(sorted(touched))})

    def leave(self, ids: Iterable[str]) -> None:
        """Note that stories are public no more: they leave every document."""
        with transaction(self.connection):
            for story in ids:
                names = {"id": story, "folders": "[]"}
                self.connection.execute(LEFT_FEEDS, names)
                self.connection.execute(LEFT_ARCHIVE, names)

    def waiting(self, folder: str) -> list[Fed]:
        """What of a feed its archive does not tell as it is now, newest first."""
        rows = self.connection.execute(WAITING, {"folder": folder})
        return [_fed(row) for row in rows]

    def newest(self, folder: str, most: int) -> list[Fed]:
        """The newest of a feed."""
        names = {"folder": folder, "most": most}
        return [_fed(row) for row in self.connection.execute(NEWEST, names)]

    def close(self, folder: str, documents: Iterable[Iterable[Fed]]) -> None:
        """Make documents of a feed's archive, the oldest first, of these stories.

        Before them all stands an empty one, where the archive begins.
        """
        documents = list(documents)
        with transaction(self.connection):
            if documents:
                self.connection.execute(BEGIN, {"folder": folder})
            for document in documents:
                names: dict[str, object] = {"folder": folder}
                row = self.connection.execute(CLOSE, names).fetchone()
                names["number"] = row["number"]
                names["ids"] = dump([fed.id for fed in document])
                self.connection.execute(ARCHIVE, names)
                self.connection.execute(ARCHIVED, names)

    def stale(self) -> list[tuple[Name, int]]:
        """The documents to be written, each with the number of the one before it."""
        rows = self.connection.execute(STALE).fetchall()
        return [((row["folder"], row["number"]), row["earlier"]) for row in rows]

    def members(self, name: Name) -> list[str]:
        """The ids of the stories in a document of the archive."""
        names = {"folder": name[0], "number": name[1]}
        return [row["id"] for row in self.connection.execute(MEMBERS, names)]

    def told(self, ids: Iterable[str]) -> list[Stored]:
        """These stories, in no order."""
        return list(reading.by_ids(self.connection, ids))

    def written(self) -> None:
        """Note that every document is as it should be."""
        with transaction(self.connection):
            self.connection.execute("UPDATE sheets SET stale = 0 WHERE stale = 1")


def _fields(fed: Fed) -> dict[str, object]:
    return {
        "id": fed.id,
        "published": utc(fed.published),
        "updated": utc(fed.updated),
        "size": fed.size,
        "notice": fed.notice,
    }


def _fed(row: sqlite3.Row) -> Fed:
    return Fed(
        id=row["id"],
        published=instant(row["published"]),
        updated=instant(row["updated"]),
        size=row["size"],
        waiting=bool(row["waiting"]),
        notice=bool(row["notice"]),
    )
