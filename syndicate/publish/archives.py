"""Which stories stand in a feed's live document, and when others go into its archive.

A feed's documents are those of RFC 5005. The live one holds the newest stories; every
other public story stands in a document of the archive, which is made once and stays.
A story that readers have not been told of as it is now, however old, stands in the
live one until the archive tells it. So nobody who reads the live document misses it,
and no document of the archive is made for one story alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from syndicate.model import Fed


@dataclass(frozen=True, slots=True)
class Room:
    """How many items go into a document, and how many bytes of them."""

    items: int
    size: int

    def holds(self, items: Sequence[Fed]) -> bool:
        """Whether all of these fit."""
        return len(items) <= self.items and sum(i.size for i in items) <= self.size

    def fill(self, items: Iterable[Fed]) -> list[Fed]:
        """The first of these, as many as fit."""
        taken: list[Fed] = []
        size = 0
        for item in items:
            size += item.size
            if len(taken) == self.items or size > self.size:
                break
            taken.append(item)
        return taken

    def less(self, items: Sequence[Fed]) -> Room:
        """What is left beside these."""
        taken = sum(item.size for item in items)
        return Room(max(0, self.items - len(items)), max(0, self.size - taken))


def in_order(items: Iterable[Fed]) -> list[Fed]:
    """The total order of every feed: newest first, ties by id."""
    by_id = sorted(items, key=lambda item: item.id)
    return sorted(by_id, key=lambda item: item.published, reverse=True)


def to_close(
    waiting: Sequence[Fed], newest: Collection[str], live: Room, document: Room
) -> Iterator[list[Fed]]:
    """The documents that the archive gains, the oldest first.

    `waiting` is what the archive does not tell, `newest` the ids that a live document
    of nothing but the newest would hold; then the room of both sorts. While all that
    waits fits into one document, none is made: so each is full. When many old stories
    come at once, all of them go into the archive, the last with some of the newest.
    """
    left = in_order(item for item in waiting if not item.notice)[::-1]
    if live.holds(left):
        return
    while any(item.id not in newest for item in left):
        taken = document.fill(left) or left[:1]
        left = left[len(taken) :]
        yield taken[::-1]


def to_show(waiting: Sequence[Fed], newest: Iterable[Fed], room: Room) -> list[Fed]:
    """What stands in the live document: what waits, and as many of the newest."""
    notices = [item for item in waiting if item.notice]
    others = [item for item in waiting if not item.notice]
    shown = room.fill([*in_order(notices), *in_order(others)])
    known = {item.id for item in shown}
    room = room.less(shown)
    shown += room.fill(item for item in in_order(newest) if item.id not in known)
    return in_order(shown)
