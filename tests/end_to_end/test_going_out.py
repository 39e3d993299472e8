"""What waited for its hour is told once, in the edition in which it went out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from syndicate import resting
from tests import warm
from tests.end_to_end.project import Project, schema
from tests.end_to_end.tellings import HOURS, LETTERS, SKIN, WING, item, rss
from tests.loopback import Server, serving

NOON = "2026-10-05T12:00:00Z"  # a Monday
SPOTS_AT, LETTERS_AT = "2026-10-05T12:30:00Z", "2026-10-05T14:30:00Z"
NEXT_DAY, MONDAY = "2026-10-06T07:00:00Z", "2026-10-12T07:00:00Z"
EMBARGO = "EMBARGOED UNTIL October 5, 2026, 10:30 a.m. Eastern"
HARBOR = "https://harbor.example.org/hours"
RIVER = "https://river.example.org/wing"
SUMMIT = "https://summitvale.example.org/letters"
WAITED = (
    "held until 5 October 2026, 14:30 UTC; in the feed since 5 October 2026, {} UTC"
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A real server on loopback, the same for all."""
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def told(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two stories that wait, told as held in the first edition of either series."""
    project = Project(tmp_path_factory.mktemp("going") / "project")
    project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n')
    project.source("blog", f"{server.url}/blog", "feed", trust="owned")
    project.source("anna", f"{server.url}/talk", "feed", trust="open")
    server.say("/talk", rss([item("Later hours", HOURS, HARBOR)]), 'ETag: "a"')
    say(server, waiting())
    assert project.run(now=NOON)["held"] == 2
    project.now = "2026-10-05T12:05:00Z"
    closed = json.loads(project.well("digest", "--close", "--json"))["closed"]
    assert [each["edition"] for each in closed] == ["daily-1", "weekly-1"]
    project.run(now="2026-10-05T12:10:00Z")
    project.set_aside()
    return project


@pytest.fixture
def waits(told: Project, server: Server) -> Project:
    """The same, with every file and time as it was."""
    say(server, waiting())
    return told.put_back()


def waiting(*more: str, embargo: str = EMBARGO) -> list[str]:
    """The items of the blog: one under embargo, one dated ahead."""
    letters = item("Letters go back", f"{embargo}\n\n{LETTERS}", SUMMIT)
    return [letters, dated("Spots", SKIN, "12:30"), *more]


def dated(title: str, text: str, hour: str) -> str:
    told = item(title, text, f"https://marigold.example.org/{title.lower()}")
    date = f"<pubDate>Mon, 05 Oct 2026 {hour}:00 GMT</pubDate>"
    return told.replace("</item>", f"{date}</item>")


def say(server: Server, items: list[str]) -> None:
    content = rss(items)
    server.say("/blog", content, f'ETag: "{hash(content)}"')


def digest(project: Project, *arguments: str) -> dict[str, Any]:
    """What `digest --json` tells, as its contract says."""
    told: dict[str, Any] = json.loads(project.read("digest", "--json", *arguments))
    jsonschema.validate(told, schema("digest"))
    return told


def out(told: dict[str, Any]) -> dict[str, str]:
    """What the digest tells of what went out, by headline."""
    (section,) = (each for each in told["sections"] if each["title"] == "Went out")
    assert dict(told["counts"])["went out"] == section["count"]
    assert {card["label"] for card in section["cards"]} <= {"Went out"}
    return {card["title"]: card["reason"] for card in section["cards"]}


def close(project: Project, now: str = "", series: str = "daily") -> list[str]:
    """Close an edition; the headlines under "Went out" in it."""
    project.now = now or project.now
    told = json.loads(project.well("digest", "--close", "--series", series, "--json"))
    (closed,) = told["closed"]
    text = project.read("digest", "--edition", closed["edition"], "--form", "markdown")
    part = text.partition("\n## Went out\n")[2].partition("\n## ")[0]
    return re.findall(r"(?m)^### (.*)$", part)


def counted(project: Project, now: str) -> tuple[int, int, int]:
    """A run: what is held after it, what went out in it, and in the open edition."""
    told = project.run(now=now)
    status = json.loads(project.path("digest/status.json").read_text("utf-8"))
    jsonschema.validate(status, schema("status"))
    assert status["counts"]["held"] == told["held"]
    return told["held"], told["went_out"], status["counts"]["went_out"]


def is_public(project: Project) -> bool:
    return b"sealed letters" in project.published()["feed.json"]


# --------------------------------------------------------------- at its hour


def test_a_run_that_rests_wakes_at_the_hour_and_the_digest_says_so(
    waits: Project,
) -> None:
    """No source is due; and at the second hour, none has anything new."""
    config = str(waits.path("config.toml"))
    assert resting.find_rest(config, "2026-10-05T12:29:59Z")
    assert not resting.find_rest(config, SPOTS_AT)
    assert counted(waits, SPOTS_AT) == (1, 1, 1)
    since = "in the feed since 5 October 2026, 12:30 UTC"
    spots = {"Spots": f"held until 5 October 2026, 12:30 UTC; {since}"}
    assert out(digest(waits)) == spots
    assert counted(waits, "2026-10-05T14:00:00Z") == (1, 0, 1)  # a calm run
    assert counted(waits, "2026-10-05T15:00:00Z") == (0, 1, 2)
    assert is_public(waits)
    assert out(digest(waits)) == {**spots, "Letters go back": WAITED.format("15:00")}


def test_the_report_counts_it_when_there_is_any(waits: Project) -> None:
    waits.now = SPOTS_AT
    assert "3 stories: 0 new, 0 changed, 1 held back, 1 went out\n" in waits.well("run")
    waits.now = "2026-10-05T12:45:00Z"
    waits.forget_rest()
    assert "3 stories: 0 new, 0 changed, 1 held back\n" in waits.well("run")


def test_every_form_says_it_between_what_is_new_and_what_changed(
    waits: Project, server: Server
) -> None:
    say(server, waiting(item("A wing opens", WING, RIVER)))
    waits.run(now="2026-10-05T15:00:00Z")
    for name in ("digest.html", "digest.md", "digest.txt"):
        text = waits.path(f"digest/{name}").read_text("utf-8")
        text = re.sub(r"<[^>]+>|\\", "", text)
        assert "2 went out" in text
        assert f"Went out: {WAITED.format('15:00')}" in text
        order = [
            found.group().strip("# 123")
            for found in re.finditer(r"(?m)^(## )?(New|Went out|Changed)( \d)?$", text)
        ]
        assert order == ["New", "Went out", "Changed"]
        went, changed = text.index("Went out"), text.index("Changed")
        assert text.index("A wing opens") < went < text.index("Letters go") < changed


def test_it_is_in_the_next_edition_of_either_series_and_in_no_other(
    waits: Project,
) -> None:
    waits.run(now="2026-10-05T15:00:00Z")
    both = ["Letters go back", "Spots"]
    assert sorted(close(waits, NEXT_DAY)) == both
    assert out(digest(waits)) == {}
    assert close(waits, "2026-10-07T07:00:00Z") == []
    assert sorted(close(waits, MONDAY, "weekly")) == both
    assert close(waits, "2026-10-19T07:00:00Z", "weekly") == []


def test_a_period_that_is_asked_for_has_what_went_out_in_it(waits: Project) -> None:
    waits.run(now="2026-10-05T13:00:00Z")
    waits.run(now="2026-10-05T15:00:00Z")
    close(waits, NEXT_DAY)
    hour = ("--since", "2026-10-05T13:00:01Z", "--until", "2026-10-05T15:00:01Z")
    assert set(out(digest(waits, *hour))) == {"Letters go back"}
    assert out(digest(waits, "--since", "2026-10-05T11:00:00Z")) == {}  # it is new


def test_held_and_out_within_one_edition_it_is_told_once_as_new(
    waits: Project, server: Server
) -> None:
    say(server, waiting(dated("Wing", WING, "12:50")))
    assert waits.run("--source", "blog", now="2026-10-05T12:40:00Z")["held"] == 2
    waits.run("--source", "blog", now="2026-10-05T12:55:00Z")
    told = digest(waits)
    assert set(out(told)) == {"Spots"}
    new = next(each for each in told["sections"] if each["title"] == "New")
    assert [card["title"] for card in new["cards"]] == ["Wing"]
    assert "Wing" not in close(waits, NEXT_DAY)
    assert close(waits, "2026-10-07T07:00:00Z") == []


# ------------------------------------------------------- what is not told as out


@pytest.mark.parametrize(
    ("act", "when"),
    [
        ("hide", "2026-10-05T12:20:00Z"),
        ("retract", "2026-10-05T12:20:00Z"),
        ("not-ours", "2026-10-05T12:20:00Z"),
        ("hide", "2026-10-05T15:05:00Z"),
    ],
)
def test_what_staff_take_out_before_its_hour_or_after_is_not_told(
    waits: Project, act: str, when: str
) -> None:
    if when > LETTERS_AT:
        waits.run(now="2026-10-05T15:00:00Z")
    waits.now = when
    waits.decide(act, waits.story("Letters")["id"], "--why", "a test")
    waits.run(now="2026-10-05T15:10:00Z")
    assert not is_public(waits)
    assert set(out(digest(waits))) == {"Spots"}
    assert close(waits, NEXT_DAY) == ["Spots"]


def test_what_is_shown_again_before_its_hour_is_told(waits: Project) -> None:
    waits.now = "2026-10-05T12:20:00Z"
    for act in ("hide", "unhide"):
        waits.decide(act, waits.story("Letters")["id"], "--why", "a test")
    waits.run(now="2026-10-05T15:00:00Z")
    assert "Letters go back" in out(digest(waits))


def test_what_is_forgotten_before_its_hour_is_not_told(waits: Project) -> None:
    waits.now = "2026-10-05T12:20:00Z"
    (name,) = waits.rows("SELECT item FROM postings WHERE title = 'Letters go back'")[0]
    told = waits.read("forget", "--item", "blog", name, "--as", "ann", "--apply")
    assert told
    waits.run(now="2026-10-05T15:00:00Z")
    assert close(waits, NEXT_DAY) == ["Spots"]


def test_what_staff_must_approve_as_well_is_told_when_it_goes_out(
    waits: Project,
) -> None:
    """Its hour alone does not let it out, and an edition in between says nothing."""
    waits.tables.append('[publish]\nhold = "new"\n')
    waits.configure()
    assert waits.run(now="2026-10-05T15:00:00Z")["held"] == 2
    assert close(waits, NEXT_DAY) == []
    waits.decide("approve", waits.story("Letters")["id"])
    assert is_public(waits)
    assert close(waits, "2026-10-07T07:00:00Z") == ["Letters go back"]


def test_whom_a_letter_is_for_is_told_of_their_clinics_alone(waits: Project) -> None:
    waits.tables += [
        '[[clinic]]\nname = "Marigold"\ndomains = ["marigold.example.org"]\n',
        '[[clinic]]\nname = "Summit Vale"\ndomains = ["summitvale.example.org"]\n',
        '[mail]\nhost = "127.0.0.1"\nsecurity = "none"\nsender = "d@example.org"\n',
        '[[recipient]]\naddress = "desk@example.org"\nclinics = ["Marigold"]\n',
    ]
    waits.configure()
    waits.run(now="2026-10-05T15:00:00Z")
    (letter,) = waits.well("digest", "--dry-run").split()
    content = Path(letter).read_text("utf-8")
    assert "Subject: 1 went out" in content
    assert "Letters go back" not in content


# ----------------------------------------- clocks, machines and disks that fail


def test_after_days_without_a_run_the_first_edition_tells_it(waits: Project) -> None:
    """The edition is closed before any run: what had its hour goes out first."""
    both = ["Letters go back", "Spots"]
    assert sorted(close(waits, "2026-10-08T07:00:00Z")) == both
    assert is_public(waits)
    waits.run(now="2026-10-08T08:00:00Z")
    assert out(digest(waits)) == {}
    assert close(waits, "2026-10-09T07:00:00Z") == []
    since = "in the feed since 8 October 2026, 07:00 UTC"
    assert since in waits.read("digest", "--edition", "daily-2")


@pytest.mark.parametrize("told_before", [False, True])
def test_a_clock_that_was_set_back_has_it_told_once(
    waits: Project, *, told_before: bool
) -> None:
    """It is held again, as the clock says, and its page goes until the hour comes."""
    waits.run(now="2026-10-05T15:00:00Z")
    told = close(waits, "2026-10-05T15:01:00Z") if told_before else []
    config = waits.path("config.toml").read_text("utf-8")
    waits.write("config.toml", config.replace("/clinics/", "/c/"))  # all pages anew
    waits.run(now="2026-10-05T12:20:00Z")
    assert not is_public(waits)
    assert out(digest(waits)) == {}
    waits.run(now="2026-10-05T16:00:00Z")
    assert is_public(waits)
    told += close(waits, NEXT_DAY)
    assert sorted(told) == ["Letters go back", "Spots"]


def test_what_could_not_be_published_is_told_once_it_is(waits: Project) -> None:
    page = waits.published()["rss.xml"]
    waits.remove("feeds/rss.xml")
    waits.write("feeds/rss.xml/in-the-way", "")
    waits.now = "2026-10-05T15:00:00Z"
    waits.refused(73)
    assert out(digest(waits)) == {}
    waits.now = NEXT_DAY
    waits.refused(73, "digest", "--close", "--series", "daily")
    waits.remove("feeds/rss.xml/in-the-way")
    waits.path("feeds/rss.xml").rmdir()
    waits.write("feeds/rss.xml", page)
    assert sorted(close(waits, NEXT_DAY)) == ["Letters go back", "Spots"]
    assert "in the feed since 6 October" in waits.read("digest", "--edition", "daily-2")


# A run that dies: between the public files and noting them; before any of them changed.
DIES = {
    "after": "Outbox.went_out = lambda *_: os._exit(9)",
    "before": "Batch.commit = lambda batch: (batch._tell(batch.written), os._exit(9))",
}


@pytest.mark.parametrize(
    ("dies", "since"), [("after", "14:40"), ("before", "15:00")], ids=[*DIES]
)
def test_a_run_that_died_had_it_out_if_the_feed_tells_it(
    waits: Project, dies: str, since: str
) -> None:
    waits.now = "2026-10-05T14:40:00Z"
    code = f"""import os, sys
from syndicate.publish.write import Batch
from syndicate.store import Outbox
{DIES[dies]}
from syndicate.__main__ import main
sys.exit(main())"""
    died = warm.call(waits.command("run")[3:], waits.folder, code=code)
    assert died.returncode == 9, died.stderr
    assert is_public(waits) is (dies == "after")
    assert counted(waits, "2026-10-05T15:00:00Z") == (0, 2, 2)
    told = out(digest(waits))
    assert told["Letters go back"] == WAITED.format(since)
    assert told["Spots"].endswith(f"in the feed since 5 October 2026, {since} UTC")
    assert sorted(close(waits, NEXT_DAY)) == ["Letters go back", "Spots"]


def test_what_its_source_lets_out_early_is_told_with_the_hour_it_had(
    waits: Project, server: Server
) -> None:
    say(server, waiting(embargo=""))
    waits.run("--source", "blog", now="2026-10-05T12:20:00Z")
    assert is_public(waits)
    assert out(digest(waits)) == {
        "Letters go back": "was to be held until 5 October 2026, 14:30 UTC;"
        " in the feed since 5 October 2026, 12:20 UTC"
    }


def test_what_is_merged_while_it_waits_goes_out_with_the_other(waits: Project) -> None:
    """What an open source told was in no feed: readers have it from that hour."""
    waits.now = "2026-10-05T12:20:00Z"
    mine, theirs = waits.story("Letters")["id"], waits.story("Later")["id"]
    waits.decide("merge", mine, theirs)
    waits.run(now="2026-10-05T15:00:00Z")
    assert set(out(digest(waits))) == {"Letters go back", "Spots"}
    assert waits.rows("SELECT count(*) FROM timed") == [(2,)]


def test_what_waited_when_this_version_came_is_told(waits: Project) -> None:
    for statement in (
        "DROP TABLE timed",
        "DELETE FROM _sqlite_migrations WHERE name = '0005_timed'",
        "PRAGMA user_version = 4",
    ):
        waits.change_rows(statement)
    waits.run(now="2026-10-05T15:00:00Z")
    assert sorted(close(waits, NEXT_DAY)) == ["Letters go back", "Spots"]
