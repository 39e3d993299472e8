"""What somebody saw who decides: a story as it stood, in a few digits.

A form carries it. If the story is another by the time the form arrives, whoever sent it
decided about something else than there is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from syndicate.model import Act
from syndicate.store import Store


def state_of(store: Store, stories: Iterable[str]) -> str:
    """The state of these stories; the same until one of them is another.

    Counted are what a story shows, its tellings, and what staff decided of it; not
    their notes, and not the hour.
    """
    told = [_state(store, story) for story in sorted(set(stories))]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _state(store: Store, id_: str) -> tuple[object, ...]:
    story = store.story(id_)
    if story is None:
        return (id_, None)
    tellings = store.register.tellings(story.id)
    decided = [
        each.number
        for each in store.register.about(story.id)
        if each.act is not Act.NOTE
    ]
    return (
        story.id,
        story.version,
        [(each.identity, each.shown) for each in tellings],
        (story.hidden, story.not_ours, story.retracted, story.approved),
        story.dismissed,
        decided,
    )
