"""Today shows what waits, worst first, and says so when nothing does."""

from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from syndicate.desk.asking import gather
from syndicate.desk.frame import When
from tests.desk.office import ANN, BEN, NOW, Office


def headings(page: str) -> list[str]:
    return [
        " ".join(re.sub(r"<[^>]*>", " ", each).split())
        for each in re.findall(r"<h2[^>]*>(.*?)</h2>", page, re.DOTALL)
    ]


def test_everything_that_waits_is_there_the_worst_first(office: Office) -> None:
    visitor = office.client(ANN)
    visitor.get("/")
    assert headings(visitor.page) == [
        "Held, for you to let out 1",
        "Originals that are gone 1",
        "Possible duplicates 1",
        "Copies that tell otherwise 1",
        "Missing where it should be 2",
        "Sources in trouble 1",
    ]
    for told in (
        "7 things wait for you. Last run 14 minutes ago, 2 of 3 sources well",
        "Check: a promise that no treatment can keep: “Patients can expect guaranteed",
        "Its original is gone from blog. Readers still see the story here.",
        "The texts are alike, but something speaks against it.",
        "one text with other dates or numbers near the top",
        "Differs: phone 503-555-0142 → 503-555-0199 on wire.",
        "On river.example.org for 9 days, on no wire.",
        "no such file or folder: away.xml",
    ):
        assert told in visitor.words


def test_empty_means_empty(office: Office) -> None:
    """One click for each, by whoever has no script."""
    visitor = office.client(ANN)
    clicks = 0
    for label in (
        *("Approve", "It stays", "Not the same", "Seen to it"),
        *("It may be missing", "It may be missing"),
    ):
        visitor.get("/")
        assert visitor.press(label).status_code == 200
        clicks += 1
    visitor.get("/sources")
    visitor.press("Pause", "away")
    visitor.get("/")
    assert (
        "Nothing waits; last run 14 minutes ago, 2 of 2 sources well" in visitor.words
    )
    assert headings(visitor.page) == []
    assert clicks == 6
    visitor.get("/decisions")
    assert "asked again if it changes" in visitor.words
    visitor.press("Ask me now")
    assert "1 thing waits for you." in visitor.words


def test_later_is_asked_again_in_a_week(office: Office) -> None:
    visitor = office.client(ANN)
    visitor.get("/")
    visitor.press("Later")
    assert "Possible duplicates" not in headings(visitor.page)[1:3]
    visitor.get("/pairs")
    assert "No two stories are possibly the same. 1 put off" in visitor.words
    with office.store() as store:
        assert list(store.register.decisions()) == []
    office.clock.now = NOW + timedelta(days=7, seconds=1)
    other = office.client(BEN)
    other.get("/")
    assert "An open evening" in other.words


def test_what_changed_is_asked_again(office: Office) -> None:
    """A copy that tells another number than the one that somebody has seen to."""
    visitor = office.client(ANN)
    visitor.get("/")
    visitor.press("Seen to it")
    assert "Copies that tell otherwise" not in visitor.words
    copy = office.folder / "wire" / "wing.md"
    copy.write_text(copy.read_text("utf-8").replace("0199", "0155"), "utf-8")
    office.run()
    visitor.get("/")
    assert "503-555-0142 → 503-555-0155 on wire" in visitor.words


def test_what_was_gathered_is_kept_until_something_changes(office: Office) -> None:
    visitor = office.client(ANN)
    app = visitor.client.application
    remembered = app.extensions["desk"].remembered
    visitor.get("/")
    first = remembered["waits"]
    visitor.get("/")
    assert remembered["waits"] is first
    office.clock.now = NOW + timedelta(minutes=6)
    visitor.get("/")
    second = remembered["waits"]
    assert second is not first
    visitor.press("Approve")
    visitor.get("/")
    assert remembered["waits"] is not second


def test_what_waits_for_its_hour_is_no_work(office: Office) -> None:
    text = "EMBARGOED UNTIL 9 October 2026 09:00 UTC\n\nThe wing gets a lift for beds."
    note = office.folder / "wire" / "later.md"
    note.write_text(f"# A lift\n\n{text} {'It is built slowly. ' * 9}", "utf-8")
    office.run()
    with office.store() as store:
        waits = gather(store, office.settings(), NOW)
    assert [each.glance.title for each in waits.timed.matters] == ["A lift"]
    assert [each.glance.title for each in waits.held.matters] == ["A new light therapy"]
    visitor = office.client(ANN)
    visitor.get("/")
    assert "Waiting for their hour" in visitor.words
    assert visitor.form("Approve").action.endswith(
        f"{office.id_of('A new light therapy')}/approve"
    )


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "just now"), (1, "1 minute ago"), (61, "1 hour ago"), (3000, "2 days ago")],
)
def test_how_long_ago(minutes: int, said: str) -> None:
    when = When(ZoneInfo("UTC"), NOW)
    assert when.ago(NOW - timedelta(minutes=minutes)) == said
