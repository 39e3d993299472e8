"""What opens a release: its embargo and its dateline, read and cut from the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from syndicate.html.blocks import Block, Kind
from syndicate.html.sanitize import cut_start
from syndicate.model import Dateline, Embargo, Part
from syndicate.text.dateline import Found, find_dateline
from syndicate.text.embargo import find_embargo

_LINES = 14
_RUNNING = (Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTE)
_MOST_DATELINES = 4  # what passes a release on puts its own over the others
_OVER = 3  # blocks of which one may begin with the place, below a line over the text
_AGAIN = re.compile(
    r"(?P<city>[^\W\d_][\w.’' -]{1,40}?|[^\n—–]{3,60}?)"
    r"(?:, (?:[A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?|[A-Z]\.[A-Z]\.)\.?)?"
    r"(?: ?[—–]|(?<=[A-Z]{2}) -{1,2}(?= )|(?<=[a-z.]) --?(?= ))[\s—–-]{0,3}"
    r"(?![A-Z][a-z]+\.? \d{1,2}(?:st|nd|rd|th)?,? )(?=[^\W\d_])"
)
_DIVIDERS = " \t\n-–—|/:*\u200d"


@dataclass(frozen=True, slots=True)
class Head:
    """The blocks without embargo and dateline, and what these said."""

    blocks: list[Block]
    dateline: Dateline | None = None
    embargo: Embargo | None = None
    issuer: str = ""
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()


def read_head(blocks: list[Block], zone: ZoneInfo | None) -> Head:
    """The head of a release read and cut off.

    A release that was passed on may carry a second dateline under the first: the first
    is the release's, the second is noted.
    """
    return read_on(Head(blocks), zone)


def read_on(head: Head, zone: ZoneInfo | None) -> Head:
    """The head with what opens the blocks that are left of it.

    What is cut brings others to the front: a notice behind a dateline, blocks that were
    too far below. So until nothing is found.
    """
    while True:
        left = head.blocks
        head = _cut_datelines(_cut_embargo(head, zone), zone)
        if head.blocks == left:
            return head


def _cut_datelines(head: Head, zone: ZoneInfo | None) -> Head:
    if head.dateline is None:
        first = find_dateline(_lines(head.blocks), zone)
        if first is None:
            return head
        head = _cut_place(_cut(head, first))
    # "--News Direct--" alone: the dateline proper may follow.
    told = head.dateline
    keep = bool(told and (told.issued or told.place))
    for _ in range(_MOST_DATELINES):
        after = _cut_second(head, zone, keep=keep)
        if after is head:
            break
        head, keep = after, True
    return head


def _cut_embargo(head: Head, zone: ZoneInfo | None) -> Head:
    lines = [
        (place, line)
        for place, block in enumerate(head.blocks[:_LINES])
        for line in block.text.split("\n")
    ]
    found = find_embargo([line for _, line in lines], zone)
    if found is None:
        return head
    place, line = lines[found.line]
    within = sum(1 for at, _ in lines[: found.line] if at == place)
    told, first = found.embargo, head.embargo
    if first and not found.end:
        return head  # what stays in the text is found there again and again
    left = _without(head.blocks[place], within, line[found.end :])
    note = () if told.until else (f"embargo cannot be read: {told.told}",)
    after = replace(
        head,
        blocks=head.blocks[:place] + left + head.blocks[place + 1 :],
        embargo=_longer(first, told),
        parts=(*head.parts, Part("embargo", "embargo", told.told)),
        notes=(*head.notes, *note),
    )
    return _cut_embargo(after, zone)  # there may be another


def _longer(first: Embargo | None, told: Embargo) -> Embargo:
    """Of two embargoes the one that ends later; one whose end is told before others."""
    if first is None or first.until is None:
        return told
    later = told.until is not None and told.until.at > first.until.at
    return told if later else first


def _without(block: Block, place: int, rest: str) -> list[Block]:
    """The block with `rest` for its line at `place`; none where nothing is left."""
    lines = block.text.split("\n")
    if rest == lines[place]:
        return [block]
    before, after = lines[:place], lines[place + 1 :]
    text = "\n".join([*before, *([rest] if rest else []), *after])
    gone = len(block.text) - len(text)
    opens = not before and block.kind in _RUNNING
    markup = cut_start(block.markup, gone) if opens and block.markup else ""
    return [replace(block, text=text, markup=markup)] if text else []


def _cut_place(head: Head) -> Head:
    """The head without the dateline's place told once more: "Salem, OR — We opened".

    It may stand below a line over the text, and say the region of a city.
    """
    place = head.dateline.place if head.dateline else ""
    city = place.split(",")[0].strip()
    for at, block in enumerate(head.blocks[:_OVER] if city else ()):
        told = _AGAIN.match(block.text)
        if told and told["city"].casefold() in (city.casefold(), place.casefold()):
            text = block.text[told.end() :]
            gone = len(block.text) - len(text)
            markup = cut_start(block.markup, gone) if block.markup else ""
            kept = replace(block, text=text, markup=markup)
            return replace(
                head,
                blocks=[*head.blocks[:at], kept, *head.blocks[at + 1 :]],
                parts=(*head.parts, Part("dateline", "place-again", told[0].strip())),
            )
    return head


def _cut_second(head: Head, zone: ZoneInfo | None, *, keep: bool) -> Head:
    second = find_dateline(_lines(head.blocks), zone)
    if second is None:
        return head
    told, first = second.dateline, head.dateline
    after = _cut(head, second)
    if not keep and first:
        return replace(after, dateline=replace(told, wire=told.wire or first.wire))
    return replace(
        after, dateline=first, notes=(*head.notes, f"second dateline: {told.raw}")
    )


def _cut(head: Head, found: Found) -> Head:
    block = head.blocks[found.line]
    before, rest = block.text[: found.start].strip(), block.text[found.end :]
    text = rest.lstrip(_DIVIDERS)
    gone = len(block.text) - len(text)
    markup = cut_start(block.markup, gone) if block.markup and not before else ""
    left = [replace(block, text=text, markup=markup)] if text else []
    kicker = (Part("kicker", found.rule, before),) if before else ()
    return replace(
        head,
        blocks=head.blocks[: found.line] + left + head.blocks[found.line + 1 :],
        dateline=found.dateline,
        issuer=found.issuer or head.issuer,
        parts=(*head.parts, *kicker, Part("dateline", found.rule, found.dateline.raw)),
    )


def _lines(blocks: Sequence[Block]) -> list[str]:
    """The first line of each of the first blocks; items and tables hold no dateline."""
    return [
        block.text.split("\n", 1)[0] if block.kind in _RUNNING else ""
        for block in blocks[:_LINES]
    ]
