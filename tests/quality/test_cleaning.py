"""Cleaning stays as good as it was on captured documents; its floors only rise."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bench.cleaning import (
    FLOORS,
    SAMPLE,
    Figures,
    digest,
    find_sunk,
    lay_out,
    lift,
    read_floors,
    score_archive,
    score_pages,
    summarise,
    write_floors,
)


def floors_of(corpus: Path, table: str) -> Figures:
    floors = read_floors(FLOORS)
    if floors["corpus"] != digest(corpus):
        pytest.skip("the floors were measured on another corpus")
    values = floors[table]
    assert isinstance(values, dict)
    return values


def test_pages_are_read_as_well_as_ever(corpus: Path) -> None:
    floors = floors_of(corpus, "pages")
    reached = score_pages(corpus)
    assert {name for name, floor in floors.items() if reached[name] < floor} == set()


def test_the_archive_is_read_as_well_as_ever(corpus: Path) -> None:
    floors = floors_of(corpus, "sample")
    reached = summarise(score_archive(corpus, step=SAMPLE))
    assert {name for name, floor in floors.items() if reached[name] < floor} == set()


def test_floors_rise_and_never_sink(tmp_path: Path) -> None:
    low, high = {"pages": {"text_f1": 0.9004}}, {"pages": {"text_f1": 0.95}}
    floors = lift({}, high, "c1")
    assert lift(floors, low, "c1") == floors == {"corpus": "c1", **high}
    risen = lift(lift({}, low, "c1"), high, "c1")
    assert risen == floors
    assert lift(floors, low, "c2") == {"corpus": "c2", "pages": {"text_f1": 0.9}}
    assert find_sunk(floors, low, "c1") == ["pages.text_f1 0.9004 < 0.95"]
    assert find_sunk(floors, high, "c1") == find_sunk(floors, low, "c2") == []
    path = tmp_path / "floors.toml"
    write_floors(path, floors)
    assert read_floors(path) == floors


def test_dates_of_the_path_are_nobodys_merit_and_each_link_counts(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "archive" / "newsworthy" / "2026" / "0112"
    folder.mkdir(parents=True)
    trail = "\n---\n\n[Original/Source Press Release](https://a.example/1)\n"
    (folder / "a.md").write_text(
        f"# Open\n\nSALEM, OR - January 14, 2026 (NEWMEDIAWIRE) - We opened.\n{trail}",
        "utf-8",
    )
    (folder / "b.md").write_text(f"# Open\n\nWe opened in Salem.\n{trail}", "utf-8")
    wires = score_archive(tmp_path, step=1)
    assert wires == {
        "newsworthy": Counter(
            {"releases": 2, "dated": 1, "near": 1, "links": 2, "links found": 2}
        )
    }
    figures = summarise(wires)
    assert figures == {"dated": 0.5, "near": 1.0, "same_day": 0.0, "links_found": 1.0}
    assert "newsworthy" in next(iter(list(lay_out({}, wires))[1:]))
