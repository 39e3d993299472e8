"""Putting an edition together: what is public, and what staff read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from syndicate.config import Settings
from syndicate.edit.filing import file
from syndicate.edit.gate import gate
from syndicate.edit.holding import waiting_checks
from syndicate.edit.vanishing import propose
from syndicate.model import Brief, Edition, Entry, SourceReport, Story


@dataclass(frozen=True, slots=True)
class Material:
    """What the store has for an edition; lists newest first, counts of the whole.

    `stories` are all that may be public, `held` all that may have to wait, `vanished`
    those whose original is gone.
    """

    stories: Iterable[tuple[Story, Brief]]
    new: Iterable[tuple[Story, Brief]]
    changed: Iterable[tuple[Story, Brief]]
    held: Iterable[tuple[Story, Brief]]
    vanished: Iterable[tuple[Story, Brief]]
    new_count: int
    changed_count: int
    story_count: int
    vanished_new: frozenset[str]  # the ids of those of `vanished` that are in `new`


def edit(
    material: Material,
    reports: tuple[SourceReport, ...],
    settings: Settings,
    now: datetime,
) -> Edition:
    """Put an edition together; the same material and clock give the same edition."""

    def filed(stories: Iterable[tuple[Story, Brief]]) -> Iterable[Entry]:
        return file_all(stories, settings, now)

    shown = settings.digest.stories
    held, held_count = _count(filed(material.held), shown)
    gone = propose(filed(material.vanished), reports, now)
    changed = (e for e in filed(material.changed) if e.story.id not in gone.ids)
    public = gate(filed(material.stories), now)
    return Edition(
        moment=now,
        public=tuple(islice(public, settings.publish.items * 10)),
        new=tuple(islice(filed(material.new), shown)),
        changed=tuple(islice(changed, shown)),
        held=held,
        vanished=gone.proposed,
        many=gone.many,
        reports=reports,
        new_count=material.new_count,
        changed_count=material.changed_count - len(gone.ids - material.vanished_new),
        held_count=held_count,
        story_count=material.story_count,
    )


def file_all(
    stories: Iterable[tuple[Story, Brief]], settings: Settings, now: datetime
) -> Iterable[Entry]:
    """Stories filed, one at a time, each with the checks that staff are to see."""
    for story, brief in stories:
        filed = file(story, brief, settings, now)
        waiting = waiting_checks(brief, filed, settings, now)
        yield Entry(filed, replace(brief, checks=waiting))


def _count(entries: Iterable[Entry], most: int) -> tuple[tuple[Entry, ...], int]:
    """The first few that are held, and how many there are; none is kept besides."""
    count = 0
    first: list[Entry] = []
    for entry in entries:
        if entry.story.held:
            count += 1
            if len(first) < most:
                first.append(entry)
    return tuple(first), count
