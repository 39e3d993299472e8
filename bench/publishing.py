"""What publishing costs: many stories for the first time, and again after one changed.

    PYTHONPATH=. python bench/publishing.py [--stories 20000] [--folder DIR]

Stories are invented, of the length that releases of the archive have. Each is of one of
four clinics; every fifth is of one topic, every seventh of another, every tenth in a
`[[feed]]`: one stands in 2.4 feeds. The time that forming takes is not counted.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from syndicate.config import Clinic, Feed, Paths, Settings, Site, Source, Topic
from syndicate.match import Profiles, trace
from syndicate.model import Brief, Moment, Posting, Precision, Release, Trust
from syndicate.pipeline import republish
from syndicate.store import Poll, Store, shipped

START = datetime(2021, 1, 1, 9, tzinfo=UTC)
NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
WEIGHTS = Profiles(shipped()).weights
CLINICS = ("Harbor Lane Clinic", "Juniper Wellness", "Fern Hollow", "Quiet Coast")
SOUNDS = ("ba", "de", "fi", "go", "ku", "la", "mo", "ne", "pi", "ro", "su", "ta", "zo")
SOURCE = Source("clinics", "files", "folder", Trust.OWNED)


def main() -> None:
    """Publish, publish again without news, then after one story changed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        measure(chosen.folder or Path(made), chosen.stories)


def measure(folder: Path, count: int) -> None:
    """Print what each publishing took, and how many files it wrote."""
    settings = configure(folder)
    releases = list(imagine(count, random.Random(1)))
    with Store.open(settings.paths.database) as store:
        store.found(settings, NOW)
        tell(store, releases, NOW)
        columns = f"{'processor':>11}{'written':>9}{'unchanged':>11}"
        print(f"{'':28}{'seconds':>9}{columns}")
        publish(store, settings, NOW, f"{count:,} stories, first time")
        publish(store, settings, NOW + timedelta(hours=1), "no news")
        for hours, number in ((2, count - 3), (3, count // 2)):
            now = NOW + timedelta(hours=hours)
            tell(store, [amend(releases[number])], now)
            which = "a new" if number > count // 2 else "an old"
            publish(store, settings, now, f"{which} story changed")
    size = sum(each.stat().st_size for each in settings.paths.output.rglob("*.*"))
    print(f"{size / 1e6:,.0f} MB in the output folder")


def publish(store: Store, settings: Settings, now: datetime, what: str) -> None:
    """Publish what waits, and print what it took."""
    wall, processor = time.perf_counter(), time.process_time()
    published = republish(store, settings, now).published
    took = time.perf_counter() - wall, time.process_time() - processor
    counts = len(published.written), published.unchanged
    print(
        f"{what:28}{took[0]:9.2f}{took[1]:11.2f}{counts[0]:9,}{counts[1]:11,}",
        flush=True,
    )


def configure(folder: Path) -> Settings:
    """Settings with every sort of feed."""
    paths = Paths(folder / "db.sqlite", folder / "feeds", folder / "digest")
    return Settings(
        folder / "config.toml",
        Site("https://news.example.org/", home="https://news.example.org/"),
        paths,
        clinic=tuple(Clinic(name) for name in CLINICS),
        topic=(Topic("Alder", ("alder",)), Topic("Birch", ("birch",))),
        feed=(Feed("moss", words=("moss",)),),
        source=(SOURCE,),
    )


def imagine(count: int, chance: random.Random) -> Iterator[Release]:
    """Releases about nothing, the oldest first."""
    words = [
        "".join(chance.choices(SOUNDS, k=chance.randint(1, 4))) for _ in range(900)
    ]
    words += ["the", "of", "and"]
    marks = {5: "alder", 7: "birch", 10: "moss"}

    def sentence() -> str:
        return " ".join(chance.choices(words, k=chance.randint(8, 24))).capitalize()

    for number in range(count):
        at = START + timedelta(hours=2.5 * number)
        size = max(900, int(chance.lognormvariate(8.1, 0.5)))
        text = ""
        while len(text) < size:
            text += ". ".join(sentence() for _ in range(4)) + ".\n\n"
        text += " ".join(word for each, word in marks.items() if number % each == 0)
        yield Release(
            source=SOURCE.name,
            item=str(number),
            title=sentence()[:90],
            text=text.strip(),
            url=f"https://clinics.example.org/news/{number}",
            published=Moment(at, Precision.INSTANT, "feed"),
            issuer=CLINICS[number % len(CLINICS)],
            language="en",
        )


def amend(release: Release) -> Release:
    """The release with another title."""
    return replace(release, title=f"Amended: {release.title}")


def tell(store: Store, releases: list[Release], now: datetime) -> None:
    """Keep releases as a run would, form their stories and brief them at once."""
    inbox = store.inbox
    enrolled = inbox.enrol(SOURCE)
    with inbox.batches() as batch:
        for number, release in enumerate(releases):
            posting = Posting(release.source, release.item, release.title, release.text)
            told = inbox.tell(enrolled.id, release.item, posting, "1")
            kept = inbox.keep(told, release, now)
            inbox.candidate(kept, trace(release, WEIGHTS))
            if number % 500 == 499:
                batch()
    inbox.keep_poll(enrolled.id, Poll(now, "folder", None))
    for _ in store.form(now):
        pass
    briefs = {
        seq: Brief(store.outbox.release(ref).text.partition(".")[0] + ".")
        for seq, ref in store.outbox.unbriefed()
    }
    store.outbox.keep_briefs(briefs.items())


if __name__ == "__main__":
    main()
