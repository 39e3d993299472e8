"""What one more release costs to match, with ever more of them in the database.

Releases resemble those of the archive: every name, every number, half of the sentences
and two fifths of the longer words are others. Five hundred come on a day, so that any
window of days is as full at the end as at the beginning. One in fifty is a copy of one
that came before. Seconds are those of the processor.
"""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.boilerplate import clean_file
from syndicate.config import Settings, Site, Source
from syndicate.match import Profiles, keys, match
from syndicate.model import Moment, Posting, Precision, Release, Trust
from syndicate.store import Store, shipped

A_DAY = 500
COPIES = 50  # one in so many
MEASURED = 1_000  # releases over which a cost is taken
START = datetime(2020, 1, 1, tzinfo=UTC)
SETTINGS = Settings(Path("config.toml"), Site("https://news.example.org/"))
SENTENCE = re.compile(r"(?<=[.!?])\s+")
NAME = re.compile(r"\b[A-Z][a-z]+\b")
WORD = re.compile(r"\b[a-z]{6,}\b")
NUMBER = re.compile(r"\d+")
SOUNDS = ("ba", "de", "fi", "go", "ku", "la", "mo", "ne", "pi", "ro", "su", "ta", "zo")


def measure(corpus: Path, counts: Sequence[int]) -> None:
    """Fill a database up to each count and print what one more costs there."""
    paths = sorted((corpus / "archive").glob("*/*/*/*.md"))[::15]
    archive = corpus / "archive"
    known = [
        release
        for path in paths
        for release in clean_file(str(path.relative_to(archive)), path.read_bytes())
        if len(release.text) > 400
    ]
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "growth.sqlite")
        with store:
            store.found(SETTINGS, START)
            releases = imagine(known, random.Random(1))
            done = 0
            print(f"{'releases':>10}{'us each':>10}{'p99':>8}{'bytes each':>12}")
            for count in counts:
                fill(store, releases, count - done - MEASURED)
                costs = sorted(fill(store, releases, MEASURED))
                done = count
                mean = sum(costs) / len(costs)
                print(
                    f"{count:>10,}{mean * 1e6:>10.0f}"
                    f"{costs[int(len(costs) * 0.99)] * 1e6:>8.0f}"
                    f"{index_size(store) / count:>12.0f}",
                    flush=True,
                )


def imagine(known: Sequence[Release], chance: random.Random) -> Iterator[Release]:
    """Releases without end, in the order of their days."""
    sentences = [each for release in known for each in SENTENCE.split(release.text)]
    number = 0
    before: list[Release] = []
    while True:
        number += 1
        day = START + timedelta(days=number // A_DAY)
        moment = Moment(day, Precision.DATE, "feed")
        if before and number % COPIES == 0:
            told = chance.choice(before)
        else:
            told = vary(chance.choice(known), sentences, chance)
            before = [*before[-A_DAY:], told]
        yield replace(
            told,
            source=f"wire{number % 20}",
            item=str(number),
            url=f"https://wire{number % 20}.example.org/{number}",
            links=(),
            published=moment,
        )


def vary(told: Release, sentences: Sequence[str], chance: random.Random) -> Release:
    """A release of the same shape about something else."""
    names: dict[str, str] = {}
    words = WORD.findall(told.text) or [""]

    def rename(found: re.Match[str]) -> str:
        made = "".join(chance.choices(SOUNDS, k=3)).capitalize()
        return names.setdefault(found[0], made)

    def reword(found: re.Match[str]) -> str:
        return found[0] if chance.random() < 0.6 else chance.choice(words)

    def alter(text: str) -> str:
        text = NUMBER.sub(
            lambda found: str(chance.randrange(10 ** len(found[0]))), text
        )
        text = WORD.sub(reword, text)
        return NAME.sub(rename, text)

    kept = [
        each if chance.random() < 0.5 else chance.choice(sentences)
        for each in SENTENCE.split(told.text)
    ]
    return replace(told, title=alter(told.title), text=alter(" ".join(kept)))


def fill(store: Store, releases: Iterator[Release], count: int) -> list[float]:
    """Keep and match so many; the seconds that matching took for each."""
    inbox, profiles, costs = store.inbox, Profiles(shipped()), []
    sources = {
        name: inbox.enrol(Source(name, "files", "folder", Trust.WIRE)).id
        for name in (f"wire{number}" for number in range(20))
    }
    with inbox.batches() as batch:
        for number in range(count):
            release = next(releases)
            posting = Posting(release.source, release.item, release.title, "")
            told = inbox.tell(sources[release.source], release.item, posting, "1")
            kept = inbox.keep(told, release, START)
            began = time.process_time()
            candidate = inbox.candidate(kept.ref, keys(release), kept.was)
            inbox.keep_verdict(kept.ref, match(candidate, inbox.index(), profiles))
            costs.append(time.process_time() - began)
            if number % 500 == 499:
                batch()
    return costs


def index_size(store: Store) -> int:
    """Bytes of the tables by which releases are found."""
    row = store.connection.execute(
        "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'sketch\\_%' ESCAPE '\\'"
    ).fetchone()
    return int(row[0])
