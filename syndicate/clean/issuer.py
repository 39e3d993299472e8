"""Who announces: read where a release says it, "" when unsure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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


def find_issuer(title: str, text: str, parts: Sequence[Part], told: str) -> str:
    """The issuer's name: as the wire told it, SOURCE line, About, title, lead.

    >>> lead = "NTX prides itself on care. NTX is in town."
    >>> find_issuer("NTX Introduces Ketamine Treatment", lead, (), "")
    'NTX'
    >>> find_issuer("How to Rest", "Rest is good.", (), "")
    ''
    """
    if told:
        return _tidy(told)
    named = _from_source(parts) or _from_about(parts, title, text)
    if named:
        return named
    hit = _TITLE.match(title)
    if hit and _is_name(hit["name"]) and _core(hit["name"]) in text:
        return _tidy(hit["name"])
    hit = _LEAD.match(first_sentence(text[:600]))
    return _tidy(hit["name"]) if hit and _is_name(hit["name"]) else ""


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
            place = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", told)
            if _is_name(name) and place:
                found.append((place.start(), -len(name), name))
    return min(found)[2] if found else ""


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
