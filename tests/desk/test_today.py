"""Today shows what waits, worst first, and says so when nothing does."""

from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from syndicate.desk.asking import gather
from syndicate.desk.frame import When
from syndicate.model import Act
from syndicate.store import Postponed, Store, locked
from tests.desk.office import ANN, BEN, NOW, RUTH, Office


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
    assert "said that it may be missing where it is" in visitor.words
    visitor.press("Undo")
    assert "Undone" in visitor.words
    visitor.get("/")
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


def test_an_answer_is_a_decision_and_can_be_undone(office: Office) -> None:
    """It is told with who and when, on Today, under Decisions and with its story."""
    visitor = office.client(ANN)
    for label, act, told in (
        ("It stays", Act.STAYS, "ann said that it stays although its original is gone"),
        ("Seen to it", Act.SEEN_TO, "ann has seen to what its copies tell otherwise"),
        ("It may be missing", Act.MAY_LACK, "ann said that it may be missing where"),
    ):
        visitor.get("/")
        before = headings(visitor.page)
        visitor.press(label)
        assert (visitor.path, told in visitor.words) == ("/", True)
        with office.store() as store:
            made = next(store.register.decisions())
            assert store.register.waiting() == []
        assert (made.act, made.who, made.at) == (act, "ann", NOW)
        assert made.one
        visitor.get(f"/stories/{made.story.rpartition('/')[2]}")
        assert f"Decision {made.number} : {told}" in visitor.words
        visitor.get("/decisions")
        assert told in visitor.words
        visitor.press("Undo", f"/{made.number}/")
        visitor.get("/")
        assert headings(visitor.page) == before


def test_an_answer_is_undone_where_it_was_given(office: Office) -> None:
    visitor = office.client(ANN)
    visitor.get("/")
    visitor.press("It stays")
    visitor.press("Undo")
    assert "Undone" in visitor.words
    reader = office.client(RUTH)
    reader.get("/?done=1")
    assert "ann said that it stays" not in reader.words


def test_a_second_answer_is_the_first(office: Office) -> None:
    ann, ben = office.client(ANN), office.client(BEN)
    ann.get("/")
    ben.get("/")
    ann.press("Seen to it")
    ben.press("Seen to it")
    assert "ann has seen to" in ben.words
    with office.store() as store:
        assert len(list(store.register.decisions())) == 1


@pytest.mark.parametrize(
    ("act", "subject"), [("stays", "x"), ("hide", "0" * 32), ("stays", "")]
)
def test_an_answer_to_nothing_is_refused(
    office: Office, act: str, subject: str
) -> None:
    visitor = office.client(ANN)
    visitor.get("/")
    story = office.id_of("Spots are seen quickly")
    answer = visitor.post(f"/stories/{story}/settle/{act}", {"subject": subject})
    assert answer.status_code == 400
    gone = visitor.post("/stories/ffff/settle/stays", {"subject": "0" * 32})
    assert gone.status_code == 409
    with office.store() as store:
        assert list(store.register.decisions()) == []


def test_what_was_put_off_for_good_before_is_asked_by_a_click(office: Office) -> None:
    """Answers were no decisions once; those that are kept still hold."""
    visitor = office.client(ANN)
    visitor.get("/")
    subject = visitor.form("It stays").fields["subject"]
    with Store.open(office.settings().paths.database) as store:
        store.asked.put_off(Postponed("withdrawal", subject, "ben", NOW, None))
    visitor.get("/")
    assert "Originals that are gone" not in visitor.words
    visitor.get("/decisions")
    visitor.press("Ask me now")
    assert "Originals that are gone" in visitor.words


def test_an_answer_waits_for_no_run(office: Office) -> None:
    visitor = office.client(ANN)
    visitor.get("/")
    with locked(office.settings().paths.database):
        visitor.press("It stays")
        assert "ann said that it stays" in visitor.words


@pytest.mark.parametrize("told", ["", "x", "-1", "99", "9" * 40, "1' OR 1=1"])
def test_what_was_done_is_told_only_if_it_was(office: Office, told: str) -> None:
    visitor = office.client(ANN)
    assert visitor.get("/", query_string={"done": told}).status_code == 200
    assert 'id="done"' not in visitor.page


def test_what_changed_is_asked_again(office: Office) -> None:
    """A copy that tells another number than the one that somebody has seen to."""
    visitor = office.client(ANN)
    visitor.get("/")
    visitor.press("Seen to it")
    assert "Copies that tell otherwise" not in headings(visitor.page)
    copy = office.folder / "wire" / "wing.md"
    copy.write_text(copy.read_text("utf-8").replace("0199", "0155"), "utf-8")
    office.run()
    visitor.get("/")
    assert "503-555-0142 → 503-555-0155 on wire" in visitor.words


def test_what_changed_a_moment_ago_is_seen_at_once(office: Office) -> None:
    """Nothing is remembered between two looks, so nothing can be out of date."""
    visitor = office.client(ANN)
    visitor.get("/")
    assert "A new light therapy" in visitor.words
    with Store.open(office.settings().paths.database) as store:
        store.connection.execute("UPDATE stories SET waits = 0")
    visitor.get("/")
    assert "A new light therapy" not in visitor.words


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
    visitor.get("/account")
    visitor.press("Change", "zone", zone="America/Denver")
    visitor.get("/")
    assert "Waiting for their hour" in visitor.words
    # In the reader's zone, and beside it as its source told it.
    both = "9 October 2026, 03:00 UTC−06:00 (9 October 2026, 09:00 UTC)"
    assert f"Under embargo until {both}." in visitor.words
    assert '<time datetime="2026-10-09T09:00:00Z">' in visitor.page
    assert "2026-10-09T" not in visitor.words
    story = office.id_of("A lift")
    visitor.get(f"/stories/{story}")
    assert f"Held back: under embargo until {both}." in visitor.words
    visitor.press("Keep the note", text="soon")
    visitor.get(f"/stories/{story}")
    visitor.press("Hide")
    visitor.press("Undo")
    assert f"under embargo until {both}" in visitor.words
    visitor.get("/")
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
