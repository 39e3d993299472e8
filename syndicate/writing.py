"""Summaries by a language model, for stories that the public may see and have none yet.

Nothing is asked about what the gate holds back: a text under embargo leaves the house
no sooner for a service than for readers. What a service costs is bounded in questions
and in time, and whatever it does is one line of the report.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus

from syndicate.brief.written import (
    INSTRUCTIONS,
    PROMPT_VERSION,
    data_of,
    judge_answer,
)
from syndicate.config import Settings, SummaryBackend
from syndicate.edit import file_all, gate
from syndicate.ingest import Progress
from syndicate.model import Release, Writing
from syndicate.sources.base import Failure
from syndicate.store import Answer, Outbox

__all__ = ["Writing", "WritingDesk", "choose_writer", "write_summaries"]

PATIENCE = 10  # deadlines of one answer that all of a run's may take
MOST_FAILURES = 3  # in a row: the service is down, not a text beyond it
# What says nothing of the text: the key is wrong, or we are to wait.
_OF_THE_SERVICE = frozenset(
    {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}
)

Ask = Callable[[str, str], str | Failure]


@dataclass(frozen=True, slots=True)
class WritingDesk:
    """Where writing is done: by which settings, who is asked, and two clocks.

    `now` is the moment of the run, which the gate believes; `clock` counts seconds.
    """

    settings: Settings
    ask: Ask
    now: datetime
    clock: Callable[[], float] = time.monotonic
    progress: Progress | None = None


def choose_writer(outbox: Outbox, settings: Settings) -> bool:
    """Show what the model that settings name wrote to our question; False: none is."""
    given = settings.summaries
    named = given.backend is not SummaryBackend.EXTRACTIVE
    writer = f"{PROMPT_VERSION} {given.backend} {given.model}"
    outbox.choose_writer(writer if named else "")
    return named


def write_summaries(outbox: Outbox, desk: WritingDesk) -> Writing | None:
    """Ask about the newest public stories that nothing was said of; keep what comes.

    An answer is kept before the next question, so a run that is killed asks at most
    one question twice. None where settings name no model.
    """
    if not choose_writer(outbox, desk.settings):
        return None
    given = desk.settings.summaries
    ends = desk.clock() + PATIENCE * given.deadline.total_seconds()
    writing = Writing(f"{given.backend} {given.model}")
    row = 0  # failures, one after another
    for done, (seq, release) in enumerate(_to_ask(outbox, desk)):
        if done >= given.most or row >= MOST_FAILURES or desk.clock() >= ends:
            return replace(writing, waiting=True)
        told = desk.ask(INSTRUCTIONS, data_of(release))
        if isinstance(told, Failure):
            writing = replace(writing, failed=writing.failed + 1, trouble=told.reason)
            if told.status in _OF_THE_SERVICE or told.retry_after is not None:
                return replace(writing, waiting=True)
            outbox.keep_failure(seq, desk.now)
            row += 1
        else:
            answer = Answer(*judge_answer(told, release))
            outbox.keep_answer(seq, answer)
            writing = _count(writing, answer)
            row = 0
        if desk.progress:
            desk.progress("asking for summaries", done + 1, given.most)
    return writing


def _to_ask(outbox: Outbox, desk: WritingDesk) -> Iterator[tuple[int, Release]]:
    """The releases to ask about: public, in English, with prose to sum up.

    In English, because the words by which an answer is refused are English.
    """
    since = desk.now - desk.settings.summaries.age
    for seq, told in outbox.unwritten(since, desk.now):
        for entry in gate(file_all([told], desk.settings, desk.now), desk.now):
            release = entry.story.original
            if entry.brief.summary and release.language[:2] == "en":
                yield seq, release


def _count(writing: Writing, answer: Answer) -> Writing:
    if answer.summary:
        return replace(writing, written=writing.written + 1)
    return replace(writing, refused=writing.refused + 1)
