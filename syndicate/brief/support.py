"""Support: whether what a summary tells is told by the release that it is of.

Every number, day, amount of money, telephone number, address and capitalised name of
the summary must stand in the release, however either writes it. What does not is given
with its place, for a reader to judge. The first word of a sentence is no name; where a
line has every word in capitals, only words that press releases do not write in lower
case are (`common.txt`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, cached_property
from pkgutil import get_data

from syndicate.brief.claims import (
    MONTH_NAMES,
    Key,
    address_keys,
    day_keys,
    find_claims,
    phone_keys,
)
from syndicate.brief.wording import split_text, told_words
from syndicate.model import Release, Unsupported
from syndicate.text.tokens import STOP

LONGEST = 2_000  # characters of a summary that are looked at
MOST = 20  # unsupported passages that are told of one summary
_NOUNS_IN_CAPITALS = frozenset({"de", "lb"})  # languages: there a capital tells no name
_IN_CAPITALS = 0.6  # share of a line's long words in capitals that makes it a headline
_LONG_WORD = 4
_FEWEST = 3  # long words by which a line can be told to be a headline
_ADDRESS = frozenset({"dr", "mr", "mrs", "ms", "prof"})  # forms of, no names
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DOTTED = re.compile(r"(?:[A-Z]\.){2,8}")
_POSSESSIVE = re.compile(r"['’]s?$")
# What ends with one of these begins a sentence after it, or something like one.
_OPENS = re.compile(r"(?:[:•·|“\"(\[—–]|\s[-*])\s*$")
# A word cut off at the end.
_CUT = re.compile(r"(?<![^\s.…])[^\s.…]+(?:…|\.\.\.)[\])]?\s*$")


def unsupported(told: str, release: Release) -> tuple[Unsupported, ...]:
    """What a summary tells and the release does not, in order.

    Everything the release was told with counts: title, dateline, text, contacts, what
    it says of its issuer, the addresses it links to, the day it is dated.

    >>> release = Release("s", "1", "Alder opens", "Alder opens 3 rooms on May 4.")
    >>> [each.text for each in unsupported("It has 8 rooms from May 4.", release)]
    ['8']
    """
    return Grounds(release).missing(told)


class Grounds:
    """What a release tells, made ready for any number of summaries of it."""

    def __init__(self, release: Release) -> None:
        self._release = release

    def missing(self, told: str) -> tuple[Unsupported, ...]:
        """What a summary tells and the release does not, in order."""
        told = _CUT.sub("", told[:LONGEST])
        found = list(self._missing_values(told))
        taken = [
            (claim.start, claim.start + len(claim.text)) for claim in find_claims(told)
        ]
        found += [
            name
            for name in self._missing_names(told)
            if not any(start <= name.start < end for start, end in taken)
        ]
        return tuple(sorted(found, key=lambda each: each.start)[:MOST])

    def has_name(self, word: str) -> bool:
        """Whether the release has a word, in whatever case, number or accents."""
        folded = fold_word(word)
        return any(
            each in self._words
            for each in (folded, folded.removesuffix("s"), f"{folded}s")
        )

    def _missing_values(self, told: str) -> Iterator[Unsupported]:
        for claim in find_claims(told):
            if not any(all(key in self._values for key in way) for way in claim.ways):
                end = claim.start + len(claim.text)
                yield Unsupported(claim.sort, claim.text, claim.start, end)

    def _missing_names(self, told: str) -> Iterator[Unsupported]:
        if self._release.language[:2] in _NOUNS_IN_CAPITALS:
            return
        for start, end in names_in(told):
            text = told[start:end]
            if not self.has_name(text):
                yield Unsupported("name", text, start, end)

    @cached_property
    def _told(self) -> str:
        release = self._release
        contacts = (
            f"{each.name} {each.role} {each.email} {each.url}"
            for each in release.contacts
        )
        beside = (release.issuer, release.author, release.site, *release.tickers)
        labels = (link.label for link in release.links)
        return "\n\n".join((told_words(release), *beside, *contacts, *labels))

    @cached_property
    def _values(self) -> frozenset[Key]:
        release = self._release
        found = {key for claim in find_claims(self._told) for key in claim.told}
        for url in (release.url or "", *(link.url for link in release.links)):
            found.update(address_keys(url))
        for contact in release.contacts:
            found.update(phone_keys(contact.phone))
        issued = release.dateline.issued if release.dateline else None
        for moment in (release.published, issued):
            if moment is not None:
                found.update(day_keys(moment.at.date()))
        return frozenset(found)

    @cached_property
    def _words(self) -> frozenset[str]:
        words = {fold_word(word) for word in _WORD.findall(self._told)}
        words.update(
            dotted.replace(".", "").lower() for dotted in _DOTTED.findall(self._told)
        )
        return frozenset(words)


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Where a text has capitalised names.

    >>> text = "The clinic hired Ana Reyes in Salem."
    >>> [text[start:end] for start, end in names_in(text)]
    ['Ana', 'Reyes', 'Salem']
    """
    wording = split_text(text)
    for start, end in zip(wording.starts, wording.ends, strict=True):
        hits = list(_WORD.finditer(text, start, end))
        headline = _is_headline([hit[0] for hit in hits])
        for hit in hits:
            first = hit is hits[0] or _OPENS.search(text, start, hit.start())
            if len(hit[0]) < 2 or not hit[0][0].isupper() or _is_address(hit[0]):
                continue
            if headline and is_common(hit[0]):
                continue
            if not first:
                yield hit.span()


def fold_word(word: str) -> str:
    """A word as two ways to write it share it: lower case, no accents, not 's.

    >>> fold_word("Peña’s"), fold_word("Dec")
    ('pena', 'december')
    """
    plain = _POSSESSIVE.sub("", word)
    if not plain.isascii():
        marks = unicodedata.normalize("NFKD", plain)
        plain = "".join(each for each in marks if not unicodedata.combining(each))
    folded = re.sub("['’]", "", plain.casefold())
    return _MONTHS.get(folded, folded)


_MONTHS = {
    name: names[0]
    for names in MONTH_NAMES
    for name in names
    if names[0].startswith(name)
}


def _is_headline(words: list[str]) -> bool:
    long = [word for word in words if len(word) >= _LONG_WORD]
    capitals = sum(word[0].isupper() for word in long)
    return len(long) >= _FEWEST and capitals >= _IN_CAPITALS * len(long)


def _is_address(word: str) -> bool:
    return word.lower() in _ADDRESS


def is_common(word: str) -> bool:
    """Whether press releases write a word in lower case, so that it is no name."""
    folded, common = fold_word(word), _common_words()
    return folded in STOP or any(
        folded.removesuffix(ending) in common for ending in ("", "s", "es", "ed", "ing")
    )


@cache
def _common_words() -> frozenset[str]:
    """The words that press releases write in lower case: `bench/common_words.py`."""
    content = get_data("syndicate.brief", "common.txt") or b""
    return frozenset(content.decode("ascii").split())
