"""A release as copies are compared by: sentences of words and of exact values.

Two ways to write one value ("541-555-0142", "(541) 555-0142") are the same; so are
dashes, quotation marks and case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from syndicate.brief.details import (
    DATE,
    EMAIL,
    MONEY,
    NUMBER,
    PERCENT,
    PHONE,
    URL,
    digits,
)
from syndicate.brief.wording import split_text, told_part
from syndicate.model import Release
from syndicate.text.dates import find_day

MOST_SENTENCES = 400
_LEAP = "2024"  # a year in which every day of a month is one
_TOKEN = re.compile(
    "|".join(
        f"(?P<{name}>{form.pattern})"
        for name, form in (
            ("url", URL),
            ("email", EMAIL),
            ("date", DATE),
            ("phone", PHONE),
            ("money", MONEY),
            ("percent", PERCENT),
            ("number", NUMBER),
        )
    )
    + r"|(?P<word>[^\W_]+(?:['’][^\W_]+)?)"
)
_TRACKED = re.compile(r"[?&#]utm_.*|#.*", re.DOTALL)
_NUMBERS = frozenset({"money", "percent", "number"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a value: its sort, as it is written, and what it is known by."""

    name: str
    text: str
    value: str

    @property
    def key(self) -> tuple[str, str]:
        """What two that mean the same share."""
        return ("word" if self.name == "name" else self.name, self.value)

    def called(self, name: str) -> Token:
        """The same, under the name that people read."""
        return replace(self, name=name)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by tokens. `mask` is it with every value for its sort."""

    text: str
    part: str  # title, text, about, contact, disclaimer
    tokens: tuple[Token, ...]
    keys: tuple[tuple[str, str], ...]
    mask: tuple[str, ...]
    words: frozenset[str]


def read_sentences(release: Release) -> tuple[Sentence, ...]:
    """The sentences of all that a release tells, in its order."""
    found: list[Sentence] = []
    for part in ("title", "text", "about", "contact", "disclaimer"):
        wording = split_text(told_part(release, part), release.language)
        for place in range(min(len(wording.starts), MOST_SENTENCES - len(found))):
            sentence = read_sentence(wording.sentence(place), part)
            if sentence.tokens:
                found.append(sentence)
    return tuple(found)


def read_sentence(text: str, part: str = "text") -> Sentence:
    """A sentence by its tokens.

    >>> read_sentence("Call 541-555-0142 today.").mask
    ('call', '<phone>', 'today')
    """
    tokens = tuple(_token(hit) for hit in _TOKEN.finditer(text))
    return Sentence(
        text=text,
        part=part,
        tokens=tokens,
        keys=tuple(token.key for token in tokens),
        mask=tuple(
            token.value if token.name == "word" else f"<{token.name}>"
            for token in tokens
        ),
        words=frozenset(token.value for token in tokens if token.name == "word"),
    )


def _token(hit: re.Match[str]) -> Token:
    name, text = hit.lastgroup or "word", hit[0]
    if name == "word":
        return Token(name, text, re.sub("['’]", "", text.casefold()))
    if name == "url":
        text = text.rstrip(".,;:!?)'’")
        bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", text.lower())
        return Token(name, text, _TRACKED.sub("", bare).rstrip("/"))
    if name == "phone":
        return Token(name, text, digits(text)[-10:])
    if name == "date":
        return Token(name, text, _date(text))
    if name in _NUMBERS:
        bare = text.lower().replace(",", "").removeprefix("us")
        return Token(name, text, " ".join(bare.split()))
    return Token(name, text, text.casefold())


def _date(text: str) -> str:
    year = re.search(r"20\d\d$", text)
    day = find_day(text if year else f"{text}, {_LEAP}")
    return day.strftime("%Y-%m-%d" if year else "%m-%d") if day else text.casefold()
