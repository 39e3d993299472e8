"""One source's part of a run: fetch ─▶ read ─▶ clean ─▶ match, kept as it goes.

Reading and cleaning happen in worker processes, keeping here; a document, an item or
a source that fails costs itself and is told in the report.
"""

from __future__ import annotations

from collections import deque

from syndicate.config import Source
from syndicate.ingest.house import Ask, House, Progress, Tally
from syndicate.ingest.line import Line
from syndicate.ingest.schedule import is_due
from syndicate.sources.registry import kinds
from syndicate.store import Enrolled

__all__ = ["Ask", "House", "Progress", "Tally", "due", "ingest"]

MOST_REQUESTS = 50  # of one source in one run: pages that a list leads to


def due(house: House, enrolled: Enrolled) -> bool:
    """Whether it is time: local places always, others when their time has come."""
    known = enrolled
    return is_due(known.state, known.next_due, known.last_polled, house.now)


def ingest(house: House, source: Source, enrolled: Enrolled) -> Tally:
    """Poll a source and keep everything it tells."""
    kind = kinds()[source.kind]
    line = Line(house, source, enrolled, Tally())
    waiting = deque(kind.requests(source, enrolled.memory))
    first = waiting[0].url if waiting else source.location
    asked = 0
    while waiting and asked < MOST_REQUESTS:
        count = min(len(waiting), MOST_REQUESTS - asked)
        batch = [waiting.popleft() for _ in range(count)]
        asked += len(batch)
        waiting.extend(line.carry_out(batch))
    if waiting:
        line.tally.skipped.append(
            f"{len(waiting)} more pages: only {MOST_REQUESTS} are asked for in one run"
        )
        line.put_off(waiting)
    line.close(first)
    return line.tally
