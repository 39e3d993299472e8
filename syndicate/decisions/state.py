"""What somebody saw who decides: a story as it stood, in a few digits.

A form carries it. If the story is another by the time the form arrives, whoever sent it
decided about something else than there is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from syndicate.model import Story
from syndicate.store import Store


def state_of(store: Store, stories: Iterable[Story]) -> str:
    """The state of these stories; the same until one of them is another.

    Counted are what a story shows, its tellings, and what staff decided of it; not
    their notes and answers, and not the hour.
    """
    once = {story.id: story for story in stories}
    told = [_state(store, once[id_]) for id_ in sorted(once)]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _state(store: Store, story: Story) -> tuple[object, ...]:
    tellings = store.register.tellings(story.id)
    decided = [each.number for each in store.register.about(story.id) if each.act.forms]
    return (
        story.id,
        story.version,
        [(each.identity, each.shown) for each in tellings],
        (story.hidden, story.not_ours, story.retracted, story.approved),
        story.dismissed,
        decided,
    )
