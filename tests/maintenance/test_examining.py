"""What `doctor` finds, and what it says to do about it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from syndicate.config import Settings
from syndicate.config.load import load
from syndicate.maintenance import Finding, State, examine_machine, examine_settings
from syndicate.model import Act, Decision
from syndicate.sources.registry import options_of

NOW = datetime(2026, 1, 31, 9, tzinfo=UTC)
CONFIG = """
[site]
url = "https://news.example.org/"
[paths]
output = "out/feeds"
[[source]]
name = "wire"
kind = "files"
location = "{location}"
"""


def settings(folder: Path, location: str = "in", more: str = "") -> Settings:
    file = folder / "config.toml"
    file.write_text(CONFIG.format(location=location) + more, encoding="utf-8")
    return load(file, options_of)


def found(settings: Settings, subject: str) -> Finding:
    return next(
        each for each in examine_settings(settings, NOW, {}) if each.subject == subject
    )


def subjects(settings: Settings) -> list[tuple[str, State]]:
    return [(each.subject, each.state) for each in examine_settings(settings, NOW, {})]


def test_this_machine_is_well() -> None:
    findings = list(examine_machine())
    assert [each.subject for each in findings] == ["python", "sqlite", "libraries"]
    assert {each.state for each in findings} == {State.OK}


def test_a_fresh_project_is_well_and_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    given = settings(tmp_path)
    assert subjects(given) == [
        ("paths.output", State.OK),
        ("paths.digest", State.OK),
        ("paths.database", State.OK),
        ("database", State.WARN),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config.toml", "in"]


def test_a_folder_that_is_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("not a folder")
    finding = found(settings(tmp_path), "paths.output")
    assert (finding.state, finding.code) == (State.FAIL, 73)
    assert finding.message == f"{tmp_path / 'out'} is not a folder"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o500)
    finding = found(settings(tmp_path), "paths.output")
    assert (finding.state, finding.code) == (State.FAIL, 73)
    assert "Permission denied" in finding.message


def test_a_folder_of_the_kernel_cannot_be_written(tmp_path: Path) -> None:
    given = settings(tmp_path, more="[publish]\nitems = 5\n")
    given = load(
        write(tmp_path, given.file.read_text().replace("out/feeds", "/proc/feeds")),
        options_of,
    )
    finding = found(given, "paths.output")
    assert (finding.state, finding.code) == (State.FAIL, 73)
    assert "/proc cannot be written" in finding.message


def test_the_folder_of_the_figures_is_made_by_no_run(tmp_path: Path) -> None:
    given = settings(tmp_path, more='[metrics]\nfile = "metrics/syndicate.prom"\n')
    finding = found(given, "metrics.file")
    assert (finding.state, finding.code) == (State.FAIL, 73)
    assert finding.message == f"{tmp_path / 'metrics'} is not there"
    (tmp_path / "metrics").mkdir()
    assert found(given, "metrics.file").state == State.OK


def write(folder: Path, text: str) -> Path:
    file = folder / "other.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("location", ["in", "in/2026/*.md", "in/**"])
def test_a_local_source_that_is_not_there(tmp_path: Path, location: str) -> None:
    finding = found(settings(tmp_path, location), "source wire")
    assert (finding.state, finding.code) == (State.FAIL, 78)
    assert str(tmp_path / "in") in finding.message


def test_an_address_is_not_looked_for_on_disk(tmp_path: Path) -> None:
    given = settings(tmp_path, "https://wire.example.org/feed")
    assert State.FAIL not in dict(subjects(given)).values()


def test_a_damaged_database_fails_with_65_and_stays(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    given = settings(tmp_path)
    given.paths.database.parent.mkdir()
    given.paths.database.write_bytes(b"")
    finding = found(given, "database")
    assert (finding.state, finding.code) == (State.FAIL, 65)
    assert "backup" in finding.fix
    assert given.paths.database.read_bytes() == b""


def test_no_source_is_worth_a_word(tmp_path: Path) -> None:
    file = write(tmp_path, '[site]\nurl = "https://news.example.org/"\n')
    assert ("sources", State.WARN) in subjects(load(file, options_of))


def test_a_decision_about_a_source_of_another_name_is_told_of(tmp_path: Path) -> None:
    from syndicate.store import Store  # noqa: PLC0415 -- only here

    (tmp_path / "in").mkdir()
    given = settings(tmp_path)
    hidden = Decision(0, NOW, "Ada", Act.HIDE, one=(("wire", "a"), ("former", "b")))
    with Store.open(given.paths.database) as store:
        store.found(given, NOW)
        kept = store.register.keep(hidden)
        told = found(given, "decisions")
        assert told.state is State.WARN
        assert told.message == "1 about tellings of former, which is no source now"
        store.register.undo(kept.number, "Ada", "it is called wire now", NOW)
    assert "decisions" not in [subject for subject, _ in subjects(given)]


def test_a_source_that_was_never_polled_and_the_database_are_told(
    tmp_path: Path,
) -> None:
    from syndicate.store import Store  # noqa: PLC0415 -- only here

    (tmp_path / "in").mkdir()
    given = settings(tmp_path)
    with Store.open(given.paths.database) as store:
        store.found(given, NOW - timedelta(days=1))
    assert subjects(given)[3:] == [
        ("clock", State.OK),
        ("database", State.OK),
        ("source wire", State.WARN),
        ("lock", State.OK),
        ("backups", State.WARN),
    ]
    assert "0 stories" in found(given, "database").message
    assert "not polled yet" in found(given, "source wire").message
