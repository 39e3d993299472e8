"""How common words and sentences are in press releases: tables shipped here.

Built once by `bench/frequencies.py` and `bench/boilerplate.py` from the public archive,
frozen and versioned, so that the first release is weighed as the last. They hold
hashes and counts, no words.
"""

from __future__ import annotations

import hashlib
import math
import struct
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

VERSION = 1
HEAD = struct.Struct("<4sHxxII")  # magic, version, releases, words
MAGIC = b"SYDF"
BOILERPLATE_MAGIC = b"SYBP"


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Document frequencies by the hash of the word, and what is boilerplate."""

    releases: int
    hashes: array[int]  # in order
    counts: array[int]
    boilerplate: frozenset[int] = frozenset()  # hashes of sentences
    # The inverse document frequency of a word. Asked for some 150 times a release, so
    # it is a look-up in C for every word that came before.
    weight: Callable[[str], float] = field(init=False)

    def __post_init__(self) -> None:
        """Weigh words as they come."""
        object.__setattr__(self, "weight", _Weights(self).__getitem__)

    def common(self, sentence: str) -> bool:
        """Whether a sentence, as `match.profile.spoken_sentences` has it, is stock."""
        return hash_sentence(sentence) in self.boilerplate

    def count(self, word: int) -> int:
        """How many releases have the word of that hash."""
        at = bisect_left(self.hashes, word)
        known = at < len(self.hashes) and self.hashes[at] == word
        return self.counts[at] if known else 0

    def weigh(self, count: int) -> float:
        """The weight of a word that so many releases have: log((N+1)/(df+1)) + 1."""
        return math.log((self.releases + 1) / (count + 1)) + 1


class _Weights(dict[str, float]):
    """The weights of the words that were asked for and are in the table.

    What is not, mostly names and numbers, never comes again and would fill it.
    """

    def __init__(self, table: Table) -> None:
        self._table = table

    def __missing__(self, word: str) -> float:
        """Weigh a word that was not asked for before."""
        count = self._table.count(hash_word(word))
        weight = self._table.weigh(count)
        if count:
            self[word] = weight
        return weight


def hash_word(word: str) -> int:
    """32 bits that stand for a word."""
    digest = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=4).digest()
    return int.from_bytes(digest, "little")


def hash_sentence(sentence: str) -> int:
    """64 bits that stand for a sentence."""
    encoded = sentence.encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(encoded, digest_size=8).digest(), "little")


@cache
def shipped() -> Table:
    """The tables of the package as one."""
    folder = files(__package__)
    words = folder.joinpath(f"frequencies.v{VERSION}.bin").read_bytes()
    sentences = folder.joinpath(f"boilerplate.v{VERSION}.bin").read_bytes()
    return replace(unpack(words), boilerplate=unpack_boilerplate(sentences))


def pack(releases: int, frequencies: dict[int, int]) -> bytes:
    """A table as bytes: the head, the sorted hashes, their counts (16 bits each)."""
    ordered = sorted(frequencies.items())
    hashes = array("I", (hash_ for hash_, _ in ordered))
    counts = array("H", (min(count, 65535) for _, count in ordered))
    head = HEAD.pack(MAGIC, VERSION, releases, len(ordered))
    return head + hashes.tobytes() + counts.tobytes()


def unpack(packed: bytes) -> Table:
    """The table that `pack` wrote."""
    magic, version, releases, size = HEAD.unpack_from(packed)
    if magic != MAGIC or version != VERSION:
        raise ValueError(f"not a frequency table of version {VERSION}")
    hashes, counts = array("I"), array("H")
    start = HEAD.size + 4 * size
    hashes.frombytes(packed[HEAD.size : start])
    counts.frombytes(packed[start : start + 2 * size])
    return Table(releases, hashes, counts)


def pack_boilerplate(hashes: Iterable[int]) -> bytes:
    """The hashes of stock sentences as bytes: the head, then they in order."""
    ordered = array("Q", sorted(hashes))
    head = HEAD.pack(BOILERPLATE_MAGIC, VERSION, 0, len(ordered))
    return head + ordered.tobytes()


def unpack_boilerplate(packed: bytes) -> frozenset[int]:
    """The hashes that `pack_boilerplate` wrote."""
    magic, version, _, _ = HEAD.unpack_from(packed)
    if magic != BOILERPLATE_MAGIC or version != VERSION:
        raise ValueError(f"not a table of boilerplate of version {VERSION}")
    hashes = array("Q")
    hashes.frombytes(packed[HEAD.size :])
    return frozenset(hashes)
