"""Plain text and Markdown read into blocks.

Block structure is read here, line by line, for it is cheap; only a block with inline
markup is given to the Markdown parser.
"""

from __future__ import annotations

import re
from dataclasses import replace

from syndicate.html.blocks import Block, Kind
from syndicate.html.inline import read_inline

_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_ITEM = re.compile(r"[ \t]*(?:[-*•·‣◦▪●○■+](?=[ \t])|[•‣◦▪●])[ \t]*(?=\S)")
_NUMBER = re.compile(r"[ \t]*(\d{1,2})[.)][ \t]+(?=\S)")
_EMPTY_MARK = re.compile(r"[ \t]*[-*•·‣◦▪●○■+][ \t]*")
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*")
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)\w{0,12}[ \t]*")
_TABLE_RULE = re.compile(
    r"[ \t]*+\|?(?:[ \t]*+:?-{2,}:?[ \t]*+\|)+[ \t]*+(?::?-{2,}:?)?[ \t]*+"
)
_QUOTE = re.compile(r"[ \t]{0,3}>[ \t]?")
# A line that opens otherwise is one of a paragraph.
_MARKS = frozenset("-*•·‣◦▪●○■+_#>|`~ \t0123456789")


def read_plain(text: str) -> list[Block]:
    r"""The blocks of plain text: paragraphs and list items, nothing else is markup.

    >>> [b.text for b in read_plain("Hours:\n\n  • Mon\n  • Tue\n\n#1 in town")]
    ['Hours:', '- Mon', '- Tue', '#1 in town']
    """
    return [
        block
        for chunk in _BLANK.split(text.strip("\n"))
        if chunk.strip()
        for block in _read_chunk(chunk.split("\n"))
    ]


def read_markdown(text: str) -> list[Block]:
    """The blocks of Markdown text; inline markup only where there is some.

    >>> read_markdown("## Hours")[0].text
    'Hours'
    >>> read_markdown("See [us](https://a.example/).")[0].text
    'See us.'
    """
    blocks: list[Block] = []
    for chunk in _BLANK.split(text.strip("\n")):
        lines = chunk.split("\n")
        if "```" in chunk or "~~~" in chunk:
            lines = [line for line in lines if not _FENCE.fullmatch(line)]
        if not any(line.strip() for line in lines):
            continue
        if len(lines) > 1 and any(map(_TABLE_RULE.fullmatch, lines)):
            blocks += _read_table(lines)
        else:
            blocks += _read_marked(lines)
    return blocks


def opens_marked(line: str) -> bool:
    """Whether a line may be more than one of a paragraph, by its first character.

    >>> opens_marked("- one"), opens_marked("One")
    (True, False)
    """
    first = line[:1]
    return not first or first in _MARKS or first.isdecimal()


def _read_marked(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    rest: list[str] = []
    for line in lines:
        if not opens_marked(line):
            rest.append(line)
            continue
        heading = _read_heading(line)
        rule = _RULE.fullmatch(line)
        if heading or rule:
            blocks += _read_chunk(rest, markdown=True)
            rest = []
        if heading and heading[2]:
            blocks.append(Block(Kind.HEADING, heading[2], rank=len(heading[1])))
        elif not heading and not rule:
            rest.append(line)
    blocks += _read_chunk(rest, markdown=True)
    return [block for one in blocks for block in _with_inline(one)]


def _read_heading(line: str) -> re.Match[str] | None:
    """A heading; a line of "#" alone is the mark at the end of a release."""
    if "#" not in line or not line.strip("# \t"):
        return None
    return _HEADING.fullmatch(line)


def _read_chunk(lines: list[str], *, markdown: bool = False) -> list[Block]:
    """Lines between blank ones: a paragraph, items, or a paragraph and its items."""
    blocks: list[tuple[Kind, list[str]]] = []
    for line in lines:
        if opens_marked(line):
            kind, told = _read_line(line, markdown=markdown)
        else:
            kind, told = Kind.PARAGRAPH, line.strip()
        if not told:
            continue
        last = blocks[-1][0] if blocks else None
        goes_on = markdown or line[:1] in " \t"
        if last is kind and kind in (Kind.PARAGRAPH, Kind.QUOTE):
            blocks[-1][1].append(told)
        elif last is not None and kind is Kind.PARAGRAPH and goes_on:
            blocks[-1][1].append(told)  # a line that goes on the item before it
        else:
            blocks.append((kind, [told]))
    return [
        Block(kind, ("\n" if kind is Kind.PARAGRAPH else " ").join(told))
        for kind, told in blocks
    ]


def _read_line(line: str, *, markdown: bool) -> tuple[Kind, str]:
    """What a line is, and its text with the mark of a list written our way."""
    number = _NUMBER.match(line)
    if number:
        return Kind.NUMBER, f"{number[1]}. {line[number.end() :].strip()}"
    if _RULE.fullmatch(line):  # "* * *" is no item
        return Kind.PARAGRAPH, line.strip()
    if _EMPTY_MARK.fullmatch(line):
        return Kind.ITEM, ""
    item = _ITEM.match(line)
    if item:
        return Kind.ITEM, "- " + line[item.end() :].strip()
    if markdown and _QUOTE.match(line):
        return Kind.QUOTE, _QUOTE.sub("", line, count=1).strip()
    return Kind.PARAGRAPH, line.strip()


def _with_inline(block: Block) -> list[Block]:
    listed = block.kind in (Kind.ITEM, Kind.NUMBER)
    mark = re.match(r"- |\d+\. ", block.text) if listed else None
    start = mark.end() if mark else 0
    inline = read_inline(block.text[start:])
    if inline is None:
        return [block]
    text, markup, links = inline
    if not text and not links:
        return []
    return [replace(block, text=block.text[:start] + text, markup=markup, links=links)]


def _read_table(lines: list[str]) -> list[Block]:
    rows, texts, links = [], [], []
    cell_tag = "th" if len(lines) > 1 and _TABLE_RULE.fullmatch(lines[1]) else "td"
    for line in lines:
        if _TABLE_RULE.fullmatch(line) or not line.strip():
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        read = [_with_inline(Block(Kind.PARAGRAPH, cell)) for cell in cells]
        plain = [parts[0] if parts else Block(Kind.PARAGRAPH, "") for parts in read]
        texts.append(" | ".join(cell.text for cell in plain))
        links += [link for cell in plain for link in cell.links]
        body = "".join(
            f"<{cell_tag}>{cell.markup or escape_text(cell.text)}</{cell_tag}>"
            for cell in plain
        )
        rows.append(f"<tr>{body}</tr>")
        cell_tag = "td"
    table = f"<table>{''.join(rows)}</table>"
    return [Block(Kind.TABLE, "\n".join(texts), table, links=tuple(links))]


def escape_text(text: str) -> str:
    """Text as HTML; quotes need no escaping outside attributes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
