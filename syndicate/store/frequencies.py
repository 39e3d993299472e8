"""How common words are in press releases: a table shipped with the package.

Built once by `bench/frequencies.py` from the public archive, frozen and versioned, so
that the first release is weighed as the last. It holds hashes and counts, no words.
"""

from __future__ import annotations

import hashlib
import math
import struct
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

VERSION = 1
HEAD = struct.Struct("<4sHxxII")  # magic, version, releases, words
MAGIC = b"SYDF"


@dataclass(frozen=True, slots=True)
class Table:
    """Document frequencies by the hash of the word."""

    releases: int
    hashes: array[int]
    counts: array[int]

    def weight(self, word: str) -> float:
        """Inverse document frequency: log((N+1)/(df+1)) + 1."""
        return math.log((self.releases + 1) / (self._count(word) + 1)) + 1

    def _count(self, word: str) -> int:
        wanted = hash_word(word)
        place = bisect_left(self.hashes, wanted)
        known = place < len(self.hashes) and self.hashes[place] == wanted
        return self.counts[place] if known else 0


@lru_cache(maxsize=65536)
def hash_word(word: str) -> int:
    """32 bits that stand for a word."""
    digest = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=4).digest()
    return int.from_bytes(digest, "little")


@cache
def shipped() -> Table:
    """The table of the package."""
    packed = files(__package__).joinpath(f"frequencies.v{VERSION}.bin").read_bytes()
    return unpack(packed)


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
