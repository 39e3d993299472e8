"""What a copy says that the original does not: another phone, address or number.

Likeness is no proof of honesty: a copy that leads readers elsewhere is grouped with the
original, which is shown, and what it altered is told to staff.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

MOST = 6  # things named

# No longer than addresses are (RFC 5321, section 4.5.3.1): else a text of one endless
# word is looked through anew from each of its letters.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.])\+?\(?\d[\d\s().-]{6,16}\d(?![\w])")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")


def added(copy: Iterable[str], original: Iterable[str]) -> tuple[str, ...]:
    """Phones, e-mail and web addresses and numbers of a copy that the original lacks.

    Both are texts and contact lines.

    >>> added(["Call 503-555-0199 for 20 rooms."], ["Call (503) 555-0100: 20 rooms."])
    ('503-555-0199',)
    """
    known = {key for text in original for key, _ in _told(text)}
    found = {key: told for text in copy for key, told in _told(text)}
    return tuple(told for key, told in found.items() if key not in known)[:MOST]


def _told(text: str) -> Iterator[tuple[str, str]]:
    """What can be altered, as it is compared and as it is written."""
    for pattern in (_MAIL, _ADDRESS):
        for each in pattern.findall(text):
            written = each.rstrip(".,;:")
            yield written.lower().rstrip("/"), written
        text = pattern.sub(" ", text)
    for each in _PHONE.findall(text):
        digits = re.sub(r"\D", "", each)
        yield digits[-10:], each.strip()
    for each in _NUMBER.findall(_PHONE.sub(" ", text)):
        yield each.replace(",", ""), each
