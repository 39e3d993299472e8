"""Taking a person's name, or an item's words, out of every row that holds them.

Every column of text in the schema is either swept here or named among those that hold
no words of anybody; a test compares both with the schema.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from syndicate.model import Posting, Release
from syndicate.store.columns import dump
from syndicate.store.records import pack_posting, pack_release, unpack_posting
from syndicate.text.redacting import FORGOTTEN, REDACTED
from syndicate.text.tokens import digest, words

# Texts of one row; and whether it is of a telling that names the person.
Redact = Callable[[Sequence[str], bool], list[str]]
RedactMail = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Place:
    """A table, what its rows are known by, and its columns that may hold words."""

    table: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]


POSTED = (
    Place(
        "postings",
        ("ref", "source"),
        ("item", "url", "locator", "title", "text", "html", "record", "told"),
    ),
    Place("revisions", ("posting", "number"), ("title", "text", "told")),
    Place("links", ("posting", "position"), ("url", "label")),
    Place("keys", ("key", "rank", "posting"), ("key", "url")),
    Place("uncleaned", ("source", "item"), ("item", "locator", "told", "reason")),
    Place("search", ("seq",), ("title", "text")),
)
SAID = (
    Place("stories", ("seq",), ("slug", "amendments", "brief", "edited")),
    Place("appearances", ("story", "place"), ("place", "url", "evidence")),
    Place("findings", ("one", "two", "key"), ("key", "detail")),
    Place("compared", ("story",), ("record",)),
    Place("answers", ("shown", "writer"), ("summary", "refusal")),
    Place(
        "decisions",
        ("number",),
        ("who", "why", "title", "detail", "undone_by", "undone_why"),
    ),
    Place("answered", ("once",), ("told",)),
    Place("postponed", ("matter", "subject"), ("who",)),
    Place("paused", ("source",), ("who",)),
    Place("editions", ("series", "number"), ("page", "markdown", "plain")),
    Place("letters", ("series", "number", "recipient"), ("reason",)),
    Place("sources", ("id",), ("last_error", "skipped")),
    Place("fetches", ("id",), ("skipped_why", "reason")),
    Place("documents", ("source", "name"), ("problem",)),
    Place("deliveries", ("receiver", "subject"), ("trouble",)),
    Place("forgotten", ("number",), ("who", "why")),
)
# What is made of swept rows by the next publishing, or says where sources are polled.
MADE = ("listed", "shelved", "removals", "search_fts")
READ = {
    each: f"SELECT {', '.join(dict.fromkeys((*each.keys, *each.columns)))}"
    f" FROM {each.table}"
    for each in (*POSTED, *SAID)
}
WRITE = {
    each: f"UPDATE OR REPLACE {each.table}"
    f" SET {', '.join(f'{name} = :new_{name}' for name in each.columns)}"
    f" WHERE {' AND '.join(f'{name} = :{name}' for name in each.keys)}"
    for each in (*POSTED, *SAID)
}
LETTERS = """
SELECT series, number, recipient, content FROM letters WHERE length(content) > 0
"""
REWRITE = """
UPDATE letters SET content = :content
WHERE series = :series AND number = :number AND recipient = :recipient
"""
RENAME = """
UPDATE decided SET item = :new
WHERE item = :old AND source = (SELECT name FROM sources WHERE id = :source)
"""
NAME_OF_PAGE = "UPDATE stories SET slug = replace(slug, '[redacted]', 'redacted')"
ONE = """
SELECT postings.*, sources.name AS source_name FROM postings
JOIN sources ON sources.id = postings.source WHERE ref = :ref
"""
DIGESTS = """
UPDATE postings SET words = :words, text_digest = :text, told_digest = :told,
    teaser_digest = '' WHERE ref = :ref
"""
SHOWN = """
SELECT seq, stories.shown, stories.out, postings.title, postings.text FROM stories
JOIN postings ON postings.ref = stories.original
WHERE seq IN (SELECT value FROM json_each(:seqs))
"""
SHOW = """
UPDATE stories SET shown = :shown, out = CASE WHEN out = :was THEN :shown ELSE out END,
    brief = '', dirty = 1 WHERE seq = :seq
"""
STORIES_OF = """
SELECT DISTINCT story FROM postings
WHERE story IS NOT NULL AND ref IN (SELECT value FROM json_each(:refs))
"""
# The page leaves under its old name; its row leaves the lists, which are touched.
PAGES = """
SELECT seq, short_id, slug, 'stories/' || slug || '-' || short_id || '.html' AS page
FROM stories WHERE seq IN (SELECT value FROM json_each(:seqs))
"""
LEAVE = "INSERT OR IGNORE INTO removals (page) VALUES (:page)"
TOUCH = """
UPDATE lists SET touched = 1 WHERE path IN
    (SELECT value FROM listed, json_each(listed.lists) WHERE page = :page)
"""
UNLIST = (
    "DELETE FROM shelved WHERE page = :page",
    "DELETE FROM listed WHERE page = :page",
)
REFEED = """
UPDATE sheets SET stale = 1 WHERE EXISTS (SELECT 1 FROM archived
    WHERE archived.folder = sheets.folder AND archived.number = sheets.number
        AND story IN (SELECT value FROM json_each(:seqs)))
    OR (number = 0 AND folder IN (SELECT folder FROM fed
        WHERE story IN (SELECT value FROM json_each(:seqs))))
"""
REINDEX = "INSERT INTO search_fts (search_fts) VALUES ('rebuild')"


@dataclass(slots=True)
class Swept:
    """What was found: rows by table, and the stories whose pages must be written.

    `pages`: of every story, as they were called before anything was changed.
    """

    pages: dict[int, str]
    rows: dict[str, int] = field(default_factory=dict)
    refs: set[int] = field(default_factory=set)
    seqs: set[int] = field(default_factory=set)
    renamed: list[dict[str, object]] = field(default_factory=list)

    def concerns(self, place: Place, row: sqlite3.Row) -> bool:
        """Whether a row is of a telling, or a story, that was found to hold words."""
        if "posting" in place.keys:
            return row["posting"] in self.refs
        if place.table in ("stories", "appearances"):
            return row[place.keys[0]] in self.seqs
        return place in SAID and bool(self.refs)

    def note(self, place: Place, row: sqlite3.Row) -> None:
        """Take note of a row that held words."""
        self.rows[place.table] = self.rows.get(place.table, 0) + 1
        if place.table == "postings":
            self.refs.add(row["ref"])
        elif "posting" in place.keys:
            self.refs.add(row["posting"])
        elif place.table in ("stories", "search"):
            self.seqs.add(row["seq"])
        elif place.table == "appearances":
            self.seqs.add(row["story"])


def sweep(
    connection: sqlite3.Connection, places: Sequence[Place], redact: Redact, into: Swept
) -> None:
    """Redact every row of these places."""
    for place in places:
        names = place.columns
        for row in connection.execute(READ[place]).fetchall():
            values = [row[name] for name in names]
            told = [value for value in values if value]
            new = dict(zip(told, redact(told, into.concerns(place, row)), strict=True))
            changed = [new.get(value, value) for value in values]
            if changed != values:
                fresh = zip((f"new_{name}" for name in names), changed, strict=True)
                keys = {name: row[name] for name in place.keys}
                connection.execute(WRITE[place], keys | dict(fresh))
                into.note(place, row)
                if place.table == "postings" and new[row["item"]] != row["item"]:
                    rename = {"old": row["item"], "new": new[row["item"]]}
                    into.renamed.append(rename | {"source": row["source"]})


def sweep_letters(
    connection: sqlite3.Connection, redact: RedactMail, into: Swept
) -> None:
    """Redact the letters that carry editions, waiting or taken."""
    for row in connection.execute(LETTERS).fetchall():
        content = redact(row["content"])
        if content != row["content"]:
            connection.execute(REWRITE, dict(row) | {"content": content})
            into.rows["letters"] = into.rows.get("letters", 0) + 1


def settle_postings(
    connection: sqlite3.Connection, swept: Swept, cleaning: str
) -> None:
    """Have swept postings known by what they tell now; `cleaning`: by which rules.

    The same telling is then known again at the next poll, redacted in the same way.
    """
    connection.executemany(RENAME, swept.renamed)
    for ref in sorted(swept.refs):
        row = connection.execute(ONE, {"ref": ref}).fetchone()
        told = f"{cleaning}\n{pack_posting(unpack_posting(row))}"
        tokens = words(row["text"])
        names = {
            "ref": ref,
            "words": len(tokens),
            "text": digest(tokens),
            "told": hashlib.sha256(told.encode("utf-8", "replace")).hexdigest(),
        }
        connection.execute(DIGESTS, names)
    refs = {"refs": dump(sorted(swept.refs))}
    swept.seqs |= {row["story"] for row in connection.execute(STORIES_OF, refs)}


def show_anew(connection: sqlite3.Connection, swept: Swept) -> None:
    """Have the stories briefed anew; nothing of it is a change of what they tell."""
    seqs = {"seqs": dump(sorted(swept.seqs))}
    for row in connection.execute(SHOWN, seqs).fetchall():
        told = f"{row['title']}\0{row['text']}"
        shown = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
        connection.execute(
            SHOW, {"seq": row["seq"], "shown": shown, "was": row["shown"]}
        )


def write_anew(connection: sqlite3.Connection, swept: Swept) -> None:
    """Have every file written anew that shows one of these stories."""
    connection.execute(REFEED, {"seqs": dump(sorted(swept.seqs))})
    connection.execute(NAME_OF_PAGE)


def pages(connection: sqlite3.Connection, swept: Swept | None = None) -> dict[int, str]:
    """The pages of stories as they are called now, by sequence number; None: of all."""
    seqs = [row["seq"] for row in connection.execute("SELECT seq FROM stories")]
    wanted = {"seqs": dump(sorted(swept.seqs if swept else seqs))}
    return {row["seq"]: row["page"] for row in connection.execute(PAGES, wanted)}


def leave(connection: sqlite3.Connection, page: str, *, moved: bool) -> None:
    """Take a page out of the lists; if it moved, it leaves under its old name."""
    for statement in (TOUCH, *UNLIST, *((LEAVE,) if moved else ())):
        connection.execute(statement, {"page": page})


def empty_posting(source: str, mark: str) -> dict[str, object]:
    """The columns of an item of which nothing is kept but that it is known."""
    item = f"{FORGOTTEN}{mark}"
    return {
        "item": item,
        "title": REDACTED,
        "record": pack_release(Release(source, item, REDACTED, "")),
        "told": pack_posting(Posting(source, item, REDACTED, "")),
        "text_digest": digest([]),
    }


def reindex(connection: sqlite3.Connection) -> None:
    """Make the full-text index of the texts as they are."""
    connection.execute(REINDEX)
