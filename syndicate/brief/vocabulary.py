"""What releases of clinics speak of: conditions, treatments and units, kept as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from syndicate.brief.wording import Wording
from syndicate.text.tokens import ascii_words


@dataclass(frozen=True, slots=True)
class Term:
    """A condition or treatment: its name, its group, and the words that tell it.

    `never` are phrases that hold such words and mean something else. `signs` are words
    of which each text has one that tells it.
    """

    kind: str  # condition, treatment
    name: str
    group: str
    words: tuple[str, ...]
    never: tuple[str, ...] = ()
    signs: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Find its signs, once for all texts."""
        signs = frozenset(sign for word in self.words for sign in _signs(word))
        object.__setattr__(self, "signs", signs)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of vocabulary.toml."""

    conditions: tuple[Term, ...]
    treatments: tuple[Term, ...]
    units: tuple[str, ...]
    health: tuple[str, ...]
    least: int


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the package."""
    told = read_table("vocabulary.toml")
    return Vocabulary(
        tuple(_term("condition", each) for each in told["condition"]),
        tuple(_term("treatment", each) for each in told["treatment"]),
        tuple(told["units"]["words"]),
        tuple(told["health"]["words"]),
        int(told["health"]["least"]),
    )


def read_table(name: str) -> dict[str, Any]:
    """A table of rules that is part of the package, as its modules are."""
    import tomllib  # noqa: PLC0415 - start-up
    from pkgutil import get_data  # noqa: PLC0415 - start-up

    content = get_data("syndicate.brief", name) or b""
    return tomllib.loads(content.decode("utf-8"))


def speaks_of_health(wording: Wording) -> bool:
    """Whether a release uses words of health as often as one about health does.

    >>> from syndicate.brief.wording import split_text
    >>> speaks_of_health(split_text("The clinic's patient saw a nurse and a doctor."))
    True
    """
    known = vocabulary()
    return sum(wording.folded.count(word) for word in known.health) >= known.least


def find_terms(
    text: str, folded: str, terms: Iterable[Term]
) -> Iterator[tuple[Term, str]]:
    """The terms that a text names, each with the words that first told it.

    >>> [(t.name, told) for t, told in find_terms(
    ...     "For PTSD, anxiety.", "for ptsd, anxiety.", vocabulary().conditions)]
    [('anxiety', 'anxiety'), ('PTSD', 'PTSD')]
    """
    there = ascii_words(folded)
    for term in terms:
        if there.isdisjoint(term.signs):
            continue
        told = first_of(*_without(text, folded, term.never), term.words)
        if told:
            yield term, told


def _without(text: str, folded: str, phrases: Iterable[str]) -> tuple[str, str]:
    """A text and it in lower case, with blanks where the phrases stood."""
    for phrase in phrases:
        at = folded.find(phrase)
        while at >= 0:
            end, blank = at + len(phrase), " " * len(phrase)
            text = text[:at] + blank + text[end:]
            folded = folded[:at] + blank + folded[end:]
            at = folded.find(phrase, end)
    return text, folded


def first_of(text: str, folded: str, words: Iterable[str]) -> str:
    """The first of some words that stands in a text, as written there; "" if none.

    A word may go on at its end ("injection", "injections"), unless it is in capitals.
    """
    found = [hit for hit in (_find(text, folded, word) for word in words) if hit]
    return min(found)[1] if found else ""


def _find(text: str, folded: str, word: str) -> tuple[int, str] | None:
    capitals = word.isupper()
    at = text.find(word) if capitals else folded.find(word)
    for _ in range(20):  # places looked at; a word within words is none
        if at < 0:
            return None
        end = at + len(word)
        if not text[at - 1 : at].isalnum():
            tail = _TAIL.match(text, end)
            if tail and not (capitals and tail[0] not in ("", "s")):
                return at, text[at : tail.end()]
        at = text.find(word, end) if capitals else folded.find(word, end)
    return None


_ENDS = ("s", "es", "al", "ing", "ed")
_TAIL = re.compile(rf"(?:[’']?{'|'.join(_ENDS)})?(?!\w)")


def _signs(word: str) -> Iterator[str]:
    """The words of which a text has one wherever `_find` finds this one."""
    first, *more = re.findall(r"[a-z0-9]+", word.lower())
    yield first
    if not more:
        yield from (first + end for end in _ENDS)


def _term(kind: str, told: dict[str, Any]) -> Term:
    group = told.get("group", "treatment")
    never = tuple(told.get("never", ()))
    return Term(kind, told["name"], group, tuple(told["words"]), never)
