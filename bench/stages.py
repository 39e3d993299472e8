"""Where the CPU of a first run goes, stage by stage, for one release.

    PYTHONPATH=. SYNDICATE_CORPUS=… python bench/stages.py [archive|feeds] [STEP]

Two slices: each STEPth file (16) of every wire of the archive, as a folder of files;
and 30 feeds of 20 entries, as `bench/peers.py` tells them, as files of feeds. The real
run goes over each in one process, without workers and so without pickling, and each
step is timed by the function that does it; steps below a stage are part of it. A run
before it, over a few, has loaded and compiled what is loaded once; so is the model of
languages, which takes a worker half a second when the first text needs it.

The floor is what the smallest program takes that does such a step at all: reading and
decoding, hashing shingles, writing a row, and indexing it for search, as measured on a
calm machine over the whole archive. A stage without one has no such program.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from functools import partial, wraps
from importlib import import_module
from pathlib import Path
from typing import Any

from bench import peers
from syndicate import pipeline
from syndicate.config.load import load
from syndicate.errors import SyndicateError
from syndicate.sources.registry import options_of
from syndicate.text.language import read_language

SITE = """
[site]
url = "https://news.example.org/"
[[source]]
name = "slice"
kind = "{kind}"
location = "{location}"
trust = "wire"
"""
NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
FEEDS = 30
# A stage, or a step of the one above it, and the function that does it, as whoever
# calls it knows it.
STEPS = (
    ("read", "syndicate.ingest.line.read_document"),
    ("clean", "syndicate.clean.clean"),
    ("  body", "syndicate.clean.cleaning.read_body"),
    ("  shape", "syndicate.clean.cleaning.tidy"),
    ("  furniture", "syndicate.clean.cleaning.strip_furniture"),
    ("  head", "syndicate.clean.cleaning.read_head"),
    ("  sections", "syndicate.clean.cleaning._cut_down"),
    ("  links", "syndicate.clean.cleaning.collect_links"),
    ("  html", "syndicate.clean.cleaning.write_html"),
    ("  record", "syndicate.clean.cleaning.add_record"),
    ("trace", "syndicate.ingest.chores.trace"),
    ("  keys", "syndicate.match.trace.keys"),
    ("  sketch", "syndicate.match.trace.sketch"),
    ("brief", "syndicate.briefing.brief"),
    ("  sentences", "syndicate.brief.brief.prose"),
    ("  summary", "syndicate.brief.brief.summarise"),
    ("  facts", "syndicate.brief.brief.read_facts"),
    ("  checks", "syndicate.brief.brief.check"),
    ("keep", "syndicate.ingest.keeping.Keeper.keep"),
    ("  compare", "syndicate.ingest.keeping.match"),
    ("form, index", "syndicate.pipeline._form"),
    ("publish", "syndicate.pipeline._publish"),
)
FLOORS = {"read": 0.073, "trace": 0.077, "keep": 0.045, "form, index": 0.36}  # ms
WORKERS = ("read", "clean", "trace", "brief")

Spent = defaultdict[str, float]  # seconds, by stage


class Here:
    """A pool that does everything itself, in the caller's process."""

    def __init__(self, *_: object, **__: object) -> None:
        """Ask for no process."""

    def __call__(self, *_: object, **__: object) -> AbstractContextManager[Here]:
        return nullcontext(self)

    def prepare(self) -> None:
        """No process begins early."""

    def renew(self) -> None:
        """None is there to be another."""

    def close(self) -> None:
        """None is there to end."""

    def map(
        self, function: Callable[[Any], Any], items: Iterable[Any], ahead: int = 0
    ) -> Iterator[object]:
        del ahead
        for item in items:
            try:
                yield function(item)
            except SyndicateError as error:
                yield error


def main(which: str = "", step: int = 16) -> None:
    spent: Spent = defaultdict(float)
    calls: Counter[str] = Counter()
    for name, function in STEPS:
        wrap(name, function, spent, calls)
    read_language("Wir lesen das Modell der Sprachen, bevor gemessen wird.")
    vars(pipeline)["Pool"] = Here()
    for name, kind, lay in (("archive", "files", archive), ("feeds", "feed", feeds)):
        if which in ("", name):
            run(kind, partial(lay, step=40 * step))
            spent.clear()
            calls.clear()
            gc.freeze()  # as workers do with what they have imported
            taken = run(kind, partial(lay, step=step))
            tell(name, spent, calls, taken)
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")


def wrap(name: str, function: str, spent: Spent, calls: Counter[str]) -> None:
    """Have a function's CPU counted under a name, wherever it is called."""
    path, _, last = function.rpartition(".")
    try:
        holder: Any = import_module(path)
    except ModuleNotFoundError:
        module, _, kind = path.rpartition(".")
        holder = getattr(import_module(module), kind)
    plain = getattr(holder, last)

    @wraps(plain)
    def timed(*told: Any, **named: Any) -> Any:
        began = time.process_time()
        try:
            return plain(*told, **named)
        finally:
            spent[name] += time.process_time() - began
            calls[name] += 1

    setattr(holder, last, timed)


def run(kind: str, lay: Callable[[Path], None]) -> float:
    """A first run over what `lay` lays down; gives its CPU seconds."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "slice").mkdir()
        lay(place / "slice")
        config = place / "config.toml"
        config.write_text(SITE.format(kind=kind, location=place / "slice"))
        settings = load(config, options_of)
        began = time.process_time()
        pipeline.run(settings, now=NOW)
        return time.process_time() - began


def archive(place: Path, step: int) -> None:
    whole = Path(os.environ["SYNDICATE_CORPUS"]).resolve() / "archive"
    wires: dict[str, list[Path]] = {}
    for path in sorted(whole.glob("*/*/*/*.md")):
        wires.setdefault(path.relative_to(whole).parts[0], []).append(path)
    for paths in wires.values():
        for path in paths[::step]:
            copy = place / path.relative_to(whole)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())


def feeds(place: Path, step: int) -> None:
    count = FEEDS if step < 100 else 1
    peers.Feeds.count = count
    peers.Feeds.texts = peers.read_texts(count * peers.ENTRIES)
    for number in range(count):
        (place / f"{number}.xml").write_text(peers.feed(number, 0))


def tell(name: str, spent: Spent, calls: Counter[str], taken: float) -> None:
    releases = calls["trace"]
    print(f"\n{name}: {releases} releases, {taken:.1f} s of CPU\n")
    print(
        "| stage | ms a release | share | times the floor |\n| --- | --- | --- | --- |"
    )
    for stage, _ in STEPS:
        row(stage, spent[stage] / releases, taken / releases)
    known = sum(spent[stage] for stage, _ in STEPS if stage[0] != " ")
    row("all else", (taken - known) / releases, taken / releases)
    workers = sum(spent[stage] for stage in WORKERS)
    row("**what workers do**", workers / releases, taken / releases)
    row("**whole run**", taken / releases, taken / releases)


def row(stage: str, seconds: float, whole: float) -> None:
    floor = FLOORS.get(stage)
    times = f"{1000 * seconds / floor:.1f}" if floor else ""
    label = f"… {stage.strip()}" if stage[0] == " " else stage
    print(f"| {label} | {1000 * seconds:.2f} | {seconds / whole:.0%} | {times} |")


if __name__ == "__main__":
    main("".join(sys.argv[1:2]), *map(int, sys.argv[2:]))
