"""Characters that must not stand in text: controls, surrogates, look-alike spaces.

Cleaning happens in two steps, because C1 controls (U+0080-009F) are the evidence by
which mojibake is recognised: `strip_forbidden` at the border, `normalise` after the
encoding was mended.
"""

from __future__ import annotations

import re
import unicodedata

# NUL and C0 except tab and newline, DEL, lone surrogates, noncharacters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Two halves of one character, as a decoder left them that knows no such pairs.
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_C1 = re.compile("[\x80-\x9f]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u180e]")
# Where marks may be piled up on a letter. Composing takes the square of their number,
# and no script needs more than a few: Unicode's own limit is 30 (UAX 15, section 13).
# (Written as a set and a run of it, for the first is found by a faster search.)
_PILED = re.compile("[^\x00-\u02ff\u2010-\u205f][^\x00-\u02ff]{30,}")
_MOST_MARKS = 30
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
SUSPECTS = (
    "\x00-\x08\x0b-\x1f\x7f-\xa0\u00ad\u1680\u180e\u2000-\u200d\u2028-\u202f"
    "\u205f\u2060\u2066-\u2069\u3000\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
)
_SUSPECT = re.compile(f"[{SUSPECTS}]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# U+200C/D hold emoji and some scripts together; between other characters they are dirt.
_JOINER = re.compile("[\u200c\u200d]")
_JOINED = re.compile(
    "[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1780-\u18af\ufe0f\U0001f000-\U0001faff"
    "\u2600-\u27bf\u2190-\u21ff\u2b00-\u2bff]"
)


def strip_forbidden(text: str) -> str:
    r"""The text with one kind of newline and without what no output can carry.

    Halves of surrogate pairs are joined; a lone half goes.

    >>> strip_forbidden("a\r\nb\x00c\ud800")
    'a\nbc'
    """
    if not _SUSPECT.search(text):
        return text
    # U+0085 (NEL) is left: here it is more often a mojibake "…" than a newline.
    text = re.sub("\r\n?|[\x0b\x0c\u2028\u2029]", "\n", text)
    return _FORBIDDEN.sub("", _PAIR.sub(_join_pair, text))


def is_composed(text: str) -> bool:
    """Whether `normalise` would leave the text's letters and marks as they are."""
    return text.isascii() or (
        _cap_marks(text) == text and unicodedata.is_normalized("NFC", text)
    )


def normalise(text: str) -> tuple[str, tuple[str, ...]]:
    r"""The text in NFC with plain spaces, and the names of what was mended.

    Deletes C1 controls, soft hyphens and zero-width characters, and joiners that join
    nothing; bidi controls stay here (`strip_bidi` is for titles).

    >>> normalise("Dr.\u00a0Lee re\u00adstarts")
    ('Dr. Lee restarts', ('spaces', 'invisible'))
    """
    done: list[str] = []
    if _SUSPECT.search(text):
        for name, change in _CHANGES:
            changed = change(text)
            if changed != text:
                done.append(name)
            text = changed
    if not is_composed(text):
        text = unicodedata.normalize("NFC", _cap_marks(text))
        done.append("composed")
    return text, tuple(done)


def _cap_marks(text: str) -> str:
    return _PILED.sub(_cap_run, text) if _PILED.search(text) else text


def _cap_run(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for letter in run[0]:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def _join_pair(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def strip_bidi(text: str) -> str:
    """The text without marks that change its direction; only for single lines.

    >>> strip_bidi("Clinic\u202e opens")
    'Clinic opens'
    """
    return text if text.isascii() else _BIDI.sub("", text)


def _drop_joiners(text: str) -> str:
    if not _JOINER.search(text):
        return text
    kept: list[str] = []
    for place, letter in enumerate(text):
        if letter in "\u200c\u200d" and not (
            kept
            and _JOINED.match(kept[-1])
            and place + 1 < len(text)
            and _JOINED.match(text[place + 1])
        ):
            continue
        kept.append(letter)
    return "".join(kept)


def _unify_newlines(text: str) -> str:
    return _NEWLINES.sub("\n", text)


def _drop_controls(text: str) -> str:
    return _C1.sub("", _FORBIDDEN.sub("", text))


def _plain_spaces(text: str) -> str:
    return _SPACES.sub(" ", text)


def _drop_invisible(text: str) -> str:
    return _drop_joiners(_INVISIBLE.sub("", text))


_CHANGES = (
    ("newlines", _unify_newlines),
    ("controls", _drop_controls),
    ("spaces", _plain_spaces),
    ("invisible", _drop_invisible),
)
