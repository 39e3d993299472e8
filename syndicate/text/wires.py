"""The wires that name themselves in datelines: how each is found and written."""

from __future__ import annotations

import re

# How wires name themselves in datelines, and how we write it.
WIRES = (
    "Newsworthy.ai",
    "24-7PressRelease",
    "NewMediaWire",
    "Noticias Newswire",
    "PR Karma",
    "PRISM MediaWire",
    "Media OutReach Newswire",
    "News Direct",
    "NewsUSA",
    "Business Wire",
    "PRNewswire",
    "PR Newswire",
    "GLOBE NEWSWIRE",
    "ACCESSWIRE",
    "ACCESS Newswire",
    "Newsfile",
    "PRWEB",
    "EIN Presswire",
    "Send2Press",
    "CNW",
    "InvestorWire",
    "IssueWire",
    "Chainwire",
)


def write_wire(told: str) -> str:
    """A wire's name as we write it, "" when it is none we know.

    >>> write_wire("NEWMEDIAWIRE"), write_wire("PR-Newswire"), write_wire("Gazette")
    ('NewMediaWire', 'PRNewswire', '')
    """
    return _WIRE_NAMES.get(_flat(told), "")


def names_wire(lower: str) -> bool:
    """Whether a line in lower case may name a wire: cheap, for most do not."""
    hints = _HINTS if "wire" in lower else _HINTS_WITHOUT_WIRE
    return any(hint in lower and word.search(lower) for hint, word in hints.items())


def _flat(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


# Of two spellings the first is how we write it.
_WIRE_NAMES = {_flat(name): name for name in reversed(WIRES)}
WIRE = (
    r"(?P<wire>"
    + "|".join(
        r"[ -]?".join(re.escape(word) for word in re.split(r"[ -]", name))
        for name in sorted(WIRES, key=len, reverse=True)
    )
    + r")\b"
)
# Each wire's last word: what `_may_open` looks for in lines without a year.
_HINTS = {
    hint: re.compile(rf"(?<![a-z]){re.escape(hint)}\b")
    for hint in dict.fromkeys(re.split(r"[ -]", name.lower())[-1] for name in WIRES)
}
# Most names end in the same word: a line without it is searched for the others alone.
_HINTS_WITHOUT_WIRE = {
    hint: word for hint, word in _HINTS.items() if "wire" not in hint
}
