"""Feeds keep in step with stories, and their archives stay as they were made."""

from __future__ import annotations

import json
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from syndicate.config import Feed, Paths, Publish, Settings, Site, Source, Topic
from syndicate.errors import CannotCreate
from syndicate.match import Profiles, trace
from syndicate.model import (
    Act,
    Brief,
    Decision,
    Moment,
    Posting,
    Precision,
    Release,
    Trust,
)
from syndicate.pipeline import republish
from syndicate.publish import Published
from syndicate.store import Poll, Store, shipped

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
WEIGHTS = Profiles(shipped()).weights
BODY = """River Clinic {number} has opened a new wing for people with chronic pain.

The wing has eight rooms and a garden that former patients planted.

Visits are on weekdays from nine to five."""


@dataclass
class Desk:
    """A database and folders, with a clock that moves by an hour with each run."""

    folder: Path
    settings: Settings = field(init=False)
    store: Store = field(init=False)
    now: datetime = NOW

    def __post_init__(self) -> None:
        self.settings = Settings(
            self.folder / "config.toml",
            Site("https://news.example.org/", home="https://www.example.org/"),
            Paths(self.folder / "db.sqlite", self.folder / "feeds", self.folder / "in"),
            publish=Publish(items=4),
            source=(Source("clinics", "files", "folder", Trust.OWNED),),
            topic=(Topic("Even", ("River Clinic 0",)),),
        )
        self.store = Store.open(self.settings.paths.database)
        weakref.finalize(self, self.store.connection.close)
        self.store.found(self.settings, self.now)

    def tell(self, *releases: Release, body: str = "", rules: str = "1") -> Published:
        """Keep releases, cleaned by these rules of this body or theirs, and publish."""
        inbox = self.store.inbox
        enrolled = inbox.enrol(self.settings.source[0])
        with inbox.batches():
            for release in releases:
                text = body or release.text
                posting = Posting("clinics", release.item, release.title, text)
                told = inbox.tell(enrolled.id, release.item, posting, rules)
                kept = inbox.keep(told, release, self.now)
                inbox.candidate(kept, trace(release, WEIGHTS))
        inbox.keep_poll(enrolled.id, Poll(self.now, "folder", None))
        return self.run()

    def decide(self, act: Act, *numbers: int) -> Published:
        """Have staff decide of stories, and publish."""
        one, two = (
            tuple(("clinics", str(number)) for number in some)
            for some in (numbers[:1], numbers[1:])
        )
        self.store.register.keep(Decision(0, self.now, "ann", act, one=one, two=two))
        return self.run()

    def run(self) -> Published:
        for _ in self.store.form(self.now):
            pass
        briefs = [
            (seq, Brief("A wing opens.")) for seq, _ in self.store.outbox.unbriefed()
        ]
        self.store.outbox.keep_briefs(briefs)
        published = republish(self.store, self.settings, self.now).published
        self.now += timedelta(hours=1)
        return published

    def files(self, under: str = "") -> dict[str, bytes]:
        output = self.settings.paths.output
        return {
            str(path.relative_to(output)): path.read_bytes()
            for path in sorted((output / under).rglob("*.*"))
            if path.is_file()
        }

    def times(self) -> dict[str, int]:
        output = self.settings.paths.output
        return {
            str(path): path.stat().st_mtime_ns
            for path in output.rglob("*")
            if path.is_file()
        }

    def feed(self, path: str = "feed.json") -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = json.loads(
            (self.settings.paths.output / path).read_bytes()
        )["items"]
        return told

    def numbers(self, path: str = "feed.json") -> list[int]:
        return [int(item["title"].split()[-1]) for item in self.feed(path)]

    def item(self, number: int, path: str = "feed.json") -> dict[str, Any]:
        (found,) = (
            item for item in self.feed(path) if item["title"].split()[-1] == str(number)
        )
        return found


def release(number: int, **fields: object) -> Release:
    at = START + timedelta(days=number)
    given: dict[str, Any] = {
        "source": "clinics",
        "item": str(number),
        "title": f"A wing opens, says clinic number {number}",
        "text": BODY.format(number=number),
        "url": f"https://clinic.example.org/news/{number}",
        "published": Moment(at, Precision.INSTANT, "feed"),
        "language": "en",
    }
    return Release(**given | fields)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    with desk.store:
        yield desk


def test_what_the_live_document_does_not_hold_is_in_the_archive(desk: Desk) -> None:
    desk.tell(*(release(number) for number in range(11)))
    assert desk.numbers() == [10, 9, 8, 7]
    assert desk.feed("archive/1/feed.json") == []
    assert desk.numbers("archive/2/feed.json") == [3, 2, 1, 0]
    assert desk.numbers("archive/3/feed.json") == [7, 6, 5, 4]
    assert not (desk.settings.paths.output / "archive/4").exists()


def test_an_archive_is_read_back_from_the_live_document(desk: Desk) -> None:
    desk.tell(*(release(number) for number in range(11)))
    output, base = desk.settings.paths.output, desk.settings.site.url
    seen: list[int] = []
    path = "feed.json"
    while path:
        seen += desk.numbers(path)
        told = json.loads((output / path).read_bytes())
        path = told.get("next_url", "").removeprefix(base)
    assert sorted(set(seen)) == list(range(11))


def test_a_document_of_the_archive_stays_as_it_was_made(desk: Desk) -> None:
    desk.tell(*(release(number) for number in range(11)))
    before, times = desk.files("archive"), desk.times()
    for number in range(11, 14):
        desk.tell(release(number))
    desk.tell(release(2, title="Another title, says clinic number 2"))
    desk.settings = replace(
        desk.settings, site=replace(desk.settings.site, title="Another name")
    )
    desk.run()
    after = desk.files("archive")
    assert {path: after[path] for path in before} == before
    for path in before:
        place = str(desk.settings.paths.output / path)
        assert desk.times()[place] == times[place]


def test_no_document_is_made_while_what_is_new_fits_the_live_one(desk: Desk) -> None:
    desk.tell(*(release(number) for number in range(4)))
    assert not desk.files("archive")
    desk.tell(release(4))
    assert desk.numbers("archive/2/feed.json") == [3, 2, 1, 0]
    for number in (5, 6, 7):
        desk.tell(release(number))
        assert "archive/3/feed.json" not in desk.files()
    desk.tell(release(8))
    assert desk.numbers("archive/3/feed.json") == [7, 6, 5, 4]


def test_an_old_story_that_comes_late_is_shown_before_it_is_archived(
    desk: Desk,
) -> None:
    desk.tell(*(release(number) for number in range(1, 10)))
    desk.tell(release(0))
    assert desk.numbers() == [9, 8, 7, 0]
    assert "archive/4/feed.json" not in desk.files()


def test_a_story_that_changed_stands_in_the_live_document_again(desk: Desk) -> None:
    desk.tell(*(release(number) for number in range(11)))
    told = desk.item(1, "archive/2/feed.json")
    moment = desk.now
    text = BODY.format(number=1).replace("eight rooms", "nine rooms")
    desk.tell(release(1, text=text, title="A wing has opened, says clinic number 1"))
    assert desk.numbers() == [10, 9, 8, 1]
    item = desk.item(1)
    assert item["id"] == told["id"]
    assert item["date_published"] == told["date_published"]
    assert item["date_modified"] == f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    note = "the title and one paragraph changed"
    assert item["_syndicate"]["changes"] == [
        {"date": item["date_modified"], "note": note}
    ]
    assert item["content_html"].endswith(f"<p>Updated 5 October 2026: {note}.</p>")
    assert desk.item(1, "archive/2/feed.json") == told
    for number in range(11, 14):
        desk.tell(release(number))
    assert desk.numbers("archive/4/feed.json") == [10, 9, 8, 1]
    assert "nine rooms" in desk.item(1, "archive/4/feed.json")["content_html"]


def test_an_edit_of_nothing_that_is_said_moves_no_date(desk: Desk) -> None:
    desk.tell(*(release(number) for number in range(3)))
    before = desk.item(2)
    text = BODY.format(number=2).replace(" and a ", "  and a ") + "\n\n© 2026 River"
    published = desk.tell(
        release(2, text=text, title="A wing opens – says clinic number 2")
    )
    after = desk.item(2)
    assert "feed.json" in published.written
    assert after["title"] != before["title"]
    for same in ("id", "date_published", "date_modified"):
        assert after[same] == before[same]
    assert "changes" not in after["_syndicate"]


def test_what_only_other_rules_of_cleaning_change_moves_no_date(desk: Desk) -> None:
    body = BODY.format(number=1)
    desk.tell(release(1), body=body)
    before = desk.item(1)
    desk.tell(release(1, text=body.partition("\n\n")[2]), body=body, rules="2")
    after = desk.item(1)
    assert after["content_html"] != before["content_html"]
    assert after["date_modified"] == before["date_modified"]
    assert "changes" not in after["_syndicate"]


def test_what_was_edited_before_it_was_public_has_no_note(desk: Desk) -> None:
    desk.tell(release(1))
    late = Moment(desk.now + timedelta(days=9), Precision.INSTANT, "feed")
    desk.tell(release(2, published=late))
    desk.tell(release(2, title="Another wing, says clinic number 2", published=late))
    assert desk.numbers() == [1]
    desk.now += timedelta(days=10)
    desk.run()
    assert desk.numbers() == [2, 1]
    assert "changes" not in desk.item(2)["_syndicate"]


@pytest.mark.parametrize("days", [-400, 3])
def test_the_date_that_readers_were_told_never_moves(desk: Desk, days: int) -> None:
    desk.tell(*(release(number) for number in range(3)))
    before = desk.item(1)
    moved = START + timedelta(days=1 + days)
    desk.tell(release(1, published=Moment(moved, Precision.INSTANT, "feed")))
    assert desk.numbers() == [2, 1, 0]
    for same in ("date_published", "date_modified"):
        assert desk.item(1)[same] == before[same]


def test_a_run_without_news_leaves_every_file_alone(desk: Desk) -> None:
    desk.tell(*(release(number) for number in range(11)))
    before, times = desk.files(), desk.times()
    published = desk.run()
    assert not [path for path in published.written if path != "status.json"]
    assert (desk.files(), desk.times()) == (before, times)


def test_the_order_of_what_comes_does_not_matter(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other")
    releases = [release(number) for number in range(11)]
    desk.tell(*releases)
    with other.store:
        other.tell(*releases[::-1])
    assert desk.files() == other.files()


def test_what_is_hidden_leaves_its_document_and_no_other_changes(desk: Desk) -> None:
    desk.tell(*(release(number) for number in range(11)))
    before = desk.files("archive")
    published = desk.decide(Act.HIDE, 2)
    assert desk.numbers("archive/2/feed.json") == [3, 1, 0]
    changed = {
        path
        for path, content in desk.files("archive").items()
        if content != before[path]
    }
    assert changed == {
        f"archive/2/{name}" for name in ("rss.xml", "atom.xml", "feed.json")
    }
    assert changed <= set(published.written)
    assert b"clinic number 2" not in b"".join(desk.files().values())
    desk.decide(Act.UNHIDE, 2)
    assert desk.numbers() == [10, 9, 8, 2]


def test_a_retraction_is_told_live_and_its_text_is_nowhere(desk: Desk) -> None:
    desk.tell(*(release(number) for number in range(11)))
    desk.decide(Act.RETRACT, 2)
    assert desk.numbers("archive/2/feed.json") == [3, 1, 0]
    told = desk.item(2)
    assert told["title"].startswith("Retracted: ")
    assert desk.numbers() == [10, 9, 8, 2]
    for number in range(11, 15):
        desk.tell(release(number))
    assert desk.numbers() == [14, 13, 12, 2]
    assert all(2 not in desk.numbers(f"archive/{n}/feed.json") for n in (2, 3, 4))
    desk.now += timedelta(days=8)
    desk.run()
    assert desk.numbers() == [14, 13, 12, 11]
    assert told["id"].encode() in desk.files()["atom.xml"]  # as a tombstone


def test_two_that_are_merged_keep_the_older_id_and_lose_the_other(desk: Desk) -> None:
    desk.tell(*(release(number) for number in range(11)))
    kept, lost = (
        desk.item(3, "archive/2/feed.json"),
        desk.item(5, "archive/3/feed.json"),
    )
    desk.decide(Act.MERGE, 3, 5)
    assert 5 not in desk.numbers("archive/3/feed.json")
    (shown,) = {
        item["id"]
        for path in desk.files()
        if path.endswith("feed.json")
        for item in desk.feed(path)
        if item["id"] in {kept["id"], lost["id"]}
    }
    assert shown == kept["id"]
    assert lost["id"].encode() in desk.files()["atom.xml"]


def test_a_lost_document_is_made_again_as_it_was(desk: Desk) -> None:
    desk.tell(*(release(number) for number in range(11)))
    before = desk.files()
    for path in ("archive/2/rss.xml", "archive/1/atom.xml", "rss-summary.xml"):
        (desk.settings.paths.output / path).unlink()
    desk.run()
    assert desk.files() == before


def test_what_could_not_be_written_is_written_by_the_next_run(desk: Desk) -> None:
    output = desk.settings.paths.output
    output.mkdir()
    (output / "archive").write_bytes(b"in the way")
    with pytest.raises(CannotCreate):
        desk.tell(*(release(number) for number in range(11)))
    assert "feed.json" not in desk.files()
    (output / "archive").unlink()
    desk.tell(release(11))
    assert desk.numbers() == [11, 10, 9, 8]
    assert desk.numbers("archive/2/feed.json") == [3, 2, 1, 0]
    assert desk.numbers("archive/3/feed.json") == [7, 6, 5, 4]


def test_what_one_change_costs_does_not_grow_with_the_archive(desk: Desk) -> None:
    costs = []
    for start in (0, 60):
        desk.tell(*(release(number) for number in range(start, start + 60)))
        text = BODY.format(number=2).replace("eight", f"{start} and more")
        published = desk.tell(release(2, text=text))
        costs.append(len(published.written) + published.unchanged)
    assert max(costs) < 40


def test_a_feed_that_is_named_no_more_is_removed_with_its_archive(desk: Desk) -> None:
    whole = desk.settings
    desk.settings = replace(whole, feed=(Feed("wings", words=("wing",)),))
    desk.tell(*(release(number) for number in range(11)))
    assert desk.numbers("wings/archive/3/feed.json") == [7, 6, 5, 4]
    with_feed = desk.files()
    desk.settings = whole
    desk.run()
    assert not desk.files("wings")
    desk.settings = replace(whole, feed=(Feed("wings", words=("wing",)),))
    desk.run()
    assert desk.files() == with_feed


def test_every_feed_has_its_own_newest_however_old(desk: Desk) -> None:
    desk.tell(*(release(number) for number in range(11)))
    assert desk.numbers("topics/even/feed.json") == [0]
    assert 0 not in desk.numbers()


def test_another_address_of_the_site_has_the_archive_made_again(desk: Desk) -> None:
    desk.tell(*(release(number) for number in range(11)))
    site = replace(desk.settings.site, url="https://other.example.org/")
    desk.settings = replace(desk.settings, site=site)
    desk.run()
    files = desk.files("archive")
    assert files
    for path, content in files.items():
        assert b"https://other.example.org/" in content, path
        assert b"news.example.org/a" not in content, path
