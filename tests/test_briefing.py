"""Every story is briefed by the rules of now, whenever a run before was cut short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from syndicate import briefing
from syndicate.briefing import brief_stories
from syndicate.config import Settings
from syndicate.config.settings import Drug
from syndicate.model import Trust
from syndicate.workers import Limits, Pool
from tests.store.shelf import SETTINGS, Shelf, telling

STORIES = 5
OTHER = replace(SETTINGS, drug=(Drug("Ketamine", approved=("depression",)),))
THIRD = replace(SETTINGS, drug=(Drug("Ketamine", approved=("insomnia",)),))
ASKED = "SELECT count(*) FROM stories WHERE brief LIKE '%offlabel-ketamine%'"
OFFERS = "Harbor Lane gives ketamine for depression to its patients in room {}."


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    monkeypatch.setattr(briefing, "BATCH", 2)
    made = Shelf(tmp_path / "db.sqlite")
    with made.store:
        for at in range(STORIES):
            title, text = f"Room {at} opens", OFFERS.format(at)
            made.keep(telling("own", title, text, title=title), trust=Trust.OWNED)
        made.form()
        yield made


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(Limits(processes=1, seconds=20, megabytes=1000)) as running:
        yield running


class Killed(Exception):
    """The run ends here."""


def brief(
    shelf: Shelf, pool: Pool, settings: Settings, killed_at: int = 0
) -> list[tuple[int, int | None]]:
    """What a run tells of its progress: how many are done, of how many."""
    told: list[tuple[int, int | None]] = []

    def watch(_: str, done: int, total: int | None) -> None:
        told.append((done, total))
        if done == killed_at:
            raise Killed

    try:
        brief_stories(shelf.store.outbox, settings, pool, watch)
    except Killed:
        told.append((-1, None))
    return told


def asked(shelf: Shelf) -> int:
    """How many briefs ask about the use of a drug."""
    count: int = shelf.store.connection.execute(ASKED).fetchone()[0]
    return count


def test_all_are_briefed_and_then_none(shelf: Shelf, pool: Pool) -> None:
    assert brief(shelf, pool, SETTINGS) == [(2, 5), (4, 5), (5, 5)]
    before = shelf.store.connection.total_changes
    assert brief(shelf, pool, SETTINGS) == []
    assert shelf.store.connection.total_changes == before


def test_other_rules_check_all_and_a_run_cut_short_is_gone_on_with(
    shelf: Shelf, pool: Pool
) -> None:
    brief(shelf, pool, SETTINGS)
    assert asked(shelf) == STORIES
    assert brief(shelf, pool, OTHER, killed_at=4) == [(2, 5), (4, 5), (-1, None)]
    # The batch that was kept but not noted is looked at once more.
    assert brief(shelf, pool, OTHER) == [(2, 3), (3, 3)]
    assert asked(shelf) == 0
    assert brief(shelf, pool, OTHER) == []


@pytest.mark.parametrize("settings", [SETTINGS, THIRD])
def test_rules_that_are_taken_back_half_way_check_all_again(
    shelf: Shelf, pool: Pool, settings: Settings
) -> None:
    brief(shelf, pool, SETTINGS)
    brief(shelf, pool, OTHER, killed_at=4)
    assert asked(shelf) == 1
    assert brief(shelf, pool, settings)[-1] == (5, 5)
    assert asked(shelf) == STORIES


def test_what_comes_while_rules_change_is_briefed_once(
    shelf: Shelf, pool: Pool
) -> None:
    brief(shelf, pool, SETTINGS)
    text = OFFERS.format("nine")
    shelf.keep(telling("own", "9", text, title="Room nine opens"), trust=Trust.OWNED)
    shelf.form()
    assert brief(shelf, pool, OTHER) == [(2, 6), (4, 6), (5, 6), (6, 6)]
    assert asked(shelf) == 0
