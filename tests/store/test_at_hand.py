"""What is kept at hand follows what it is made from, whoever writes that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from syndicate.brief.drift import VERSION
from syndicate.config.load import load
from syndicate.sources.registry import options_of
from syndicate.store import Store
from syndicate.store.copies import UNCOMPARED
from syndicate.store.periods import CHANGED, OUT
from syndicate.store.waiting import FETCHES
from tests.desk.office import NOW, copy_of, make_office

WING = "River Clinic opens a wing"
SHOWN = f"(SELECT original FROM stories JOIN search USING (seq) WHERE title = '{WING}')"
COPY = f"""(SELECT ref FROM postings
    WHERE story = (SELECT seq FROM search WHERE title = '{WING}') AND ref <> {SHOWN})"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which a copy tells another number. Not to be changed."""
    return make_office(tmp_path_factory.mktemp("hand") / "office")


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    settings = load(copy_of(made, tmp_path) / "config.toml", options_of)
    with Store.open(settings.paths.database) as store:
        yield store


def compared(store: Store) -> int:
    rows = store.connection.execute(
        "SELECT 1 FROM compared JOIN search ON search.seq = story WHERE title = ?",
        (WING,),
    )
    return len(rows.fetchall())


def find(store: Store) -> str:
    return next(each.id for each in store.stories() if each.original.title == WING)


def test_a_run_leaves_what_copies_tell_otherwise(store: Store) -> None:
    """What is kept is what comparing gives."""
    story = store.story(find(store))
    assert story
    assert compared(store) == 1
    kept = store.drift(story)
    assert ("phone", "503-555-0199") in [(each.name, each.here) for each in kept]
    store.connection.execute("DELETE FROM compared")
    assert store.drift(story) == kept
    store.outbox.compare_copies(NOW)
    assert store.drift(story) == kept
    assert compared(store) == 1


@pytest.mark.parametrize(
    "change",
    [
        f"UPDATE postings SET text = 'Another text.' WHERE ref = {SHOWN}",
        f"UPDATE postings SET title = 'Another' WHERE ref = {COPY}",
        f"UPDATE postings SET withdrawn = 'HTTP 410' WHERE ref = {COPY}",
        f"UPDATE postings SET story = NULL WHERE ref = {COPY}",
        f"UPDATE stories SET original = {COPY} WHERE original = {SHOWN}",
        f"UPDATE appearances SET standing = 'withdrawn' WHERE posting = {COPY}",
        f"DELETE FROM appearances WHERE posting = {COPY}",
        f"""INSERT INTO appearances (story, place, standing, relation, evidence,
            first_seen, position)
            SELECT story, 'elsewhere', 'claimed', 'copy', '[]', first_seen, 9
            FROM postings WHERE ref = {SHOWN}""",
        f"""INSERT INTO revisions (posting, number, until, title, text, told)
            VALUES ({SHOWN}, 1, '2026-10-01T00:00:00Z', 'a', 'b', '{{}}')""",
        f"DELETE FROM postings WHERE ref = {COPY}",
    ],
)
def test_it_goes_with_the_first_change_of_what_was_compared(
    store: Store, change: str
) -> None:
    assert compared(store) == 1
    store.connection.execute(change)
    assert compared(store) == 0


def test_what_changes_nothing_of_it_leaves_it(store: Store) -> None:
    """A poll that finds all as it was costs no comparison."""
    for told in ("last_seen = '2027-01-01T00:00:00Z'", "present = 0", "pending = 1"):
        store.connection.execute(f"UPDATE postings SET {told}")
    assert compared(store) == 1


def test_other_rules_compare_anew(store: Store) -> None:
    store.connection.execute("UPDATE compared SET version = version - 1")
    since = (NOW - timedelta(days=30)).isoformat()
    names = {"since": since, "version": VERSION}
    assert store.connection.execute(UNCOMPARED, names).fetchall()
    store.outbox.compare_copies(NOW)
    assert not store.connection.execute(UNCOMPARED, names).fetchall()


def test_postings_are_counted_as_they_come_and_go(store: Store) -> None:
    def counted() -> dict[str, int]:
        rows = store.connection.execute(
            "SELECT name, postings FROM sources JOIN amounts ON source = sources.id"
        )
        return {row["name"]: row["postings"] for row in rows}

    def told() -> dict[str, int]:
        rows = store.connection.execute(
            "SELECT sources.name, count(*) AS many FROM postings"
            " JOIN sources ON sources.id = postings.source GROUP BY 1"
        )
        return {row["name"]: row["many"] for row in rows}

    assert counted() == told()
    store.connection.execute(f"DELETE FROM postings WHERE ref = {COPY}")
    assert counted() == told()


def test_the_last_polls_of_a_source_are_found_by_an_index(store: Store) -> None:
    plan = store.connection.execute(
        f"EXPLAIN QUERY PLAN {FETCHES}", {"source": "blog", "most": 10}
    ).fetchall()
    assert any("fetches_source" in row["detail"] for row in plan)


def test_what_changed_since_an_edition_is_found_by_an_index(store: Store) -> None:
    """Nearly every story is older than the open edition, and few have changed."""
    store.connection.execute("ANALYZE")
    plan = store.connection.execute(
        f"EXPLAIN QUERY PLAN SELECT seq {CHANGED[False]}", {"since": 5}
    ).fetchall()
    assert any("stories_changed" in row["detail"] for row in plan)


def test_what_went_out_is_found_among_what_waited(store: Store) -> None:
    """However many stories there are, and however many went out before."""
    plan = store.connection.execute(
        f"EXPLAIN QUERY PLAN SELECT seq {OUT[False]}", {"since": 5, "publishing": True}
    ).fetchall()
    told = [row["detail"] for row in plan]
    assert sum("timed_change" in each for each in told) == 2
    assert not any("SCAN" in each for each in told), told
