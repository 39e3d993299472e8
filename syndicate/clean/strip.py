"""Furniture taken out of the blocks, line by line, and kept as parts of the record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from syndicate.clean.furniture import LONG, RULES, Rule, Where
from syndicate.clean.tails import strip_tail
from syndicate.html.blocks import Block, Kind
from syndicate.model import Part
from syndicate.text.paragraphs import is_heading

# What a comment form leaves behind as text; it is one only as a run at the end.
_FORM = re.compile(
    r"[\d.]+ [\d.]+ votes?|article rating|subscribe|notify of|guest|label|"
    r"(?:name|e-?mail|website|comment)\s?\*?|\d+ comments?|comments? \(\d+\)|"
    r"inline feedbacks|view all (?:\d+ )?comments|\d{1,5}|\(\)|\{\}|\[\+\]|x|›|\*|"
    r"would love your thoughts,? please comment\.?x?|"
    r"(?:oldest|newest|most voted)(?: (?:oldest|newest|most voted))*|"
    r"new follow-up comments|new replies to my comments|connect with|log ?in|"
    r"leave a (?:reply|comment)(?: cancel reply)?|cancel reply|post comment|"
    r"your email address will not be published\..{0,60}|"
    r"required fields are marked \*?|"
    r"save my name, email,? and website in this browser.{0,60}|"
    r"insert|please log in to comment",
    re.IGNORECASE,
)
_FORM_TELLS = re.compile(
    r"article rating|notify of|inline feedbacks|would love your thoughts|"
    r"leave a (?:reply|comment)|post comment|your email address will not",
    re.IGNORECASE,
)
_LONGEST = 480
_HEAD = 6
_TAIL = 14
_ROWS = 8  # blocks in which the heading below a promotion bar is looked for
_CALLS = 2  # calls to act that make a bar; one may be the text's own


def strip_furniture(blocks: Sequence[Block]) -> tuple[list[Block], list[Part]]:
    """The blocks without furniture, and the furniture in its order."""
    kept, tail = strip_tail(blocks)
    kept, parts = _strip(kept, edges=False)
    return kept, [*parts, *tail]


def strip_edges(blocks: list[Block]) -> tuple[list[Block], list[Part]]:
    """The same once more where only the first and last blocks can be furniture still.

    What was cut brings others near the edge.
    """
    return _strip(blocks, edges=True)


def strip_rows(
    told: Sequence[Block], kept: Sequence[Block]
) -> tuple[list[Block], list[Part]]:
    """What stands before the first heading of a page, where promotions stand in it.

    Of a saved page without a title the first heading begins the text. What comes
    before it is the text's own opening, unless several of its lines call to act: then
    it is the rows of a promotion bar. `told` are the blocks with their furniture,
    `kept` those without.
    """
    place = next((at for at, b in enumerate(kept[:_ROWS]) if is_heading(b.text)), 0)
    if not place or any(len(block.text) > _LONGEST for block in kept[:place]):
        return list(kept), []
    heads = [at for at, block in enumerate(told) if block.text == kept[place].text]
    calls = (
        [_match(block.text, (True, False)) for block in told[: heads[0]]]
        if heads
        else []
    )
    if sum(rule is not None and rule.part == "promotion" for rule in calls) < _CALLS:
        return list(kept), []
    rows = [Part("promotion", "promotion-rows", block.text) for block in kept[:place]]
    return list(kept[place:]), rows


def _strip(kept: list[Block], *, edges: bool) -> tuple[list[Block], list[Part]]:
    parts: list[Part] = []
    while True:
        kept, form = _strip_form(kept)
        kept, found = _strip_lines(kept, edges=edges)
        parts = [*found, *form, *parts]
        if not form and not found:
            break
    kept, empty = _strip_empty_headings(kept)
    return kept, [*parts, *empty]


def _strip_form(blocks: list[Block]) -> tuple[list[Block], list[Part]]:
    """The comment form at the end, line by line from below, if it is one."""
    lines: list[str] = []
    whole = len(blocks)
    rest: list[str] = []
    while whole:
        block = blocks[whole - 1]
        rest = block.text.split("\n")
        taken = 0
        while rest and _FORM.fullmatch(rest[-1].strip().removeprefix("- ")):
            lines.append(rest.pop())
            taken += 1
        if not taken or rest:
            break
        whole -= 1
    if len(lines) < 3 or not any(_FORM_TELLS.match(line.strip()) for line in lines):
        return blocks, []
    kept = blocks[:whole]
    if whole and len(rest) < len(blocks[whole - 1].text.split("\n")):
        kept[-1] = replace(kept[-1], text="\n".join(rest).rstrip(), markup="")
    text = "\n".join(reversed(lines))
    return kept, [Part("comment-form", "comment-form", text)]


def _strip_lines(blocks: list[Block], *, edges: bool) -> tuple[list[Block], list[Part]]:
    kept: list[Block] = []
    parts: list[Part] = []
    for place, block in enumerate(blocks):
        zone = (place < _HEAD, place >= len(blocks) - _TAIL)
        if (
            (edges and not any(zone))
            or block.kind is Kind.TABLE
            or (len(block.text) > _LONGEST and "\n" not in block.text)
        ):
            kept.append(block)
            continue
        matched = [(line, _match(line, zone)) for line in block.text.split("\n")]
        stays = [line for line, rule in matched if rule is None]
        if len(stays) == len(matched):
            kept.append(block)
            continue
        parts += [Part(rule.part, rule.name, line) for line, rule in matched if rule]
        if stays:
            kept.append(replace(block, text="\n".join(stays), markup=""))
    return kept, parts


def _match(line: str, zone: tuple[bool, bool]) -> Rule | None:
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return None
    head, tail = zone
    long = len(line) > LONG
    for where, fits in (
        (Where.ANYWHERE, True),
        (Where.HEAD, head),
        (Where.TAIL, tail),
    ):
        expression = _EXPRESSIONS[where, long] if fits else None
        hit = expression.fullmatch(line) if expression else None
        if hit:
            return _BY_GROUP[hit.lastgroup or ""]
    return None


def _strip_empty_headings(blocks: list[Block]) -> tuple[list[Block], list[Part]]:
    """Headings that head nothing any more go, too."""
    kept = list(blocks)
    parts: list[Part] = []
    while len(kept) > 1 and kept[-1].kind is Kind.HEADING:
        parts.append(Part("heading", "heading-without-text", kept.pop().text))
    return kept, parts[::-1]


def _expression(where: Where, *, long: bool) -> re.Pattern[str] | None:
    """One expression for a place: the group that matched names the rule."""
    groups = [
        f"(?P<{_group(rule)}>(?{'' if rule.cased else 'i'}:{rule.words}))"
        for rule in RULES
        if rule.where is where and (rule.long or not long)
    ]
    return re.compile("|".join(groups)) if groups else None


def _group(rule: Rule) -> str:
    return rule.name.replace("-", "_")


_EXPRESSIONS = {
    (where, long): _expression(where, long=long)
    for where in Where
    for long in (False, True)
}
_BY_GROUP = {_group(rule): rule for rule in RULES}
