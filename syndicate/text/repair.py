"""Mend text that was damaged on its way, and say by name what was mended.

Text that is not damaged comes back unchanged, and mending twice changes nothing more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from syndicate.text import characters, entities, mojibake

_ROUNDS = 4  # one is enough but for text escaped or damaged in layers
# Text without any of these, and composed, has nothing that a rule could mend.
_HINT = re.compile(f"[&{characters.SUSPECTS}{mojibake.LEADS}]")
_INNER_SPACES = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Repaired:
    """The mended text and the names of the rules that changed something."""

    text: str
    rules: tuple[str, ...] = ()


def repair(text: str) -> Repaired:
    """The text mended, until nothing is left to mend.

    >>> repair("Ketamine â€” caf\u00e9 &amp; care")
    Repaired(text='Ketamine — café & care', rules=('entities', 'mojibake'))
    """
    if not _HINT.search(text) and characters.is_composed(text):
        return Repaired(text)
    rules: dict[str, None] = {}
    for _ in range(_ROUNDS):
        before = text
        text, names = _once(text)
        rules |= dict.fromkeys(names)
        if text == before:
            break
    return Repaired(text, tuple(rules))


def repair_line(text: str) -> Repaired:
    r"""A single line mended: a title, a name. White space becomes one space.

    >>> repair_line(" A\u202e title\n of two  lines ").text
    'A title of two lines'
    """
    line = _join(text)
    rules: dict[str, None] = {}
    for _ in range(_ROUNDS):
        repaired = repair(line)
        rules |= dict.fromkeys(repaired.rules)
        joined = _join(repaired.text)
        if joined == line:
            break
        line = joined
    return Repaired(line, tuple(rules))


def _join(text: str) -> str:
    return _INNER_SPACES.sub(" ", characters.strip_bidi(text)).strip()


def _once(text: str) -> tuple[str, list[str]]:
    names = []
    for name, change in (
        ("characters", characters.strip_forbidden),
        ("entities", entities.unescape),
        ("mojibake", mojibake.undo),
    ):
        changed = change(text)
        if changed != text:
            names.append(name)
        text = changed
    text, more = characters.normalise(text)
    return text, [*names, *more]
