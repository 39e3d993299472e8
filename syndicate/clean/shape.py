"""The shape of text: what is torn is joined, what is said twice is said once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from syndicate.clean.joints import part_glued
from syndicate.html.blocks import Block, Kind
from syndicate.html.plain import opens_marked, read_plain
from syndicate.html.sanitize import cut_start
from syndicate.text.paragraphs import (
    drop_repeats,
    is_heading,
    is_torn,
    split_joints,
    unwrap,
)

LONGEST_TEXT = 200_000
_RUNS = re.compile(r"[ \t]{2,}|\t")
_BULLET = re.compile(r"(?:[-*•·‣◦▪●○■+]\s+|[•‣◦▪●]\s*)(?=\S)")
_LONGEST_JOINTS = 600
_HEAD = 3  # blocks among which the title may be said again
_COPY = 80  # a paragraph this long is not said twice on purpose
_ITEMS = (Kind.ITEM, Kind.NUMBER)


def tidy(
    blocks: Sequence[Block], *, title: str, merged: bool
) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks in their final shape, and what was mended by rule name.

    The title is not said again at their head.
    """
    shaped: list[Block] = []
    for block in blocks:
        shaped += (block,) if _is_simple(block) else _shape(block, merged=merged)
    once, repairs = settle(shaped, title)
    if merged and len(shaped) > len(blocks):
        repairs = ("merged-paragraphs", *repairs)
    return once, repairs


def settle(blocks: Sequence[Block], title: str) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks without what is glued, torn or said twice, and what was mended.

    Blocks become neighbours when what stood between them is cut, so that this is done
    again then.
    """
    parted = list(part_glued(blocks))
    joined = _join_torn(parted)
    kept = [joined[place] for place in drop_repeats([b.text for b in joined])]
    once = list(_drop_copies(kept))
    repairs = (
        ("glued-paragraph" if len(parted) > len(blocks) else ""),
        ("torn-paragraph" if len(joined) < len(parted) else ""),
        ("repeated-paragraph" if len(once) < len(joined) else ""),
    )
    return _drop_title(once, title), tuple(name for name in repairs if name)


def set_text(blocks: Sequence[Block]) -> str:
    """The text: paragraphs parted by a blank line, items of a list by a line."""
    pieces: list[str] = []
    before = None
    for block in blocks:
        if before is not None:
            near = block.kind in _ITEMS and before in _ITEMS
            pieces.append("\n" if near else "\n\n")
        pieces.append(block.text)
        before = block.kind
    return "".join(pieces)


def cut_length(blocks: list[Block]) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks up to the longest text we keep, and a note if there were more."""
    length = 0
    for place, block in enumerate(blocks):
        length += len(block.text) + 2
        if length > LONGEST_TEXT:
            room = max(0, LONGEST_TEXT - (length - len(block.text)))
            rest = [replace(block, text=block.text[:room].rstrip(), markup="")]
            note = f"text cut at {LONGEST_TEXT:,} characters"
            return [*blocks[:place], *(b for b in rest if b.text)], (note,)
    return blocks, ()


def _shape(block: Block, *, merged: bool) -> Iterator[Block]:
    text = block.text
    if block.kind is Kind.TABLE:
        yield replace(block, text=_one_space(text))
    elif block.kind is not Kind.PARAGRAPH:
        flat = " ".join(text.split())
        if flat:
            yield replace(block, text=flat)
    elif merged and len(text) > _LONGEST_JOINTS and not block.markup:
        for part in split_joints(text):
            yield from _shape(Block(Kind.PARAGRAPH, part), merged=False)
    elif not block.markup:
        if text[:1] == "•":  # a list that lost its lines: "• one • two"
            text = text.replace(" • ", "\n• ")
        for piece in read_plain(unwrap(text)):
            spaced = _one_space(piece.text)
            yield piece if spaced == piece.text else replace(piece, text=spaced)
    elif text.strip():
        yield _shape_marked(block)


def _is_simple(block: Block) -> bool:
    """Whether a block has its final shape already: a plain line, as most are."""
    text = block.text
    return (
        block.kind is Kind.PARAGRAPH
        and not block.markup
        and not opens_marked(text)
        and "\n" not in text
        and "  " not in text
        and "\t" not in text
        and text.strip() == text
    )


def _one_space(text: str) -> str:
    return _RUNS.sub(" ", text) if "  " in text or "\t" in text else text


def _shape_marked(block: Block) -> Block:
    text = _one_space(unwrap(block.text))
    bullet = _BULLET.match(text)
    if bullet is None or "\n" in text:
        return replace(block, text=text)
    return replace(
        block,
        kind=Kind.ITEM,
        text="- " + text[bullet.end() :],
        markup=cut_start(block.markup, bullet.end()),
    )


def _join_torn(blocks: Sequence[Block]) -> list[Block]:
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.kind is block.kind is Kind.PARAGRAPH
            and is_torn(last.text, block.text)
        ):
            joined[-1] = _join(last, block)
        else:
            joined.append(block)
    return joined


def _join(first: Block, second: Block) -> Block:
    markup = ""
    if first.markup or second.markup:
        markup = " ".join(
            part.markup or escape(part.text, quote=False) for part in (first, second)
        )
    return replace(
        first,
        text=f"{first.text} {second.text}",
        markup=markup,
        links=first.links + second.links,
    )


def _drop_copies(blocks: list[Block]) -> Iterator[Block]:
    seen: set[str] = set()
    for block in blocks:
        if len(block.text) >= _COPY:
            if block.text in seen:
                continue
            seen.add(block.text)
        yield block


def _drop_title(blocks: list[Block], title: str) -> list[Block]:
    """Without the line that says the title again at the head."""
    wanted = _letters(title)
    kept = list(blocks)
    place = 0
    while wanted and place < min(_HEAD, len(kept)):
        text = kept[place].text
        if len(text) <= 2 * len(title) and _letters(text) == wanted:
            del kept[place]
        elif is_heading(text):
            place += 1
        else:
            break
    return kept


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
