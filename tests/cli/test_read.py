"""`syndicate read`: one document by path or address, nothing kept, no settings."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.loopback import Server, serving

Command = Callable[..., subprocess.CompletedProcess[str]]
SCHEMA = Path(__file__).parents[2] / "docs" / "contracts" / "read.schema.json"

RELEASE = """# Alder Grove Clinic opens a second office in Bend

BEND, Ore. - January 12, 2026 (NEWMEDIAWIRE) - Alder Grove Clinic today opened a \
second office in Bend. It has six treatment rooms.

About Alder Grove Clinic

Alder Grove Clinic is an outpatient practice that was founded in 2014.
"""
PAGE = """<!doctype html><html lang="en"><head><title>Flu shots | Alder</title>
<meta property="og:site_name" content="Alder">
<meta property="article:published_time" content="2026-01-10T09:00:00-08:00">
</head><body><article><h1>Flu shots for all of January</h1>
<p>Flu shots are given on every weekday in January without an appointment, and cost
nothing for people over sixty-five or under eighteen.</p>
<p>Bring a card that shows your name. The visit takes ten minutes, and a nurse answers
questions until five on every one of these days.</p></article></body></html>"""
FEED = """<rss version="2.0"><channel><title>Alder</title><link>https://a.example</link>
<item><title>One opens</title><link>https://a.example/1</link><description>The first
door opens.</description></item><item><title>Two opens</title>
<link>https://a.example/2</link><description>The second door.</description></item>
</channel></rss>"""


@pytest.fixture
def read(tmp_path: Path, calling: Callable[..., Command]) -> Command:
    """`syndicate read` in a folder of three documents and no settings."""
    (tmp_path / "news" / "2026" / "0112").mkdir(parents=True)
    (tmp_path / "news" / "2026" / "0112" / "open.md").write_text(RELEASE, "utf-8")
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    (tmp_path / "feed.xml").write_text(FEED, "utf-8")
    (tmp_path / "empty.md").write_bytes(b"")
    command = calling(tmp_path, "read")
    before = sorted(tmp_path.rglob("*"))

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        told = command(*arguments)
        assert sorted(tmp_path.rglob("*")) == before, "something was stored"
        return told

    return call


def releases(told: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert (told.returncode, told.stderr) == (0, "")
    made: list[dict[str, Any]] = json.loads(told.stdout)
    jsonschema.validate(made, json.loads(SCHEMA.read_text("utf-8")))
    return made


def test_a_file_is_one_release(read: Command) -> None:
    (release,) = releases(read("news/2026/0112/open.md", "--json"))
    assert release["title"] == "Alder Grove Clinic opens a second office in Bend"
    assert release["text"].startswith("Alder Grove Clinic today opened")
    assert release["released"] == release["published"] == "2026-01-12"
    assert (release["place"], release["region"]) == ("Bend, Ore.", "OR")
    assert (release["country"], release["wire"]) == ("US", "NewMediaWire")
    assert release["issuer"] == "Alder Grove Clinic"
    assert release["url"] is None


def test_a_saved_page_is_told_where_it_was_found(read: Command) -> None:
    url = "https://alder.example.org/flu"
    (release,) = releases(read("--url", url, "--json", "page.html"))
    assert release["title"] == "Flu shots for all of January"
    assert release["url"] == url
    assert release["published"] == "2026-01-10T09:00:00-08:00"
    assert release["text"].count("\n\n") == 1


def test_a_feed_is_a_release_for_each_item(read: Command) -> None:
    assert [each["title"] for each in releases(read("feed.xml", "--json"))] == [
        "One opens",
        "Two opens",
    ]


def test_people_read_fields_and_text(read: Command) -> None:
    told = read("news/2026/0112/open.md")
    assert told.returncode == 0
    assert "place      " in told.stdout
    assert "\nAlder Grove Clinic today opened" in told.stdout


def test_an_address_is_fetched_where_settings_allow_it(
    tmp_path: Path, calling: Callable[..., Command]
) -> None:
    with serving() as server:
        server.say("/flu", PAGE.encode(), "Content-Type: text/html; charset=utf-8")
        command = calling(tmp_path, "read")
        refused = command(f"{server.url}/flu", "--json")
        assert refused.returncode == 69
        assert "is loopback; name it in [fetch] allow" in refused.stderr
        assert asked(server) == 0
        (tmp_path / "config.toml").write_text(
            '[site]\nurl = "https://n.example.org/"\n[fetch]\nallow = ["127.0.0.1"]\n'
        )
        (release,) = releases(command(f"{server.url}/flu", "--json"))
    assert release["title"] == "Flu shots for all of January"
    assert release["url"] == f"{server.url}/flu"


def asked(server: Server) -> int:
    return len(server.asked)


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        (["nothing.md"], 69, "nothing.md: no such file or folder"),
        (["ftp://a.example.org/"], 2, "ftp://a.example.org/: only http and https are"),
        (["empty.md"], 69, "empty.md: empty file"),
        (["news"], 2, "news: a folder; name one document in it"),
        (["page.html", "--as", "fed"], 2, 'no source kind "fed"; did you mean "feed"?'),
        (["page.html", "--as", "feed"], 69, "page.html: an HTML page"),
        (["page.html", "--url", "alder"], 2, '--url: "alder" is no http(s) address'),
    ],
)
def test_what_cannot_be_read_is_one_line(
    read: Command, arguments: list[str], code: int, reason: str
) -> None:
    told = read(*arguments, "--json")
    assert (told.returncode, told.stdout) == (code, "")
    assert told.stderr.startswith(f"syndicate: {reason}")
    assert told.stderr.count("\n") == 1
