"""The web servers' settings name the feeds as they are written, and hide the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path

import pytest

from syndicate.publish.channel import FORMATS, SUMMARIES
from syndicate.publish.write import STAGING

FOLDER = Path(__file__).parent.parent.parent / "deploy" / "web"
FEEDS = {name: media for name, (media, _) in (FORMATS | SUMMARIES).items()}
OTHERS = ("opml.xml", "sitemap.xml", "stories/atom.xml.html", "search/1.json")


def by_nginx(path: str) -> str:
    """The type under which nginx gives out a path; 404 where it hides it."""
    rules = re.findall(
        r"location ~ (\S+) \{(.*?)\}$", settings("nginx.conf"), re.MULTILINE
    )
    return _first(path, [(pattern, told) for pattern, told in rules])


def by_apache(path: str) -> str:
    text = settings("apache.conf")
    (hidden,) = re.findall(r'^ *RedirectMatch 404 "(.+)"', text, re.MULTILINE)
    if re.search(hidden, path):
        return "404"
    rules = re.findall(r'<FilesMatch "(.+)">\s+ForceType (.+)', text)
    return _first(path.rpartition("/")[2], rules)


def by_caddy(path: str) -> str:
    text = settings("Caddyfile")
    names = dict(re.findall(r"^\t@(\w+) path (.+)$", text, re.MULTILINE))
    rules = re.findall(r"^\theader @(\w+) Content-Type (.+)$", text, re.MULTILINE)
    for name, told in [
        *re.findall(r"^\terror @(\w+) (404)$", text, re.MULTILINE),
        *rules,
    ]:
        if any(fnmatch(path, each) for each in names[name].split()):
            return _media(told)
    return ""


def settings(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


def _first(subject: str, rules: list[tuple[str, str]]) -> str:
    found = (told for pattern, told in rules if re.search(pattern, subject))
    return _media(next(found, ""))


def _media(told: str) -> str:
    found = re.search(r"[a-z]+/[a-z+]+|404", told)
    return found[0] if found else ""


@pytest.mark.parametrize("served", [by_nginx, by_apache, by_caddy])
def test_a_feed_has_its_type_and_nothing_else_has_it(
    served: Callable[[str], str],
) -> None:
    for name, media in FEEDS.items():
        if (served, media) == (by_caddy, "application/feed+json"):
            continue  # it would compress no such type
        assert served(f"/{name}") == media
        assert served(f"/clinics/alder/archive/2/{name}") == media
    assert [served(f"/{name}") for name in OTHERS] == [""] * len(OTHERS)


@pytest.mark.parametrize("served", [by_nginx, by_apache, by_caddy])
def test_what_a_run_lays_ready_is_not_given_out(served: Callable[[str], str]) -> None:
    assert STAGING.startswith(".")
    assert served(f"/{STAGING}/3.tmp") == "404"


@pytest.mark.parametrize("name", ["nginx.conf", "apache.conf", "Caddyfile"])
def test_the_public_folder_is_served_and_none_above_it(name: str) -> None:
    folders = re.findall(r"/var/lib/syndicate\S*?(?=[;>\s])", settings(name))
    assert set(folders) == {"/var/lib/syndicate/feeds"}
