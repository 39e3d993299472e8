"""The sentences of a release that are prose: what a summary may choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

KNOWN_LINES = 256  # of a release: a brief parts each for its summary and for its rules

# Never the summary: bylines, image lines, calls to subscribe, contact lines.
NOT_PROSE = re.compile(
    r"(?i)^(?:by |photo|image|https?:|www\.|subscribe|for more information|contact"
    r"|media contact|click|learn more|read more|source:|note to)"
)
# What does not mean by itself what it says: a myth before its fact, the answer to a
# question, what a correction quotes.
QUOTED = re.compile(
    r"(?i)^(?:myths?\b(?: ?(?:no\. ?|#)?\d{1,2})? ?[:.–—]"
    r"|(?:false|claim|correction|corrected|erratum|editor[’']s note|question|answer"
    r"|[qa]) ?[:–—]|(?:yes|no)[,;.!] |(?:an|the) (?:earlier|previous) version of this )"
)
# What takes back the sentence before it, and does not stand alone itself.
TAKES_BACK = re.compile(
    r"(?i)^(?:but |yet )?(?:(?:that|this|it)(?:[’']s| is| was) "
    r"(?:(?:simply|just|plain|completely|entirely|also) )?"
    r"(?:wrong|false|untrue|incorrect|misleading|a myth|a lie|not (?:true|so|correct)"
    r"|no longer (?:true|so))\b|(?:wrong|false|untrue|not so|not true)[.!:,;]"
    r"|(?:fact|reality|truth|the truth) ?[:–—])"
)
BULLET = re.compile(r"^(?:[-*•·▪–]|\d{1,2}[.)])\s")
FEWEST_WORDS = 7
# Of what is written without blanks, letters that are about a word.
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_DENSITY = 2
END = re.compile(r"[.!?。！？؟۔।…][\"”’')\]»“」』）]*$")
# sentencex ends a sentence after these; what follows in lower case continues it.
ABBREVIATED = re.compile(r"\b(?:approx|yrs|a\.m|p\.m|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.$")
# The same in other languages than English.
ABBREVIATED_ELSEWHERE = re.compile(
    r"(?<![\w.])(?:MM?|Dra?|Sra?|Srta|Dott|Sig|Mevr|Dhr|bzw|Nr|ca|[А-Я])\.$"
)
LAST = 12  # letters in which a sentence's end is looked for


def prose(text: str, language: str = "") -> tuple[str, ...]:
    r"""The prose sentences of a clean text, in order; English where nobody says.

    Without those that the text takes back, for a summary would tell them as true.

    >>> prose("By Jo Doe\n\nThe clinic opened its doors to patients on Monday. - 30 -")
    ('The clinic opened its doors to patients on Monday.',)
    """
    sentences = [
        sentence
        for block in _blocks(text)
        for sentence in _split(block, language[:2] or "en")
    ]
    return tuple(
        sentence
        for sentence, following in pairwise([*sentences, ""])
        if _is_prose(sentence) and _stands(sentence, following)
    )


def _stands(sentence: str, following: str) -> bool:
    """Whether a sentence means what it says also where it stands alone."""
    return not (
        QUOTED.match(sentence)
        or TAKES_BACK.match(sentence)
        or TAKES_BACK.match(following)
    )


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs; one that begins in lower case continues the one before."""
    pending = ""
    for paragraph in re.split(r"\n\s*\n", text):
        for line in _lines(paragraph):
            if pending and line[:1].islower() and not END.search(pending):
                pending = f"{pending} {line}"
                continue
            if pending:
                yield pending
            pending = line
    if pending:
        yield pending


def _lines(paragraph: str) -> Iterator[str]:
    """A paragraph as one line, each list item as a line of its own."""
    running = ""
    for line in paragraph.splitlines():
        if BULLET.match(line.strip()):
            if running:
                yield running
            running = ""
            yield line.strip()
        else:
            running = f"{running} {line.strip()}".strip()
    if running:
        yield running


@lru_cache(maxsize=KNOWN_LINES)
def segmented(line: str, language: str) -> tuple[str, ...]:
    """A line by sentence, nothing left out: as sentencex parts it."""
    from sentencex import segment  # noqa: PLC0415 - start-up

    return tuple(segment(language, line))


def _split(block: str, language: str) -> Iterator[str]:
    goes_on = ABBREVIATED if language == "en" else ABBREVIATED_ELSEWHERE
    pending = ""
    for piece in segmented(block, language):
        pending = f"{pending} {piece.strip()}".strip()
        if not goes_on.search(pending[-LAST:]):
            yield pending
            pending = ""
    if pending:
        yield pending


def _is_prose(sentence: str) -> bool:
    return (
        _count_words(sentence) >= FEWEST_WORDS
        and END.search(sentence) is not None
        and not BULLET.match(sentence)
        and not NOT_PROSE.match(sentence)
        and not sentence.isupper()
    )


def _count_words(sentence: str) -> int:
    """Words between blanks; of a writing without any, about so many."""
    words = len(sentence.split())
    if sentence.isascii():
        return words
    return max(words, len(_DENSE.findall(sentence)) // _DENSITY)
