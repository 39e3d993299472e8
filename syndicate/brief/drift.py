"""Drift: what a copy tells otherwise than the original it is a copy of.

Only sentences that both tell are compared, so an excerpt differs in nothing by what it
leaves out. A value that stands anywhere in the original is none of the copy's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice

from syndicate.brief.telling import Sentence, Token, read_sentences
from syndicate.brief.wording import told_part
from syndicate.model import Appearance, Drift, Purpose, Relation, Release, Standing

VERSION = 1  # rises when the same texts differ otherwise than before
MOST = 8  # differences told of one copy
MOST_COPIES = 50
_FUZZY = 60  # sentences of a copy that are looked for by likeness
_LIKE = 0.7  # share of words that makes two sentences one told twice
_FEWEST = 5  # words of a sentence that can be found by likeness
_NEAR = 3  # digits that may differ between two numbers told without a word beside them
_WHOLE = 0.9  # share of the original's sentences that makes a copy whole
# Each place gets a short address of its own for one and the same long one.
_SHORT = ("bit.ly", "ibn.fm", "t.co", "tinyurl.com", "ow.ly", "goo.gl", "buff.ly")
_COMPARED = frozenset({Relation.COPY, Relation.EXCERPT, Relation.DISCUSSION})


@dataclass(frozen=True, slots=True)
class Copy:
    """A telling of the story beside its original."""

    appearance: Appearance
    release: Release


def find_drift(
    original: Release, copies: Iterable[Copy], before: Sequence[Release] = ()
) -> tuple[Drift, ...]:
    """What each copy tells otherwise; `before` is what the original told before.

    Only seen copies, excerpts and discussions are compared: a rewriting says it in
    words of its own.
    """
    now = _Telling(original)
    old = [_Telling(release) for release in before]
    compared = (
        copy
        for copy in copies
        if copy.appearance.standing is Standing.SEEN
        and copy.appearance.relation in _COMPARED
    )
    return tuple(
        drift
        for copy in islice(compared, MOST_COPIES)
        for drift in islice(_differences(now, copy, old), MOST)
    )


class _Telling:
    """A release by sentence, and where each of its values and sentences stands."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.sentences = read_sentences(release)

    @cached_property
    def by_mask(self) -> Mapping[tuple[str, ...], list[Sentence]]:
        found: dict[tuple[str, ...], list[Sentence]] = {}
        for sentence in self.sentences:
            found.setdefault(sentence.mask, []).append(sentence)
        return found

    @cached_property
    def values(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            token.key for sentence in self.sentences for token in sentence.tokens
        )

    @cached_property
    def told(self) -> frozenset[tuple[tuple[str, str], ...]]:
        return frozenset(sentence.keys for sentence in self.sentences)

    @cached_property
    def disclaimer(self) -> str:
        return told_part(self.release, "disclaimer")


def _differences(now: _Telling, copy: Copy, old: Sequence[_Telling]) -> Iterator[Drift]:
    """What one copy tells otherwise, each difference once."""
    here = _Telling(copy.release)
    seen: set[tuple[str, str]] = set()
    for mine, theirs in _pairs(now, here):
        for told, found in _replaced(mine, theirs):
            if found.key in now.values or found.key in seen or _is_short(found):
                continue
            seen.add(found.key)
            outdated = any(found.key in each.values for each in old)
            yield Drift(copy.appearance, found.name, told.text, found.text, outdated)
    yield from _links(now.release, copy)
    yield from _disclaimer(now, here, copy.appearance)
    yield from _outdated(now, here, copy.appearance, old, seen)


def _is_short(token: Token) -> bool:
    return token.name == "url" and token.value.startswith(_SHORT)


def _pairs(now: _Telling, here: _Telling) -> Iterator[tuple[Sentence, Sentence]]:
    """Sentences that both tell, the original's first, where they are not the same."""
    left = 0
    for theirs in here.sentences:
        if theirs.keys in now.told:
            continue
        alike = now.by_mask.get(theirs.mask)
        if alike:
            mine = min(alike, key=lambda each: _distance(each, theirs))
            if theirs.words or _distance(mine, theirs) <= _NEAR:
                yield mine, theirs
        elif left < _FUZZY and len(theirs.words) >= _FEWEST:
            left += 1
            nearest = _nearest(now, theirs)
            if nearest:
                yield nearest, theirs


def _nearest(now: _Telling, theirs: Sentence) -> Sentence | None:
    """The sentence that tells the same in nearly the same words, if there is one."""
    best = max(now.sentences, key=lambda each: _likeness(each, theirs), default=None)
    return best if best and _likeness(best, theirs) >= _LIKE else None


def _distance(one: Sentence, other: Sentence) -> int:
    """In how many letters the values of two sentences of one mask differ."""
    pairs = zip(one.keys, other.keys, strict=True)
    return sum(
        abs(len(mine[1]) - len(theirs[1]))
        + sum(a != b for a, b in zip(mine[1], theirs[1], strict=False))
        for mine, theirs in pairs
    )


def _likeness(one: Sentence, other: Sentence) -> float:
    """The share of words that two sentences have in common."""
    both = len(one.words | other.words)
    return len(one.words & other.words) / both if both else 0.0


def _replaced(one: Sentence, other: Sentence) -> Iterator[tuple[Token, Token]]:
    """Tokens of the same sort that stand in each other's place."""
    matcher = SequenceMatcher(None, one.keys, other.keys, autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        if what != "replace" or j - i != m - k:
            continue
        for at, to in zip(range(i, j), range(k, m), strict=True):
            mine, theirs = one.tokens[at], other.tokens[to]
            named = mine.name != "word" or (at and to and _are_names(mine, theirs))
            if mine.name == theirs.name and mine.key != theirs.key and named:
                name = "name" if mine.name == "word" else mine.name
                yield mine.called(name), theirs.called(name)


def _are_names(one: Token, other: Token) -> bool:
    """Whether two words that replace each other are names, told in mixed case."""
    return all(
        each.text[:1].isupper() and not each.text.isupper() for each in (one, other)
    )


def _links(original: Release, copy: Copy) -> Iterator[Drift]:
    """Links with the same words that lead elsewhere on the same host."""
    mine = _labelled(original)
    for label, urls in _labelled(copy.release).items():
        wanted = mine.get(label, [])
        if len(wanted) != 1 or len(urls) != 1 or wanted == urls:
            continue
        if _host(wanted[0]) == _host(urls[0]):
            yield Drift(copy.appearance, "url", wanted[0], urls[0])


def _labelled(release: Release) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for link in release.links:
        if link.purpose is Purpose.MENTION and link.label:
            found.setdefault(link.label.casefold(), []).append(link.url)
    return found


def _host(url: str) -> str:
    return url.split("//", 1)[-1].split("/", 1)[0].lower().removeprefix("www.")


def _disclaimer(
    now: _Telling, here: _Telling, appearance: Appearance
) -> Iterator[Drift]:
    """A disclaimer in other words, or a copy that is whole but for it."""
    mine, theirs = now.disclaimer, here.disclaimer
    if not mine or mine == theirs:
        return
    words, others = set(mine.lower().split()), set(theirs.lower().split())
    shared = len(words & others) / len(words | others)
    if theirs and shared < _WHOLE:
        yield Drift(appearance, "disclaimer", mine, theirs)
    elif not theirs and appearance.relation is Relation.COPY and _is_whole(now, here):
        yield Drift(appearance, "disclaimer", mine, "")


def _is_whole(now: _Telling, here: _Telling) -> bool:
    body = [each for each in now.sentences if each.part == "text"]
    kept = sum(each.keys in here.told for each in body)
    return bool(body) and body[-1].keys in here.told and kept >= _WHOLE * len(body)


def _outdated(
    now: _Telling,
    here: _Telling,
    appearance: Appearance,
    old: Sequence[_Telling],
    seen: set[tuple[str, str]],
) -> Iterator[Drift]:
    """Sentences that the original took back or changed, and the copy still tells."""
    for sentence in here.sentences:
        if sentence.keys in now.told or len(sentence.words) < _FEWEST:
            continue
        if not any(sentence.keys in each.told for each in old):
            continue
        if any(token.key in seen for token in sentence.tokens):
            continue  # told already by the value that differs
        alike = _nearest(now, sentence)
        told = alike.text if alike else ""
        yield Drift(appearance, "text", told, sentence.text, outdated=True)
