"""The commands over a real run: what they print, for people and for programs."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from syndicate.store import locked
from tests.cli.conftest import command_in

Command = Callable[..., subprocess.CompletedProcess[str]]

NOW = ("--now", "2026-01-31T09:00:00Z")
CONTRACTS = Path(__file__).parent.parent.parent / "docs" / "contracts"


def schema(name: str) -> Any:
    return json.loads((CONTRACTS / f"{name}.schema.json").read_text())


def well(told: subprocess.CompletedProcess[str]) -> str:
    assert (told.returncode, told.stderr) == (0, "")
    return told.stdout


def told_stories(reading: Command, *more: str) -> list[dict[str, Any]]:
    stories = json.loads(well(reading("stories", "--json", *more)))
    jsonschema.validate(stories, schema("stories"))
    assert isinstance(stories, list)
    return stories


def story(reading: Command, title: str) -> dict[str, Any]:
    return next(
        each for each in told_stories(reading) if each["title"].startswith(title)
    )


# ----------------------------------------------------------------------- run


def test_the_report_tells_each_source_and_why_items_were_skipped(
    finished: Path,
) -> None:
    report = (finished / "report.txt").read_text(encoding="utf-8")
    table = report.partition("\n\n")[0].splitlines()
    rows = {line.split()[0]: line.split() for line in table}
    assert table[0].split()[1:5] == ["STATE", "POLLED", "SEEN", "NEW"]
    assert table[0].split()[5:] == ["CHANGED", "JOINED", "SKIPPED"]
    assert rows["own"][1:] == ["ok", "yes", "2", "2", "0", "1", "0"]
    assert rows["wire"][2:5] == ["yes", "2", "2"]
    assert rows["wire"][-1] == "2"
    assert "wire skipped 2:\n" in report
    assert re.search(r"^  .*empty\.md: .*empty", report, re.MULTILINE)
    assert re.search(r"^  .*picture\.md: ", report, re.MULTILINE)
    assert "3 stories: 3 new, 0 changed, 0 held back" in report
    assert re.search(r"documents in [\d.]+ s", report)
    for page in ("feeds/index.html", "digest/digest.html"):
        assert page in report
        assert (finished / page).exists()


def test_a_second_run_counts_nothing_as_new_and_few_reasons_are_listed(
    project: Path, syndicate: Command
) -> None:
    for count in range(7):
        (project / "wire" / f"empty{count}.md").write_bytes(b"")
    first = well(syndicate(*NOW, "run"))
    section = first.partition("wire skipped 9:\n")[2].partition("\n\n")[0]
    assert len(section.splitlines()) == 6
    assert section.endswith("  … 4 more in digest/status.json")
    again = well(syndicate(*NOW, "run"))
    assert "3 stories: 0 new, 0 changed, 0 held back" in again


def test_run_as_json_keeps_its_contract_and_may_poll_one_source(
    syndicate: Command,
) -> None:
    told = json.loads(well(syndicate(*NOW, "run", "--json", "--source", "wire")))
    jsonschema.validate(told, schema("run"))
    assert (told["moment"], told["stories"]) == ("2026-01-31T09:00:00Z", 2)
    own, wire = told["sources"]
    assert (own["polled"], own["state"], own["seen"]) == (False, "not due", 0)
    assert (wire["polled"], wire["new"]) == (True, 2)
    assert wire["skipped"] == len(wire["reasons"]) == 2


def test_a_failing_source_is_told_and_only_strict_exits_with_it(
    project: Path, syndicate: Command
) -> None:
    assert syndicate(*NOW, "run", "--strict").returncode == 0
    shutil.rmtree(project / "own")
    lenient = syndicate(*NOW, "run")
    assert lenient.returncode == 0
    assert re.search(r"^own is (failing|gone): ", lenient.stdout, re.MULTILINE)
    assert "3 stories: 0 new" in lenient.stdout
    strict = syndicate(*NOW, "run", "--strict")
    assert strict.returncode == 69
    assert re.search(r"^own is (failing|gone): ", strict.stdout, re.MULTILINE)


def test_another_run_holds_the_lock(project: Path, syndicate: Command) -> None:
    with locked(project / "db" / "syndicate.sqlite"):
        told = syndicate(*NOW, "run")
    assert (told.returncode, told.stdout) == (75, "")
    assert told.stderr.count("\n") == 1
    assert "another run holds the lock" in told.stderr


def test_an_output_that_cannot_be_made_is_73(project: Path, syndicate: Command) -> None:
    (project / "feeds").write_text("in the way")
    told = syndicate(*NOW, "run")
    assert told.returncode == 73
    assert told.stderr.startswith("syndicate: ")
    assert told.stderr.count("\n") == 1
    assert "feeds" in told.stderr
    assert (project / "feeds").read_text() == "in the way"


def test_a_newer_database_is_78_and_stays(
    finished: Path, tmp_path: Path, calling: Callable[..., Command]
) -> None:
    folder = tmp_path / "newer"
    shutil.copytree(finished, folder)
    database = folder / "db" / "syndicate.sqlite"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version = 9999")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = database.read_bytes()
    for command in ("run", "stories", "doctor"):
        told = calling(folder, *NOW)(command)
        assert told.returncode == 78
        assert "newer" in told.stderr + told.stdout
    assert database.read_bytes() == before


# ------------------------------------------------------------------- stories


def test_stories_as_json_keep_their_contract(reading: Command) -> None:
    hours, opening, shots = told_stories(reading)
    assert hours["title"] == "Harbor Light Clinic adds evening hours"
    assert hours["clinic"] is None
    assert opening["clinic"] == "Alder Grove Clinic"
    assert opening["url"].startswith("https://news.example.org/clinics/stories/")
    assert opening["published"].startswith("2026-01-12")
    assert opening["summary"]
    assert opening["held"] is opening["hidden"] is False
    places = {each["source"]: each for each in opening["appearances"]}
    assert places["own"]["relation"] == "original"
    assert places["own"]["locator"] == "opening.md"
    assert places["wire"]["relation"] == "copy"
    assert places["wire"]["evidence"][0]["rule"]
    assert shots["url"] == "https://alder.example.org/news/flu-shots"


def test_the_clock_given_decides_what_is_held(reading: Command) -> None:
    told = json.loads(
        well(reading("stories", "--json", "--now", "2026-01-13T09:00:00Z"))
    )
    held = {each["title"].split()[0]: each["held"] for each in told}
    assert held == {"Harbor": True, "Alder": False}
    told_people = well(reading("stories", "--now", "2026-01-13T09:00:00Z"))
    assert told_people.splitlines()[1].split()[3] == "held"


def test_since_leaves_out_what_was_known_before(reading: Command) -> None:
    assert len(told_stories(reading, "--since", "2026-01-31")) == 3
    assert told_stories(reading, "--since", "2026-02-01T00:00:00Z") == []
    every = told_stories(reading)
    assert told_stories(reading, "--limit", "2") == every[:2]


def test_stories_are_listed_for_people(reading: Command) -> None:
    heading, first, second, _ = well(reading("stories")).splitlines()
    assert heading.split() == ["STORY", "PUBLISHED", "RAN", "STATE", "CLINIC", "TITLE"]
    assert first.endswith("Harbor Light Clinic adds evening hours")
    assert second.split()[1:4] == ["2026-01-12", "2", "-"]


# ------------------------------------------------------------------- explain


def test_a_story_is_explained_by_id_and_short_id(reading: Command) -> None:
    opening = story(reading, "Alder Grove Clinic opens")
    short = opening["id"].rpartition("/")[2]
    told = well(reading("explain", short))
    assert told == well(reading("explain", opening["id"]))
    assert f"id          {opening['id']}\n" in told
    assert f"url         {opening['url']}\n" in told
    assert "2 appearances\n" in told
    assert "- seen original, in own (owned): opening.md\n" in told
    copy = told.partition("- seen copy, in wire (wire): opening.md\n")[2]
    rules = {each["rule"] for each in opening["appearances"][1]["evidence"]}
    assert rules
    assert all(f"    {rule}" in copy for rule in rules)
    explained = json.loads(well(reading("explain", short, "--json")))
    more = {
        name: explained.pop(name)
        for name in ("keys", "checks", "drift", "decisions", "before")
    }
    assert set(map(tuple, more.values())) == {()}
    assert explained.pop("refusal") is None
    around = [
        [place.pop(name) for name in ("name", "decisions", "nearest")]
        for place in explained["appearances"]
    ]
    assert [each[:2] for each in around] == [["own", []], ["wire", []]]
    assert explained == opening


def test_a_story_is_explained_by_an_address(reading: Command) -> None:
    address = "https://alder.example.org/news/flu-shots"
    told = well(reading("explain", address))
    assert f"\n- seen original, in own (owned): {address}\n    file: shots.html" in told


def test_a_story_that_is_not_known_is_2(reading: Command) -> None:
    told = reading("explain", "https://alder.example.org/nothing")
    assert (told.returncode, told.stdout) == (2, "")
    assert 'no story is known as "https://alder.example.org/nothing"' in told.stderr
    assert told.stderr.count("\n") == 1


# -------------------------------------------------------------------- search


def test_search_takes_words_in_any_order(reading: Command) -> None:
    told = json.loads(well(reading("search", "--json", "evening", "harbor")))
    jsonschema.validate(told, schema("stories"))
    assert [each["title"] for each in told] == [
        "Harbor Light Clinic adds evening hours"
    ]
    assert "Harbor Light Clinic" in well(reading("search", "evening"))
    assert well(reading("search", "zebra")) == 'no story holds "zebra"\n'


@pytest.mark.parametrize("words", ['"', "NEAR(", "*", "a AND zebra", "^", "col:x", ""])
def test_search_takes_words_that_mean_something_to_the_index(
    reading: Command, words: str
) -> None:
    assert well(reading("search", "--json", "--", words)) == "[]\n"


# -------------------------------------------------------- sources and doctor


def test_sources_as_json_keep_their_contract(reading: Command) -> None:
    told = json.loads(well(reading("sources", "--json")))
    jsonschema.validate(told, schema("sources"))
    assert [each["name"] for each in told] == ["own", "wire"]
    assert told[0]["last_success"] == "2026-01-31T09:00:00Z"
    assert (told[1]["postings"], told[1]["skipped"]) == (2, 2)


def test_sources_are_told_before_the_first_run(syndicate: Command) -> None:
    told = json.loads(well(syndicate("sources", "--json")))
    jsonschema.validate(told, schema("sources"))
    assert {each["state"] for each in told} == {"never polled"}


def test_doctor_is_content_after_a_run(reading: Command) -> None:
    told = json.loads(well(reading("doctor", "--json")))
    wrong = [each["subject"] for each in told["findings"] if each["state"] != "ok"]
    assert wrong == ["backups"]  # nobody made one yet
    lines = well(reading("doctor")).splitlines()
    assert all(
        line.startswith(("ok    ", "warn  backups", "      →")) for line in lines
    )
    assert any("source own" in line for line in lines)


def test_doctor_warns_of_silence(reading: Command) -> None:
    told = well(reading("doctor", "--now", "2026-03-31T09:00:00Z"))
    assert "warn  source own: last read 2026-01-31T09:00Z" in told
    assert "      → " in told


def test_doctor_tells_a_mistake_in_the_settings(
    project: Path, syndicate: Command
) -> None:
    (project / "config.toml").write_text("[site]\nulr = 1\n")
    told = syndicate("doctor")
    assert told.returncode == 78
    assert (
        'fail  settings: config.toml: site.ulr: unknown key; did you mean "url"?'
        in (told.stdout)
    )
    assert told.stderr == ""


def test_doctor_tells_a_damaged_database(project: Path, syndicate: Command) -> None:
    (project / "db").mkdir()
    (project / "db" / "syndicate.sqlite").write_bytes(b"")
    told = syndicate("doctor")
    assert told.returncode == 65
    assert "fail  database: " in told.stdout


def test_judging_all_anew_changes_nothing_that_was_judged_so(
    finished: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(finished, folder)
    call = command_in(folder, *NOW)
    for options in ((), ("--apply",)):
        told = call("rematch", *options)
        assert told.returncode == 0, told.stderr
        assert told.stdout.startswith("Nothing changes")
    told = call("rematch", "--json")
    record = json.loads(told.stdout)
    assert record == {"contract": 1, "applied": False, "moves": []}
    jsonschema.validate(record, schema("rematch"))
    assert "older rules" not in call("doctor").stdout


def test_what_judging_anew_changes_is_told_to_programs(
    finished: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(finished, folder)
    call = command_in(folder, *NOW)
    (database,) = folder.rglob("*.sqlite")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(
            "UPDATE stories SET original ="
            " (SELECT max(ref) FROM postings WHERE story = seq AND ref <> original)"
            " WHERE (SELECT count(*) FROM postings WHERE story = seq) > 1"
        )
        connection.commit()
    record = json.loads(call("rematch", "--json", "--apply").stdout)
    jsonschema.validate(record, schema("rematch"))
    assert record["applied"] is True
    assert {move["how"] for move in record["moves"]} == {"original"}
    told = {story["title"]: story["id"] for story in told_stories(call)}
    for move in record["moves"]:
        assert told[move["story_title"]].endswith(f"/{move['after']}")
        assert move["before"] == move["after"]
        assert move["title"] == move["story_title"]
    assert json.loads(call("rematch", "--json").stdout)["moves"] == []


def test_stories_of_older_rules_are_told_of(finished: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(finished, folder)
    call = command_in(folder, *NOW)
    (database,) = folder.rglob("*.sqlite")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'matching'")
        connection.execute("DELETE FROM findings")
        connection.commit()
    assert "syndicate rematch" in call("doctor").stdout
    assert "syndicate rematch" in call("run").stdout
    assert call("rematch", "--apply").returncode == 0
    assert "syndicate rematch" not in call("doctor").stdout
