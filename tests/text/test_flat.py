"""Readable JSON is what the standard library writes, to the letter."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.text.flat import readable

EMPTY: st.SearchStrategy[object] = st.just([])
PLAIN = st.none() | st.booleans() | st.integers() | st.text() | EMPTY
RECORDS = st.lists(st.dictionaries(st.text(), PLAIN | st.lists(st.text())))
SEAM = "},\n      {"


@given(st.dictionaries(st.text(), PLAIN), st.text(), RECORDS, st.booleans())
def test_a_table_that_ends_in_records(
    around: dict[str, object],
    name: str,
    records: list[dict[str, object]],
    ascii_only: bool,
) -> None:
    told = {**around, name: records}
    expected = json.dumps(told, indent=2, ensure_ascii=ascii_only, allow_nan=False)
    assert readable(told, ensure_ascii=ascii_only, allow_nan=False) == expected


@pytest.mark.parametrize(
    "told",
    [
        {},
        [],
        [{"one": 1}, {"two": 2}],
        {"sources": []},
        {"sources": [{}]},
        {"sources": [{"name": SEAM}, {SEAM: SEAM}]},
        {"sources": [{"name": "blog", "reasons": ["one", "two"]}]},
        {"sources": [{"name": "blog"}, 3]},
        {"sources": [{"name": "blog"}], "last": {"one": [1]}},
        "text",
        None,
    ],
)
def test_whatever_else_there_is(told: object) -> None:
    assert readable(told) == json.dumps(told, indent=2)
