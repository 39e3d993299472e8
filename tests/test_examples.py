"""The built-in examples: what they promise, and that a run finds exactly that."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from syndicate.config import Source
from syndicate.config.load import load
from syndicate.model import Document, Posting, Purpose
from syndicate.sources.base import Answer, Request, Transport
from syndicate.sources.files import Files
from syndicate.sources.registry import options_of
from tests import warm

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
NOW = "2026-11-20T12:00:00Z"
CONFIG = ROOT / "config.toml"
STORIES: list[dict[str, Any]] = tomllib.loads(
    (EXAMPLES / "expected.toml").read_text("utf-8")
)["story"]
DOCUMENTS = sorted(
    path
    for path in EXAMPLES.rglob("*")
    if path.is_file()
    and path.name not in {"expected.toml", ".gitattributes"}
    and EXAMPLES / "plugin" not in path.parents  # a program, and no announcement
)

# Hosts that the trail of the real archive shows; all others are reserved for examples.
SERVICES = frozenset(
    """newsworthy.ai newsramp.com cdn.newsramp.app reddit.com redd.it redditstatic.com
    citybuzz.co burstable.news fishervista.com advos.io newmediawire.com
    24-7pressrelease.com jsonfeed.org w3.org purl.org wellformedweb.org wordpress.org
    search.yahoo.com""".split()  # noqa: SIM905 -- read as a list
)


def sources() -> dict[str, Source]:
    return {source.name: source for source in load(CONFIG, options_of).source}


def postings(source: Source) -> list[Posting]:
    """The postings of a `files` source, read as the transport would hand them over."""
    root = ROOT / source.location.partition("*")[0]
    found: list[Posting] = []
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        document = Document(
            source=source.name,
            url="",
            content=path.read_bytes(),
            locator=path.relative_to(root).as_posix(),
        )
        request = Request(url=source.location, transport=Transport.FOLDER)
        found += Files().read(source, Answer(request, document))
    return found


def test_every_file_example_belongs_to_exactly_one_story() -> None:
    expected = Counter(
        (name, place)
        for story in STORIES
        for name, place in story["members"]
        if not place.startswith("https://")
    )
    told = Counter(
        (source.name, posting.locator)
        for source in sources().values()
        if source.kind == "files"
        for posting in postings(source)
    )
    assert told == expected


def test_every_feed_example_holds_the_items_expected() -> None:
    for source in sources().values():
        if source.kind != "feed":
            continue
        text = (ROOT / source.location).read_text("utf-8")
        items = len(re.findall(r"<item>|<entry>|\"content_html\"", text))
        places = [
            place
            for story in STORIES
            for name, place in story["members"]
            if name == source.name
        ]
        assert len(places) == len(set(places)) == items
        assert all(place in text for place in places)


def test_every_format_is_there() -> None:
    assert {path.suffix for path in DOCUMENTS} == {
        ".md",
        ".txt",
        ".html",
        ".xml",
        ".json",
    }
    assert any(path.name == "None.md" for path in DOCUMENTS)
    assert any("â€™" in path.read_text("utf-8") for path in DOCUMENTS)
    assert len(sources()) == 8
    assert len(STORIES) == 20
    assert sum(story["held"] for story in STORIES) == 2
    assert sum(story["public"] for story in STORIES) == 17


def test_each_tldr_address_ends_in_the_md5_of_the_exact_original() -> None:
    checked = 0
    for posting in postings(sources()["wire-archive"]):
        links = {link.purpose: link.url for link in posting.links}
        tldr = links[Purpose.TLDR]
        if "/curated-news/" in tldr:
            digest = hashlib.md5(links[Purpose.ORIGINAL].encode()).hexdigest()
            assert tldr.rsplit("/", 1)[1] == digest
            checked += 1
    assert checked == 8
    released = {
        posting.title: posting.item.partition("|")[2]
        for posting in postings(sources()["wire-archive"])
    }
    original = released["Summit Vale Clinic Now Offers Ketamine Therapy in Red Mesa"]
    reddit = (ROOT / sources()["reddit"].location).read_text("utf-8")
    assert hashlib.md5(original.encode()).hexdigest() in reddit


def test_nobody_real_is_named() -> None:
    for path in DOCUMENTS:
        text = path.read_text("utf-8")
        for url in re.findall(r"https?://[^\s\"'<>)\]&]+", text):
            host = (urlsplit(url).hostname or "").removeprefix("www.")
            reserved = re.search(r"(?:^|\.)example\.(?:org|com|net)$", host)
            broken = host.endswith("none")
            assert reserved or broken or host in SERVICES, f"{path}: {url}"
        for phone in re.findall(r"\d{3}[-) .]+\d{3}-\d{4}", text):
            assert re.search(r"555-01\d\d$", phone), f"{path}: {phone}"
        for mail in re.findall(r"[\w.]+@([\w.]+\w)", text):
            assert re.search(r"example\.(?:org|com|net)$", mail), f"{path}: {mail}"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the committed settings have run on the examples."""
    folder = tmp_path_factory.mktemp("examples")
    shutil.copy(CONFIG, folder)
    shutil.copytree(EXAMPLES, folder / "examples")
    call(folder, "run", "--strict")
    return folder


def call(folder: Path, *arguments: str) -> str:
    done = warm.call(["--now", NOW, *arguments], folder)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_a_run_finds_the_stories_expected(ran: Path) -> None:
    found = [told_in(story) for story in json.loads(call(ran, "stories", "--json"))]
    expected = [
        {
            "title": story["title"],
            "held": story["held"],
            "public": story["public"],
            "members": sorted(map(tuple, story["members"])),
            "claimed": sorted(story["claimed"]),
        }
        for story in STORIES
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)


def told_in(story: dict[str, Any]) -> dict[str, Any]:
    """A story as expected.toml tells it. Whether a link post counts as seen or as a
    claim of its poster is not its business.
    """
    titles = {each["title"] for each in STORIES}
    known = {tuple(member) for each in STORIES for member in each["members"]}
    members, claimed = [], []
    for place in story["appearances"]:
        name = (place["source"], place["locator"] or place["url"])
        if place["standing"] == "seen" or name in known:
            members.append(name)
        else:
            claimed.append(place["url"])
    return {
        "title": story["title"] if story["title"] in titles else "",
        "held": story["held"],
        "public": story["not_public"] is None,
        "members": sorted(members),
        "claimed": sorted(claimed),
    }


def test_what_is_not_public_is_in_no_public_file(ran: Path) -> None:
    words = ("sealed, in the clinic", "I have a dog now", "how was the next day")
    public = [path for path in (ran / "feeds").rglob("*") if path.is_file()]
    assert len(public) > 20
    for path in public:
        text = path.read_text("utf-8")
        assert not any(word in text for word in words), path
    staff = (ran / "digest" / "digest.txt").read_text("utf-8")
    assert "Opens the Letters Its Patients Sealed" in staff


def test_a_second_run_changes_no_published_byte(ran: Path) -> None:
    def published() -> dict[str, tuple[bytes, int]]:
        return {
            str(path): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in (ran / "feeds").rglob("*")
            if path.is_file()
        }

    before = published()
    call(ran, "run", "--strict")
    assert published() == before
