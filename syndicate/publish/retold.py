"""Summaries that came with tellings, as staff see them: what is unsupported marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from syndicate.model import Release, Retelling
from syndicate.publish.plain import clean, line

MOST = 2  # shown with a story in the digest
LONGEST = 400  # characters shown of one


@dataclass(frozen=True, slots=True)
class Retold:
    """A summary in pieces, each with whether the original does not tell it."""

    whose: str
    pieces: tuple[tuple[str, bool], ...]
    missing: str  # what the original does not tell, "" where it tells everything


def show_retold(original: Release, retold: Iterable[Retelling]) -> tuple[Retold, ...]:
    """At most two, the doubtful first; none that is a piece of the original's text."""
    text = _spoken(original.text)
    own = [each for each in retold if _spoken(each.text).rstrip("[]…. ") not in text]
    own.sort(key=lambda each: not each.unsupported)
    return tuple(
        Retold(each.whose, tuple(_shown(each)), list_unsupported(each))
        for each in own[:MOST]
    )


def marked_pieces(retelling: Retelling) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether the original does not tell it."""
    at = 0
    for each in retelling.unsupported:
        if each.start < at:
            continue
        if each.start > at:
            yield retelling.text[at : each.start], False
        yield retelling.text[each.start : each.end], True
        at = each.end
    if at < len(retelling.text):
        yield retelling.text[at:], False


def list_unsupported(retelling: Retelling) -> str:
    """What the original does not tell, each once, by commas."""
    told = dict.fromkeys(each.text for each in retelling.unsupported)
    return ", ".join(line(each, 80) for each in told)


def _shown(retelling: Retelling) -> Iterator[tuple[str, bool]]:
    """The pieces without what steers a page, as many as there is room for."""
    room = LONGEST
    for text, doubted in marked_pieces(retelling):
        shown = clean(text)
        if len(shown) > room:
            yield f"{shown[:room]}…", doubted
            return
        yield shown, doubted
        room -= len(shown)


def _spoken(text: str) -> str:
    return " ".join(text.casefold().split())
