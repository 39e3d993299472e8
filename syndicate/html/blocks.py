"""Markup read into blocks: paragraphs, headings, list items, quotes and tables.

A block carries its text and, where the text does not say it all, its inline markup; so
what is cut from one is cut from the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape
from typing import Any
from urllib.parse import urljoin

from syndicate.html.gate import admit
from syndicate.html.tags import BLOCKS, HEADINGS, INLINE, SKIPPED, holds_data, is_hidden


class Kind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    NUMBER = "number"
    QUOTE = "quote"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `markup` is inline HTML, "" when `text` says it all.

    `text` of an item begins with its mark ("- ", "1. "), `markup` does not. `rank` is
    a heading's level, or how deep a list item is nested.
    """

    kind: Kind
    text: str
    markup: str = ""
    rank: int = 0
    links: tuple[tuple[str, str], ...] = ()  # (address, label)


def read_blocks(
    markup: str, base: str = "", mend: Callable[[str], str] = str
) -> list[Block]:
    """The blocks of an HTML fragment; `mend` is applied to each piece of text.

    Raises:
        Unreadable: nested too deeply, too long, a tag too long.

    >>> [block.text for block in read_blocks("<h2>Hours</h2><ul><li>Mon<li>Tue</ul>")]
    ['Hours', '- Mon', '- Tue']
    """
    from lxml import html  # noqa: PLC0415 - start-up

    markup = admit(markup)
    if not markup.strip():
        return []
    tree = html.fragment_fromstring(markup, create_parent="div")
    walk = _Walk(base, mend)
    walk.children(tree)
    walk.flush()
    return walk.blocks


_SPACES = re.compile(r" {2,}")


class _Walk:
    """A walk over a tree that gathers inline pieces until a block ends."""

    def __init__(self, base: str, mend: Callable[[str], str]) -> None:
        self.base = base
        self.mend = mend
        self.blocks: list[Block] = []
        self.texts: list[str] = []
        self.pieces: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.rich = False
        self.frame = Block(Kind.PARAGRAPH, "")
        self.keep_lines = False

    def children(self, element: Any) -> None:
        self.words(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child)
            self.words(child.tail)

    def element(self, element: Any) -> None:
        tag = element.tag.lower()
        if tag in SKIPPED or is_hidden(element):
            return
        if tag == "br":
            self.texts.append("\n")
            self.pieces.append("<br>")
        elif tag in BLOCKS:
            self.flush()
            self.block(tag, element)
            self.flush()
        elif tag == "a":
            self.anchor(element)
        elif tag in INLINE:
            self.inline(INLINE[tag], element)
        else:
            self.children(element)

    def block(self, tag: str, element: Any) -> None:
        if tag == "table" and holds_data(element):
            self.table(element)
            return
        before, lines = self.frame, self.keep_lines
        if tag in HEADINGS:
            self.frame = Block(Kind.HEADING, "", rank=HEADINGS[tag])
        elif tag == "blockquote":
            self.frame = Block(Kind.QUOTE, "")
        elif tag in ("ul", "ol"):
            self.items(tag, element)
            return
        self.keep_lines = lines or tag == "pre"
        self.children(element)
        self.flush()
        self.frame, self.keep_lines = before, lines

    def items(self, tag: str, element: Any) -> None:
        before = self.frame
        rank = before.rank + 1 if before.kind in (Kind.ITEM, Kind.NUMBER) else 0
        number = _start(element)
        for item in element:
            if not isinstance(item.tag, str):
                continue
            mark = f"{number}. " if tag == "ol" else "- "
            kind = Kind.NUMBER if tag == "ol" else Kind.ITEM
            number += 1
            start = len(self.blocks)
            self.frame = Block(kind, mark, rank=rank)
            self.children(item) if item.tag == "li" else self.element(item)
            self.flush()
            self.blocks[start:] = _one_item(self.blocks[start:], kind, rank)
        self.frame = before

    def anchor(self, element: Any) -> None:
        address = (element.get("href") or "").strip()
        start = len(self.texts)
        if not address or address.startswith("#"):
            self.children(element)
            return
        try:
            whole = urljoin(self.base, address) if self.base else address
        except ValueError:  # an address no parser can read stays a word
            whole = ""
        if any(child.tag in BLOCKS for child in element.iterdescendants()):
            self.children(element)
        else:
            self.inline("a", element, f' href="{escape(whole)}"' if whole else "")
        label = _one_space("".join(self.texts[start:])).strip()
        self.links.append((whole, label))

    def inline(self, tag: str, element: Any, attributes: str = "") -> None:
        self.pieces.append(f"<{tag}{attributes}>")
        start = len(self.texts)
        self.children(element)
        if "".join(self.texts[start:]).strip():
            self.rich = True
        self.pieces.append(f"</{tag}>")

    def words(self, told: str | None) -> None:
        if not told:
            return
        text = self.mend(told)
        if not self.keep_lines:
            text = _one_space(text)
        self.texts.append(text)
        self.pieces.append(escape(text, quote=False))

    def flush(self) -> None:
        text = _tidy("".join(self.texts)) if self.texts else ""
        markup = "".join(self.pieces).strip()
        links, rich = tuple(self.links), self.rich
        self.texts, self.pieces, self.links, self.rich = [], [], [], False
        if not text:
            if links and self.blocks:
                last = self.blocks[-1]
                self.blocks[-1] = replace(last, links=last.links + links)
            return
        frame = self.frame
        rows = [row for row in re.split(r"\n\n+", text) if row.strip()]
        parts = [markup]
        if len(rows) > 1:  # two line breaks are how some editors part paragraphs
            parts = [part for part in _BREAKS.split(markup) if _has_words(part)]
        if len(parts) != len(rows):  # a break within bold type: no word may be lost
            parts = [""] * len(rows)
        for row, part in zip(rows, parts, strict=True):
            rich_part = rich and "<" in part.replace("<br>", "")
            told = (frame.text + row).strip()
            shown = part if rich_part else ""
            self.blocks.append(Block(frame.kind, told, shown, frame.rank, links))
            links = ()

    def table(self, element: Any) -> None:
        rows, lines, links = [], [], []
        for row in element.iter("tr"):
            cells = []
            for cell in row.iter("td", "th"):
                inner = _Walk(self.base, self.mend)
                inner.children(cell)
                inner.flush()
                links += [link for block in inner.blocks for link in block.links]
                cells.append(
                    (
                        cell.tag,
                        " ".join(block.text for block in inner.blocks),
                        "<br>".join(
                            block.markup or escape(block.text, quote=False)
                            for block in inner.blocks
                        ),
                    )
                )
            if any(text for _, text, _ in cells):
                lines.append(" | ".join(_one_space(text) for _, text, _ in cells))
                body = "".join(f"<{tag}>{html}</{tag}>" for tag, _, html in cells)
                rows.append(f"<tr>{body}</tr>")
        if rows:
            self.blocks.append(
                Block(
                    Kind.TABLE,
                    "\n".join(lines),
                    f"<table>{''.join(rows)}</table>",
                    links=tuple(links),
                )
            )


_BREAKS = re.compile(r"(?:\s*<br>\s*){2,}")


def _has_words(markup: str) -> bool:
    return bool(re.sub(r"<[^>]*>", "", markup).strip())


def _tidy(text: str) -> str:
    lines = [_one_space(line).strip() for line in text.split("\n")]
    return "\n".join(lines).strip()


def _one_space(text: str) -> str:
    """A text with its white space as HTML shows it; most has no other."""
    for sign in "\t\r\n\f":
        text = text.replace(sign, " ")
    return _SPACES.sub(" ", text) if "  " in text else text


def _one_item(blocks: list[Block], kind: Kind, rank: int) -> list[Block]:
    """Paragraphs of one list item as one block; lists nested in it follow it.

    What stands under a heading within the item stays there: some pages lay out whole
    articles as items of a list.
    """
    under: list[list[Block]] = [[]]
    for block in blocks:
        if block.kind is Kind.HEADING:
            under.append([])
        under[-1].append(block)
    told: list[Block] = []
    for part in under:
        own = [b for b in part if b.kind is kind and b.rank == rank]
        place = part.index(own[0]) if own else 0
        nested = [b for b in part if b not in own]
        told += [*nested[:place], *_join(own), *nested[place:]]
    return told


def _join(own: list[Block]) -> list[Block]:
    if len(own) < 2:
        return own
    mark = re.match(r"- |\d+\. ", own[0].text)
    length = len(mark.group()) if mark else 0
    texts = [own[0].text, *(block.text[length:] for block in own[1:])]
    rich = any(block.markup for block in own)
    markups = [b.markup or escape(b.text[length:], quote=False) for b in own]
    whole = replace(
        own[0],
        text=" ".join(" ".join(texts).split("\n")),
        markup="<br>".join(markups) if rich else "",
        links=tuple(link for block in own for link in block.links),
    )
    return [whole]


def _start(element: Any) -> int:
    told = element.get("start") or "1"
    return int(told) if told.isdecimal() and len(told) < 5 else 1
