"""A text is only said to hold no phrase where a pattern finds none."""

from __future__ import annotations

import re
import string
import sys

from syndicate.text.phrases import in_small, may_hold


def test_every_character_that_a_pattern_takes_for_an_ascii_one_is_told_as_it() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    missed = [
        (found, letter)
        for letter in string.ascii_lowercase + string.digits
        for found in re.findall(f"(?i){letter}", everything)
        if not may_hold(in_small(found), [letter])
    ]
    assert missed == []


def test_a_phrase_beyond_ascii_is_never_ruled_out() -> None:
    assert may_hold(in_small("nothing of the kind"), ["Straße"])


def test_without_phrases_nothing_is_held() -> None:
    assert not may_hold("anything", [])
