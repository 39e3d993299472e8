"""How much of a list or a page one open source may fill: anybody can tell thousands.

What an owned source or a wire tells is never counted; rule R7 of the guarantees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from syndicate.model import Appearance, Entry, Standing, Story, Trust

STORIES = 10  # of one open source in one list
PLACES = 10  # of one open source that a story names to readers
LONGEST_ADDRESS = 500  # characters of an address that an open source tells to readers


def only_open(story: Story) -> bool:
    """Whether nobody tells a story but open sources; a mere claim is no telling."""
    return not any(
        place.trust is not Trust.OPEN
        for place in story.appearances
        if place.standing is not Standing.CLAIMED
    )


def spare_stories(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, in their order, without what is too much of one open source."""
    count: Counter[str] = Counter()
    for entry in entries:
        if only_open(entry.story):
            source = entry.story.original.source
            count[source] += 1
            if count[source] > STORIES:
                continue
        yield entry


def spare_places(places: Iterable[Appearance]) -> Iterator[Appearance]:
    """The places, in their order, without what is too much of one open source.

    A thousand copies at long addresses would else take the room of the text itself.
    """
    count: Counter[str] = Counter()
    for place in places:
        if place.trust is Trust.OPEN:
            count[place.source] += 1
            too_long = len(place.url or "") > LONGEST_ADDRESS
            if too_long or count[place.source] > PLACES:
                continue
        yield place
