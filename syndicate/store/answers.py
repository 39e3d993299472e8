"""What a language model said of each text: asked once, kept for ever, shown by choice.

An answer is of a text and a writer, not of a story: it is found again when a story
shows that text again, or when settings come back to that writer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from syndicate.model import Stored
from syndicate.store import reading
from syndicate.store.columns import utc
from syndicate.store.meta import find_meta, meta, set_meta

GIVEN_UP = 8  # questions about one text that may stay without an answer
LONGEST_PAUSE = timedelta(days=1)

KEEP = """
INSERT INTO answers (shown, writer, summary, refusal)
SELECT shown, :writer, :summary, :refusal FROM stories WHERE seq = :seq
ON CONFLICT (shown, writer) DO UPDATE SET
    summary = excluded.summary, refusal = excluded.refusal, ask_again = NULL
"""
SHOW = """
UPDATE stories SET dirty = 1
WHERE shown = (SELECT shown FROM stories AS told WHERE told.seq = :seq)
"""
FAILURES = """
SELECT failures FROM answers
WHERE writer = :writer AND shown = (SELECT shown FROM stories WHERE seq = :seq)
"""
FAIL = """
INSERT INTO answers (shown, writer, failures, ask_again)
SELECT shown, :writer, :failures, :ask_again FROM stories WHERE seq = :seq
ON CONFLICT (shown, writer) DO UPDATE SET
    failures = excluded.failures, ask_again = excluded.ask_again
"""
# What failed least comes first, so that one text that fails keeps no other waiting.
UNWRITTEN = """
SELECT stories.seq FROM stories LEFT JOIN answers
    ON answers.shown = stories.shown
    AND writer = (SELECT value FROM meta WHERE key = 'writer')
WHERE brief <> '' AND sort_at >= :since AND hidden = 0 AND not_ours = 0
    AND retracted IS NULL AND (writer IS NULL OR ask_again <= :now)
ORDER BY coalesce(failures, 0), sort_at DESC, id
"""
SHOW_OTHERS = """
UPDATE stories SET dirty = 1
WHERE shown IN (SELECT shown FROM answers WHERE writer IN (:old, :new))
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question: a sentence that may stand, or why it may not."""

    summary: str = ""
    refusal: str = ""


def choose_writer(connection: sqlite3.Connection, writer: str) -> None:
    """Show from now on what this writer wrote; "" shows what nobody wrote."""
    old = find_meta(connection, "writer")
    if writer != old:
        connection.execute(SHOW_OTHERS, {"old": old, "new": writer})
        set_meta(connection, "writer", writer)


def unwritten(
    connection: sqlite3.Connection, since: datetime, now: datetime
) -> Iterator[tuple[int, Stored]]:
    """The stories of since then of whose text the chosen writer said nothing yet.

    Whom the public may see is not asked here: that is the gate's to say.
    """
    names = {"since": utc(since), "now": utc(now)}
    for (seq,) in connection.execute(UNWRITTEN, names).fetchall():
        yield seq, reading.told(connection, seq)


def keep_answer(connection: sqlite3.Connection, seq: int, answer: Answer) -> None:
    """Keep what the chosen writer said of the text that a story shows."""
    names = {"seq": seq, "writer": meta(connection, "writer")}
    told = {"summary": answer.summary, "refusal": answer.refusal}
    connection.execute(KEEP, names | told)
    connection.execute(SHOW, {"seq": seq})


def keep_failure(connection: sqlite3.Connection, seq: int, now: datetime) -> None:
    """Note that no answer came, and when to ask again: ever later, and not for ever."""
    names = {"seq": seq, "writer": meta(connection, "writer")}
    row = connection.execute(FAILURES, names).fetchone()
    failures = 1 + (row["failures"] if row else 0)
    pause = min(timedelta(hours=2 ** (failures - 1)), LONGEST_PAUSE)
    again = utc(now + pause) if failures < GIVEN_UP else None
    connection.execute(FAIL, names | {"failures": failures, "ask_again": again})
