"""The coverage report: every place of every release, and nothing that runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from syndicate.config import Settings
from syndicate.model import Entry, Standing
from syndicate.publish.report import (
    COLUMNS,
    Asked,
    Report,
    make_report,
    report_csv,
    report_page,
)

MakeEntry = Callable[..., Entry]
ASKED = Asked("", datetime(2024, 3, 1, tzinfo=UTC), datetime(2024, 3, 20, tzinfo=UTC))


def rows(report: Report) -> list[list[str]]:
    return list(csv.reader(io.StringIO(report_csv(report).decode(), newline="")))


@pytest.fixture
def report_of(settings: Settings) -> Callable[..., Report]:
    def make(*entries: Entry) -> Report:
        return make_report(entries, ASKED, settings)

    return make


def test_every_place_is_a_line_with_how_we_know(
    report_of: Callable[..., Report], make_entry: MakeEntry
) -> None:
    head, *told = rows(report_of(make_entry(0), make_entry(1)))
    assert tuple(head) == COLUMNS
    assert len(told) == 6
    assert told[2][3:] == [
        "wire.example.org",
        "2024-03-03",
        "2 days later",
        "https://wire.example.org/releases/0",
        "seen",
    ]
    assert told[1][-1] == "claimed"


def test_what_was_taken_down_is_no_coverage(
    report_of: Callable[..., Report], make_entry: MakeEntry
) -> None:
    entry = make_entry(0)
    gone = tuple(
        replace(place, standing=Standing.WITHDRAWN) for place in entry.story.appearances
    )
    entry = replace(entry, story=replace(entry.story, appearances=gone))
    assert report_of(entry).places == 0


@pytest.mark.parametrize("start", ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "\t=1"])
def test_no_spreadsheet_runs_a_headline(
    report_of: Callable[..., Report], make_entry: MakeEntry, start: str
) -> None:
    _, first, *_ = rows(report_of(make_entry(0, title=start, issuer=start)))
    for cell in first[:2]:
        assert cell[:1] not in {"=", "+", "-", "@", "\t"}


def test_the_page_holds_every_release_once_and_escapes_it(
    report_of: Callable[..., Report], make_entry: MakeEntry
) -> None:
    page = report_page(report_of(make_entry(0, title="<script>1</script>"))).decode()
    assert "<script" not in page
    assert page.count("&lt;script&gt;1") == 1
    assert "2 days later" in page


def test_nothing_in_the_time_is_said(report_of: Callable[..., Report]) -> None:
    assert "Nothing was announced in this time." in report_page(report_of()).decode()
