"""What ran into the text beside it when its lines were lost is parted from it again.

A heading that goes on as the paragraph below it ("Key ResultsThe study"), and an About
or contact passage behind the last sentence of a text without paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from syndicate.html.blocks import Block, Kind
from syndicate.html.sanitize import cut_start

_JOINT = re.compile(r"(?<=[a-z]{2}|[a-z]\?|[a-z]!|[a-z]\))(?=[A-Z])")
_WITHIN = 120  # characters in which a heading ends
_SHORTEST_REST = 80
# What a heading's words are: capitals, figures, and small words between them.
_HEADING = re.compile(
    r"[A-Z0-9“\"][\w’'&/.,:+%”\"-]*"
    r"(?: (?:[A-Z0-9&–—“\"(-][\w’'&/.,:+%”\")?-]*|of|the|and|for|"
    r"to|in|on|with|an?|at|by|from|or|vs\.?|is|are|as|your|our|its|how|why|be|into|"
    r"through|beyond|behind|we|you|it)){1,13}[?!]?"
)
# How the paragraph begins: a word that opens a sentence …
_OPENERS = frozenset(
    """the this these that those a an our we you it there when while what why how if
    unlike according although because since after before during despite
    through throughout whether where today many most one each every""".split()  # noqa: SIM905 - read as a list
)
# … or, before a word in small letters, one that may end a brand as well: "LinkedIn".
_LINKS = frozenset(
    "in as at on for with by from to and but under over beyond all".split()  # noqa: SIM905
)
_BRANDS = frozenset({"LinkedIn", "YouTube", "TikTok", "WhatsApp"})
_FIRST = re.compile(r"(?P<word>[A-Z][\w’'-]*)(?P<next>\s\S)?")
_SENTENCE = re.compile(r"[a-z]{2}[.!?]\s")
_SHORTEST_FLAT = 400  # characters of a paragraph that may be several
_LONGEST_BEHIND = 1_800  # characters, and half of the text: more is the text itself
# A name in an About that is said again, one before a colon, one in capitals; a contact.
_BEHIND = re.compile(
    r"\s(?=(?:About|ABOUT) (?:the )?"
    r"(?P<name>[A-Z0-9][\w&’'.,-]*(?: [\w&’'.,()-]+){0,7}?):? "
    r"(?:The )?(?P=name)\b)"
    r"|(?<=[.!?)”\"])\s(?=About [A-Z][\w&’'.-]*(?: [A-Z][\w&’'.-]*){0,6}: [A-Z])"
    r"|(?<=[.!?)”\"])\s"
    r"(?=ABOUT [A-Z0-9][A-Z0-9&’'.,-]+(?: [A-Z0-9&’'.,()-]+){0,8}:? [A-Z][a-z])"
    r"|\s(?=(?:Media|Press|MEDIA|PRESS) (?:Contact|CONTACT)s?(?: Information)?: )"
)


def part_glued(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with what ran into a paragraph parted from it.

    >>> told = "Key Results So FarThe study of ninety patients ended in spring. "
    >>> more = "All ninety came to the house by the river, and all went home."
    >>> [each.text[:9] for each in part_glued([Block(Kind.PARAGRAPH, told + more)])]
    ['Key Resul', 'The study']
    """
    whole = ""
    for block in blocks:
        if block.kind is not Kind.PARAGRAPH:
            yield block
            continue
        whole = whole or "\n".join(each.text for each in blocks)
        *headings, rest = _part_headings(block, whole)
        yield from headings
        yield from _part_behind(rest)


def _part_headings(block: Block, whole: str) -> Iterator[Block]:
    """The headings that ran into a paragraph, and it."""
    while at := _find_heading_end(block.text.split("\n", 1)[0], whole):
        yield Block(Kind.PARAGRAPH, block.text[:at])
        markup = cut_start(block.markup, at) if block.markup else ""
        block = replace(block, text=block.text[at:], markup=markup)
    yield block


def _find_heading_end(text: str, whole: str) -> int:
    """Where a paragraph begins behind the heading that ran into it; 0 if none did."""
    if len(text) < _SHORTEST_REST:
        return 0
    for hit in _JOINT.finditer(text, 0, _WITHIN):
        at = hit.start()
        head, rest = text[:at], text[at:]
        if not _HEADING.fullmatch(head):
            if _SENTENCE.search(head):
                return 0
            continue
        long = len(rest) >= _SHORTEST_REST and _SENTENCE.search(f"{rest} ")
        if long and _opens(head, rest, whole):
            return at
    return 0


def _opens(head: str, rest: str, whole: str) -> bool:
    """Whether a sentence opens where the heading ends, and no name goes on."""
    first = _FIRST.match(rest)
    if first is None:
        return False
    last, word = head.rsplit(" ", 1)[-1], first["word"]
    if f"{last}{word}" in _BRANDS or whole.count(f"{last}{word}") > 1:
        return False
    if head[-1] in "?!" or word.lower() in _OPENERS:
        return True
    if word.lower() in _LINKS:
        return bool(first["next"]) and first["next"][-1].islower()
    return len(word) > 2 and _stands(word, whole) and _stands(last, whole)


def _stands(word: str, whole: str) -> bool:
    """Whether a word stands somewhere by itself, in whatever case."""
    return (
        re.search(rf"(?<![\w-]){re.escape(word)}(?!\w)", whole, re.IGNORECASE)
        is not None
    )


def _part_behind(block: Block) -> Iterator[Block]:
    """A text without paragraphs, and the passages behind its last sentence."""
    text = block.text
    flat = len(text) >= _SHORTEST_FLAT and "\n" not in text
    if block.markup or not flat or not _may_hold(text):
        yield block
        return
    start = 0
    last = max(len(text) // 2, len(text) - _LONGEST_BEHIND)
    for hit in _BEHIND.finditer(text, last):
        if hit.start() > start:
            yield replace(block, text=text[start : hit.start()])
        start = hit.end()
    yield replace(block, text=text[start:]) if start else block


def _may_hold(text: str) -> bool:
    return any(each in text for each in (" About ", " ABOUT ", "Contact", "CONTACT"))
