"""How often each rule of the checks fires on health releases, and how often rightly.

    SYNDICATE_CORPUS=… python bench/checks.py [--raise] [--label RULE]

Health releases are those of every so manieth document of the archive that speak of
health (vocabulary.toml). Precision is that of the firings labelled by hand in
bench/checks.labels.tsv, which holds no text: locator, rule, the digest of the sentence,
and whether the rule is right. `--label` prints firings that have no label yet.
tests/quality/floors.toml pins the precision of the red rules.
"""

from __future__ import annotations

import argparse
import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.cleaning import FLOORS, clean_file, digest, lift, read_floors, write_floors
from syndicate.brief.base import Known
from syndicate.brief.checks import check
from syndicate.brief.rules import check_ids, products, rules
from syndicate.brief.vocabulary import speaks_of_health
from syndicate.brief.wording import read_wording

LABELS = Path(__file__).with_name("checks.labels.tsv")
STEP = 4  # every so manieth document
ENOUGH = 0.85  # precision of a red rule; one below becomes amber

Labels = dict[tuple[str, str, str], bool]
Judged = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule that fired: where, on which sentence, known by its digest."""

    locator: str
    rule: str
    sentence: str
    words: tuple[str, ...]

    @property
    def digest(self) -> str:
        """What the sentence is known by."""
        return hashlib.sha256(self.sentence.encode()).hexdigest()[:16]

    @property
    def key(self) -> tuple[str, str, str]:
        """What a label is found by."""
        return self.locator, self.rule, self.digest


@dataclass(frozen=True, slots=True)
class Survey:
    """What the rules came to: releases read, those of health, and every firing."""

    releases: int
    health: int
    firings: tuple[Firing, ...]


def main() -> None:
    """Print the table; raise the floors or print what wants a label if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--label", metavar="RULE", default="")
    parser.add_argument("--step", type=int, default=STEP)
    chosen = parser.parse_args()
    corpus = Path(os.environ["SYNDICATE_CORPUS"]).resolve()
    survey = look(corpus, chosen.step)
    labels = read_labels(LABELS)
    if chosen.label:
        for firing in survey.firings:
            if firing.rule.startswith(chosen.label) and firing.key not in labels:
                told = (*firing.key, "|".join(firing.words), firing.sentence)
                print("\t".join(told))
        return
    judged = judge(corpus, labels)
    for line in lay_out(survey, judged):
        print(line)
    if chosen.lift:
        before = read_floors(FLOORS)
        kept = {name: each for name, each in before.items() if isinstance(each, dict)}
        figures = {**kept, "checks": floors(judged)}
        write_floors(FLOORS, lift(before, figures, digest(corpus)))


def look(corpus: Path, step: int) -> Survey:
    """Every firing on the health releases of a slice of the archive."""
    archive = corpus / "archive"
    paths = sorted(str(p.relative_to(archive)) for p in archive.glob("*/*/*/*.md"))
    chosen = paths[::step]
    bundles = [chosen[at : at + 200] for at in range(0, len(chosen), 200)]
    health, firings = 0, []
    with ProcessPoolExecutor() as pool:
        for count, found in pool.map(look_at, [archive] * len(bundles), bundles):
            health += count
            firings += found
    return Survey(len(chosen), health, tuple(firings))


def look_at(archive: Path, paths: Sequence[str]) -> tuple[int, list[Firing]]:
    """How many of some files speak of health, and what fires on those."""
    health, firings = 0, []
    for path in paths:
        for release in clean_file(path, (archive / path).read_bytes()):
            if not speaks_of_health(read_wording(release)):
                continue
            health += 1
            firings += [
                Firing(path, each.id, each.sentence, each.words)
                for each in check(release, Known())
            ]
    return health, firings


def read_labels(path: Path) -> Labels:
    """The labels: whether a rule is right where it fired."""
    labels = {}
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        if line and not line.startswith("#"):
            locator, rule, sentence, right = line.split("\t")
            labels[locator, rule, sentence] = right == "right"
    return labels


def judge(corpus: Path, labels: Labels) -> dict[str, tuple[int, int]]:
    """Of each rule, how many labelled firings are right, and how many there are.

    Only what fires now counts: a label of what a rule has learnt to pass over is void.
    """
    paths = sorted({locator for locator, _, _ in labels})
    _, firings = look_at(corpus / "archive", paths)
    judged: dict[str, tuple[int, int]] = {}
    for key in {firing.key for firing in firings} & labels.keys():
        right, count = judged.get(key[1], (0, 0))
        judged[key[1]] = (right + labels[key], count + 1)
    return judged


def red() -> tuple[str, ...]:
    """The ids that are red."""
    drugs = [f"offlabel-{each.id}" for each in products() if each.severity == "red"]
    worded = (each.id for each in rules() if each.severity == "red")
    return (*drugs, *(id_ for id_ in worded if id_ in check_ids()))


def floors(judged: Judged) -> dict[str, float]:
    """The precision of each red rule."""
    shares = {id_: judged.get(id_, (0, 1)) for id_ in red()}
    return {id_.replace("-", "_"): part / all_ for id_, (part, all_) in shares.items()}


def lay_out(survey: Survey, judgements: Judged) -> Iterator[str]:
    """The table."""
    share = survey.health / max(1, survey.releases)
    yield f"{survey.releases:,} releases, {survey.health:,} of health ({share:.1%})"
    yield f"{'rule':24}{'releases':>9}{'share':>8}{'firings':>9}{'right':>10}"
    for id_ in check_ids():
        fired = [each for each in survey.firings if each.rule == id_]
        where = len({each.locator for each in fired})
        right, judged = judgements.get(id_, (0, 0))
        told = f"{right}/{judged}" if judged else "–"
        part = where / max(1, survey.health)
        yield f"{id_:24}{where:>9,}{part:>8.1%}{len(fired):>9,}{told:>10}"
    yield from _severities(survey.firings, survey.health)


def _severities(firings: Iterable[Firing], health: int) -> Iterator[str]:
    """How many releases carry at least one red check, and how many one at all."""
    wanted = set(red())
    per = Counter(each.locator for each in firings if each.rule in wanted)
    yield f"releases with a red check: {len(per):,} ({len(per) / max(1, health):.1%})"


if __name__ == "__main__":
    main()
