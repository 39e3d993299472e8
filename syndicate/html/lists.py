"""Whether a page is a list of others: its text would be the teasers of entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from syndicate.html.picking import Leaf
from syndicate.html.tags import HEADINGS

SINGLE = re.compile(r"(?:^|\s)(?:single|single-post|postid-\d+)(?:\s|$)")

_LEAST = 3  # entries of a list
_TITLE = 0.5  # share of letters in its link, of an entry's title
_TEASER = 120  # words that an entry shows of its text at most
_INSIDE = 0.7  # share of the words that stand in entries
_MUCH = 60  # words of running text beside its entries that a list seldom has


def is_list(leaves: Sequence[Leaf], kept: Sequence[Leaf]) -> bool:
    """Whether what was kept of a page belongs to the entries of a list.

    An article beside a list of others has text of its own that no entry holds.
    """
    titles = _find_titles(leaves)
    if len(titles) < _LEAST:
        return False
    holders = _find_entries(titles)
    inside = outside = running = 0
    for leaf in kept:
        around = (leaf.tag, *leaf.tag.iterancestors())
        if any(tag in holders for tag in around):
            inside += len(leaf.words)
        else:
            outside += len(leaf.words)
            running += len(leaf.words) if leaf.running else 0
    return running < _MUCH and inside >= _INSIDE * max(inside + outside, 1)


def _find_titles(leaves: Sequence[Leaf]) -> list[Leaf]:
    """The titles of the largest group of entries of one shape."""
    groups: dict[tuple[str, ...], list[Leaf]] = {}
    for leaf in leaves:
        if (
            leaf.linked >= _TITLE
            and len(leaf.words) >= 2
            and not leaf.tag.get("hidden")
        ):
            groups.setdefault(tuple(_shape(leaf.tag)), []).append(leaf)
    return max(groups.values(), key=len, default=[])


def _shape(tag: Any) -> list[str]:
    names = [tag, *tag.iterancestors()]
    return ["h" if each.tag in HEADINGS else str(each.tag) for each in names]


def _find_entries(titles: Sequence[Leaf]) -> set[Any]:
    """For each title the largest tag around it that holds no other title."""
    count: dict[Any, int] = {}
    for leaf in titles:
        for tag in (leaf.tag, *leaf.tag.iterancestors()):
            count[tag] = count.get(tag, 0) + 1
    holders = set()
    for leaf in titles:
        holder = leaf.tag
        for tag in leaf.tag.iterancestors():
            if count[tag] > 1:
                break
            holder = tag
        if len(holder.text_content().split()) <= _TEASER:
            holders.add(holder)
    return holders
