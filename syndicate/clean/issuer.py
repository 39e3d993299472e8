"""Who announces: read where a release says it, "" when unsure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
_GLUE = re.compile(r"(?<=[a-z0-9).®™])(?=[A-Z][a-z]+ )")
# Words that open a title and are nobody's name.
_NOBODY = re.compile(
    r"(?:the|a|an|new|how|why|what|when|this|that|these|our|study|research|report|"
    r"experts?|researchers?|company|it|we|local|leading)\b\W*$",
    re.IGNORECASE,
)


def find_issuer(title: str, text: str, parts: Sequence[Part], told: str) -> str:
    """The issuer's name: `told` by the wire, SOURCE line, About, title, lead.

    >>> lead = "NTX prides itself on care. NTX is in town."
    >>> find_issuer("NTX Introduces Ketamine Treatment", lead, (), "")
    'NTX'
    >>> find_issuer("How to Rest", "Rest is good.", (), "")
    ''
    """
    lead = first_sentence(text[:600])
    if told:
        return _tidy(told)
    for name in _from_parts(parts):
        line, _, _ = name.partition("\n")
        if _is_name(line) and (line in title or line in text[:1_500]):
            return _tidy(line)
    hit = _TITLE.match(title)
    if hit and _is_name(hit["name"]) and _core(hit["name"]) in text:
        return _tidy(hit["name"])
    hit = _LEAD.match(lead)
    if hit and _is_name(hit["name"]):
        return _tidy(hit["name"])
    return ""


def _from_parts(parts: Sequence[Part]) -> Iterable[str]:
    for part in parts:
        if part.name == "source":
            yield re.sub(r"^SOURCE:?\s+", "", part.text)
    for part in parts:
        if part.name == "about":
            hit = _ABOUT.match(part.text)
            if hit:
                yield _tidy(_GLUE.split(hit["name"])[0])


def _core(name: str) -> str:
    """The name without a ticker and without what follows a comma."""
    return _TICKER.sub("", name).split(",")[0].strip()


def _is_name(name: str) -> bool:
    return 2 <= len(name) <= _LONGEST and not _NOBODY.fullmatch(name)


def _tidy(name: str) -> str:
    return _TICKER.sub("", name).strip(" ,:;“”\"'-–—")[:_LONGEST]
