"""Originals that their place took down: staff decide whether the story goes, too.

The machine retracts nothing by itself: a page may be gone because the site moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from syndicate.edit.gate import gate
from syndicate.model import Entry, Exodus, SourceReport

# Of one source; where more vanished, it is the source that staff should look at.
MOST_PROPOSED = 5


@dataclass(frozen=True, slots=True)
class Vanished:
    """Stories proposed for withdrawal, sources that lost many, and the ids of all."""

    proposed: tuple[Entry, ...] = ()
    many: tuple[Exodus, ...] = ()
    ids: frozenset[str] = frozenset()


def propose(
    entries: Iterable[Entry], reports: Iterable[SourceReport], now: datetime
) -> Vanished:
    """What to do about filed stories whose original is gone, in the order they come.

    Only what readers see can be withdrawn from them.
    """
    count: Counter[str] = Counter()
    first: list[Entry] = []
    ids: dict[str, str] = {}
    for entry in entries:
        source = entry.story.original.source
        count[source] += 1
        ids[entry.story.id] = source
        if count[source] <= MOST_PROPOSED:
            first.append(entry)
    known = {report.name: report.postings for report in reports}
    many = {source for source, gone in count.items() if gone > MOST_PROPOSED}
    proposed = tuple(
        entry
        for entry in first
        if entry.story.original.source not in many and any(gate([entry], now))
    )
    shown = {entry.story.id for entry in proposed}
    return Vanished(
        proposed=proposed,
        many=tuple(
            Exodus(source, count[source], max(known.get(source, 0), count[source]))
            for source in sorted(many)
        ),
        ids=frozenset(id_ for id_, its in ids.items() if its in many or id_ in shown),
    )
