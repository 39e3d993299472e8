"""Words, shingles and slugs: a text as matching and summaries count it."""

from __future__ import annotations

import hashlib
import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
# Signs that typesetters use, and what may stand for each where words are counted:
# closing quotes close a sentence too, all else only parts words.
SIGNS = (("’", "'"), ("”", '"'), *((sign, "(") for sign in "‘“–—®•"))
# ASCII in lower case, with a space for all that is no letter or digit. Bytes are put
# through such a table in a third of the time that characters take.
APART = bytes(
    ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else ord(" ")
    for code in range(256)
)
STOP = frozenset(
    """a about above after again all also an and any are as at be because been before
    being between both but by can could did do does during each few for from further had
    has have having he her here hers him his how i if in into is it its itself just may
    me more most my new no nor not now of off on once only or other our out over own s
    said same says she should so some such t than that the their them then there these
    they this those through to too under until up us very was we were what when where
    which while who whom why will with would you your announce announces announced
    inc llc corp ltd company""".split()  # noqa: SIM905 - read as a list
)


def words(text: str) -> list[str]:
    """The words of a text, in lower case: runs of letters and digits.

    >>> words("Ketamine—now, at NTX®")
    ['ketamine', 'now', 'at', 'ntx']
    """
    return lower_words(plain(text))


def plain(text: str) -> str:
    """A text in NFKC, with plain signs in the place of those that typesetters use.

    What stands for a sign is no more part of a word than the sign is. Most texts are
    ASCII then, which is four times as quick to part into words.

    >>> plain("“Calm”—a ﬁne café")
    '(Calm"(a fine café'
    """
    if text.isascii():
        return text
    return plain_signs(unicodedata.normalize("NFKC", text))


def plain_signs(text: str) -> str:
    """A text with plain signs in the place of those that typesetters use."""
    for sign, stands_in in () if text.isascii() else SIGNS:
        text = text.replace(sign, stands_in)
    return text


def lower_words(text: str, most: int | None = None) -> list[str]:
    """The words of a text as it is spelt, in lower case; the first `most` of them.

    >>> lower_words("The CAFÉ_at 5.30"), lower_words("Five-thirty", 1)
    (['the', 'café', 'at', '5', '30'], ['five'])
    """
    if text.isascii():
        told = text.encode("ascii").translate(APART).decode("ascii")
        return told.split() if most is None else told.split(None, most)[:most]
    return WORD.findall(text.lower())[:most]


def ascii_words(text: str) -> frozenset[str]:
    """The words of ASCII letters and digits, each once; all else parts words.

    A few letters are lost to it, and nothing is as quick: it tells which words are not
    worth looking for.

    >>> sorted(ascii_words("The CAFÉ’s low-cost tea"))
    ['caf', 'cost', 'low', 's', 'tea', 'the']
    """
    told = text.encode("ascii", "replace").translate(APART).decode("ascii")
    return frozenset(told.split())


def content_words(text: str) -> list[str]:
    """The words that carry meaning: no stop words, no single letters.

    >>> content_words("The clinic announces a new ketamine program")
    ['clinic', 'ketamine', 'program']
    """
    return [word for word in words(text) if len(word) > 1 and word not in STOP]


def shingles(tokens: list[str], size: int = 4) -> frozenset[tuple[str, ...]]:
    """All runs of `size` words.

    >>> sorted(shingles(["a", "b", "c"], 2))
    [('a', 'b'), ('b', 'c')]
    """
    return frozenset(
        tuple(tokens[start : start + size]) for start in range(len(tokens) - size + 1)
    )


def containment(one: frozenset[object], other: frozenset[object]) -> float:
    """The share of the smaller set that the larger one holds; 0 when one is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def digest(tokens: list[str]) -> str:
    """A text's identity: the SHA-256, in hex, of its words in order."""
    return hashlib.sha256(" ".join(tokens).encode("utf-8", "replace")).hexdigest()


def slug(title: str, limit: int = 60) -> str:
    """A title as part of an address: ASCII words joined by hyphens.

    >>> slug("Café Clinic’s New “Ketamine” Program!")
    'cafe-clinics-new-ketamine-program'
    """
    plain = unicodedata.normalize("NFKD", title.replace("’", "").replace("'", ""))
    tokens = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    kept = ""
    for token in tokens:
        longer = f"{kept}-{token}" if kept else token
        if len(longer) > limit:
            break
        kept = longer
    return kept or "story"
