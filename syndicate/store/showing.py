"""Which title, text and date a story shows, and from when it may be shown."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import UTC, datetime, timedelta

from syndicate.edit import RETRACTION_SHOWN
from syndicate.match import Group
from syndicate.model import Amendment, Trust
from syndicate.store.columns import dump, instant, utc
from syndicate.store.forming import Forming
from syndicate.store.records import dates, pack_amendments, unpack_amendments
from syndicate.text.changes import compare, note, tell
from syndicate.text.tokens import slug

EARLIEST_CLAIM = timedelta(days=30)  # rule R6: how far a date may be before we saw it

AMENDMENTS = 20  # of a story that are kept
# A text that comes back once was corrected and restored; one that comes back again is a
# source that tells two by turns: a stale copy beside the fresh one, a trial of titles.
RETURNS = 1

# What nobody has seen is called by what it will show: a stranger who told it first must
# not choose the address of the clinic's page.
SHOW = """
UPDATE stories SET original = :original, updated = :updated, shown = :shown,
    slug = CASE WHEN published IS NULL AND paged = 0 THEN :slug ELSE slug END,
    anchor = CASE WHEN :keeps THEN :original ELSE anchor END, brief = '',
    amendments = :amendments
WHERE seq = :seq
"""
# Whether what a group shows was in a story of a clinic's own release, and left it when
# that was changed; not when the copy was.
TAKEN_BACK = """
SELECT 1 FROM stories JOIN postings AS own ON own.ref = stories.original
JOIN sources ON sources.id = own.source
JOIN postings AS copy ON copy.ref = :copy
WHERE stories.seq = copy.story AND sources.trust = 'owned'
    AND own.ref NOT IN (SELECT value FROM json_each(:refs))
    AND own.content_changed > own.first_seen
    AND own.content_changed >= copy.content_changed
"""
BEFORE = """
SELECT original, shown, updated, published, amendments, search.title, search.text
FROM stories LEFT JOIN search USING (seq) WHERE seq = :seq
"""
# A date that others told of what is the clinic's, and that is far from its own, goes:
# readers are given the clinic's. One that is near stays as readers were given it.
REDATED = """
UPDATE stories SET published = NULL WHERE seq = :seq AND original <> :original
    AND abs(julianday(published) - julianday(:told)) > :days
"""
# Whether a posting told the same, word for word, when it was cleaned to another text.
TOLD_BEFORE = """
SELECT told = (SELECT told FROM postings WHERE ref = :ref) AS same FROM revisions
WHERE posting = :ref AND until = :now
ORDER BY number DESC LIMIT 1
"""
# How often a posting told exactly this before, and was changed again.
TOLD_AND_LEFT = """
SELECT count(*) FROM revisions WHERE posting = :ref AND title = :title AND text = :text
"""
SEARCHED = """
INSERT INTO search (seq, title, text) VALUES (:seq, :title, :text)
ON CONFLICT (seq) DO UPDATE SET title = excluded.title, text = excluded.text
"""


def show(pass_: Forming, seq: int, shown: sqlite3.Row, *, keeps: bool) -> bool:
    """Show this original's title and text; says whether they changed materially.

    `keeps`: the id is from now on the original's, whatever it was minted for.
    """
    told = f"{shown['title']}\0{shown['text']}"
    digest = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
    row = pass_.connection.execute(BEFORE, {"seq": seq}).fetchone()
    if (row["original"], row["shown"]) == (shown["ref"], digest):
        # Its facts may have changed: date, place, issuer.
        anew = shown["pending"] and shown["ref"] not in pass_.as_told
        if anew and pass_.told_anew:
            pass_.connection.execute(
                "UPDATE stories SET brief = '' WHERE seq = :seq", {"seq": seq}
            )
        return False
    amended = amend(pass_, row, shown)
    amendments = unpack_amendments(row["amendments"])
    if amended:
        amendments = (*amendments, amended)[-AMENDMENTS:]
    first = not row["shown"]
    moved = pass_.now if amended else instant(row["updated"])
    pass_.connection.execute(
        SHOW,
        {
            "seq": seq,
            "original": shown["ref"],
            "shown": digest,
            "slug": slug(shown["title"]),
            "keeps": keeps,
            "updated": utc(_updated(shown, pass_.now) if first else moved),
            "amendments": pack_amendments(amendments),
        },
    )
    pass_.connection.execute(
        SEARCHED, {"seq": seq, "title": shown["title"], "text": shown["text"]}
    )
    return first or amended is not None


def date_anew(pass_: Forming, seq: int, shown: sqlite3.Row) -> None:
    """Let go of a date that others gave a clinic's release, if it is far from its own.

    Else a wire could have it back-dated for ever by telling it first. It must be asked
    before the story shows it.
    """
    if shown["trust"] != Trust.OWNED:
        return
    published, _ = dates(shown["record"])
    if published:
        names = {"seq": seq, "original": shown["ref"], "told": utc(published.at)}
        names["days"] = EARLIEST_CLAIM.days
        pass_.connection.execute(REDATED, names)


def amend(pass_: Forming, row: sqlite3.Row, shown: sqlite3.Row) -> Amendment | None:
    """What changed materially of what a story shows; None where nothing did.

    What is told as before and is only cleaned by other rules has not changed, and a
    source that goes on telling two texts by turns tells no news.
    """
    if not row["shown"]:
        return None
    difference = compare((row["title"], row["text"]), (shown["title"], shown["text"]))
    if not difference.material:
        return None
    if row["original"] == shown["ref"]:
        names = {"ref": shown["ref"], "now": utc(pass_.now)}
        before = pass_.connection.execute(TOLD_BEFORE, names).fetchone()
        if before and before["same"]:
            return None
        names |= {"title": shown["title"], "text": shown["text"]}
        if pass_.connection.execute(TOLD_AND_LEFT, names).fetchone()[0] > RETURNS:
            return None
    public = row["published"] is not None
    return Amendment(pass_.now, note(difference), tell(difference), public)


def is_taken_back(pass_: Forming, group: Group) -> bool:
    """Whether a group tells on what a clinic's own release, which it left, told.

    It must be asked before any of the group's rows is written. What staff parted, they
    parted.
    """
    copy = group.original
    names = {"copy": copy, "refs": dump(sorted(group.members))}
    if pass_.connection.execute(TAKEN_BACK, names).fetchone() is None:
        return False
    return not any(
        not each.same and copy in (each.one, each.two) for each in pass_.word.rulings
    )


def sort_at(shown: sqlite3.Row) -> str:
    """Where the story stands among others (rule R6).

    As told when its source's first successful poll brought it; later a claimed date
    is believed back to 30 days before we saw it, and of an open source not at all.
    """
    seen = instant(shown["first_seen"])
    published, _ = dates(shown["record"])
    first = shown["first_success"]
    backfill = first is None or seen <= instant(first)
    if published is None or (shown["trust"] == Trust.OPEN and not backfill):
        return utc(seen)
    told = published.at.astimezone(UTC)
    return utc(told if backfill else min(max(told, seen - EARLIEST_CLAIM), seen))


def hold_until(pass_: Forming, group: Group, retracted: str) -> str | None:
    """Until when the gate must look at this story again; None when never."""
    latest = utc(instant(retracted) + RETRACTION_SHOWN) if retracted else ""
    for ref in group.members:
        row = pass_.connection.execute(
            "SELECT record FROM postings WHERE ref = :ref", {"ref": ref}
        ).fetchone()
        published, embargo = dates(row["record"])
        if embargo and not embargo.until:
            return "9999"
        until = [
            moment.at for moment in (published, embargo and embargo.until) if moment
        ]
        latest = max([latest, *(utc(at) for at in until)])
    return latest if latest > utc(pass_.now) else None


def _updated(shown: sqlite3.Row, now: datetime) -> datetime:
    """When a new story last changed: as told, never ahead of the clock."""
    published, _ = dates(shown["record"])
    told = published.at.astimezone(UTC) if published else now
    return min(told, now)
