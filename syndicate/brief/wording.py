"""The words of a release by sentence, each an exact piece of what was told.

Rules look only at sentences that hold a word they wait for, so that what a rule costs
is bounded whatever the document: at most `MOST_LOOKED_AT` sentences of at most
`LONGEST` characters, out of the first `FURTHEST`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from syndicate.brief.sentences import segmented
from syndicate.model import Release

_LONGEST_LINE = 10_000  # characters that are cut into sentences at once
LONGEST = 600  # characters of a sentence; what is longer is cut at a space
MOST_LOOKED_AT = 40  # sentences that one rule looks at
FURTHEST = 50_000  # characters; two of 20,151 documents of the archive have as many
SAID = frozenset({"about"})  # passages beside the text that claim as the text does

# sentencex ends a sentence after these; what follows in lower case or digits goes on.
_ABBREVIATED = re.compile(
    r"\b(?:approx|yrs|a\.m|p\.m|Mon|Tue|Wed|Thu|Fri|Sat|Sun|No|vs)\.\s*\Z"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """`text` by sentence: where each begins and ends; `folded` is it in lower case.

    `around` is everything else that was told and may answer a rule: disclaimers,
    contacts; in lower case.
    """

    text: str
    folded: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    around: str

    def sentence(self, place: int) -> str:
        """The sentence of that number."""
        return self.text[self.starts[place] : self.ends[place]]

    def place(self, at: int) -> int:
        """The number of the sentence in which a character stands."""
        return max(0, bisect_right(self.starts, at) - 1)

    def near(self, words: Iterable[str]) -> Iterator[str]:
        """The sentences that hold one of some lower-case words, in their order.

        >>> list(split_text("It is safe. It is new. Safe again.").near(["safe"]))
        ['It is safe.', 'Safe again.']
        """
        places: set[int] = set()
        for word in words:
            places.update(self._holding(word))
        for place in sorted(places)[:MOST_LOOKED_AT]:
            yield self.sentence(place)

    def says(self, phrases: Iterable[str]) -> bool:
        """Whether one of some lower-case phrases stands anywhere, also around it."""
        return any(each in self.folded or each in self.around for each in phrases)

    def _holding(self, word: str) -> Iterator[int]:
        at, found = self.folded.find(word), 0
        while at >= 0 and found < MOST_LOOKED_AT:
            place = self.place(at)
            if at + len(word) <= self.ends[place]:
                yield place
                found += 1
            at = self.folded.find(word, max(self.ends[place], at + 1))


def read_wording(release: Release) -> Wording:
    """The sentences of a release: its title, its text, and what it says of itself."""
    said = [part.text for part in release.parts if part.name in SAID]
    around = [part.text for part in release.parts if part.name not in SAID]
    text = "\n\n".join(filter(None, (release.title, release.text, *said)))
    beside = "\n\n".join(around)
    return split_text(text[:FURTHEST], release.language, beside[:FURTHEST])


def split_text(text: str, language: str = "", around: str = "") -> Wording:
    """The sentences of a text."""
    spans = list(_spans(text, language))
    return Wording(
        text,
        fold(text),
        tuple(start for start, _ in spans),
        tuple(end for _, end in spans),
        fold(around),
    )


def told_words(release: Release) -> str:
    """Everything a release was told with: the text that facts are spans of."""
    raw = release.dateline.raw if release.dateline else ""
    parts = (part.text for part in release.parts)
    return "\n\n".join(filter(None, (release.title, raw, release.text, *parts)))


def told_part(release: Release, name: str) -> str:
    """The title, the text, or the passages of that name."""
    if name in ("title", "text"):
        return str(getattr(release, name))
    return "\n\n".join(part.text for part in release.parts if part.name == name)


def fold(text: str) -> str:
    """Lower case, every letter where it was.

    >>> len(fold("İstanbul")) == len("İstanbul")
    True
    """
    folded = text.lower()
    if len(folded) == len(text):
        return folded
    return "".join(low if len(low := each.lower()) == 1 else each for each in text)


def _spans(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends, line by line."""
    at = 0
    for line in text.split("\n"):
        if line.strip():
            for start, end in _sentences(line, language):
                yield from _pieces(text, at + start, at + end)
        at += len(line) + 1


def _sentences(line: str, language: str) -> Iterator[tuple[int, int]]:
    start = at = 0
    for piece in (
        piece
        for part in _parts(line)
        for piece in segmented(part, language[:2] or "en")
    ):
        at += len(piece)
        following = line[at : at + 1]
        if _ABBREVIATED.search(piece[-12:]) and (
            following.islower() or following.isdigit()
        ):
            continue
        yield start, at
        start = at
    if start < at:
        yield start, at


def _parts(line: str) -> Iterator[str]:
    """A line that no prose has, in parts: segmenting is slower than linear."""
    while len(line) > _LONGEST_LINE:
        cut = line.rfind(" ", 1, _LONGEST_LINE) + 1 or _LONGEST_LINE
        yield line[:cut]
        line = line[cut:]
    yield line


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence without the space around it, in pieces no rule is slow with."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if left < right:
        yield start + left, start + right
