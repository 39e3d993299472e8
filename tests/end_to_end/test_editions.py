"""Editions of the digest through the real command and a real mail server."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from typing import NoReturn

import pytest

from syndicate import pipeline
from syndicate.cli import call
from syndicate.errors import InputOutputError
from tests.end_to_end.project import Project
from tests.mailbox import Mailbox, receiving

DAYS = [f"2026-10-{day:02}T07:00:00Z" for day in range(5, 29)]
PRESS, DESK = "press@alder.example.org", "desk@birch.example.org"
RELEASE = """# {title}

{place}, OR (Newsworthy.ai) Monday Oct 5, 2026 @ 7:00 AM Eastern — {text}

[Original/Source Press Release](https://wire.example.org/{name})
"""
MAIL = """[mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "digest@news.example.org"
"""
ALDER = "Alder Clinic today opened a quiet room for people who cannot sleep at night."
BIRCH = "Birch Clinic has begun a walking group for the town every Thursday at nine."


def release(name: str, title: str, text: str) -> str:
    return RELEASE.format(name=name, title=title, text=text, place=name.title())


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with receiving() as running:
        yield running


@pytest.fixture
def office(project: Project, box: Mailbox) -> Project:
    """Two clinics on one wire, and a recipient for each; the first run is done."""
    project.tables += [
        '[[clinic]]\nname = "Alder Clinic"\n',
        '[[clinic]]\nname = "Birch Clinic"\n',
        MAIL.format(port=box.port),
        f'[[recipient]]\naddress = "{PRESS}"\n',
        f'[[recipient]]\naddress = "{DESK}"\nclinics = ["Birch Clinic"]\n',
    ]
    project.source("wire", "wire", trust="wire")
    project.write(
        "wire/2026/1005/alder.md", release("alder", "Alder Opens a Room", ALDER)
    )
    project.run(now=DAYS[0])
    return project


def send(project: Project, now: str) -> dict[str, list[dict[str, object]]]:
    project.now = now
    told: dict[str, list[dict[str, object]]] = json.loads(
        project.well("digest", "--send", "--json")
    )
    return told


def test_an_edition_goes_to_each_recipient_once_and_holds_what_came_since(
    office: Project, box: Mailbox
) -> None:
    told = send(office, DAYS[1])
    assert [each["edition"] for each in told["closed"]] == ["daily-1"]
    assert sorted(to for to, _ in box.letters) == [DESK, PRESS]
    by_recipient = dict(box.letters)
    assert b"Alder Opens a Room" in by_recipient[PRESS]
    assert b"Alder Opens a Room" not in by_recipient[DESK]
    assert b"nothing new" in by_recipient[DESK]

    office.write("wire/2026/1005/birch.md", release("birch", "Birch Walks", BIRCH))
    office.run(now=DAYS[2])
    box.letters.clear()
    send(office, DAYS[3])
    by_recipient = dict(box.letters)
    for recipient in (PRESS, DESK):
        assert b"Birch Walks" in by_recipient[recipient]
        assert b"Alder Opens a Room" not in by_recipient[recipient]


def test_a_closed_edition_stays_as_it_was_whatever_comes(
    office: Project, box: Mailbox
) -> None:
    send(office, DAYS[1])
    before = office.read("digest", "--edition", "daily-1")
    page = office.path("digest/editions/daily-1.html").read_bytes()
    office.write(
        "wire/2026/1005/alder.md", release("alder", "Alder Opens Two Rooms", ALDER)
    )
    office.run(now=DAYS[2])
    office.path("digest/editions/daily-1.html").unlink()
    office.run(now=DAYS[3])
    assert office.read("digest", "--edition", "daily-1") == before
    assert office.path("digest/editions/daily-1.html").read_bytes() == page
    assert "Alder Opens Two Rooms" in office.read("digest")


def test_what_a_run_kept_and_did_not_form_is_in_the_edition_that_is_closed_next(
    office: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a kill in between, with the digest due before the next run."""
    office.well("digest", "--close")
    office.write(
        "wire/2026/1005/alder.md", release("alder", "Alder Opens Two Rooms", ALDER)
    )
    office.now = DAYS[2]
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "_form", _cut_short)
        assert call(office.command("run")[3:]) == 74
    office.well("digest", "--close")
    office.run(now=DAYS[3])
    told = office.read("digest", "--edition", "daily-2", "--form", "markdown")
    changed = told.partition("## Changed")[2].partition("\n## ")[0]
    assert "Alder Opens Two Rooms" in changed
    assert "Alder Opens Two Rooms" not in office.read("digest")


def _cut_short(*_: object) -> NoReturn:
    raise InputOutputError("cut short")


@pytest.mark.parametrize("series", ["daily", "weekly"])
def test_an_edition_closed_by_a_clock_a_year_ahead_keeps_no_later_one_waiting(
    office: Project, series: str
) -> None:
    mondays = ["2026-10-05T07:00:00Z", "2027-10-11T07:00:00Z"]
    for office.now in mondays:
        assert office.well("digest", "--close", "--series", series)
    office.now = "2026-10-12T07:00:00Z"
    told = office.well("digest", "--close", "--series", series)
    assert told.startswith(f"{series}-3 is closed")
    assert office.well("digest", "--close", "--series", series) == (
        "No edition is due.\n"
    )


def test_a_week_in_which_clocks_go_back_has_one_edition(office: Project) -> None:
    """Where it is asked for every hour: that week has an hour more than others."""
    office.tables.append('[digest]\nzone = "Europe/Berlin"\n')
    office.configure()
    closed = []
    for office.now in ("2026-10-18T22:00:05Z", "2026-10-25T22:00:05Z"):
        closed.append(office.well("digest", "--close", "--series", "weekly"))
    assert closed[0].startswith("weekly-1 is closed")
    assert closed[1] == "No edition is due.\n"
    office.now = "2026-10-25T23:00:05Z"  # midnight of Monday there
    told = office.well("digest", "--close", "--series", "weekly")
    assert told.startswith("weekly-2 is closed")


def test_a_refused_recipient_is_tried_again_alone(
    office: Project, box: Mailbox
) -> None:
    box.refused = {DESK: "450 try later"}
    told = send(office, DAYS[1])
    assert [each["delivered"] for each in told["deliveries"]] == [False, True]
    assert told["deliveries"][0]["reason"] == "450 try later"
    box.refused = {}
    told = send(office, DAYS[1])  # the same moment: no edition is due
    assert told["closed"] == []
    assert [each["recipient"] for each in told["deliveries"]] == [DESK]
    assert sorted(to for to, _ in box.letters) == [DESK, PRESS]
    assert send(office, DAYS[1])["deliveries"] == []


def test_a_dead_server_leaves_every_letter_for_the_next_time(
    office: Project, box: Mailbox
) -> None:
    away = [table.replace(str(box.port), "9") for table in office.tables]
    here, office.tables = office.tables, away
    office.configure()
    office.now = DAYS[1]
    told = office.call("digest", "--send", "--json")
    assert told.returncode == 69
    deliveries = json.loads(told.stdout)["deliveries"]
    assert [each["delivered"] for each in deliveries] == [False]
    office.now = "2026-10-06T07:05:00Z"
    told = office.call("digest", "--send")  # as a scheduler does after a failure
    assert (told.returncode, told.stdout) == (69, "No edition is due.\n")
    assert told.stderr.startswith("syndicate: daily-1 to ")  # which cron mails
    office.tables = here
    office.configure()
    assert send(office, "2026-10-06T07:10:00Z")["closed"] == []
    assert sorted(to for to, _ in box.letters) == [DESK, PRESS]
    assert len(send(office, DAYS[2])["closed"]) == 1


def test_letters_that_wait_hold_up_no_edition_of_another_day(
    office: Project, box: Mailbox
) -> None:
    office.tables = [each.replace(str(box.port), "9") for each in office.tables]
    office.configure()
    for number, day in enumerate(DAYS[1:3], 1):
        office.now = day
        told = json.loads(office.call("digest", "--send", "--json").stdout)
        assert [each["edition"] for each in told["closed"]] == [f"daily-{number}"]


def test_what_is_killed_while_sending_is_sent_twice_at_most_and_never_lost(
    office: Project, box: Mailbox
) -> None:
    """The server takes the letter and dies on us before it says so, again and again."""
    box.pause = 30.0
    office.now = DAYS[1]
    for _ in range(3):
        running = subprocess.Popen(
            office.command("digest", "--send"),
            cwd=office.folder,
            env=os.environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        had = len(box.letters)
        ends = time.monotonic() + 20
        while len(box.letters) == had and running.poll() is None:
            assert time.monotonic() < ends
            time.sleep(0.02)
        running.send_signal(signal.SIGKILL)
        running.wait()
    box.pause = 0.0
    send(office, DAYS[1])
    for recipient in (PRESS, DESK):
        copies = [content for to, content in box.letters if to == recipient]
        assert 1 <= len(copies) <= 2
        assert len(set(copies)) == 1


def test_who_is_not_a_recipient_any_more_is_sent_nothing(
    office: Project, box: Mailbox
) -> None:
    box.refused = {DESK: "450 try later"}
    send(office, DAYS[1])
    box.refused = {}
    office.tables = [table for table in office.tables if DESK not in table]
    office.configure()
    told = send(office, DAYS[1])
    assert "not among the recipients" in str(told["deliveries"][0]["reason"])
    assert [to for to, _ in box.letters] == [PRESS]


def test_a_clock_that_goes_back_closes_nothing(office: Project, box: Mailbox) -> None:
    send(office, DAYS[5])
    assert send(office, DAYS[4])["closed"] == []
    assert len(box.letters) == 2


def test_a_weekly_edition_closes_on_its_day_and_covers_the_week(
    project: Project, box: Mailbox
) -> None:
    project.tables += [
        '[digest]\nweekday = "wednesday"\n',
        MAIL.format(port=box.port),
        f'[[recipient]]\naddress = "{PRESS}"\nevery = "weekly"\n',
    ]
    project.source("wire", "wire", trust="wire")
    project.write("wire/2026/1005/alder.md", release("alder", "Alder Opens", ALDER))
    project.run(now=DAYS[0])
    closed = [
        [each["edition"] for each in send(project, day)["closed"]] for day in DAYS[:10]
    ]
    weekly = [
        DAYS[at][8:10] for at, names in enumerate(closed) if "weekly" in str(names)
    ]
    assert weekly == ["07", "14"]
    assert [to for to, _ in box.letters] == [PRESS, PRESS]
    assert b"Alder Opens" in box.letters[0][1]
    assert b"Alder Opens" not in box.letters[1][1]


def test_a_dry_run_writes_the_letters_and_changes_nothing(
    office: Project, box: Mailbox
) -> None:
    told = office.well("digest", "--dry-run")
    files = list(office.path("digest/letters").glob("*.eml"))
    assert len(files) == len(told.split()) == 2
    assert any(b"Alder Opens a Room" in file.read_bytes() for file in files)
    assert box.letters == []
    assert office.read("digest", "--list", "--json").count("daily") == 0


def test_a_period_is_read_without_closing_anything(
    office: Project, box: Mailbox
) -> None:
    office.now = DAYS[9]
    told = office.read("digest", "--since", "2026-10-05", "--until", "2026-10-06")
    assert "Alder Opens a Room" in told
    told = office.read("digest", "--since", "2026-10-07", "--until", "2026-10-08")
    assert "Alder Opens a Room" not in told
    assert box.letters == []


def test_whoever_sends_to_nobody_is_told(project: Project) -> None:
    project.source("wire", "wire", trust="wire")
    project.write("wire/2026/1005/alder.md", release("alder", "Alder Opens", ALDER))
    project.run(now=DAYS[0])
    told = project.call("digest", "--send")
    assert told.returncode == 0
    assert "config.toml names no [[recipient]]\n" in told.stderr
    assert "daily-1 is closed" in told.stdout


def test_options_that_do_not_go_together_are_refused(office: Project) -> None:
    told = office.refused(2, "digest", "--send", "--since", "2026-10-05")
    assert "--send and --since do not go together" in told
    told = office.refused(2, "digest", "--close", "--list")
    assert "--close and --list do not go together" in told
    told = office.refused(2, "digest", "--edition", "daily-9")
    assert "no closed edition is called 'daily-9'" in told
