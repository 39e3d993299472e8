"""A site of the worst that sources tell, with every kind of page in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from syndicate.config import Clinic, Feed, Publish, Settings, Topic
from syndicate.model import (
    Amendment,
    Brief,
    Entry,
    Image,
    Moment,
    Precision,
    Version,
)
from syndicate.publish.site.cutting import LEAST, PART
from syndicate.store import Store
from tests.publish.conftest import make_appearance
from tests.publish.feeding import Public, with_lists
from tests.publish.feeding import publish_pages as publish

MakeEntry = Callable[..., Entry]
LONG = PART + LEAST + 10

# What sanitised markup still does wrong, all at once.
MARKUP = """<h4>Fourth first</h4><li>An item outside</li><ul><p>No item</p><li>One
<ul><ul><li>Deep</li></ul></ul></li></ul><em>Emphasis <p>around a block</p></em>
<a href="https://clinic.example.org/"></a><h2></h2><dl><dd>Said</dd><dt>Term</dt></dl>
<table><caption>A table</caption><thead><tr><th></th><th colspan="9">Wide</th></tr>
</thead><tr></tr><tr><td rowspan="5">a</td><td><h2>b</h2></td></tr></table>
<table><tr><th>Only</th><th>headings</th></tr></table>
<blockquote><td>A cell</td></blockquote><pre>code <p>in it</p></pre><q>“</q>"""
ODD: tuple[dict[str, Any], ...] = (
    {"title": "مركز هاربر لين يفتح غرفة علاج ثانية", "language": "ar"},
    {"title": "Opening \u202etxt.exe\u202c now \u2067x", "issuer": "שלום \u202eclinic"},
    {"title": "👩🏽‍⚕️ 🇺🇸 ✨ A room opens ✨", "language": "{{ 7 * 7 }}"},
    {"title": "A title without an end " * 450_000},
    {"title": "W" * 10_000_000, "text": "w" * 50_000, "issuer": "w" * 400},
    {"title": "Nothing else", "text": "", "summary": "", "standalone": "", "parts": ()},
    {"title": "No date", "published": None, "url": None, "dateline": None},
    {"title": "Markup", "html": MARKUP},
    {"title": "<script>alert(1)</script>", "text": "a ]]> b", "summary": "<b>"},
)


def entries(make_entry: MakeEntry) -> Iterator[Entry]:
    """The odd ones, one that ran in 200 places, and more of a day than a page has."""
    for number, fields in enumerate(ODD):
        yield make_entry(
            number, clinic="Harbor Lane Clinic", topics=("Rooms",), **fields
        )
    began = datetime(2024, 3, 12, 12, tzinfo=UTC)
    everywhere = make_entry(11, title="It ran in 200 places")
    places = tuple(
        make_appearance(
            source="Wire",
            url=f"https://outlet{number}.example.org/{'long' * 30}",
            published=Moment(
                began + timedelta(hours=number * 7), Precision.INSTANT, "feed"
            ),
        )
        for number in range(200)
    )
    versions = (Version(began, "What it was called", MARKUP),)
    pictured = replace(
        everywhere.story.original,
        images=(
            Image("https://clinic.example.org/a.png", '"><b>'),
            Image("javascript:x"),
        ),
    )
    amended = Amendment(began, '"><b> changed', "", public=True)
    story = replace(
        everywhere.story,
        appearances=places,
        original=pictured,
        amendments=(amended, amended),
    )
    yield replace(everywhere, story=story, versions=versions)
    day = Moment(datetime(2024, 4, 1, 9, tzinfo=UTC), Precision.INSTANT, "feed")
    for number in range(LONG):
        told = make_entry(1000 + number, published=day, topics=("Rooms",))
        yield replace(told, brief=Brief("One of very many.", "One of very many."))


def publish_bad_site(settings: Settings, make_entry: MakeEntry) -> Settings:
    """Publish it, and give the settings it was published by."""
    shown = replace(
        settings,
        clinic=(
            Clinic("Harbor Lane Clinic"),
            Clinic("Юнипер <&> Клиника"),
            Clinic("Quiet"),
        ),
        topic=(Topic("Rooms", ("room",)), Topic("Nothing yet", ("zzz",))),
        feed=(Feed(name="rooms", words=("room",)),),
        publish=Publish(images=True, versions=True),
    )
    told = tuple(entries(make_entry))
    edition = Public(
        moment=datetime(2024, 5, 1, tzinfo=UTC), public=told[:20], new=told[:12]
    )
    database = settings.paths.database.with_name("site.sqlite")
    with Store.open(database) as store:
        publish(edition, told, (), shown, with_lists(store.outbox.catalogue))
    return shown


def pages_of(folder: Path) -> list[Path]:
    """Every page of a site."""
    return sorted(folder.rglob("*.html"))
