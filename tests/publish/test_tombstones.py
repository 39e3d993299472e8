"""What left for good is told as such in Atom, and nothing else of it anywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lxml import etree

from syndicate.config import Feed, Publish, Settings
from syndicate.model import Entry, Tombstone
from syndicate.publish.tombstones import MERGED, RETRACTED, bury
from tests.publish.feeding import Public, publish

MakeEntry = Callable[..., Entry]
MakeEdition = Callable[..., Public]
AT = "{http://purl.org/atompub/tombstones/1.0}"
MOMENT = datetime(2024, 5, 1, 6, 0, tzinfo=UTC)  # that of make_edition


def stone(number: int, days: float) -> Tombstone:
    """One laid so many days before the edition."""
    story = f"tag:example.org,2024:story/{number:08x}"
    return Tombstone(story, MOMENT - timedelta(days=days), RETRACTED)


def laid(settings: Settings, folder: str = "") -> list[dict[str, str]]:
    feed = etree.parse(settings.paths.output / folder / "atom.xml")
    found = feed.iter(f"{AT}deleted-entry")
    return [{str(key): str(told) for key, told in one.items()} for one in found]


def test_atom_tells_what_left_the_newest_first(
    settings: Settings, make_edition: MakeEdition
) -> None:
    stones = (stone(92, 3), stone(91, 3), stone(93, 1))
    publish(make_edition(2, tombstones=stones), (), (), settings)
    feed = etree.parse(settings.paths.output / "atom.xml").getroot()
    assert [each["ref"][-2:] for each in laid(settings)] == ["5d", "5b", "5c"]
    assert laid(settings)[0]["when"] == "2024-04-30T06:00:00Z"
    assert feed.findtext(f"{AT}deleted-entry/{AT}comment") == RETRACTED
    assert feed.nsmap["at"] == AT[1:-1]
    assert len(feed.findall("{*}entry")) == 2


def test_other_formats_tell_nothing_of_it(
    settings: Settings, make_edition: MakeEdition
) -> None:
    publish(make_edition(2, tombstones=(stone(91, 3),)), (), (), settings)
    told = [
        path.name
        for path in settings.paths.output.rglob("*")
        if path.is_file() and stone(91, 3).id.encode() in path.read_bytes()
    ]
    assert sorted(told) == ["atom-summary.xml", "atom.xml"]


def test_a_feed_without_tombstones_does_not_name_their_namespace(
    settings: Settings, make_edition: MakeEdition
) -> None:
    publish(make_edition(2), (), (), settings)
    assert b"tombstones" not in (settings.paths.output / "atom.xml").read_bytes()


def test_bytes_do_not_depend_on_the_order_of_tombstones(
    settings: Settings, make_edition: MakeEdition
) -> None:
    stones = tuple(stone(90 + number, number % 3) for number in range(9))
    publish(make_edition(2, tombstones=stones), (), (), settings)
    again = publish(make_edition(2, tombstones=stones[::-1]), (), (), settings)
    assert again.written == ()


def test_a_tombstone_stands_as_long_as_configured_and_dates_the_feed_for_ever(
    settings: Settings, make_edition: MakeEdition
) -> None:
    for days, standing in ((9.9, 1), (10.1, 0)):
        few = replace(settings, publish=Publish(tombstones=timedelta(days=10)))
        publish(make_edition(1, tombstones=(stone(91, days),)), (), (), few)
        assert len(laid(few)) == standing
        updated = stone(91, days).when.isoformat(timespec="seconds")
        feed = etree.parse(few.paths.output / "atom.xml")
        assert feed.findtext("{*}updated") == updated


def test_every_feed_tells_it_within_its_limits(
    settings: Settings, make_edition: MakeEdition
) -> None:
    stones = tuple(stone(100 + number, 1) for number in range(60))
    few = replace(
        settings,
        publish=Publish(bytes=20_000),
        feed=(Feed(name="Rooms", words=("room",)),),
    )
    publish(make_edition(20, tombstones=stones), (), (), few)
    for folder in ("", "rooms/"):
        assert len(laid(few, folder)) == 50
        content = Path(few.paths.output / folder / "atom.xml").read_bytes()
        assert len(content) <= 20_000
        assert content.count(b"<entry>") > 0


def test_a_retraction_that_was_shown_is_buried_when_its_notice_goes(
    make_entry: MakeEntry,
) -> None:
    def retracted(number: int, **fields: object) -> Entry:
        entry = make_entry(number, **fields)
        return replace(entry, story=replace(entry.story, retracted=MOMENT))

    entries = [
        retracted(1),
        retracted(2, hidden=True),
        retracted(3, held="an embargo that cannot be read"),
        make_entry(4, hidden=True),
    ]
    week = MOMENT + timedelta(days=7)
    assert list(bury(entries, (), week - timedelta(seconds=1))) == []
    (buried,) = bury(entries, (), week)
    assert buried == Tombstone(entries[0].story.id, week, RETRACTED)


def test_an_id_that_another_story_took_over_is_buried_then() -> None:
    assert list(bury((), [("tag:example.org,2024:story/1", MOMENT)], MOMENT)) == [
        Tombstone("tag:example.org,2024:story/1", MOMENT, MERGED)
    ]
