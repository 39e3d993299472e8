"""A red check is right where people judged it; every label is of a file we know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.checks import (
    ENOUGH,
    LABELS,
    Firing,
    Survey,
    floors,
    judge,
    lay_out,
    look_at,
    read_labels,
    red,
)
from bench.cleaning import FLOORS, digest, read_floors
from syndicate.brief.rules import check_ids


def test_labels_hold_no_text() -> None:
    for line in LABELS.read_text("utf-8").splitlines()[1:]:
        locator, rule, sentence, right = line.split("\t")
        assert locator.endswith(".md")
        assert rule in check_ids()
        assert re.fullmatch(r"[0-9a-f]{16}", sentence)
        assert right in ("right", "wrong")


def test_red_checks_are_as_right_as_ever(corpus: Path) -> None:
    table = read_floors(FLOORS)
    if table["corpus"] != digest(corpus):
        pytest.skip("the floors were measured on another corpus")
    pinned = table["checks"]
    assert isinstance(pinned, dict)
    reached = floors(judge(corpus, read_labels(LABELS)))
    assert set(pinned) == set(reached) == {id_.replace("-", "_") for id_ in red()}
    assert {id_ for id_, floor in pinned.items() if reached[id_] < floor} == set()
    assert min(reached.values()) >= ENOUGH


def test_a_label_of_what_no_longer_fires_is_void(tmp_path: Path) -> None:
    folder = tmp_path / "archive" / "newsworthy" / "2026" / "0112"
    folder.mkdir(parents=True)
    told = (
        "The clinic sees patients for therapy. A nurse stays with each patient.\n\n"
        "The clinic offers ketamine infusions for depression to patients.\n"
    )
    (folder / "a.md").write_text(f"# Open\n\n{told}", "utf-8")
    name = "newsworthy/2026/0112/a.md"
    health, firings = look_at(tmp_path / "archive", [name])
    assert health == 1
    (found,) = [each for each in firings if each.rule == "offlabel-ketamine"]
    labels = {found.key: True, (name, "absolute", "0" * 16): False}
    assert judge(tmp_path, labels) == {"offlabel-ketamine": (1, 1)}
    assert floors(judge(tmp_path, labels)) == {"offlabel_ketamine": 1.0, "absolute": 0}


def test_the_table_tells_every_rule() -> None:
    firing = Firing("a.md", "hype", "A groundbreaking room.", ("groundbreaking",))
    lines = list(lay_out(Survey(10, 2, (firing,)), {"hype": (1, 2)}))
    assert lines[0].startswith("10 releases, 2 of health")
    (hype,) = [line for line in lines if line.startswith("hype")]
    assert hype.split() == ["hype", "1", "50.0%", "1", "1/2"]
    assert len(lines) == len(check_ids()) + 3
