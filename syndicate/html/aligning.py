"""Which blocks of a page are which lines of a text that was read from it, in order.

A label or a cell of a table may stand on a page many times: that it is a line of the
article does not say which of them it is. But both are read from top to bottom, so that
it is the one that stands between the same neighbours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Words = tuple[str, ...]

_SURE = 8  # words of a line that is hardly anywhere by chance
_ROUNDS = (_SURE, 1, 1)  # fewest words of what the two are hung up on in each round


@dataclass(frozen=True, slots=True)
class _Gap:
    """A stretch of both between two pairs that are settled."""

    line: int
    line_end: int
    block: int
    block_end: int


def align(lines: Sequence[Words], blocks: Sequence[Words]) -> dict[int, int]:
    """For each line that a block says word for word, the place of that block.

    Places rise with lines. What is said once in both is settled first, as `patience
    diff` does; of what is said more often, the block that is nearest to what follows.

    >>> lines = [("hours",), ("open", "daily"), ("fees",), ("none",)]
    >>> sorted(align(lines, [("hours",), ("fees",), *lines]).items())
    [(0, 2), (1, 3), (2, 4), (3, 5)]
    """
    found: dict[int, int] = {}
    gaps = [_Gap(0, len(lines), 0, len(blocks))]
    for least in _ROUNDS:
        left: list[_Gap] = []
        for gap in gaps:
            pairs = _rising(_said_once(lines, blocks, gap, least))
            found.update(pairs)
            left += _between(gap, pairs)
        gaps = left
    for gap in gaps:
        found.update(_nearest(lines, blocks, gap))
    return found


def _said_once(
    lines: Sequence[Words], blocks: Sequence[Words], gap: _Gap, least: int
) -> list[tuple[int, int]]:
    """Pairs that are alike, and said once in each; in the order of the lines."""
    told = lines[gap.line : gap.line_end]
    held = blocks[gap.block : gap.block_end]
    often, there = Counter(told), Counter(held)
    place = {said: gap.block + at for at, said in enumerate(held)}
    return [
        (gap.line + at, place[said])
        for at, said in enumerate(told)
        if len(said) >= least and often[said] == there[said] == 1
    ]


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose places rise."""
    ends: list[int] = []  # the least place that a run of each length can end with
    holders: list[int] = []  # and whose it is
    before: list[int] = []
    for at, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        ends[length:] = [place] if length == len(ends) else [place, *ends[length + 1 :]]
        holders[length : length + 1] = [at]
        before.append(holders[length - 1] if length else -1)
    run: list[tuple[int, int]] = []
    at = holders[-1] if holders else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _between(gap: _Gap, pairs: Sequence[tuple[int, int]]) -> Iterator[_Gap]:
    line, block = gap.line, gap.block
    for settled, place in [*pairs, (gap.line_end, gap.block_end)]:
        if line < settled and block < place:
            yield _Gap(line, settled, block, place)
        line, block = settled + 1, place + 1


def _nearest(
    lines: Sequence[Words], blocks: Sequence[Words], gap: _Gap
) -> Iterator[tuple[int, int]]:
    """What is left, from its end on: a label stands above what it heads."""
    places: dict[Words, list[int]] = {}
    for at in range(gap.block, gap.block_end):
        places.setdefault(blocks[at], []).append(at)
    end = gap.block_end
    for line in reversed(range(gap.line, gap.line_end)):
        alike = places.get(lines[line], [])
        at = bisect_left(alike, end) - 1
        if at >= 0:
            end = alike[at]
            yield line, end
