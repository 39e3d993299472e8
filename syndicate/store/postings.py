"""Postings as told and as cleaned, with their revisions, links, keys and findings."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from syndicate.match import Candidate, Finding, Key, Member, Role, Verdict
from syndicate.model import Form, Posting, Release, Trust
from syndicate.store.records import dates, pack_posting, pack_release, utc
from syndicate.text.tokens import digest, words

KNOWN = """
SELECT ref, told_digest, teaser_digest FROM postings
WHERE source = :source AND item = :item
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
     words, text_digest, told_digest, teaser_digest, withdrawn, record, told,
     first_seen, last_seen, content_changed, metadata_changed)
VALUES (:source, :item, :document, :form, :title, :text, :html, :url, :locator,
     :language, :published, :words, :text_digest, :told_digest, :teaser,
     :withdrawn, :record, :told, :now, :now, :now, :now)
RETURNING ref
"""
REVISE = """
INSERT INTO revisions (posting, number, until, title, text, told)
SELECT ref, 1 + (SELECT count(*) FROM revisions WHERE posting = ref), :now, title, text,
    told
FROM postings WHERE ref = :ref
"""
UPDATE = """
UPDATE postings SET
    document = :document, present = 1, form = :form, title = :title, text = :text,
    html = :html, url = :url, locator = :locator, language = :language,
    published = :published, words = :words, text_digest = :text_digest,
    told_digest = :told_digest, teaser_digest = :teaser, record = :record,
    withdrawn = :withdrawn, absent_polls = 0, told = :told, pending = 1,
    content_changed = CASE WHEN :content THEN :now ELSE content_changed END,
    metadata_changed = CASE WHEN :metadata THEN :now ELSE metadata_changed END
WHERE ref = :ref
"""
MEMBER = """
SELECT ref, sources.name AS source_name, item, sources.trust, form, title, text,
    text_digest, words, language, record
FROM postings JOIN sources ON sources.id = postings.source
"""
LEAN_MEMBER = MEMBER.replace(" text,", " '' AS text,")
BEARERS = f"""
SELECT found.*, keys.role FROM keys JOIN ({MEMBER}) AS found ON found.ref = keys.posting
WHERE keys.key = :key ORDER BY found.source_name, found.item
"""
SAME_TEXT = f"{MEMBER} WHERE words >= 15 AND text_digest = :digest ORDER BY 2, 3"
RECONSIDER = """
UPDATE postings SET pending = 1 WHERE ref IN (
    SELECT two FROM findings WHERE one = :ref
    UNION SELECT one FROM findings WHERE two = :ref)
"""
KEEP_FINDING = """
INSERT OR REPLACE INTO findings (one, two, key, same, rule, detail, score)
VALUES (:one, :two, :key, :same, :rule, :detail, :score)
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
    """A release as kept, and what changed."""

    ref: int
    change: Change


@dataclass(frozen=True, slots=True)
class Told:
    """A posting with where it was told: source id, document, and its digests.

    `digest` tells whether it must be cleaned again: it covers the posting as told and
    the version of the cleaning rules. `teaser` is the digest of what the list said of
    it, where the text came from a page of its own: the same teaser asks for no page.
    """

    source: int
    document: str
    posting: Posting
    digest: str
    teaser: str = ""


@dataclass(frozen=True, slots=True)
class StoreIndex:
    """The store as matching sees it (`match.Index`)."""

    connection: sqlite3.Connection

    def bearers(self, key: str) -> Iterator[tuple[Member, Role]]:
        """The releases that bear a key."""
        for row in self.connection.execute(BEARERS, {"key": key}).fetchall():
            yield member(row), Role(row["role"])

    def same_text(self, digest: str) -> Iterator[Member]:
        """The releases whose cleaned text has that digest."""
        for row in self.connection.execute(SAME_TEXT, {"digest": digest}).fetchall():
            yield member(row)


def tell(source: int, document: str, posting: Posting, cleaning: str) -> Told:
    """A posting as the store takes it; `cleaning` is the version of the rules."""
    told = f"{cleaning}\n{pack_posting(posting)}"
    digest = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
    return Told(source, document, posting, digest)


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


def keep(
    connection: sqlite3.Connection, told: Told, release: Release, now: datetime
) -> Kept:
    """Keep a new or changed release; what it told before becomes a revision."""
    fields = _fields(told, release, now)
    before = connection.execute(
        f"SELECT ref, title, text, {', '.join(METADATA)} FROM postings"
        " WHERE source = :source AND item = :item",
        fields,
    ).fetchone()
    if before is None:
        ref = connection.execute(INSERT, fields).fetchone()[0]
        _keep_links(connection, ref, release)
        return Kept(ref, Change.NEW)
    ref = before["ref"]
    content = (before["title"], before["text"]) != (release.title, release.text)
    links = _links_changed(connection, ref, release)
    metadata = links or any(before[name] != fields[name] for name in METADATA)
    if content:
        connection.execute(REVISE, {"ref": ref, "now": fields["now"]})
    connection.execute(
        UPDATE, fields | {"ref": ref, "content": content, "metadata": metadata}
    )
    if links:
        _keep_links(connection, ref, release)
    change = Change.CONTENT if content else Change.METADATA if metadata else Change.NONE
    return Kept(ref, change)


def candidate(
    connection: sqlite3.Connection, ref: int, keys: tuple[Key, ...]
) -> Candidate:
    """A kept release as matching takes it; its keys become findable."""
    connection.execute(RECONSIDER, {"ref": ref})
    connection.execute("DELETE FROM keys WHERE posting = :ref", {"ref": ref})
    connection.execute(
        "DELETE FROM findings WHERE one = :ref OR two = :ref", {"ref": ref}
    )
    connection.executemany(
        "INSERT INTO keys (key, posting, role, url) VALUES (?, ?, ?, ?)",
        [(key.value, ref, key.role, key.url) for key in keys],
    )
    row = connection.execute(f"{MEMBER} WHERE ref = :ref", {"ref": ref}).fetchone()
    return Candidate(member(row), keys)


def keep_verdict(connection: sqlite3.Connection, ref: int, verdict: Verdict) -> None:
    """Keep what matching found; both sides of a finding must be formed anew."""
    connection.executemany(
        KEEP_FINDING, [_finding(ref, finding) for finding in verdict.findings]
    )


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
        published=dates(row["record"])[0],
        language=row["language"],
    )


def _known(connection: sqlite3.Connection, told: Told) -> sqlite3.Row | None:
    identity = {"source": told.source, "item": told.posting.item}
    row: sqlite3.Row | None = connection.execute(KNOWN, identity).fetchone()
    return row


def _touch(connection: sqlite3.Connection, ref: int, told: Told) -> int:
    connection.execute(
        SEEN_AGAIN, {"ref": ref, "document": told.document, "teaser": told.teaser}
    )
    return ref


def _fields(told: Told, release: Release, now: datetime) -> dict[str, object]:
    tokens = words(release.text)
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
        "words": len(tokens),
        "text_digest": digest(tokens),
        "told_digest": told.digest,
        "teaser": told.teaser,
        "withdrawn": told.posting.withdrawn,
        "record": pack_release(release),
        "told": pack_posting(told.posting),
        "now": utc(now),
    }


def _finding(ref: int, finding: Finding) -> dict[str, object]:
    one, two = sorted((ref, finding.other))
    return {
        "one": one,
        "two": two,
        "key": finding.key,
        "same": finding.same,
        "rule": finding.evidence.rule,
        "detail": finding.evidence.detail,
        "score": finding.evidence.score,
    }


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
