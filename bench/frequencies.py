"""Build the shipped table of document frequencies from the press-release archive.

    SYNDICATE_CORPUS=… python bench/frequencies.py

Only hashes of words that stand in at least ten releases, and their counts, are
written. The table is frozen: a new one is a new version.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

from syndicate.store.frequencies import VERSION, hash_word, pack
from syndicate.text.tokens import words

FEWEST = 10
TRAIL = re.compile(r"\[Original/Source Press Release\].*", re.DOTALL)


def main() -> None:
    """Count each word once for each release and write the table into the package."""
    archive = Path(os.environ["SYNDICATE_CORPUS"]) / "archive"
    counts: Counter[str] = Counter()
    releases = 0
    for path in sorted(archive.rglob("*.md")):
        if len(path.relative_to(archive).parts) < 3:
            continue
        text = path.read_text("utf-8", errors="replace")
        counts.update(set(words(TRAIL.sub("", text))))
        releases += 1
    table: dict[int, int] = {}
    for word, count in counts.items():
        if count >= FEWEST:
            table[hash_word(word)] = max(count, table.get(hash_word(word), 0))
    target = Path("syndicate/store") / f"frequencies.v{VERSION}.bin"
    packed = pack(releases, table)
    target.write_bytes(packed)
    print(f"{releases} releases, {len(table)} words, {len(packed)} bytes: {target}")


if __name__ == "__main__":
    main()
