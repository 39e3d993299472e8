"""Publishes an edition with every document of every feed, as if nothing stood yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from syndicate.config import Settings
from syndicate.model import Edition, Entry, Fed, Listed, RanIn, Sheet
from syndicate.publish import Published
from syndicate.publish import publish as publish_whole
from syndicate.publish.archives import to_close, to_show
from syndicate.publish.base import Beside
from syndicate.publish.channel import FIRST, channels, lay_tombstones
from syndicate.publish.item import Presented, present
from syndicate.publish.selection import newest_first, passes
from syndicate.publish.sheets import Scale
from syndicate.publish.site import Catalogue


class NoLists:
    """A catalogue that keeps nothing: stories are written, and no list of them."""

    def put(self, rows: Iterable[Listed]) -> None:
        """Keep nothing."""

    def drop(self, pages: Collection[str]) -> None:
        """Have nothing to take out."""

    def want(self, lists: Collection[str]) -> None:
        """Want nothing."""

    def touch(self, lists: Collection[str]) -> None:
        """Touch nothing."""

    def there(self, start: str) -> list[str]:
        return []

    def touched(self) -> list[str]:
        return []

    def went_out(self, left: Iterable[str]) -> None:
        """Note nothing."""

    def newest(self, shelf: str, most: int) -> list[Listed]:
        return []

    def within(
        self,
        shelf: str,
        period: str,
        most: int = -1,
        skipped: int = 0,
    ) -> list[Listed]:
        return []

    def count(self, shelf: str, period: str) -> int:
        return 0

    def addresses(self, period: str) -> list[tuple[str, str]]:
        return []

    def days(self, shelf: str) -> list[tuple[str, int]]:
        return []

    def beside(self, day: str) -> tuple[str, str]:
        return "", ""

    def ran(self) -> list[RanIn]:
        return []

    def shelves(self, kind: str) -> dict[str, tuple[int, str]]:
        return {}


def with_lists(catalogue: Catalogue) -> Beside:
    """What keeps the lists of the site, and nobody who is told of changes."""
    return Beside(catalogue, lambda _: None)


ALONE = with_lists(NoLists())


@dataclass(frozen=True, slots=True)
class Public(Edition):
    """An edition with what readers may see of it, newest first and past the gate."""

    public: tuple[Entry, ...] = ()


def publish(
    edition: Public,
    pages: Iterable[Entry],
    gone: Iterable[str],
    settings: Settings,
    beside: Beside = ALONE,
) -> Published:
    """What `syndicate.publish.publish` does, with the feeds of the public entries."""
    whole = replace(edition, sheets=sheets(edition, settings))
    return publish_pages(whole, pages, gone, settings, beside)


def publish_pages(
    edition: Edition,
    pages: Iterable[Entry],
    gone: Iterable[str],
    settings: Settings,
    beside: Beside = ALONE,
) -> Published:
    """What `syndicate.publish.publish` does, of entries past the gate."""
    told = (Presented(each, present(each, settings)) for each in pages)
    return publish_whole(edition, told, gone, settings, beside)


def sheets(edition: Public, settings: Settings) -> Iterator[Sheet]:
    """The documents of every feed, its archive first."""
    scale = Scale(settings)
    for channel in channels(settings):
        entries = {
            entry.story.id: entry
            for entry in edition.public
            if passes(entry, channel, settings)
        }
        fed = [weigh(entry, scale, settings) for entry in entries.values()]
        room = scale.room(lay_tombstones(channel, edition, settings))
        shown = to_show([], fed, room)
        known = {each.id for each in shown}
        number = 0
        for each in to_close(fed, known, room, scale.room(channel)):
            if not number:
                number = FIRST
                yield Sheet(channel.folder, FIRST, 0, ())
            told = newest_first(entries[one.id] for one in each)
            number += 1
            yield Sheet(channel.folder, number, number - 1, tuple(told))
        live = newest_first(entries[one.id] for one in shown)
        yield Sheet(channel.folder, 0, number, tuple(live))


def weigh(entry: Entry, scale: Scale, settings: Settings) -> Fed:
    """An entry as it stands in a feed."""
    item = present(entry, settings)
    size = scale.weigh(item)[1]
    return Fed(entry.story.id, item.published, item.updated, size)
