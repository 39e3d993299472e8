"""Asking is bounded in questions, in time and in tries, whatever the service does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from syndicate.config import Summaries, SummaryBackend
from syndicate.model import Brief, Trust
from syndicate.sources.base import Failure
from syndicate.writing import Ask, Writing, WritingDesk, write_summaries
from tests.end_to_end.tellings import announce
from tests.store.shelf import SETTINGS, Shelf, telling

GIVEN = Summaries(SummaryBackend.OLLAMA, "small-1", deadline=timedelta(seconds=3))
NAMED = replace(SETTINGS, summaries=GIVEN)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "db.sqlite")
    with made.store:
        yield made


def fill(shelf: Shelf, count: int) -> None:
    """Stories with briefs, and the model chosen."""
    for number in range(count):
        title, text = f"Telling {number}", announce(number)
        shelf.keep(
            telling("own", title, text, title=title, language="en"), trust=Trust.OWNED
        )
    shelf.form()
    outbox = shelf.store.outbox
    outbox.keep_briefs((seq, Brief("A sentence.")) for seq, _ in outbox.unbriefed())


def write(
    shelf: Shelf, ask: Ask, settings: Summaries = GIVEN, **more: object
) -> Writing:
    desk = WritingDesk(replace(NAMED, summaries=settings), ask, shelf.now)
    told = write_summaries(shelf.store.outbox, replace(desk, **more))  # type: ignore[arg-type]
    assert told is not None
    return told


def repeat(data: str) -> str:
    """The first sentence of the release, which may always stand."""
    told = json.loads(data)["text"]
    return json.dumps({"summary": told.split(". ")[0] + "."})


def test_a_slow_service_takes_ten_deadlines_and_no_more(shelf: Shelf) -> None:
    fill(shelf, 15)
    clock = iter(range(0, 1000, 4))  # seconds; each question takes longer than allowed
    told = write(shelf, lambda _, data: repeat(data), clock=lambda: float(next(clock)))
    assert (told.written, told.waiting) == (7, True)


def test_one_that_fails_now_and_then_is_asked_on(shelf: Shelf) -> None:
    fill(shelf, 7)
    count = iter(range(100))

    def ask(_: str, data: str) -> str | Failure:
        return repeat(data) if next(count) % 3 == 2 else Failure("oh")

    assert write(shelf, ask) == Writing("ollama small-1", 2, 0, 5, "oh")


def test_a_text_that_fails_is_asked_about_ever_later_and_not_for_ever(
    shelf: Shelf,
) -> None:
    fill(shelf, 1)
    asked = []
    for hour in range(24 * 14):
        if write(shelf, lambda *_: Failure("oh")).failed:
            asked.append(hour)
        shelf.now += timedelta(hours=1)
    assert asked == [0, 1, 3, 7, 15, 31, 55, 79]


@pytest.mark.parametrize(
    "failure",
    [Failure("no", status=401), Failure("no", 429), Failure("wait", retry_after=60)],
    ids=str,
)
def test_what_is_the_services_own_trouble_is_no_fault_of_the_text(
    shelf: Shelf, failure: Failure
) -> None:
    fill(shelf, 5)
    for _ in range(12):
        told = write(shelf, lambda *_: failure)
        assert (told.failed, told.waiting) == (1, True)
    assert write(shelf, lambda _, data: repeat(data)).written == 5


def test_a_text_that_always_fails_keeps_no_other_waiting(shelf: Shelf) -> None:
    fill(shelf, 9)

    def ask(_: str, data: str) -> str | Failure:
        bad = any(f"Telling {number}" in data for number in (0, 4, 8))
        return Failure("oh", status=400) if bad else repeat(data)

    one = replace(GIVEN, most=3)
    written = 0
    for _ in range(6):
        written += write(shelf, ask, one).written
        shelf.now += timedelta(hours=1)
    assert written == 6


def test_a_text_without_a_sentence_is_not_asked_about(shelf: Shelf) -> None:
    fill(shelf, 1)
    outbox = shelf.store.outbox
    outbox.keep_briefs([(1, Brief("", method="none"))])
    assert write(shelf, lambda *_: Failure("oh")) == Writing("ollama small-1")
