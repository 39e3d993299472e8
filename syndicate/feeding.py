"""Keeps every feed in step with the stories: which stands where, and what changed.

A run looks only at the stories that changed, and makes only the documents that they
stand in, or stood in. The rest of the archive is neither read nor written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from syndicate import __version__
from syndicate.config import Settings
from syndicate.edit import file_all, gate
from syndicate.model import Edition, Entry, Fed, Sheet, Story
from syndicate.publish.archives import Room, to_close, to_show
from syndicate.publish.channel import Channel, channels, lay_tombstones, sheet_files
from syndicate.publish.item import Presented
from syndicate.publish.selection import newest_first, passes
from syndicate.publish.sheets import Scale
from syndicate.publish.there import sheets_lost
from syndicate.store import Feeds

# The form of a document of the archive. Another number has all of them written anew,
# which readers who keep them need not notice: not for the sake of looks.
ARCHIVE_FORM = 1


@dataclass(slots=True)
class Feeding:
    """What one publishing does to the feeds, in this order: found, look, sheets."""

    feeds: Feeds
    settings: Settings
    now: datetime
    placed: list[tuple[Fed, Sequence[str]]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    _channels: tuple[Channel, ...] = field(init=False)
    _scale: Scale = field(init=False)

    def __post_init__(self) -> None:
        """Know every feed.

        Raises:
            ConfigError: two feeds share a folder.
        """
        self._channels = channels(self.settings)
        self._scale = Scale(self.settings)

    def found(self, edition: Edition) -> None:
        """Have the feeds that the settings name, and their lost documents made anew.

        The live ones of all feeds, when what they say of themselves changed; the
        archive, when its address did.
        """
        self.feeds.found([each.folder for each in self._channels], sheet_files)
        lost = sheets_lost(self.settings.paths.output, self.feeds.names())
        main = lay_tombstones(self._channels[0], edition, self.settings)
        limits = (self.settings.publish.items, self.settings.publish.bytes)
        said = (__version__, main, self._channels, limits)
        archive = f"{ARCHIVE_FORM} {main.base}"
        self.feeds.write_anew(lost, live=repr(said), archive=archive)

    def look(self, story: Story, shown: Sequence[Presented]) -> None:
        """Note where a story stands now; `shown` is what the gate let through of it."""
        if not shown:
            self.left.append(story.id)
        for each in shown:
            item = each.item
            fed = Fed(
                id=story.id,
                published=item.published,
                updated=item.updated,
                size=self._scale.weigh(item)[1],
                notice=story.retracted is not None,
            )
            folders = [
                channel.folder
                for channel in self._channels
                if passes(each.entry, channel, self.settings)
            ]
            self.placed.append((fed, folders))

    def sheets(self, edition: Edition) -> Iterator[Sheet]:
        """The documents to be written, those of the archive first, read one by one."""
        self.feeds.leave(self.left)
        self.feeds.stand(self.placed)
        rooms = {}
        for channel in self._channels:
            laid = lay_tombstones(channel, edition, self.settings)
            rooms[channel.folder] = self._scale.room(laid)
            self._close(channel, rooms[channel.folder])
        for name, earlier in self.feeds.stale():
            folder, number = name
            ids = (
                self.feeds.members(name)
                if number
                else self._live(folder, rooms[folder])
            )
            yield Sheet(folder, number, earlier, tuple(self._entries(ids)))

    def written(self) -> None:
        """Note that all of it is on the disk."""
        self.feeds.written()

    def _close(self, channel: Channel, room: Room) -> None:
        waiting = self.feeds.waiting(channel.folder)
        room = room.less([each for each in waiting if each.notice])
        newest = room.fill(self.feeds.newest(channel.folder, room.items))
        known = {each.id for each in newest}
        documents = to_close(waiting, known, room, self._scale.room(channel))
        self.feeds.close(channel.folder, documents)

    def _live(self, folder: str, room: Room) -> list[str]:
        waiting = self.feeds.waiting(folder)
        newest = self.feeds.newest(folder, room.items + len(waiting))
        return [fed.id for fed in to_show(waiting, newest, room)]

    def _entries(self, ids: list[str]) -> list[Entry]:
        told = file_all(self.feeds.told(ids), self.settings, self.now)
        return newest_first(gate(told, self.now))
