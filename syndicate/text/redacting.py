"""Take words out of texts by their marks: digests that say nothing of the words.

A mark is a salted digest of some words in a row, as they sound: without case, accents
or what parts them. So "Dana Whitlock", "DANA M. WHITLOCK" and "dana-whitlock" have one,
and whoever has only marks can find a name and cannot read it.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

REDACTED = "[redacted]"
PLAIN = "redacted"  # inside an address, where brackets would break it
FORGOTTEN = "forgotten "  # and its mark: what an item is called that was
SURNAME = 3  # letters from which a last name is taken out alone, too

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_TAG = re.compile(r"<[^<>]*>")
_LETTER = re.compile(r"&#?\w{1,8};")
_RUN = re.compile(r"[^\s\"'<>()]+")
_IN_ADDRESSES = ("://", "@", "www.")
_BEFORE, _AFTER = frozenset("/-_@=%&?+"), frozenset("-_/@%+=")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marks:
    """What is to be found: marks, and of how many words each may be.

    `names`: they are people's, who are called by their last name alone as well.
    """

    salt: str
    marks: frozenset[str]
    lengths: tuple[int, ...]
    names: bool = True


def sounds(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared.

    >>> sounds("Zoë O’Neil-Marsh")
    ('zoe', 'o', 'neil', 'marsh')
    """
    return tuple(_sound(found[0]) for found in _WORD.finditer(text))


def mark(salt: str, words: Sequence[str]) -> str:
    """The mark of some words, or of any other identity in parts."""
    told = "\0".join((salt, *words))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


def spellings(name: str) -> set[tuple[str, ...]]:
    """A name's words, and those that it has where its letters were garbled.

    >>> sorted(spellings("Zoë"))
    [('zoa',), ('zoe',)]
    """
    told = sounds(name)
    garbled = name.encode("utf-8").decode("cp1252", "ignore")
    return {told, sounds(garbled)} if any(len(word) > 1 for word in told) else set()


def surnames(names: Iterable[Sequence[str]]) -> set[str]:
    """The last names by which people of these names are called alone."""
    return {name[-1] for name in names if len(name) > 1 and len(name[-1]) >= SURNAME}


def phrases(texts: Iterable[str], size: int) -> set[tuple[str, ...]]:
    """All runs of so many words in some texts; of a shorter one, the whole.

    >>> sorted(phrases(["Open until eight", "No"], 2))
    [('open', 'until'), ('until', 'eight')]
    """
    found = set()
    for text in texts:
        told = sounds(_TAG.sub(" ", text))
        if len(told) > 1:
            starts = range(max(len(told) - size, 0) + 1)
            found |= {told[at : at + size] for at in starts}
    return found


def redact_all(
    values: Sequence[str], marks: Marks, also: Iterable[str] = ()
) -> list[str]:
    """Texts that belong together without what is marked; JSON stays JSON.

    Whoever is named in full in one of them is not named by the last name in another;
    `also` are last names that are taken out anyhow, as they sound.

    >>> known = Marks("s", frozenset({mark("s", ("dana", "whitlock"))}), (2,))
    >>> redact_all(["Dana Whitlock", '["Ms. Whitlock spoke", 7]'], known)
    ['[redacted]', '["Ms. [redacted] spoke",7]']
    """
    read = [_read(value) for value in values]
    texts = [text for value in read for text in _texts(value)]
    last = {name for text in texts for name in _last_names(text, marks)} | {*also}
    return [
        told if (new := _each(value, marks, last)) == value else _write(new, told)
        for told, value in zip(values, read, strict=True)
    ]


def redact(text: str, marks: Marks) -> str:
    """One text without what is marked.

    >>> known = Marks("s", frozenset({mark("s", ("dana", "whitlock"))}), (2,))
    >>> redact("<b>Dana</b> Whitlock (dana.whitlock@example.org) said", known)
    '<b>[redacted]</b> (redacted@example.org) said'
    """
    return _redact(text, marks, set(_last_names(text, marks)))


def _redact(text: str, marks: Marks, last: set[str]) -> str:
    spelt = _spell(text)
    spans = [*_spans(spelt, marks), *_alone(spelt, last)]
    if not spans:
        return text
    addresses = [
        run.span()
        for run in _RUN.finditer(spelt)
        if any(mark in run[0] for mark in _IN_ADDRESSES)
    ]
    kept, at = [], 0
    for begin, end in _merged(spans):
        stand_in = _stand_in(spelt, (begin, end), addresses)
        kept += [spelt[at:begin], stand_in, *_TAG.findall(spelt[begin:end])]
        at = end
    return "".join([*kept, spelt[at:]])


def _spans(text: str, marks: Marks) -> Iterator[Span]:
    """Where marked words stand, also where tags part them."""
    yield from _marked(text, marks)
    if "<" in text:
        blank = _TAG.sub(lambda found: " " * len(found[0]), text)
        yield from _marked(blank, marks)


def _marked(text: str, marks: Marks) -> Iterator[Span]:
    found = [(_sound(each[0]), each.span()) for each in _WORD.finditer(text)]
    for size in marks.lengths:
        for at in range(len(found) - size + 1):
            for run in _runs(found, at, size, initials=marks.names):
                if mark(marks.salt, [word for word, _ in run]) in marks.marks:
                    yield run[0][1][0], run[-1][1][1]


def _runs(
    found: list[tuple[str, Span]], at: int, size: int, *, initials: bool
) -> Iterator[list[tuple[str, Span]]]:
    """So many words from there on, and the same without an initial among them."""
    run = found[at : at + size]
    yield run
    longer = found[at : at + size + 1]
    if initials and size > 1 and len(longer) > size:
        for inner in range(1, size):
            if len(longer[inner][0]) == 1:
                yield longer[:inner] + longer[inner + 1 :]


def _last_names(text: str, marks: Marks) -> Iterator[str]:
    if not marks.names:
        return
    for begin, end in _spans(_spell(text), marks):
        words = sounds(_TAG.sub(" ", _spell(text)[begin:end]))
        if len(words) > 1 and len(words[-1]) >= SURNAME:
            yield words[-1]


def _alone(text: str, last: set[str]) -> Iterator[Span]:
    """Last names by themselves: with a capital letter, or as a part of an address."""
    for found in _WORD.finditer(text) if last else ():
        if _sound(found[0]) in last:
            begin, end = found.span()
            around = {text[max(begin - 1, 0) : begin], text[end : end + 1]}
            if found[0][0].isupper() or around & (_BEFORE | _AFTER):
                yield begin, end


def _stand_in(text: str, span: Span, addresses: list[Span]) -> str:
    begin, end = span
    before, after = text[max(begin - 1, 0) : begin], text[end : end + 1]
    inside = any(one <= begin and end <= two for one, two in addresses)
    return PLAIN if inside or before in _BEFORE or after in _AFTER else REDACTED


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans in order, those that touch or overlap as one."""
    begin = end = -2
    for one, two in sorted(spans):
        if one > end + 1:
            if end >= 0:
                yield begin, end
            begin = one
        end = max(end, two)
    yield begin, end


def _spell(text: str) -> str:
    """A text with letters where HTML has references to letters."""
    if "&" not in text:
        return text

    def letter(found: re.Match[str]) -> str:
        told = html.unescape(found[0])
        return told if told.isalpha() else found[0]

    return _LETTER.sub(letter, text)


def _sound(word: str) -> str:
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word)
    return "".join(each for each in parts if not unicodedata.combining(each)).casefold()


def _read(value: str) -> Any:
    """A value of JSON, if it is an array or an object, else the text itself."""
    if value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _write(value: Any, told: str) -> str:
    if isinstance(value, str):
        return value
    spaced = '": ' in told[:200]
    separators = None if spaced else (",", ":")
    return json.dumps(value, ensure_ascii=False, separators=separators)


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _texts(each)
        case dict():
            for each in value.values():
                yield from _texts(each)


def _each(value: Any, marks: Marks, last: set[str]) -> Any:
    match value:
        case str():
            return _redact(value, marks, last)
        case list():
            return [_each(each, marks, last) for each in value]
        case dict():
            return {name: _each(each, marks, last) for name, each in value.items()}
    return value
