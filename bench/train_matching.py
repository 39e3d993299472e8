"""Train the trees that weigh what two releases have in common, and say how good.

    PYTHONPATH=. SYNDICATE_CORPUS=… python bench/train_matching.py [--write]

Needs scikit-learn (the extra `train`). Learns from the corpus's labelled pairs alone,
with the shipped tables of words and boilerplate, and releases as the pipeline cleans
them. Judged by cross-validation: five folds, ten times over, in which no release and
no issuer is in two folds; `--write` trains on all and writes syndicate/match/trees.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import StratifiedGroupKFold

from bench.cleaning import clean_file
from syndicate.match.base import Member
from syndicate.match.features import NAMES, Features, compare, days_apart, values
from syndicate.match.judge import guarded, sure
from syndicate.match.profile import Profile, profile
from syndicate.match.trees import VERSION
from syndicate.model import Release, Trust
from syndicate.store import frequencies

FOLDS, TIMES = 5, 10
# More of these cannot make two releases less alike, or more: keeps what is learned
# from a few hundred pairs from bending to single ones of them.
AGAINST = frozenset(
    {"missed_least", "missed_most", "calendar_missed", "calendar_most"}
    | {"periods", "steps", "days", "same_source"}
)
EITHER = frozenset({"shorter"})
GROWTH = {
    "max_iter": 200,
    "max_depth": 3,
    # Each tree may look at a few measures only, so that all of them come to speak:
    # most are in step with each other, and the likeliest would decide alone.
    "max_features": 0.15,
    "learning_rate": 0.07,
    "min_samples_leaf": 8,
    "monotonic_cst": [
        0 if name in EITHER else -1 if name in AGAINST else 1 for name in NAMES
    ],
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """The labelled pairs, measured."""

    told: list[Features]
    days: list[int]
    values: Any  # one row of measures for each pair
    labels: Any
    cross: Any
    kinds: list[str]
    groups: Any


def main() -> None:
    """Print the tables, and write the trees if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    labelled = measure(Path(os.environ["SYNDICATE_CORPUS"]).resolve())
    chances = cross_validate(labelled)
    for line in lay_out(labelled, chances):
        print(line)
    if chosen.write:
        grown = grow(0).fit(labelled.values, labelled.labels)
        target = Path("syndicate/match") / f"trees.v{VERSION}.json"
        target.write_text(export(grown), "utf-8")
        print(f"{target}: {target.stat().st_size} bytes")


def measure(corpus: Path) -> Labelled:
    """Clean the labelled releases and compare each pair."""
    lines = (corpus / "bench" / "pairs.jsonl").read_text("utf-8").splitlines()
    pairs = [json.loads(line) for line in lines]
    paths = sorted({pair[side] for pair in pairs for side in ("a", "b")})
    releases = {
        path: release
        for path in paths
        for release in clean_file(path, (corpus / "archive" / path).read_bytes())
    }
    weights = frequencies.shipped()
    profiles = {
        path: profile(as_member(path, release), weights)
        for path, release in releases.items()
    }
    sides: list[tuple[Profile, Profile]] = [
        (profiles[pair["a"]], profiles[pair["b"]]) for pair in pairs
    ]
    told = [
        compare(*both, same_source=not pair["cross_wire"])
        for both, pair in zip(sides, pairs, strict=True)
    ]
    return Labelled(
        told=told,
        days=[days_apart(*both) for both in sides],
        values=np.array([values(each) for each in told]),
        labels=np.array([pair["label"] for pair in pairs]),
        cross=np.array([pair["cross_wire"] for pair in pairs]),
        kinds=[("+" if pair["label"] else "-") + pair["kind"] for pair in pairs],
        groups=np.array(group(pairs, releases)),
    )


def as_member(path: str, release: Release) -> Member:
    """A release of the archive as matching takes it."""
    return Member(
        ref=0,
        source=path.partition("/")[0],
        item=path,
        trust=Trust.WIRE,
        form=release.form,
        title=release.title,
        text=release.text,
        text_digest="",
        words=len(release.text.split()),
        published=release.published,
        language=release.language,
        issuer=release.issuer,
        place=release.dateline.place if release.dateline else "",
    )


def group(
    pairs: Sequence[Mapping[str, str]], releases: Mapping[str, Release]
) -> list[int]:
    """Pairs that share a release or an issuer, however indirectly, are one group."""
    parents: dict[str, str] = {}

    def root(name: str) -> str:
        while parents.setdefault(name, name) != name:
            name = parents[name]
        return name

    for pair in pairs:
        parents[root(pair["a"])] = root(pair["b"])
        for path in (pair["a"], pair["b"]):
            issuer = re.sub(r"\W|inc|llc|corp|ltd", "", releases[path].issuer.lower())
            if issuer:
                parents[root(path)] = root(f"issuer {issuer}")
    numbers: dict[str, int] = defaultdict(lambda: len(numbers))
    return [numbers[root(pair["a"])] for pair in pairs]


def grow(seed: int) -> HistGradientBoostingClassifier:
    """Trees still to be grown."""
    return HistGradientBoostingClassifier(random_state=seed, **GROWTH)


def cross_validate(labelled: Labelled) -> Any:
    """The chance of each pair, by trees that saw neither its releases nor issuers."""
    chances = np.zeros((TIMES, len(labelled.labels)))
    for seed in range(TIMES):
        folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
        split = folds.split(labelled.values, labelled.labels, labelled.groups)
        for train, test in split:
            grown = grow(seed).fit(labelled.values[train], labelled.labels[train])
            chances[seed, test] = grown.predict_proba(labelled.values[test])[:, 1]
    return chances


def lay_out(labelled: Labelled, chances: Any) -> Iterator[str]:
    """Precision, recall and F1 by kind of source, over thresholds, and by kind."""
    guards = np.array(
        [
            bool(guarded(told, days))
            for told, days in zip(labelled.told, labelled.days, strict=True)
        ]
    )
    inside = ~labelled.cross
    bounds = np.array([sure(told) for told in labelled.told])
    rows = [("trees", chances >= bounds), ("guarded", (chances >= bounds) & ~guards)]
    yield f"{'precision, recall, F1':24}{'all':>28}{'cross-wire':>28}{'same wire':>28}"
    everything = np.ones(len(guards), dtype=bool)
    parts = (everything, labelled.cross, inside)
    rows += [
        (f"guarded, from {bound:.2f}", (chances >= bound) & ~guards)
        for bound in (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9)
    ]
    for name, joined in rows:
        told = [score(labelled.labels[part], joined[:, part]) for part in parts]
        yield f"{name:24}" + "".join(f"{each:>28}" for each in told)
    wrong = (rows[1][1] != labelled.labels).mean(axis=0)
    for kind in sorted(set(labelled.kinds)):
        of_kind = np.array([each == kind for each in labelled.kinds])
        yield f"{kind:24}{of_kind.sum():>5} pairs, {wrong[of_kind].sum():>5.1f} wrong"


def score(labels: Any, joined: Any) -> str:
    """Precision, recall and F1 with its deviation over repeated cross-validation."""
    hits = (joined & (labels == 1)).sum(axis=1)
    precision = hits / np.maximum(1, joined.sum(axis=1))
    recall = hits / max(1, (labels == 1).sum())
    f1 = 2 * hits / np.maximum(1, joined.sum(axis=1) + (labels == 1).sum())
    means = f"{precision.mean():.3f} {recall.mean():.3f} {f1.mean():.3f}"
    return f"{means} ±{f1.std():.3f}"


def export(grown: HistGradientBoostingClassifier) -> str:
    """The trees as JSON, each inner node with the mean of the leaves under it."""
    predictors = [stage[0].nodes for stage in grown._predictors]  # noqa: SLF001 - no public way
    table = {
        "version": VERSION,
        "tables": {
            "frequencies": frequencies.VERSION,
            "boilerplate": frequencies.VERSION,
        },
        "measures": list(NAMES),
        "base": float(grown._baseline_prediction[0, 0]),  # noqa: SLF001 - no public way
        "trees": [_export_node(nodes, 0)[0] for nodes in predictors],
    }
    return json.dumps(table, separators=(",", ":")) + "\n"


def _export_node(nodes: Any, at: int) -> tuple[list[object], float, int]:
    """A node as the table has it, the mean of its leaves, and what they stand on."""
    node = nodes[at]
    if node["is_leaf"]:
        value = round(float(node["value"]), 6)
        return [value], value, int(node["count"])
    low, low_mean, low_count = _export_node(nodes, int(node["left"]))
    high, high_mean, high_count = _export_node(nodes, int(node["right"]))
    count = low_count + high_count
    mean = round((low_mean * low_count + high_mean * high_count) / count, 6)
    bound = float(node["num_threshold"])
    return [int(node["feature_idx"]), bound, mean, low, high], mean, count


if __name__ == "__main__":
    main()
