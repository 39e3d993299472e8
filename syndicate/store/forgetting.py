"""Forgetting a person or an item: in every row, in revisions, and for ever after.

All of it is one transaction. Whoever only looks leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from syndicate.config.place import quote, suggest
from syndicate.errors import UsageError
from syndicate.model import Act, Decision
from syndicate.store import forgotten
from syndicate.store.decisions import Register
from syndicate.store.forgotten import Forgotten
from syndicate.store.redaction import (
    POSTED,
    SAID,
    Swept,
    empty_posting,
    leave,
    pages,
    reindex,
    settle_postings,
    show_anew,
    sweep,
    sweep_letters,
    write_anew,
)
from syndicate.text.redacting import (
    FORGOTTEN,
    REDACTED,
    Marks,
    mark,
    phrases,
    redact_all,
    sounds,
    spellings,
    surnames,
)

PHRASE = 6  # words in a row that are an item's own

FIND = """
SELECT postings.*, sources.name AS source_name FROM postings
JOIN sources ON sources.id = postings.source WHERE name = :source AND item = :item
"""
WAITING = """
SELECT uncleaned.* FROM uncleaned JOIN sources ON sources.id = source
WHERE name = :source AND item = :item
"""
ITEMS = """
SELECT item FROM postings JOIN sources ON sources.id = source WHERE name = :source
"""
LINKS = "SELECT url, label FROM links WHERE posting = :ref"
REVISIONS = "SELECT title, text FROM revisions WHERE posting = :ref"
BESIDE = "SELECT * FROM postings WHERE story = :story AND ref <> :ref ORDER BY ref"
EMPTY = """
UPDATE postings SET item = :item, document = '', present = 0, url = NULL,
    locator = NULL, published = NULL, words = 0, text_digest = :text_digest,
    told_digest = '', teaser_digest = '', site = '', wire = '', withdrawn = '',
    title = :title, record = :record, text = '', html = '', told = :told,
    pending = 0, story = CASE WHEN :alone THEN story END
WHERE ref = :ref
"""
GONE = (
    "DELETE FROM revisions WHERE posting = :ref",
    "DELETE FROM links WHERE posting = :ref",
    "DELETE FROM keys WHERE posting = :ref",
    "DELETE FROM findings WHERE one = :ref OR two = :ref",
    "DELETE FROM appearances WHERE posting = :ref",
    "DELETE FROM sketch_runs WHERE posting = :ref",
    "DELETE FROM sketch_terms WHERE posting = :ref",
    "DELETE FROM sketch_titles WHERE posting = :ref",
)
GONE_WAITING = """
DELETE FROM uncleaned WHERE item = :item
    AND source = (SELECT id FROM sources WHERE name = :source)
"""
RENAME = "UPDATE decided SET item = :new WHERE source = :source AND item = :item"
# What remains of the story shows another telling; that is no change of its text.
HAND_ON = """
UPDATE stories SET original = :heir, anchor = :heir, shown = '' WHERE seq = :story
"""
FORM_ANEW = "UPDATE postings SET pending = 1 WHERE story = :story"
NAMELESS = "UPDATE stories SET slug = 'redacted', amendments = '[]' WHERE seq = :story"
UNSEARCHED = "UPDATE search SET title = :title, text = '' WHERE seq = :story"
STORY_OF = """
SELECT stories.id FROM stories JOIN postings ON postings.story = stories.seq
JOIN sources ON sources.id = postings.source WHERE name = :source AND item = :item
"""
SHORT_IDS = """
SELECT short_id FROM stories WHERE seq IN (SELECT value FROM json_each(:seqs))
ORDER BY short_id
"""

Mail = Callable[[bytes, Marks, Collection[str]], bytes]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: rows by table, short ids of stories, and how to find the rest."""

    kept: Forgotten
    rows: dict[str, int]
    stories: tuple[str, ...]
    marks: Marks
    last: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Forgetting:
    """Takes words out of the database. Made by `Store.forgetting`."""

    connection: sqlite3.Connection
    cleaning: str  # the version of the rules of cleaning
    redact_mail: Mail

    def person(self, name: str, told: Forgotten, *, apply: bool) -> Found:
        """Take a person's name out of everything, and out of all that comes.

        Raises:
            UsageError: it has no word that could be found.
        """
        names = spellings(name)
        if not names:
            raise UsageError(f"{quote(name)} is no name: it has no word of two letters")
        with self._looking(apply=apply):
            salt = forgotten.salt(self.connection)
            marked = [(mark(salt, each), len(each)) for each in sorted(names)]
            kept = forgotten.keep(self.connection, told, marked)
            lengths = tuple(sorted({count for _, count in marked}))
            marks = Marks(salt, frozenset(each for each, _ in marked), lengths)
            swept = Swept(pages(self.connection))
            self._sweep(swept, marks, surnames(names), everywhere=True)
            return self._found(swept, kept, marks, frozenset(surnames(names)))

    def item(self, source: str, item: str, told: Forgotten, *, apply: bool) -> Found:
        """Take one telling out: its text, title and links; its identity is a mark.

        Raises:
            UsageError: no such item is known.
        """
        named = {"source": source, "item": item}
        with self._looking(apply=apply):
            row = self.connection.execute(FIND, named).fetchone()
            waits = self.connection.execute(WAITING, named).fetchone()
            if row is None and waits is None:
                raise self._unknown(source, item)
            one = forgotten.item_mark(self.connection, source, item)
            kept = forgotten.keep(self.connection, told, [(one, 0)])
            swept = Swept(pages(self.connection))
            marks = Marks("", frozenset(), (), names=False)
            if waits is not None:
                swept.rows["uncleaned"] = 1
                self.connection.execute(GONE_WAITING, named)
            if row is not None:
                marks = self._own_words(row)
                self._empty(row, one, swept)
                self.connection.execute(RENAME, named | {"new": f"{FORGOTTEN}{one}"})
            self._sweep(swept, marks, set(), everywhere=False)
            self._hide(kept, (source, f"{FORGOTTEN}{one}"))
            return self._found(swept, kept, marks, frozenset())

    def wipe(self) -> bool:
        """Have what was deleted gone from the file and its log, too; whether it is.

        It is not while somebody else reads.
        """
        self.connection.execute("VACUUM")
        row = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not row[0]

    @contextlib.contextmanager
    def _looking(self, *, apply: bool) -> Iterator[None]:
        self.connection.execute("PRAGMA secure_delete = ON")
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT" if apply else "ROLLBACK")

    def _sweep(
        self, swept: Swept, marks: Marks, last: set[str], *, everywhere: bool
    ) -> None:
        """Redact what was told, where it is of a person, and what was said of it."""

        def redact(values: Sequence[str], named: bool) -> list[str]:
            return redact_all(values, marks, last if named else ())

        if everywhere:
            sweep(self.connection, POSTED, redact, swept)
            settle_postings(self.connection, swept, self.cleaning)
        sweep(self.connection, SAID, redact, swept)
        known = last if swept.refs else ()
        sweep_letters(
            self.connection, lambda mail: self.redact_mail(mail, marks, known), swept
        )
        if everywhere:
            show_anew(self.connection, swept)
        write_anew(self.connection, swept)
        for seq, page in pages(self.connection, swept).items():
            before = swept.pages[seq]
            leave(self.connection, before, moved=page != before)
        reindex(self.connection)

    def _own_words(self, row: sqlite3.Row) -> Marks:
        """What only this telling of its story says: its phrases, title, addresses."""
        own = self._phrases(row)
        for other in self.connection.execute(BESIDE, dict(row)).fetchall():
            own -= self._phrases(other)
        lengths = tuple(sorted({len(each) for each in own}))
        return Marks(
            "", frozenset(mark("", each) for each in own), lengths, names=False
        )

    def _phrases(self, row: sqlite3.Row) -> set[tuple[str, ...]]:
        told, about = json.loads(row["told"]), {"ref": row["ref"]}
        links = self.connection.execute(LINKS, about).fetchall()
        before = self.connection.execute(REVISIONS, about).fetchall()
        texts = [row["title"], row["text"], told["title"], told["body"]]
        texts += [told["summary"], *(text for each in before for text in each)]
        texts += [each["label"] for each in links]
        addresses = [row["url"] or "", *(each["url"] for each in links)]
        whole = {sounds(each.partition("://")[2] or each) for each in addresses}
        return phrases(texts, PHRASE) | {each for each in whole if len(each) > 2}

    def _empty(self, row: sqlite3.Row, one: str, swept: Swept) -> None:
        """Leave nothing of a posting but that it is known; its story goes on."""
        ref, story = row["ref"], row["story"]
        for statement in GONE:
            self.connection.execute(statement, {"ref": ref})
        heir = self.connection.execute(BESIDE, dict(row)).fetchone()
        emptied = empty_posting(row["source_name"], one)
        self.connection.execute(EMPTY, emptied | {"ref": ref, "alone": heir is None})
        swept.rows["postings"] = 1
        if story is None:
            return
        swept.seqs.add(story)
        names = {"story": story, "heir": heir["ref"] if heir else ref}
        if heir is None:
            self.connection.execute(NAMELESS, names)
        self.connection.execute(UNSEARCHED, names | {"title": REDACTED})
        self.connection.execute(HAND_ON, names)
        self.connection.execute(FORM_ANEW, names)

    def _hide(self, kept: Forgotten, one: tuple[str, str]) -> None:
        """Decide that nobody sees what only it tells, at once with forgetting it."""
        named = {"source": one[0], "item": one[1]}
        row = self.connection.execute(STORY_OF, named).fetchone()
        Register(self.connection).keep(
            Decision(
                number=0,
                at=kept.at,
                who=kept.who,
                act=Act.HIDE,
                why=f"forgotten ({kept.number})",
                story=row["id"] if row else "",
                title=REDACTED,
                one=(one,),
                shown=one,
            )
        )

    def _found(
        self, swept: Swept, kept: Forgotten, marks: Marks, last: frozenset[str]
    ) -> Found:
        seqs = {"seqs": json.dumps(sorted(swept.seqs))}
        rows = self.connection.execute(SHORT_IDS, seqs)
        stories = tuple(row["short_id"] for row in rows)
        return Found(kept, swept.rows, stories, marks, last)

    def _unknown(self, source: str, item: str) -> UsageError:
        rows = self.connection.execute(ITEMS, {"source": source})
        hint = suggest(item, [row["item"] for row in rows])
        told = f"{quote(source)} has told no item {quote(item)}"
        return UsageError(f"{told}; {hint or '`explain STORY --json` shows them'}")
