"""What changed between two tellings of one release, and whether it matters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from syndicate.text.paragraphs import sentences
from syndicate.text.titles import shorten
from syndicate.text.urls import canonical

Telling = tuple[str, str]  # title and text
Kind = Literal["same", "added", "removed"]

PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
# What a text says: words, numbers with their points and signs, percent and money.
SAID = re.compile(r"(?:(?<!\w)[-−])?\d+(?:[.,:]\d+)*|[^\W\d_]+|[%$€£]")
ADDRESS = re.compile(r"(?i)https?://[^\s<>\"]+")
# A paragraph that is nobody's words: whose site it is, and what one may do there.
FOOTER = re.compile(
    r"(?i)^\W*(?:©|\(c\) |copyright\b|all rights reserved|powered by\b|share this\b"
    r"|read more\b|follow us\b|subscribe\b|last (?:updated|modified)\b)"
)
FOOTER_WORDS = 30
# So many paragraphs, sentences or words are compared at most, from the first that
# differs: of hostile texts, what it costs grows faster than their square.
MOST = 300
ALIKE = 0.5  # the share of words from which on a sentence is the other one reworded
SHOWN = 3  # sentences of each sort that staff are shown
LENGTH = 140  # of each
AROUND = 4  # words shown on either side of one that changed
NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve"),
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stand in both texts, or in only one of them."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, and what it says."""

    text: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two tellings.

    `title`: before and after, None where it says the same. Then how many paragraphs
    changed, came and went; the sentences that came and went; and those that were
    reworded, each as it was and as it is.
    """

    title: tuple[str, str] | None = None
    changed: int = 0
    came: int = 0
    went: int = 0
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    reworded: tuple[tuple[str, str], ...] = ()

    @property
    def material(self) -> bool:
        """Whether a reader is told anything else.

        Space, letter case, punctuation, typographic marks, what an address tells of
        who sent the reader, and a site's own footer are not; a word or a figure is.
        """
        return self != Difference()


def said(text: str) -> tuple[str, ...]:
    """What a text says, as it is compared.

    >>> said("“Open” at −5% — see https://www.example.org/a?utm_source=x")
    ('open', 'at', '-5', '%', 'see', 'example', 'org', 'a')
    """
    plain = unicodedata.normalize("NFKC", ADDRESS.sub(_bare, text))
    plain = plain.replace("’", "").replace("'", "").replace("−", "-")
    return tuple(SAID.findall(plain.casefold()))


def compare(before: Telling, after: Telling) -> Difference:
    r"""What differs between two tellings: nothing where nothing material does.

    >>> here = ("A Room", "It’s 5 mg.\n\n© 2026 Clinic")
    >>> compare(("A room", "It's 5mg"), here).material
    False
    >>> compare(("A room", "It is 1.5 mg."), ("A room", "It is 15 mg.")).material
    True
    """
    title = None if said(before[0]) == said(after[0]) else (before[0], after[0])
    old, new = _paragraphs(before[1]), _paragraphs(after[1])
    if _flat(old) == _flat(new):
        return Difference(title)
    old, new = _trimmed(old, new)
    changed = came = went = 0
    left: list[str] = []
    put: list[str] = []
    for i, j, k, m in _differing([one.said for one in old], [one.said for one in new]):
        both = min(j - i, m - k)
        changed += both
        went += j - i - both
        came += m - k - both
        left += (each for one in old[i:j] for each in sentences(one.text))
        put += (each for one in new[k:m] for each in sentences(one.text))
    added, removed, reworded = _sentences(left, put)
    return Difference(title, changed, came, went, added, removed, reworded)


def note(difference: Difference) -> str:
    """A change in few words, without what was said before.

    >>> note(Difference(title=("A", "B"), changed=2))
    'the title and two paragraphs changed'
    >>> note(Difference(came=1, went=2))
    'one paragraph was added and two paragraphs were removed'
    """
    parts = []
    changed = ["the title"] if difference.title else []
    changed += [_count(difference.changed)] if difference.changed else []
    if changed:
        parts.append(f"{' and '.join(changed)} changed")
    for count, done in ((difference.came, "added"), (difference.went, "removed")):
        if count:
            were = "was" if count == 1 else "were"
            parts.append(f"{_count(count)} {were} {done}")
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def tell(difference: Difference) -> str:
    """A change in words for staff: the titles, and the first sentences that differ.

    >>> tell(Difference(title=("A", "B"), changed=1, added=("It is open.",)))
    'title “A” → “B”; 1 sentence added: “It is open.”'
    """
    parts = []
    if difference.title:
        parts.append(" → ".join(f"“{shorten(t, LENGTH)}”" for t in difference.title))
        parts[0] = f"title {parts[0]}"
    sorts = ((difference.added, "added"), (difference.removed, "removed"))
    for told, done in sorts:
        if told:
            shown = ", ".join(f"“{shorten(each, LENGTH)}”" for each in told[:SHOWN])
            parts.append(f"{_number(len(told), 'sentence')} {done}: {shown}")
    if difference.reworded:
        shown = ", ".join(_excerpts(*each) for each in difference.reworded[:SHOWN])
        parts.append(
            f"{_number(len(difference.reworded), 'sentence')} changed: {shown}"
        )
    return "; ".join(parts)


def word_difference(before: str, after: str) -> tuple[Stretch, ...]:
    """Two texts word by word: what stands in both, what went and what came.

    >>> [(run.kind, run.text) for run in word_difference("on 3 May", "on 10 May")]
    [('same', 'on'), ('removed', '3'), ('added', '10'), ('same', 'May')]
    """
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > MOST:
        return (Stretch("removed", before), Stretch("added", after))
    runs: list[Stretch] = []
    done = 0
    for i, j, k, m in _differing([said(each) for each in old], [said(e) for e in new]):
        runs += _runs(("same", old[done:i]), ("removed", old[i:j]), ("added", new[k:m]))
        done = j
    return (*runs, *_runs(("same", old[done:])))


def _bare(found: re.Match[str]) -> str:
    """An address as the page it names."""
    try:
        return canonical(found[0])
    except ValueError:  # no address at all
        return found[0]


def _paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs that say something, without a site's own footer."""
    found = (one.strip() for one in PARAGRAPHS.split(text))
    told = [
        Paragraph(one, said(one))
        for one in found
        if not (FOOTER.match(one) and len(one.split()) <= FOOTER_WORDS)
    ]
    return [one for one in told if one.said]


def _flat(paragraphs: list[Paragraph]) -> list[str]:
    return [word for one in paragraphs for word in one.said]


def _trimmed(
    old: list[Paragraph], new: list[Paragraph]
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Both without what they begin with and end with alike; of the rest the first."""
    start = 0
    while start < min(len(old), len(new)) and old[start].said == new[start].said:
        start += 1
    end = 0
    most = min(len(old), len(new)) - start
    while end < most and old[-1 - end].said == new[-1 - end].said:
        end += 1
    return old[start : len(old) - end][:MOST], new[start : len(new) - end][:MOST]


def _differing(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]
) -> Iterator[tuple[int, int, int, int]]:
    """Where the two differ: a stretch of each, one of which may be empty."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, *stretch in matcher.get_opcodes():
        if kind != "equal":
            i, j, k, m = stretch
            yield i, j, k, m


def _sentences(
    old: list[str], new: list[str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The sentences that came, that went, and that were reworded."""
    old, new = old[:MOST], new[:MOST]
    added: list[str] = []
    removed: list[str] = []
    reworded: list[tuple[str, str]] = []
    for i, j, k, m in _differing([said(each) for each in old], [said(e) for e in new]):
        both = min(j - i, m - k)
        for was, now in zip(old[i : i + both], new[k : k + both], strict=True):
            if _is_reworded(was, now):
                reworded.append((was, now))
            else:
                removed.append(was)
                added.append(now)
        removed += old[i + both : j]
        added += new[k + both : m]
    return tuple(added), tuple(removed), tuple(reworded)


def _is_reworded(was: str, now: str) -> bool:
    one, other = set(said(was)), set(said(now))
    return len(one & other) >= ALIKE * max(len(one), len(other), 1)


def _runs(*pieces: tuple[Kind, list[str]]) -> list[Stretch]:
    return [Stretch(kind, " ".join(words)) for kind, words in pieces if words]


def _excerpts(was: str, now: str) -> str:
    """The words that changed, as they were and as they are, with those around them."""
    runs = list(word_difference(was, now))
    if runs[0].kind == "same":
        words = runs[0].text.split()
        opening = "… " if len(words) > AROUND else ""
        runs[0] = Stretch("same", opening + " ".join(words[-AROUND:]))
    if runs[-1].kind == "same":
        words = runs[-1].text.split()
        closing = " …" if len(words) > AROUND else ""
        runs[-1] = Stretch("same", " ".join(words[:AROUND]) + closing)
    before = " ".join(run.text for run in runs if run.kind != "added")
    after = " ".join(run.text for run in runs if run.kind != "removed")
    return f"“{shorten(before, LENGTH)}” → “{shorten(after, LENGTH)}”"


def _count(count: int) -> str:
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{number} paragraph" if count == 1 else f"{number} paragraphs"


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
