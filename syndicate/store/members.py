"""Stored releases as matching sees them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from syndicate.match import Member
from syndicate.model import Form, Release, Trust
from syndicate.store.records import moment

MEMBER = """
SELECT ref, sources.name AS source_name, item, sources.trust, form, title, text,
    text_digest, words, language, site, wire,
    json_extract(record, '$.published') AS told_published,
    json_extract(record, '$.issuer') AS issuer,
    json_extract(record, '$.dateline[1]') AS place
FROM postings JOIN sources ON sources.id = postings.source
"""
LEAN_MEMBER = MEMBER.replace(" text,", " '' AS text,")


def member(row: sqlite3.Row) -> Member:
    """A row of `MEMBER` as matching sees it."""
    return Member(
        ref=row["ref"],
        source=row["source_name"],
        item=row["item"],
        trust=Trust(row["trust"]),
        form=Form(row["form"]),
        title=row["title"],
        text=row["text"],
        text_digest=row["text_digest"],
        words=row["words"],
        published=moment(row["told_published"]),
        language=row["language"],
        site=row["site"],
        wire=row["wire"],
        issuer=row["issuer"] or "",
        place=row["place"] or "",
    )


def as_kept(release: Release, row: Mapping[str, Any]) -> Member:
    """A release as `member` gives it once it is kept as this row."""
    return Member(
        ref=row["ref"],
        source=row["source_name"],
        item=row["item"],
        trust=Trust(row["trust"]),
        form=release.form,
        title=release.title,
        text=release.text,
        text_digest=row["text_digest"],
        words=row["words"],
        published=release.published,
        language=release.language,
        site=row["site"],
        wire=row["wire"],
        issuer=release.issuer,
        place=release.dateline.place if release.dateline else "",
    )


def borne_keys(connection: sqlite3.Connection, story_id: str) -> list[str]:
    """The keys that a story's members bear, in order; not what only hints at it."""
    rows = connection.execute(
        "SELECT DISTINCT key FROM keys JOIN postings ON postings.ref = keys.posting"
        " JOIN stories ON stories.seq = postings.story WHERE stories.id = :id"
        " AND key NOT LIKE '%-slug:%' ORDER BY key",
        {"id": story_id},
    )
    return [row["key"] for row in rows]
