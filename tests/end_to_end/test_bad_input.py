"""Whatever a source sends costs that source, is told in a line, and nothing else.

Every source is well in the first run and tells a story. In the second each sends
something bad, beside one that goes on well.
"""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.end_to_end.project import FEEDS, Project
from tests.end_to_end.tellings import HOURS, SKIN, WING, announce, item, rss
from tests.loopback import Server, serving

LATER = "2026-10-06T12:00:00Z"
LOGIN = b"<!doctype html><html><title>Sign in</title><form>Your name</form></html>"
DEEP = b"<html><body>" + b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000
WHOLE = item("Whole before the break", SKIN, "https://break.example.org/1")
BROKEN = item("Broken in the middle", HOURS, "https://break.example.org/2")

# What a good file of a `files` source becomes, and what is said of it.
FILES: dict[str, tuple[bytes, str]] = {
    "picture": (bytes(range(256)) * 40, "told.md: not a text file"),
    "blank": (b"", "told.md: empty file"),
    "huge": (b"x" * 50_000_000, "told.md: 50 MB, larger than the limit of 10 MB"),
    "long-title": (
        b"# " + b"Word " * 2_000_000 + b"\n\nText.",
        "told.md: 10 MB, larger",
    ),
    "deep": (DEEP, "told.md: "),
}
# What an address answers: status, body, and what is said of it.
FEED_ANSWERS: dict[str, tuple[str, bytes, str]] = {
    "login": ("200 OK", LOGIN, "an HTML page, not a feed"),
    "nothing": ("200 OK", b"", "an empty document, not a feed"),
    "not-there": ("404 Not Found", b"", "404 Not Found"),
    "over": ("410 Gone", b"", "410 Gone"),
    "too-often": ("429 Too Many Requests", b"", "429 Too Many Requests"),
    "out-of-order": ("500 Internal Server Error", b"", "500 Internal Server Error"),
    "hanging": ("", b"", "took longer than 1 s"),
    "dripping": ("", b"", "took longer than 1 s"),
    "cut": (
        "200 OK",
        rss([WHOLE, BROKEN])[: -len(BROKEN) // 2],
        "breaks off before its end; the items that came whole are kept",
    ),
}
# What stays an item, mended.
MENDED: dict[str, tuple[bytes, str]] = {
    "surrogate": (
        rss([item("Mended&#xD800; title", HOURS, "https://mended.example.org/1")]),
        "Mended title",
    ),
    "null": (
        rss(
            [item("A nul in the text", f"{HOURS}\0 more", "https://nul.example.org/1")]
        ),
        "A nul in the text",
    ),
    "endless": (
        rss([item("Endless " * 1_200_000, HOURS, "https://endless.example.org/1")]),
        "Endless Endless",
    ),
}


@dataclass
class Second:
    """The second run, and what stood before it."""

    project: Project
    server: Server
    told: dict[str, Any]
    before: dict[str, bytes]
    titles: set[str]
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)

    def lines(self, name: str) -> list[str]:
        source = self.sources[name]
        return [*filter(None, [source["error"]]), *source["reasons"]]


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Second]:
    project = Project(tmp_path_factory.mktemp("bad"))
    with serving() as server:
        allow = f'allow = ["127.0.0.1:{server.port}", "localhost:{server.port}"]'
        project.tables.append(f'[fetch]\n{allow}\ndeadline = "1s"\n')
        tell_well(project, server)
        first = project.run("--strict")
        names = [*FILES, *FEED_ANSWERS, *MENDED, "missing", "linked", "good"]
        assert first["stories"] == len(names)
        before = project.published()
        titles = {each["title"] for each in project.stories()}
        tell_badly(project, server)
        told = project.run(now=LATER)
        sources = {each["name"]: each for each in told["sources"]}
        yield Second(project, server, told, before, titles, sources)


def tell_well(project: Project, server: Server) -> None:
    for name in (*FILES, "missing", "linked", "good"):
        project.source(name, name, trust="wire")
        project.write(f"{name}/told.md", f"# All is well at {name}\n\n{own_text(name)}")
    for name in (*FEED_ANSWERS, *MENDED):
        # Who asks us to wait speaks for its host: let it have one of its own.
        host = server.url.replace("127.0.0.1", "localhost")
        own = host if name == "too-often" else server.url
        project.source(name, f"{own}/{name}", "feed", trust="wire")
        address = f"https://{name}.example.org/0"
        server.say(f"/{name}", rss([item(f"Well at {name}", own_text(name), address)]))


def own_text(name: str) -> str:
    return announce(sum(name.encode()))


def tell_badly(project: Project, server: Server) -> None:
    for name, (content, _) in FILES.items():
        project.write(f"{name}/told.md", content)
    project.path("deep/told.md").rename(project.path("deep/told.html"))
    for name, (status, body, _) in FEED_ANSWERS.items():
        more = ("Retry-After: 7200", 'ETag: "bad"')
        server.say(f"/{name}", body, *more, status=status)
    for name, (body, _) in MENDED.items():
        server.say(f"/{name}", body)
    server.paths["/hanging"] = hang
    server.drip("/dripping", b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss>")
    shutil.rmtree(project.path("missing"))
    secret = project.write("outside/secret.md", f"# Not for anybody\n\n{HOURS}")
    project.path("linked/told.md").unlink()
    project.path("linked/told.md").symlink_to(secret)
    project.write("good/more.md", f"# The good source goes on\n\n{WING}")


def hang(connection: socket.socket) -> None:
    connection.recv(1)


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_named_with_its_reason(second: Second, name: str) -> None:
    (line,) = second.lines(name)
    expected = FILES[name][1].replace(
        "told.md", "told.html" if name == "deep" else "told.md"
    )
    assert line.startswith(expected)
    assert len(line) < 200


@pytest.mark.parametrize("name", FEED_ANSWERS)
def test_a_bad_answer_is_told_with_its_reason(second: Second, name: str) -> None:
    assert second.lines(name) == [FEED_ANSWERS[name][2]]
    states = {"cut": "ok", "over": "gone"}
    assert second.sources[name]["state"] == states.get(name, "failing")


def test_a_missing_folder_and_a_link_that_leads_out(second: Second) -> None:
    assert second.lines("missing") == ["no such file or folder: missing"]
    assert second.lines("linked") == ["told.md: a link that leads out of the folder"]
    assert not second.project.holding("Not for anybody")


@pytest.mark.parametrize("name", MENDED)
def test_what_can_be_mended_is_published(second: Second, name: str) -> None:
    assert second.sources[name]["state"] == "ok"
    story = second.project.story(MENDED[name][1])
    assert len(story["title"]) <= 500
    assert second.project.holding(story["id"]) >= set(FEEDS)


def test_the_good_items_of_a_broken_feed_are_kept(second: Second) -> None:
    assert second.project.holding("Whole before the break") >= set(FEEDS)
    assert not second.project.holding("Broken in the middle")


def test_the_good_source_goes_on(second: Second) -> None:
    assert second.sources["good"]["new"] == 1
    assert second.project.holding("The good source goes on") >= {*FEEDS, "index.html"}


def test_what_was_told_well_stays(second: Second) -> None:
    titles = {each["title"] for each in second.project.stories()}
    assert titles > second.titles
    pages = {name: page for name, page in second.before.items() if "stories/" in name}
    now = second.project.published()
    assert {name: now.get(name) for name in pages} == pages
    for title in second.titles:
        assert second.project.holding(title) >= set(FEEDS), title


def test_the_report_for_people_names_source_and_item(second: Second) -> None:
    """A third run: what has not changed since is told all the same."""
    told = second.project.call("run", "--strict")
    assert told.returncode == 69, told.stderr
    assert "picture is failing: told.md: not a text file\n" in told.stdout
    assert "login is failing: an HTML page, not a feed\n" in told.stdout
    assert "missing is failing: no such file or folder: missing\n" in told.stdout
    status = json.loads(second.project.path("digest/status.json").read_text("utf-8"))
    assert {each["name"] for each in status["sources"] if each["error"]} >= {"blank"}


def test_who_asks_for_time_gets_it(second: Second) -> None:
    due = {name: each["next_due"] for name, each in second.project.sources().items()}
    assert due["too-often"] == "2026-10-06T14:00:00Z"
    assert due["login"] == "2026-10-06T13:00:00Z"
    assert due["good"] is None


def test_a_source_that_recovers_is_well_again(second: Second) -> None:
    server, project = second.server, second.project
    server.say("/cut", rss([WHOLE, BROKEN]))
    shutil.copytree(project.path("good"), project.path("missing"))
    project.write(
        "picture/told.md", f"# All is well at picture\n\n{own_text('picture')}"
    )
    names = ("cut", "missing", "picture")
    asked = [part for name in names for part in ("--source", name)]
    told = project.run(*asked, "--strict", now="2026-10-06T15:00:00Z")
    polled = {each["name"]: each for each in told["sources"] if each["polled"]}
    assert {name: each["state"] for name, each in polled.items()} == dict.fromkeys(
        names, "ok"
    )
    assert polled["picture"]["changed"] == 0
    assert project.holding("Broken in the middle") >= set(FEEDS)
    assert server.header("If-None-Match") is None
