"""Staff decide with the real command: each decision, its undoing, and what outlives."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.end_to_end.project import NOW, Project
from tests.end_to_end.tellings import (
    HOURS,
    LETTERS,
    SKIN,
    WING,
    archive_file,
    item,
    rss,
)

WING_PAGE = "https://newsworthy.ai/news/2026091490011/river-clinic-opens-a-wing"
SKIN_PAGE = "https://marigold.example.org/spots"
TOMORROW = "2026-10-06T12:00:00Z"
CONTRADICTING = f"""{LETTERS}

The safe is emptied on Friday."""


@pytest.fixture
def told(project: Project) -> Project:
    """A release in two places, another in one, and two of one address."""
    project.source("own", "own", trust="owned").source("wire", "wire", trust="wire")
    project.source("blog", "blog.xml", "feed")
    project.write("own/wing.md", f"# A wing opens\n\n{WING}")
    project.write("wire/wing.md", archive_file("A wing opens", WING, WING_PAGE))
    project.write("wire/hours.md", f"# Evening hours\n\n{HOURS}")
    project.write("blog.xml", rss([item("Spots", SKIN, SKIN_PAGE)]))
    project.run()
    return project


def short(story: dict[str, Any]) -> str:
    name: str = story["id"].rpartition("/")[2]
    return name


def told_by(story: dict[str, Any]) -> set[str]:
    return {
        each["source"] for each in story["appearances"] if each["standing"] == "seen"
    }


def ids(stories: list[dict[str, Any]]) -> list[str]:
    return [each["id"] for each in stories]


def tombstones(project: Project) -> dict[str, str]:
    """The ids that the main Atom feed tells as deleted, each with when."""
    at = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
    feed = etree.fromstring(project.path("feeds/atom.xml").read_bytes())
    return {str(each.get("ref")): str(each.get("when")) for each in feed.iter(at)}


# ------------------------------------------------------------------- merge


def test_a_merger_keeps_the_older_id_and_publishes_at_once(told: Project) -> None:
    told.source("blog", "blog.xml", "feed", trust="wire")
    told.tables.pop(-2)
    told.configure().run()
    wing, spots = told.story("A wing"), told.story("Spots")
    page = f"stories/spots-{short(spots)}.html"
    assert page in told.published()
    outcome = told.decide("merge", short(spots), WING_PAGE, "--why", "one opening")
    assert sorted(ids(outcome["before"])) == sorted([wing["id"], spots["id"]])
    (after,) = outcome["after"]
    assert outcome["retired"] == [
        each for each in (wing["id"], spots["id"]) if each != after["id"]
    ]
    merged = told.story("A wing")
    assert told_by(merged) == {"own", "wire", "blog"}
    for story in (wing, spots):
        assert told.explain(story["id"])["id"] == after["id"]
        assert told.explain(short(story))["id"] == after["id"]
    assert told.holding("chronic pain")
    (retired,) = outcome["retired"]
    assert told.holding(retired) == {"atom.xml", "atom-summary.xml"}
    assert tombstones(told) == {retired: NOW}
    assert "merged by ann on 2026-10-05 (decision 1): one opening" in told.read(
        "explain", after["id"]
    )


def test_an_undone_merger_gives_back_what_the_machine_says(told: Project) -> None:
    wing, spots = told.story("A wing"), told.story("Spots")
    before = {tuple(places) for places in told.grouping().values()}
    told.decide("merge", short(wing), short(spots))
    outcome = told.decide("undo", "1", "--why", "two clinics")
    assert {tuple(places) for places in told.grouping().values()} == before
    assert len(outcome["minted"]) == 1
    for story, title in ((wing, "A wing opens"), (spots, "Spots")):
        assert told.explain(short(story))["title"] == title  # also by its former id
    (decision,) = told.decisions()
    assert (decision["undone_by"], decision["undone_why"]) == ("ann", "two clinics")
    times = told.times()
    told.run()
    assert told.times() == times


def test_a_merger_outlives_new_texts_and_contradictions(told: Project) -> None:
    told.decide("merge", SKIN_PAGE, WING_PAGE)
    story = told.story("A wing")["id"]
    told.write("blog.xml", rss([item("Letters", CONTRADICTING, SKIN_PAGE)]))
    told.write("own/wing.md", f"# A wing opens\n\n{HOURS}")
    told.run(now=TOMORROW)
    assert told_by(told.explain(story)) == {"own", "wire", "blog"}


def test_two_that_share_a_key_and_contradict_are_merged_for_ever(
    project: Project,
) -> None:
    project.source("one", "one", trust="wire").source("two", "two", trust="wire")
    project.write("one/a.md", archive_file("Hours", HOURS, WING_PAGE))
    project.write("two/b.md", archive_file("Letters", LETTERS, WING_PAGE))
    project.run()
    hours, letters = project.story("Hours"), project.story("Letters")
    (near,) = project.near(short(hours))
    assert (near["id"], near["same"]) == (letters["id"], False)
    assert "texts contradict" in project.read("near", short(hours))
    assert near["merge"] == f"syndicate merge {short(hours)} {short(letters)}"
    project.decide(*near["merge"].split()[1:])
    project.write("two/b.md", archive_file("Letters", CONTRADICTING, WING_PAGE))
    project.run(now=TOMORROW)
    (story,) = project.stories()
    assert told_by(story) == {"one", "two"}
    assert project.near(short(story)) == []


# ------------------------------------------------------------------- split


def test_what_is_split_off_gets_a_new_id_and_is_never_rejoined(told: Project) -> None:
    wing = told.story("A wing")
    outcome = told.decide("split", short(wing), "wire", "--why", "another wing")
    (minted,) = outcome["minted"]
    assert outcome["retired"] == []
    assert told_by(told.explain(wing["id"])) == {"own"}
    assert told_by(told.explain(minted)) == {"wire"}
    assert told.holding(minted)
    copy = archive_file("A wing opens", f"{WING} It is open.", WING_PAGE)
    told.write("wire/wing.md", copy)
    told.write("own/wing.md", f"# A wing opens\n\n{WING} It is open.")
    told.write("blog.xml", rss([item("A wing opens", WING, WING_PAGE)]))
    told.run(now=TOMORROW)
    for id_, source in ((wing["id"], "own"), (minted, "wire")):
        assert source in told_by(told.explain(id_))
    assert told.explain(wing["id"])["id"] != told.explain(minted)["id"]
    assert minted not in ids(told.near(wing["id"]))
    nearest = told.explain(minted)["appearances"][0]["nearest"]
    assert (nearest["id"], nearest["by_staff"]) == (wing["id"], True)
    assert "another wing" in nearest["detail"]


def test_an_undone_split_rejoins_under_the_older_id(told: Project) -> None:
    wing = told.story("A wing")
    (minted,) = told.decide("split", short(wing), "wire")["minted"]
    outcome = told.decide("undo", "1")
    assert outcome["retired"] == [minted]
    assert told_by(told.explain(minted)) == {"own", "wire"}
    assert told.explain(minted)["id"] == wing["id"]


def test_a_merger_ends_a_split(told: Project) -> None:
    wing = told.story("A wing")
    (minted,) = told.decide("split", short(wing), "wire")["minted"]
    told.decide("merge", minted, wing["id"])
    assert told_by(told.explain(wing["id"])) == {"own", "wire"}


def test_the_id_stays_with_what_is_shown_when_its_first_telling_leaves(
    project: Project,
) -> None:
    project.source("wire", "wire", trust="wire").source("own", "own", trust="owned")
    project.path("own").mkdir()
    project.write("wire/wing.md", archive_file("A wing", WING, WING_PAGE))
    project.run()
    first = project.story("A wing")["id"]
    project.write("own/wing.md", f"# The wing is open\n\n{WING}")
    project.run(now=TOMORROW)
    assert project.story("The wing is open")["id"] == first
    (minted,) = project.decide("split", first, "wire")["minted"]
    assert told_by(project.explain(first)) == {"own"}
    assert told_by(project.explain(minted)) == {"wire"}


def test_when_what_is_shown_leaves_it_keeps_the_id_it_was_minted_for(
    told: Project,
) -> None:
    wing = told.story("A wing")
    (minted,) = told.decide("split", short(wing), "own")["minted"]
    assert told_by(told.explain(wing["id"])) == {"own"}
    assert told_by(told.explain(minted)) == {"wire"}


# ---------------------------------------------------------------- original


def test_a_chosen_original_is_shown_whatever_comes_later(told: Project) -> None:
    told.write("wire/wing.md", archive_file("A new wing opens", WING, WING_PAGE))
    told.run(now=TOMORROW)
    wing = told.story("A wing")
    outcome = told.decide("original", short(wing), "wire")
    assert ids(outcome["after"]) == [wing["id"]]
    assert told.explain(wing["id"])["title"] == "A new wing opens"
    assert told.holding("A new wing opens")
    told.source("later", "later", trust="owned")
    told.write("later/wing.md", f"# The wing opens\n\n{WING}")
    told.run(now="2026-10-07T12:00:00Z")
    assert told.explain(wing["id"])["title"] == "A new wing opens"
    told.decide("original", short(wing), "later")
    assert told.explain(wing["id"])["title"] == "The wing opens"
    told.decide("undo", "2")
    assert told.explain(wing["id"])["title"] == "A new wing opens"
    told.decide("undo", "1")
    assert told.explain(wing["id"])["title"] in ("A wing opens", "The wing opens")


def test_a_chosen_original_that_disappears_is_still_shown(told: Project) -> None:
    told.write("wire/wing.md", archive_file("A new wing opens", WING, WING_PAGE))
    told.run(now=TOMORROW)
    wing = told.story("A wing")
    told.decide("original", short(wing), "wire")
    told.remove("wire/wing.md")
    told.run(now="2026-10-07T12:00:00Z")
    assert told.explain(wing["id"])["title"] == "A new wing opens"
    told.write("own/wing.md", f"# The wing opens\n\n{WING}")
    told.run(now="2026-10-08T12:00:00Z")
    assert told.explain(wing["id"])["title"] == "A new wing opens"


# -------------------------------------------------- hide, not ours, retract


@pytest.mark.parametrize("verb", ["hide", "not-ours"])
def test_what_staff_take_out_is_in_no_public_file(told: Project, verb: str) -> None:
    before = told.published()
    wing = told.story("A wing")
    outcome = told.decide(verb, WING_PAGE)
    assert f"stories/a-wing-opens-{short(wing)}.html" in outcome["removed"]
    assert not told.holding("chronic pain")
    assert not told.holding(short(wing))
    told.write("own/wing.md", f"# A wing opens\n\n{WING} It is open.")
    told.run(now=TOMORROW)
    assert not told.holding("chronic pain")
    told.write("own/wing.md", f"# A wing opens\n\n{WING}")
    told.run(now=NOW)
    told.decide("undo", "1")
    assert told.holding("chronic pain") == {
        name for name, content in before.items() if b"chronic pain" in content
    }


def test_unhide_is_a_decision_of_its_own(told: Project) -> None:
    told.decide("hide", WING_PAGE)
    told.decide("unhide", WING_PAGE)
    assert told.holding("chronic pain")
    told.decide("undo", "2")
    assert not told.holding("chronic pain")


def test_what_is_split_off_a_hidden_story_stays_hidden(told: Project) -> None:
    wing = told.story("A wing")
    told.decide("hide", short(wing))
    (minted,) = told.decide("split", short(wing), "wire")["minted"]
    assert told.explain(minted)["hidden"]
    assert not told.holding("chronic pain")


def test_a_hidden_post_edited_into_a_copy_takes_no_release_down(told: Project) -> None:
    told.decide("hide", SKIN_PAGE)
    told.write("blog.xml", rss([item("A wing opens", WING, SKIN_PAGE)]))
    told.run(now=TOMORROW)
    story = told.story("A wing")
    assert told_by(story) == {"own", "wire", "blog"}
    assert not story["hidden"]
    assert told.holding("chronic pain")


def test_a_retraction_is_shown_for_a_week_and_then_goes(told: Project) -> None:
    wing = told.story("A wing")
    told.decide("retract", WING_PAGE, "--why", "a lawyer asked")
    assert {"rss.xml", "atom.xml", "feed.json"} <= told.holding("Retracted: A wing")
    assert f"stories/a-wing-opens-{short(wing)}.html" in told.holding("Retracted: ")
    assert not told.holding("chronic pain")
    assert not told.holding("a lawyer asked")
    feed = json.loads(told.path("feeds/feed.json").read_text("utf-8"))
    (entry,) = (each for each in feed["items"] if each["id"] == wing["id"])
    assert entry["title"] == "Retracted: A wing opens"
    told.run(now="2026-10-12T11:00:00Z")
    assert told.holding("Retracted: ")
    removed = told.run(now="2026-10-12T12:00:00Z")["removed"]
    assert f"stories/a-wing-opens-{short(wing)}.html" in removed
    assert not told.holding("A wing opens")
    assert told.holding(short(wing)) == {"atom.xml", "atom-summary.xml"}
    assert tombstones(told) == {wing["id"]: "2026-10-12T12:00:00Z"}
    told.run(now="2026-11-11T11:00:00Z")
    assert tombstones(told)
    told.run(now="2026-11-11T12:00:00Z")
    assert not tombstones(told)
    told.decide("undo", "1")
    assert told.holding("chronic pain")


# ------------------------------------------------- approve, dismiss, note


def test_approval_ends_an_embargo_that_cannot_be_read_and_no_other(
    project: Project,
) -> None:
    project.source("own", "own", trust="owned")
    project.write("own/a.md", f"# Hours\n\nEMBARGOED UNTIL our summer fair\n\n{HOURS}")
    dated = f"# Letters\n\nEMBARGOED UNTIL October 9, 2026, 9:00 AM PT\n\n{LETTERS}"
    project.write("own/b.md", dated)
    project.run()
    assert not project.holding("evening")
    for title, public in (("Hours", True), ("Letters", False)):
        told = project.decide("approve", short(project.story(title)))
        assert told["after"][0]["held"] is not public
    assert project.holding("sixteen appointments")
    assert not project.holding("sealed letters")
    project.decide("undo", "1")
    assert not project.holding("sixteen appointments")


def test_a_dismissed_check_leaves_the_digest(project: Project) -> None:
    project.source("own", "own", trust="owned")
    project.write("own/a.md", f"# Hours\n\n{HOURS}")
    project.run()
    (check,) = project.explain(short(project.story("Hours")))["checks"]
    digest = project.path("digest/digest.md")
    assert check["message"] in digest.read_text("utf-8")
    project.decide("dismiss", short(project.story("Hours")), check["id"])
    assert check["message"] not in digest.read_text("utf-8")
    (check,) = project.explain(short(project.story("Hours")))["checks"]
    assert check["dismissed"]
    project.decide("undo", "1")
    assert check["message"] in digest.read_text("utf-8")


def test_a_note_is_for_staff_and_changes_no_file(told: Project) -> None:
    before = told.published()
    told.decide("note", WING_PAGE, "call", "Ada", "first")
    assert "call Ada first" in told.read("explain", WING_PAGE)
    assert told.published() == before
    told.decide("undo", "1")
    assert "call Ada first" not in told.read("explain", WING_PAGE)


# ---------------------------------------------------------------- for ever


def test_decisions_hold_in_another_order_of_arrival(told: Project) -> None:
    """A database made anew, the sources the other way round, the decisions put in."""
    told.decide("merge", SKIN_PAGE, WING_PAGE)
    told.decide("split", WING_PAGE, "wire")
    told.decide("hide", short(told.story("Evening")))
    grouping = sorted(told.grouping().values())
    kept = {name: told.rows(f"SELECT * FROM {name}") for name in DECIDED}
    for folder in ("db", "digest", "feeds"):
        shutil.rmtree(told.path(folder))
    told.configure(order=-1).run("--source", "wire")
    told.run("--source", "blog")
    put_in(told, kept)
    told.run("--source", "own")
    assert sorted(told.grouping().values()) == grouping
    assert told.story("Evening")["hidden"]
    assert not told.holding("sixteen appointments")


def test_decisions_outlive_a_rematch(told: Project) -> None:
    wing = told.story("A wing")
    told.decide("merge", SKIN_PAGE, WING_PAGE)
    told.decide("split", WING_PAGE, "wire")
    told.decide("original", short(wing), "blog")
    told.decide("hide", short(told.story("Evening")))
    grouping, files = told.grouping(), told.published()
    told.well("rematch", "--apply")
    told.run()
    assert told.grouping() == grouping
    assert told.published() == files
    told.decide("undo", "2")
    assert len(told.grouping()) == len(grouping) - 1


def test_a_run_after_a_decision_has_nothing_left_to_do(told: Project) -> None:
    told.decide("merge", SKIN_PAGE, WING_PAGE)
    told.decide("split", WING_PAGE, "wire")
    told.decide("hide", SKIN_PAGE)
    times, content = told.times(), told.content()
    run = told.run()
    assert (run["removed"], run["new"], run["changed"]) == ([], 0, 0)
    assert (told.times(), told.content()) == (times, content)


DECIDED = ("decisions", "decided")


def put_in(project: Project, kept: dict[str, list[tuple[Any, ...]]]) -> None:
    """Put decisions into a database, and have all that is in it formed anew."""
    path: Path = project.path("db/syndicate.sqlite")
    with closing(sqlite3.connect(path)) as database, database:
        for name, rows in kept.items():
            marks = ", ".join("?" * len(rows[0]))
            database.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
        database.execute("UPDATE postings SET pending = 1")
