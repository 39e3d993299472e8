"""A posting's body read into blocks, be it plain text, Markdown, HTML or a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

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
# Markup that was sent as text, or escaped once too often: it begins and ends with tags.
_BLOCK = r"(?:p|div|h[1-6]|article|section|ul|ol|table|blockquote)"
_AS_TEXT = re.compile(rf"\s{{0,99}}<{_BLOCK}(?:\s[^<>]{{0,500}})?>", re.IGNORECASE)
_ENDS_IN_TAG = re.compile(r"</[a-z]{1,10}[1-6]?>\s{0,99}\Z", re.IGNORECASE)
# What a plug-in of WordPress would have put something else for: by an underscore in its
# name, its attributes, its closing, or as one that WordPress itself knows. "[sic]" and
# "[over-the-counter]" are words.
_SHORTCODE = re.compile(
    r"\[(?:/[a-z][a-z\d_-]{1,40}|[a-z][a-z\d-]{0,40}_[a-z\d_-]{1,40}(?:\s[^\[\]<>]{0,999})?"
    r"|[a-z][a-z\d_-]{1,40}\s[a-z_]{1,30}=[^\[\]<>]{1,999}"
    r"|(?:gallery|embed|caption|audio|video|playlist)(?:\s[^\[\]<>]{0,999})?)/?\](?!\()",
)
_MOST_ESCAPES = 3
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

    Feeds put markup into fields for text, or escape it twice: what is HTML by its looks
    is read as that, for readers would be shown the tags.

    Raises:
        SourceError: HTML that no parser may see, a list of other pages.
    """
    is_text = posting.media_type in ("text/plain", "text/markdown")
    try:
        if is_text and not _looks_marked(posting.body):
            return _read_text(posting)
        body = _read_html(posting, layouts, full=is_text or posting.full)
        for _ in range(_MOST_ESCAPES):
            if not (body.blocks and body.blocks[0].text.startswith("<")):
                break
            told = "\n\n".join(block.text for block in body.blocks)
            if not _looks_marked(told):
                break
            inner = replace(posting, body=told)
            body = replace(body, blocks=_read_html(inner, (), full=True).blocks)
    except Unreadable as reason:
        raise SourceError(
            posting.source, f"HTML refused: {reason}", posting.item
        ) from None
    return body


def _looks_marked(text: str) -> bool:
    return bool(_AS_TEXT.match(text) and _ENDS_IN_TAG.search(text[-200:]))


def _read_text(posting: Posting) -> Body:
    told = posting.body
    if len(told) > _LONGEST_TEXT:  # a million blank lines must not hide what follows
        told = _BLANKS.sub("\n\n", told)[:_LONGEST_TEXT]
    mended = repair(told)
    read = read_markdown if posting.media_type == "text/markdown" else read_plain
    blocks = read(mended.text)
    return Body(blocks, repairs=mended.rules, merged=len(blocks) < 3)


def _read_html(posting: Posting, layouts: Sequence[Layout], *, full: bool) -> Body:
    markup, page = posting.body, Page()
    if not full:
        article = read_article(markup, posting.url or "", layouts)
        if article.problem:
            raise SourceError(posting.source, article.problem, posting.item)
        markup, page = article.markup, article.page
    repairs: dict[str, None] = {}
    if "[" in markup:
        markup, count = _SHORTCODE.subn("", markup)
        repairs.update({"shortcodes": None} if count else {})

    def mend(piece: str) -> str:
        mended = repair(piece)
        repairs.update(dict.fromkeys(mended.rules))
        return mended.text

    base = posting.url or page.canonical
    return Body(read_blocks(markup, base, mend), page, tuple(repairs))
