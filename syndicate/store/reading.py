"""Stories read back: newest first, by reference, by words, for an edition."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Container, Iterable, Iterator
from datetime import datetime

from syndicate.match import url_keys
from syndicate.model import Appearance, Release, Stored, Story
from syndicate.store.columns import NO_LIMIT, dump, instant, instant_or_none, utc
from syndicate.store.records import (
    link,
    unpack_amendments,
    unpack_brief,
    unpack_release,
)
from syndicate.store.trails import places_of

# How little a story is believed: 0 where a clinic's own release is shown, 2 where an
# open source's telling is.
DISTRUST = """(
    SELECT CASE trust WHEN 'owned' THEN 0 WHEN 'wire' THEN 1 ELSE 2 END
    FROM postings JOIN sources ON sources.id = postings.source
    WHERE ref = stories.original)"""
OF_STORY = """
stories.seq, stories.id, slug, original, since, stories.updated, hidden, not_ours,
retracted, approved, dismissed, passed, taken_back, shown, out, out_red,
stories.published, amendments"""
STORY = f"""
SELECT {OF_STORY}, brief, edited, (
        SELECT json_array(summary, refusal, writer) FROM answers
        WHERE answers.shown = stories.shown
            AND writer = (SELECT value FROM meta WHERE key = 'writer')
    ) AS answer FROM stories
"""
NEWEST = "SELECT seq FROM stories ORDER BY sort_at DESC, id LIMIT :most"
FIRST = 200  # a million numbers take half a second, and most readers want a few
BY_SEQ = f"{STORY} WHERE seq = :seq"
SINCE = """
SELECT seq FROM stories WHERE since >= :since OR seq IN (
    SELECT story FROM postings
    WHERE content_changed >= :since OR first_seen >= :since)
ORDER BY sort_at DESC, id
"""
# Each arm of an OR finds its index only where the rows are not asked for in order.
HELD = """SELECT seq FROM stories WHERE seq IN (
    SELECT seq FROM stories WHERE hold_until IS NOT NULL
    UNION SELECT seq FROM stories WHERE waits = 1
    UNION SELECT seq FROM stories WHERE taken_back = 1
    UNION SELECT seq FROM stories WHERE dirty = 1 AND :holds)
ORDER BY hold_until IS NULL, hold_until, sort_at DESC, id
"""
PAGE = (
    "SELECT seq, 'stories/' || slug || '-' || short_id || '.html' AS page FROM stories"
)
UNSETTLED = f"""{PAGE} WHERE seq IN (
    SELECT seq FROM stories WHERE dirty = 1
    UNION SELECT seq FROM stories WHERE hold_until IS NOT NULL)
ORDER BY seq
"""
TO_STAND = f"""{PAGE}
WHERE paged = 0 OR dirty = 1 OR hold_until IS NOT NULL ORDER BY seq
"""
TO_PAGE = """SELECT seq FROM stories WHERE seq IN (
    SELECT seq FROM stories WHERE dirty = 1
    UNION SELECT seq FROM stories WHERE hold_until IS NOT NULL)
ORDER BY sort_at DESC, id
"""
TAKEN_OUT = f"""{STORY}
WHERE hidden = 1 OR not_ours = 1 OR retracted IS NOT NULL ORDER BY seq
"""
BY_IDS = f"{STORY} WHERE id IN (SELECT value FROM json_each(:ids))"
COUNT_UNBRIEFED = "SELECT count(*) FROM stories WHERE brief = ''"
UNBRIEFED = """
SELECT seq, original FROM stories WHERE brief = '' AND seq > :after ORDER BY seq
LIMIT :most
"""
BY_ID = f"""{STORY}
WHERE id = :reference OR short_id = :reference
    OR seq IN (SELECT story FROM aliases
               WHERE id = :reference OR short_id = :reference)
"""
BY_PREFIX = f"""{STORY}
WHERE short_id >= :reference AND short_id < :after
    OR seq IN (SELECT story FROM aliases
               WHERE short_id >= :reference AND short_id < :after)
ORDER BY sort_at DESC, id LIMIT :limit
"""
# Anybody may claim an address: the story is meant that shows the most trusted telling.
BY_KEY = f"""{STORY} WHERE seq IN (
    SELECT story FROM keys JOIN postings ON postings.ref = keys.posting
    WHERE key = :key)
ORDER BY {DISTRUST}, since, id LIMIT 1
"""
FOUND = """
SELECT rowid AS seq FROM search_fts
WHERE search_fts MATCH :words ORDER BY rank LIMIT :limit
"""
FOUND_MANY = FOUND.replace("ORDER BY rank", "ORDER BY rowid DESC")
COMMON = "SELECT 1 FROM search_fts WHERE search_fts MATCH :words LIMIT :many + 1"
MANY = 2_000  # stories that hold the words
# All but what it was told as, which is longer than the rest.
ORIGINAL = """
SELECT sources.name AS source_name, item, form, title, text, html, url, locator,
    language, record
FROM postings JOIN sources ON sources.id = postings.source WHERE ref = :ref
"""
LINKS = """
SELECT purpose, url, label FROM links WHERE posting = :ref ORDER BY position
"""

Row = sqlite3.Row


def newest(connection: sqlite3.Connection, since: datetime | None) -> Iterator[Stored]:
    """Every story, newest first; with `since`, those first seen or changed since.

    Each is read when it is asked for: whoever takes the first few pays for those.
    """
    if since is not None:
        yield from one_by_one(connection, SINCE, {"since": utc(since)})
        return
    seen = set[int]()
    for most in (FIRST, NO_LIMIT):
        rows = connection.execute(NEWEST, {"most": most}).fetchall()
        for seq in [row["seq"] for row in rows if row["seq"] not in seen]:
            seen.add(seq)
            yield from read(connection, BY_SEQ, {"seq": seq})


def held(connection: sqlite3.Connection, *, holds: bool) -> Iterator[Stored]:
    """The stories that may have to wait: the soonest first, then the newest.

    `holds` says whether settings let any story that changed wait.
    """
    return one_by_one(connection, HELD, {"holds": holds})


def standing(
    connection: sqlite3.Connection, there: Container[str], *, as_left: bool
) -> Iterator[Stored]:
    """The stories whose page is among those and may have to leave.

    With `as_left`, those that were looked at and had none have none now.
    """
    rows = connection.execute(UNSETTLED if as_left else TO_STAND)
    for seq in [row["seq"] for row in rows if row["page"] in there]:
        yield from read(connection, BY_SEQ, {"seq": seq})


def to_page(connection: sqlite3.Connection) -> Iterator[Stored]:
    """The stories whose page must be looked at: changed, or with something held."""
    return one_by_one(connection, TO_PAGE, {})


def taken_out(connection: sqlite3.Connection) -> Iterator[Stored]:
    """The stories that staff took out of what is public."""
    return read(connection, TAKEN_OUT, {})


def by_ids(connection: sqlite3.Connection, ids: Iterable[str]) -> Iterator[Stored]:
    """The stories with these ids, in no order."""
    return read(connection, BY_IDS, {"ids": dump(list(ids))})


def unbriefed(
    connection: sqlite3.Connection, after: int, most: int
) -> list[tuple[int, int]]:
    """The stories whose text has no brief: each with its original's reference."""
    rows = connection.execute(UNBRIEFED, {"after": after, "most": most}).fetchall()
    return [(row["seq"], row["original"]) for row in rows]


def count_unbriefed(connection: sqlite3.Connection) -> int:
    """How many stories have no brief."""
    return int(connection.execute(COUNT_UNBRIEFED).fetchone()[0])


def told(connection: sqlite3.Connection, seq: int) -> Stored:
    """The story of that number, with its brief."""
    row = connection.execute(BY_SEQ, {"seq": seq}).fetchone()
    return _story(connection, row)


def find(connection: sqlite3.Connection, reference: str) -> Stored | None:
    """The story of an id, a retired id, a short id or its start, or a member's URL."""
    reference = reference.strip()
    row = connection.execute(BY_ID, {"reference": reference}).fetchone()
    if row is None:
        rows = _beginning(connection, reference, 2)
        row = rows[0] if len(rows) == 1 else None
    for key in reversed(url_keys(reference)):
        if row is None:
            row = connection.execute(BY_KEY, {"key": key}).fetchone()
    return None if row is None else _story(connection, row)


def beginning(
    connection: sqlite3.Connection, reference: str, limit: int
) -> list[Story]:
    """The newest few stories whose short id, or a retired one of it, begins so."""
    rows = _beginning(connection, reference.strip(), limit)
    return [_story(connection, row)[0] for row in rows]


def search(connection: sqlite3.Connection, words: str, limit: int) -> Iterator[Stored]:
    """The stories that hold all the words, the best first; a phrase in quotes.

    Where very many do, what is best says little and costs much: the newest come first.
    """
    quoted = re.findall(r'"[^"\0]+"|[^\s"\0]+', words)  # a NUL would end the query
    query = " ".join(f'"{word.strip(chr(34))}"' for word in quoted)
    if not query:
        return
    names = {"words": query, "limit": limit, "many": MANY}
    many = len(connection.execute(COMMON, names).fetchall()) > MANY
    yield from one_by_one(connection, FOUND_MANY if many else FOUND, names)


def original(connection: sqlite3.Connection, ref: int) -> Release:
    """A stored release."""
    row = connection.execute(ORIGINAL, {"ref": ref}).fetchone()
    links = connection.execute(LINKS, {"ref": ref})
    return unpack_release(row, [link(*each) for each in links])


def _beginning(connection: sqlite3.Connection, start: str, limit: int) -> list[Row]:
    if not re.fullmatch(r"[0-9a-f]{1,64}", start):
        return []
    names = {"reference": start, "after": f"{start}g", "limit": limit}
    return connection.execute(BY_PREFIX, names).fetchall()


def one_by_one(
    connection: sqlite3.Connection,
    query: str,
    values: dict[str, object],
) -> Iterator[Stored]:
    """The stories that a query gives the numbers of, each read when it is asked for."""
    for seq in [row["seq"] for row in connection.execute(query, values)]:
        yield from read(connection, BY_SEQ, {"seq": seq})


def read(
    connection: sqlite3.Connection, query: str, values: dict[str, object]
) -> Iterator[Stored]:
    """Stream: the rows are few bytes each, what they stand for is read one by one."""
    for row in connection.execute(query, values).fetchall():
        yield _story(connection, row)


def _story(connection: sqlite3.Connection, row: Row) -> Stored:
    shown = original(connection, row["original"])
    known = {row["original"]: (shown.published, shown.embargo)}
    story = story_of(row, shown, places_of(connection, row["seq"], known))
    return Stored(story, unpack_brief(row["brief"], row["answer"], row["edited"]))


def story_of(row: Row, shown: Release, places: Iterable[Appearance]) -> Story:
    """The story of a row with all that stands in OF_STORY."""
    return Story(
        id=row["id"],
        slug=row["slug"],
        original=shown,
        appearances=tuple(places),
        since=instant(row["since"]),
        updated=instant(row["updated"]),
        hidden=bool(row["hidden"]),
        not_ours=bool(row["not_ours"]),
        retracted=instant_or_none(row["retracted"]),
        approved=bool(row["approved"]),
        dismissed=tuple(json.loads(row["dismissed"])),
        passed=(*json.loads(row["passed"]), *json.loads(row["out_red"])),
        taken_back=bool(row["taken_back"]),
        version=row["shown"],
        out=row["out"],
        published=instant_or_none(row["published"]),
        amendments=unpack_amendments(row["amendments"]),
    )
