"""What the site costs: 20,000 stories at first, then one of them changed.

    .venv/bin/python -m bench.site [--stories 20000]

The stories are invented, of one length (some 2,000 characters), on five years of days,
for twenty clinics and ten topics. What is measured is all of publishing, feeds too; the
database holds only what the lists say.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from syndicate.config import Clinic, Paths, Settings, Site, Topic
from syndicate.model import Brief, Edition, Entry, Moment, Precision, Release, Story
from syndicate.publish import publish
from syndicate.publish.base import Beside
from syndicate.publish.item import Presented, present
from syndicate.publish.there import pages_there
from syndicate.store import Store

BEGAN = datetime(2021, 1, 1, 9, tzinfo=UTC)
CLINICS = tuple(Clinic(f"Clinic Number {number}") for number in range(20))
TOPICS = tuple(Topic(f"Topic {number}") for number in range(10))
SENTENCE = (
    "The room opens on the first Monday of the month and adds twelve appointments a"
    " week, most of them in the evening, for people who cannot get away from work. "
)
TEXT = "\n\n".join([SENTENCE * 3] * 4)


def main() -> None:
    """Print what each step took and wrote."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=20_000)
    count = parser.parse_args().stories
    with tempfile.TemporaryDirectory() as folder:
        settings = _settings(Path(folder))
        with Store.open(Path(folder) / "site.sqlite") as store:
            _publish("all of them", _entries(count), settings, store)
            changed = replace(_entry(count // 2), brief=Brief("Told otherwise."))
            _publish("one changed", iter([changed]), settings, store)
            _publish("none changed", iter(()), settings, store)
        files = [path for path in settings.paths.output.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files)
        print(f"{len(files):,} files, {size / 1e6:,.0f} MB")
        for name in ("index.html", "days/index.html", "sitemap.xml", "search.js"):
            path = settings.paths.output / name
            print(f"  {name}: {path.stat().st_size:,} bytes")
        shards = list((settings.paths.output / "search").glob("2*.json"))
        largest = max(path.stat().st_size for path in shards)
        whole = sum(path.stat().st_size for path in shards)
        print(f"  search/: {len(shards)} months, {whole:,} bytes, at most {largest:,}")


def _publish(
    name: str, entries: Iterator[Entry], settings: Settings, store: Store
) -> None:
    edition = Edition(moment=BEGAN + timedelta(days=2000))
    began, worked = time.perf_counter(), time.process_time()
    pages_there(settings.paths.output)
    beside = Beside(store.outbox.catalogue, store.deliveries.changing)
    told = (Presented(each, present(each, settings)) for each in entries)
    published = publish(edition, told, (), settings, beside)
    took = time.perf_counter() - began
    worked = time.process_time() - worked
    files = f"{len(published.written):,} files written"
    print(f"{name}: {took:.2f} s, {worked:.2f} s of it work, {files}")


def _entries(count: int) -> Iterator[Entry]:
    return (_entry(number) for number in range(count))


def _entry(number: int) -> Entry:
    at = BEGAN + timedelta(days=number * 7919 % 1826, minutes=number % 600)
    clinic = CLINICS[number % 20].name
    release = Release(
        source="blog",
        item=str(number),
        title=f"{clinic} Opens Treatment Room {number}",
        text=TEXT,
        url=f"https://clinic{number % 20}.example.org/news/{number}",
        published=Moment(at, Precision.INSTANT, "dateline"),
        issuer=clinic,
        language="en",
    )
    story = Story(
        id=f"tag:example.org,2024:story/{number:08x}",
        slug="opens-treatment-room",
        original=release,
        appearances=(),
        since=at,
        updated=at,
        clinic=clinic,
        topics=(TOPICS[number % 10].name,),
    )
    return Entry(story, Brief(SENTENCE.strip(), SENTENCE.strip()))


def _settings(folder: Path) -> Settings:
    return Settings(
        file=folder / "config.toml",
        site=Site(url="https://news.example.org/", title="Clinic news"),
        paths=Paths(folder / "db.sqlite", folder / "feeds", folder / "digest"),
        clinic=CLINICS,
        topic=TOPICS,
    )


if __name__ == "__main__":
    main()
