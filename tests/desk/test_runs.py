"""The desk beside the runs of a scheduler: nobody waits, nothing is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import pytest

from syndicate.decisions import Desk, hide, merge, publish_kept
from syndicate.desk.errands import Errands
from syndicate.errors import Busy
from syndicate.pipeline import republish
from syndicate.store import Store, locked
from syndicate.store.migrations import SCHEMA_VERSION
from tests.desk.office import ANN, BEN, NOW, Office

HOURS = "Evening hours begin"


def until(done: Callable[[], bool]) -> None:
    ends = monotonic() + 60
    while not done():
        assert monotonic() < ends
        sleep(0.1)


def waiting(office: Office) -> list[int]:
    with office.store() as store:
        return store.register.waiting()


def test_a_decision_under_a_run_is_kept_and_published_when_it_ends(
    office: Office,
) -> None:
    visitor = office.client(ANN)
    visitor.get(f"/stories/{office.id_of(HOURS)}")
    with locked(office.settings().paths.database):
        visitor.press("Hide")
        assert "It is kept. A run is under way" in visitor.words
        assert waiting(office) == [1]
        assert HOURS in office.public()
        visitor.get(f"/stories/{office.id_of(HOURS)}")
        assert "Decision 1 is kept and waits for the run" in visitor.words
        answer = visitor.press("Not ours")  # seen after it: another may follow
        assert answer.status_code == 200
        visitor.get("/")
        assert "2 decisions wait for the run that is going on" in visitor.words
    errands = visitor.client.application.extensions["desk"].errands
    until(lambda: not errands.is_waiting(""))
    assert waiting(office) == []
    assert HOURS not in office.public()
    visitor.get("/decisions/1")
    assert "It is kept." not in visitor.words


def test_a_later_run_publishes_what_a_desk_that_died_had_kept(office: Office) -> None:
    settings = office.settings()
    desk = Desk(settings, "ann", NOW, later=True)
    with locked(settings.paths.database):
        outcome = hide(desk, office.id_of(HOURS))
        assert outcome.republished is None
        assert outcome.before == outcome.after
        with pytest.raises(Busy):
            publish_kept(settings, NOW)
    office.run()
    assert waiting(office) == []
    assert HOURS not in office.public()
    assert publish_kept(settings, NOW) is False


def test_a_decision_in_the_middle_of_forming_is_not_lost(office: Office) -> None:
    """The run has read what staff decided, and forms stories by that."""
    settings = office.settings()
    with office.store() as store:
        pair = [s.id for s in store.stories() if s.original.title == "An open evening"]
    with locked(settings.paths.database), Store.open(settings.paths.database) as store:
        store.connection.execute("UPDATE postings SET pending = 1")
        forming = store.form(NOW)
        store.connection.execute("SELECT 1")
        begun = next(forming)
        merge(Desk(settings, "ann", NOW, later=True), *pair)
        for begun in forming:  # noqa: B007
            pass
        assert begun.done == begun.total
        assert waiting(office) == [1]
        republish(store, settings, NOW)
    assert waiting(office) == []
    with office.store() as store:
        assert store.story(pair[0]) == store.story(pair[1])


def test_two_editors_at_once(office: Office) -> None:
    """Both click within one second: one decides, the other is told."""
    visitors = [office.client(name) for name in (ANN, BEN)]
    answers: list[int] = []
    threads = []
    for visitor in visitors:
        visitor.get("/")
        form = visitor.form("Approve")

        def press(visitor=visitor, form=form) -> None:  # type: ignore[no-untyped-def]
            answer = visitor.client.post(form.action, data=form.fields)
            answers.append(answer.status_code)

        threads.append(Thread(target=press))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(answers) == [303, 409]
    with office.store() as store:
        assert len(list(store.register.decisions())) == 1
    until(lambda: "A new light therapy" in office.public())


def test_reading_waits_for_no_run(office: Office) -> None:
    visitor = office.client(ANN)
    settings = office.settings()
    path = settings.paths.database
    with locked(path), Store.open(path) as store, store.whole():
        # In the middle of a run's transaction, too.
        store.connection.execute("UPDATE stories SET dirty = 1")
        for page in ("/", "/decisions", "/sources"):
            assert visitor.get(page).status_code == 200


# ------------------------------------------------------------------ sources


def test_a_source_is_polled_now(office: Office) -> None:
    visitor = office.client(ANN)
    note = office.folder / "wire" / "soup.md"
    note.write_text("# Soup is served\n\n" + "There is soup every day. " * 12, "utf-8")
    visitor.get("/sources")
    answer = visitor.press("Poll now", "wire")
    assert visitor.path == "/sources/wire/poll"
    while "Refresh" in answer.headers:  # as a browser does
        assert answer.headers["Refresh"] == "3"
        assert "looks again by itself" in visitor.words
        assert "Refresh" not in visitor.get(f"{visitor.path}?still").headers
        answer = visitor.get("/sources/wire/poll")
    assert "Polled wire 1 new, 0 changed." in visitor.words
    errands = visitor.client.application.extensions["desk"].errands
    assert errands.told == {"wire": ""}
    assert office.id_of("Soup is served")
    visitor.get("/sources")
    visitor.press("Poll now", "wire")
    until(lambda: not errands.is_waiting("wire"))
    visitor.get("/sources/wire/poll")
    assert "Nothing new." in visitor.words


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_defect_in_one_errand_leaves_no_other_waiting_for_ever(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    errands = office.surroundings().errands
    asked = Event()

    def fail(_: Errands, source: str) -> None:
        assert asked.wait(60)
        if source == "blog":
            raise RuntimeError("a defect")

    monkeypatch.setattr(Errands, "_poll", fail)
    errands.poll("blog")
    errands.poll("wire")  # waits behind it
    asked.set()
    until(lambda: not errands.is_waiting("blog"))
    assert errands.is_waiting("wire")
    errands.poll("wire")  # asked for again
    until(lambda: errands.told.get("wire") == "")


def test_what_is_polled_waits_for_the_run_that_goes_on(office: Office) -> None:
    visitor = office.client(ANN)
    visitor.get("/sources")
    errands = visitor.client.application.extensions["desk"].errands
    with locked(office.settings().paths.database):
        visitor.press("Poll now", "away")
        until(lambda: errands.is_after_run("away"))
        visitor.get("/sources/away/poll")
        assert "polled as soon as that has ended" in visitor.words
        visitor.get("/sources")
        assert 'href="/sources/away/poll"' in visitor.page
    until(lambda: not errands.is_waiting("away"))
    visitor.get("/sources/away/poll")
    assert "It could not be read: no such file or folder: away.xml" in visitor.words
    assert visitor.get("/sources/nobody/poll").status_code == 404


def test_a_paused_source_is_polled_by_name_only(office: Office) -> None:
    visitor = office.client(ANN)
    visitor.get("/sources")
    visitor.press("Pause", "wire")
    assert "Paused by ann" in visitor.words
    visitor.press("Pause", "away")
    note = office.folder / "wire" / "soup.md"
    note.write_text("# Soup is served\n\n" + "There is soup every day. " * 12, "utf-8")
    office.run()
    assert "Soup" not in office.public()
    digest = (office.folder / "digest" / "digest.html").read_text("utf-8")
    assert "paused by ann: it is not polled" in digest
    visitor.get("/sources")
    visitor.press("Resume", "wire")
    office.run()
    assert office.id_of("Soup is served")
    visitor.get("/sources")
    assert "Paused by ann" in visitor.words  # the other still is


# ---------------------------------------------------------------- bad databases


def test_a_database_of_a_newer_version(office: Office) -> None:
    visitor = office.client(ANN)
    visitor.get("/")
    form = visitor.form("Approve")
    with closing(sqlite3.connect(office.settings().paths.database)) as database:
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    for answer in (
        visitor.client.get("/"),
        visitor.client.post(form.action, data=form.fields),
    ):
        assert answer.status_code == 503
        assert "This desk is older than its database" in answer.text
        assert answer.headers["Content-Security-Policy"]


def test_no_database_yet(office: Office, tmp_path: Path) -> None:
    database = office.settings().paths.database
    for each in database.parent.glob("syndicate.sqlite*"):
        each.unlink()
    answer = office.client().client.get("/")
    assert answer.status_code == 503 if "Cookie" in answer.request.headers else 303
    visitor = office.client()
    assert visitor.get("/sign-in").status_code in (200, 503)
    answer = visitor.post("/sign-in", {"name": ANN, "password": "x"})
    assert answer.status_code == 503
    assert "There is nothing here yet" in answer.text
    assert not database.exists()


def test_a_broken_database(office: Office) -> None:
    office.settings().paths.database.write_bytes(b"hello" * 100)
    visitor = office.client()
    visitor.client.set_cookie("desk", "x")
    answer = visitor.client.get("/")
    assert answer.status_code == 500
    assert "The database cannot be read" in answer.text


def test_an_output_folder_that_cannot_be_written(office: Office) -> None:
    visitor = office.client(ANN)
    visitor.get(f"/stories/{office.id_of(HOURS)}")
    settings = office.settings()
    output = settings.paths.output
    output.rename(output.with_name("away"))
    output.write_text("in the way", "utf-8")
    answer = visitor.press("Hide")
    assert answer.status_code == 500
    assert "decision 1 is kept, and the next run publishes it" in visitor.words
    output.unlink()
    output.with_name("away").rename(output)
    office.clock.now = NOW + timedelta(minutes=1)
    office.run()
    assert HOURS not in office.public()
