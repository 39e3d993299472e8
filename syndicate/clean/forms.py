"""How a speaker is told beside a quote: the forms, each with where it was seen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from syndicate.clean.speakers import HONORIFIC, NAME, OFFICE

_VERBS = r"""said says added adds explained explains noted notes stated states commented
    comments continued continues remarked remarks shared shares concluded concludes
    mentioned mentions affirmed declared reflected
    emphasized emphasizes emphasised observed observes recalled recalls told\s\w+
    expressed expresses recounted recounts remembers remembered insists insisted
    replied wrote writes stressed stresses highlighted highlights announced""".split()  # noqa: SIM905 - read as a list
_VERB = rf"(?:{'|'.join(_VERBS)})"
_PIECE = r"(?:[^\"“”\n;:.,]|\.(?=\w))"
_TITLE = r"[^\"“”\n;:]{2,260}?"
# A name of two words or more, and letters behind one.
_FULL = rf"(?={HONORIFIC}|[A-Z][\w.’'-]*\s[A-Z]){NAME}"
_DEGREE = r"[A-Z][A-Za-z.-]{1,8}"
_DEGREES = rf"(?:{_DEGREE})(?:,\s{_DEGREE}){{0,4}}"
_SAYING_SO = (
    "stating",
    "saying",
    "adding",
    "noting",
    "commenting",
    "remarking",
    "sharing",
)
_STATING = rf"(?:{'|'.join(_SAYING_SO)})"
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
        "verb-office-name",
        rf"\s?,?\s*{_VERB}\s(?P<title>(?:(?:the|its|our|an?)\s)?(?:[\w’'&-]+\s){{0,7}}?{OFFICE}"
        rf"(?:\s(?:of|for|at|in)\s[^\"“”\n;:.,]{{2,80}},)?),?\s(?P<who>{_FULL})",
        "said the study’s lead author Dana Reed, M.D.",
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
        rf"(?:\A|[.!?:;”\"]\s|\s)(?P<who>{NAME}),\s(?P<title>(?:{_DEGREE},\s){{0,4}}"
        rf"(?:an?\s|the\s)?{_PIECE}{{2,60}}(?:,\s{_PIECE}{{2,60}}){{0,2}}?),?"
        rf"\s(?:also\s|further\s|recently\s)?{_VERB}(?:[^\"“”\n.]{{0,60}})?[,:]\s*",
        "Dana Reed, head nurse, said: ",
    ),
    _before(
        "name-title-colon",
        rf"\A(?P<who>{NAME}),\s(?P<title>(?:{_DEGREES}|{_PIECE}{{0,60}}?\b{OFFICE}\b"
        rf"{_PIECE}{{0,60}}(?:,\s{_PIECE}{{2,60}}){{0,2}})):\s*",
        "Dana Reed, Chief Nursing Officer, Quiet Clinic: ",
    ),
    _before(
        "name-stating",
        rf"(?:\A|(?<!\b[A-Z])[.!?]\s)(?P<who>{NAME})(?:,\s(?P<title>{_PIECE}{{2,60}}"
        rf"(?:,\s{_PIECE}{{2,60}}){{0,2}}?),)?\s[a-z]{_PIECE}{{3,160}},\s{_STATING}[:,]?\s*",
        "Dana Reed, head nurse, praised the new room, stating, ",
    ),
    _before(
        "name-of-said",
        rf"(?:\A|[.!?:;”\",]\s|\s)(?P<who>{_FULL})\s(?:of|from|with|at)\s(?P<title>(?:the\s)?"
        rf"[A-Z0-9]{_PIECE}{{1,60}}?)\s(?:also\s)?{_VERB}(?:[^\"“”\n.]{{0,60}})?[,:]\s*",
        "Dana Reed of Quiet Clinic said: ",
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
AFTER = tuple(form for form in FORMS if form.after)
BEFORE = tuple(form for form in FORMS if not form.after)
# What words that may tell a speaker hold: most hold no word of saying at all.
SAYS = re.compile(
    rf"\b{_VERB}\b|\b{_STATING}\b|^\s*(?:[—–]|--?)|according\sto", re.IGNORECASE
)
SAYING = frozenset(verb.partition("\\")[0] for verb in (*_VERBS, *_SAYING_SO))
