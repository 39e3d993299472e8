"""Who announces: read where a release says it, "" when unsure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from syndicate.clean.announcing import LEAD, OFFICER, TELLS_OF, TITLE, TRADED, WEAKLY
from syndicate.model import About, Part
from syndicate.text.paragraphs import first_sentence

Clinics = tuple[tuple[str, ...], ...]

_TELLING = 3  # sentences of the lead of which one may tell of the issuer
_LONGEST = 90
_SHORT = 5  # letters of a name that might be a word as well
_TICKER = re.compile(r"\s*\([^()]*(?::|“|\")[^()]*\)")
# What may stand before the name of whom a text is by.
_OPENING = re.compile(
    r"(?i:(?:today,? |at |the (?:team|staff|doctors|founders|owners) (?:of|at) )?)"
    r"[\s\"“]*"
)
_FIRST_WORD = re.compile(r"\w+")
_LEGAL = re.compile(
    r",? (?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Co|PLC|LLP|PLLC|PC|P\.C|SA|"
    r"GmbH|AG|Company|Holdings)\.?$",
    re.IGNORECASE,
)
# Works, which have About blocks of their own and issue nothing.
_WORK = re.compile(
    r"\b(?:is|are) (?:an?|the|his|her|their|\w+[’']s) "
    r"(?:(?!(?:for|of|in|who|that|known|to|with|by|at|whose)\b)[\w’'-]+,? ){0,5}?"
    r"(?:books?|novel|memoir|biography|anthology|trilogy|film|movie|documentary|album|"
    r"single|song|podcast|musical|exhibition)(?=\s*[,.;:)]|$|\s(?:that|about|by|which|"
    r"on|from|in|published|written|featuring|told|of|based)\b)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[®™©℠]")
# Words that open a title and are nobody's name.
_NOBODY = re.compile(
    r"(?:the|a|an|new|how|why|what|when|this|that|these|our|study|research|report|"
    r"experts?|researchers?|company|it|we|us|local|leading|inc|llc|ltd)\b\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who announces: the name, where it was read, and how sure that is, 0 to 1."""

    name: str = ""
    origin: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Said:
    """What a release says of itself; `wired` is whom its wire names in the dateline."""

    title: str
    text: str
    parts: Sequence[Part] = ()
    abouts: Sequence[About] = ()
    wired: str = ""


def find_issuer(said: Said, clinics: Clinics = ()) -> Issuer:
    """The issuer: as the wire told it, SOURCE line, a clinic, About, title, lead.

    `clinics` are the names of the clinics we know, each before its aliases.

    >>> lead = "NTX prides itself on care. NTX is in town."
    >>> find_issuer(Said("NTX Introduces Ketamine Treatment", lead))
    Issuer(name='NTX', origin='title', confidence=0.8)
    >>> find_issuer(Said("At NTX, calm", lead), (("NTX Ketamine Clinic", "NTX"),))
    Issuer(name='NTX Ketamine Clinic', origin='clinic', confidence=0.9)
    >>> find_issuer(Said("How to Rest", "Rest is good.")).name
    ''
    """
    return next(_witnesses(said, clinics), Issuer())


def _witnesses(said: Said, clinics: Clinics) -> Iterator[Issuer]:
    """Whom each place of a release names, the most certain place first."""
    if said.wired:
        yield Issuer(_tidy(said.wired), "dateline", 0.95)
    if named := _from_source(said.parts):
        yield Issuer(named, "source-line", 0.95)
    lead = first_sentence(said.text[:600])
    opens, mentioned = _from_clinics(said.title, lead, clinics)
    if opens:
        yield Issuer(opens, "clinic", 0.9)
    if named := _from_about(said):
        yield Issuer(named, "about", 0.85)
    yield from _from_heads(said, lead)
    if mentioned:
        yield Issuer(mentioned, "clinic", 0.6)


def _from_heads(said: Said, lead: str) -> Iterator[Issuer]:
    """Whom title and lead name, the surer way first."""
    title = TITLE.match(said.title)
    if title and _is_name(title["name"]) and _core(title["name"]) in said.text:
        yield Issuer(_tidy(title["name"]), "title", 0.8)
    opening = LEAD.match(lead)
    if opening and _is_name(opening["name"]) and not OFFICER.match(opening[0]):
        yield Issuer(_tidy(opening["name"]), "lead", 0.6)
    for form in (TRADED, WEAKLY):
        hit = form.match(said.title)
        if hit and _is_named(hit["name"], said.text):
            yield Issuer(_tidy(hit["name"]), "title", 0.7)
    if told := _from_telling(said):
        yield Issuer(told, "lead", 0.6)


def _from_telling(said: Said) -> str:
    """Of whom one of the first sentences tells, where the title names them, too."""
    rest, title = said.text[:1_500], said.title.casefold()
    for _ in range(_TELLING):
        lead = first_sentence(rest[:600])
        hit = TELLS_OF.match(lead)
        if hit and not OFFICER.match(hit[0]) and _is_named(hit["name"], said.text):
            core = _LEGAL.sub("", _MARKS.sub("", _core(hit["name"]))).casefold()
            if len(core) > 3 and title.startswith(core):
                return _tidy(hit["name"])
        rest = rest[len(lead) :].lstrip()
    return ""


def _is_named(name: str, text: str) -> bool:
    """Whether a text tells a name, and tells it as one: not as words of its own."""
    core = _MARKS.sub("", _core(name))
    small = core.lower()
    return (
        _is_name(name)
        and core in text
        and (core == small or _find_word(text, small) < 0)
    )


def _from_clinics(title: str, lead: str, clinics: Clinics) -> tuple[str, str]:
    """The clinic that opens the lead or title, and the one that is named in either."""
    if not clinics:
        return "", ""
    opens = mentioned = ""
    known = _by_first_word(clinics)
    for text in (lead, title):
        for hit in _FIRST_WORD.finditer(text):
            for alias, clinic in known.get(hit[0].casefold(), ()):
                if not _stands_at(text, hit.start(), alias):
                    continue
                if _OPENING.fullmatch(text, 0, hit.start()):
                    opens = opens or clinic
                mentioned = mentioned or clinic
    return opens, mentioned


@lru_cache(maxsize=16)
def _by_first_word(clinics: Clinics) -> dict[str, list[tuple[str, str]]]:
    """The aliases under their first words, the longest first, each with its clinic."""
    known: dict[str, list[tuple[str, str]]] = {}
    names = [(alias, each[0]) for each in clinics for alias in each]
    for alias, clinic in sorted(names, key=lambda name: -len(name[0])):
        word = _FIRST_WORD.search(alias)
        if word:
            known.setdefault(word[0].casefold(), []).append((alias, clinic))
    return known


def _stands_at(text: str, start: int, alias: str) -> bool:
    """Whether a name stands at a place; a short one might be a word in other case."""
    told = text[start : start + len(alias)]
    same = told == alias or (
        len(alias) > _SHORT and told.casefold() == alias.casefold()
    )
    return same and not text[start + len(alias) :][:1].isalnum()


def _from_source(parts: Sequence[Part]) -> str:
    for part in parts:
        name = _tidy(re.sub(r"^SOURCE:?\s+", "", part.text))
        if part.name == "source" and _is_name(name):
            return name
    return ""


def _from_about(said: Said) -> str:
    """Whom the About blocks are about: of several who opens the text, or is first.

    A wire's own About names somebody whom the release does not, so it never wins; nor
    does a work, for it issues nothing.
    """
    told = f"{said.title}\n{said.text[:1_500]}"
    opening = LEAD.match(first_sentence(said.text[:600]))
    lead = _find_word(said.title, _core(opening["name"])) if opening else -1
    found: list[tuple[bool, int, int, str]] = []
    for about in said.abouts:
        name = _tidy(about.name)
        if not _is_name(name) or _is_work(about):
            continue
        place = min((at for at in _places(told, name) if at >= 0), default=-1)
        if place >= 0:
            core = _LEGAL.sub("", _MARKS.sub("", name))
            opens = (
                said.text.startswith(core)
                and not said.text[len(core) :][:1].isalnum()
                and not OFFICER.match(said.text[: 2 * _LONGEST])
            )
            if opens or not 0 <= lead < place:  # else who opens the text announces
                found.append((not opens, place, -len(name), name))
    return min(found)[3] if found else ""


def _is_work(about: About) -> bool:
    quoted = about.name[:1] in '“"‘' and about.name[-1:] in '”"’'
    return quoted or bool(_WORK.search(first_sentence(about.text[:400])))


def _places(told: str, name: str) -> Iterator[int]:
    """Where a name stands as it is, and without marks and legal form."""
    yield _find_word(told, name)
    core = _LEGAL.sub("", _MARKS.sub("", name))
    if core != name and len(core) > _SHORT:
        yield _find_word(told, core)


def _find_word(text: str, words: str) -> int:
    """Where the words stand by themselves, -1 if nowhere; no pattern need be made."""
    place = text.find(words)
    while place >= 0:
        around = text[place - 1 : place], text[place + len(words) :][:1]
        if not any(each.isalnum() or each == "_" for each in around):
            return place
        place = text.find(words, place + 1)
    return -1


def _core(name: str) -> str:
    """The name without a ticker and without what follows a comma."""
    return _TICKER.sub("", name).split(",")[0].strip()


def _is_name(name: str) -> bool:
    return 2 <= len(name) <= _LONGEST and not _NOBODY.fullmatch(name)


def _tidy(name: str) -> str:
    return _TICKER.sub("", name).strip(" ,:;“”\"'-–—")[:_LONGEST]
