"""House tails: what a wire says of itself under every release, cut as one run.

A tail is known by its signature near the end. From there it is followed upwards, block
by block, as long as each is the wire's own; the issuer's About block above it stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from syndicate.html.blocks import Block
from syndicate.model import Part

_SIGNED_WITHIN = 6  # blocks from the end
_LONGEST_RUN = 16


@dataclass(frozen=True, slots=True)
class Tail:
    """One wire's tail. `own` are the words of its blocks; `seen` are such blocks.

    `about` is the heading of an About block, the tail's only above a block of its own.
    """

    name: str
    signature: re.Pattern[str]
    own: re.Pattern[str]
    about: re.Pattern[str]
    seen: tuple[str, ...]


TAILS = (
    Tail(
        "ibn-house-tail",
        re.compile(
            r"[^\n]{2,40} is powered by IBN\s*\Z|"
            r"please (?:see|view) full terms of use and disclaimers on the\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"[^\n]{2,40} is powered by IBN\s*\Z"
            r"|please (?:see|view) full terms of use and disclaimers on the\b"
            r"|NOTE TO INVESTORS:"
            r"|to receive (?:SMS|text) alerts from\b"
            r"|for more information,? please visit (?:https?://)?\S+\s*\Z"
            r"|[^\n]{2,120}\bOffice ?Editor@\S+\s*\Z"
            r"|[^\n]{0,300}\b(?:is a specialized communications platform|"
            r"is an information service that provides \(1\)|"
            r"is where breaking news, insightful content|"
            r"Dynamic Brand Portfolio ?@ ?IBN|InvestorBrandNetwork|via InvestorWire)\b"
            r"|(?:CNW420|CBDWire) spotlights the latest\b"
            r"|DISCLAIMER:\s"
            r"|Read More ?>+\s*\Z"
            r"|\W*\Z",
            re.IGNORECASE,
        ),
        re.compile(r"About (?P<owner>[^\n]{2,60}?):?\s*\Z"),
        (
            "NOTE TO INVESTORS: The latest news on it is in the newsroom.",
            "About CalmNewsWire",
            "CalmNewsWire is a specialized communications platform for rest.",
            "To receive SMS alerts from CalmNewsWire, text REST to 555-0142",
            "For more information, please visit https://calm.example.org",
            "Please see full terms of use and disclaimers on the CalmNewsWire website.",
            "CalmNewsWireSalem, Oregon555.0142 OfficeEditor@calm.example.org",
            "CalmNewsWire is powered by IBN",
        ),
    ),
)


_DISCLAIMS = re.compile(r"DISCLAIMER:\s")


def strip_tail(blocks: Sequence[Block]) -> tuple[list[Block], list[Part]]:
    """The blocks without a wire's tail, the tail, and the disclaimer it ends in.

    What a wire disclaims of a text stays with the text.
    """
    kept = list(blocks)
    for tail in TAILS:
        start = _find_start(kept, tail)
        if start < len(kept):
            told = [block.text for block in kept[start:]]
            disclaims = (at for at, text in enumerate(told) if _DISCLAIMS.match(text))
            at = next(disclaims, len(told))
            parts = (
                Part("house", tail.name, "\n\n".join(told[:at])),
                Part("disclaimer", "house-disclaimer", "\n\n".join(told[at:])),
            )
            return kept[:start], [part for part in parts if part.text]
    return kept, []


def _find_start(blocks: Sequence[Block], tail: Tail) -> int:
    """The place of a tail's first block; the number of blocks if there is no tail."""
    end = len(blocks)
    near = range(max(0, end - _SIGNED_WITHIN), end)
    signed = [at for at in near if tail.signature.match(blocks[at].text)]
    if not signed:
        return end
    start = signed[0]
    while start > 0 and end - start < _LONGEST_RUN:
        above = blocks[start - 1].text
        below = blocks[start].text if start < end else ""
        if tail.own.match(above) or _is_own_about(above, below, tail):
            start -= 1
        else:
            break
    return start


def _is_own_about(heading: str, below: str, tail: Tail) -> bool:
    """Whether a heading opens the tail's own About block, which stands below it."""
    found = tail.about.match(heading)
    if found is None or not tail.own.match(below):
        return False
    return below.startswith(found["owner"].split()[0]) or bool(
        re.match(r"[^\n]{0,300}\bIBN\b", below)
    )
