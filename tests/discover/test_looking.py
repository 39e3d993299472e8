"""What a site or a folder offers, asked of a real server and a real disk."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from syndicate.discover import look
from syndicate.errors import SourceError, UsageError
from tests.discover.conftest import World

PAGE = b"<!doctype html><html><head><title>Alder</title></head><body><p>Hi.</p></body>"
SITEMAP = b"<?xml version='1.0'?><urlset><url><loc>https://a.example.org/</loc></url>"
ROBOTS = b"""# Ours
Sitemap: /news-sitemap.xml
user-agent: *
Disallow: /staff
sitemap:https://alder.example.org/sitemap.xml
Sitemap: javascript:alert(1)
Sitemap: /news-sitemap.xml
"""


def offers(world: World, place: str) -> list[tuple[str, str]]:
    find = look(place, world.bench, world.folder)
    return [(offer.kind, offer.location) for offer in find.offers]


@pytest.fixture
def site(world: World) -> World:
    """With a page that offers nothing but itself."""
    world.server.say("/", PAGE, "Content-Type: text/html")
    return world


def test_sitemaps_are_those_that_robots_names(site: World) -> None:
    site.server.say("/robots.txt", ROBOTS)
    site.server.say("/sitemap.xml", SITEMAP)
    url = site.server.url
    assert offers(site, f"{url}/") == [
        ("sitemap", f"{url}/news-sitemap.xml"),
        ("sitemap", "https://alder.example.org/sitemap.xml"),
        ("page", f"{url}/"),
    ]
    assert site.asked == ["/", "/robots.txt"]


def test_without_any_it_is_the_one_at_the_usual_address(site: World) -> None:
    site.server.say("/sitemap.xml", SITEMAP)
    url = site.server.url
    assert offers(site, f"{url}/") == [
        ("sitemap", f"{url}/sitemap.xml"),
        ("page", f"{url}/"),
    ]


def test_a_page_of_that_name_is_none(site: World) -> None:
    site.server.say("/sitemap.xml", PAGE, "Content-Type: text/html")
    assert offers(site, f"{site.server.url}/") == [("page", f"{site.server.url}/")]


def test_a_feed_is_asked_for_once_and_nothing_else(site: World) -> None:
    feed = b"<rss version='2.0'><channel><item><title>A</title></item></channel></rss>"
    site.server.say("/feed", feed)
    assert offers(site, f"HTTP{site.server.url[4:]}/feed") == [
        ("feed", f"{site.server.url}/feed")
    ]
    assert site.asked == ["/feed"]


def test_what_is_known_by_its_address_is_not_asked_for(world: World) -> None:
    reddit = "https://old.reddit.com/r/clinicnewsexample"
    assert offers(world, reddit) == [("reddit", reddit)]
    assert offers(world, "r/clinicnewsexample") == [
        ("reddit", "https://www.reddit.com/r/clinicnewsexample")
    ]
    assert offers(world, "newsramp.com/curated-news") == [
        ("newsramp", "https://newsramp.com/curated-news")
    ]


def test_a_deadly_page_costs_a_line(world: World) -> None:
    deep = b"<html><body>" + b"<b>" * 200_000
    world.server.say("/", deep, "Content-Type: text/html")
    with pytest.raises(SourceError, match="HTML refused"):
        look(world.server.url, world.bench, world.folder)


@pytest.mark.parametrize("place", ["", "news", "./news", "mailto:a@example.org"])
def test_what_is_neither_path_nor_address_is_told(world: World, place: str) -> None:
    with pytest.raises(UsageError, match="an address begins with https://"):
        look(place, world.bench, world.folder)


def test_paths_are_seen_from_here_and_kept_from_the_settings(world: World) -> None:
    inbox = world.folder / "in" / "box"
    inbox.mkdir(parents=True)
    (inbox / "a.md").write_text("# A\n\nText.")
    (inbox / "feed.xml").write_text("<rss/>")
    find = look("box/*.md", world.bench, world.folder / "in")
    assert [(each.kind, each.location) for each in find.offers] == [
        ("files", "in/box/*.md")
    ]
    assert offers(world, "in/box") == [("files", "in/box"), ("feed", "in/box")]
    assert offers(world, "in/box/feed.xml")[0] == ("feed", "in/box/feed.xml")


def test_a_place_outside_the_settings_folder_is_kept_whole(
    world: World, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    assert offers(world, str(other))[0] == ("files", str(other))


def test_a_clone_is_an_archive(world: World) -> None:
    clone = world.folder / "clone"
    subprocess.run(["git", "init", "-q", str(clone)], check=True)
    assert offers(world, "clone")[0] == ("archive", "clone")
    assert offers(world, str(Path("clone", ".git")))[0][0] == "archive"
