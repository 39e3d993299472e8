"""A sentence of at most 280 characters: what is left out of it, and where it ends.

Nothing is put in a sentence but the stop or the dots at its end, so every word of it is
in the release, in its order.
"""

from __future__ import annotations

import re

LONGEST = 280  # characters of a summary
CUT_OFF = "…"  # how a sentence ends that was cut where it makes no sentence
_SHORTEST_CLAUSE = 120  # characters; less is seldom the news

# What takes room and tells staff nothing: "(NASDAQ: CALM)", "(the “Company”)". The
# ticker is among the facts.
_TICKER = re.compile(
    r"\s?\((?:[^()]{0,40}\b)?(?:NASDAQ|Nasdaq|NYSE|TSXV?|OTC[A-Z]{0,6}|CSE|ASX|LSE|AIM"
    r"|FSE|NEO|AMEX|FRA)\b[^()]{0,90}\)"
)
_NAMED_ANEW = re.compile(
    r"\s?\((?:(?:the|or|and|an?|collectively|together|hereinafter|each)[ ,]{1,2}"
    r"|[“\"][^()“”\"]{1,50}[”\"],?[ ]?){1,6}\)"
)
# A mark that points to a note, and the two stops of "(NASDAQ: CALM)." behind "Inc.".
_NOTE = re.compile(r"(?<=[\w.)®™])\*{1,3}(?=[\s.,;:]|$)")
_STOPS = re.compile(r"(?<=[a-z])\.\.$")
# Where a sentence may end early: what follows only adds to what was said. Not before
# "according to": whose claim it is belongs to a claim.
_BOUNDARY = re.compile(
    r"(?:, (?=(?:which|who|whose|where|while|with|as|marking|providing|including|making"
    r"|giving|offering|allowing|enabling|bringing|helping|reflecting|underscoring"
    r"|highlighting|positioning|creating|expanding|strengthening|reinforcing|addressing"
    r"|aiming|ensuring|adding|demonstrating|delivering|combining|covering|featuring"
    r"|supporting)\b)|; | [—–] | -- )"
)
_DASH = re.compile(r" (?:[—–]|--) ")
# … unless it takes back something of it.
_TAKES_BACK = re.compile(
    r"\b(?:not?|never|but|unless|except|only|if|however|although|though|until|without"
    r"|nor|cannot|subject to|provided|pending|expected|may|might|could"
    r"|[a-z]{2,8}n[’']t)\b",
    re.IGNORECASE,
)
# A sentence has a verb that says what happens. None of those after "which" or "who".
_VERB = re.compile(
    r"\b(?:announce[sd]?|is|are|was|were|will|has|have|had|can|launche[sd]|open(?:s|ed)"
    r"|introduce[sd]|unveil(?:s|ed)|release[sd]|appoint(?:s|ed)|named|receive[sd]"
    r"|said|says|sign(?:s|ed)|complete[sd]|enter(?:s|ed)|expand(?:s|ed)|offer(?:s|ed)"
    r"|report(?:s|ed)|provide[sd]|begins|began|plans|continues)\b"
)
_BESIDE = re.compile(r"\b(?:which|who|whose|that|where|as|when|while|if)\b")
_PAIRS = (("(", ")"), ("“", "”"), ("[", "]"))


def shorten(sentence: str) -> str:
    """The sentence without what only takes room, of at most 280 characters.

    >>> shorten("Alder Labs (NASDAQ: ALDR) (the “Company”) opens a house.")
    'Alder Labs opens a house.'
    """
    lean = sentence.strip()
    if "(" in sentence:
        lean = _NAMED_ANEW.sub("", _TICKER.sub("", sentence)).strip()
        lean = _STOPS.sub(".", lean)
    if "*" in lean:
        lean = _NOTE.sub("", lean)
    if len(lean) <= LONGEST:
        return lean
    return _end_early(lean) or cut(lean)


def cut(sentence: str) -> str:
    """A sentence of at most 280 characters, ended at a word."""
    if len(sentence) <= LONGEST:
        return sentence
    return sentence[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + CUT_OFF


def _end_early(sentence: str) -> str:
    """What of a long sentence is one by itself, as much as there is room for; or ""."""
    ends = [hit.start() for hit in _BOUNDARY.finditer(sentence, 0, LONGEST + 1)]
    for end in reversed(ends):
        head = sentence[:end].rstrip(" ,;:")
        if not _SHORTEST_CLAUSE <= len(head) < LONGEST:
            continue
        if _is_whole(head) and not _TAKES_BACK.search(sentence, end):
            return f"{head.removesuffix('.')}."
    return ""


def _is_whole(head: str) -> bool:
    """Whether it has a verb of its own, and nothing in it is left open."""
    if head.count('"') % 2 or any(head.count(a) != head.count(b) for a, b in _PAIRS):
        return False
    if ";" in head or _DASH.search(head):  # what stands behind one would end it
        return False
    return any(
        not _BESIDE.search(head, head.rfind(",", 0, hit.start()) + 1, hit.start())
        for hit in _VERB.finditer(head)
    )
