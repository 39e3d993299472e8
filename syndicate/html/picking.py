"""The blocks of a page that hold given words are kept, the rest of the page is cut.

So an article keeps its own markup, its numbered lists and tables and definitions, while
others judge which of a page's words are its article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

from syndicate.html.aligning import align
from syndicate.html.surroundings import drop
from syndicate.html.tags import BLOCKS, HEADINGS, SKIPPED

_WORD = re.compile(r"\w+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_GRAM = 4  # words in a row
_PARTED = ("",)  # where a line that is settled stood
_COVERED = 0.3  # share of its rows of words: one block may hold many paragraphs
_SAID = 0.8  # of those of a label: titles of other pages have words of this one's
_LONG = 8  # words of a block that is running text, not a label
_LINKED = 0.4  # share of letters in links that running text has at most
_NEAR = 4  # steps from a heading up to what holds it and its text
_BESIDE = 5  # steps from an item up to what holds its list and the text before it
_PLAIN = 0.1  # share of letters in links, of an item that the voters left out
_MUCH = 40  # words that are hardly said again on purpose
_ROWED = frozenset({"table", "ul", "ol", "dl"})
_LISTED = frozenset({"li", "dt", "dd", "summary"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block's own text, without that of blocks within it."""

    tag: Any
    text: str
    words: tuple[str, ...]
    linked: float  # share of the letters that stand in links

    @property
    def running(self) -> bool:
        """Whether this is running text rather than a label or a menu."""
        return len(self.words) >= _LONG and self.linked <= _LINKED


def find_leaves(tree: Any) -> list[Leaf]:
    """The blocks of a tree that have text of their own, in their order."""
    holders = _find_holders(tree)
    leaves: list[Leaf] = []
    for tag in tree.iter("*"):
        if tag not in holders or tag.tag in SKIPPED:
            continue
        pieces: list[str] = []
        linked = _gather(tag, holders, pieces, inside=_is_in_link(tag))
        text = " ".join("".join(pieces).split())
        if text:
            told = split_words(text)
            leaves.append(Leaf(tag, text, told, linked / len(text)))
    return leaves


def pick(leaves: Sequence[Leaf], lines: Iterable[str]) -> list[Leaf]:
    """The blocks whose words are in the lines, and those that belong between them."""
    cells = (cell for line in lines for cell in line.split("|"))  # of tables
    told = [said for said in (_key(split_words(cell), cell) for cell in cells) if said]
    found = align(told, [_key(leaf.words, leaf.text) for leaf in leaves])
    kept = [False] * len(leaves)
    for at in found.values():
        kept[at] = True
    rest = (said if at not in found else _PARTED for at, said in enumerate(told))
    grams = set(_grams(tuple(chain.from_iterable(rest))))
    for at, leaf in enumerate(leaves):
        kept[at] = kept[at] or (len(leaf.words) >= _GRAM and _covered(leaf, grams))
    _fill(leaves, kept)
    _drop_above(leaves, kept)
    chosen = [leaf for leaf, keep in zip(leaves, kept, strict=True) if keep]
    return _drop_copies(chosen)


def cut_down(tree: Any, leaves: Sequence[Leaf], kept: Sequence[Leaf]) -> None:
    """Take all other blocks out of the tree."""
    stays = {id(leaf.tag) for leaf in kept}
    holders = _find_holders(tree)
    for leaf in reversed(leaves):  # what lies within before what holds it
        if id(leaf.tag) in stays:
            continue
        for child in list(leaf.tag):
            child.tail = None
            if child not in holders:
                drop(child)
        leaf.tag.text = None


def split_words(text: str) -> tuple[str, ...]:
    r"""The words of a text in lower case, whole where it may be hyphenated.

    >>> split_words("Hand\u00adwritten notes.")
    ('handwritten', 'notes')
    """
    if not text.isascii():
        text = text.translate(_INVISIBLE)
    return tuple(_WORD.findall(text.lower()))


def _key(said: tuple[str, ...], text: str) -> tuple[str, ...]:
    """What a line is known by: its words, or its marks if it has none."""
    return said or tuple(text.split())


def _find_holders(tree: Any) -> set[Any]:
    """Blocks, and inline tags with blocks in them."""
    holders = {tree}
    for tag in tree.iter(*BLOCKS):
        above = tag
        while above is not None and above not in holders:
            holders.add(above)
            above = above.getparent()
    return holders


def _gather(tag: Any, holders: set[Any], pieces: list[str], *, inside: bool) -> int:
    """Collect a block's own text; gives how many of its letters stand in links."""
    linked = 0

    def add(text: str | None, in_link: bool) -> None:
        nonlocal linked
        if text:
            pieces.append(text)
            linked += len(" ".join(text.split())) if in_link else 0

    add(tag.text, inside)
    for child in tag:
        if child not in holders and child.tag not in SKIPPED:
            if child.tag == "br":
                pieces.append(" ")
            linked += _gather(
                child, holders, pieces, inside=inside or _leads_away(child)
            )
        elif child in holders:
            pieces.append(" ")
        add(child.tail, inside)
    return linked


def _is_in_link(tag: Any) -> bool:
    return any(map(_leads_away, tag.iterancestors("a")))


def _leads_away(tag: Any) -> bool:
    """Whether a tag is a link to elsewhere, rather than one that unfolds an answer."""
    return tag.tag == "a" and not (tag.get("href") or "#").startswith("#")


def _grams(told: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    return (told[at : at + _GRAM] for at in range(len(told) - _GRAM + 1))


def _covered(leaf: Leaf, grams: set[tuple[str, ...]]) -> bool:
    own = list(_grams(leaf.words))
    least = _COVERED if leaf.running else _SAID
    return sum(gram in grams for gram in own) >= least * len(own)


def _fill(leaves: Sequence[Leaf], kept: list[bool]) -> None:
    """Keep what stands between two kept blocks of one part of the page.

    Voters drop short headings, whole lists and folded answers; an article is one piece.
    """
    places = [at for at, keep in enumerate(kept) if keep]
    for first, last in pairwise(places):
        gap = range(first + 1, last)
        if not gap:
            continue
        for at in reversed(gap):
            kept[at] = _belongs(leaves, kept, at, (first, last))


def _belongs(
    leaves: Sequence[Leaf], kept: Sequence[bool], at: int, ends: tuple[int, int]
) -> bool:
    """Whether a block between two kept ones is a piece of what they are."""
    leaf, before, after = leaves[at], *(leaves[end] for end in ends)
    around = _common(before.tag, after.tag)
    if leaf.linked > _LINKED or around not in leaf.tag.iterancestors():
        return False
    if leaf.tag.tag in _LISTED:
        beside = _distance(leaf.tag, before.tag) <= _BESIDE
        plain = leaf.linked <= _PLAIN and not _is_contents(leaf.tag)
        return beside and plain and before.tag.tag != "h1"
    following, above = leaves[at + 1], leaves[at - 1]
    text = following.running or following.tag.tag in _LISTED
    if kept[at + 1] and text and _heads(leaf, following):
        return True
    return _unfolds(above.tag) and _heads(above, leaf)


def _heads(heading: Leaf, leaf: Leaf) -> bool:
    near = heading.tag.tag in HEADINGS and heading.linked <= _LINKED
    return near and _distance(heading.tag, leaf.tag) <= _NEAR


def _is_contents(tag: Any) -> bool:
    """Whether an item only leads to a place of the same page, as in its contents."""
    links = [each for each in tag.iter("a") if len(each.get("href") or "") > 1]
    told = sum(len(each.text_content().strip()) for each in links)
    return 2 * told > len(tag.text_content().strip()) and not any(
        each.get("aria-controls") or each.get("data-toggle") for each in links
    )


def _unfolds(tag: Any) -> bool:
    """Whether a heading folds an answer in and out."""
    return tag.tag in HEADINGS and any(
        each.get("aria-controls") or (each.get("href") or "").startswith("#")
        for each in tag.iter("*")
    )


def _common(one: Any, other: Any) -> Any:
    """The nearest tag around both."""
    above = {one, *one.iterancestors()}
    return next(tag for tag in (other, *other.iterancestors()) if tag in above)


def _distance(one: Any, other: Any) -> int:
    """How many steps up from one tag reach what is around both."""
    around = _common(one, other)
    return next(
        steps for steps, tag in enumerate((one, *one.iterancestors())) if tag is around
    )


def _drop_above(leaves: Sequence[Leaf], kept: list[bool]) -> None:
    """Drop the labels above the page's only first heading: its name, its menu."""
    first = [at for at, leaf in enumerate(leaves) if leaf.tag.tag == "h1"]
    if len(first) == 1 and any(kept[first[0] :]):
        for at in range(first[0]):
            kept[at] = kept[at] and leaves[at].running


def _drop_copies(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Without what is said twice: a copy of the page for small screens.

    Rows of a table or a list may be alike, and a label or a sentence may come again:
    a copy says much again in one piece, or says it at once.
    """
    copies: set[int] = set()
    for run in _runs_again([leaf.words for leaf in leaves]):
        (began, before), length = run[0], sum(len(leaves[at].words) for at, _ in run)
        at_once = before + len(run) >= began
        if length >= (_LONG if at_once else _MUCH) and not _is_row(
            leaves[before].tag, leaves[began].tag
        ):
            copies.update(at for at, _ in run)
    return [leaf for at, leaf in enumerate(leaves) if at not in copies]


def _runs_again(told: Sequence[tuple[str, ...]]) -> Iterator[list[tuple[int, int]]]:
    """Stretches of what was said before in the same order: where, and where then."""
    first: dict[tuple[str, ...], int] = {}
    run: list[tuple[int, int]] = []
    for at, said in enumerate(told):
        before, after = first.setdefault(said, at), run[-1][1] + 1 if run else 0
        if run and told[after] == said:
            before = after
        if run and not after <= before < at:
            yield run
            run = []
        if before < at:
            run.append((at, before))
    if run:
        yield run


def _is_row(one: Any, other: Any) -> bool:
    """Whether both stand in the same table or list."""
    around = _common(one, other)
    return any(tag.tag in _ROWED for tag in (around, *around.iterancestors()))
