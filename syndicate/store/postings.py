"""Postings as told and as cleaned, with their links."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from syndicate.match import Member, origin
from syndicate.model import Posting, Release
from syndicate.store.columns import utc
from syndicate.store.members import MEMBER, as_kept, member
from syndicate.store.records import pack_posting, pack_release
from syndicate.store.revisions import revise
from syndicate.text.tokens import digest, words

KNOWN = """
SELECT ref, told_digest, teaser_digest FROM postings
WHERE source = :source AND item = :item
"""
TOLD_TEXT = """
SELECT 1 FROM postings WHERE source = :source AND item = :item AND words > 0
"""
TITLE_OF = """
SELECT title FROM postings WHERE source = :source AND item = :item AND words > 0
"""
ONLY_TITLE = """
SELECT title FROM postings WHERE source = :source AND document = :document
    AND teaser_digest = '' AND words > 0
LIMIT 2
"""
SEEN_AGAIN = """
UPDATE postings SET present = 1, document = :document,
    teaser_digest = CASE WHEN :teaser <> '' THEN :teaser ELSE teaser_digest END,
    pending = max(pending, withdrawn <> ''), withdrawn = '', absent_polls = 0
WHERE ref = :ref AND (present = 0 OR document IS NOT :document
    OR :teaser NOT IN ('', teaser_digest) OR withdrawn <> '' OR absent_polls > 0)
"""
INSERT = """
INSERT INTO postings
    (source, item, document, form, title, text, html, url, locator, language, published,
     words, text_digest, told_digest, teaser_digest, site, wire, withdrawn, record,
     told, first_seen, last_seen, content_changed, metadata_changed)
VALUES (:source, :item, :document, :form, :title, :text, :html, :url, :locator,
     :language, :published, :words, :text_digest, :told_digest, :teaser, :site, :wire,
     :withdrawn, :record, :told, :now, :now, :now, :now)
RETURNING ref, (SELECT name FROM sources WHERE id = source) AS source_name,
     (SELECT trust FROM sources WHERE id = source) AS trust
"""
UPDATE = """
UPDATE postings SET
    document = :document, present = 1, form = :form, title = :title, text = :text,
    html = :html, url = :url, locator = :locator, language = :language,
    published = :published, words = :words, text_digest = :text_digest,
    told_digest = :told_digest, teaser_digest = :teaser, site = :site, wire = :wire,
    record = :record, withdrawn = :withdrawn, absent_polls = 0, told = :told,
    pending = 1,
    content_changed = CASE WHEN :content THEN :now ELSE content_changed END,
    metadata_changed = CASE WHEN :metadata THEN :now ELSE metadata_changed END
WHERE ref = :ref
"""
# What of a release may change while its title and text are what they were.
METADATA = ("record", "url", "locator", "form", "html", "language")


class Change(StrEnum):
    """What keeping a release came to."""

    NEW = "new"
    CONTENT = "content"  # its title or text changed: a revision is kept
    METADATA = "metadata"  # dates, links, footer; the text is what it was
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Kept:
    """A release as kept and as matching sees it, what changed, and what it was."""

    change: Change
    told: Member
    was: Member | None = None

    @property
    def ref(self) -> int:
        """The posting's reference."""
        return self.told.ref


@dataclass(frozen=True, slots=True)
class Told:
    """A posting with where it was told: source id, document, and its digests.

    `digest` tells whether it must be cleaned again: it covers the posting as told and
    the version of the cleaning rules. `teaser` is the digest of what the list said of
    it, where the text came from a page of its own: the same teaser asks for no page.
    `packed` is the posting as it will be kept, where it was packed for its digest.
    """

    source: int
    document: str
    posting: Posting
    digest: str
    teaser: str = ""
    packed: str = ""


def tell(source: int, document: str, posting: Posting, cleaning: str) -> Told:
    """A posting as the store takes it; `cleaning` is the version of the rules."""
    packed = pack_posting(posting)
    told = f"{cleaning}\n{packed}".encode("utf-8", "replace")
    digest = hashlib.sha256(told).hexdigest()
    return Told(source, document, posting, digest, packed=packed)


def seen_again(connection: sqlite3.Connection, told: Told) -> int | None:
    """The posting's reference if it is known and told as before, else None."""
    row = _known(connection, told)
    if row is None or row["told_digest"] != told.digest:
        return None
    return _touch(connection, row["ref"], told)


def teased_again(connection: sqlite3.Connection, told: Told) -> int | None:
    """The reference of a posting whose teaser is as it was, else None."""
    row = _known(connection, told)
    if row is None or row["teaser_digest"] != told.digest:
        return None
    return _touch(connection, row["ref"], told)


def still_listed(connection: sqlite3.Connection, told: Told) -> int | None:
    """The reference of a posting we have, whatever it says now, else None."""
    row = _known(connection, told)
    return None if row is None else _touch(connection, row["ref"], told)


def told_text(connection: sqlite3.Connection, told: Told) -> bool:
    """Whether what we have of a posting has a text."""
    identity = {"source": told.source, "item": told.posting.item}
    return connection.execute(TOLD_TEXT, identity).fetchone() is not None


def title_of(
    connection: sqlite3.Connection, source: int, document: str, item: str
) -> str:
    """The title of an item with a text, or of the only one that a document told."""
    about = {"source": source, "document": document, "item": item}
    rows = connection.execute(TITLE_OF if item else ONLY_TITLE, about).fetchall()
    return str(rows[0]["title"]) if len(rows) == 1 else ""


def keep(
    connection: sqlite3.Connection, told: Told, release: Release, now: datetime
) -> Kept:
    """Keep a new or changed release; what it told before becomes a revision."""
    fields = row_of(told, release, now)
    before = connection.execute(
        f"SELECT ref, title, text, {', '.join(METADATA)} FROM postings"
        " WHERE source = :source AND item = :item",
        fields,
    ).fetchone()
    if before is None:
        row = connection.execute(INSERT, fields).fetchone()
        _keep_links(connection, row["ref"], release)
        return Kept(Change.NEW, as_kept(release, fields | dict(row)))
    ref = before["ref"]
    was = member(connection.execute(f"{MEMBER} WHERE ref = ?", (ref,)).fetchone())
    content = (before["title"], before["text"]) != (release.title, release.text)
    links = _links_changed(connection, ref, release)
    metadata = links or any(before[name] != fields[name] for name in METADATA)
    if content:
        revise(connection, ref, now)
    connection.execute(
        UPDATE, fields | {"ref": ref, "content": content, "metadata": metadata}
    )
    if links:
        _keep_links(connection, ref, release)
    change = Change.CONTENT if content else Change.METADATA if metadata else Change.NONE
    named = {"ref": ref, "source_name": was.source, "trust": was.trust}
    return Kept(change, as_kept(release, fields | named), was)


def row_of(told: Told, release: Release, now: datetime) -> dict[str, object]:
    """The columns of a new posting."""
    tokens = words(release.text)
    site, wire = origin(release)
    return {
        "source": told.source,
        "item": told.posting.item,
        "document": told.document,
        "form": release.form,
        "title": release.title,
        "text": release.text,
        "html": release.html,
        "url": release.url,
        "locator": release.locator,
        "language": release.language,
        "published": release.published and release.published.iso(),
        "site": site,
        "wire": wire,
        "words": len(tokens),
        "text_digest": digest(tokens),
        "told_digest": told.digest,
        "teaser": told.teaser,
        "withdrawn": told.posting.withdrawn,
        "record": pack_release(release),
        "told": told.packed or pack_posting(told.posting),
        "now": utc(now),
    }


def _known(connection: sqlite3.Connection, told: Told) -> sqlite3.Row | None:
    identity = {"source": told.source, "item": told.posting.item}
    row: sqlite3.Row | None = connection.execute(KNOWN, identity).fetchone()
    return row


def _touch(connection: sqlite3.Connection, ref: int, told: Told) -> int:
    connection.execute(
        SEEN_AGAIN, {"ref": ref, "document": told.document, "teaser": told.teaser}
    )
    return ref


def _keep_links(connection: sqlite3.Connection, ref: int, release: Release) -> None:
    connection.execute("DELETE FROM links WHERE posting = :ref", {"ref": ref})
    connection.executemany(
        "INSERT INTO links (posting, position, purpose, url, label)"
        " VALUES (?, ?, ?, ?, ?)",
        [
            (ref, position, link.purpose, link.url, link.label)
            for position, link in enumerate(release.links)
        ],
    )


def _links_changed(connection: sqlite3.Connection, ref: int, release: Release) -> bool:
    known = connection.execute(
        "SELECT purpose, url, label FROM links WHERE posting = :ref ORDER BY position",
        {"ref": ref},
    ).fetchall()
    told = [(str(link.purpose), link.url, link.label) for link in release.links]
    return [tuple(row) for row in known] != told
