"""No flood, no false date and no broken answer hides or shrinks the clinic's own."""

from __future__ import annotations

import json

import pytest

from tests.end_to_end.project import FEEDS, Project
from tests.end_to_end.tellings import rss
from tests.guarantees.siege import CLINIC, HOST, LATER, NOW, Own, speak
from tests.loopback import serving

FLOOD = 60
ELSEWHERE = "https://flood.example.com"


def post(number: int, **other: str) -> str:
    """What an open source tells of a clinic that is not its own."""
    url = f"{ELSEWHERE}/{number}"
    told = {
        "title": f"River Clinic flood number {number}",
        "text": f"{speak(5_000 + number)}\n\nSOURCE River Clinic",
        "url": url,
        "guid": url,
        "date": "2026-10-05T11:59:00Z",
        **other,
    }
    return Own(number).item(**told)


@pytest.fixture
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("flood"))
    project.tables.append(f'[[clinic]]\nname = "{CLINIC}"\ndomains = ["{HOST}"]\n')
    return project.source("own", "own.xml", "feed", trust="owned", clinic=CLINIC)


def section(digest: str, title: str) -> str:
    """What stands under a heading of the text digest."""
    begin = digest.index(f"\n{title.upper()}")
    return digest[begin : digest.index("\n\n\n", begin)]


def test_a_flood_stays_behind_our_own_and_within_its_share(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where more came than an edition reads."""
    monkeypatch.setattr("syndicate.edit.editing.EXAMINED", FLOOD // 2)
    owns = [Own(number) for number in range(3)]
    project.source("flood", "flood.xml", "feed")
    project.write("own.xml", rss([own.item() for own in owns]))
    project.write("flood.xml", rss([]))
    project.read("run")
    project.write("own.xml", rss([own.item() for own in map(Own, range(6))]))
    project.write("flood.xml", rss([post(number) for number in range(FLOOD)]))
    project.now = NOW
    project.read("run")
    digest = project.path("digest/digest.txt").read_text("utf-8")
    places = [digest.find(Own(number).title) for number in range(6)]
    floods = [
        at
        for number in range(FLOOD)
        if (at := digest.find(f"- River Clinic flood number {number}\n")) >= 0
    ]
    assert min(places) >= 0
    assert 0 < len(floods) <= 10
    assert max(places) < min(floods)
    assert not project.holding("flood number")


def test_a_thousand_copies_do_not_take_the_room_of_our_text(project: Project) -> None:
    own = Own(1)
    project.source("flood", "flood.xml", "feed")
    long = "x" * 1_800
    copies = [
        own.item(url=f"{ELSEWHERE}/{number}/{long}", guid=str(number))
        for number in range(150)
    ]
    copies += [
        own.item(url=f"{ELSEWHERE}/{number}", guid=f"short {number}")
        for number in range(40)
    ]
    project.write("own.xml", rss([own.item()]))
    project.write("flood.xml", rss(copies))
    told = json.loads(project.read("run", "--json"))
    assert not any("too many" in each for each in told["problems"])
    for name in FEEDS:
        assert own.phone in project.published()[name].decode()
    (item,) = json.loads(project.published()["feed.json"])["items"]
    places = item["_syndicate"]["appearances"]
    assert sum(place["source"] == "flood.example.com" for place in places) <= 10
    assert len(project.explain(own.url)["appearances"]) == 191, "staff see them all"


def test_a_wire_that_was_first_does_not_date_our_release(project: Project) -> None:
    own = Own(2)
    project.source("wire", "wire.xml", "feed", trust="wire")
    project.write("own.xml", rss([]))
    wire = own.item(url="https://wire.example.com/2", guid="w", date="2019-01-01")
    project.write("wire.xml", rss([wire]))
    project.read("run")
    assert project.holding("2019-01-01") or project.holding("January 2019")
    project.write("own.xml", rss([own.item()]))
    project.now = LATER
    project.read("run")
    (item,) = json.loads(project.published()["feed.json"])["items"]
    assert item["date_published"] == f"{own.day}T09:00:00Z"
    assert item["url"] == own.url
    shown = project.published()
    page = item["_syndicate"]["page"].removeprefix("https://news.example.org/clinics/")
    assert b"3 October 2026" in shown[page]
    assert not [name for name in shown if name.startswith("days/2019")]


WALL = b"<!doctype html><html><title>Just a moment...</title><body></body></html>"
ANSWERS = {
    "nothing": (b"", "200 OK"),
    "no items": (rss([]), "200 OK"),
    "a wall": (WALL, "200 OK"),
    "gone": (b"", "410 Gone"),
    "an error page that calls itself well": (b"<html>500</html>", "200 OK"),
    "an error": (rss([]), "500 Internal Server Error"),
    "half of it": (rss([Own(1).item(), Own(2).item()])[:-900], "200 OK"),
    "without texts": (rss([Own(1).item(text=""), Own(2).item(text="")]), "200 OK"),
}


def test_no_broken_answer_of_our_own_site_empties_our_releases(
    project: Project,
) -> None:
    owns = (Own(1), Own(2))
    project.tables.pop()
    with serving() as server:
        project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n')
        feed = {"trust": "owned", "clinic": CLINIC, "every": "1m"}
        project.source("own", f"{server.url}/feed", "feed", **feed)
        server.say("/feed", rss([own.item() for own in owns]))
        project.read("run")
        before = project.published()
        for day, (name, (body, status)) in enumerate(ANSWERS.items(), 6):
            server.say("/feed", body, status=status)
            project.now = f"2026-10-{day:02}T12:00:00Z"
            project.read("run", "--source", "own")
            after = project.published()
            for own in owns:
                for feed_name in FEEDS:
                    assert own.phone in after[feed_name].decode(), name
        assert after == before
