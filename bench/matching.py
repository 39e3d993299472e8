"""Match the whole archive from an empty database and score it on the labelled data.

    SYNDICATE_CORPUS=… python bench/matching.py [--raise] [--turned] [--keep FOLDER]
    SYNDICATE_CORPUS=… python bench/matching.py --growth [COUNT …]

The first runs the real command over the archive, one source for each wire, and the
corpus's headlines as an open feed; the corpus's own bench/score.py judges pairs and
headlines. A key that joins what the labels part is an error, and so told. `--turned`
tells the sources the other way round, which must give the same. `--raise` writes better
figures into the floors, and those of the files that are labelled alone, at which the
tests look.

The second fills a database with releases that resemble those of the archive, with other
names, numbers and sentences, and measures what one more costs: see bench/growth.py.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.cleaning import FLOORS, digest, lift, read_floors, write_floors

ROOT = Path(__file__).resolve().parent.parent
SITE = '[site]\nurl = "https://news.example.org/"\n'
SOURCE = """
[[source]]
name = "{name}"
kind = "{kind}"
location = "{location}"
trust = "{trust}"
"""
Scores = Mapping[str, Any]
Stories = list[dict[str, Any]]


def main() -> None:
    """Run, score, print, and raise the floors if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--turned", action="store_true", help="the other way round")
    parser.add_argument("--keep", type=Path, help="keep what was made in this folder")
    parser.add_argument("--growth", type=int, nargs="*", metavar="COUNT")
    chosen = parser.parse_args()
    corpus = Path(os.environ["SYNDICATE_CORPUS"]).resolve()
    if chosen.growth is not None:
        from bench.growth import measure  # noqa: PLC0415 - it alone needs the store

        counts = chosen.growth or [10_000, 100_000, 1_000_000]
        measure(corpus, counts, chosen.keep)
        return
    with tempfile.TemporaryDirectory() as made:
        folder = chosen.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        stories = run(corpus, folder, corpus / "archive", turned=chosen.turned)
        pairs, headlines = score(corpus, folder)
    for line in lay_out(pairs, headlines, stories):
        print(line)
    wrong = wrong_by_key(corpus, stories)
    if chosen.lift:
        reached = {"matching": summarise(pairs, headlines)}
        with tempfile.TemporaryDirectory() as made:
            reached["matching_sample"] = summarise(*score_sample(corpus, Path(made)))
        write_floors(FLOORS, lift(read_floors(FLOORS), reached, digest(corpus)))
    if wrong:
        sys.exit("keys joined what the labels part:\n" + "\n".join(wrong))


def score_sample(corpus: Path, folder: Path) -> tuple[Scores, Scores]:
    """The scores where only the files are told that the labels speak of."""
    named: set[str] = set()
    for row in labels(corpus, "pairs"):
        named |= {row["a"], row["b"]}
    for row in labels(corpus, "headlines"):
        named |= {*row["accept"], *filter(None, [row["target"]])}
    archive = folder / "archive"
    for name in sorted(named):
        place = archive / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(corpus / "archive" / name, place)
    run(corpus, folder, archive)
    return score(corpus, folder)


def labels(corpus: Path, name: str) -> Iterator[dict[str, Any]]:
    """The rows of a file of labels."""
    with (corpus / "bench" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def wrong_by_key(corpus: Path, stories: Stories) -> list[str]:
    """The pairs that a key joined and the labels part."""
    by_key = {
        place["locator"]: story["id"]
        for story in stories
        for place in story["appearances"]
        if place.get("locator")
        and any(each["rule"] == "same key" for each in place["evidence"])
    }
    return [
        f"{row['a']} {row['b']}"
        for row in labels(corpus, "pairs")
        if not row["label"] and by_key.get(row["a"], "") == by_key.get(row["b"])
    ]


def run(corpus: Path, folder: Path, archive: Path, *, turned: bool = False) -> Stories:
    """The stories of an archive, and of the headlines told after it."""
    wires = sorted(path.name for path in archive.iterdir() if path.is_dir())
    feed = folder / "headlines.json"
    call(corpus, "headline-feed", "headlines.jsonl", str(feed))
    tables = [
        SOURCE.format(name=wire, kind="files", location=archive / wire, trust="wire")
        for wire in wires
    ]
    tables.append(
        SOURCE.format(name="headlines", kind="feed", location=feed, trust="open")
    )
    config = folder / "config.toml"
    config.write_text(SITE + "".join(tables[:: -1 if turned else 1]), "utf-8")
    command = [sys.executable, "-m", "syndicate", "--config", str(config)]
    for name in ("run", "stories"):
        with (folder / f"{name}.json").open("wb") as output:
            subprocess.run(
                [*command, name, "--json"],
                stdout=output,
                check=True,
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
    path = folder / "stories.json"
    stories: Stories = json.loads(path.read_text("utf-8"))
    for story in stories:
        for place in story["appearances"]:
            if place.get("locator"):  # as the corpus calls it
                place["locator"] = f"{place['source']}/{place['locator']}"
    path.write_text(json.dumps(stories), "utf-8")
    return stories


def score(corpus: Path, folder: Path) -> tuple[Scores, Scores]:
    """What the corpus's scorer says of the pairs and of the headlines."""
    stories = str(folder / "stories.json")
    pairs = call(corpus, "pairs", "pairs.jsonl", stories)
    headlines = json.loads(call(corpus, "headlines", "headlines.jsonl", stories))
    told = json.loads((folder / "stories.json").read_text("utf-8"))
    headlines["with a target"] = score_known(corpus, told)
    return json.loads(pairs), headlines


def score_known(corpus: Path, stories: Stories) -> Scores:
    """The score of the headlines whose release is labelled.

    Of nearly all that are labelled as having none the release is in the archive: it was
    withheld when they were labelled, and is named in its trail.
    """
    homes: dict[int, set[str]] = {}
    for story in stories:
        places = story["appearances"]
        files = {place["locator"] for place in places if place.get("locator")}
        for place in places:
            host, _, number = str(place.get("url") or "").rpartition("/")
            if host == "https://headlines.example":
                homes[int(number)] = files
    tally: Counter[str] = Counter()
    for order, row in enumerate(labels(corpus, "headlines")):
        if row["target"]:
            found = homes.get(order, set())
            right = found & {row["target"], *row["accept"]}
            tally["hit" if right else "wrong" if found else "missed"] += 1
    hits, attached = tally["hit"], tally["hit"] + tally["wrong"]
    precision, recall = hits / max(attached, 1), hits / max(tally.total(), 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return {"precision": precision, "recall": recall, "f1": f1, **tally}


def call(corpus: Path, verb: str, data: str, *more: str) -> str:
    """Call the corpus's scorer."""
    scorer = corpus / "bench" / "score.py"
    done = subprocess.run(
        [sys.executable, str(scorer), verb, str(corpus / "bench" / data), *more],
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout


def summarise(pairs: Scores, headlines: Scores) -> dict[str, float]:
    """The figures that the floors are about."""
    return {
        "pairs_f1": pairs["all"]["f1"],
        "pairs_precision": pairs["all"]["precision"],
        "cross_wire_f1": pairs["cross-wire"]["f1"],
        "same_wire_f1": pairs["same-wire"]["f1"],
        "headlines_f1": headlines["all"]["f1"],
        "headlines_with_a_target_f1": headlines["with a target"]["f1"],
        "headlines_with_a_target_precision": headlines["with a target"]["precision"],
        "other_languages_f1": headlines["other languages"]["f1"],
    }


def lay_out(pairs: Scores, headlines: Scores, stories: Stories) -> Iterator[str]:
    """The tables."""
    yield f"{'':18}{'precision':>10}{'recall':>8}{'F1':>7}{'wrong':>7}{'missed':>8}"
    rows = [
        (f"pairs, {name}", pairs[name]) for name in ("all", "cross-wire", "same-wire")
    ]
    rows += [
        (f"headlines, {name}"[:18], cell)
        for name, cell in headlines.items()
        if isinstance(cell, dict)
    ]
    for name, cell in rows:
        yield (
            f"{name:18}{cell['precision']:>10.3f}{cell['recall']:>8.3f}"
            f"{cell['f1']:>7.3f}{cell.get('wrong', 0):>7}{cell.get('missed', 0):>8}"
        )
    yield ""
    for kind, cell in pairs["by kind"].items():
        told = ", ".join(
            f"{count} {outcome}" for outcome, count in sorted(cell.items())
        )
        yield f"{kind:24}{told}"
    yield ""
    sizes = Counter(seen(story) for story in stories)
    yield f"{len(stories):,} stories; of how many releases: " + ", ".join(
        f"{size}: {count:,}" for size, count in sorted(sizes.items())
    )
    yield "by rule: " + ", ".join(
        f"{rule} {count:,}" for rule, count in rules(stories).most_common()
    )


def seen(story: Mapping[str, Any]) -> int:
    """How many files of the archive are of a story."""
    return sum(bool(place.get("locator")) for place in story["appearances"])


def rules(stories: Sequence[Mapping[str, Any]]) -> Counter[str]:
    """How many appearances rest on which rule, whatever else they rest on."""
    return Counter(
        rule
        for story in stories
        for place in story["appearances"]
        for rule in {each["rule"] for each in place["evidence"]}
    )


if __name__ == "__main__":
    main()
