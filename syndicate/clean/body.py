"""A posting's body read into blocks, be it plain text, Markdown, HTML or a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from syndicate.config import Layout
from syndicate.errors import SourceError
from syndicate.html.article import read_article
from syndicate.html.blocks import Block, read_blocks
from syndicate.html.gate import Unreadable
from syndicate.html.page import Page
from syndicate.html.plain import read_markdown, read_plain
from syndicate.model import Posting
from syndicate.text.repair import repair

# Text beyond this is not read at all; what is kept of it is cut further on.
_LONGEST_TEXT = 400_000
_BLANKS = re.compile(r"\s{8,}")


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of a body, and what reading it showed.

    `merged`: paragraph marks may be lost, so that one line may hold many paragraphs.
    """

    blocks: list[Block]
    page: Page = field(default_factory=Page)
    repairs: tuple[str, ...] = ()
    merged: bool = False


def read_body(posting: Posting, layouts: Sequence[Layout] = ()) -> Body:
    """The body in blocks, its text mended.

    Raises:
        SourceError: HTML that no parser may see, a list of other pages.
    """
    if posting.media_type in ("text/plain", "text/markdown"):
        return _read_text(posting)
    try:
        return _read_html(posting, layouts)
    except Unreadable as reason:
        raise SourceError(
            posting.source, f"HTML refused: {reason}", posting.item
        ) from None


def _read_text(posting: Posting) -> Body:
    told = posting.body
    if len(told) > _LONGEST_TEXT:  # a million blank lines must not hide what follows
        told = _BLANKS.sub("\n\n", told)[:_LONGEST_TEXT]
    mended = repair(told)
    read = read_markdown if posting.media_type == "text/markdown" else read_plain
    blocks = read(mended.text)
    return Body(blocks, repairs=mended.rules, merged=len(blocks) < 3)


def _read_html(posting: Posting, layouts: Sequence[Layout]) -> Body:
    markup, page = posting.body, Page()
    if not posting.full:
        article = read_article(markup, posting.url or "", layouts)
        if article.problem:
            raise SourceError(posting.source, article.problem, posting.item)
        markup, page = article.markup, article.page
    repairs: dict[str, None] = {}

    def mend(piece: str) -> str:
        mended = repair(piece)
        repairs.update(dict.fromkeys(mended.rules))
        return mended.text

    base = posting.url or page.canonical
    return Body(read_blocks(markup, base, mend), page, tuple(repairs))
