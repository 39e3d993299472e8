"""The file for Prometheus: its format by its own rules, and what it says."""

from __future__ import annotations

import re
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from syndicate.errors import CannotCreate
from syndicate.model import (
    Ended,
    Polled,
    RunAccount,
    SourceReport,
    SourceState,
    Trust,
    Watched,
    Work,
)
from syndicate.publish.metrics import as_metrics, lay_metrics

NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
WELL = SourceReport("wire", "feed", Trust.WIRE, last_success=NOW, postings=4)
FAILING = SourceReport(
    'a "blog"\\ of\nours', "feed", Trust.OWNED, state=SourceState.FAILING, error="404"
)
ACCOUNT = RunAccount(
    Ended(NOW, 2.5, 0),
    Work(9, 7, 2, 1, 3, 4, 5, 0, 20, 0, 1),
    (Watched(WELL, Polled(new=2)), Watched(FAILING)),
    339_968,
)

# Prometheus, "Exposition formats", text-based format: lines end with a line feed;
# a HELP and a TYPE line, once for each name, stand before its samples, which stand
# together; no series is told twice.
NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="((?:[^"\\\n]|\\["\\n])*)"'
SAMPLE = re.compile(
    rf"({NAME})(\{{{LABEL}(?:,{LABEL})*\}})? ([+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?))"
)


def parse(text: str) -> dict[str, float]:
    """Each series with its value; anything that the format does not allow fails."""
    assert text.endswith("\n")
    series: dict[str, float] = {}
    seen: list[str] = []
    helped = typed = ""
    for line in text[:-1].split("\n"):
        if told := re.fullmatch(rf"# HELP ({NAME}) ((?:[^\\]|\\[\\n])+)", line):
            assert told[1] not in seen
            helped = told[1]
        elif told := re.fullmatch(rf"# TYPE ({NAME}) gauge", line):
            assert told[1] == helped
            typed = told[1]
            seen.append(typed)
        else:
            sample = SAMPLE.fullmatch(line)
            assert sample, line
            assert sample[1] == typed, line
            key = sample[1] + (sample[2] or "")
            assert key not in series
            series[key] = float(sample[sample.lastindex or 0])
    return series


def test_the_figures_of_a_run() -> None:
    told = parse(as_metrics(ACCOUNT, "1.0.0", NOW.timestamp()))
    assert told['syndicate_info{version="1.0.0"}'] == 1
    assert told["syndicate_run_exit_code"] == 0
    assert told["syndicate_run_duration_seconds"] == 2.5
    assert told["syndicate_run_timestamp_seconds"] == NOW.timestamp()
    assert told["syndicate_run_last_success_timestamp_seconds"] == NOW.timestamp()
    assert told["syndicate_stories"] == 7
    assert told["syndicate_stories_held"] == 3
    assert told["syndicate_stories_went_out"] == 4
    assert told["syndicate_deliveries_failing"] == 1
    assert told["syndicate_database_bytes"] == 339_968
    assert told['syndicate_source_well{source="wire"}'] == 1
    assert told['syndicate_source_state{source="wire",state="ok"}'] == 1
    assert told['syndicate_source_new{source="wire"}'] == 2
    assert told['syndicate_source_postings{source="wire"}'] == 4


def test_a_name_of_any_characters_is_a_label() -> None:
    told = parse(as_metrics(ACCOUNT, "1.0.0", None))
    assert told[r'syndicate_source_well{source="a \"blog\"\\ of\nours"}'] == 0


def test_what_nobody_knows_is_left_out() -> None:
    told = parse(as_metrics(RunAccount(Ended(NOW, 0.1, 65, "torn")), "1.0.0", None))
    assert set(told) == {
        'syndicate_info{version="1.0.0"}',
        "syndicate_run_timestamp_seconds",
        "syndicate_run_duration_seconds",
        "syndicate_run_exit_code",
    }


def test_a_failed_run_keeps_when_one_last_went_well(tmp_path: Path) -> None:
    file = tmp_path / "syndicate.prom"
    later = Ended(NOW.replace(hour=13), 0.1, 74, "full")
    for ended in (ACCOUNT.ended, later, later):
        lay_metrics(replace(ACCOUNT, ended=ended), "1.0.0", file)
    told = parse(file.read_text())
    assert told["syndicate_run_exit_code"] == 74
    assert told["syndicate_run_last_success_timestamp_seconds"] == NOW.timestamp()
    assert [path.name for path in tmp_path.iterdir()] == ["syndicate.prom"]
    assert stat.S_ISREG(file.stat().st_mode)


@pytest.mark.parametrize("before", [b"", b"\xff\x00", b"syndicate_run 1\n"])
def test_whatever_stood_there_before(tmp_path: Path, before: bytes) -> None:
    file = tmp_path / "syndicate.prom"
    file.write_bytes(before)
    lay_metrics(replace(ACCOUNT, ended=Ended(NOW, 1.0, 1)), "1.0.0", file)
    assert "syndicate_run_last_success" not in file.read_text()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotCreate, match=r"nowhere/syndicate\.prom: cannot be"):
        lay_metrics(ACCOUNT, "1.0.0", tmp_path / "nowhere" / "syndicate.prom")
