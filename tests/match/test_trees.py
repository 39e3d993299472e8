"""The walk over the trees, and the table that the package ships."""

from __future__ import annotations

import json
import math

import pytest

from syndicate.match.features import NAMES
from syndicate.match.trees import VERSION, read_trees, shipped

# Two trees over two measures; means are those of the leaves below.
TABLE = {
    "version": VERSION,
    "measures": ["core", "days"],
    "base": -1.0,
    "trees": [
        [0, 0.5, 0.25, [-0.5], [1, 2.0, 1.0, [1.5], [0.5]]],
        [1, 2.0, 0.0, [0.25], [-0.25]],
    ],
}


@pytest.mark.parametrize(
    ("core", "days", "total", "added"),
    [
        (0.5, 2.0, -1 - 0.5 + 0.25, [-0.75, 0.25]),
        (0.9, 2.0, -1 + 1.5 + 0.25, [0.75, 0.75]),
        (0.9, 2.1, -1 + 0.5 - 0.25, [0.75, -0.75]),
    ],
)
def test_leaves_add_up_and_steps_are_told(
    core: float, days: float, total: float, added: list[float]
) -> None:
    chance, told = read_trees(json.dumps(TABLE)).weigh((core, days))
    assert chance == pytest.approx(1 / (1 + math.exp(-total)))
    assert told == pytest.approx(added)


def test_a_table_of_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="version 0"):
        read_trees(json.dumps(TABLE | {"version": 0}))


def test_a_broken_table_is_refused() -> None:
    with pytest.raises(TypeError, match="no number"):
        read_trees(json.dumps(TABLE | {"trees": [["much"]]}))
    with pytest.raises(TypeError, match="no node"):
        read_trees(json.dumps(TABLE | {"trees": [[0, 0.5, 0.2, 1, 2]]}))


def test_the_shipped_table_weighs_what_is_measured() -> None:
    assert shipped().measures == NAMES
    assert len(shipped().roots) > 50


@pytest.mark.parametrize("name", ["core", "cosine", "opening_least", "figures"])
def test_more_in_common_never_speaks_against(name: str) -> None:
    """What was learned is held to it: bounds of single pairs would not generalise."""
    values = [0.3] * len(NAMES)
    at = NAMES.index(name)
    chances = []
    for share in range(0, 101, 5):
        values[at] = share / 100
        chances.append(shipped().weigh(values)[0])
    assert chances == sorted(chances)


def test_days_apart_never_speak_for() -> None:
    values = [0.5] * len(NAMES)
    at = NAMES.index("days")
    chances = [
        shipped().weigh([*values[:at], day / 2, *values[at + 1 :]])[0]
        for day in range(14)
    ]
    assert chances == sorted(chances, reverse=True)
