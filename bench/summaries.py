"""How much of a headline written by others the chosen sentence tells, against peers.

    SYNDICATE_CORPUS=… python bench/summaries.py [--raise] [--peers]

A release's TLDR page has a headline of its own, which stands in its address. The score
of a sentence is the share of that headline's content words (Porter stems) it holds;
`beyond` counts only the words that the release's own title lacks. The sample is a fixed
fifth of the archive, none of which the weights of brief/summary.py were fitted on.
`--peers` adds LexRank and TextRank of sumy, if it is installed beside us; they are
given our sentences, so that what differs is the choice alone. Cost is CPU time for
choosing, as a multiple of ours.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import snowballstemmer

from bench.cleaning import (
    FLOORS,
    clean_file,
    digest,
    find_sunk,
    lift,
    read_floors,
    write_floors,
)
from syndicate.brief.sentences import prose
from syndicate.brief.shortening import cut
from syndicate.brief.summary import summarise
from syndicate.store import shipped
from syndicate.text.tokens import content_words

SLUG = re.compile(r"newsramp\.com/curated-news/([^/]+)/[0-9a-f]{32}")
FEWEST = 4  # sentences of a release that leave a choice
APART = 4  # of five parts of the archive: this one was not fitted on
PEERS = 300  # releases that peers are tried on: they are slow
BUNDLE = 200
SAMPLE = 4  # every so manieth of them is what the tests look at
_PORTER = snowballstemmer.stemmer("porter")

Choose = Callable[["Sample"], str]


@dataclass(frozen=True, slots=True)
class Sample:
    """A release with the headline that somebody else gave it."""

    title: str
    headline: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Means over a sample; `seconds` of CPU for choosing."""

    coverage: float
    beyond: float
    words: float
    seconds: float


def main() -> None:
    """Print the table, and raise the floors if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--peers", action="store_true")
    chosen = parser.parse_args()
    corpus = Path(os.environ["SYNDICATE_CORPUS"]).resolve()
    samples = collect(corpus / "archive")
    scores = {name: score(samples, choose) for name, choose in ours().items()}
    print(f"{len(samples)} releases")
    print("\n".join(lay_out(scores)))
    if chosen.peers:
        few = samples[:: max(1, len(samples) // PEERS)]
        rivals = {**ours(), **peers()}
        print(f"\n{len(few)} releases, with peers")
        print("\n".join(lay_out({name: score(few, rivals[name]) for name in rivals})))
    few = collect(corpus / "archive", SAMPLE)
    sample = floors({name: score(few, choose) for name, choose in ours().items()})
    figures = {"summaries": floors(scores), "summaries_sample": sample}
    table, known = read_floors(FLOORS), digest(corpus)
    if sunk := find_sunk(table, figures, known):
        raise SystemExit("below its floor: " + ", ".join(sunk))
    if chosen.lift:
        write_floors(FLOORS, lift(table, figures, known))


def collect(archive: Path, every: int = 1) -> list[Sample]:
    """The releases of the sample; `every` so manieth of its files."""
    paths = sorted(
        str(path.relative_to(archive)) for path in archive.glob("*/*/*/*.md")
    )
    chosen = [path for path in paths if part(path) == APART][::every]
    bundles = [chosen[at : at + BUNDLE] for at in range(0, len(chosen), BUNDLE)]
    with ProcessPoolExecutor() as pool:
        read_all = pool.map(read_some, [archive] * len(bundles), bundles)
        return [sample for samples in read_all for sample in samples]


def part(path: str) -> int:
    """Which fifth of the archive a file belongs to, by its path alone."""
    return int(hashlib.sha1(path.encode()).hexdigest()[:4], 16) % 5


def read_some(archive: Path, paths: Sequence[str]) -> list[Sample]:
    """The samples among some files."""
    return [each for path in paths for each in _samples(archive, path)]


def _samples(archive: Path, path: str) -> Iterator[Sample]:
    for release in clean_file(path, (archive / path).read_bytes()):
        slugs = [found[1] for link in release.links if (found := SLUG.search(link.url))]
        sentences = prose(release.text)
        told = slugs and release.language.startswith("en")
        if told and len(sentences) >= FEWEST:
            yield Sample(release.title, slugs[0].replace("-", " "), sentences)


def ours() -> dict[str, Choose]:
    """The first sentence, and both of ours."""
    table = shipped()
    return {
        "first sentence": lambda each: cut(each.sentences[0]),
        "under the headline": lambda each: (
            summarise(each.title, each.sentences, table).under
        ),
        "standing alone": lambda each: (
            summarise(each.title, each.sentences, table).alone
        ),
    }


def peers() -> dict[str, Choose]:
    """What sumy chooses of the same sentences, if it is there."""
    if not importlib.util.find_spec("sumy"):
        print("sumy is not installed: no peers")
        return {}
    from sumy.models.dom import (  # noqa: PLC0415 - a peer, not a dependency
        ObjectDocumentModel,
        Paragraph,
        Sentence,
    )
    from sumy.summarizers.lex_rank import LexRankSummarizer  # noqa: PLC0415
    from sumy.summarizers.text_rank import TextRankSummarizer  # noqa: PLC0415

    class Words:
        """Our words for sumy; its own tokenizer downloads data."""

        def to_words(self, text: str) -> Sequence[str]:
            return content_words(text)

    def choose(make: Callable[[Callable[[str], str]], Callable[..., object]]) -> Choose:
        def pick(each: Sample) -> str:
            told = [Sentence(text, Words()) for text in each.sentences]
            found = make(stem)(ObjectDocumentModel([Paragraph(told)]), 1)
            return cut(str(next(iter(found), each.sentences[0])))  # type: ignore[call-overload]

        return pick

    return {
        "sumy LexRank": choose(LexRankSummarizer),
        "sumy TextRank": choose(TextRankSummarizer),
    }


def score(samples: Iterable[Sample], choose: Choose) -> Score:
    """Choose for each release and average what the choices hold."""
    covered, beyond, lengths, spent = [], [], [], 0.0
    for each in samples:
        began = time.process_time()
        picked = choose(each)
        spent += time.process_time() - began
        wanted, held = stems(each.headline), stems(picked)
        fresh = wanted - stems(each.title)
        lengths.append(len(picked.split()))
        if wanted:
            covered.append(len(wanted & held) / len(wanted))
        if fresh:
            beyond.append(len(fresh & held) / len(fresh))
    return Score(_mean(covered), _mean(beyond), _mean(lengths), spent)


def stems(text: str) -> frozenset[str]:
    """The content words of a text by their Porter stems."""
    return frozenset(stem(word) for word in content_words(text))


@cache
def stem(word: str) -> str:
    """The Porter stem of a word."""
    return str(_PORTER.stemWord(word))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def floors(scores: Mapping[str, Score]) -> dict[str, float]:
    """What is pinned: coverage, and what it is ahead of the first sentence."""
    under, alone = scores["under the headline"], scores["standing alone"]
    return {
        "coverage": under.coverage,
        "beyond": under.beyond,
        "alone_coverage": alone.coverage,
        "ahead_of_first": under.coverage - scores["first sentence"].coverage,
    }


def lay_out(scores: Mapping[str, Score]) -> Iterator[str]:
    """The table, a line for each way of choosing."""
    unit = scores["under the headline"].seconds
    yield f"{'':20} coverage   beyond  words   cost"
    for name, each in scores.items():
        yield (
            f"{name:20} {each.coverage:8.3f} {each.beyond:8.3f} {each.words:6.1f}"
            f" {each.seconds / unit:6.2f}"
        )


if __name__ == "__main__":
    main()
