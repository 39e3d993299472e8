"""What a rewriting keeps when it changes the words: who announces, quotes, sums, place.

Each is compared only where both releases tell it; what one does not tell speaks neither
for nor against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from syndicate.match.base import Member
from syndicate.text.tokens import content_words, lower_words

STEM = 6  # letters, as in a profile
LONGEST = 40_000  # characters of a text in which quotes are looked for
QUOTED_WORDS = 6  # words of a quoted sentence; of shorter ones too many are alike
# What somebody says ends with a point or a comma before its mark; what stands between
# two quotes does not. A quote over several paragraphs is left out.
_QUOTE = re.compile(r"[\"“]([^\"“”\n]{30,1500}[.,!?…])[\"”]")
_ENDS = re.compile(r"[.!?]\s")
# Legal forms and what stands beside them; `content_words` leaves out the commonest.
_FORMS = frozenset({"co", "corporation", "group", "holdings", "limited", "plc"})
# A number behind a currency's sign or before a unit. It is looked for by its first
# figure, which most of a text is not.
_UNIT = r" ?(?:%|percent|[mb]illion)"
_AMOUNT = re.compile(
    r"[0-9](?:(?<=[$€£][0-9])|(?<=[$€£] [0-9])|"
    rf"(?=[0-9.,]{{0,15}}{_UNIT}))[0-9.,]{{0,15}}(?:{_UNIT})?"
)


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of one release; what it does not tell is empty."""

    issuer: frozenset[str]  # the words of who announces, by their first letters
    quoted: frozenset[int]  # sentences that somebody is quoted with, as hashes
    amounts: frozenset[str]  # sums of money, percentages, millions
    place: str  # that the dateline names, in lower case


def marks(member: Member, prose: str) -> Marks:
    """The marks of a release; `prose` is its title and text without boilerplate."""
    return Marks(
        issuer=issuer_words(member.issuer),
        quoted=frozenset(map(hash, _quoted(member.text[:LONGEST]))),
        amounts=frozenset(map(_plain, _AMOUNT.findall(prose))),
        place=member.place.lower(),
    )


def issuer_words(name: str) -> frozenset[str]:
    """The words of a name without its legal form, by their first letters.

    >>> sorted(issuer_words("Harbor Lantern Wellness, Inc."))
    ['harbor', 'lanter', 'wellne']
    """
    return frozenset(word[:STEM] for word in content_words(name) if word not in _FORMS)


def _quoted(text: str) -> Iterator[tuple[str, ...]]:
    """The sentences between quotation marks that are long enough to be somebody's."""
    for quote in _QUOTE.findall(text):
        for sentence in _ENDS.split(quote):
            words = tuple(lower_words(sentence))
            if len(words) >= QUOTED_WORDS:
                yield words


def _plain(amount: str) -> str:
    """An amount as it is compared: "40 percent" is "40%", "2,950" is "2950"."""
    told = amount.replace(" ", "").replace(",", "").rstrip(".")
    return told.replace("percent", "%")
