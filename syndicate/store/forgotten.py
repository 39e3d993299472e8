"""What was forgotten, so that it is not taken up again: marks, and no word of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from syndicate.model import Link, Posting
from syndicate.store.columns import instant, utc
from syndicate.store.meta import find_meta, meta
from syndicate.store.polls import Poll
from syndicate.text.redacting import Marks, mark, redact_all

SALT = "salt"
# As good as any chance: SQLite's own generator, seeded by the system (randomblob).
MAKE_SALT = "INSERT INTO meta (key, value) VALUES ('salt', hex(randomblob(16)))"
KEEP = """
INSERT INTO forgotten (at, who, why, what) VALUES (:at, :who, :why, :what)
RETURNING number
"""
KEEP_MARK = """
INSERT INTO forgotten_marks (mark, words, forgotten) VALUES (:mark, :words, :number)
ON CONFLICT (mark) DO NOTHING
"""
PEOPLE = "SELECT mark, words FROM forgotten_marks WHERE words > 0"
IS_MARKED = "SELECT 1 FROM forgotten_marks WHERE mark = :mark AND words = 0"
ALL = "SELECT * FROM forgotten ORDER BY number DESC"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """That something was forgotten: `what` is person or item; no word of it."""

    number: int
    at: datetime
    who: str
    why: str
    what: str


def salt(connection: sqlite3.Connection) -> str:
    """What every mark is salted with; made when something is first forgotten."""
    if not find_meta(connection, SALT):
        connection.execute(MAKE_SALT)
    return meta(connection, SALT)


def keep(
    connection: sqlite3.Connection,
    told: Forgotten,
    marks: Iterable[tuple[str, int]],
) -> Forgotten:
    """Note that something was forgotten, with its marks and their numbers of words."""
    names = {"at": utc(told.at), "who": told.who, "why": told.why, "what": told.what}
    number = int(connection.execute(KEEP, names).fetchone()["number"])
    connection.executemany(
        KEEP_MARK,
        [{"mark": each, "words": words, "number": number} for each, words in marks],
    )
    return replace(told, number=number)


def everything(connection: sqlite3.Connection) -> list[Forgotten]:
    """All that was ever forgotten, the newest first."""
    return [
        Forgotten(
            row["number"], instant(row["at"]), row["who"], row["why"], row["what"]
        )
        for row in connection.execute(ALL)
    ]


def people(connection: sqlite3.Connection) -> Marks | None:
    """How people that were forgotten are found; None where nobody was."""
    rows = connection.execute(PEOPLE).fetchall()
    if not rows:
        return None
    lengths = tuple(sorted({row["words"] for row in rows}))
    return Marks(salt(connection), frozenset(row["mark"] for row in rows), lengths)


def item_mark(connection: sqlite3.Connection, source: str, item: str) -> str:
    """The mark of an item's identity."""
    return mark(salt(connection), (source, item))


def is_forgotten(connection: sqlite3.Connection, source: str, item: str) -> bool:
    """Whether an item was forgotten, which its source may well tell again."""
    if not find_meta(connection, SALT):
        return False
    told = {"mark": item_mark(connection, source, item)}
    return connection.execute(IS_MARKED, told).fetchone() is not None


def without_people(connection: sqlite3.Connection, posting: Posting) -> Posting:
    """A posting as told, but for people that were forgotten."""
    marks = people(connection)
    return posting if marks is None else redact_posting(posting, marks)


def poll_without_people(connection: sqlite3.Connection, poll: Poll) -> Poll:
    """What a poll came to, with lines that name items without those people."""
    marks = people(connection)
    if marks is None:
        return poll
    error, *skipped = redact_all([poll.error, *poll.skipped], marks)
    return replace(poll, error=error, skipped=tuple(skipped))


def redact_posting(posting: Posting, marks: Marks) -> Posting:
    """A posting without what is marked, also in its addresses and its identity."""
    named: dict[str, Any] = {
        each.name: getattr(posting, each.name) for each in fields(posting)
    }
    keys = [
        name
        for name, value in named.items()
        if type(value) is str and name not in ("source", "media_type")
    ]
    keys += [name for name in ("url", "locator") if named[name] is not None]
    links = [text for link in posting.links for text in (link.url, link.label)]
    values = [*(named[name] for name in dict.fromkeys(keys)), *links, *posting.topics]
    told = redact_all(values, marks)
    if told == values:
        return posting
    count = len(dict.fromkeys(keys))
    parts: dict[str, Any] = dict(zip(dict.fromkeys(keys), told, strict=False))
    urls = told[count : count + len(links)]
    again = [
        Link(link.purpose, url, label)
        for link, url, label in zip(posting.links, urls[::2], urls[1::2], strict=True)
    ]
    topics = tuple(told[count + len(links) :])
    return replace(posting, **parts, links=tuple(again), topics=topics)
