"""Releases as exported, and what each is found by: its keys and its sketch."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from syndicate.engine.frames import Row
from syndicate.match import Key, Member, Role, Sketch, origin, trace
from syndicate.model import Form, Release, Trust
from syndicate.store import shipped
from syndicate.store.minting import SHORT_ID, digits_of
from syndicate.store.records import link, moment, unpack_release

# Texts lie where they were exported: they are what is moved least. `same` is a number
# that is another for other texts, also where their words, and so the digest, are equal.
MEMBER = (
    "ref bigint, source string, item string, trust string, form string, title string,"
    " text_digest string, same bigint, words bigint, language string, published string,"
    " site string, wire string, issuer string, place string"
)
FOUND_BY = (
    "day bigint, runs array<bigint>, terms array<bigint>, weights array<double>,"
    " keys array<string>, roles array<string>, urls array<string>"
)
# Its story, and what would be its story's if it was shown.
PLACED = (
    "digest string, shown boolean, story_id string, short_id string, minted string,"
    " kept_seq bigint, kept_id string, kept_short_id string"
)
READ = f"{MEMBER}, {FOUND_BY}, {PLACED}"


def read(rows: Iterable[Row]) -> Iterator[Row]:
    """Each exported release as a member, with what it is found by."""
    for row in rows:
        release = _release(row)
        record = json.loads(row["record"])
        dateline = record["dateline"]
        site, wire = origin(release)
        found_by = trace(release, shipped())
        sketch = found_by.sketch
        terms = dict(sketch.terms)  # two words of one number are one
        yield {
            **{name: row[name] for name in COPIED},
            "published": json.dumps(record["published"]) if record["published"] else "",
            "same": _number_of(row["text"]),
            "site": site,
            "wire": wire,
            "issuer": record["issuer"] or "",
            "place": (dateline[1] or "") if dateline else "",
            "day": sketch.day,
            "runs": list(sketch.runs),
            "terms": [*terms],
            "weights": [*terms.values()],
            "keys": [key.value for key in found_by.keys],
            "roles": [key.role.value for key in found_by.keys],
            "urls": [key.url for key in found_by.keys],
            "minted": digits_of(row["source"], row["item"])[:SHORT_ID],
        }


COPIED = (
    *("ref", "source", "item", "trust", "form", "title", "text_digest", "words"),
    *("language", "digest", "shown", "story_id", "short_id"),
    *("kept_seq", "kept_id", "kept_short_id"),
)


def member(row: Row, text: str = "") -> Member:
    """A row as matching sees it; where no text is compared, none is needed."""
    return Member(
        ref=row["ref"],
        source=row["source"],
        item=row["item"],
        trust=Trust(row["trust"]),
        form=Form(row["form"]),
        title=row["title"],
        text=text,
        text_digest=row["text_digest"],
        words=row["words"],
        published=moment(row["published"]),
        language=row["language"],
        site=row["site"],
        wire=row["wire"],
        issuer=row["issuer"],
        place=row["place"],
    )


def keys_of(row: Row) -> tuple[Key, ...]:
    """The keys of a row."""
    told = zip(row["keys"], row["roles"], row["urls"], strict=True)
    return tuple(Key(value, Role(role), url) for value, role, url in told)


def sketch_of(row: Row) -> Sketch:
    """The sketch of a row."""
    terms = zip(row["terms"], row["weights"], strict=True)
    return Sketch(row["day"], tuple(row["runs"]), tuple(terms))


def _number_of(text: str) -> int:
    told = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(told.digest(), signed=True)


def _release(row: Row) -> Release:
    told: dict[str, Any] = {**row, "source_name": row["source"], "html": ""}
    return unpack_release(told, [link(*each) for each in json.loads(row["links"])])
