"""The public contracts: exact fields, their order, and what their schemas say."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from syndicate.config import Settings, Site
from syndicate.model import (
    About,
    Appearance,
    Brief,
    Contact,
    Dateline,
    Evidence,
    Link,
    Moment,
    Part,
    Precision,
    Provenance,
    Purpose,
    Quote,
    Relation,
    Release,
    SourceReport,
    Standing,
    Story,
    Trust,
)
from syndicate.publish import contract, polled

DOCS = Path(__file__).parent.parent.parent / "docs"
NOW = datetime(2026, 1, 31, 10, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=1)))
SETTINGS = Settings(Path("config.toml"), Site("https://news.example.org/"))
PLACE = Appearance(
    source="own",
    kind="files",
    trust=Trust.OWNED,
    url=None,
    locator="2026/opening.md",
    title="Alder Grove opens in Bend",
    published=Moment(
        datetime(2026, 1, 30, 7, tzinfo=timezone(timedelta(hours=-8))),
        Precision.INSTANT,
        "dateline",
    ),
    first_seen=NOW,
    last_seen=NOW,
    standing=Standing.SEEN,
    relation=Relation.ORIGINAL,
)
DAY = Moment(datetime(2026, 1, 31, tzinfo=UTC), Precision.DATE, "page")
COPY = replace(
    PLACE,
    source="wire",
    trust=Trust.WIRE,
    url="https://wire.example.org/917",
    locator=None,
    published=DAY,
    standing=Standing.CLAIMED,
    relation=Relation.COPY,
    evidence=(Evidence("same-text", "the cleaned texts are equal", 1.0),),
)
STORY = Story(
    id="tag:news.example.org,2026:story/k3f9",
    slug="alder-grove-opens",
    original=Release("own", "2026/opening.md", "Alder Grove opens in Bend", "Text."),
    appearances=(PLACE, COPY),
    since=NOW,
    updated=NOW,
)
RELEASE = Release(
    "own",
    "opening.md",
    "Alder Grove opens in Bend",
    "Doors open.\n\n- Monday",
    published=PLACE.published,
    dateline=Dateline("BEND, Ore.", "Bend, Ore.", "", replace(DAY, origin="dateline")),
    links=(Link(Purpose.MENTION, "https://alder.example.org/hours", "hours"),),
    parts=(
        Part("disclaimer", "disclaimer-line", "No advice."),
        Part("about", "about-line", "About Alder Grove\n\nA clinic."),
        Part("disclaimer", "disclaimer-line", "None at all."),
    ),
    contacts=(Contact("Dana Reed", phone="+15415550142"),),
    quotes=(Quote("We wanted to be near.", "Dana Reed", "nurse"),),
    about=(About("Alder Grove", "A clinic."),),
    provenance=(Provenance("title", "feed"),),
)
REPORT = SourceReport("wire", "feed", Trust.WIRE, location="https://w.example.org/f")


def schema(name: str) -> Any:
    return json.loads((DOCS / "contracts" / f"{name}.schema.json").read_text())


def told(story: Story) -> dict[str, Any]:
    return contract.story_record(story, Brief("Alder Grove opens."), SETTINGS)


def test_a_story_has_the_fields_of_the_contract_in_their_order() -> None:
    record = told(STORY)
    assert " ".join(record) == (
        "id title url issuer clinic published updated language summary "
        "summary_method written topics hidden held not_ours retracted approved "
        "not_public appearances retold"
    )
    assert " ".join(record["appearances"][0]) == (
        "source kind trust url locator title published first_seen last_seen standing "
        "relation evidence"
    )
    assert " ".join(record["appearances"][1]["evidence"][0]) == "rule detail score"
    jsonschema.validate([record], schema("stories"))


def test_what_is_not_known_is_null() -> None:
    record = told(STORY)
    assert record["issuer"] is record["clinic"] is record["published"] is None
    assert record["language"] is None
    assert record["appearances"][0]["url"] is None
    assert record["appearances"][1]["locator"] is None


def test_dates_are_told_as_precisely_as_they_are_known() -> None:
    first, second = told(STORY)["appearances"]
    assert first["published"] == "2026-01-30T07:00:00-08:00"
    assert second["published"] == "2026-01-31"


def test_our_own_clock_is_utc_to_the_second() -> None:
    record = told(STORY)
    assert record["updated"] == "2026-01-31T09:00:00Z"
    assert record["appearances"][0]["first_seen"] == "2026-01-31T09:00:00Z"


def test_a_story_without_a_public_original_has_its_page_as_url() -> None:
    assert told(STORY)["url"] == (
        "https://news.example.org/stories/alder-grove-opens-k3f9.html"
    )
    public = replace(STORY.original, url="https://alder.example.org/opening")
    record = told(replace(STORY, original=public))
    assert record["url"] == "https://alder.example.org/opening"


def test_held_is_a_boolean() -> None:
    assert told(STORY)["held"] is False
    assert told(replace(STORY, held="under embargo until 2027-01-01"))["held"] is True


def test_a_source_has_the_fields_of_the_contract_in_their_order() -> None:
    record = polled.source_record(
        replace(REPORT, skipped=("a: empty", "b: empty"), last_success=NOW)
    )
    assert " ".join(record) == (
        "name kind trust location state postings seen new changed skipped last_success "
        "last_error next_due moved_to"
    )
    assert record["skipped"] == 2
    assert record["last_success"] == "2026-01-31T09:00:00Z"
    assert record["last_error"] is record["next_due"] is record["moved_to"] is None
    jsonschema.validate([record], schema("sources"))


def test_a_poll_says_why_items_were_skipped() -> None:
    record = polled.poll_record(replace(REPORT, skipped=("a: empty",)))
    assert record["reasons"] == ["a: empty"]
    assert list(record)[:14] == list(polled.source_record(REPORT))


def test_a_release_has_the_fields_of_the_contract_in_their_order() -> None:
    record = contract.release_record(RELEASE)
    assert " ".join(record) == (
        "title text html author published url site language issuer place region "
        "country wire released embargo_until contacts quotes about disclaimer links "
        "repairs provenance"
    )
    assert record["html"] == "<p>Doors open.</p>\n<ul><li>Monday</li></ul>"
    assert record["published"] == "2026-01-30T07:00:00-08:00"
    assert record["released"] == "2026-01-31"
    assert [record["place"], record["region"]] == ["Bend, Ore.", "OR"]
    assert record["country"] == "US"
    assert record["contacts"] == [
        {
            "name": "Dana Reed",
            "role": None,
            "phone": "+15415550142",
            "email": None,
            "url": None,
        }
    ]
    assert record["quotes"][0]["anonymous"] is False
    assert record["about"] == [{"name": "Alder Grove", "text": "A clinic."}]
    assert record["disclaimer"] == "No advice.\n\nNone at all."
    assert record["provenance"] == {
        "title": {"origin": "feed", "told": None, "confidence": 1.0}
    }
    jsonschema.validate([record], schema("read"))


def test_a_release_is_silent_on_what_it_does_not_say() -> None:
    record = contract.release_record(Release("own", "a.md", "Alder Grove", ""))
    absent = {name for name, told in record.items() if told is None}
    assert absent == (
        {"author", "published", "url", "site", "language", "issuer", "place", "wire"}
        | {"region", "country", "released", "embargo_until", "disclaimer"}
    )
    empty = {name for name, told in record.items() if told in ([], {}, "")}
    assert empty == (
        {"text", "html", "contacts", "quotes", "about", "links", "repairs"}
        | {"provenance"}
    )
    jsonschema.validate([record], schema("read"))


@pytest.mark.parametrize(
    "name", ["stories", "sources", "run", "log", "read", "rematch"]
)
def test_each_schema_is_one_and_is_documented(name: str) -> None:
    told_schema = schema(name)
    jsonschema.Draft202012Validator.check_schema(told_schema)
    page = (DOCS / "contracts.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`(\w+)`", page))
    assert _properties(told_schema) <= documented


def test_the_page_says_the_version() -> None:
    page = (DOCS / "contracts.md").read_text(encoding="utf-8")
    assert f"is **{polled.CONTRACT_VERSION}**" in page
    assert schema("run")["properties"]["contract"]["const"] == polled.CONTRACT_VERSION


def _properties(node: Any) -> set[str]:
    if isinstance(node, list):
        return set().union(*map(_properties, node)) if node else set()
    if not isinstance(node, dict):
        return set()
    own = set(node["properties"]) if isinstance(node.get("properties"), dict) else set()
    return own.union(*map(_properties, node.values()))
