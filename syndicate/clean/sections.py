"""About, contact and disclaimer: sections that leave the text and become parts.

Only where they are certain. About and contact must fill the end of the text without a
gap; a paragraph that opens with "Disclaimer:" is one wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from syndicate.html.blocks import Block, Kind
from syndicate.model import Part
from syndicate.text.paragraphs import is_heading


@dataclass(frozen=True, slots=True)
class Opening:
    """How a section opens. `alone`: the opening is a line by itself, text follows."""

    name: str
    rule: str
    words: re.Pattern[str]
    seen: str
    alone: bool = False


def _opening(name: str, rule: str, words: str, seen: str) -> Opening:
    return Opening(name, rule, re.compile(words), seen)


def _line(name: str, rule: str, words: str, seen: str) -> Opening:
    return Opening(name, rule, re.compile(rf"(?:{words})\s?:?\Z"), seen, alone=True)


_NAME = r"(?!(?:this|these|our|your|how|why|what|it|that|half)\b)[A-Z0-9“\"]"
PARAGRAPHS = (
    _opening(
        "disclaimer",
        "disclaimer-paragraph",
        r"(?i:(?:legal |medical |health |important )?(?:disclaimer|disclosure)s?"
        r"(?: notice)?\s?[:–—-])",
        "Disclaimer: This post is for information only.",
    ),
    _opening(
        "disclaimer",
        "forward-looking-paragraph",
        r"(?i:(?:cautionary (?:note|statement)s?.{0,60})?forward[- ]looking "
        r"(?:statements?|information)\b.{0,40}[:.–—-]?\s)"
        r"|(?i:(?:this|certain (?:statements|information|matters) .{0,40}in this) "
        r"(?:press |news )?(?:release|announcement|communication) .{0,60}"
        r"forward[- ]looking)"
        r"|(?i:safe harbor (?:statement|act|provision)s?\b)",
        "This press release contains forward-looking statements.",
    ),
    _opening(
        "contact",
        "contact-glued",
        r"(?:(?:Media|Press|Company|PR) )?Contact(?: (?:Details|Information))?"
        r"(?=[A-Z][^\W\d_])",
        "Contact DetailsAda Quiet",
    ),
    _opening(
        "contact",
        "contact-inline",
        r"(?i:(?:(?:for )?(?:media|press|pr|company|investor|business|further|more) "
        r"(?:relations )?(?:information,? )?)?contacts?"
        r"(?: (?:details|information|info|us))?)"
        r"\s?:\s?(?=[^\n]{0,160}(?:@[\w-]{1,60}\.|\+?\d[\d() .-]{8}))",
        "Contact: Ada Quiet, press@clinic.example.org",
    ),
    _opening(
        "contact",
        "website-glued",
        r"Company Website\s?(?=https?://)",
        "Company Websitehttps://clinic.example.org/",
    ),
)
LINES = (
    _line(
        "about",
        "about-line",
        r"About (?!the (?:Study|Research|Survey|Data|Report|Findings|Trial)\b)"
        rf"(?:the )?{_NAME}[^.!?\n]{{1,90}}(?:\.|Inc\.|Ltd\.)?",
        "About Quiet Clinic",
    ),
    _line("about", "about-us-line", r"(?i:about us)", "About Us"),
    _line(
        "disclaimer",
        "disclaimer-line",
        r"(?i:(?:legal |medical |health )?disclaimers?|(?:cautionary .{0,60})?"
        r"forward[- ]looking (?:statements?|information)(?: disclaimer)?"
        r"|safe harbor(?: statement)?|risk (?:disclosure|warning|statement))",
        "Forward-Looking Statements",
    ),
    _line(
        "contact",
        "contact-line",
        r"(?i:(?:media|press|pr|investor|company|public relations|business|for media|"
        r"media & press|editorial)?[ ]?(?:relations )?(?:contacts?|inquiries|enquiries)"
        r"(?: (?:details|information|info|person|us))?)",
        "Media Contact",
    ),
)
_GLUED_ABOUT = re.compile(
    r"About (?P<name>[A-Z][^\n.!?]{1,90}?[a-z0-9).®™])(?P<rest>[A-Z][a-z]+[ ,].{40,})",
    re.DOTALL,
)
_INLINE_ABOUT = re.compile(
    r"About (?P<name>[A-Z][\w&’'.-]*(?: [A-Z][\w&’'.-]*){0,7})[: ]"
)
_LONGEST_ABOUT = 4_000
_MOST_BLOCKS = {"about": 7, "disclaimer": 9, "contact": 14}
_LONGEST_CONTACT_LINE = 220
_SHORTEST_ABOUT = 40


# A contact and the disclaimer that was glued to it.
_GLUED_DISCLAIMER = re.compile(r"(?<=[\w.)/])(?=Disclaimer:\s)")


def split_sections(blocks: list[Block]) -> tuple[list[Block], list[Part]]:
    """The running text, and the sections in their order."""
    kept, taken = _take_paragraphs(list(_part_contacts(blocks)))
    kept, tail = _take_tail(kept)
    return kept, [*taken, *tail]


def _take_paragraphs(blocks: list[Block]) -> tuple[list[Block], list[Part]]:
    kept: list[Block] = []
    parts: list[Part] = []
    for place, block in enumerate(blocks):
        opening = next(
            (
                one
                for one in PARAGRAPHS
                if one.name == "disclaimer" and _opens(one, block)
            ),
            None,
        )
        if opening and place and len(block.text) > 60 and not is_heading(block.text):
            headed = kept and _heads_disclaimer(kept[-1])
            heading = f"{kept.pop().text}\n\n" if headed else ""
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
        text = "\n\n".join(block.text for block in blocks[start:end])
        parts.append(Part(name, rule, text))
        end = start


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
        return (start, name, rule) if fits else None
    return None


def _opening_at(block: Block, *, alone_allowed: bool) -> tuple[str, str] | None:
    first = block.text.split("\n", 1)[0].strip()
    if alone_allowed and len(first) <= 120:
        for opening in LINES:
            if opening.words.match(first):
                return opening.name, opening.rule
    for opening in PARAGRAPHS:
        if opening.name == "contact" and opening.words.match(block.text):
            return opening.name, opening.rule
    if block.text.startswith("About "):
        return _inline_about(block.text)
    return None


def _inline_about(text: str) -> tuple[str, str] | None:
    """An About block without a line of its own: glued, or going on after the name."""
    text = text.replace("About the ", "About ", 1)
    if len(text) < 100 or not re.match(rf"About {_NAME}", text):
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


def _opens(opening: Opening, block: Block) -> bool:
    return block.kind is Kind.PARAGRAPH and bool(opening.words.match(block.text))


def _fits_about(section: list[Block]) -> bool:
    length = sum(len(block.text) for block in section)
    first = section[0].text
    told = length - len(first) if len(section) > 1 else len(first) - first.find("\n")
    inner = any(block.kind is Kind.HEADING for block in section[1:])
    return not inner and told >= _SHORTEST_ABOUT and length <= _LONGEST_ABOUT


def _fits_contact(section: list[Block]) -> bool:
    lines = [line for block in section for line in block.text.split("\n")]
    enough = len(lines) > 1 or len(section[0].text) > 24
    return enough and all(len(line) <= _LONGEST_CONTACT_LINE for line in lines)


def _fits_disclaimer(section: list[Block]) -> bool:
    return len(section) > 1 or "\n" in section[0].text


_FITS: dict[str, Callable[[list[Block]], bool]] = {
    "about": _fits_about,
    "contact": _fits_contact,
    "disclaimer": _fits_disclaimer,
}
