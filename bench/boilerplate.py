"""Build the shipped table of boilerplate sentences from the press-release archive.

    SYNDICATE_CORPUS=… python bench/boilerplate.py

A sentence of a cleaned text that stands under at least four different titles is
boilerplate. Titles are counted and not releases, so that a release that ran ten times
does not turn into boilerplate of its own. Only hashes are written. The table is
frozen: a new one is a new version, and whatever was trained on it is trained anew.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bench.cleaning import clean_file
from syndicate.match.profile import headline_words, spoken_sentences
from syndicate.store.frequencies import VERSION, hash_sentence, pack_boilerplate

TITLES = 4  # different ones over a sentence that is boilerplate
Seen = list[tuple[int, frozenset[int]]]  # a title and its sentences, by their hashes


def main() -> None:
    """Clean the archive in two processes and write the table into the package."""
    archive = Path(os.environ["SYNDICATE_CORPUS"]).resolve() / "archive"
    os.nice(10)
    paths = sorted(
        str(path.relative_to(archive)) for path in archive.glob("*/*/*/*.md")
    )
    bundles = [paths[at : at + 200] for at in range(0, len(paths), 200)]
    titles: dict[int, set[int]] = {}
    with ProcessPoolExecutor(max_workers=2) as pool:
        for told in pool.map(read, [archive] * len(bundles), bundles):
            for title, sentences in told:
                for sentence in sentences:
                    known = titles.setdefault(sentence, set())
                    if len(known) < TITLES:
                        known.add(title)
    table = [sentence for sentence, known in titles.items() if len(known) >= TITLES]
    packed = pack_boilerplate(table)
    target = Path("syndicate/store") / f"boilerplate.v{VERSION}.bin"
    target.write_bytes(packed)
    print(f"{len(titles)} sentences, {len(table)} boilerplate, {len(packed)} bytes")


def read(archive: Path, paths: Sequence[str]) -> Seen:
    """The titles of some files and what stands under them."""
    return [
        (
            hash_sentence(" ".join(sorted(headline_words(release.title)))),
            frozenset(map(hash_sentence, spoken_sentences(release.text))),
        )
        for path in paths
        for release in clean_file(path, (archive / path).read_bytes())
    ]


if __name__ == "__main__":
    main()
