"""Matching stays as good as it was on the labelled files; its floors only rise."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.cleaning import FLOORS, digest, read_floors
from bench.matching import score_sample, summarise


def test_labelled_releases_are_told_apart_as_well_as_ever(
    corpus: Path, tmp_path: Path
) -> None:
    floors = read_floors(FLOORS)
    if floors["corpus"] != digest(corpus):
        pytest.skip("the floors were measured on another corpus")
    wanted = floors["matching_sample"]
    assert isinstance(wanted, dict)
    reached = summarise(*score_sample(corpus, tmp_path))
    assert {name for name, floor in wanted.items() if reached[name] < floor} == set()
