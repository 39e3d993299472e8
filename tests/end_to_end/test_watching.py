"""Whoever watches is told of every run: its log, its pings, its figures."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from syndicate.store import locked
from tests.end_to_end.project import NOW, Project, schema
from tests.end_to_end.tellings import HOURS, WING, item, rss
from tests.loopback import Server

SECRET = "/4f1c-sw0rdfish"
FEED = rss([item("The evening hours", HOURS, "https://harbor.example.org/news/hours")])


@pytest.fixture
def watched(
    project: Project, server: Server, monkeypatch: pytest.MonkeyPatch
) -> Project:
    """A project with a file, a feed, a switch to ping and a file of figures."""
    monkeypatch.setenv("SWITCH", f"{server.url}{SECRET}")
    project.tables += [
        f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n',
        '[ping]\nurl_from = "SWITCH"\n',
        '[metrics]\nfile = "syndicate.prom"\n',
    ]
    project.source("wire", "wire", trust="wire")
    project.source("blog", f"{server.url}/feed?key=s3cret&page=1", "feed")
    project.write("wire/wing.md", f"# A wing opens\n\n{WING}")
    server.say("/feed?key=s3cret&page=1", FEED)
    for signal in ("start", "0", "69", "65", "73", "74", "78"):
        server.say(f"{SECRET}/{signal}", b"OK")
    return project


def lines(told: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """The lines of a log, each by its contract."""
    assert told.stdout.isascii()
    read = [json.loads(line) for line in told.stdout.splitlines()]
    for each in read:
        jsonschema.validate(each, schema("log"))
    assert [each["event"] for each in read[-1:]] == ["run"]
    return read


def pings(server: Server) -> list[str]:
    told = [head.split()[1] for head in server.asked if SECRET in head]
    return [path.removeprefix(f"{SECRET}/") for path in told]


def figures(project: Project) -> dict[str, float]:
    text = project.path("syndicate.prom").read_text()
    rows = [line.rpartition(" ") for line in text.splitlines() if line[0] != "#"]
    return {name: float(value) for name, _, value in rows}


def test_a_run_that_goes_well(watched: Project, server: Server) -> None:
    told = watched.call("run", "--log", "json")
    assert (told.returncode, told.stderr) == (0, "")
    wire, blog, run = lines(told)
    assert (wire["id"], wire["outcome"], wire["asked"]) == ("wire", "ok", True)
    assert (wire["new"], wire["error"], wire["status"]) == (1, None, None)
    assert (blog["new"], blog["status"], blog["bytes"]) == (1, 200, len(FEED))
    assert blog["location"] == f"{server.url}/feed?key=…&page=…"
    assert (run["outcome"], run["exit"], run["stories"]) == ("ok", 0, 2)
    assert (run["new"], run["held"], run["failing"]) == (2, 0, 0)
    assert pings(server) == ["start", "0"]
    assert figures(watched)["syndicate_run_exit_code"] == 0
    assert figures(watched)["syndicate_stories"] == 2
    everything = [told.stdout.encode(), *map(Path.read_bytes, files(watched))]
    for secret in (b"s3cret", b"sw0rdfish"):
        assert not any(
            secret in each for each in everything if b"[[source]]" not in each
        )


def files(project: Project) -> list[Path]:
    """What a run may be asked to show to others."""
    shown = [*project.path("feeds").rglob("*"), project.path("syndicate.prom")]
    return [path for path in shown if path.is_file()]


def test_a_source_that_fails(watched: Project, server: Server) -> None:
    server.say("/feed?key=s3cret&page=1", b"no", status="503 Oh")
    told = watched.call("run", "--strict", "--log", "json")
    assert told.returncode == 69
    wire, blog, run = lines(told)
    assert (blog["outcome"], blog["error"], blog["status"]) == ("failing", "http", 503)
    assert blog["reason"].endswith("503 Service Unavailable")
    assert "s3cret" not in told.stdout
    assert wire["error"] is None
    assert (run["outcome"], run["exit"], run["error"]) == ("failed", 69, "source")
    assert pings(server) == ["start", "69"]
    told_of = figures(watched)
    assert told_of['syndicate_source_well{source="blog"}'] == 0
    assert told_of['syndicate_source_state{source="blog",state="failing"}'] == 1
    assert told_of["syndicate_run_exit_code"] == 69
    assert "syndicate_run_last_success_timestamp_seconds" not in told_of


def test_a_run_that_fails_after_polling(watched: Project, server: Server) -> None:
    """What it polled is told all the same."""
    assert watched.call("run").returncode == 0
    watched.tables.append('[paths]\noutput = "taken/inside"\n')
    watched.configure().write("taken", "a file")
    watched.now = "2026-10-06T14:00:00Z"
    told = watched.call("run", "--log", "json")
    assert told.returncode == 73
    wire, blog, run = lines(told)
    assert [each["asked"] for each in (wire, blog)] == [True, True]
    assert (run["exit"], run["error"], run["stories"]) == (73, "cannot-create", None)
    assert "taken" in run["reason"]
    assert told.stderr.count("\n") == 1
    assert pings(server) == ["start", "0", "start", "73"]
    told_of = figures(watched)
    assert told_of["syndicate_run_exit_code"] == 73
    assert told_of["syndicate_run_last_success_timestamp_seconds"] == 1_791_201_600
    assert told_of['syndicate_source_well{source="wire"}'] == 1


def test_a_damaged_database(watched: Project, server: Server) -> None:
    watched.write("db/syndicate.sqlite", b"")
    told = watched.call("run", "--log", "json")
    assert told.returncode == 65
    (run,) = lines(told)
    assert (run["exit"], run["error"]) == (65, "damaged")
    assert pings(server) == ["start", "65"]
    assert figures(watched)["syndicate_run_exit_code"] == 65


def test_a_run_beside_another_says_so_and_leaves_the_rest_to_it(
    watched: Project, server: Server
) -> None:
    with locked(watched.path("db/syndicate.sqlite")):
        told = watched.call("run", "--log", "json")
    assert told.returncode == 75
    (run,) = lines(told)
    assert (run["outcome"], run["exit"]) == ("busy", 75)
    assert pings(server) == []
    assert not watched.path("syndicate.prom").exists()


def test_settings_that_cannot_be_read(watched: Project, server: Server) -> None:
    """Nobody knows where to ping; the log still has its line."""
    watched.write("config.toml", "[site\n")
    told = watched.call("run", "--log", "json")
    assert told.returncode == 78
    (run,) = lines(told)
    assert (run["exit"], run["error"]) == (78, "config")
    assert pings(server) == []


def test_what_goes_wrong_with_watching_costs_the_run_nothing(
    watched: Project, server: Server
) -> None:
    server.paths[f"{SECRET}/0"] = b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n"
    watched.tables.append('[[topic]]\nname = "Wings"\nwords = ["wing"]\n')
    watched.tables = [
        each.replace("syndicate.prom", "nowhere/syndicate.prom")
        for each in watched.tables
    ]
    watched.configure()
    told = watched.call("run")
    assert told.returncode == 0
    first, second = told.stderr.splitlines()
    assert first.startswith("syndicate: metrics.file: ")
    assert "nowhere/syndicate.prom" in first
    assert second == "syndicate: the ping (0) was not taken: 500 Internal Server Error"
    assert watched.holding("A wing opens")


def test_not_due_is_told_as_such(watched: Project, server: Server) -> None:
    assert watched.call("run").returncode == 0
    watched.now = "2026-10-05T12:10:00Z"
    _, blog, run = lines(watched.call("run", "--log", "json"))
    assert (blog["outcome"], blog["asked"], blog["new"]) == ("not due", False, None)
    assert (run["new"], run["changed"]) == (0, 0)
    assert watched.now != NOW


def test_json_and_log_do_not_go_together(watched: Project) -> None:
    assert "do not go together" in watched.refused(2, "run", "--json", "--log", "json")
