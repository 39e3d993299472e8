"""Who announces: read where a release says it, "" when unsure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from syndicate.model import Part
from syndicate.text.paragraphs import first_sentence

_LONGEST = 90
_VERBS = (
    "announces?|introduces?|launch(?:es)?|unveils?|opens?|expands?|reports?|names|"
    "appoints?|celebrates?|receives?|partners|signs|releases|completes?|acquires?|"
    "welcomes|hosts|offers|adds|brings|joins|wins|earns|debuts|presents|publishes|"
    "is pleased|is proud|is excited|is thrilled|are pleased|are proud|announced|"
    "today announced|has announced|introduced|launched|unveiled|opened|has opened|"
    "today opened|has launched|proudly announces"
)
# Names as writers write them: capitals, digits, and small words between them.
_NAME = (
    r"(?P<name>[A-Z0-9“\"][\w.&’'+®™/-]*"
    r"(?:,? (?:[A-Z0-9(&][\w.&’'+®™/)-]*|of|the|and|for|de|la|&)){0,8}?)"
)
_TITLE = re.compile(rf"{_NAME} (?i:{_VERBS})\b")
_LEAD = re.compile(
    rf"(?:Today, )?{_NAME}(?: ?\([^()\n]{{1,80}}\)){{0,3}}(?:, [^.\n]{{1,200}}?,)? "
    rf"(?i:{_VERBS})\b"
)
_TICKER = re.compile(r"\s*\([^()]*(?::|“|\")[^()]*\)")
_ABOUT = re.compile(r"About (?P<name>[^\n:]{2,90})")
# Where a name may end when the text goes on in its line.
_ENDS = {
    "about-glued": re.compile(r"(?<=[a-z0-9).®™])(?=[A-Z][a-z]+)"),
    "about-inline": re.compile(r"(?<= )(?=[A-Z])"),
}
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


def find_issuer(title: str, text: str, parts: Sequence[Part], told: str) -> Issuer:
    """The issuer: as the wire told it, SOURCE line, About, title, lead.

    >>> lead = "NTX prides itself on care. NTX is in town."
    >>> find_issuer("NTX Introduces Ketamine Treatment", lead, (), "")
    Issuer(name='NTX', origin='title', confidence=0.8)
    >>> find_issuer("How to Rest", "Rest is good.", (), "").name
    ''
    """
    if told:
        return Issuer(_tidy(told), "dateline", 0.95)
    named = _from_source(parts)
    if named:
        return Issuer(named, "source-line", 0.95)
    named = _from_about(parts, title, text)
    if named:
        return Issuer(named, "about", 0.85)
    hit = _TITLE.match(title)
    if hit and _is_name(hit["name"]) and _core(hit["name"]) in text:
        return Issuer(_tidy(hit["name"]), "title", 0.8)
    hit = _LEAD.match(first_sentence(text[:600]))
    if hit and _is_name(hit["name"]):
        return Issuer(_tidy(hit["name"]), "lead", 0.6)
    return Issuer()


def _from_source(parts: Sequence[Part]) -> str:
    for part in parts:
        name = _tidy(re.sub(r"^SOURCE:?\s+", "", part.text))
        if part.name == "source" and _is_name(name):
            return name
    return ""


def _from_about(parts: Sequence[Part], title: str, text: str) -> str:
    """Whom the About blocks are about: of several the one that is named first.

    A wire's own About names somebody whom the release does not, so it never wins.
    """
    told = f"{title}\n{text[:1_500]}"
    found: list[tuple[int, int, str]] = []
    for part in parts:
        hit = _ABOUT.match(part.text) if part.name == "about" else None
        for name in _names(hit["name"], part.rule) if hit else ():
            place = _find_word(told, name) if _is_name(name) else -1
            if place >= 0:
                found.append((place, -len(name), name))
    return min(found)[2] if found else ""


def _find_word(text: str, words: str) -> int:
    """Where the words stand by themselves, -1 if nowhere; no pattern need be made."""
    place = text.find(words)
    while place >= 0:
        around = text[place - 1 : place], text[place + len(words) :][:1]
        if not any(each.isalnum() or each == "_" for each in around):
            return place
        place = text.find(words, place + 1)
    return -1


def _names(told: str, rule: str) -> Iterator[str]:
    """The names that an opening may hold, the longest last."""
    line = told[:_LONGEST]
    if rule in _ENDS:
        for hit in _ENDS[rule].finditer(line):
            yield _tidy(line[: hit.start()])
    yield _tidy(line)


def _core(name: str) -> str:
    """The name without a ticker and without what follows a comma."""
    return _TICKER.sub("", name).split(",")[0].strip()


def _is_name(name: str) -> bool:
    return 2 <= len(name) <= _LONGEST and not _NOBODY.fullmatch(name)


def _tidy(name: str) -> str:
    return _TICKER.sub("", name).strip(" ,:;“”\"'-–—")[:_LONGEST]
