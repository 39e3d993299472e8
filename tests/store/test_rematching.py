"""After an upgrade all is judged anew: shown first, changed when asked for."""

from __future__ import annotations

import pytest

from syndicate.model import Trust
from tests.store.shelf import TEXT, Shelf, telling

OTHER = "Harbour Dental closes its Bend office and moves all its staff to Redmond. " * 5


def watch(step: str, done: int, total: int) -> None:
    assert step
    assert 0 < done <= total


def forget(shelf: Shelf) -> None:
    """What older rules would have left: nothing found, so each alone."""
    shelf.store.connection.execute("DELETE FROM findings")
    shelf.store.connection.execute("DELETE FROM sketch_runs")
    shelf.store.connection.execute("UPDATE meta SET value = '0' WHERE key = 'matching'")
    shelf.store.connection.execute("UPDATE postings SET story = NULL, pending = 1")
    shelf.form()


def dump(shelf: Shelf) -> list[str]:
    return list(shelf.store.connection.iterdump())


def test_a_new_database_is_of_these_rules(shelf: Shelf) -> None:
    shelf.tell(telling("blog"))
    assert not shelf.store.outdated


def test_what_would_change_is_shown_and_nothing_is_changed(shelf: Shelf) -> None:
    shelf.tell(telling("blog"), telling("other", text=OTHER))
    shelf.tell(telling("wire"))
    forget(shelf)
    before = dump(shelf)
    assert shelf.store.outdated
    moves = shelf.store.rematch(shelf.now, apply=False, watch=watch)
    assert [(move.how, move.title.rsplit(" ", 1)[1]) for move in moves] == [
        ("joined", "wire")
    ]
    assert dump(shelf) == before


def test_what_is_applied_keeps_the_older_id_and_changes_nothing_more(
    shelf: Shelf,
) -> None:
    shelf.tell(telling("blog"), telling("other", text=OTHER))
    (older,) = [id_ for id_, told in shelf.stories().items() if "blog" in told[0]]
    shelf.tell(telling("wire"), trust=Trust.WIRE)
    forget(shelf)
    assert len(shelf.stories()) == 3
    (move,) = [
        move
        for move in shelf.store.rematch(shelf.now, apply=True, watch=watch)
        if move.how == "joined"
    ]
    assert not shelf.store.outdated
    retired = shelf.store.story(move.before)
    assert retired is not None
    assert retired.id == older
    assert len(shelf.stories()) == 2
    assert shelf.store.rematch(shelf.now, apply=False, watch=watch) == []


def test_what_falls_apart_is_told(shelf: Shelf) -> None:
    shelf.tell(telling("blog"), telling("other", text=OTHER))
    (one, two) = shelf.store.connection.execute("SELECT ref FROM postings").fetchall()
    shelf.store.connection.execute(
        "INSERT OR REPLACE INTO findings VALUES (?, ?, '', 1, 'older rule', '', 1)",
        (one[0], two[0]),
    )
    shelf.store.connection.execute("UPDATE postings SET pending = 1")
    shelf.form()
    assert len(shelf.stories()) == 1
    moves = shelf.store.rematch(shelf.now, apply=True, watch=watch)
    assert "split" in [move.how for move in moves]
    assert len(shelf.stories()) == 2


def test_an_interrupted_one_leaves_nothing(shelf: Shelf) -> None:
    shelf.tell(telling("blog"), telling("wire", text=f"{TEXT} Thanks."))
    before = dump(shelf)

    def stop(step: str, done: int, total: int) -> None:
        if step == "matching" and done == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shelf.store.rematch(shelf.now, apply=True, watch=stop)
    assert dump(shelf) == before
