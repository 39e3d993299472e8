"""`init`: the real command, answered by a pipe, a terminal or options; a real blog."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from syndicate.config.load import load
from syndicate.config.starting import render_start
from syndicate.sources.registry import options_of
from tests import warm
from tests.end_to_end.sites import Answer, Blog, standing
from tests.terminal import converse

NOW = "2026-10-05T12:00:00Z"
TEXT = (
    "From the {0} of the month on, Larkfield Clinic opens its {0} room to walk-ins, "
    "says its director, and the bell at door number {0} can be heard by every visitor."
)
HOME = b"""<!doctype html><html><head><title>Larkfield Clinic</title>
<link rel="https://api.w.org/" href="/wp-json/">
<link rel="alternate" type="application/rss+xml" title="News" href="/feed/">
</head><body><h1>Larkfield Clinic</h1><p>We see patients on weekdays.</p></body>"""


class FrontPage(Blog):
    """A WordPress site whose first page names what it offers."""

    def answer(
        self, path: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> tuple[Answer, dict[str, str]]:
        if path == "/":
            return (200, "text/html", HOME), {}
        return super().answer(path, query, headers, body)


@dataclass
class Begun:
    """A folder in which `init` is called, and the blog that it is told of."""

    folder: Path
    blog: FrontPage

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def settings(self) -> dict[str, Any]:
        return tomllib.loads(self.config.read_text("utf-8"))

    def command(self, *arguments: str) -> list[str]:
        host = f"127.0.0.1:{self.blog.port}"
        program = [sys.executable, "-m", "syndicate", "--now", NOW, "init"]
        return [*program, "--allow", host, *arguments]

    def call(
        self, *arguments: str, answers: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return warm.call(self.command(*arguments)[3:], self.folder, answers)


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[Begun]:
    blog = FrontPage()
    for number in (1, 2):
        at = f"2026-10-0{number}T09:00:00"
        blog.write(number, f"Room {number} opens", TEXT.format(number * 11), at)
    with standing(blog):
        yield Begun(tmp_path, blog)


ORDER = (
    *("clinic", "site", "blog", "another", "address", "newsworthy", "reddit"),
    *("email", "server"),
)


def typed(begun: Begun, **told: str) -> str:
    """What somebody types, a line for each question."""
    answers = {"clinic": "Larkfield Clinic", "site": begun.blog.url, **told}
    asked = ORDER if "email" in told else ORDER[:-1]
    return "".join(f"{answers.get(key, '')}\n" for key in asked)


def test_answers_make_a_project_that_has_run(begun: Begun) -> None:
    told = begun.call(answers=typed(begun, email="press@larkfield.example.org"))
    assert told.returncode == 0, told.stderr
    site = f"{begun.blog.url}/"
    assert {name: told for name, told in begun.settings.items() if told} == {
        "site": {
            "url": f"{site}news/",
            "title": "Larkfield Clinic: news",
            "contact": "press@larkfield.example.org",
        },
        "clinic": [{"name": "Larkfield Clinic", "domains": ["127.0.0.1"]}],
        "source": [
            {
                "name": "larkfield-clinic",
                "kind": "wordpress",
                "location": site,
                "trust": "owned",
                "clinic": "Larkfield Clinic",
            }
        ],
        "recipient": [{"address": "press@larkfield.example.org"}],
        "fetch": {"allow": [f"127.0.0.1:{begun.blog.port}"]},
    }
    assert f"wordpress {site} tells 2 items" in told.stdout
    assert "2 stories: 2 new" in told.stdout
    assert "Open feeds/index.html" in told.stdout
    assert f"--config {begun.config} run" in told.stdout
    feed = (begun.folder / "feeds" / "feed.json").read_text("utf-8")
    assert {item["title"] for item in json.loads(feed)["items"]} == {
        "Room 1 opens",
        "Room 2 opens",
    }
    assert (begun.folder / "digest" / "digest.html").is_file()
    assert (begun.folder / "db" / "syndicate.sqlite").is_file()


def test_clinics_are_asked_for_until_no_more_comes(begun: Begun) -> None:
    """Each with its site and its news; what concerns all is asked once."""
    (begun.folder / "ridge").mkdir()
    (begun.folder / "ridge" / "hours.md").write_text(f"# New hours\n\n{TEXT}")
    answers = [
        *("Larkfield Clinic", begun.blog.url, ""),
        *("Ridgeway Physiotherapy", "ridgeway.example.org", "ridge"),
        *("Harbor Light", "", "", ""),
        *("https://news.example.org/", "Larkfield, Ridgeway", "", "-"),
    ]
    told = begun.call(answers="".join(f"{each}\n" for each in answers))
    assert told.returncode == 0, told.stderr
    assert begun.settings["site"] == {"url": "https://news.example.org/"}
    assert begun.settings["clinic"] == [
        {"name": "Larkfield Clinic", "domains": ["127.0.0.1"]},
        {"name": "Ridgeway Physiotherapy", "domains": ["ridgeway.example.org"]},
        {"name": "Harbor Light"},
    ]
    sources = begun.settings["source"]
    assert [(each["name"], each["kind"], each.get("clinic")) for each in sources] == [
        ("larkfield-clinic", "wordpress", "Larkfield Clinic"),
        ("ridgeway-physiotherapy", "files", "Ridgeway Physiotherapy"),
        ("newsworthy-larkfield", "newsworthy", None),
        ("newsworthy-ridgeway", "newsworthy", None),
    ]
    assert "tells 2 items" in told.stdout
    assert "files ridge tells one item" in told.stdout
    assert (begun.folder / "feeds/clinics/ridgeway-physiotherapy/rss.xml").is_file()


def test_options_name_clinics_one_after_another(begun: Begun) -> None:
    told = begun.call(
        *("--yes", "--only-write", "--clinic", "Larkfield", "--clinic", "Ridgeway"),
        *(
            "--site",
            "-",
            "--site",
            "ridgeway.example.org",
            "--blog",
            "-",
            "--blog",
            "-",
        ),
    )
    assert told.returncode == 0, told.stderr
    assert begun.settings["clinic"] == [
        {"name": "Larkfield"},
        {"name": "Ridgeway", "domains": ["ridgeway.example.org"]},
    ]
    assert "source" not in begun.settings


def test_a_mail_server_is_asked_for_and_its_password_never(begun: Begun) -> None:
    email = "press@larkfield.example.org"
    asked = typed(begun, blog="-", email=email, server="mail.example.org:465")
    told = begun.call("--only-write", answers=asked + "\nSMTP_USER SMTP_WORD\n")
    assert told.returncode == 0, told.stderr
    assert begun.settings["mail"] == {
        "host": "mail.example.org",
        "port": 465,
        "security": "tls",
        "sender": email,
        "user_from": "SMTP_USER",
        "password_from": "SMTP_WORD",
    }
    assert begun.settings["recipient"] == [{"address": email}]
    assert "put SMTP_USER and SMTP_WORD into the environment" in told.stdout
    assert "password" not in told.stderr.replace("user and password", "")


def test_a_relay_wants_no_login(begun: Begun) -> None:
    told = begun.call(
        *("--yes", "--only-write", "--email", "press@larkfield.example.org"),
        *("--mail-server", "relay.example.org", "--mail-login", "-"),
    )
    assert told.returncode == 0, told.stderr
    assert begun.settings["mail"] == {
        "host": "relay.example.org",
        "sender": "press@larkfield.example.org",
    }
    assert "environment" not in told.stdout


def test_the_line_for_the_scheduler_works(begun: Begun) -> None:
    told = begun.call("--yes", "--only-write", "--clinic", "Larkfield Clinic")
    (line,) = (each for each in told.stdout.splitlines() if each.endswith(" run"))
    call = line.split("* * * * ")[1]
    ran = subprocess.run(call, shell=True, cwd="/", capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert (begun.folder / "feeds" / "index.html").is_file()


def test_on_a_terminal_a_wrong_answer_is_asked_again(begun: Begun) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        begun.command("--only-write"),
        cwd=begun.folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "COLUMNS": "80"},
    ) as process:
        os.close(theirs)
        *answers, _ = typed(begun, blog="-", email="nobody").splitlines()
        shown = converse(ours, [*answers, "press@larkfield.example.org", "-"])
    os.close(ours)
    assert process.returncode == 0, shown
    assert 'Error: "nobody" is no e-mail address' in shown
    assert "Its web site [none; such as larkfield.example.org]: " in shown
    assert "Another clinic [none]: " in shown
    assert "source" not in begun.settings
    assert begun.settings["site"]["contact"] == "press@larkfield.example.org"


def test_leaving_a_question_open_writes_nothing(begun: Begun) -> None:
    told = begun.call(answers="Larkfield Clinic\n")
    assert told.returncode == 2
    assert told.stderr.endswith(
        "syndicate: no answer came for --site; give it, or --yes to take what stands "
        "in brackets\n"
    )
    assert list(begun.folder.iterdir()) == []


def test_what_is_there_is_kept_unless_it_is_forced(begun: Begun) -> None:
    begun.config.write_text("# mine\n")
    told = begun.call("--yes")
    assert (told.returncode, told.stdout) == (2, "")
    assert "config.toml: is there already" in told.stderr
    assert begun.config.read_text() == "# mine\n"
    assert begun.call("--yes", "--force", "--only-write").returncode == 0
    assert begun.settings["site"]["url"] == "https://news.example.org/"


def test_an_address_that_does_not_answer_is_kept_as_typed(begun: Begun) -> None:
    begun.blog.closed["/"] = (503, "text/plain", b"")
    told = begun.call("--yes", "--blog", f"{begun.blog.url}/feed/")
    assert told.returncode == 0, told.stderr
    assert "could not look at the news: " in told.stdout
    assert "503" in told.stdout
    (source,) = begun.settings["source"]
    assert (source["kind"], source["location"]) == ("feed", f"{begun.blog.url}/feed/")
    begun.blog.closed.clear()
    load(begun.config, options_of)


def test_a_private_address_that_was_not_named_is_told(begun: Begun) -> None:
    command = begun.command("--yes", "--only-write", "--blog", begun.blog.url)
    at = command.index("--allow")
    told = subprocess.run(
        command[:at] + command[at + 2 :],
        cwd=begun.folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "; name it in [fetch] allow" in told.stdout
    assert begun.blog.asked == []


def test_words_become_searches_and_lists(begun: Begun) -> None:
    told = begun.call(
        *("--yes", "--only-write", "--json", "--clinic", 'The "Lark" & Söhne'),
        *(
            "--newsworthy",
            "lark clinic",
            "--reddit",
            "r/ClinicNews, lark clinic, r/Two",
        ),
    )
    assert told.returncode == 0, told.stderr
    record = json.loads(told.stdout)
    assert record["run"] is None
    assert [(each["name"], each["location"]) for each in record["sources"]] == [
        ("newsworthy-lark-clinic", "https://newsworthy.ai"),
        ("clinicnews", "r/ClinicNews"),
        ("two", "r/Two"),
        ("reddit-com", "https://www.reddit.com/search?q=%22lark+clinic%22"),
    ]
    assert begun.settings["source"][0]["query"] == "lark clinic"
    assert begun.settings["clinic"] == [{"name": 'The "Lark" & Söhne'}]


@pytest.mark.parametrize(
    ("option", "answer", "says"),
    [
        ("--email", "nobody", 'email: "nobody" is no e-mail address'),
        ("--site", "two words", '--site: "two words" is no web address'),
        ("--address", "ftp://larkfield.example.org/", "--address: "),
        ("--blog", "javascript:alert(1)", "--blog: "),
        ("--newsworthy", "https://larkfield.example.org/", "no feed of Newsworthy"),
        ("--reddit", "https://larkfield.example.org/", "no address of Reddit"),
        ("--mail-server", "mail.example.org", "--mail-server: needs --email as well"),
        ("--site", "https://me:secret@larkfield.example.org/", "user name"),
    ],
)
def test_a_wrong_answer_is_refused_in_one_line(
    begun: Begun, option: str, answer: str, says: str
) -> None:
    told = begun.call("--yes", option, answer)
    assert (told.returncode, told.stdout) == (2, "")
    assert says in told.stderr
    assert told.stderr.count("\n") == 1
    assert list(begun.folder.iterdir()) == []


MAIL = ("--email", "press@larkfield.example.org", "--mail-server")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--site", "a.example.org", "--site", "b.example.org"), "name each clinic"),
        (("--clinic", "One", "--clinic", "One"), '"One" is the name of clinic[1]'),
        ((*MAIL, "mail.example.org:smtp"), '"smtp" is no port'),
        ((*MAIL, "https://mail.example.org"), "--mail-server: "),
        ((*MAIL, "m.example.org", "--mail-from", "me"), "--mail-from: "),
        ((*MAIL, "m.example.org", "--mail-login", "USER"), "two names of variables"),
        ((*MAIL, "m.example.org", "--mail-login", "me, sesame"), "in capital"),
    ],
)
def test_answers_that_do_not_go_together_are_refused(
    begun: Begun, arguments: tuple[str, ...], says: str
) -> None:
    told = begun.call("--yes", *arguments)
    assert (told.returncode in {2, 78}, told.stdout) == (True, "")
    assert says in told.stderr
    assert "sesame" not in told.stderr
    assert told.stderr.count("\n") == 1
    assert list(begun.folder.iterdir()) == []


def test_every_default_in_the_file_may_be_uncommented(tmp_path: Path) -> None:
    """Of the tables that stand there once; an example of another would need others."""
    site = {"site": [{"url": "https://news.example.org/"}]}
    plain = tmp_path / "config.toml"
    plain.write_text(render_start(site), "utf-8")
    before = load(plain, options_of)
    lines, inside = [], False
    for line in plain.read_text("utf-8").splitlines():
        inside = line.startswith("[") or (inside and bool(line))
        lines.append(line[2:] if inside and line.startswith("# ") else line)
    plain.write_text("\n".join(lines), "utf-8")
    assert "\nport = 587 " in plain.read_text("utf-8")
    after = load(plain, options_of)
    assert after.backups == before.backups
    # A file of figures is written nowhere unless one is named; here stands an example.
    assert replace(after, backup=before.backup, metrics=before.metrics) == before
