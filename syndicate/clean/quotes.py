"""Quotes: what stands between quotation marks, who said it, and what they are.

A quote may run over paragraphs: its mark is repeated at the head of each, and closed
once. Nobody is named who is not named beside the quote; a pronoun stands for the last
who was named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from syndicate.clean.forms import AFTER, BEFORE, SAYING, SAYS
from syndicate.clean.speakers import HONORIFIC, read_speaker
from syndicate.model import Quote
from syndicate.text.quotation import Span, find_spans
from syndicate.text.tokens import ascii_words

_SHORTEST = 25  # characters; what is shorter is a name or a word held up
_GAP = 200  # characters between two quotes that one sentence attributes
_MOST = 60
_NEAR = 320  # characters around a quote in which its speaker stands

# Where a sentence begins, and where words lead up to the next quote.
_BEGINS = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bJr)(?<!\bSt)(?<!\bInc)(?<!\b[A-Z])"
    r"[.!?]\s+[A-Z]"
)
_LEADS = re.compile(r"[\w,:]\s*\Z")
_NEXT = re.compile(r"[,:]?\s*[\"“]")


@dataclass(frozen=True, slots=True)
class Found:
    """A quote and the form that told its speaker; "" where nobody was told."""

    quote: Quote
    form: str = ""


def find_quotes(text: str) -> list[Found]:
    """The quotes of a text, in its order.

    >>> told = '"We opened a room that is quiet," said Dana Reed, a nurse. "Rest."'
    >>> [(each.quote.speaker, each.quote.title) for each in find_quotes(told)]
    [('Dana Reed', 'a nurse')]
    """
    if '"' not in text and "“" not in text:
        return []
    paragraphs = text.split("\n\n")
    found: list[Found] = []
    last: Quote | None = None
    before, end, whole = -9, 0, False
    known: dict[str, Quote] = {}
    for span in find_spans(paragraphs):
        if len(found) >= _MOST:
            break
        told = _attribute(span, paragraphs, last)
        near = last is not None and span.first - before <= 1
        if (
            not told.form
            and last is not None
            and span.first == before
            and (span.start - end < _GAP)
            and not _is_led(paragraphs[before][end : span.start], whole=whole)
        ):
            told = Found(
                Quote(span.text, last.speaker, last.title, last.anonymous), "same"
            )
        elif told.form in ("pronoun", "she-said") and not near:
            told = Found(Quote(span.text))
        told = _complete(told, known)
        if told.quote.speaker or told.quote.anonymous:
            last, before, end = told.quote, span.paragraph, span.end
            whole = span.text[-1:] in ".!?"
        if len(span.text) >= _SHORTEST and (told.form or _is_said(span.text)):
            found.append(told)
    return found


def _is_led(between: str, *, whole: bool) -> bool:
    """Whether a sentence of its own leads from one quote to the next: somebody else's.

    `whole`: the first quote ends with its sentence.
    """
    begun = (whole and between.strip()) or _BEGINS.search(between)
    return bool(begun) and _LEADS.search(between) is not None


def _is_said(text: str) -> bool:
    """Whether words without a speaker are speech, and no title of a work or prize."""
    if text[-1:] not in ".!?,…—–":
        return False
    words = [word for word in text.split() if len(word) > 3]
    capital = sum(word[0].isupper() for word in words)
    return len(words) > 4 and capital * 2 < len(words)


def _attribute(span: Span, paragraphs: Sequence[str], last: Quote | None) -> Found:
    """Who said it, by the words around it."""
    paragraph = paragraphs[span.paragraph]
    after = paragraph[span.end : span.end + _NEAR]
    before = paragraphs[span.first][max(0, span.start - _NEAR) : span.start]
    if not after and span.paragraph + 1 < len(paragraphs):
        following = paragraphs[span.paragraph + 1]
        if following[:1] in "—–-" and len(following) < _NEAR:
            after = following
    leads = before if before.rstrip().endswith((",", ":")) else ""
    for forms, words in ((AFTER, after), (BEFORE, leads)):
        if not (_may_tell(words) or words.rstrip().endswith(":")):
            continue
        for form in forms:
            hit = form.words.match(words) if form.after else form.words.search(words)
            if hit and form.name == "name-verb" and _is_next(span.text, hit):
                continue
            told = _tell(span.text, hit, form.name, last) if hit else None
            if told is not None:
                return told
    return Found(Quote(span.text))


def _may_tell(words: str) -> bool:
    """Whether words may tell who speaks; most hold no word of saying at all."""
    lower = words.lower()
    return (
        lower.lstrip().startswith(("—", "–", "-"))
        or "according" in lower
        or not SAYING.isdisjoint(ascii_words(lower))
    ) and SAYS.search(words) is not None


def _is_next(text: str, hit: re.Match[str]) -> bool:
    """Whether who stands behind a whole sentence says what follows, not it."""
    return text[-1:] == "." and _NEXT.match(hit.string, hit.end()) is not None


def _tell(text: str, hit: re.Match[str], form: str, last: Quote | None) -> Found | None:
    told = hit.groupdict()
    if told.get("he") or told.get("she"):
        if last is None:
            return None
        return Found(Quote(text, last.speaker, last.title, last.anonymous), form)
    described = told.get("anybody")
    if described:
        return Found(Quote(text, "", described.strip(" ,"), anonymous=True), form)
    speaker = read_speaker(hit)
    if speaker is None:
        return None
    quote = Quote(text, speaker.name, speaker.title, anonymous=not speaker.name)
    return Found(quote, "role-of-name" if speaker.guess else form)


def _complete(told: Found, known: dict[str, Quote]) -> Found:
    """A surname alone stands for whom it was told of in full, title and all."""
    quote = told.quote
    if not quote.speaker:
        return told
    surname = re.sub(r"['’]s$", "", quote.speaker).split()[-1].casefold()
    full = known.get(surname)
    if full is None or len(quote.speaker) > len(full.speaker):
        known[surname] = quote
        return told
    bare = re.sub(rf"^{HONORIFIC}\s", "", quote.speaker)
    if bare.casefold() != surname and bare not in full.speaker:
        return told
    whole = Quote(quote.text, full.speaker, quote.title or full.title)
    return Found(whole, told.form)
