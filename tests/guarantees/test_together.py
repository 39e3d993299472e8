"""Promise 7: two runs at once are safe; the second leaves with code 75."""

from __future__ import annotations

import json
import socket
import subprocess
import threading
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest

from syndicate.store import locked
from tests.end_to_end.project import Project
from tests.end_to_end.tellings import HOURS, SKIN, WING, item, rss
from tests.loopback import serving
from tests.mailbox import Mailbox, receiving

RUNS = 8


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with two announcements, one of them told twice; never run."""
    project = Project(tmp_path)
    project.tables.append("[fetch]\nworkers = 1\n")
    project.source("wire", "wire", trust="wire")
    project.source("own", "own", trust="owned")
    project.write("wire/wing.md", f"# A wing opens\n\n{WING}")
    project.write("own/wing.md", f"# A wing opens\n\n{WING}")
    project.write("wire/skin.md", f"# Worrying spots are seen\n\n{SKIN}")
    return project


def start(project: Project, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        project.command(*arguments),
        cwd=project.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, said = process.communicate(timeout=120)
    return process.returncode, said


def whole(project: Project) -> None:
    """Nothing was told twice, and nothing is broken."""
    assert project.rows("PRAGMA integrity_check") == [("ok",)]
    assert project.rows("PRAGMA foreign_key_check") == []
    told = project.rows("SELECT source, item, count(*) FROM postings GROUP BY 1, 2")
    assert all(count == 1 for *_, count in told)
    assert not [*project.folder.rglob("*.tmp"), *project.folder.rglob(".syndicate")]


def test_of_eight_runs_at_once_one_works(project: Project) -> None:
    """The one at work is kept at it by a feed that answers when the others are gone."""
    gone = threading.Event()

    def answer(connection: socket.socket) -> None:
        gone.wait(100)
        body = rss([item("The hours", HOURS, "https://harbor.example.org/1")])
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body)

    with serving() as server:
        server.paths["/feed"] = answer
        allow = f'allow = ["127.0.0.1:{server.port}"]\ndeadline = "100s"'
        project.tables[0] = f"[fetch]\nworkers = 1\n{allow}\n"
        project.source("blog", f"{server.url}/feed", "feed", trust="wire")
        runs = [start(project, "run") for _ in range(RUNS)]
        while sum(run.poll() is None for run in runs) > 1:
            time.sleep(0.02)
        gone.set()
        ended = [end(run) for run in runs]
    assert Counter(code for code, _ in ended) == {0: 1, 75: RUNS - 1}
    for code, said in ended:
        assert ("another run holds the lock" in said) == (code == 75)
        assert said.count("\n") == (code == 75)
    whole(project)
    assert len(project.stories()) == 3
    assert len(project.rows("SELECT 1 FROM fetches")) == 3  # each source was asked once


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "--strict"),
        ("digest", "--close"),
        ("rematch", "--apply"),
        ("note", "STORY", "seen", "--as", "ann", "--wait", "0"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_whatever_writes_waits_its_turn(
    project: Project, arguments: tuple[str, ...]
) -> None:
    """While a run is at work it leaves with 75; afterwards it is done well."""
    project.run()
    story = project.stories()[0]["id"]
    arguments = tuple(story if each == "STORY" else each for each in arguments)
    before = project.content()
    with locked(project.path("db/syndicate.sqlite")):
        assert "another run holds the lock" in project.refused(75, *arguments)
    assert project.content() == before
    assert project.call(*arguments).returncode == 0
    whole(project)


def test_a_run_a_decision_and_a_closing_digest_at_once(project: Project) -> None:
    """Each is done or says 75, and what is said to be done is done."""
    project.run()
    story = project.stories()[0]["id"]
    project.write("wire/hours.md", f"# The evening hours\n\n{HOURS}")
    project.now = "2026-10-06T12:00:00Z"
    started = {
        "run": start(project, "run"),
        "hide": start(project, "hide", story, "--as", "ann", "--wait", "60"),
        "close": start(project, "digest", "--close"),
    }
    codes = {name: end(process)[0] for name, process in started.items()}
    assert set(codes.values()) <= {0, 75}
    assert codes["hide"] == 0  # a person is patient
    whole(project)
    assert [each["act"] for each in project.decisions()] == ["hide"]
    closed = json.loads(project.read("digest", "--list", "--json"))["editions"]
    assert len(closed) == (codes["close"] == 0)
    project.run()
    assert project.holding("The evening hours")
    page = project.explain(story)
    assert page["hidden"]
    assert not project.holding(page["title"])


def test_eight_that_would_send_the_digest_send_one_letter(project: Project) -> None:
    project.run()
    with receiving() as mailbox:
        name_mailbox(project, mailbox)
        sent = [start(project, "digest", "--send") for _ in range(RUNS)]
        codes = Counter(end(process)[0] for process in sent)
    assert set(codes) <= {0, 75}
    assert codes[0]
    assert len(mailbox.letters) == 1
    whole(project)


def name_mailbox(project: Project, mailbox: Mailbox) -> None:
    project.tables.append(
        f'[mail]\nhost = "127.0.0.1"\nport = {mailbox.port}\nsecurity = "none"\n'
        'sender = "press@news.example.org"\n'
        '[[recipient]]\naddress = "ann@clinic.example.org"\n'
    )
    project.configure()


def test_one_that_reads_is_never_in_the_way(project: Project) -> None:
    project.run()
    project.write("wire/hours.md", f"# The evening hours\n\n{HOURS}")
    project.now = "2026-10-06T12:00:00Z"
    with ExitStack() as stack:
        run = stack.enter_context(start(project, "run"))
        while run.poll() is None:
            assert project.read("stories", "--json")
        assert run.returncode == 0
    whole(project)
