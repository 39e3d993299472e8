"""Quotes: what stands between quotation marks, who said it, and what they are.

A quote may run over paragraphs: its mark is repeated at the head of each, and closed
once. Nobody is named who is not named beside the quote; a pronoun stands for the last
who was named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from syndicate.clean.speakers import HONORIFIC, NAME, read_speaker
from syndicate.model import Quote
from syndicate.text.quotation import Span, find_spans
from syndicate.text.tokens import ascii_words

_SHORTEST = 25  # characters; what is shorter is a name or a word held up
_GAP = 200  # characters between two quotes that one sentence attributes
_MOST = 60
_NEAR = 320  # characters around a quote in which its speaker stands

_VERBS = r"""said says added adds explained explains noted notes stated states commented
    comments continued continues remarked remarks shared shares concluded concludes
    mentioned mentions affirmed declared reflected
    emphasized emphasizes emphasised observed observes recalled recalls told\s\w+
    expressed expresses recounted recounts remembers remembered insists insisted
    replied wrote writes stressed stresses highlighted highlights announced""".split()  # noqa: SIM905 - read as a list
_VERB = rf"(?:{'|'.join(_VERBS)})"
_PIECE = r"(?:[^\"“”\n;:.,]|\.(?=\w))"
_TITLE = r"[^\"“”\n;:]{2,260}?"
# A sentence's end that is no abbreviation's, or whatever else ends a title.
_STOP = (
    r"(?=(?<!\b[A-Z])(?<!\bDr)(?<!\bSt)(?:(?<!\bInc)(?<!\bCo)(?<!\bCorp)(?<!Ltd)"
    r"\.(?:\s|$)|\.\s+[A-Z])|[;:]|\s?[\"“]|\s*$)"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """How a speaker is told. `after`: behind the quote; `seen` is such a place."""

    name: str
    words: re.Pattern[str]
    after: bool
    seen: str


def _after(name: str, words: str, seen: str) -> Attribution:
    return Attribution(name, re.compile(words), True, seen)


def _before(name: str, words: str, seen: str) -> Attribution:
    return Attribution(name, re.compile(words + r"\Z"), False, seen)


FORMS = (
    _after(
        "verb-name",
        rf"\s?,?\s*{_VERB},?\s(?P<who>{NAME})(?:,\s(?P<title>{_TITLE}){_STOP}|"
        rf"(?:\sof|\sfrom|,\sof)\s(?P<place>{_TITLE}){_STOP}|)",
        'said Dana Reed, head nurse at Quiet Clinic. "',
    ),
    _after(
        "name-verb",
        rf"\s?,?\s*(?P<who>{NAME})(?:,\s(?P<title>[^\"“”\n;:.]{{2,160}}),)?\s{_VERB}\b",
        "Dana Reed, head nurse, said.",
    ),
    _after(
        "pronoun",
        rf"\s?,?\s*(?:{_VERB}\s(?P<he>he|she|they)\b|(?P<she>he|she|they)\s{_VERB}\b)",
        "she added.",
    ),
    _after(
        "described",
        rf"\s?,?\s*{_VERB}\s(?P<anybody>(?:an?|the|one|our|its)\s[^\"“”\n;:,.]{{3,100}})",
        "said a spokesperson for the clinic.",
    ),
    _after(
        "described-verb",
        rf"\s?,?\s*(?P<anybody>(?:an?|the|one|our|its|another|several|some|many)\s"
        rf"[^\"“”\n;:,.]{{3,60}}?)\s{_VERB}\b",
        "one patient shared.",
    ),
    _before(
        "described-said",
        r"(?:\A|[.!?:;”\"]\s)(?P<anybody>(?i:an?|the|one|our|another)\s"
        rf"(?:[a-z][\w’'-]*\s){{1,6}}?){_VERB}(?:[^\"“”\n.]{{0,60}})?[,:]\s*",
        "One patient shared: ",
    ),
    _after(
        "pulled",
        rf"\s*(?:[—–]|--?)\s?(?P<who>{NAME})(?:,\s(?P<title>[^\"“”\n]{{2,160}}?))?\s*\Z",
        "— Dana Reed, head nurse",
    ),
    _before(
        "name-title-said",
        rf"(?:\A|[.!?:;”\"]\s|\s)(?P<who>{NAME}),\s(?P<title>(?:an?\s|the\s)?"
        rf"{_PIECE}{{2,60}}(?:,\s{_PIECE}{{2,60}}){{0,2}}?),?"
        rf"\s(?:also\s|further\s|recently\s)?{_VERB}(?:[^\"“”\n.]{{0,60}})?[,:]\s*",
        "Dana Reed, head nurse, said: ",
    ),
    _before(
        "name-said",
        rf"(?:\A|[.!?:;”\",]\s|\s)(?P<who>{NAME})"
        rf"\s(?:also\s|further\s|recently\s)?{_VERB}(?:[^\"“”\n.]{{0,60}})?[,:]\s*",
        "Dana Reed said: ",
    ),
    _before(
        "according",
        rf"[Aa]ccording\sto\s(?P<who>{NAME})(?:,\s(?P<title>[^\"“”\n;:]{{2,160}}?))?,\s*",
        "According to Dana Reed, head nurse, ",
    ),
    _before(
        "she-said",
        rf"\b(?P<he>[Hh]e|[Ss]he|[Tt]hey)\s(?:also\s)?{_VERB}[,:]\s*",
        "She added: ",
    ),
)
_AFTER = tuple(form for form in FORMS if form.after)
_BEFORE = tuple(form for form in FORMS if not form.after)
# Where a sentence begins, and where words lead up to the next quote.
_BEGINS = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bJr)(?<!\bSt)(?<!\bInc)(?<!\b[A-Z])"
    r"[.!?]\s+[A-Z]"
)
_LEADS = re.compile(r"[\w,:]\s*\Z")
_NEXT = re.compile(r"[,:]?\s*[\"“]")
_SAYS = re.compile(rf"\b{_VERB}\b|^\s*(?:[—–]|--?)|according\sto", re.IGNORECASE)
_SAYING = frozenset(verb.partition("\\")[0] for verb in _VERBS)


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
    for forms, words in ((_AFTER, after), (_BEFORE, leads)):
        if not _may_tell(words):
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
        or not _SAYING.isdisjoint(ascii_words(lower))
    ) and _SAYS.search(words) is not None


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
