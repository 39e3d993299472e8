"""A source tried: what it reaches, and where it ends."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from syndicate.config import Source
from syndicate.discover import Asked, Offer, Reach, Told, Trouble, attempt, try_offers
from syndicate.discover.preview import make_source
from syndicate.sources.base import Memory
from syndicate.sources.wordpress import WordPress
from tests.discover.conftest import World

TEXT = "Alder Grove Clinic tells of its week in a paragraph that is long enough. "
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Alder</title>{}</feed>"""
ENTRY = """<entry><id>https://alder.example.org/?p={0}</id><title>Post {0}</title>
<updated>2026-09-{1:02}T08:00:00Z</updated><published>2026-09-{1:02}T08:00:00Z</published>
<content type="html">&lt;p&gt;Post {0} of the clinic.&lt;/p&gt;</content></entry>"""


def listing(count: int) -> bytes:
    cards = "".join(
        f'<article><h3><a href="/news/story-{number:02}-of-the-clinic">The clinic '
        f"tells story {number} of this year</a></h3></article>"
        for number in range(count)
    )
    page = f"<!doctype html><html><body><main>{cards}</main></body></html>"
    return page.encode()


def article(number: int) -> bytes:
    return (
        "<!doctype html><html><head><title>A story</title></head><body><article><h1>The"
        f" clinic tells story {number} of this year</h1><p>{TEXT * 8}</p></article>"
        "</body></html>"
    ).encode()


def serve_list(world: World, count: int) -> Source:
    world.server.say("/news", listing(count), "Content-Type: text/html")
    for number in range(count):
        path = f"/news/story-{number:02}-of-the-clinic"
        world.server.say(path, article(number), "Content-Type: text/html")
    offer = Offer("page", f"{world.server.url}/news", "")
    source = make_source(offer, world.folder)
    return replace(source, options=replace(source.options, limit=count))


def test_a_trial_asks_no_more_than_a_run_would(world: World) -> None:
    taken = list(attempt(serve_list(world, 55), world.bench, Reach()))
    pages = [path for path in world.asked if path.startswith("/news")]
    assert len(pages) == 50
    assert sum(isinstance(each, Asked) for each in taken) == 50
    told = [each for each in taken if isinstance(each, Told)]
    assert sum(bool(each.release.text) for each in told) == 49
    troubles = [each.reason for each in taken if isinstance(each, Trouble)]
    assert "6 more were not asked for: 50 requests are enough" in troubles


def test_a_preview_asks_for_three_texts_and_no_more(world: World) -> None:
    source = serve_list(world, 12)
    (preview,) = try_offers([Offer("page", source.location, "")], world.bench)
    assert [path for path in world.asked if path.startswith("/news/")] == [
        f"/news/story-{number:02}-of-the-clinic" for number in range(3)
    ]
    assert len(preview.newest) == 3
    assert preview.troubles == ()


def test_the_same_item_on_two_pages_is_told_once(world: World) -> None:
    folder = world.folder / "feeds"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.xml").write_text(ATOM.format(ENTRY.format(1, 1)))
    source = make_source(Offer("feed", "feeds", ""), world.folder)
    taken = list(attempt(source, world.bench, Reach()))
    assert sum(isinstance(each, Told) for each in taken) == 1
    assert sum(isinstance(each, Asked) for each in taken) == 2


def rest_post(number: int) -> dict[str, Any]:
    day = f"2019-01-{number % 28 + 1:02}T08:00:00"
    return {
        "id": number,
        "date": day,
        "date_gmt": day,
        "modified": day,
        "modified_gmt": day,
        "guid": {"rendered": f"https://alder.example.org/?p={number}"},
        "link": f"https://alder.example.org/post-{number}/",
        "status": "publish",
        "title": {"rendered": f"Post {number}"},
        "content": {"rendered": f"<p>Post {number} of the clinic.</p>"},
    }


def serve_blog(world: World, count: int) -> Offer:
    """A blog whose REST tells the oldest change first, and whose feed the newest."""
    offer = Offer("wordpress", f"{world.server.url}/", "")
    source = make_source(offer, world.folder)
    for page in (1, 2):
        (request,) = WordPress().requests(source, Memory())
        url = request.url + (f"&page={page}" if page > 1 else "")
        posts = [rest_post(n) for n in range(count)[50 * (page - 1) : 50 * page]]
        world.server.say(
            url.removeprefix(world.server.url),
            json.dumps(posts).encode(),
            "Content-Type: application/json",
        )
    entries = "".join(ENTRY.format(1000 + day, day) for day in range(20, 30))
    world.server.say("/feed/atom/", ATOM.format(entries).encode())
    return offer


def test_the_newest_of_a_long_blog_are_those_of_its_feed(world: World) -> None:
    (preview,) = try_offers([serve_blog(world, 70)], world.bench)
    titles = [release.title for release in preview.newest]
    assert titles == ["Post 1029", "Post 1028", "Post 1027"]
    assert (preview.told, preview.more) == (50, True)


def test_the_newest_of_a_short_blog_are_those_that_rest_tells(world: World) -> None:
    (preview,) = try_offers([serve_blog(world, 12)], world.bench)
    assert preview.newest[0].title == "Post 11"
    assert (preview.told, preview.more) == (12, False)
    assert "/feed/atom/" not in world.asked


def test_of_a_large_folder_the_newest_files_are_looked_at(world: World) -> None:
    folder = world.folder / "inbox"
    folder.mkdir()
    for number in range(60):
        file = folder / f"{number:02}.md"
        file.write_text(f"# Release {number}\n\nThe clinic has {number} rooms.\n")
        os.utime(file, (1_700_000_000 - number, 1_700_000_000 - number))
    (preview,) = try_offers([Offer("files", "inbox", "")], world.bench)
    assert (preview.told, preview.more) == (50, True)
    assert {Path(each.locator or "").stem for each in preview.newest} <= {
        f"{number:02}" for number in range(50)
    }
