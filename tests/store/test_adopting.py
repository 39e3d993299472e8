"""What an engine judged is kept as if it was judged here, and nothing out of date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from syndicate.errors import UsageError
from syndicate.match import Pair, origin, trace
from syndicate.model import Act, Decision, Evidence
from syndicate.store import Store, Traced, reading, shipped
from syndicate.store.exporting import batches
from tests.store.shelf import Shelf, telling

OTHER = "Harbour Dental closes its Bend office and moves all its staff to Redmond. " * 5
LATER = datetime(2026, 11, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Export:
    """What an engine would make of a database as it is now."""

    authority: str
    traced: tuple[Traced, ...]
    found: tuple[Pair, ...]

    def traces(self) -> Iterator[Traced]:
        return iter(self.traced)

    def findings(self) -> Iterator[Pair]:
        return iter(self.found)


@pytest.fixture
def apart(shelf: Shelf) -> Shelf:
    """Three tellings of one release and another release; nothing is matched yet."""
    shelf.tell(telling("blog"), telling("other", text=OTHER))
    shelf.tell(telling("wire"), telling("paper"))
    connection = shelf.store.connection
    connection.execute("DELETE FROM findings")
    connection.execute("UPDATE postings SET story = NULL, pending = 1")
    shelf.form()
    assert len(shelf.stories()) == 4
    return shelf


def copy_of(shelf: Shelf, name: str) -> Store:
    """A copy of the database, beside it."""
    copy = Store.open(shelf.path.with_name(name))
    shelf.store.connection.backup(copy.connection)
    return copy


def export(shelf: Shelf) -> Export:
    """Judge what there is on a copy, by one process."""
    connection = shelf.store.connection
    traced = []
    for row in (row for batch in batches(connection) for row in batch):
        release = reading.original(connection, row["ref"])
        found_by = trace(release, shipped())
        traced.append(Traced(row["ref"], row["digest"], *origin(release), found_by))
    with copy_of(shelf, "judged.sqlite") as copy:
        copy.rematch(LATER, apply=True, watch=watch)
        rows = copy.connection.execute("SELECT * FROM findings").fetchall()
    found = [
        Pair(
            *(
                row["one"],
                row["two"],
                None if row["same"] is None else bool(row["same"]),
            ),
            *(Evidence(row["rule"], row["detail"], row["score"]), row["key"]),
        )
        for row in rows
    ]
    assert found
    return Export("news.example.org,2026", tuple(traced), tuple(found))


def watch(step: str, done: int, total: int) -> None:
    assert step
    assert 0 < done <= total


def dump(store: Store) -> list[str]:
    return list(store.connection.iterdump())


def test_what_is_adopted_leaves_what_one_process_leaves(apart: Shelf) -> None:
    judged = export(apart)
    with copy_of(apart, "one.sqlite") as one:
        moves = one.rematch(LATER, apply=True, watch=watch)
        adopted = apart.store.adopt(LATER, judged, watch)
        assert list(adopted.moves) == moves
        assert moves
        assert (adopted.judged_here, adopted.gone) == (0, 0)
        assert dump(apart.store) == dump(one)


def test_what_came_changed_or_went_since_is_judged_here(apart: Shelf) -> None:
    """A finding of what it was is not kept; one of what it is now is made."""
    judged = export(apart)
    apart.tell(telling("blog", text=OTHER), telling("late"))
    extra = replace(judged.traced[0], ref=99)
    found = (*judged.found, replace(judged.found[0], one=98, two=99))
    judged = replace(judged, traced=(*judged.traced, extra), found=found)
    with copy_of(apart, "one.sqlite") as one:
        one.rematch(LATER, apply=True, watch=watch)
        adopted = apart.store.adopt(LATER, judged, watch)
        assert (adopted.judged_here, adopted.gone) == (2, 1)
        assert dump(apart.store) == dump(one)
    told = [sorted(titles) for titles in apart.stories().values()]
    assert sorted(len(titles) for titles in told) == [2, 3]


def test_what_staff_decided_since_stands(apart: Shelf) -> None:
    judged = export(apart)
    (blog,) = [id_ for id_, told in apart.stories().items() if "blog" in told[0]]
    apart.store.register.keep(
        Decision(
            0,
            LATER,
            "ann",
            Act.APART,
            "two wings",
            blog,
            one=(("blog", "1"),),
            two=(("wire", "1"), ("paper", "1")),
        )
    )
    apart.store.adopt(LATER, judged, watch)
    assert sorted(len(titles) for titles in apart.stories().values()) == [1, 1, 2]


def test_what_was_exported_of_another_database_is_refused(apart: Shelf) -> None:
    judged = replace(export(apart), authority="other.example.org,2026")
    before = dump(apart.store)
    with pytest.raises(UsageError, match=r"database of other\.example\.org"):
        apart.store.adopt(LATER, judged, watch)
    assert dump(apart.store) == before


@dataclass(frozen=True, slots=True)
class Failing(Export):
    """An engine that is gone when it is asked for what it found."""

    def findings(self) -> Iterator[Pair]:
        yield self.found[0]
        raise ConnectionError


@pytest.mark.parametrize("stops_at", ["taking over", "forming stories"])
def test_one_that_is_broken_off_leaves_nothing(apart: Shelf, stops_at: str) -> None:
    judged = export(apart)
    before = dump(apart.store)

    def stop(step: str, done: int, total: int) -> None:
        if (step, done) == (stops_at, total):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apart.store.adopt(LATER, judged, stop)
    failing = Failing(judged.authority, judged.traced, judged.found)
    with pytest.raises(ConnectionError):
        apart.store.adopt(LATER, failing, watch)
    assert dump(apart.store) == before
