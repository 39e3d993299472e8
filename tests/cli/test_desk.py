"""`desk`: accounts are made, listed and ended, and the pages are served."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests import warm
from tests.cli.conftest import NOW

PASSWORD = "a long one for tests"


def desk(
    folder: Path, *arguments: str, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    return warm.call([*NOW, "desk", *arguments], folder, typed)


def test_accounts_are_made_listed_and_ended(project: Path) -> None:
    """Before the first run, too: whoever sets up begins with the people."""
    told = desk(project, "adduser", "ann", "--role", "editor", typed=f"{PASSWORD}\n")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == "ann may use the desk, as an editor\n"
    assert desk(project, "adduser", "Zoë R", "--sign-on").returncode == 0
    listed = json.loads(desk(project, "users", "--json").stdout)
    assert [(u["name"], u["role"], u["password"]) for u in listed["users"]] == [
        ("ann", "editor", True),
        ("Zoë R", "reader", False),
    ]
    database = (project / "db" / "syndicate.sqlite").read_bytes()
    assert PASSWORD.encode() not in database
    assert b"scrypt:" in database
    told = desk(project, "passwd", "ANN", typed="another long one\n")
    assert "signed out everywhere" in told.stdout
    assert desk(project, "removeuser", "ann").returncode == 0
    assert "ann" not in desk(project, "users").stdout
    assert "Zoë R  reader  sign-on" in desk(project, "users").stdout


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (("adduser", "ann"), "short\n", "a password has 10 to 500 characters"),
        (("adduser", "ann"), "", "a password has 10 to 500 characters"),
        (("adduser", "a/b"), PASSWORD, '"a/b" cannot be a name'),
        (("adduser", " "), PASSWORD, "cannot be a name; it has up to 100 characters"),
        (("--host", "192.0.2.1"), "", "--host 192.0.2.1: address is missing"),
        (("adduser", "ann", "--mail", "nowhere"), PASSWORD, "is no e-mail address"),
    ],
)
def test_what_will_not_do_is_one_line(
    project: Path, arguments: tuple[str, ...], typed: str, said: str
) -> None:
    told = desk(project, *arguments, typed=typed)
    assert told.returncode == 2
    assert said in told.stderr
    assert told.stderr.count("\n") == 1


def test_names_are_known_however_they_are_cased(project: Path) -> None:
    assert desk(project, "users").returncode == 78  # no database yet
    desk(project, "adduser", "ann", "--sign-on")
    told = desk(project, "adduser", "Ann", "--sign-on")
    assert (told.returncode, "has an account" in told.stderr) == (2, True)
    told = desk(project, "removeuser", "anm")
    assert 'nobody is called "anm"; did you mean "ann"?' in told.stderr
    told = desk(project, "users", "--port", "1")
    assert told.returncode == 2


def test_the_desk_answers_until_it_is_interrupted(finished: Path) -> None:
    command = [sys.executable, "-m", "syndicate", "desk", "--port", "0"]
    with subprocess.Popen(
        command,
        cwd=finished,
        env={**os.environ, "PYTHONWARNINGS": "error"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        url = process.stdout.readline().split()[0]
        with urlopen(f"{url}stories", timeout=30) as answer:
            page = answer.read().decode()
            assert answer.url == f"{url}sign-in?next=/stories"
            assert "Server" not in answer.headers
        assert "<h1>Sign in</h1>" in page
        head = Request(f"{url}assets/desk.css", method="HEAD")
        with urlopen(head, timeout=30) as answer:
            assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
        ask_at_once(url, 32)  # more than it has threads: that some wait is no news
        taken = desk(finished, "--port", url.rsplit(":", 1)[1].strip("/"))
        assert taken.returncode == 74
        assert "cannot be listened on" in taken.stderr
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        assert process.stderr.read() == ""


def ask_at_once(url: str, times: int) -> None:
    host = url.removeprefix("http://").strip("/")
    name, _, port = host.partition(":")
    with ExitStack() as stack:
        lines = [
            stack.enter_context(socket.create_connection((name, int(port)), timeout=30))
            for _ in range(times)
        ]
        for line in lines:
            line.sendall(f"GET /sign-in HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
        told = [line.recv(12, socket.MSG_WAITALL) for line in lines]
    assert told == [b"HTTP/1.0 200"] * times
