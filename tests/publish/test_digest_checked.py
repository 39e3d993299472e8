"""What staff read, with every part of it, under axe-core and the Nu HTML checker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from syndicate.config import Settings
from syndicate.model import (
    Closed,
    Drift,
    Edition,
    Entry,
    Gap,
    Period,
    Series,
    SourceReport,
    SourceState,
    Trust,
)
from syndicate.publish.digest import view_digest
from syndicate.publish.digest_archive import archive
from syndicate.publish.digest_page import digest_page
from syndicate.publish.report import Asked, make_report, report_page
from tests.conftest import RequireTool
from tests.publish.site.axe import DARK, look_at
from tests.publish.site.test_checked import DESK, PHONE, found_by_nu

MakeEntry = Callable[..., Entry]
NOW = datetime(2024, 3, 9, 6, tzinfo=UTC)


@pytest.fixture
def pages(
    settings: Settings, make_entry: MakeEntry, make_edition: Callable[..., Edition]
) -> Path:
    """A folder with the digest, the list of past ones and a report."""
    entries = [make_entry(number, clinic="Juniper Wellness") for number in range(5)]
    entries = [
        replace(entry, story=replace(entry.story, appearances=_moved(entry)))
        for entry in entries
    ]
    place = entries[0].story.appearances[1]
    differing = replace(
        entries[0], drift=(Drift(place, "phone", "555-0142", "555-0124"),)
    )
    edition = make_edition(
        0,
        moment=NOW,
        new=(differing,),
        ran=tuple(entries[1:3]),
        changed=(entries[3],),
        elsewhere=(make_entry(7),),
        gaps=(Gap(entries[4], Trust.OWNED, place, 5),),
        recent=tuple(entries),
        period=Period(number=2, since=5, opened=NOW.replace(day=8)),
        past=(Closed(Series.DAILY, 1, None, NOW.replace(day=8)),),
        reports=(
            SourceReport(
                "Old blog", "feed", Trust.OPEN, state=SourceState.GONE, error="404"
            ),
        ),
        **{f"{name}_count": 1 for name in ("new", "changed", "elsewhere")},
        ran_count=2,
    )
    folder = settings.paths.digest
    view = view_digest(edition, settings)
    report = make_report(entries, Asked("", NOW.replace(day=1), NOW), settings)
    written = {
        "digest.html": digest_page(view),
        "report.html": report_page(report),
        **dict(archive(edition, settings)),
    }
    for name, content in written.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def _moved(entry: Entry) -> tuple:  # type: ignore[type-arg]
    return tuple(replace(place, change=9) for place in entry.story.appearances)


def test_every_part_is_there(pages: Path) -> None:
    told = (pages / "digest.html").read_text("utf-8")
    for part in (
        "Where it ran",
        "Changed",
        "To check",
        "Copies that differ",
        "Missing",
    ):
        assert f">{part}" in told
    for part in ("Elsewhere", "Sources in trouble", "Figures"):
        assert f">{part}" in told


def test_nu_finds_no_error(
    pages: Path, require_tool: RequireTool, require_package: Callable[[str], Path]
) -> None:
    java, nu = require_tool("java"), require_package("vnu-jar/build/dist/vnu.jar")
    told = sorted(pages.rglob("*.html"))
    assert len(told) == 3
    assert found_by_nu(java, nu, *told) == []


@pytest.mark.parametrize("flags", [(), (DARK,)], ids=["light", "dark"])
def test_axe_finds_nothing(
    flags: tuple[str, ...],
    pages: Path,
    require_tool: RequireTool,
    require_package: Callable[[str], Path],
) -> None:
    browser = require_tool("chromium", "chromium-browser", "google-chrome")
    axe = require_package("axe-core/axe.min.js")
    names = ("digest.html", "editions/index.html", "report.html")
    wanted = [(name, width) for name in names for width in (PHONE, DESK)]
    found = look_at(browser, axe, pages, wanted, *flags)
    assert {page: wrong for page, wrong in found.items() if wrong} == {}
