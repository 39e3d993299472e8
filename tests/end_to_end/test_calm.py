"""A run to which nothing new comes: what it loads, writes and keeps, and when not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import HOURS, SKIN, WING, item, rss
from tests.loopback import Server, serving

NOON, ONE, TWO = (f"2026-10-05T{hour}:00:00Z" for hour in (12, 13, 14))
STAFF = ["digest.html", "digest.md", "digest.txt", "status.json"]
# What reads, cleans, matches, briefs and makes pages, and what that rests on; and what
# understands any command line.
TOO_MUCH = {"syndicate.brief", "syndicate.clean", "syndicate.edit", "syndicate.match"}
TOO_MUCH |= {"syndicate.pipeline", "syndicate.publish.site", "syndicate.workers"}
TOO_MUCH |= {"bs4", "feedgen", "feedparser", "jinja2", "lxml", "nh3", "requests"}
TOO_MUCH |= {"sqlite_utils", "statistics", "trafilatura"}
TOO_MUCH |= {"click"}
TOO_MUCH |= {"syndicate.model.nouns", "syndicate.model.parts"}
TOO_MUCH |= {"syndicate.sources.feed_items", "syndicate.store.records"}
# Rows that tell when something was: whatever else there is, a calm run leaves alone.
POLLS = "SELECT source, at, request, status, documents, seen, reason FROM fetches"
STATES = """
SELECT name, state, last_polled, next_due, seen, new, changed, joined, skipped,
    last_error, failures, first_success, last_success FROM sources
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A real server on loopback, the same for all."""
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def ran(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two feeds that were polled at noon."""
    project = Project(tmp_path_factory.mktemp("calm") / "project")
    project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n')
    project.source("blog", f"{server.url}/blog", "feed", trust="wire")
    project.source("news", f"{server.url}/news", "feed", trust="open")
    say(server)
    project.run(now=NOON)
    project.set_aside()
    return project


@pytest.fixture
def calm(ran: Project, server: Server) -> Project:
    """The same, with every file and time as it was."""
    say(server)
    return ran.put_back()


def say(server: Server) -> None:
    told = [item("A wing opens", WING, "https://river.example.org/wing")]
    server.say("/blog", rss(told), 'ETag: "one"')
    told = [item("Later hours", HOURS, "https://harbor.example.org/hours")]
    server.say("/news", rss(told), "Cache-Control: max-age=60")


def is_calm(told: dict[str, Any]) -> bool:
    """A whole run looks at more files than it writes."""
    return told["unchanged"] == 0 and not told["removed"]


def everything(project: Project) -> dict[str, object]:
    """What a run leaves: every file, and what is kept of polls."""
    files = {
        str(path.relative_to(project.folder)): path.read_bytes()
        for root in ("feeds", "digest")
        for path in sorted(project.path(root).rglob("*"))
        if path.is_file()
    }
    return {**files, "polls": project.rows(POLLS), "states": project.rows(STATES)}


def test_it_leaves_to_the_byte_what_a_whole_run_would(calm: Project) -> None:
    """Twice, so that it also rests on what another calm run kept."""
    left = []
    for whole in (False, True):
        if whole:
            calm.put_back()
        for now in (ONE, TWO):
            if whole:
                calm.forget_rest()
            told = calm.run(now=now)
            assert is_calm(told) is not whole
            assert told["written"] == STAFF
        known = {"unchanged", "seconds"}
        record = {name: value for name, value in told.items() if name not in known}
        left.append((everything(calm), record))
    for name, content in left[0][0].items():
        assert content == left[1][0][name], name
    assert left[0] == left[1]


def test_it_rests_afterwards_as_after_a_whole_run(calm: Project) -> None:
    calm.run(now=ONE)
    calm.now = "2026-10-05T13:20:00Z"
    assert calm.well("run") == (
        f"Nothing to do before {TWO}; the last whole run was at {ONE}\n"
    )


def test_it_asks_each_source_once_and_says_what_it_knows(
    calm: Project, server: Server
) -> None:
    before = len(server.asked)
    assert is_calm(calm.run(now=ONE))
    asked = server.asked[before:]
    assert sorted(head.split()[1] for head in asked) == ["/blog", "/news"]
    assert ['if-none-match: "one"' in head.lower() for head in sorted(asked)] == [
        True,
        False,
    ]


def nothing(project: Project, server: Server) -> None:
    """Nothing happens but that time passes."""


def tell_more(project: Project, server: Server) -> None:
    told = [
        item("A wing opens", WING, "https://river.example.org/wing"),
        item("Spots are seen", SKIN, "https://marigold.example.org/spots"),
    ]
    server.say("/blog", rss(told), 'ETag: "two"')


def fail(project: Project, server: Server) -> None:
    server.say("/news", b"", status="500 Broken")


def hide(project: Project, server: Server) -> None:
    project.decide("hide", project.stories()[0]["id"], "--why", "a test")


def lose_a_page(project: Project, server: Server) -> None:
    next(project.path("feeds/stories").rglob("*.html")).unlink()


def edit_the_digest(project: Project, server: Server) -> None:
    project.write("digest/digest.md", "something else\n")


def touch_the_database(project: Project, server: Server) -> None:
    project.change_rows("UPDATE sources SET failures = failures + 1")


def change_settings(project: Project, server: Server) -> None:
    project.write("config.toml", project.path("config.toml").read_text("utf-8") + "\n")


@pytest.mark.parametrize(
    ("what", "now"),
    [
        (tell_more, ONE),
        (fail, ONE),
        (hide, ONE),
        (lose_a_page, ONE),
        (edit_the_digest, ONE),
        (touch_the_database, ONE),
        (change_settings, ONE),
        (nothing, "2026-10-06T00:10:00Z"),
    ],
)
def test_a_whole_run_follows_where_there_is_more_to_do(
    calm: Project, server: Server, what: Callable[[Project, Server], None], now: str
) -> None:
    what(calm, server)
    before = len(server.asked)
    assert not is_calm(calm.run(now=now))
    asked = [head.split()[1] for head in server.asked[before:]]
    assert sorted(asked) == ["/blog", "/news"], "each is asked once all the same"


def test_news_among_calm_sources_comes_out_as_ever(
    calm: Project, server: Server
) -> None:
    tell_more(calm, server)
    told = calm.run(now=ONE)
    assert (told["new"], told["documents"]) == (1, 2)
    states = {each["name"]: (each["state"], each["polled"]) for each in told["sources"]}
    assert states == {"blog": ("ok", True), "news": ("ok", True)}
    assert calm.story("Spots are seen")
    assert is_calm(calm.run(now=TWO))


def test_it_loads_nothing_that_reads_cleans_matches_or_makes_pages(
    calm: Project,
) -> None:
    calm.now = ONE
    _, _, _, *arguments = calm.command("run")
    told = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    loaded = set(told.splitlines()[-1].split())
    assert loaded & TOO_MUCH == set()


LOADED = """
import sys
from syndicate.__main__ import main
code = main()
print(*sys.modules)
sys.exit(code)
"""
