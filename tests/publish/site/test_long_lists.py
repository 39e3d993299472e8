"""Lists of more stories than anybody reads: cut, and everything still found."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from syndicate.config import Robots, Settings, Topic
from syndicate.model import Listed
from syndicate.publish.channel import channels
from syndicate.publish.preview import Preview
from syndicate.publish.site import Site, write_site
from syndicate.publish.site.cutting import LEAST, PART
from syndicate.publish.site.places import lists_of
from syndicate.store.catalogue import Catalogue, touch_all, touch_lost
from syndicate.store.database import transaction
from tests.conftest import RequireTool
from tests.publish.site.test_pages import page, text_of
from tests.publish.site.test_search import titles
from tests.publish.test_browser import show

LONG = PART + LEAST
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
TOPIC = "topics/rooms/"
Write = Callable[..., set[str]]


@pytest.fixture
def shelved(settings: Settings) -> Settings:
    return replace(settings, topic=(Topic("Rooms", ("room",)),))


@pytest.fixture
def write(shelved: Settings, catalogue: Catalogue) -> Write:
    """Write the lists that changed, without any story's page; says which files did."""

    def written(settings: Settings = shelved) -> set[str]:
        site = Site(settings, channels(settings), catalogue)
        left, looked_at = [], set()
        for path, content in write_site((), (), site):
            place = settings.paths.output / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                place.unlink(missing_ok=True)
                left.append(path)
            elif not place.exists() or place.read_bytes() != content:
                place.write_bytes(content)
                looked_at.add(path)
        catalogue.went_out(left)
        return looked_at

    return written


def row(day: str, number: int, *, shelf: str = "", title: str = "") -> Listed:
    """A story of a day, the later the greater its number."""
    at = f"{day}T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}Z"
    folders = (shelf,) if shelf else ()
    return Listed(
        page=f"stories/s-{day}-{number}.html",
        day=day,
        published=at,
        updated=at,
        title=title or f"Room {number} opens on {day}",
        summary=f"Room {number} is open.",
        issuer="Example Clinic",
        language="en",
        shelves=folders,
        lists=lists_of(day, folders),
    )


def rows(day: str, count: int, shelf: str = "") -> list[Listed]:
    return [row(day, number, shelf=shelf) for number in range(count)]


def links(settings: Settings, name: str, start: str) -> list[str]:
    """The links of a page to what begins so in the folder of the site, in order."""
    folder = (settings.paths.output / name).parent
    found = (
        (folder / link.get("href")).resolve().relative_to(settings.paths.output)
        for link in page(settings, name).find(".//main").iter("a")
        if "://" not in link.get("href")
    )
    return [str(path) for path in found if str(path).startswith(start)]


def stories(settings: Settings, name: str) -> list[str]:
    return links(settings, name, "stories/")


def test_a_long_month_tells_its_days(
    shelved: Settings, catalogue: Catalogue, write: Write
) -> None:
    catalogue.put(
        [*rows("2026-09-05", LONG - 4), *rows("2026-09-07", 4), *rows("2026-08-31", 20)]
    )
    write()
    root = page(shelved, "days/2026-09.html")
    assert text_of(root.find(".//p[@class='lede']")) == "750 announcements"
    assert stories(shelved, "days/2026-09.html") == [
        *(f"stories/s-2026-09-07-{number}.html" for number in (3, 2, 1, 0)),
        *(f"stories/s-2026-09-05-{number}.html" for number in range(745, 740, -1)),
    ]
    more = root.findall(".//p[@class='more']/a")
    assert [(text_of(link), link.get("href")) for link in more] == [
        ("All 746 of 5 September 2026", "2026-09-05.html")
    ]
    assert len(stories(shelved, "days/2026-09-05.html")) == 746
    assert len(stories(shelved, "days/2026-08.html")) == 20


def test_a_month_that_is_not_long_tells_everything(
    shelved: Settings, catalogue: Catalogue, write: Write
) -> None:
    catalogue.put([*rows("2026-09-05", LONG - 2), *rows("2026-09-07", 1)])
    write()
    assert len(stories(shelved, "days/2026-09.html")) == LONG - 1
    assert "search/2026-09-05.json" not in catalogue.there("")


@pytest.mark.parametrize(
    ("name", "up"),
    [
        ("days/2026-09-05", "days/2026-09.html"),
        (f"{TOPIC}2026-09", f"{TOPIC}index.html"),
    ],
)
def test_a_long_list_is_cut_into_parts_that_lead_to_each_other(
    name: str, up: str, shelved: Settings, catalogue: Catalogue, write: Write
) -> None:
    told = rows("2026-09-05", 1_260, TOPIC)
    catalogue.put(told)
    write()
    first, newer, older = f"{name}.html", f"{name}-part-2.html", f"{name}-part-1.html"
    assert "1,260 announcements, 1,001 to 1,260 here" in text_of(page(shelved, first))
    assert links(shelved, first, name) == [newer, older]
    assert links(shelved, newer, name) == [first, older, first]
    assert links(shelved, older, name) == [first, newer]
    assert up in links(shelved, first, up)
    here = [stories(shelved, each) for each in (first, newer, older)]
    assert [len(each) for each in here] == [260, 500, 500]
    assert list(chain(*here)) == [each.page for each in reversed(told)]
    title = page(shelved, newer).findtext(".//title")
    assert title is not None
    assert "September 2026, 501 to 1,000" in title


def test_what_is_old_stays_where_it_is(catalogue: Catalogue, write: Write) -> None:
    catalogue.put(rows("2026-09-05", 1_240, TOPIC))
    write()
    catalogue.put(
        [row("2026-09-05", number, shelf=TOPIC) for number in range(1_240, 1_249)]
    )
    assert not any("part" in path for path in write())
    catalogue.put([row("2026-09-05", number, shelf=TOPIC) for number in (1_249, 1_250)])
    assert {path for path in write() if "part" in path} == {
        *("days/2026-09-05-part-1.html", "days/2026-09-05-part-2.html"),
        *(f"{TOPIC}2026-09-part-1.html", f"{TOPIC}2026-09-part-2.html"),
    }


def test_news_of_a_long_month_writes_what_is_of_its_day(
    catalogue: Catalogue, write: Write
) -> None:
    for day in range(1, 9):
        catalogue.put(rows(f"2026-09-0{day}", 100))
    write()
    catalogue.put([row("2026-09-05", 100)])
    assert write() == {
        "index.html",
        *("days/index.html", "days/2026-09.html", "days/2026-09-05.html"),
        *("search/index.json", "search/2026-09.json", "search/2026-09-05.json"),
        *("sitemap.xml", "sitemap-2026-09.xml", "sitemap-2026-09-05.xml"),
    }


def test_search_reads_a_long_month_by_its_days(
    shelved: Settings, catalogue: Catalogue, write: Write
) -> None:
    told = [*rows("2026-09-05", LONG - 1), *rows("2026-09-07", 1)]
    catalogue.put(told)
    write()
    folder = shelved.paths.output / "search"
    read = {path.stem: json.loads(path.read_bytes()) for path in folder.iterdir()}
    assert read.pop("index") == {"months": [["2026-09", LONG]]}
    assert read.pop("2026-09") == {"days": [["2026-09-07", 1], ["2026-09-05", 749]]}
    found = [entry[0] for day in sorted(read, reverse=True) for entry in read[day]]
    assert found == [each.page for each in reversed(told)]


def test_the_map_names_every_story_of_a_long_month_once(
    shelved: Settings, catalogue: Catalogue, write: Write
) -> None:
    told = [*rows("2026-09-05", LONG - 1), *rows("2026-09-07", 1)]
    told += rows("2026-10-01", 2)
    catalogue.put(told)
    write()
    output, base = shelved.paths.output, shelved.site.url

    def named(path: str) -> list[str]:
        places = ET.parse(output / path).iterfind("*/s:loc", SITEMAP)
        return [(place.text or "").removeprefix(base) for place in places]

    maps = named("sitemap.xml")
    assert maps == [
        "sitemap-lists.xml",
        *("sitemap-2026-09-05.xml", "sitemap-2026-09-07.xml", "sitemap-2026-09.xml"),
        "sitemap-2026-10.xml",
    ]
    pages = [each for path in maps[1:] for each in named(path)]
    assert sorted(pages) == sorted(
        [*(each.page for each in told), "days/2026-09-05.html", "days/2026-09-07.html"]
    )


def test_without_a_map_no_day_has_one(
    shelved: Settings, catalogue: Catalogue, write: Write
) -> None:
    catalogue.put(rows("2026-09-05", LONG))
    write()
    assert (shelved.paths.output / "sitemap-2026-09-05.xml").exists()
    touch_all(catalogue.connection)
    write(replace(shelved, site=replace(shelved.site, robots=Robots.NOINDEX)))
    assert not list(shelved.paths.output.glob("sitemap*"))
    assert not catalogue.there("sitemap-")


def test_a_month_that_is_long_no_more_is_whole_again(
    shelved: Settings, catalogue: Catalogue, write: Write
) -> None:
    short = rows("2026-09-05", LONG - 1, TOPIC)
    catalogue.put(short)
    write()
    before = {path: path.read_bytes() for path in shelved.paths.output.rglob("*.*")}
    catalogue.put([row("2026-09-05", LONG, shelf=TOPIC)])
    assert len(write()) > 8
    catalogue.drop([row("2026-09-05", LONG).page])
    write()
    assert {
        path: path.read_bytes() for path in shelved.paths.output.rglob("*.*")
    } == before
    assert catalogue.touched() == []
    assert not catalogue.there("search/2026-09-")


def test_a_piece_that_was_lost_is_written_again(
    shelved: Settings, catalogue: Catalogue, write: Write
) -> None:
    catalogue.put(rows("2026-09-05", LONG))
    write()
    output = shelved.paths.output
    lost = {"search/2026-09-05.json", "days/2026-09-05-part-1.html"}
    for path in lost:
        (output / path).unlink()
    there = {str(path.relative_to(output)) for path in output.rglob("*.*")}
    with transaction(catalogue.connection):
        touch_lost(catalogue.connection, there)
    assert set(catalogue.touched()) == lost
    assert write() == lost


def test_everything_can_be_reached_by_links(
    shelved: Settings, catalogue: Catalogue, write: Write
) -> None:
    told = [
        *rows("2026-09-05", 1_260, TOPIC),
        *rows("2026-09-07", 7),
        *rows("2026-08-01", 3),
    ]
    catalogue.put(told)
    write()
    for start in ("days/index.html", f"{TOPIC}index.html"):
        folder = start.rpartition("/")[0]
        reached, to_go = set[str](), {start}
        while to_go:
            reached |= to_go
            new = {to for each in to_go for to in links(shelved, each, folder)}
            assert all((shelved.paths.output / each).is_file() for each in new)
            to_go = new - reached
        found = {story for each in reached for story in stories(shelved, each)}
        wanted = {each.page for each in told if TOPIC in each.shelves or "day" in start}
        assert found == wanted


def test_days_beside_a_day_are_written_when_it_comes_and_when_it_leaves(
    catalogue: Catalogue, write: Write
) -> None:
    catalogue.put([row(f"2026-09-{day}", 1) for day in ("01", "09", "20")])
    write()

    def days() -> set[str]:
        found = (re.fullmatch(r"days/(.{10})\.html", p) for p in catalogue.touched())
        return {day[1] for day in found if day}

    catalogue.put([row("2026-09-05", 1)])
    assert days() == {"2026-09-01", "2026-09-05", "2026-09-09"}
    write()
    catalogue.put([row("2026-09-05", 2)])
    assert days() == {"2026-09-05"}
    write()
    catalogue.drop([row("2026-09-05", 1).page])
    assert days() == {"2026-09-05"}
    write()
    moved = replace(row("2026-09-10", 2), page=row("2026-09-05", 2).page)
    catalogue.put([moved])
    assert days() == {
        *("2026-09-01", "2026-09-05", "2026-09-09", "2026-09-10", "2026-09-20")
    }
    write()
    catalogue.drop([moved.page])
    assert days() == {"2026-09-09", "2026-09-10", "2026-09-20"}


@pytest.fixture
def served(shelved: Settings) -> Iterator[str]:
    """The site on loopback."""
    shelved.paths.output.mkdir()
    with Preview(shelved, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.url
        server.shutdown()
        thread.join(5)


def test_a_browser_finds_in_a_long_month_the_newest_first(
    served: str,
    catalogue: Catalogue,
    write: Write,
    require_tool: RequireTool,
    tmp_path: Path,
) -> None:
    browser = require_tool("chromium", "chromium-browser", "google-chrome")
    told: list[Any] = [
        row(day, 900, title=f"Zeppelin of {day}")
        for day in ("2026-10-01", "2026-09-07", "2026-09-05", "2026-08-31")
    ]
    catalogue.put([*told, *rows("2026-09-05", LONG), *rows("2026-07-01", 1)])
    write()
    shown, complaints = show(browser, f"{served}search.html?q=zeppelin", tmp_path / "c")
    assert complaints == ""
    assert titles(shown) == [each.title for each in told]
    assert "4 announcements." in shown
