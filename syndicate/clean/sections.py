"""About, contact and disclaimer: sections that leave the text and become parts.

Only where they are certain. About and contact must fill the end of the text without a
gap; a paragraph that opens with "Disclaimer:" is one wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from syndicate.clean.openings import CAPITALS, LINES, NAME, PARAGRAPHS, Opening
from syndicate.html.blocks import Block, Kind
from syndicate.model import Part
from syndicate.text.paragraphs import is_heading

_GLUED_ABOUT = re.compile(
    r"About (?P<name>[A-Z][^\n.!?]{1,90}?[a-z0-9).®™])(?P<rest>[A-Z][a-z]+[ ,].{40,})",
    re.DOTALL,
)
_INLINE_ABOUT = re.compile(
    r"About (?P<name>[A-Z][\w&’'.-]*(?: [A-Z][\w&’'.-]*){0,7})[: ]"
)
_DASHED_ABOUT = re.compile(
    r"About (?!the )[A-Z][^\n.!?–—-]{2,80}?\s?(?:--|[–—])\s(?=[A-Z])"
)
_LONGEST_DASHED = 1_500
_LONGEST_ABOUT = 4_000
# An About without a line of its own that is the most of a release tells its news: of
# twelve such of 20,153 releases eight did.
_UNHEADED = frozenset({"about-inline", "about-glued", "about-dashed", "about-capitals"})
_MOST_UNHEADED = 1_500
_OUTWEIGHS = 2  # times what stands above it
_MOST_BLOCKS = {"about": 7, "disclaimer": 9, "contact": 14}
_LONGEST_CONTACT_LINE = 220
_SHORTEST_ABOUT = 40
_LONGEST_HEADING = 120
# An address or a number, glued or not.
_REACH = re.compile(
    r"[\w.]@[\w-]{1,60}\.|\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]\d{4}|Contact:"
)
_SHORTEST_CONTACT = 24
_SHORTEST_GLUED = 12


_DISCLAIMERS = [one for one in PARAGRAPHS if one.name == "disclaimer"]
_CONTACTS = [one for one in PARAGRAPHS if one.name == "contact"]
_GLUED_NAME = re.compile(r"Contact(?: Details)?[A-Z][a-z]+ [A-Z]")
# A contact and the disclaimer that was glued to it.
_GLUED_DISCLAIMER = re.compile(r"(?<=[\w.)/])(?=Disclaimer:\s)")


def split_sections(blocks: list[Block]) -> tuple[list[Block], list[Part]]:
    """The running text, and the sections in their order.

    A disclaimer under its heading may be the first of several paragraphs: so it is
    looked for as a section of the end before it is taken by itself.
    """
    kept, taken = _take_paragraphs(list(_part_contacts(blocks)), headed=False)
    kept, tail = _take_tail(kept)
    kept, headed = _take_paragraphs(kept, headed=True)
    above: list[Part] = []
    if headed:
        kept, above = _take_tail(kept)
    return kept, [*taken, *headed, *above, *tail]


def _take_paragraphs(
    blocks: list[Block], *, headed: bool
) -> tuple[list[Block], list[Part]]:
    """The blocks without disclaimers; `headed` takes those under a heading, too."""
    kept: list[Block] = []
    parts: list[Part] = []
    for place, block in enumerate(blocks):
        alone = place and len(block.text) > 60 and block.kind is Kind.PARAGRAPH
        opening = _find_disclaimer(block.text) if alone else None
        if opening is None or is_heading(block.text):
            kept.append(block)
            continue
        under = bool(kept) and _heads_disclaimer(kept[-1])
        if headed or not under:
            heading = f"{kept.pop().text}\n\n" if under else ""
            parts.append(Part(opening.name, opening.rule, heading + block.text))
        else:
            kept.append(block)
    return kept, parts


def _part_contacts(blocks: list[Block]) -> Iterator[Block]:
    """The blocks, a disclaimer that stands in a contact's line parted from it."""
    for block in blocks:
        if "Contact" in block.text[:16] and "Disclaimer:" in block.text:
            for text in _GLUED_DISCLAIMER.split(block.text):
                yield replace(block, text=text, markup="")
        else:
            yield block


def _take_tail(blocks: list[Block]) -> tuple[list[Block], list[Part]]:
    """Sections from the end upwards, as long as one fits under another."""
    parts: list[Part] = []
    end = len(blocks)
    while True:
        found = _last_section(blocks, end)
        if found is None:
            return blocks[:end], parts[::-1]
        start, name, rule = found
        if name == "disclaimer":
            below = _contact_below(blocks, start, end)
            if below < end:
                parts.append(Part("contact", "contact-below", _join(blocks[below:end])))
                end = below
        parts.append(Part(name, rule, _join(blocks[start:end])))
        end = start


def _contact_below(blocks: list[Block], start: int, end: int) -> int:
    """Where a disclaimer's section goes on with lines on how to reach somebody."""
    for place in range(start + 1, end):
        text = blocks[place].text
        short = len(text) <= _LONGEST_CONTACT_LINE and text[-1:] not in ".!?"
        if short and _REACH.search(text):
            return place
    return end


def _join(blocks: list[Block]) -> str:
    return "\n\n".join(block.text for block in blocks)


def _last_section(blocks: list[Block], end: int) -> tuple[int, str, str] | None:
    """The lowest opening above `end` whose section reaches down to it."""
    for start in range(end - 1, max(0, end - max(_MOST_BLOCKS.values()) - 1), -1):
        opened = _opening_at(blocks[start], alone_allowed=True)
        if opened is None:
            if blocks[start].kind is Kind.HEADING:
                return None
            continue
        name, rule = opened
        section = blocks[start:end]
        fits = len(section) <= _MOST_BLOCKS[name] and _FITS[name](section)
        if fits and not (rule in _UNHEADED and _outweighs(section, blocks[:start])):
            return start, name, rule
        if rule != "contact-inline":  # which may be a line of the About above it
            return None
    return None


def _opening_at(block: Block, *, alone_allowed: bool) -> tuple[str, str] | None:
    first = block.text.split("\n", 1)[0].strip()
    if alone_allowed and len(first) <= _LONGEST_HEADING:
        for opening in LINES:
            if opening.words.match(first):
                return opening.name, opening.rule
    for opening in _CONTACTS:
        if opening.words.match(block.text):
            return opening.name, opening.rule
    if block.text.startswith(("About ", "ABOUT ")):
        return _inline_about(block.text)
    return None


def _inline_about(text: str) -> tuple[str, str] | None:
    """An About block without a line of its own: glued, or going on after the name."""
    if _DASHED_ABOUT.match(text) and 100 <= len(text) <= _LONGEST_DASHED:
        return "about", "about-dashed"
    capitals = CAPITALS.match(text)
    if capitals and len(text) >= 100:
        first = capitals["name"].split()[0].casefold()
        if len(first) > 2 and first in text[capitals.end() :].casefold():
            return "about", "about-capitals"
    text = re.sub(r"\AABOUT |\AAbout the ", "About ", text)
    if len(text) < 100 or not re.match(rf"About {NAME}", text):
        return None
    if _GLUED_ABOUT.match(text):
        return "about", "about-glued"
    inline = _INLINE_ABOUT.match(text)
    if inline:
        first = inline["name"].split()[0]
        if len(first) > 2 and first in text[len("About ") + len(first) :]:
            return "about", "about-inline"
    return None


def _heads_disclaimer(block: Block) -> bool:
    return _opening_at(block, alone_allowed=True) == ("disclaimer", "disclaimer-line")


def _find_disclaimer(text: str) -> Opening | None:
    for opening in _DISCLAIMERS:
        if opening.words.match(text):
            return opening
    return None


def _outweighs(section: list[Block], above: list[Block]) -> bool:
    length = sum(len(block.text) for block in section)
    told = sum(len(block.text) for block in above)
    return length > max(_MOST_UNHEADED, _OUTWEIGHS * told)


def _fits_about(section: list[Block]) -> bool:
    length = sum(len(block.text) for block in section)
    first = section[0].text
    line = first.split("\n", 1)[0]
    heads = any(each.name == "about" and each.words.match(line) for each in LINES)
    told = length - len(line) if heads else length
    inner = any(block.kind is Kind.HEADING for block in section[1:])
    return not inner and told >= _SHORTEST_ABOUT and length <= _LONGEST_ABOUT


def _fits_contact(section: list[Block]) -> bool:
    lines = [line for block in section for line in block.text.split("\n")]
    glued = _GLUED_NAME.match(section[0].text)
    least = _SHORTEST_GLUED if glued else _SHORTEST_CONTACT
    enough = len(lines) > 1 or len(section[0].text) > least
    return enough and all(len(line) <= _LONGEST_CONTACT_LINE for line in lines)


def _fits_disclaimer(section: list[Block]) -> bool:
    return len(section) > 1 or "\n" in section[0].text


_FITS: dict[str, Callable[[list[Block]], bool]] = {
    "about": _fits_about,
    "contact": _fits_contact,
    "disclaimer": _fits_disclaimer,
}
