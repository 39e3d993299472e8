"""Whom a short name means: the full name that the release told before, if it did.

"Dr. Langer said" is of Mara Langer where that name was told before and no other Langer
was. Nobody is named whom the release does not name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syndicate.brief.support import is_common

FURTHEST = 60_000  # characters before a quote in which a name is looked for
_SHORT = re.compile(
    r"(?P<form>(?:Dr|Mr|Mrs|Ms|Prof)\.?\s)?(?P<name>[A-Z][a-zà-ÿ][\w’'-]{1,30})"
)
_OTHER = r"(?P<other>[A-Z](?<!\w[A-Z])[a-zà-ÿ][\w’'-]{0,30})"
# Roles and bodies, which releases write in capitals as they do names.
_NO_NAME = frozenset(
    (
        *("president", "chairman", "chairwoman", "chair", "director", "founder"),
        *("owner", "officer", "professor", "doctor", "nurse", "manager", "partner"),
        *("clinic", "center", "centre", "hospital", "health", "group", "institute"),
        *("inc", "llc", "university", "street", "avenue", "foundation"),
    )
)
_MIDDLE = r"(?:[A-Z]\.\s|(?:van|von|de|del|della|di|da|la|le|bin|al)\s){0,2}"
# What stands beside a name that is known, so that no pattern is made for each name.
_BEFORE = re.compile(rf"{_OTHER}\s{_MIDDLE}\Z")
_BEHIND = re.compile(rf"\s{_MIDDLE}{_OTHER}")
_GOES_ON = re.compile(r"[\w’'-]*\w")
_WIDEST = 60  # characters of another name and what may stand between


def complete_name(name: str, before: str) -> str:
    """The name with what an earlier telling of it adds, where exactly one fits.

    >>> complete_name("Dr. Langer", "Mara J. Langer leads the house. It is old.")
    'Dr. Mara J. Langer'
    >>> complete_name("Colin", "Colin Ford and Colin Reed lead it.")
    'Colin'
    """
    short = _SHORT.fullmatch(name)
    if short is None:
        return name
    form, known = short["form"] or "", short["name"]
    told = before[-FURTHEST:]
    hits = [*_as_last(known, told)]
    if not form:  # "Colin" may be a first name; "Dr. Langer" is a last one
        hits += _as_first(known, told)
    found = {
        " ".join(whole.split()).removesuffix("’s").removesuffix("'s")
        for whole, other in hits
        if not (is_common(other) or other.lower() in _NO_NAME)
    }
    return f"{form}{found.pop()}" if len(found) == 1 else name


Hit = tuple[str, str]  # a full name as written, and what it has beside the known one


def _as_last(known: str, told: str) -> Iterator[Hit]:
    """Where a name stands behind another."""
    done, at = 0, told.find(known)
    while at >= 0:
        end = at + len(known)
        hit = _BEFORE.search(told, max(done, at - _WIDEST), at)
        if hit and not _GOES_ON.match(told, end):
            yield told[hit.start() : end], hit["other"]
            done = end
        at = told.find(known, max(done, at + 1))


def _as_first(known: str, told: str) -> Iterator[Hit]:
    """Where a name, and not the end of a word, stands before another."""
    at = told.find(known)
    while at >= 0:
        end = at + len(known)
        hit = None if _ends_word(told, at) else _BEHIND.match(told, end)
        if hit:
            yield told[at : hit.end()], hit["other"]
        at = told.find(known, hit.end() if hit else at + 1)


def _ends_word(told: str, at: int) -> bool:
    """Whether what stands there goes on from a letter, a digit or a line below."""
    return told[at - 1 : at].isalnum() or told[at - 1 : at] == "_"
