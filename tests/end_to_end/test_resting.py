"""A run with nothing to do: what it loads and says, and when it must not happen."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator

import jsonschema
import pytest

from syndicate import resting
from syndicate.cli.resting import understand
from tests.end_to_end.project import Project, schema
from tests.end_to_end.tellings import HOURS, WING, item, rss
from tests.loopback import Server, serving

NOON = "2026-10-05T12:00:00Z"
STATUS = "digest/status.json"
LATER = "2026-10-05T12:20:00Z"
RESTS = "Nothing to do before "
READING = (
    *("stories", "sources", "search wing", "decisions", "digest", "digest --list"),
    *("report", "forget", "doctor"),
)
# All that such a run may load of this program. More costs every start of it.
OURS = {"", ".__main__", ".cli", ".cli.judging", ".cli.resting", ".errors", ".resting"}
# Python itself brings some of these with it, another version of it others.
STANDARD = 90
TOO_MUCH = {"asyncio", "click", "dataclasses", "email", "http", "importlib.metadata"}
TOO_MUCH |= {"inspect", "json", "logging", "pathlib", "re", "requests", "ssl"}
TOO_MUCH |= {"sqlite_utils", "tomllib", "typing", "urllib.parse", "zoneinfo"}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A real server on loopback, the same for all."""
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def ran(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A feed that was polled at noon, and a story that waits until half past."""
    project = Project(tmp_path_factory.mktemp("resting") / "project")
    project.tables.append(f'[fetch]\nallow = ["127.0.0.1:{server.port}"]\n')
    project.source("blog", f"{server.url}/feed", "feed", trust="wire")
    say(server)
    assert project.run(now=NOON)["held"] == 1
    project.set_aside()
    return project


@pytest.fixture
def rested(ran: Project, server: Server) -> Project:
    """The same, with every file and time as it was."""
    say(server)
    return ran.put_back()


def say(server: Server) -> None:
    waits = item("Later hours", HOURS, "https://harbor.example.org/hours")
    date = "<pubDate>Mon, 05 Oct 2026 12:30:00 GMT</pubDate>"
    told = [
        item("A wing opens", WING, "https://river.example.org/wing"),
        waits.replace("</item>", f"{date}</item>"),
    ]
    server.say("/feed", rss(told), 'ETag: "one"')


def rests(project: Project, now: str) -> bool:
    """Whether a run at that moment would find nothing to do."""
    return resting.find_rest(str(project.path("config.toml")), now) is not None


def says(project: Project, now: str, *more: str) -> str:
    project.now = now
    return project.well("run", *more)


def test_reading_leaves_a_run_with_nothing_to_do(rested: Project) -> None:
    """Whoever opens the database to write takes the rest away: nobody who reads may."""
    for command in READING:
        rested.read(*command.split())
        assert rests(rested, LATER), command


def test_it_says_so_in_a_line_and_asks_nobody(rested: Project, server: Server) -> None:
    before = len(server.asked)
    assert says(rested, LATER) == (
        f"{RESTS}2026-10-05T12:30:00Z; the last whole run was at {NOON}\n"
    )
    assert len(server.asked) == before


def test_its_json_is_that_of_any_run(rested: Project) -> None:
    told = rested.run(now=LATER)
    rested.forget_rest()
    full = rested.run(now=LATER)
    jsonschema.validate(told, schema("run"))
    assert list(told) == list(full)
    for name in ("moment", "stories", "new", "changed", "held", "sources"):
        assert told[name] == full[name], name


def test_it_leaves_what_a_whole_run_would(rested: Project) -> None:
    """What readers see, and status.json: it tells the polls of a whole run before."""
    left = []
    for whole in (False, True):
        if whole:
            rested.forget_rest()
        assert says(rested, LATER).startswith(RESTS) is not whole
        left.append((rested.published(), rested.path(STATUS).read_bytes()))
    assert left[0] == left[1]
    assert rests(rested, "2026-10-05T12:25:00Z")
    assert says(rested, "2026-10-05T12:25:00Z").startswith(RESTS)
    status = left[0][1].replace(LATER.encode(), b"2026-10-05T12:25:00Z")
    assert rested.path(STATUS).read_bytes() == status
    assert rests(rested, "2026-10-05T12:26:00Z")


def nothing(project: Project) -> None:
    """Nothing happens but that time passes."""


def hide(project: Project) -> None:
    project.decide("hide", project.stories()[0]["id"], "--why", "a test")


def change_settings(project: Project) -> None:
    project.write("config.toml", project.path("config.toml").read_text("utf-8") + "\n")


def lose(name: str) -> Callable[[Project], None]:
    def remove(project: Project) -> None:
        (found,) = list(project.folder.glob(name))[:1]
        shutil.rmtree(found) if found.is_dir() else found.unlink()

    remove.__name__ = f"lose {name}"
    return remove


def spoil_status(project: Project) -> None:
    project.path(STATUS).unlink()
    project.path(STATUS).mkdir()


def add_folder(project: Project) -> None:
    project.source("folder", "folder")
    project.write("folder/one.md", f"# Hours\n\n{HOURS} Thrice.")


@pytest.mark.parametrize(
    ("happens", "now"),
    [
        (nothing, "2026-10-05T12:30:00Z"),  # the story's own moment
        (nothing, "2026-10-05T13:00:00Z"),  # the source's
        (nothing, "2026-10-05T11:59:59Z"),  # the clock went back
        (hide, LATER),
        (change_settings, LATER),
        (add_folder, LATER),
        (lose("feeds/rss.xml"), LATER),
        (lose("feeds/stories/*.html"), LATER),
        (lose("feeds/stories"), LATER),
        (lose("digest/digest.html"), LATER),
        (lose("digest"), LATER),
        (lose("db/syndicate.sqlite"), LATER),
    ],
    ids=lambda told: getattr(told, "__name__", str(told)[11:16]),
)
def test_whatever_is_to_be_done_is_done(
    rested: Project, happens: Callable[[Project], None], now: str
) -> None:
    assert rests(rested, LATER)
    happens(rested)
    assert not rests(rested, now)


def test_what_cannot_be_written_is_said_as_ever(rested: Project) -> None:
    spoil_status(rested)
    rested.now = LATER
    assert "status.json" in rested.refused(73, "run")


def test_whoever_is_named_is_asked(rested: Project, server: Server) -> None:
    before = len(server.asked)
    assert not says(rested, LATER, "--source", "blog").startswith(RESTS)
    assert len(server.asked) == before + 1


def test_a_command_that_failed_is_tried_again(rested: Project) -> None:
    rested.tables.append('[publish]\nafter = [["false"]]\n')
    rested.configure()
    assert "command false is failing" in says(rested, LATER)
    assert not rests(rested, "2026-10-05T12:21:00Z")


@pytest.mark.parametrize(
    "watched", ['[ping]\nurl_from = "NOWHERE"\n', '[metrics]\nfile = "run.prom"\n']
)
def test_whoever_watches_is_told_of_each_run(rested: Project, watched: str) -> None:
    """A dead man's switch must be pressed, and figures be of the last run."""
    rested.tables.append(watched)
    rested.configure()
    rested.now = LATER
    assert rested.call("run").returncode == 0
    assert not rests(rested, "2026-10-05T12:21:00Z")


def test_a_notice_of_retraction_ends_in_time(rested: Project) -> None:
    says(rested, "2026-10-05T12:30:00Z")
    rested.now = "2026-10-05T12:31:00Z"
    rested.decide("retract", rested.story("A wing")["id"], "--why", "a test")
    assert rested.holding("was retracted on")
    last = "2026-10-12T12:20:00Z"
    says(rested, last)  # the source is due an hour later
    assert says(rested, "2026-10-12T12:30:59Z").startswith(
        f"{RESTS}2026-10-12T12:31:00"
    )
    assert not says(rested, "2026-10-12T12:31:00Z").startswith(RESTS)
    assert not rested.holding("was retracted on 5")


def test_a_day_has_a_whole_run(rested: Project, server: Server) -> None:
    server.say("/feed", rss([]), 'ETag: "two"')
    rested.tables[-1] += 'every = "7d"\n'
    rested.configure()
    says(rested, "2026-10-05T13:00:00Z", "--source", "blog")
    assert says(rested, "2026-10-05T23:59:59Z").startswith(
        f"{RESTS}2026-10-06T00:00:00"
    )
    assert not says(rested, "2026-10-06T00:00:00Z").startswith(RESTS)


def test_a_source_that_fails_fails_a_strict_run(
    rested: Project, server: Server
) -> None:
    server.say("/feed", b"", status="404 Nowhere")
    says(rested, "2026-10-05T13:00:00Z")
    rested.now = "2026-10-05T13:10:00Z"
    told = rested.call("run", "--strict")
    assert told.stdout.startswith(RESTS)
    assert told.returncode == 69
    assert rested.call("run").returncode == 0


@pytest.mark.parametrize(
    "call",
    [
        "run --now 2026-10-05T12:20:00",  # says no offset
        "run --now yesterday",
        "run --now 2026-10-05T12:61:00Z",
        "run --now 0999-10-05T12:20:00Z",  # too far away
        "run --now 9500-10-05T12:20:00Z",
        "run --now",
        "--json run",
        "run run",
        "run --jsn",
        "stories run",
        "run --source blog",
        "",
    ],
)
def test_a_call_that_is_not_plain_is_for_the_command_line(call: str) -> None:
    assert understand(call.split()) is None


def test_another_program_runs_whole(
    rested: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rests(rested, LATER)
    monkeypatch.setattr(resting, "__version__", "9")
    assert not rests(rested, LATER)


def test_it_loads_the_standard_library_and_little_of_that(rested: Project) -> None:
    """A hard limit: counts do not depend on the machine."""
    rested.now = LATER
    arguments = rested.command("run")[3:]
    told = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    said, loaded = told.strip().split("\n")
    assert said.startswith(RESTS)
    names = set(loaded.split())
    ours = {name.removeprefix("syndicate") for name in names if "syndicate" in name}
    assert ours <= OURS
    assert not names & TOO_MUCH
    assert len(names - {name for name in names if "syndicate" in name}) <= STANDARD


LOADED = """
import sys
before = set(sys.modules)
from syndicate.__main__ import main
code = main()
print(*sorted(set(sys.modules) - before))
sys.exit(code)
"""


def test_options_of_every_command_stand_before_a_plain_run_or_after_it() -> None:
    told = {"--config": "a.toml", "--now": NOON, "run": "", "--json": ""}
    for call in (
        f"run --json --config a.toml --now {NOON}",
        f"--config=a.toml --now={NOON} run --json",
        f"--config b.toml run --now {NOON} --json --config a.toml",
    ):
        assert understand(call.split()) == told
