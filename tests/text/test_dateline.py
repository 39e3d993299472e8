"""Datelines are found in each wire's own grammar, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicate.text.dateline import PATTERNS, Pattern, find_dateline
from syndicate.text.places import write_place


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_each_pattern_reads_what_it_was_seen_in(pattern: Pattern) -> None:
    assert pattern.expression.match(pattern.seen)
    found = find_dateline([pattern.seen], None)
    assert found is not None
    assert pattern.seen[found.end :].strip() in ("", "We opened.", "The clinic opened.")


@pytest.mark.parametrize(
    ("line", "place", "wire", "iso"),
    [
        (
            "Salem, OR (Newsworthy.ai) Monday Jun 2, 2025 @ 7:00 AM US/Central — Text",
            "Salem, OR",
            "Newsworthy.ai",
            "2025-06-02T07:00:00-05:00",
        ),
        (
            "SPRINGFIELD, MA, June 02, 2025 /24-7PressRelease/ -- Text",
            "Springfield, MA",
            "24-7PressRelease",
            "2025-06-02",
        ),
        (
            "SALEM, OR - (NewMediaWire) - June 02, 2025 - Text",
            "Salem, OR",
            "NewMediaWire",
            "2025-06-02",
        ),
        (
            "(NewMediaWire) - June 02, 2025 - PORTLAND, Ore. — Text",
            "Portland, Ore.",
            "NewMediaWire",
            "2025-06-02",
        ),
        (
            "Salem, OR – [June 2, 2025] /Noticias Newswire/ — Text",
            "Salem, OR",
            "Noticias Newswire",
            "2025-06-02",
        ),
        ("Salem, Oregon - June, 2, 2025 - Text", "Salem, Oregon", "", "2025-06-02"),
        ("2 de junio de 2025 — Text", "", "", "2025-06-02"),
        ("BERLIN, 2. Juni 2025 – Text", "Berlin", "", "2025-06-02"),
        ("München, den 2. Mai 2025 – Text", "München", "", "2025-05-02"),
        ("PARIS, le 2 août 2025 – Text", "Paris", "", "2025-08-02"),
        (
            "For Immediate Release: Salem OR, USA – June 2, 2025",
            "Salem OR, USA",
            "",
            "2025-06-02",
        ),
        (
            "Salem, Alberta, Canada June 2, 2025. Text",
            "Salem, Alberta, Canada",
            "",
            "2025-06-02",
        ),
        (
            "SALEM, OR — June 2, 2025 — (NOTICIAS NEWSWIRE) — Text",
            "Salem, OR",
            "Noticias Newswire",
            "2025-06-02",
        ),
        (
            "Salem, OR, June 2, 2025 – PRISM MediaWire (Release Service – Any) – Text",
            "Salem, OR",
            "PRISM MediaWire",
            "2025-06-02",
        ),
        (
            "HONG KONG SAR - Media OutReach Newswire - 2 June 2025 - Text",
            "Hong Kong SAR",
            "Media OutReach Newswire",
            "2025-06-02",
        ),
        (
            "SALEM, Ore., June 2, 2025 /PRNewswire/ -- Text",
            "Salem, Ore.",
            "PRNewswire",
            "2025-06-02",
        ),
        (
            "LEEDS, UK, June 02, 2025 (GLOBE NEWSWIRE) -- Text",
            "Leeds, UK",
            "GLOBE NEWSWIRE",
            "2025-06-02",
        ),
        (
            "SPOKANE, Wash.--(BUSINESS WIRE)--Text",
            "Spokane, Wash.",
            "Business Wire",
            None,
        ),
        (
            "DALLAS/FORT WORTH, TX -- June 2nd, 2025 -- Text",
            "Dallas/Fort Worth, TX",
            "",
            "2025-06-02",
        ),
        (
            "WASHINGTON, D.C. | June 2, 2025 | Text",
            "Washington, D.C.",
            "",
            "2025-06-02",
        ),
        ("--News Direct--", "", "News Direct", None),
    ],
)
def test_datelines_of_the_wires(
    line: str, place: str, wire: str, iso: str | None
) -> None:
    found = find_dateline([line], None)
    assert found is not None
    told = found.dateline
    assert (told.place, told.wire) == (place, wire)
    assert (told.issued.iso() if told.issued else None) == iso
    assert line[found.end :] in ("Text", "")


@pytest.mark.parametrize(
    "line",
    [
        "Am 2. Juni 2025 – dem Tag der Klinik – öffnen wir die Türen.",
        "Le 2 juin 2025 – jour de fête – nous ouvrons les portes.",
    ],
)
def test_a_day_without_a_place_may_be_prose(line: str) -> None:
    assert find_dateline([line], None) is None


@pytest.mark.parametrize(
    "line",
    [
        "Date: Saturday, July 18, 2026",
        "Embargoed until 6 p.m. ET, Tuesday, April 22, 2025",
        "LINKED SYSTEMS, a knowledge-based clinic, opened.",
        "PORCH, the beloved meme-driven brand, opened.",
        "U.S.-made lamps help",
        "ESOP-owned clinics grow",
        "Calm Care, Inc. – the first of its kind – opened.",
        "AT LA REST WEEK -- MARCH 16, 2025",
        "Click here for the Calm Complaint (May 3, 2024)",
        "Quiet Clinic is to present on Monday, May 18, 2026, at noon",
        "We opened on June 2, 2025 - and it was good.",
        "The clinic opened its doors.",
        "",
    ],
)
def test_false_friends_stay(line: str) -> None:
    assert find_dateline([line], None) is None


def test_the_wire_names_the_organisation() -> None:
    line = "-, United States - June 2, 2025 / Salem Calm Clinic /"
    found = find_dateline(["Rest for All", line], None)
    assert found is not None
    assert found.line == 1
    assert found.issuer == "Salem Calm Clinic"
    assert found.dateline.place == "United States"


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("SALEM, OREGON", "Salem, Oregon"),
        ("san diego, united states", "San Diego, United States"),
        ("MILTON KEYNES, U.K.", "Milton Keynes, U.K."),
        ("Coeur d’Alene, Idaho", "Coeur d’Alene, Idaho"),
        ("STRATFORD UPON AVON, UK", "Stratford upon Avon, UK"),
        ("-, United States", "United States"),
    ],
)
def test_places_are_conventionally_cased(told: str, written: str) -> None:
    assert write_place(told) == written


def test_a_long_line_is_read_in_no_time() -> None:
    for letters in ("A, ", "SALEM, OR - ", "2025 ", "(", "- "):
        found = find_dateline([letters * 50_000] * 14, None)
        assert (found.end if found else 0) < 20, letters


def test_the_archive_is_dated(corpus: Path) -> None:
    """On the wires that use datelines: dated, and within three days of the path."""
    from datetime import date  # noqa: PLC0415 - only with the corpus

    wires = (
        "247PressRelease",
        "newsworthy",
        "newmediawire",
        "pressservices",
        "prkarma",
    )
    dated = near = count = 0
    for wire in wires:
        for path in sorted((corpus / "archive" / wire).rglob("*.md"))[::40]:
            year, day = path.parent.parent.name, path.parent.name
            lines = path.read_text("utf-8", "replace").split("\n\n")[1:15]
            found = find_dateline([" ".join(line.split()) for line in lines], None)
            count += 1
            if found and found.dateline.issued:
                dated += 1
                ran = date(int(year), int(day[:2]), int(day[2:]))
                apart = (ran - found.dateline.issued.at.date()).days
                near += -1 <= apart <= 3
    assert count > 100
    assert dated / count >= 0.96
    assert near / dated >= 0.97
