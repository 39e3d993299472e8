"""The lists of the site: what stands on them, and how few of them a change rewrites."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from syndicate.config import Clinic, Robots, Settings, Topic
from syndicate.model import Entry
from syndicate.publish.there import pages_there
from syndicate.store.catalogue import Catalogue, touch_all, touch_lost
from syndicate.store.database import transaction
from tests.publish.feeding import Public, with_lists
from tests.publish.feeding import publish_pages as publish
from tests.publish.site.test_pages import page, text_of

MakeEntry = Callable[..., Entry]
MakeEdition = Callable[..., Public]
CLINIC, TOPIC = "Harbor Lane Clinic", "Rooms"
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def shelved(settings: Settings) -> Settings:
    return replace(settings, clinic=(Clinic(CLINIC),), topic=(Topic(TOPIC, ("room",)),))


def titles(settings: Settings, name: str) -> list[str]:
    return [text_of(head) for head in page(settings, name).findall(".//article/h2")]


def words(settings: Settings, name: str) -> str:
    return text_of(page(settings, name))


def site_of(settings: Settings) -> dict[str, int]:
    """Every public file but the feeds, with the moment it was last written."""
    return {
        str(path.relative_to(settings.paths.output)): path.stat().st_mtime_ns
        for path in settings.paths.output.rglob("*")
        if path.is_file()
    }


def test_a_story_stands_on_its_day_its_clinic_and_its_topic(
    shelved: Settings,
    catalogue: Catalogue,
    make_entry: MakeEntry,
    make_edition: MakeEdition,
) -> None:
    told = (
        make_entry(0, clinic=CLINIC, topics=(TOPIC,)),
        make_entry(1, clinic=CLINIC),
        make_entry(40),
    )
    publish(make_edition(0), told, (), shelved, with_lists(catalogue))
    first, second, third = (entry.story.original.title for entry in told)
    assert titles(shelved, "index.html") == [third, second, first]
    assert titles(shelved, "clinics/harbor-lane-clinic/index.html") == [second, first]
    assert titles(shelved, "clinics/harbor-lane-clinic/2024-03.html") == [second, first]
    assert titles(shelved, "topics/rooms/index.html") == [first]
    assert titles(shelved, "days/2024-03-01.html") == [first]
    assert "2 announcements" in words(shelved, "days/2024-03.html")
    assert "2 announcements, the newest of 2 March 2024" in words(
        shelved, "clinics/index.html"
    )
    assert words(shelved, "days/index.html").count("2024") == 3


def test_a_clinic_and_a_topic_without_stories_have_a_page(
    shelved: Settings, catalogue: Catalogue, make_edition: MakeEdition
) -> None:
    publish(make_edition(0), (), (), shelved, with_lists(catalogue))
    for name in ("clinics/harbor-lane-clinic/index.html", "topics/rooms/index.html"):
        assert "No announcements yet." in words(shelved, name)
    assert "no announcements yet" in words(shelved, "clinics/index.html")


def test_days_lead_to_the_days_beside_them(
    settings: Settings,
    catalogue: Catalogue,
    make_entry: MakeEntry,
    make_edition: MakeEdition,
) -> None:
    publish(
        make_edition(0),
        (make_entry(0), make_entry(9)),
        (),
        settings,
        with_lists(catalogue),
    )
    publish(make_edition(0), (make_entry(4),), (), settings, with_lists(catalogue))

    def beside(day: str) -> list[str]:
        nav = page(settings, f"days/{day}.html").find(".//nav[@class='beside']")
        return [link.get("href") for link in nav.iter("a")]

    assert beside("2024-03-05") == ["2024-03-01.html", "2024-03-10.html"]
    assert beside("2024-03-01") == ["2024-03-05.html"]
    assert beside("2024-03-10") == ["2024-03-05.html"]


def test_one_change_rewrites_only_what_it_stands_on(
    shelved: Settings,
    catalogue: Catalogue,
    make_entry: MakeEntry,
    make_edition: MakeEdition,
) -> None:
    told = tuple(make_entry(n, clinic=CLINIC, topics=(TOPIC,)) for n in range(0, 90, 3))
    publish(make_edition(0), told, (), shelved, with_lists(catalogue))
    before = site_of(shelved)
    changed = make_entry(30, clinic=CLINIC, topics=(TOPIC,), title="Told otherwise")
    publish(make_edition(0), (changed,), (), shelved, with_lists(catalogue))
    after = site_of(shelved)
    assert before.keys() == after.keys()
    assert {name for name in after if after[name] != before[name]} == {
        changed.story.page,
        *("index.html", "days/2024-03.html", "days/2024-03-31.html"),
        *("clinics/harbor-lane-clinic/index.html", "topics/rooms/index.html"),
        *("clinics/harbor-lane-clinic/2024-03.html", "topics/rooms/2024-03.html"),
        "search/2024-03.json",
    }


def test_the_same_again_rewrites_nothing(
    shelved: Settings, catalogue: Catalogue, make_edition: MakeEdition
) -> None:
    edition = make_edition(5)
    publish(edition, edition.public, (), shelved, with_lists(catalogue))
    assert catalogue.touched() == []
    before = site_of(shelved)
    publish(edition, edition.public, (), shelved, with_lists(catalogue))
    publish(edition, (), (), shelved, with_lists(catalogue))
    assert site_of(shelved) == before


def test_what_is_taken_down_is_on_no_list(
    shelved: Settings,
    catalogue: Catalogue,
    make_entry: MakeEntry,
    make_edition: MakeEdition,
) -> None:
    gone = make_entry(0, clinic=CLINIC, topics=(TOPIC,), title="Embargoed after all")
    kept = make_entry(50)
    publish(make_edition(0), (gone, kept), (), shelved, with_lists(catalogue))
    assert (shelved.paths.output / "days/2024-03-01.html").exists()
    removed = publish(
        make_edition(0), (), (gone.story.page,), shelved, with_lists(catalogue)
    ).removed
    for path in shelved.paths.output.rglob("*"):
        if path.is_file():
            assert "Embargoed after all" not in path.read_text("utf-8"), path
            assert gone.story.page not in path.read_text("utf-8"), path
    for name in (
        *("days/2024-03-01.html", "days/2024-03.html", "search/2024-03.json"),
        *("clinics/harbor-lane-clinic/2024-03.html", "sitemap-2024-03.xml"),
    ):
        assert name in removed
    assert catalogue.touched() == []


def test_a_run_that_was_cut_short_leaves_its_lists_to_the_next(
    settings: Settings,
    catalogue: Catalogue,
    make_entry: MakeEntry,
    make_edition: MakeEdition,
) -> None:
    publish(make_edition(0), (make_entry(0),), (), settings, with_lists(catalogue))

    def cut_short() -> Any:
        yield from (make_entry(number) for number in range(1, 502))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(make_edition(0), cut_short(), (), settings, with_lists(catalogue))
    assert len(titles(settings, "index.html")) == 1
    publish(make_edition(0), (), (), settings, with_lists(catalogue))
    assert "All 501 announcements" in words(settings, "index.html")


def test_a_list_that_was_lost_is_written_again(
    settings: Settings, catalogue: Catalogue, make_edition: MakeEdition
) -> None:
    edition = make_edition(2)
    publish(edition, edition.public, (), settings, with_lists(catalogue))
    there = pages_there(settings.paths.output)
    assert {"index.html", "days/2024-03-01.html", "search/2024-03.json"} <= there
    with transaction(catalogue.connection):
        touch_lost(catalogue.connection, there)
    assert catalogue.touched() == []
    (settings.paths.output / "days/2024-03-01.html").unlink()
    with transaction(catalogue.connection):
        touch_lost(catalogue.connection, pages_there(settings.paths.output))
    assert catalogue.touched() == ["days/2024-03-01.html"]


def test_a_clinic_that_is_named_no_more_leaves_the_folder(
    shelved: Settings,
    catalogue: Catalogue,
    make_entry: MakeEntry,
    make_edition: MakeEdition,
) -> None:
    publish(
        make_edition(0),
        (make_entry(0, clinic=CLINIC),),
        (),
        shelved,
        with_lists(catalogue),
    )
    without = replace(shelved, clinic=())
    publish(make_edition(0), (make_entry(0),), (), without, with_lists(catalogue))
    assert not list(shelved.paths.output.glob("clinics/**/*.html"))


def test_a_day_of_five_hundred_is_told_in_lines(
    settings: Settings,
    catalogue: Catalogue,
    make_entry: MakeEntry,
    make_edition: MakeEdition,
) -> None:
    one = make_entry(0)
    told = [
        replace(one, story=replace(one.story, id=f"{one.story.id}{n}", slug=f"s{n}"))
        for n in range(500)
    ]
    publish(make_edition(0), told, (), settings, with_lists(catalogue))
    root = page(settings, "days/2024-03-01.html")
    assert len(root.findall(".//ul[@class='lines']/li")) == 500
    size = (settings.paths.output / "days/2024-03-01.html").stat().st_size
    assert size < 150_000


def test_the_index_is_searched_month_by_month(
    settings: Settings,
    catalogue: Catalogue,
    make_entry: MakeEntry,
    make_edition: MakeEdition,
) -> None:
    publish(
        make_edition(0),
        (make_entry(0), make_entry(40)),
        (),
        settings,
        with_lists(catalogue),
    )
    folder = settings.paths.output / "search"
    months = json.loads((folder / "index.json").read_bytes())["months"]
    assert months == [["2024-04", 1], ["2024-03", 1]]
    ((path, day, title, *_),) = json.loads((folder / "2024-03.json").read_bytes())
    assert (settings.paths.output / path).is_file()
    assert (day, title) == ("2024-03-01", make_entry(0).story.original.title)


def test_the_map_names_every_page_with_its_last_change(
    shelved: Settings, catalogue: Catalogue, make_edition: MakeEdition
) -> None:
    edition = make_edition(5)
    publish(edition, edition.public, (), shelved, with_lists(catalogue))
    output, base = shelved.paths.output, "https://news.example.org/clinics/"
    parts = ET.parse(output / "sitemap.xml").findall("s:sitemap", SITEMAP)
    named = [part.findtext("s:loc", "", SITEMAP) for part in parts]
    assert named == [f"{base}sitemap-lists.xml", f"{base}sitemap-2024-03.xml"]
    entries = ET.parse(output / "sitemap-2024-03.xml").findall("s:url", SITEMAP)
    assert {
        entry.findtext("s:loc", "", SITEMAP): entry.findtext("s:lastmod", "", SITEMAP)
        for entry in entries
    } == {
        base + entry.story.page: f"{entry.story.updated:%Y-%m-%dT%H:%M:%SZ}"
        for entry in edition.public
    }
    lists = ET.parse(output / "sitemap-lists.xml").findall("s:url/s:loc", SITEMAP)
    for told in lists:
        path = (told.text or "").removeprefix(base)
        assert (
            output / (path if path.endswith("html") else f"{path}index.html")
        ).exists()


def test_pages_that_are_not_to_be_found_say_so(
    shelved: Settings, catalogue: Catalogue, make_edition: MakeEdition
) -> None:
    edition = make_edition(2)
    publish(edition, edition.public, (), shelved, with_lists(catalogue))
    robots = shelved.paths.output / "robots.txt"
    assert "Sitemap: https://news.example.org/clinics/sitemap.xml" in robots.read_text()
    hidden = replace(shelved, site=replace(shelved.site, robots=Robots.NOINDEX))
    touch_all(catalogue.connection)
    publish(edition, edition.public, (), hidden, with_lists(catalogue))
    for path in shelved.paths.output.rglob("*.html"):
        assert '<meta name="robots" content="noindex">' in path.read_text(), path
    assert not list(shelved.paths.output.glob("sitemap*"))
    assert "Sitemap" not in robots.read_text()
    # A crawler that may not read a page cannot read that it is not to be listed.
    assert "Disallow" not in robots.read_text()


def test_every_link_within_the_site_leads_somewhere(
    shelved: Settings,
    catalogue: Catalogue,
    make_entry: MakeEntry,
    make_edition: MakeEdition,
) -> None:
    told = tuple(make_entry(n, clinic=CLINIC, topics=(TOPIC,)) for n in (0, 1, 40, 400))
    publish(make_edition(public=told), told, (), shelved, with_lists(catalogue))
    output: Path = shelved.paths.output
    pages = list(output.rglob("*.html"))
    assert len(pages) > len(told)
    for path in pages:
        if path.name == "404.html":  # given anywhere, so its links begin at the host
            continue
        name = str(path.relative_to(output))
        for link in page(shelved, name).iter("a", "link", "script"):
            to = link.get("href") or link.get("src") or ""
            if to and "://" not in to and not to.startswith(("#", "mailto:")):
                assert (path.parent / to).resolve().is_file(), (name, to)
