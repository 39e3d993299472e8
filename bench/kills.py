"""Kill the program at any moment, many times, and tell what that broke.

    PYTHONPATH=. python bench/kills.py [--rounds 500] [--seed 2026] [--harm WAY]

In each round what sources tell changes, a command (a run, a decision, the closing of an
edition) is killed with SIGKILL, or one of its worker processes is, and a normal run
follows. A second project is told the same and left in peace. Nothing may be torn after
the kill, and in the end both must hold and publish the same. Half of the kills are at
a step of chance in a phase of chance, so that short phases are met as often as long
ones. Ends with 1 when anything broke.

`--harm` breaks the promise on purpose after each kill: the table must show it.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.end_to_end.project import Project
from tests.guarantees.killing import Rehearsal
from tests.guarantees.stage import NAMES
from tests.warm import warm_up

# What a line of trouble begins with, and what it is called in the table.
FAULTS = {
    "torn": "half-written files",
    "tells an id twice": "told twice",
    "too many": "told twice",
    "lost": "lost",
    "differs": "otherwise than in peace",
    "database": "damaged databases",
    "left over": "stray files",
    "still runs": "stray processes",
    "exit": "failed commands",
}


def tear(project: Project) -> None:
    """Cut a public file in half, as a program that writes in place may leave it."""
    place = project.path("feeds/rss.xml")
    if place.exists():
        place.write_bytes(place.read_bytes()[: place.stat().st_size // 2])


def lose(project: Project) -> None:
    """Lose an item for good: its file goes, as if it had been read and forgotten."""
    max(project.path("wire").iterdir()).unlink()


def repeat(project: Project) -> None:
    """Have an item told twice, under another name and in other words."""
    content = max(project.path("wire").iterdir()).read_text("utf-8")
    again = content.replace("By day ", "On day ").replace(
        "example.org/", "example.net/"
    )
    project.write("wire/again.md", again)


def damage(project: Project) -> None:
    """Point a row of the database at one that does not exist."""
    path = project.path("db/syndicate.sqlite")
    if path.exists():
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("UPDATE OR REPLACE documents SET source = 99")


HARMS: dict[str, Callable[[Project], None]] = {
    "tear": tear,
    "lose": lose,
    "repeat": repeat,
    "damage": damage,
}


def main() -> int:
    """Play the rounds and tell what came of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--harm", choices=[*HARMS])
    asked = parser.parse_args()
    warm_up()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        harm = HARMS[asked.harm] if asked.harm else None
        rehearsal = Rehearsal(Path(folder) / "stage", asked.seed, harm)
        for number in range(asked.rounds):
            rehearsal.play(1)
            show(f"round {number + 1} of {asked.rounds}: {len(rehearsal.trouble)} bad")
    show("")
    tell(rehearsal)
    seconds = time.monotonic() - began
    print(f"{asked.rounds} rounds in {seconds:.0f} s, seed {asked.seed}")
    return 1 if rehearsal.trouble else 0


def show(words: str) -> None:
    """A line that stays where it is, on a terminal."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{words}")
        sys.stderr.flush()


def tell(rehearsal: Rehearsal) -> None:
    """What was killed at what, and what that broke."""
    sorts = [*dict.fromkeys(sort for sort, _ in sorted(rehearsal.kills))]
    row("killed", *NAMES, "in all")
    for sort in sorts:
        counts = [rehearsal.kills[sort, phase] for phase in NAMES]
        row(sort, *counts, sum(counts))
    by_phase = [sum(rehearsal.kills[sort, phase] for sort in sorts) for phase in NAMES]
    row("in all", *by_phase, sum(by_phase))
    faults = Counter(named for line in rehearsal.trouble for named in name(line))
    print()
    for fault in dict.fromkeys(FAULTS.values()):
        print(f"{faults[fault]:6}  {fault}")
    for line in rehearsal.trouble[:20]:
        print(line[:200])


def name(line: str) -> list[str]:
    """The fault of which a line of trouble tells."""
    told = line.partition(", ")[2]
    return [fault for words, fault in FAULTS.items() if words in told][:1]


def row(first: object, *others: object) -> None:
    """A row of the table."""
    print(f"{first!s:16}" + "".join(f"{each!s:>11}" for each in others))


if __name__ == "__main__":
    sys.exit(main())
