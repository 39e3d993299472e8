"""What matching on the engine costs: by the number of releases, and of parts.

    PYTHONPATH=. SYNDICATE_CORPUS=… python bench/spark.py [1500 6000]
        [--parts 1 2 4 8] [--master 'local[2]'] [--database FILE] [--engine-alone]
        [--anew 100000] [--folder DIR]

The releases are those of `bench/growth.py`, each a story of its own at first; with
`--database` those of a database that a run made. After so many as `--anew` the first
are told again. They are exported, then judged by one process, on a copy, and by the
engine once for each number of parts (0: as many as it chooses), each in processes of
its own. In the folder of `--folder` what was made and exported stays, to be measured
again. Seconds of the processor are those of all processes of a session: the engine's,
and every Python that it starts. Memory is the most that they had together, as looked at
every two seconds (each page once: PSS), and disk the most that the engine had in its
folder. Bytes shuffled are what its own record of its stages says was written.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.flat import settle
from bench.growth import ANEW, Imagined, fill, patterns
from syndicate.engine.proposing import judge_archive
from syndicate.engine.starting import start
from syndicate.store import Move, Store
from syndicate.store.exporting import DECISIONS

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
COUNTS, PARTS = (1_500, 6_000), (1, 2, 4, 8)
STORIES = "SELECT count(DISTINCT story), count(*) FROM postings"
DISKS = "SPARK_LOCAL_DIRS"
TICK = os.sysconf("SC_CLK_TCK")
STEPS = ("start", "judge", "stories")
HEADS = (
    *(f"{'releases':>9}", f"{'parts':>8}", f"{'CPU s':>8}", f"{'wall s':>8}"),
    *(f"{name:>8}" for name in STEPS),
    *(
        f"{'shuffled':>10}",
        f"{'disk MB':>7}",
        f"{'peak MB':>8}",
        f"{'stories':>8}  moves",
    ),
)


def main() -> None:
    """Print a line for each measurement."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("counts", type=int, nargs="*", default=COUNTS)
    parser.add_argument("--parts", type=int, nargs="*", default=PARTS)
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--database", type=Path)
    parser.add_argument("--engine-alone", action="store_true")
    parser.add_argument("--anew", type=int, default=ANEW)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--measured", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.measured:
        _be_measured(chosen.measured, chosen.master, chosen.parts[0])
        return
    print(" ".join(HEADS), flush=True)
    with tempfile.TemporaryDirectory() as made:
        folder = chosen.folder or Path(made)
        for count in () if chosen.database else chosen.counts:
            measure(folder / f"{count}.sqlite", folder / f"{count}", chosen)
        if chosen.database:
            measure(chosen.database, folder / "database", chosen)


def measure(place: Path, exported: Path, chosen: argparse.Namespace) -> None:
    """Print what each way takes to judge a database, or what lies exported of it."""
    if not (exported / DECISIONS).exists():
        if not chosen.database:
            make(place, int(exported.name), chosen)
        with Store.open(place, readonly=True) as store:
            store.export(exported, lambda *_: None)
    if not chosen.engine_alone:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy.sqlite"
            with sqlite3.connect(place) as one, sqlite3.connect(copy) as two:
                one.backup(two)
            say("one", call("--measured", str(copy)))
    for parts in chosen.parts:
        options = ("--master", chosen.master, "--parts", str(parts))
        say(str(parts or "chosen"), call("--measured", str(exported), *options))


def make(place: Path, count: int, chosen: argparse.Namespace) -> None:
    """Fill a database."""
    corpus = Path(os.environ["SYNDICATE_CORPUS"]).resolve()
    fill(Imagined(patterns(corpus), chosen.anew), place, count)
    settle(place, searched=not chosen.engine_alone)


def say(parts: str, told: dict[str, Any]) -> None:
    """Print a line."""
    releases = told["releases"]
    steps = [told["steps"].get(name) for name in STEPS]
    shuffled = told["shuffled"]
    print(
        f"{releases:>9,} {parts:>8} {told['cpu']:>8.1f} {told['wall']:>8.1f}",
        *(f"{each:>8.1f}" if each else f"{'':>8}" for each in steps),
        f"{shuffled / 1e6:>7.1f} MB" if shuffled else f"{'':>10}",
        f"{told['disk'] / 1e6:>7,.0f} {told['peak']:>8,.0f} {told['stories']:>8,} ",
        told["moves"],
        flush=True,
    )


def call(*words: str) -> dict[str, Any]:
    """Measure in a session of processes of its own, with a folder for the engine."""
    with tempfile.TemporaryDirectory() as folder:
        told = subprocess.run(
            [sys.executable, __file__, *words],
            stdout=subprocess.PIPE,
            start_new_session=True,
            check=True,
            text=True,
            env=os.environ | {DISKS: folder},
        )
    found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return found


@dataclass(slots=True)
class Watch:
    """What the processes of this session take, and the most memory that they had."""

    began: float = field(default_factory=time.monotonic)
    steps: dict[str, float] = field(default_factory=dict)
    peak: float = 0.0
    disk: int = 0

    def step(self, name: str, work: Callable[[], Any]) -> Any:
        """Do something, and note what it took of the processor."""
        done = work()
        self.steps[name] = cpu() - sum(self.steps.values())
        return done

    def look(self) -> None:
        """Look at the memory for as long as this process lives."""
        while True:
            self.peak = max(self.peak, memory())
            time.sleep(2)

    def look_at_disk(self) -> None:
        """Look at what the engine has on its disk."""
        while True:
            self.disk = max(self.disk, on_disk(Path(os.environ[DISKS])))
            time.sleep(2)

    def told(self, moves: Sequence[Move], shuffled: int = 0) -> dict[str, Any]:
        """All of it until now; moves by a digest of all that they say."""
        said = hashlib.blake2b(
            repr([astuple(move) for move in moves]).encode(), digest_size=4
        )
        told: dict[str, Any] = {"steps": self.steps, "cpu": cpu(), "peak": self.peak}
        told["disk"] = self.disk
        told |= {"wall": time.monotonic() - self.began, "shuffled": shuffled}
        return told | {"moves": f"{len(moves)} {said.hexdigest()}"}


def _be_measured(place: str, master: str, parts: int) -> None:
    """Judge a database in this process, or a folder on the engine."""
    watch = Watch()
    threading.Thread(target=watch.look, daemon=True).start()
    if Path(place).is_file():
        with Store.open(Path(place)) as store:
            moves = store.rematch(NOW, apply=True, watch=lambda *_: None)
            stories, releases = store.connection.execute(STORIES).fetchone()
        print(
            json.dumps(watch.told(moves) | {"stories": stories, "releases": releases})
        )
        return
    threading.Thread(target=watch.look_at_disk, daemon=True).start()
    session = watch.step("start", lambda: _started(master, parts or None))
    judged = watch.step("judge", lambda: judge_archive(session, place))
    placed = watch.step("place", judged.place)
    moves = watch.step("stories", lambda: judged.moves_of(placed))
    told = watch.told(moves, _shuffled(session))
    told["steps"]["stories"] += told["steps"].pop("place")
    told["stories"] = placed.select("id_after").distinct().count()
    told["releases"] = judged.members.count()
    print(json.dumps(told))


def _started(master: str, parts: int | None) -> Any:
    session = start(master, parts)
    session.range(1).count()
    return session


def _shuffled(session: Any) -> int:
    """The bytes that all stages wrote to be moved, as the engine keeps record."""
    context = session.sparkContext
    gateway = context._gateway  # noqa: SLF001 -- PySpark has no words of its own for it
    none = gateway.new_array(gateway.jvm.double, 0)
    empty = gateway.jvm.java.util.ArrayList()
    store = context._jsc.sc().statusStore()  # noqa: SLF001
    stages = store.stageList(None, False, False, none, empty)
    return sum(stages.apply(at).shuffleWriteBytes() for at in range(stages.size()))


def cpu() -> float:
    """Seconds of the processor of this session, those of processes gone included."""
    return sum(sum(map(int, stat[11:15])) for _, stat in _session()) / TICK


def memory() -> float:
    """Megabytes of this session, a page that two share counted once."""
    total = 0
    for pid, _ in _session():
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue  # gone meanwhile
        pss = next(
            (each for each in rollup.splitlines() if each.startswith("Pss:")), ""
        )
        total += int(pss.split()[1]) if pss else 0
    return total / 1024


def on_disk(folder: Path) -> int:
    """The bytes that lie in a folder."""
    total = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(FileNotFoundError):  # gone meanwhile
            total += path.stat().st_blocks * 512
    return total


def _session() -> Iterator[tuple[int, list[str]]]:
    """Each process of this session, by the fields of its `stat` after its name."""
    mine = str(os.getsid(0))
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            stat = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # gone meanwhile
        if stat[3] == mine:
            yield int(path.parent.name), stat


if __name__ == "__main__":
    main()
