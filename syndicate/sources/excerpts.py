"""Whether an item's text is only a teaser: rules seen in feeds."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from syndicate.model import Form, Posting

FEW_WORDS = 60  # fewer are no announcement, whatever they end in

_TAG = re.compile(r"<[^<>]*>")
_APPEARED = re.compile(r"\s*The post .{1,400} appeared first on .{1,200}$")


@dataclass(frozen=True, slots=True)
class Ending:
    """What a teaser ends in."""

    name: str
    pattern: str
    seen: str


ENDINGS = (
    Ending("an ellipsis", r"(?:\[\s*)?(?:…|\.\.\.)(?:\s*\])?", "The clinic opens […]"),
    Ending(
        "a call to read on",
        r"(?:continue reading|read (?:more|on|the (?:full|rest).{0,40})"
        r"|view (?:more|post)|full story|learn more|keep reading)\b.{0,120}",
        "The clinic opens. Continue reading Open house →",
    ),
)


def is_teaser(posting: Posting) -> bool:
    """Whether the text of an item has more of it on its own page.

    An item without a page of its own has not, nor has a discussion or a rewriting.
    """
    if not posting.url or posting.form not in (Form.ARTICLE, Form.HEADLINE):
        return False
    text = posting.body or posting.summary
    if posting.media_type == "text/html":
        text = html.unescape(_TAG.sub(" ", text))
    text = _APPEARED.sub("", " ".join(text.split()))
    if len(text.split()) < FEW_WORDS:
        return True
    tail = text[-200:]
    return any(
        re.search(rf"(?:{ending.pattern})\W*$", tail, re.IGNORECASE)
        for ending in ENDINGS
    )
