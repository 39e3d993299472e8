"""Score headlines against all releases near their day; fit the factors anew.

    SYNDICATE_CORPUS=… python bench/headlines.py [--fit] [--errors] [--others N]

Each labelled headline is scored against all releases within seven days. A headline
labelled as having no target often is of a release that the archive does hold: its
trail names the headline. Such a release, and copies of its text, are withheld from that
headline; the line `as labelled` leaves all where they are, so that to attach such a
headline rightly counts as wrong. Releases that `judge` calls one story are one story.

--fit       cross-validate the factors by week, then print those fitted on all
--errors    print what stays wrong
--others N  headlines that are not labelled, N of each outlet's language: the addresses
            in the archive's trails tell which release they are of. No fit sees them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass, field, fields
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path

import numpy as np

from bench.cleaning import clean_file
from syndicate.match.base import Member
from syndicate.match.headline import (
    ATTACHED,
    BASE,
    FACTORS,
    FEWEST,
    MARGIN,
    WINDOW,
    Headline,
    Offer,
    Shares,
    measure,
    read_headline,
    read_offer,
)
from syndicate.match.judge import judge
from syndicate.match.profile import Profile, profile
from syndicate.match.wording import headline_terms, release_terms
from syndicate.model import Form, Moment, Precision, Trust
from syndicate.store.frequencies import shipped

SCALE = 20.0  # log odds of the fit that one point of the score stands for
BY_HAND = {"days": -1.0, "foreign": 1.0}  # log odds, see match/headline.py
RIDGE = 0.003
FOLDS = 5
STEPS = 600
NEGATIVE = frozenset({"missed", "numbers", "subject"})
NAMES = [each.name for each in fields(Shares)]
KEPT = 25  # candidates of each headline, by a crude sum that no fit has a say in
COPY = 0.4  # four-word runs that a copy of a withheld release shares with it
OUTLETS = {
    "estallarnoticias.com": "es",
    "actueclair.com": "fr",
    "platzennachrichten.de": "de",
    "oestouro.com": "pt",
    "newsramp.com": "en",
    "www.reddit.com": "en",
}
TRAIL = re.compile(r"https?://[^\s)\]>\"]+")


@dataclass
class Archive:
    """The releases, by path and by day, and which headlines their trails name."""

    members: dict[str, Member] = field(default_factory=dict)
    days: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    named: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    addresses: list[tuple[str, str, str]] = field(default_factory=list)
    offers: dict[str, Offer] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)

    def offer(self, path: str) -> Offer:
        if path not in self.offers:
            self.offers[path] = read_offer(self.members[path], shipped())
        return self.offers[path]

    def near(self, day: int) -> Iterator[str]:
        for each in range(day - WINDOW, day + WINDOW + 1):
            yield from self.days.get(each, ())

    @cache  # noqa: B019 - one archive, as long as the program
    def same(self, one: str, two: str) -> bool:
        inside = one.partition("/")[0] == two.partition("/")[0]
        told = judge(self.profile(one), self.profile(two), same_source=inside)
        return told.same is True

    def profile(self, path: str) -> Profile:
        if path not in self.profiles:
            self.profiles[path] = profile(self.members[path], shipped())
        return self.profiles[path]

    __hash__ = object.__hash__


@dataclass
class Item:
    """A headline with its candidates, those that share most first."""

    row: Mapping[str, str]
    accept: frozenset[str]
    paths: list[str]
    shares: np.ndarray
    right: np.ndarray
    pool: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--others", type=int, default=0, metavar="N")
    chosen = parser.parse_args()
    corpus = Path(os.environ["SYNDICATE_CORPUS"])
    archive = read_archive(corpus / "archive")
    rows = read_rows(corpus / "bench" / "headlines.jsonl")
    print_candidates(archive, rows)
    items = [score(archive, row, withhold=True) for row in rows]
    labelled = [score(archive, row, withhold=False) for row in rows]
    if chosen.fit:
        print_fit(archive, items)
    print_table(archive, "withheld", items, factors())
    print_table(archive, "as labelled", labelled, factors())
    if chosen.errors:
        print_errors(archive, items)
    if chosen.others:
        others = sample_others(archive, rows, chosen.others)
        for withhold in (False, True):
            found = [score(archive, row, withhold=withhold) for row in others]
            name = "others, target withheld" if withhold else "others"
            print_table(archive, name, found, factors())


# --------------------------------------------------------------------- reading


def read_archive(folder: Path) -> Archive:
    """Every release of the archive, cleaned as the pipeline does it."""
    paths = sorted(str(path.relative_to(folder)) for path in folder.glob("*/*/*/*.md"))
    bundles = [paths[at : at + 200] for at in range(0, len(paths), 200)]
    archive = Archive()
    with ProcessPoolExecutor() as pool:
        for told in pool.map(partial(read_files, folder), bundles):
            for path, member, trail in told:
                for address in trail:
                    for spelling in spellings(address):
                        archive.named[spelling].add(path)
                    archive.addresses.append((path, *name_of(address)))
                if member.published and member.has_text:
                    archive.members[path] = member
                    day = member.published.at.date().toordinal()
                    archive.days[day].append(path)
    return archive


def read_files(
    folder: Path, paths: Sequence[str]
) -> list[tuple[str, Member, list[str]]]:
    found = []
    for path in paths:
        content = (folder / path).read_bytes()
        for release in clean_file(path, content):
            member = Member(
                ref=0,
                source="archive",
                item=path,
                trust=Trust.WIRE,
                form=Form.ARTICLE,
                title=release.title,
                text=release.text,
                text_digest="",
                words=len(release.text.split()),
                published=release.published,
                issuer=release.issuer,
                place=release.dateline.place if release.dateline else "",
            )
            found.append((path, member, trail_of(content.decode("utf-8", "replace"))))
    return found


def trail_of(text: str) -> list[str]:
    start = text.rfind("[Original/Source")
    return TRAIL.findall(text, start) if start >= 0 else []


def name_of(address: str) -> tuple[str, str]:
    """The host of an address and the headline that it spells."""
    host, *parts = address.split("//", 1)[-1].rstrip("/").split("/")
    told = max(parts, key=lambda part: len(re.findall(r"[-_]", part)), default="")
    return host, re.sub(r"[-_]+", " ", re.sub(r"^\d+-", "", told)).strip().lower()


def spellings(address: str) -> Iterator[str]:
    """What an address may spell, letters and digits only."""
    for part in address.split("//", 1)[-1].split("/")[1:]:
        if len(re.findall(r"[-_]", part)) >= 2:
            yield squash(part)
            yield squash(re.sub(r"^\d+-", "", part))


def squash(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def sample_others(
    archive: Archive, labelled: Iterable[Mapping[str, str]], size: int
) -> list[dict[str, str]]:
    """Headlines of trails that nobody labelled, as many of each outlet."""
    known = {squash(row["headline"]) for row in labelled}
    pools: dict[str, list[dict[str, str]]] = defaultdict(list)
    for path, host, headline in archive.addresses:
        spelt = squash(headline)
        if host not in OUTLETS or spelt in known or headline.count(" ") < FEWEST:
            continue
        if len(archive.named[spelt]) > 1 or path not in archive.members:
            continue
        published = archive.members[path].published
        if published:
            pools[host].append(
                {
                    "headline": headline,
                    "kind": host,
                    "lang": OUTLETS[host],
                    "date": published.at.date().isoformat(),
                    "target": path,
                }
            )
    chance = random.Random(5)
    return [
        row
        for _, rows in sorted(pools.items())
        for row in chance.sample(rows, min(size, len(rows)))
    ]


# --------------------------------------------------------------------- scoring


def score(archive: Archive, row: Mapping[str, str], *, withhold: bool) -> Item:
    """Measure a headline against all releases near its day."""
    day = date.fromisoformat(row["date"]).toordinal()
    read = read_row(row)
    gone: set[str] = set()
    target = row["target"]
    accept = frozenset(row.get("accept") or ([target] if target else []))
    if withhold and ("accept" not in row or not target):
        gone = (
            archive.named.get(squash(row["headline"]), set()) & archive.members.keys()
        )
        accept = frozenset()
    found = []
    for path in archive.near(day):
        if path in gone or any(copied(archive, path, each) for each in gone):
            continue
        shares, _ = measure(read, archive.offer(path))
        crude = shares.title + 2 * shares.opening + shares.text + shares.likeness
        found.append((crude, path, astuple(shares)))
    found.sort(key=lambda each: (-each[0], each[1]))
    kept = [each for at, each in enumerate(found) if at < KEPT or each[1] in accept]
    return Item(
        row=row,
        accept=accept,
        paths=[path for _, path, _ in kept],
        shares=np.array([shares for _, _, shares in kept]).reshape(-1, len(NAMES)),
        right=np.array([path in accept for _, path, _ in kept], dtype=bool),
        pool=len(found),
    )


def read_row(row: Mapping[str, str]) -> Headline:
    at = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC)
    told = Member(
        ref=0,
        source="headlines",
        item=row["headline"],
        trust=Trust.OPEN,
        form=Form.HEADLINE,
        title=row["headline"],
        text="",
        text_digest="",
        words=0,
        published=Moment(at, Precision.DATE, "feed"),
        language=row["lang"],
    )
    return read_headline(told, row["lang"], shipped())


def copied(archive: Archive, one: str, two: str) -> bool:
    """Whether two releases share so much that to withhold one is to withhold both."""
    first, second = archive.profile(one).lead, archive.profile(two).lead
    smaller = min(len(first), len(second))
    return bool(smaller) and len(first & second) / smaller > COPY


def factors() -> np.ndarray:
    """The factors of match/headline.py, as log odds, and the base behind them."""
    told = [FACTORS[name] * SCALE for name in NAMES]
    return np.array([*told, (ATTACHED - BASE) * SCALE])


def decide(
    archive: Archive, item: Item, weights: np.ndarray
) -> tuple[float, float, bool, str]:
    """Score, lead over the next story, whether the best is right, and its path."""
    if not item.paths or len(read_row(item.row).words) < FEWEST:
        return -99.0, 0.0, False, ""
    told = item.shares @ weights[:-1] - weights[-1]
    order = np.argsort(-told, kind="stable")
    best = item.paths[order[0]]
    right = item.right[order[0]] or any(
        archive.same(best, each) for each in item.accept if each in archive.members
    )
    rivals = [
        float(told[at])
        for at in order[1:8]
        if not archive.same(best, item.paths[at])
        and not (item.right[order[0]] and item.right[at])
    ]
    return (
        float(told[order[0]]),
        float(told[order[0]]) - max(rivals, default=-99.0),
        bool(right),
        best,
    )


# --------------------------------------------------------------------- fitting


def print_fit(archive: Archive, items: Sequence[Item]) -> None:
    """Cross-validate by week, then fit on all."""
    week = [date.fromisoformat(i.row["date"]).toordinal() // 7 % FOLDS for i in items]
    told: dict[int, tuple[float, float, bool, str]] = {}
    for fold in range(FOLDS):
        chosen = [i for i, at in zip(items, week, strict=True) if at != fold]
        weights = fit(chosen)
        for number, item in enumerate(items):
            if week[number] == fold:
                told[number] = decide(archive, item, weights)
    for least in (-1.0, -0.5, 0.0, 0.5, 1.0):
        for margin in (0.5, 1.0, 1.5, 2.0):
            tally = count(items, told, range(len(items)), least, margin)
            print(f"held out, from {least:+} lead {margin}: {tell(tally)}")
    print_kinds("held out", items, told)
    weights = fit(items)
    print({name: round(w / SCALE, 4) for name, w in zip(NAMES, weights, strict=False)})
    print(f"BASE = {ATTACHED - weights[-1] / SCALE:.4f}")


def fit(items: Sequence[Item]) -> np.ndarray:
    """Factors that make the right release likely, or none where none is right.

    Softmax over the candidates and "none of them", with a ridge; signs are held.
    """
    size = len(NAMES)
    sign = np.array([-1.0 if name in NEGATIVE else 1.0 for name in NAMES])
    fixed = [NAMES.index(name) for name in BY_HAND]
    weights = np.zeros(size + 1)
    weights[fixed] = list(BY_HAND.values())
    velocity, squares = np.zeros(size + 1), np.zeros(size + 1)
    for step in range(1, STEPS + 1):
        slope = RIDGE * weights
        for item in items:
            told = np.append(item.shares @ weights[:-1], weights[-1])
            likely = np.exp(told - told.max())
            likely /= likely.sum()
            right = np.append(item.right, not item.right.any()).astype(float)
            wanted = likely * right
            wanted /= max(wanted.sum(), 1e-12)
            excess = (likely - wanted) / len(items)
            slope[:-1] += excess[:-1] @ item.shares
            slope[-1] += excess[-1]
        slope[fixed] = 0.0
        velocity = 0.9 * velocity + 0.1 * slope
        squares = 0.999 * squares + 0.001 * slope**2
        rate = 0.1 / (1 - 0.9**step)
        weights = weights - rate * velocity / (
            np.sqrt(squares / (1 - 0.999**step)) + 1e-8
        )
        held = np.maximum(0.0, weights[:-1] * sign) * sign
        held[fixed] = list(BY_HAND.values())
        weights[:-1] = held
    return weights


# -------------------------------------------------------------------- printing


def count(
    items: Sequence[Item],
    told: Mapping[int, tuple[float, float, bool, str]],
    chosen: Iterable[int],
    least: float,
    margin: float,
) -> Counter[str]:
    tally: Counter[str] = Counter()
    for number in chosen:
        found, lead, right, _ = told[number]
        attached = found >= least and lead >= margin
        if attached:
            tally["hit" if right else "wrong"] += 1
            tally["wrong, no target"] += not right and not items[number].accept
        if items[number].accept and not (attached and right):
            tally["missed"] += 1
        tally["first"] += bool(items[number].accept) and right
        tally["n"] += 1
    return tally


def tell(tally: Counter[str]) -> str:
    hit, wrong, missed = (tally[name] for name in ("hit", "wrong", "missed"))
    precision = hit / (hit + wrong) if hit + wrong else 1.0
    recall = hit / (hit + missed) if hit + missed else 1.0
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0
    first = tally["first"] / (hit + missed) if hit + missed else 1.0
    return (
        f"P {precision:.3f} R {recall:.3f} F1 {both:.3f}  first {first:.3f}"
        f"  n {tally['n']} hit {hit} wrong {wrong}"
        f" (no target {tally['wrong, no target']}) missed {missed}"
    )


def print_table(
    archive: Archive, name: str, items: Sequence[Item], weights: np.ndarray
) -> None:
    told = {at: decide(archive, item, weights) for at, item in enumerate(items)}
    print_kinds(name, items, told)


def print_kinds(
    name: str,
    items: Sequence[Item],
    told: Mapping[int, tuple[float, float, bool, str]],
) -> None:
    cells: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        english = item.row["lang"] == "en"
        for cell in ("all", "english" if english else "other languages"):
            cells[cell].append(number)
        cells[item.row["kind"]].append(number)
    for cell, chosen in cells.items():
        tally = count(items, told, chosen, 0.0, MARGIN * SCALE)
        print(f"{name}: {cell:20} {tell(tally)}")


def print_errors(archive: Archive, items: Sequence[Item]) -> None:
    for item in items:
        found, lead, right, best = decide(archive, item, factors())
        attached = found >= 0 and lead >= MARGIN * SCALE
        if (attached and not right) or (item.accept and not attached):
            what = "WRONG " if attached else "missed"
            order = "first" if right else "-----"
            row = item.row
            print(f"{what} {order} {found:+.1f} lead {lead:.1f} {row['kind']}")
            print(f"    {row['date']} {row['headline']}")
            print(f"    found {best}\n    right {row['target']}")


def print_candidates(archive: Archive, rows: Iterable[Mapping[str, str]]) -> None:
    """How often the right release is among those that share most terms."""
    terms: dict[str, frozenset[str]] = {}
    tally: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if not row["target"]:
            continue
        look = headline_terms(row["headline"], row["lang"], shipped())
        ranked = []
        for path in archive.near(date.fromisoformat(row["date"]).toordinal()):
            if path not in terms:
                terms[path] = frozenset(release_terms(archive.members[path], shipped()))
            shared = sum(weight for word, weight in look if word in terms[path])
            if shared:
                ranked.append((-shared, path))
        ranked.sort()
        english = "english" if row["lang"] == "en" else "other languages"
        tally[english, "n"] += 1
        for most in (4, 8, 16):
            near = {path for _, path in ranked[:most]}
            tally[english, f"among {most}"] += bool(near & set(row["accept"]))
    for (english, what), number in sorted(tally.items()):
        print(f"candidates, {english}, {what}: {number / tally[english, 'n']:.3f}")


if __name__ == "__main__":
    began = time.monotonic()
    main()
    print(f"{time.monotonic() - began:.0f} s", file=sys.stderr)
