"""Story ids: minted once from what the original is, retired for ever, never reused."""

from __future__ import annotations

import hashlib
import sqlite3

from syndicate.store.columns import utc
from syndicate.store.forming import Forming
from syndicate.store.timed import merge
from syndicate.text.tokens import slug

SHORT_ID = 10  # hexadecimal digits; lengthened where two would meet

MINT = """
INSERT INTO stories
    (id, short_id, slug, original, anchor, since, updated, sort_at, shown, created_seq,
     changed_seq)
VALUES (:id, :short_id, :slug, :original, :original, :now, :updated, :sort_at, '',
     :change, :change)
RETURNING seq
"""
# What readers had of one of two stories they had of what comes of both.
OUT = """
UPDATE stories SET (out, out_red) = (SELECT out, out_red FROM stories WHERE seq = :seq)
WHERE seq = :into AND out = ''
"""
# What was merged and is parted again has a new id; its former ones lead to it.
COMES_BACK = """
UPDATE aliases SET story = :seq
WHERE short_id = substr(:digits, 1, length(short_id))
"""


def mint(pass_: Forming, shown: sqlite3.Row) -> int:
    """A new story whose id derives from what its original is, never from chance."""
    digits = digits_of(shown["source_name"], shown["item"])
    taken = (
        "SELECT 1 FROM stories WHERE short_id = :short"
        " UNION SELECT 1 FROM aliases WHERE short_id = :short"
    )
    length = SHORT_ID
    while pass_.connection.execute(taken, {"short": digits[:length]}).fetchone():
        if length == len(digits):  # its own former id is retired for ever
            digits = hashlib.sha256(digits.encode()).hexdigest()
            length = SHORT_ID - 1
        length += 1
    row = pass_.connection.execute(
        MINT,
        {
            "id": f"tag:{pass_.authority}:story/{digits[:length]}",
            "short_id": digits[:length],
            "slug": slug(shown["title"]),
            "original": shown["ref"],
            "now": utc(pass_.now),
            "updated": utc(pass_.now),
            "sort_at": utc(pass_.now),
            "change": pass_.change,
        },
    ).fetchone()
    pass_.connection.execute(COMES_BACK, {"seq": row["seq"], "digits": digits})
    return int(row["seq"])


def digits_of(source: str, item: str) -> str:
    """What the id of a story begins with whose original this is."""
    identity = f"{source}\0{item}"
    return hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()


def retire(pass_: Forming, seq: int, into: int) -> None:
    """Make a story an alias of another, for ever; its page goes."""
    connection = pass_.connection
    names: dict[str, int | str] = {"seq": seq, "into": into}
    connection.execute("UPDATE aliases SET story = :into WHERE story = :seq", names)
    merge(connection, seq, into)
    connection.execute(OUT, names)
    connection.execute(
        "INSERT INTO aliases (id, short_id, story, retired)"
        " SELECT id, short_id, :into, CASE WHEN paged THEN :now END FROM stories"
        " WHERE seq = :seq",
        names | {"now": utc(pass_.now)},
    )
    connection.execute(
        "INSERT OR IGNORE INTO removals (page)"
        " SELECT 'stories/' || slug || '-' || short_id || '.html' FROM stories"
        " WHERE seq = :seq",  # a run that was killed may not have noted its page
        names,
    )
    connection.execute("UPDATE postings SET story = :into WHERE story = :seq", names)
    connection.execute(  # it keeps since when we know of each place
        "UPDATE OR IGNORE appearances SET story = :into WHERE story = :seq", names
    )
    connection.execute("DELETE FROM appearances WHERE story = :seq", names)
    connection.execute("DELETE FROM search WHERE seq = :seq", names)
    connection.execute("DELETE FROM stories WHERE seq = :seq", names)
