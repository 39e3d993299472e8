"""Build the shipped list of words that are no names, from the press-release archive.

    SYNDICATE_CORPUS=… python bench/common_words.py

In a headline every word is in capitals: which of them are names is told by how they
are written elsewhere. Kept are words that at least eight releases of every fourth write
in lower case, and as often as with a capital inside a sentence.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

EVERY = 4
FEWEST = 8
TARGET = Path("syndicate/brief/common.txt")
INSIDE = re.compile(r"(?<=[a-z,] )[A-Za-z]{3,20}(?![\w@])")  # not where one begins


def main() -> None:
    """Count each word once for each release, by how it is written."""
    archive = Path(os.environ["SYNDICATE_CORPUS"]) / "archive"
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    paths = [
        path
        for path in sorted(archive.rglob("*.md"))
        if len(path.relative_to(archive).parts) >= 3
    ]
    for path in paths[::EVERY]:
        text = path.read_text("utf-8", errors="replace")
        written = set(INSIDE.findall(re.sub(r"https?://\S+", "", text)))
        lower.update(word for word in written if word.islower())
        upper.update(word.lower() for word in written if word[0].isupper())
    kept = sorted(
        word
        for word, count in lower.items()
        if count >= FEWEST and count >= upper[word]
    )
    TARGET.write_text("\n".join(kept) + "\n", "utf-8")
    print(f"{len(paths[::EVERY])} releases, {len(kept)} words: {TARGET}")


if __name__ == "__main__":
    main()
