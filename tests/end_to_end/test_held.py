"""Nothing of a held story is in any public file, whatever holds it.

The whole output folder is walked, names of files too, so an output that is added later
is covered. Each story is told in words that stand nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.end_to_end.project import FEEDS, Project
from tests.end_to_end.tellings import WING, item, rss

NOW = "2026-10-05T12:00:00Z"
THEN = "2026-10-12T12:00:00Z"
# One word of each part of a release: headline, text, quotation, contact, place.
CANARIES = ("Brindlewick", "quorbelline", "wimbleton", "vossmark", "Umberquay")
OPENING = """UMBERQUAY, OR - Zephrane Clinic opens a quorbelline ward for its \
patients. It has nine beds and a lift, and its doors are open all week."""
ENDING = """"A wimbleton of a day", said Ada Moss, who leads the ward.

Contact: Ines Vossmark, vossmark@zephrane.example.org, 503-555-0142"""
PROMISE = "The ward offers patients a new therapy with guaranteed relief."
ADDRESS = "https://zephrane.example.org/ward"
OUTPUTS = """
[[clinic]]
name = "Zephrane Clinic"
domains = ["zephrane.example.org"]

[[topic]]
name = "Wards"
words = ["ward", "wing"]

[[feed]]
name = "wards"
topic = "Wards"

[[feed]]
name = "zephrane"
clinic = "Zephrane Clinic"
"""


@dataclass(frozen=True)
class Case:
    """What holds it: a line before or in the text, a day, a setting; what ends it."""

    reason: str  # as staff read it
    before: str = ""
    within: str = ""
    day: str = "2026-10-01"
    hold: str = "none"
    approve: bool = False


CASES = {
    "embargo": Case(
        "under embargo until 2026-10-10T09:00:00",
        before="EMBARGOED UNTIL October 10, 2026, 9:00 a.m. Eastern",
    ),
    "unreadable": Case(
        "an embargo that cannot be read",
        before="EMBARGOED UNTIL the summer fair",
        approve=True,
    ),
    "scheduled": Case("dated in the future: 2026-10-11", day="2026-10-11"),
    "new": Case("new, and not approved yet", hold="new", approve=True),
    "red": Case(
        "red checks not approved yet: absolute",
        within=PROMISE,
        hold="red",
        approve=True,
    ),
}


def tell(project: Project, *items: str) -> None:
    project.write("blog.xml", rss(list(items)))


def ward(case: Case) -> str:
    parts = (case.before, OPENING, case.within, ENDING)
    text = "\n\n".join(part for part in parts if part)
    return item("Brindlewick ward opens", text, ADDRESS, case.day)


def hold(project: Project, how: str) -> None:
    """Set `[publish] hold`."""
    project.tables = [each for each in project.tables if "[publish]" not in each]
    project.tables.append(f'[publish]\nhold = "{how}"\n')
    project.configure()


def leaks(project: Project) -> set[tuple[str, str]]:
    """Each word that is seen, with the public file whose name or bytes have it."""
    return {
        (word, name)
        for name, content in project.published().items()
        for word in CANARIES
        if word.lower().encode() in name.lower().encode() + content.lower()
    }


@pytest.fixture
def open_(project: Project) -> Project:
    """One public story, and every output that there is."""
    project.tables.append(OUTPUTS)
    project.source("blog", "blog.xml", "feed", trust="owned")
    tell(project, item("A wing opens", WING, "https://river.example.org/wing"))
    project.run(now="2026-10-04T12:00:00Z")
    return project


@pytest.mark.parametrize("name", CASES)
def test_nothing_of_it_is_in_any_public_file_until_it_goes_out(
    open_: Project, name: str
) -> None:
    case = CASES[name]
    hold(open_, case.hold)
    wing = item("A wing opens", WING, "https://river.example.org/wing")
    tell(open_, wing, ward(case))
    told = open_.run("--strict", now=NOW)
    assert (told["stories"], told["held"]) == (2, 1)
    assert not leaks(open_)
    assert open_.holding("chronic pain") >= {*FEEDS, "index.html"}
    story = open_.story("Brindlewick")
    short = story["id"].rpartition("/")[2]
    assert not open_.holding(short)
    digest = open_.path("digest/digest.txt").read_text("utf-8")
    section = digest[digest.index("\nHeld\n") :]
    assert case.reason in section
    command = f"syndicate approve {short}"
    assert (command in section) is case.approve
    if case.approve:
        open_.decide(*command.split()[1:])
    else:
        open_.run(now=THEN)
    words = {word for word, _ in leaks(open_)}
    assert words == set(CANARIES)
    page = next(name for name in open_.published() if short in name)
    for place in (*FEEDS, "wards/rss.xml", "zephrane/feed.json", page):
        assert ("quorbelline", place) in leaks(open_)
    assert "Held" not in open_.path("digest/digest.txt").read_text("utf-8")


def test_for_immediate_release_is_no_embargo(open_: Project) -> None:
    tell(open_, ward(Case("", before="FOR IMMEDIATE RELEASE")))
    assert open_.run(now=NOW)["held"] == 0
    assert {word for word, _ in leaks(open_)} == set(CANARIES)


def test_what_readers_have_is_not_pulled_back_by_a_setting(open_: Project) -> None:
    tell(open_, ward(Case("", within=PROMISE)))
    open_.run(now=NOW)
    before = open_.published()
    for how in ("new", "red"):
        hold(open_, how)
        assert open_.run(now=THEN)["held"] == 0
    assert open_.published() == before


def test_an_edit_shows_at_once_unless_it_brings_a_red_check(open_: Project) -> None:
    hold(open_, "red")
    tell(open_, ward(Case("")))
    assert open_.run(now=NOW)["held"] == 0
    tell(open_, ward(Case("", within="The lift is new.")))
    assert open_.run(now="2026-10-06T12:00:00Z")["held"] == 0
    assert open_.holding("The lift is new.") >= {*FEEDS}
    tell(open_, ward(Case("", within=PROMISE)))
    told = open_.run(now="2026-10-07T12:00:00Z")
    assert told["held"] == 1
    assert not leaks(open_), "neither the new text nor the one that it replaced"
    assert sum(name.startswith("stories/") for name in told["removed"]) == 1
    tell(open_, ward(Case("", within="The lift is new.")))
    assert open_.run(now="2026-10-08T12:00:00Z")["held"] == 0
    assert open_.holding("quorbelline") >= {*FEEDS}


def test_an_approval_is_of_the_sentences_that_staff_saw(open_: Project) -> None:
    hold(open_, "red")
    tell(open_, ward(Case("", within=PROMISE)))
    open_.run(now=NOW)
    open_.decide("approve", ADDRESS, "--why", "the lawyer says so")
    (decision,) = open_.decisions()
    assert decision["detail"] == f"absolute: {PROMISE}"
    tell(open_, ward(Case("", within=f"{PROMISE}\n\nThe lift is new.")))
    assert open_.run(now="2026-10-06T12:00:00Z")["held"] == 0
    assert open_.holding("The lift is new.") >= {*FEEDS}
    worse = "The therapy cures pain, and the method has no side effects for patients."
    tell(open_, ward(Case("", within=f"{PROMISE}\n\n{worse}")))
    assert open_.run(now="2026-10-07T12:00:00Z")["held"] == 1
    assert not leaks(open_)
    open_.decide("approve", ADDRESS)
    assert open_.holding("no side effects") >= {*FEEDS}
    open_.now = "2026-10-07T13:00:00Z"
    told = open_.call("approve", ADDRESS, "--as", "ann")
    assert told.returncode == 2
    assert "was approved by ann" in told.stderr


def test_what_an_undone_approval_let_out_stays_out(open_: Project) -> None:
    """Readers have it: nothing is won by a hole where it stood."""
    hold(open_, "new")
    tell(open_, ward(Case("")))
    open_.run(now=NOW)
    open_.decide("approve", ADDRESS)
    open_.decide("undo", "1")
    assert open_.holding("quorbelline") >= {*FEEDS}


def test_a_dismissed_check_holds_nothing(open_: Project) -> None:
    hold(open_, "red")
    tell(open_, ward(Case("", within=PROMISE)))
    open_.run(now=NOW)
    open_.decide("dismiss", ADDRESS, "absolute")
    assert open_.holding("guaranteed relief") >= {*FEEDS}


def test_a_story_that_was_never_public_is_not_retracted_in_public(
    open_: Project,
) -> None:
    hold(open_, "new")
    tell(open_, ward(Case("")))
    open_.run(now=NOW)
    open_.decide("retract", ADDRESS)
    assert not leaks(open_)
    assert not open_.holding("Retracted")


def test_a_retraction_is_told_where_the_release_was(open_: Project) -> None:
    tell(open_, ward(Case("")))
    open_.run(now=NOW)
    open_.decide("retract", ADDRESS)
    assert open_.holding("Retracted: Brindlewick") >= {
        *FEEDS,
        *(f"{folder}/{name}" for folder in ("wards", "zephrane") for name in FEEDS),
    }
    assert not open_.holding("quorbelline")


def test_a_page_put_back_by_hand_is_removed_again(open_: Project) -> None:
    tell(open_, ward(Case("")))
    open_.run(now=NOW)
    (page,) = (name for name in open_.holding("quorbelline") if "stories/" in name)
    content = open_.published()[page]
    open_.decide("hide", ADDRESS)
    open_.write(f"feeds/{page}", content)
    assert open_.run(now=THEN)["removed"] == [page]
    assert not leaks(open_)
