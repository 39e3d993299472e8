"""How often the speaker of a quote and the issuer of a release are told rightly.

    SYNDICATE_CORPUS=… python bench/records.py

Releases of the archive that name a speaker were drawn at random, so many of each wire,
and read beside what came out. bench/records.labels.tsv holds no text: the draw, the
locator, what was judged, the digest of the quote with its speaker or of the issuer, and
whether it is right. What is told otherwise since then has no label: it is unknown.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.cleaning import clean_file
from syndicate.model import Release

LABELS = Path(__file__).with_name("records.labels.tsv")

Labels = dict[tuple[str, str, str], tuple[str, bool]]


def main() -> None:
    """Print the table."""
    archive = Path(os.environ["SYNDICATE_CORPUS"]).resolve() / "archive"
    print(
        f"{'draw':8}{'told':10}{'right':>7}{'wrong':>7}{'unknown':>9}{'precision':>11}"
    )
    for (draw, told), tally in sorted(judge(archive, read_labels(LABELS)).items()):
        right, wrong = tally["right"], tally["wrong"]
        print(
            f"{draw:8}{told:10}{right:>7}{wrong:>7}{tally['unknown']:>9}"
            f"{right / max(right + wrong, 1):>11.3f}"
        )


def judge(archive: Path, labels: Labels) -> dict[tuple[str, str], Counter[str]]:
    """For each draw, and each kind of what is told, how much is right."""
    draws = {locator: draw for (locator, _, _), (draw, _) in labels.items()}
    tallies: dict[tuple[str, str], Counter[str]] = {}
    for locator, draw in draws.items():
        for release in clean_file(locator, (archive / locator).read_bytes()):
            for told, known in list_told(release):
                label = labels.get((locator, told, known))
                name = (
                    "unknown" if label is None else "wrong" if not label[1] else "right"
                )
                tallies.setdefault((draw, told), Counter())[name] += 1
    return tallies


def list_told(release: Release) -> Iterator[tuple[str, str]]:
    """What of a release is judged: of which kind, and the digest it is known by."""
    for quote in release.quotes:
        if quote.speaker:
            yield "speaker", _digest(f"{quote.text}\t{quote.speaker}")
    if release.issuer:
        yield "issuer", _digest(release.issuer)


def read_labels(path: Path) -> Labels:
    """The labels, by locator, kind and digest: their draw, and whether it is right."""
    rows = path.read_text("utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return {
        (locator, told, known): (draw, verdict == "right")
        for draw, locator, told, known, verdict in cells
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


if __name__ == "__main__":
    main()
