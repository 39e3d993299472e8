"""When what a source told must be cleaned anew although it tells nothing new."""

from __future__ import annotations

import sqlite3

from syndicate.store.meta import find_meta, set_meta

FORGET_STAMPS = """
UPDATE documents SET etag = '', last_modified = '', size = 0, mtime_ns = 0, digest = ''
WHERE source = :source
"""
FORGET_DIGESTS = "UPDATE postings SET told_digest = '' WHERE source = :source"
FORGET_UNCLEANED = "UPDATE uncleaned SET told_digest = '' WHERE source = :source"


def clean_by(connection: sqlite3.Connection, source: int, rules: str) -> None:
    """Have all that a source told read and cleaned again if the rules changed.

    `rules` names everything besides a telling that decides what cleaning makes of it.
    The source's next good poll finds every document as if it had changed; what comes
    out as before is kept as it is.
    """
    key = f"rules of source {source}"
    if find_meta(connection, key) not in {"", rules}:
        connection.execute(FORGET_STAMPS, {"source": source})
        connection.execute(FORGET_DIGESTS, {"source": source})
        connection.execute(FORGET_UNCLEANED, {"source": source})
    set_meta(connection, key, rules)
