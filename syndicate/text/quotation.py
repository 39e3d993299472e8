"""Where quotation marks open and close, straight and curly, over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LONGEST = 4_000  # characters; a mark still open then was never closed
_MARKS = re.compile(r"[\"“”]")
_OPENS_AFTER = " \t\n([{—–-:/"


@dataclass(frozen=True, slots=True)
class Span:
    """A quote's text, the paragraph it ends in, and where it begins and ends there."""

    text: str
    paragraph: int
    first: int
    start: int
    end: int


def find_spans(paragraphs: Sequence[str]) -> Iterator[Span]:
    r"""What stands between marks; the mark is repeated where a quote goes on.

    >>> [span.text for span in find_spans(["Here: “One.", "“Two,” they said."])]
    ['One.\n\nTwo,']
    """
    pieces: list[str] = []
    first = start = 0
    for place, paragraph in enumerate(paragraphs):
        begins = paragraph[:1] in '"“'
        open_at: int | None = None
        if pieces and begins and sum(map(len, pieces)) < _LONGEST:
            open_at = 1  # the quote goes on: its mark is repeated
        else:
            pieces, first = [], place
        for mark in _MARKS.finditer(paragraph):
            at = mark.start()
            if open_at is not None and pieces and at == 0:
                continue
            if open_at is None:
                if _may_open(mark[0], paragraph, at):
                    open_at, pieces, first, start = at + 1, [], place, at
            elif mark[0] == "”" or (mark[0] == '"' and not _reopens(paragraph, at)):
                pieces.append(paragraph[open_at:at])
                whole = "\n\n".join(piece.strip() for piece in pieces)
                yield Span(whole, place, first, start, at + 1)
                open_at, pieces = None, []
            else:  # opened twice: the first was never closed
                open_at, pieces, first, start = at + 1, [], place, at
        if open_at is None:
            pieces = []
        else:
            pieces.append(paragraph[open_at:])


def _may_open(mark: str, paragraph: str, at: int) -> bool:
    if mark == "”":
        return False
    follows = paragraph[at + 1 : at + 2]
    if not follows or follows.isspace():
        return False
    return mark == "“" or at == 0 or paragraph[at - 1] in _OPENS_AFTER


def _reopens(paragraph: str, at: int) -> bool:
    follows = paragraph[at + 1 : at + 2]
    return (
        at > 0 and paragraph[at - 1].isspace() and bool(follows) and follows.isalnum()
    )
