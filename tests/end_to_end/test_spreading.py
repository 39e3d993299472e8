"""Who is told that something changed: real commands, a real hub, the real program."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

import jsonschema
import pytest

from tests.end_to_end.project import Project, schema
from tests.end_to_end.tellings import HOURS, SKIN, WING
from tests.loopback import Server

SITE = "https://news.example.org/clinics/"
FEEDS = ["atom-summary.xml", "atom.xml", "feed-summary.json", "feed.json"]
FEEDS += ["rss-summary.xml", "rss.xml"]
LATER = "2026-10-05T13:00:00Z"
NEXT_DAY = "2026-10-06T14:00:00Z"

# It notes each call, and fails while a file called "broken" lies beside it.
HOOK = """
import json, os, sys
here = os.path.dirname(__file__)
with open(os.path.join(here, "calls"), "a") as calls:
    told = {"argv": sys.argv[1:], "cwd": os.getcwd(), "env": sorted(os.environ)}
    calls.write(json.dumps(told) + "\\n")
if os.path.exists(os.path.join(here, "broken")):
    sys.exit("the host cannot be reached")
if os.path.exists(os.path.join(here, "deadly")):
    os.kill(os.getppid(), 9)
"""


@dataclass
class Spreading:
    """A project with one story, a command and a hub."""

    project: Project
    hub: Server

    def configure(self, *, hub: bool = True, hook: bool = True) -> None:
        """Write the settings that name them."""
        lines = ["[publish]"]
        if hook:
            command = [sys.executable, str(self.project.path("hook.py")), "{output}"]
            lines.append(f"after = [{json.dumps(command)}]")
        if hub:
            lines.append(f'hub = "{self.hub.url}/hub"')
        allow = f'[fetch]\nallow = ["127.0.0.1:{self.hub.port}"]'
        self.project.tables = [
            *(each for each in self.project.tables if each.startswith("[[source]]")),
            "\n".join([*lines, allow]) + "\n",
        ]
        self.project.configure()

    def calls(self) -> list[dict[str, Any]]:
        """The calls of the command since this was last asked."""
        note = self.project.path("calls")
        told = note.read_text().splitlines() if note.exists() else []
        note.write_text("")
        return [json.loads(line) for line in told]

    def pings(self) -> list[str]:
        """The feeds that the hub was told of since this was last asked."""
        bodies = [asked.partition("\r\n\r\n")[2] for asked in self.hub.asked]
        self.hub.asked.clear()
        told = [parse_qs(body)["hub.url"][0] for body in bodies]
        assert all(each.startswith(SITE) for each in told)
        return sorted(each.removeprefix(SITE) for each in told)

    def status(self) -> dict[str, Any]:
        """What status.json tells."""
        told: dict[str, Any] = json.loads(
            self.project.path("digest/status.json").read_text()
        )
        jsonschema.validate(told, schema("status"))
        return told

    def digest(self) -> str:
        """The digest as plain text, each line break a space."""
        return " ".join(self.project.path("digest/digest.txt").read_text().split())


@pytest.fixture
def spreading(project: Project, server: Server) -> Spreading:
    project.source("own", "own", trust="owned")
    project.write("own/wing.md", f"# A wing opens\n\n{WING}")
    project.write("hook.py", HOOK)
    server.say("/hub", b"", status="204 No Content")
    made = Spreading(project, server)
    made.configure()
    return made


def states(told: list[dict[str, Any]]) -> set[str]:
    return {each["state"] for each in told}


def test_they_are_told_once_of_each_change(spreading: Spreading) -> None:
    project = spreading.project
    told = project.run()
    (call,) = spreading.calls()
    output = str(project.path("feeds").resolve())
    assert call["argv"] == [output]
    assert call["cwd"] == output
    assert {"PATH"} <= set(call["env"]) <= {"PATH", "HOME", "LC_CTYPE"}
    assert spreading.pings() == FEEDS
    assert states(told["commands"]) == states(told["pings"]) == {"done"}
    assert [each["name"] for each in told["pings"]] == [SITE + each for each in FEEDS]
    status = spreading.status()
    assert (status["commands"], status["pings"]) == (told["commands"], told["pings"])
    assert not project.path("feeds/.syndicate").exists()

    told = project.run(now=LATER)
    assert (spreading.calls(), spreading.pings(), told["pings"]) == ([], [], [])
    assert states(told["commands"]) == {"done"}
    assert not set(told["written"]) & {*FEEDS, "index.html", "style.css"}

    project.write("own/hours.md", f"# Evening hours\n\n{HOURS}")
    project.run()
    assert (len(spreading.calls()), spreading.pings()) == (1, FEEDS)


def test_they_are_told_of_what_staff_decide(spreading: Spreading) -> None:
    project = spreading.project
    project.run()
    spreading.calls(), spreading.pings()
    decided = project.decide("hide", project.stories()[0]["id"])
    assert (len(spreading.calls()), spreading.pings()) == (1, FEEDS)
    assert states(decided["commands"]) == states(decided["pings"]) == {"done"}
    project.run(now=LATER)
    assert (spreading.calls(), spreading.pings()) == ([], [])


def test_a_page_that_changes_alone_is_a_change_but_no_ping(
    spreading: Spreading,
) -> None:
    project = spreading.project
    project.run()
    spreading.calls(), spreading.pings()
    project.path("feeds/style.css").write_text("/* somebody else's */")
    told = project.run()
    assert "style.css" in told["written"]
    assert (len(spreading.calls()), spreading.pings()) == (1, [])


def test_a_command_that_fails_is_told_of_and_run_again(spreading: Spreading) -> None:
    project = spreading.project
    project.write("broken", "")
    project.run()
    assert (len(spreading.calls()), spreading.pings()) == (1, [])
    (told,) = spreading.status()["commands"]
    assert (told["state"], told["tries"]) == ("failing", 1)
    assert told["trouble"] == "exit code 1: the host cannot be reached"
    assert "fails since 5 October 2026, 12:00 UTC: exit code 1" in spreading.digest()
    assert (
        "the host cannot be reached" in project.path("digest/digest.html").read_text()
    )
    assert states(spreading.status()["pings"]) == {"waiting"}

    project.now = LATER
    report = project.well("run")  # nothing is new, and it is run again
    assert "is failing: exit code 1: the host cannot be reached" in report
    assert len(spreading.calls()) == 1
    assert project.call("run", "--strict").returncode == 69
    assert spreading.status()["commands"][0]["tries"] == 3
    said = project.read("note", project.stories()[0]["id"], "Look.", "--as", "ann")
    assert "is failing: exit code 1: the host cannot be reached" in said
    assert spreading.pings() == []

    project.remove("broken")
    project.run()
    assert spreading.pings() == FEEDS
    assert "fails since" not in spreading.digest()
    assert project.call("run", "--strict").returncode == 0


def test_a_hub_that_is_down_is_told_when_it_is_up_again(spreading: Spreading) -> None:
    project, hub = spreading.project, spreading.hub
    hub.say("/hub", b"", status="503 Service Unavailable")
    told = project.run()
    assert len(spreading.pings()) == 1  # one answer stands for all
    assert states(told["pings"]) == {"failing"}
    assert {each["trouble"] for each in told["pings"]} == {"503 Service Unavailable"}
    assert "hub was not told" not in spreading.digest()  # it may do well by itself
    assert project.call("run", "--strict").returncode == 0
    spreading.pings()

    hub.say("/hub", b"")
    told = project.run(now=LATER)
    assert (spreading.pings(), states(told["pings"])) == (FEEDS, {"done"})
    assert project.run(now=LATER)["pings"] == []


def test_a_hub_that_stays_down_is_given_up_until_something_changes(
    spreading: Spreading,
) -> None:
    project = spreading.project
    spreading.hub.say("/hub", b"", status="500 Oh")
    project.run()
    told = project.run(now=NEXT_DAY)
    assert states(told["pings"]) == {"given up"}
    assert "The hub was not told of https://news.example" in spreading.digest()
    spreading.pings()
    assert states(project.run(now=NEXT_DAY)["pings"]) == {"given up"}
    assert spreading.pings() == []
    assert project.call("run", "--strict").returncode == 69

    project.write("own/hours.md", f"# Evening hours\n\n{HOURS}")
    project.run()
    assert len(spreading.pings()) == 1
    assert states(spreading.status()["pings"]) == {"given up"}
    spreading.hub.say("/hub", b"")
    project.write("own/skin.md", f"# Spots\n\n{SKIN}")
    assert states(project.run()["pings"]) == {"done"}
    assert spreading.pings() == FEEDS
    assert "hub was not told" not in spreading.digest()


def test_one_feed_that_the_hub_refuses_costs_the_others_nothing(
    spreading: Spreading,
) -> None:
    refused = b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"
    accepted = b"HTTP/1.1 202 Yes\r\nContent-Length: 0\r\n\r\n"
    hub = spreading.hub
    hub.paths["/hub"] = lambda connection: connection.sendall(
        refused if "feed.json" in hub.asked[-1] else accepted
    )
    told = spreading.project.run()
    assert {each["name"]: each["state"] for each in told["pings"]} == {
        SITE + name: "failing" if name == "feed.json" else "done" for name in FEEDS
    }
    spreading.pings()
    spreading.project.run(now=LATER)
    assert spreading.pings() == ["feed.json"]


def test_a_receiver_that_is_new_is_told_of_what_stands(spreading: Spreading) -> None:
    project = spreading.project
    spreading.configure(hub=False, hook=False)
    told = project.run()
    assert (told["commands"], told["pings"]) == ([], [])
    spreading.configure()
    project.run(now=LATER)
    assert (len(spreading.calls()), spreading.pings()) == (1, FEEDS)
    spreading.configure(hub=False, hook=False)
    project.run()
    assert project.rows("SELECT * FROM deliveries") == []
    spreading.configure()
    project.run()
    assert (len(spreading.calls()), spreading.pings()) == (1, FEEDS)


def test_a_feed_that_left_is_no_longer_told_of(spreading: Spreading) -> None:
    project = spreading.project
    project.tables.append('[[feed]]\nname = "wings"\nwords = ["wing"]\n')
    project.configure()
    project.run()
    assert spreading.pings() == [*FEEDS, *(f"wings/{name}" for name in FEEDS)]
    spreading.hub.say("/hub", b"", status="500 Oh")
    spreading.configure()
    told = project.run()
    assert not project.path("feeds/wings/rss.xml").exists()
    assert [each["name"] for each in told["pings"]] == []  # the others are as they were
    assert project.rows("SELECT path FROM public_changes ORDER BY 1") == [
        (name,) for name in ("", *FEEDS)
    ]


def test_a_run_that_died_before_it_told_is_made_good_by_the_next(
    spreading: Spreading,
) -> None:
    project = spreading.project
    project.write("deadly", "")
    assert project.call("run").returncode == -9
    assert (len(spreading.calls()), spreading.pings()) == (1, [])
    project.remove("deadly")
    told = project.run()
    assert not set(FEEDS) & set(told["written"])  # they stood already
    assert (len(spreading.calls()), spreading.pings()) == (1, FEEDS)


def test_staff_have_the_sources_as_a_list_for_their_readers(project: Project) -> None:
    project.source("blog", "https://alder.example.org/feed/", "feed")
    project.source("own", "own", trust="owned")
    project.write("own/wing.md", f"# A wing opens\n\n{WING}")
    project.call("run", "--source", "own")
    listed = project.path("digest/sources.opml").read_text()
    assert 'xmlUrl="https://alder.example.org/feed/"' in listed
    assert "own" not in listed
    assert not list(project.path("feeds").rglob("sources.opml"))
    dated = re.compile(r"\s*<dateModified>.*")
    assert dated.sub("", project.read("sources", "export")) == listed
