"""What readers were shown and left for good: the tombstones of RFC 6721.

A hidden story has none. It may come back with its id, and then its entry, which is
older than the tombstone, would be taken for deleted (RFC 6721, section 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from syndicate.edit import RETRACTION_SHOWN, gate
from syndicate.model import Entry, Tombstone

RETRACTED = "This release was retracted."
MERGED = "This announcement is told in another entry."


def bury(
    taken_out: Iterable[Entry], retired: Iterable[tuple[str, datetime]], now: datetime
) -> Iterator[Tombstone]:
    """The tombstones of retracted stories that were shown as such, and of retired ids.

    A retraction's is dated when its notice went, so that it is newer than the notice.
    """
    for entry in taken_out:
        retracted = entry.story.retracted
        if retracted is None or now < retracted + RETRACTION_SHOWN:
            continue
        if any(gate([entry], retracted)):  # else no reader ever saw it
            yield Tombstone(entry.story.id, retracted + RETRACTION_SHOWN, RETRACTED)
    for story_id, since in retired:
        yield Tombstone(story_id, since, MERGED)
