"""Stories of invented clinics, and settings that publish into a fresh folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from syndicate.config import Paths, Settings, Site
from syndicate.model import (
    Appearance,
    Brief,
    Check,
    Dateline,
    Entry,
    Fact,
    Moment,
    Part,
    Precision,
    Relation,
    Release,
    SourceReport,
    Standing,
    Story,
    Trust,
)
from syndicate.store import Store
from syndicate.store.catalogue import Catalogue
from tests.publish.feeding import Public

EASTERN = timezone(timedelta(hours=-5))
MakeEntry = Callable[..., Entry]
MakeEdition = Callable[..., Public]

TITLES = (
    "Harbor Lane Clinic Opens a Second Treatment Room in Eugene",
    "Juniper Wellness Adds Evening Hours for Working Parents",
    "Northgate Infusion Names Dr. Imani Osei Medical Director",
    "Fern Hollow Counseling Begins a Free Monthly Support Circle",
    "Quiet Coast Therapy Publishes Its First Outcomes Report",
)
ISSUERS = (
    ("Harbor Lane Clinic", "Eugene, OR"),
    ("Juniper Wellness", "Tulsa, OK"),
    ("Northgate Infusion", "Seattle, WA"),
    ("Fern Hollow Counseling", "Asheville, NC"),
    ("Quiet Coast Therapy", "Monterey, CA"),
)
TEXT = """The room opens on the first Monday of the month and adds twelve \
appointments a week, most of them in the evening.

"People told us that the hardest part was getting away from work," said Imani Osei, \
who leads the clinic. "So we changed when we are here."

What changes:

- Evening appointments on Mondays and Thursdays

- A separate entrance without stairs

- Parking behind the building

Details are at https://clinic.example.org/rooms, or by telephone at 555-0142."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        file=tmp_path / "config.toml",
        site=Site(
            url="https://news.example.org/clinics/",
            title="Example Clinics: News",
            home="https://www.example.org/",
            description="Announcements of five clinics, each told once.",
            contact="press@example.org",
        ),
        paths=Paths(
            database=tmp_path / "db.sqlite",
            output=tmp_path / "feeds",
            digest=tmp_path / "digest",
        ),
    )


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    """What the lists of the site say, in a database of its own."""
    with Store.open(tmp_path / "catalogue.sqlite") as store:
        yield store.outbox.catalogue


def make_moment(number: int) -> Moment:
    at = datetime(2024, 3, 1, 7, 0, tzinfo=EASTERN) + timedelta(days=number)
    return Moment(at, Precision.INSTANT, "dateline")


def make_appearance(**fields: Any) -> Appearance:
    at = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)
    given: dict[str, Any] = {
        "source": "Wire",
        "kind": "feed",
        "trust": Trust.WIRE,
        "url": "https://wire.example.org/1",
        "locator": None,
        "title": "A title there",
        "published": None,
        "first_seen": at,
        "last_seen": at,
        "standing": Standing.SEEN,
        "relation": Relation.COPY,
    }
    return Appearance(**{**given, **fields})


def _places(number: int, told: Moment) -> tuple[Appearance, ...]:
    late = replace(told, at=told.at + timedelta(days=2), precision=Precision.DATE)
    return (
        make_appearance(
            source="Clinic blogs",
            trust=Trust.OWNED,
            url=f"https://clinic.example.org/news/{number}",
            published=told,
            relation=Relation.ORIGINAL,
        ),
        make_appearance(
            source="Example Wire",
            url=f"https://wire.example.org/releases/{number}",
            published=late,
        ),
        make_appearance(
            source="Example Wire",
            url=f"https://www.reddit.com/r/ExampleNews/comments/x{number}/",
            standing=Standing.CLAIMED,
            relation=Relation.DISCUSSION,
        ),
    )


@pytest.fixture
def make_entry() -> MakeEntry:
    def make(number: int = 0, **fields: Any) -> Entry:
        told = make_moment(number)
        issuer, place = ISSUERS[number % len(ISSUERS)]
        title = TITLES[number % len(TITLES)]
        release: dict[str, Any] = {
            "source": "Clinic blogs",
            "item": f"item-{number}",
            "title": title if number < len(TITLES) else f"{title} ({number})",
            "text": TEXT,
            "url": f"https://clinic.example.org/news/{number}",
            "published": told,
            "dateline": Dateline(raw=f"{place} —", place=place),
            "issuer": issuer,
            "language": "en",
            "parts": (
                Part("about", "about-heading", f"About {issuer}\nA clinic by the sea."),
                Part("comment-form", "comment-form", "Leave a reply"),
                Part(
                    "contact", "contact-heading", "Press: press@example.org, 555-0142"
                ),
            ),
        }
        story: dict[str, Any] = {
            "id": f"tag:example.org,2024:story/{number:08x}",
            "slug": f"story-{number}",
            "original": Release(
                **{k: fields.pop(k, v) for k, v in release.items()},
                **{k: fields.pop(k) for k in ("html", "author") if k in fields},
            ),
            "appearances": _places(number, told),
            "since": told.at.astimezone(UTC),
            "updated": told.at.astimezone(UTC) + timedelta(hours=1),
        }
        brief: dict[str, Any] = {
            "summary": TEXT.partition("\n")[0],
            "standalone": f"{issuer} opens a room with twelve appointments a week.",
            "facts": (Fact("Who", issuer), Fact("Telephone", "555-0142")),
            "checks": (
                Check("link", "info", "Check: a link was mended"),
                Check("claim", "red", "Check: a claim without a source", "It heals."),
            ),
        }
        return Entry(
            Story(**{k: fields.pop(k, v) for k, v in story.items()}, **_rest(fields)),
            Brief(**{k: fields.pop(k, v) for k, v in brief.items()}),
        )

    return make


def _rest(fields: dict[str, Any]) -> dict[str, Any]:
    names = ("clinic", "topics", "hidden", "held", "amendments")
    return {name: fields.pop(name) for name in names if name in fields}


@pytest.fixture
def make_edition(make_entry: MakeEntry) -> MakeEdition:
    def make(count: int = 5, **fields: Any) -> Public:
        public = fields.pop("public", tuple(make_entry(n) for n in range(count))[::-1])
        reports = (
            SourceReport(
                "Clinic blogs", "feed", Trust.OWNED, seen=9, new=2, postings=40
            ),
            SourceReport("Example Wire", "feed", Trust.WIRE, seen=30, joined=4),
        )
        given: dict[str, Any] = {
            "moment": datetime(2024, 5, 1, 6, 0, tzinfo=UTC),
            "public": public,
            "reports": reports,
            "story_count": len(public),
        }
        return Public(**{**given, **fields})

    return make
