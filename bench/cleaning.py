"""Score cleaning on captured documents, as a table; raise the floors that it reached.

    SYNDICATE_CORPUS=… python bench/cleaning.py [--raise]

pages      text F1, forbidden strings left, paragraphs lost, fields right; scored by the
           corpus's own bench/score.py through the real `syndicate read --json`
datelines  for each wire of the archive how many releases are dated by what they say
           (a date that only the path told does not count), and how far from the path's
footers    how many links of the archive's trail footers were found
speed      releases of the archive that one core cleans in a second of CPU, and the
           milliseconds it takes for a page of 60 kB; the best of five, of this machine

tests/quality/floors.toml holds what was reached on a corpus known by its digest;
`--raise` writes better figures there and never worse ones: where one is worse it says
which and writes nothing. Speed has no floor, for it is the machine's.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

from syndicate.clean import Rules, clean
from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Posting, Release
from syndicate.sources.base import Answer, Request
from syndicate.sources.files import Files
from syndicate.sources.textfile import day_of_path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "tests" / "quality" / "floors.toml"
SAMPLE = 12  # every so manieth file is the sample that the tests look at
NEAR = 3  # days that a wire may run a release after its date

# Wires whose releases open with a dateline; the others' do so now and then.
DATED = (
    "247PressRelease",
    "newmediawire",
    "newsworthy",
    "pressservices",
    "reportable",
    "noticiasnewswire",
    "prkarma",
    "prism",
    "mediaoutreach",
)

# Everything that looks like an address in a trail footer, read without our parser.
_FOOTER = re.compile(r"^[ \t]*\[Original/Source", re.IGNORECASE | re.MULTILINE)
_TARGET = re.compile(r"\]\((https?://[^\s)]+)|(?<![(\w/\[])(https?://[^\s\[\]()<>]+)")

Tally = Counter[str]
Figures = dict[str, float]


def main() -> None:
    """Print the table, and raise the floors if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--raise", dest="lift", action="store_true")
    chosen = parser.parse_args()
    corpus = Path(os.environ["SYNDICATE_CORPUS"]).resolve()
    pages = score_pages(corpus)
    whole = score_archive(corpus, step=1)
    sample = summarise(score_archive(corpus, step=SAMPLE))
    for line in lay_out(pages, whole):
        print(line)
    for name, value in score_speed(corpus).items():
        print(f"speed: {name:20}{value:>7,.0f}")
    figures = {"pages": pages, "archive": summarise(whole), "sample": sample}
    floors, known = read_floors(FLOORS), digest(corpus)
    sunk = find_sunk(floors, figures, known)
    if sunk:
        sys.exit("below the floor: " + ", ".join(sunk))
    if chosen.lift:
        write_floors(FLOORS, lift(floors, figures, known))


# ----------------------------------------------------------------------- pages


def score_pages(corpus: Path) -> Figures:
    """What the corpus's scorer says of the pages, each figure a share of one."""
    read = [sys.executable, "-m", "syndicate", "read", "--json"]
    scorer = [sys.executable, str(corpus / "bench" / "score.py")]
    told = subprocess.run(
        [*scorer, "pages", str(corpus / "pages"), "--", *read],
        stdout=subprocess.PIPE,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    scores = json.loads(told.stdout)
    return {
        "text_f1": scores["text f1"],
        "free_of_forbidden": 1 - _share(scores["forbidden kept"]),
        "paragraphs_kept": 1 - _share(scores["paragraphs lost"]),
        "fields_right": _share(scores["fields right"]),
    }


def _share(told: str) -> float:
    part, _, whole = told.partition("/")
    return int(part) / int(whole)


# --------------------------------------------------------------------- archive


def score_archive(corpus: Path, step: int) -> dict[str, Tally]:
    """For each wire: releases, dated ones, how near, and the links of footers."""
    archive = corpus / "archive"
    paths = sorted(str(p.relative_to(archive)) for p in archive.glob("*/*/*/*.md"))
    chosen = paths[::step]
    bundles = [chosen[at : at + 200] for at in range(0, len(chosen), 200)]
    wires: dict[str, Tally] = {}
    with ProcessPoolExecutor() as pool:
        for told in pool.map(score_files, [archive] * len(bundles), bundles):
            for wire, tally in told.items():
                wires.setdefault(wire, Counter()).update(tally)
    return wires


def score_files(archive: Path, paths: Sequence[str]) -> dict[str, Tally]:
    """The tallies of some files of the archive."""
    wires: dict[str, Tally] = {}
    for path in paths:
        content = (archive / path).read_bytes()
        tally = wires.setdefault(path.partition("/")[0], Counter())
        for posting in read_file(path, content):
            tally["releases"] += 1
            tally.update(_judge_date(clean(posting, Rules()), path))
            tally.update(_judge_links(posting, content.decode("utf-8", "replace")))
    return wires


def clean_file(path: str, content: bytes) -> Iterator[Release]:
    """The releases of a file of the archive, as the pipeline cleans them."""
    return (clean(posting, Rules()) for posting in read_file(path, content))


def read_file(path: str, content: bytes) -> Iterator[Posting]:
    """What a file of the archive tells; nothing where it is empty."""
    source = Source("archive", "files", "archive")
    answer = Answer(Request(path), Document("archive", "", content, locator=path))
    try:
        yield from Files().read(source, answer)
    except SourceError:
        return


def _judge_date(release: Release, path: str) -> Iterator[str]:
    if release.published is None or release.published.origin == "path":
        return
    yield "dated"
    day = date.fromisoformat(day_of_path(path))
    distance = abs((release.published.at.date() - day).days)
    if distance == 0:
        yield "same day"
    if distance <= NEAR:
        yield "near"


def _judge_links(posting: Posting, text: str) -> Iterator[str]:
    footers = list(_FOOTER.finditer(text))
    known = " ".join(link.url for link in posting.links)
    for found in _TARGET.finditer(text, footers[-1].start()) if footers else ():
        yield "links"
        if (found[1] or found[2]) in known:
            yield "links found"


def score_speed(corpus: Path) -> Figures:
    """Releases in a second of CPU, and milliseconds for a page, the best of five."""
    archive = corpus / "archive"
    paths = sorted(archive.glob("*/*/*/*.md"))[:: SAMPLE * 4]
    postings = [
        posting
        for path in paths
        for posting in read_file(str(path.relative_to(archive)), path.read_bytes())
    ]
    paragraph = "<p>{} The clinic by the river opened one more quiet room today.</p>"
    body = "".join(map(paragraph.format, range(60_000 // len(paragraph))))
    page = f"<html><head><title>A Room</title></head><body><article>{body}</article>"
    pages = list(read_file("page.html", page.encode()))
    return {
        "releases a second": len(postings) / _fastest(postings),
        "ms for a 60 kB page": 1000 * _fastest(pages),
    }


def _fastest(postings: Sequence[Posting]) -> float:
    """Seconds of CPU for cleaning them all, in the best of five rounds."""
    rounds = []
    for _ in range(5):
        began = time.process_time()
        for posting in postings:
            clean(posting, Rules())
        rounds.append(time.process_time() - began)
    return min(rounds)


def summarise(wires: Mapping[str, Tally]) -> Figures:
    """The figures that the floors are about."""
    dated = _total(wires[wire] for wire in DATED if wire in wires)
    every = _total(wires.values())
    return {
        "dated": _ratio(dated["dated"], dated["releases"]),
        "near": _ratio(dated["near"], dated["dated"]),
        "same_day": _ratio(dated["same day"], dated["dated"]),
        "links_found": _ratio(every["links found"], every["links"]),
    }


def _total(tallies: Iterable[Tally]) -> Tally:
    total: Tally = Counter()
    for tally in tallies:
        total.update(tally)
    return total


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


# ------------------------------------------------------------------ the floors


def digest(corpus: Path) -> str:
    """What a corpus is known by: its pages, and the archive's names and sizes."""
    known = hashlib.sha256()
    for path in sorted((corpus / "pages").iterdir()):
        known.update(path.name.encode() + path.read_bytes())
    for path in sorted((corpus / "archive").glob("*/*/*/*.md")):
        known.update(f"{path.relative_to(corpus)} {path.stat().st_size}\n".encode())
    return known.hexdigest()[:16]


def read_floors(path: Path) -> dict[str, dict[str, float] | str]:
    """The floors as they are; none before the first were written."""
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def find_sunk(
    floors: Mapping[str, dict[str, float] | str],
    figures: Mapping[str, Figures],
    corpus: str,
) -> list[str]:
    """What is worse than its floor; nothing on a corpus that has none."""
    if floors.get("corpus") != corpus:
        return []
    return [
        f"{table}.{name} {reached.get(name, 0.0):.4f} < {floor}"
        for table, reached in figures.items()
        if isinstance(pinned := floors.get(table, {}), dict)
        for name, floor in pinned.items()
        if reached.get(name, 0.0) < floor
    ]


def lift(
    floors: Mapping[str, dict[str, float] | str],
    figures: Mapping[str, Figures],
    corpus: str,
) -> dict[str, dict[str, float] | str]:
    """The floors with what is better now; on another corpus they begin anew."""
    known = floors if floors.get("corpus") == corpus else {}
    lifted: dict[str, dict[str, float] | str] = {**known, "corpus": corpus}
    for table, reached in figures.items():
        before = floors.get(table, {}) if floors.get("corpus") == corpus else {}
        was = before if isinstance(before, dict) else {}
        lifted[table] = {
            name: max(was.get(name, 0.0), _floor(figure))
            for name, figure in reached.items()
        }
    return lifted


def _floor(figure: float) -> float:
    """Three places, never above the figure.

    >>> _floor(0.99999), _floor(0.981)
    (0.999, 0.981)
    """
    return int(figure * 1000 + 1e-6) / 1000


def write_floors(path: Path, floors: Mapping[str, dict[str, float] | str]) -> None:
    """Write the floors as TOML."""
    lines = [
        "# What was reached on the corpus of this digest; it may only get better.",
        "# Written by `--raise` of the benches of cleaning, matching and the brief.",
        f'corpus = "{floors["corpus"]}"',
    ]
    for table, values in floors.items():
        if isinstance(values, dict):
            lines += ["", f"[{table}]", *(f"{k} = {v}" for k, v in values.items())]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def lay_out(pages: Figures, wires: Mapping[str, Tally]) -> Iterator[str]:
    """The table."""
    yield f"{'wire':18}{'n':>7}{'dated':>8}{'same day':>10}{'3 days':>8}{'links':>9}"
    ordered = sorted(wires.items(), key=lambda item: -item[1]["releases"])
    nine = _total(wires[wire] for wire in DATED if wire in wires)
    rows = [*ordered, ("the nine that date", nine), ("all", _total(wires.values()))]
    for wire, tally in rows:
        yield (
            f"{wire:18}{tally['releases']:>7}"
            f"{_ratio(tally['dated'], tally['releases']):>8.1%}"
            f"{_ratio(tally['same day'], tally['dated']):>10.1%}"
            f"{_ratio(tally['near'], tally['dated']):>8.1%}"
            f"{_ratio(tally['links found'], tally['links']):>9.2%}"
        )
    yield ""
    for name, figure in pages.items():
        yield f"pages: {name.replace('_', ' '):20}{figure:>7.3f}"


if __name__ == "__main__":
    main()
