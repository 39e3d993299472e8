"""Values as JSON text and back: the shape that records have in the database."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

from syndicate.model import (
    About,
    Amendment,
    Brief,
    Check,
    Contact,
    Dateline,
    Embargo,
    Evidence,
    Fact,
    Form,
    Image,
    Link,
    Moment,
    Part,
    Posting,
    Precision,
    Provenance,
    Purpose,
    Quote,
    Release,
)
from syndicate.store.columns import dump, instant, utc

# Parts of a release that are kept as rows of their fields; records made before a part
# was known have none.
_ROWS: dict[str, type[Any]] = {
    "contacts": Contact,
    "quotes": Quote,
    "about": About,
    "images": Image,
    "provenance": Provenance,
}
# What gives the values of such a row, in the order of its fields.
_VALUES = {
    kind: attrgetter(*(each.name for each in fields(kind)))
    for kind in (*_ROWS.values(), Check)
}
# Looked up, not called: there are some thirty of them in a story.
_PURPOSES = {str(each): each for each in Purpose}
_PRECISIONS = {str(each): each for each in Precision}


def pack_release(release: Release) -> str:
    """What of a release has no column of its own."""
    dateline = release.dateline
    return dump(
        {
            "published": _moment(release.published),
            "updated": _moment(release.updated),
            "dateline": dateline
            and [dateline.raw, dateline.place, dateline.wire, _moment(dateline.issued)],
            "embargo": _embargo(release.embargo),
            "issuer": release.issuer,
            "author": release.author,
            "summary": release.summary,
            "made": release.title_made,
            "topics": release.topics,
            "parts": [[part.name, part.rule, part.text] for part in release.parts],
            "repairs": release.repairs,
            "notes": release.notes,
            "site": release.site,
            **{name: _rows(getattr(release, name)) for name in _ROWS},
            "tickers": release.tickers,
        }
    )


def unpack_release(row: Any, links: Iterable[Link]) -> Release:
    """The release of a row of `postings` joined with its source's name."""
    record = json.loads(row["record"])
    dateline = record["dateline"]
    return Release(
        source=row["source_name"],
        item=row["item"],
        title=row["title"],
        text=row["text"],
        form=Form(row["form"]),
        html=row["html"],
        title_made=record["made"],
        url=row["url"],
        locator=row["locator"],
        published=_read_moment(record["published"]),
        updated=_read_moment(record["updated"]),
        dateline=dateline
        and Dateline(dateline[0], dateline[1], dateline[2], _read_moment(dateline[3])),
        embargo=_read_embargo(record["embargo"]),
        issuer=record["issuer"],
        author=record["author"],
        language=row["language"],
        summary=record["summary"],
        links=tuple(links),
        topics=tuple(record["topics"]),
        parts=tuple(Part(*part) for part in record["parts"]),
        repairs=tuple(record["repairs"]),
        notes=tuple(record["notes"]),
        site=record.get("site", ""),
        tickers=tuple(record.get("tickers", ())),
        **{
            name: tuple(part(*row) for row in record.get(name, ()))
            for name, part in _ROWS.items()
        },
    )


@lru_cache(maxsize=64)  # forming asks for those of one telling five times in a row
def dates(record: str) -> tuple[Moment | None, Embargo | None]:
    """When a stored release was published as told, and its embargo."""
    fields = json.loads(record)
    return _read_moment(fields["published"]), _read_embargo(fields["embargo"])


def moment(told: str | None) -> Moment | None:
    """A date of a stored release, as `json_extract` gives it."""
    return _read_moment(json.loads(told)) if told else None


def pack_posting(posting: Posting) -> str:
    """A posting as told, whole."""
    return dump(
        {
            "title": posting.title,
            "body": posting.body,
            "media_type": posting.media_type,
            "form": posting.form,
            "url": posting.url,
            "summary": posting.summary,
            "author": posting.author,
            "language": posting.language,
            "published": posting.published,
            "published_origin": posting.published_origin,
            "updated": posting.updated,
            "links": [[link.purpose, link.url, link.label] for link in posting.links],
            "topics": posting.topics,
            "full": posting.full,
        }
    )


def unpack_posting(row: Any) -> Posting:
    """The posting of a row with what `pack_posting` wrote, and its source's name."""
    told = json.loads(row["told"])
    links = [Link(Purpose(purpose), *link) for purpose, *link in told["links"]]
    parts = {"form": Form(told["form"]), "links": tuple(links)}
    return Posting(
        source=row["source_name"],
        item=row["item"],
        locator=row["locator"],
        **told | parts | {"topics": tuple(told["topics"])},
    )


def pack_evidence(evidence: Iterable[Evidence]) -> str:
    """Evidence as data."""
    return dump(
        [
            {"rule": each.rule, "detail": each.detail, "score": each.score}
            for each in evidence
        ]
    )


@lru_cache(maxsize=1_024)  # most of a story's say the same: that it is claimed
def unpack_evidence(text: str) -> tuple[Evidence, ...]:
    """The evidence that `pack_evidence` wrote."""
    return tuple(Evidence(**each) for each in json.loads(text))


def pack_brief(brief: Brief) -> str:
    """A brief, whole."""
    return dump(
        {
            "summary": brief.summary,
            "standalone": brief.standalone,
            "more": brief.more,
            "method": brief.method,
            "facts": [[fact.name, fact.value, fact.span] for fact in brief.facts],
            "checks": _rows(brief.checks),
        }
    )


def unpack_brief(text: str, answer: str | None = None, edited: str = "") -> Brief:
    """The brief that `pack_brief` wrote; an empty one before it was made.

    `answer` is what a language model said of the text: the sentence, why it may not
    stand, and the writer. `edited` is the summary that staff wrote in its place, who,
    and when.
    """
    if not text:
        return Brief("")
    record = json.loads(text)
    written, refusal, writer = json.loads(answer) if answer else ("", "", "")
    brief = Brief(
        summary=record["summary"],
        standalone=record["standalone"],
        more=tuple(record.get("more", ())),
        method=record["method"],
        facts=tuple(Fact(*fact) for fact in record["facts"]),
        checks=tuple(_check(*check) for check in record["checks"]),
        written=written,
        writer=writer.partition(" ")[2],
        refusal=refusal,
    )
    return _rewritten(brief, *json.loads(edited)) if edited else brief


def unpack_checks(text: str) -> tuple[Check, ...]:
    """The checks alone, of their part of what `pack_brief` wrote."""
    return tuple(_check(*check) for check in json.loads(text))


def _rewritten(brief: Brief, summary: str, who: str, at: str) -> Brief:
    """The brief with what staff wrote shown wherever its summary is."""
    return replace(
        brief,
        summary=summary,
        standalone=summary,
        written="",
        editor=who,
        edited=instant(at),
        own=brief.summary,
    )


def pack_amendments(amendments: Iterable[Amendment]) -> str:
    """What changed of a story, as data."""
    return dump([[utc(a.at), a.note, a.told, a.public] for a in amendments])


def unpack_amendments(text: str) -> tuple[Amendment, ...]:
    """What `pack_amendments` wrote."""
    return tuple(Amendment(instant(at), *rest) for at, *rest in json.loads(text))


def link(purpose: str, url: str, label: str) -> Link:
    """The link of a row of `links`."""
    return Link(_PURPOSES[purpose], url, label)


def _check(*told: Any) -> Check:
    """A check of its row; rows kept before a field was known are shorter."""
    values: list[Any] = [tuple(x) if isinstance(x, list) else x for x in told]
    return Check(*values)


def _rows(parts: Iterable[Any]) -> list[tuple[Any, ...]]:
    return [_VALUES[type(part)](part) for part in parts]


def _moment(moment: Moment | None) -> list[str] | None:
    if moment is None:
        return None
    return [moment.at.isoformat(), moment.precision, moment.origin, moment.told]


def _read_moment(record: list[str] | None) -> Moment | None:
    if record is None:
        return None
    at, precision, origin, told = record
    return Moment(datetime.fromisoformat(at), _PRECISIONS[precision], origin, told)


def _embargo(embargo: Embargo | None) -> list[Any] | None:
    return [embargo.told, _moment(embargo.until)] if embargo else None


def _read_embargo(record: list[Any] | None) -> Embargo | None:
    return Embargo(record[0], _read_moment(record[1])) if record else None
