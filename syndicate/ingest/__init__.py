"""One source's part of a run: fetch ─▶ read ─▶ clean ─▶ match, kept as it goes.

Reading and cleaning happen in worker processes, keeping here; a document, an item or
a source that fails costs itself and is told in the report.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from syndicate.config import Source
from syndicate.errors import SourceError, SyndicateError
from syndicate.ingest.house import Ask, House, Progress, Tally
from syndicate.ingest.schedule import is_due
from syndicate.sources.base import Memory, Request, SourceKind
from syndicate.sources.registry import BUILT_IN, kinds
from syndicate.store import Enrolled

if TYPE_CHECKING:
    from syndicate.workers import Pool

__all__ = [
    "Ask",
    "House",
    "Progress",
    "Tally",
    "ask_kind",
    "due",
    "first_requests",
    "ingest",
]

MOST_REQUESTS = 50  # of one source in one run: pages that a list leads to


def due(house: House, enrolled: Enrolled) -> bool:
    """Whether it is time: local places always, others when their time has come."""
    known = enrolled
    return is_due(known.state, known.next_due, known.last_polled, house.now)


def first_requests(
    house: House, source: Source, enrolled: Enrolled
) -> tuple[tuple[Request, ...], str]:
    """What a source's kind asks for first, or why it cannot say."""
    return ask_kind(source, enrolled.memory, house.pool)


def ask_kind(
    source: Source, memory: Memory, pool: Pool
) -> tuple[tuple[Request, ...], str]:
    """What a source's kind asks for, given its memory, or why it cannot say.

    A plug-in is asked in a worker: whatever becomes of it, it costs that source.
    """
    if source.kind in BUILT_IN:
        try:
            return list_requests(memory, source), ""
        except SourceError as error:
            return (), error.reason
    from syndicate.workers import Died  # noqa: PLC0415 - start-up

    (outcome,) = pool.map(partial(list_requests, memory), [source])
    if isinstance(outcome, Died | SourceError):
        return (), outcome.reason
    return ((), str(outcome)) if isinstance(outcome, SyndicateError) else (outcome, "")


def list_requests(memory: Memory, source: Source) -> tuple[Request, ...]:
    """What a source's kind asks for first; in a worker where the kind is a plug-in."""
    kind: SourceKind = kinds()[source.kind]
    asked = tuple(kind.requests(source, memory))
    if source.kind in BUILT_IN:
        return asked
    from syndicate.sources.given import check_requests  # noqa: PLC0415 - start-up

    return check_requests(source, asked)


def ingest(house: House, source: Source, enrolled: Enrolled) -> Tally:
    """Poll a source and keep everything it tells."""
    from syndicate.ingest.line import Line  # noqa: PLC0415 - start-up

    line = Line(house, source, enrolled, Tally())
    requests, problem = first_requests(house, source, enrolled)
    if problem:
        line.tally.note_problem(problem)
    waiting = deque(requests)
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
    line.try_again()
    line.look_for_missing()
    line.close(first)
    return line.tally
