"""Whom a short name means: the full name that the release told before, if it did.

"Dr. Langer said" is of Mara Langer where that name was told before and no other Langer
was. Nobody is named whom the release does not name.
"""

from __future__ import annotations

import re

from syndicate.brief.support import is_common

FURTHEST = 60_000  # characters before a quote in which a name is looked for
_SHORT = re.compile(
    r"(?P<form>(?:Dr|Mr|Mrs|Ms|Prof)\.?\s)?(?P<name>[A-Z][a-zà-ÿ][\w’'-]{1,30})"
)
# Looked for by its capital, which most of a text is not.
_OTHER = r"[A-Z](?<!\w[A-Z])[a-zà-ÿ][\w’'-]{0,30}"
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
    form, known = short["form"] or "", re.escape(short["name"])
    ways = [rf"(?P<other>{_OTHER})\s{_MIDDLE}{known}(?![\w’'-]*\w)"]
    if not form:  # "Colin" may be a first name; "Dr. Langer" is a last one
        ways.append(rf"{known}(?<!\w{known})\s{_MIDDLE}(?P<other>{_OTHER})")
    found = {
        " ".join(hit[0].split()).removesuffix("’s").removesuffix("'s")
        for way in ways
        for hit in re.finditer(way, before[-FURTHEST:])
        if not (is_common(hit["other"]) or hit["other"].lower() in _NO_NAME)
    }
    return f"{form}{found.pop()}" if len(found) == 1 else name
