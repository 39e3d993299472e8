"""Every command's JSON is as its schema in docs/contracts says."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest

from syndicate.cli.commands import program
from tests.cli.conftest import NOW, Command, command_in
from tests.end_to_end.project import schema

FEEDS = """<?xml version="1.0"?><opml version="2.0"><body>
<outline text="News" xmlUrl="https://alder.example.org/feed/"/></body></opml>"""
ONE = 0  # the newest story's place in what `stories` tells
# Each call, and the schema of what it tells. STORY, OTHER and PLACE are filled in.
CALLS = {
    "init": (("--config", "new/config.toml", "init", "--yes"), "init"),
    "run": (("run",), "run"),
    "stories": (("stories",), "stories"),
    "explain": (("explain", "STORY"), "stories"),
    "near": (("near", "STORY"), "near"),
    "search": (("search", "office"), "stories"),
    "rematch": (("rematch",), "rematch"),
    "sources": (("sources",), "sources"),
    "sources add": (("sources", "add", "more", "--dry-run"), "sources-add"),
    "sources check": (("sources", "check", "own"), "sources-check"),
    "sources import": (("sources", "import", "feeds.opml"), "sources-import"),
    "read": (("read", "own/opening.md"), "read"),
    "doctor": (("doctor",), "doctor"),
    "doctor --repair": (("doctor", "--repair"), "doctor"),
    "backup": (("backup", "copies"), "backup"),
    "forget": (("forget",), "forget"),
    "forget --person": (("forget", "--person", "Dana Whitlock"), "forget"),
    "desk users": (("desk", "users"), "desk-users"),
    "digest": (("digest",), "digest"),
    "digest --close": (("digest", "--close"), "digest-closed"),
    "digest --list": (("digest", "--list"), "digest-list"),
    "digest --edition": (("digest", "--edition", "daily-1"), "digest-edition"),
    "report": (("report", "--since", "2026-01-01"), "report"),
    "hide": (("hide", "STORY"), "decision"),
    "unhide": (("unhide", "STORY"), "decision"),
    "note": (("note", "STORY", "ask Dana"), "decision"),
    "approve": (("approve", "STORY"), "decision"),
    "not-ours": (("not-ours", "OTHER"), "decision"),
    "original": (("original", "PLACE", "wire"), "decision"),
    "split": (("split", "PLACE", "wire"), "decision"),
    "apart": (("apart", "STORY", "OTHER"), "decision"),
    "summarise": (("summarise", "STORY", "It opens on Monday."), "decision"),
    "merge": (("merge", "STORY", "OTHER"), "decision"),
    "retract": (("retract", "STORY"), "decision"),
    "undo": (("undo", "1"), "decision"),
    "decisions": (("decisions",), "decisions"),
}
# Whose JSON a test elsewhere looks at.
ELSEWHERE = {"dismiss": "tests/end_to_end/test_decisions.py"}


@pytest.fixture(scope="module")
def office(
    finished: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Command, dict[str, str]]:
    """A project of our own, with the story's ids that calls are about."""
    folder = tmp_path_factory.mktemp("office") / "project"
    shutil.copytree(finished, folder)
    shutil.copytree(folder / "own", folder / "more")
    (folder / "feeds.opml").write_text(FEEDS)
    call = command_in(folder, *NOW)
    told = json.loads(call("stories", "--json").stdout)
    twice = next(each for each in told if len(each["appearances"]) > 1)
    others = [each["id"] for each in told if each is not twice]
    return call, {"STORY": others[0], "OTHER": others[1], "PLACE": twice["id"]}


def json_commands(group: click.Group, before: str = "") -> Iterator[str]:
    """Each command that takes --json."""
    for name, command in group.commands.items():
        whole = f"{before} {name}".strip()
        if any("--json" in each.opts for each in command.params):
            yield whole
        if isinstance(command, click.Group):
            yield from json_commands(command, whole)


def test_every_command_that_tells_json_is_looked_at() -> None:
    looked_at = {name.partition(" --")[0] for name in CALLS} | set(ELSEWHERE)
    assert set(json_commands(program)) == looked_at


def test_every_schema_is_a_schema_and_is_told_of() -> None:
    folder = Path(__file__).parent.parent.parent / "docs" / "contracts"
    page = (folder.parent / "contracts.md").read_text("utf-8")
    schemas = list(folder.glob("*.schema.json"))
    assert schemas
    for path in schemas:
        jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text()))
        assert f"(contracts/{path.name})" in page, path.name


@pytest.mark.parametrize("name", CALLS)
def test_what_a_command_tells_is_as_its_schema_says(
    name: str, office: tuple[Command, dict[str, str]]
) -> None:
    call, ids = office
    arguments, shape = CALLS[name]
    told = call(*(ids.get(each, each) for each in arguments), "--json")
    assert told.returncode == 0, told.stderr
    record = json.loads(told.stdout)
    validate(record, shape, one=name == "explain")
    if name == "init":
        validate(record["run"], "run")


def validate(record: Any, shape: str, *, one: bool = False) -> None:
    """Raise where a record is not as its schema says, whose dates are dates."""
    check: Callable[..., None] = jsonschema.validate
    check([record] if one else record, schema(shape), format_checker=FORMATS)


FORMATS = jsonschema.FormatChecker()
