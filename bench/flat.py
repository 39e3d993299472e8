"""What a run with some new releases costs, with ever more stories in the database.

    PYTHONPATH=. SYNDICATE_CORPUS=… python bench/flat.py [10000 100000 1000000]
        [--folder DIR]

The releases stored are those of `bench/growth.py`; each is a story of its own that is
looked at, briefed and in the index of words, as runs leave it. They are of wires, and a
clinic is named: its own releases are public, all others are for staff, as where a
clinic reads whole wires. Then the real command runs over a folder with NEW releases,
one in five of them the clinic's: they are read, cleaned, matched, briefed, indexed and
published. Seconds are those of the processor, of all processes; memory is the most that
the process had that keeps and publishes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.growth import A_DAY, START, Imagined, fill, patterns
from bench.installed import as_installed
from syndicate.brief import Known, rules_digest
from syndicate.config.load import load
from syndicate.model import Brief
from syndicate.sources.registry import options_of
from syndicate.store import Store
from syndicate.store.columns import utc
from syndicate.store.records import pack_brief

COUNTS = (10_000, 100_000, 1_000_000)
NEW = 500
OURS = 5  # one in so many
CONFIG = """
[site]
url = "https://news.example.org/"
[[clinic]]
name = "Harbor Lane Clinic"
[[source]]
name = "wire"
kind = "files"
location = "wire"
trust = "wire"
[[source]]
name = "own"
kind = "files"
location = "own"
trust = "owned"
clinic = "Harbor Lane Clinic"
"""
SETTLE = (
    """
INSERT INTO stories (seq, id, short_id, slug, original, anchor, since, updated, sort_at,
    shown, created_seq, changed_seq, brief, dirty)
SELECT ref, 'tag:news.example.org,2020:story/' || printf('%012x', ref),
    printf('%012x', ref), 'told', ref, ref, first_seen, first_seen,
    published || 'T00:00:00Z', text_digest, 1, 1, :brief, 0
FROM postings WHERE story IS NULL
""",
    """
INSERT INTO appearances (story, place, posting, url, standing, relation, evidence,
    first_seen, change, position)
SELECT ref, 'posting:' || ref, ref, url, 'seen', 'original', '[]', first_seen, 1, 0
FROM postings WHERE story IS NULL
""",
    """
INSERT INTO search (seq, title, text)
SELECT ref, title, text FROM postings WHERE story IS NULL
""",
    "UPDATE postings SET story = ref, pending = 0 WHERE story IS NULL",
    "UPDATE meta SET value = '1' WHERE key = 'sequence' AND value = '0'",
    # The edition before was closed since: this one is of what comes from now on.
    "UPDATE editions SET opened_seq = 1, opened_at = :opened WHERE opened_seq = 0",
)
ASKED = (
    ("run", "--json"),
    ("stories", "--limit", "20"),
    ("search", "treatment"),
    ("digest",),
    ("explain", "00000000000a"),
)


def main() -> None:
    """Fill to each count and print what the commands take there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("counts", type=int, nargs="*", default=COUNTS)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    as_installed()
    with tempfile.TemporaryDirectory() as made:
        measure(chosen.folder or Path(made), chosen.counts)


def measure(folder: Path, counts: Sequence[int]) -> None:
    """Print a line for each count, and what the last is of the first."""
    imagined = Imagined(patterns(Path(os.environ["SYNDICATE_CORPUS"]).resolve()))
    (folder / "config.toml").write_text(CONFIG, "utf-8")
    names = ["new, ms each", "no news", *(words[0] for words in ASKED[1:])]
    print(
        f"{'stories':>10}"
        + "".join(f"{name:>14}" for name in (*names, "MB, new", "MB, else"))
    )
    first: list[float] = []
    for count in counts:
        fill(imagined, folder / "db/syndicate.sqlite", count)
        settle(folder / "db/syndicate.sqlite")
        check(folder)
        took = take(folder, imagined, count)
        first = first or took
        print(f"{count:>10,}" + "".join(f"{each:>14.2f}" for each in took), flush=True)
        ratios = (now / then for now, then in zip(took, first, strict=True))
        print(f"{'ratio':>10}" + "".join(f"{each:>14.2f}" for each in ratios))


def settle(place: Path, *, searched: bool = True) -> None:
    """Have what was filled stand as if runs had formed, briefed and looked at it.

    Where nothing is `searched`, and no story formed, the index of words is left out.
    """
    names = {
        "brief": pack_brief(Brief("One sentence of what a clinic told on that day.")),
        "opened": utc(START + timedelta(hours=1)),
    }
    with Store.open(place) as store:
        store.connection.execute("PRAGMA synchronous = OFF")
        for statement in SETTLE:
            if "INTO search" in statement and not searched:
                continue
            store.connection.execute(statement, names)
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def check(folder: Path) -> None:
    """Have the briefs stand as checked by the rules of now: no run has to do it."""
    settings = load(folder / "config.toml", options_of)
    rules = rules_digest(Known(settings.clinic, settings.drug))
    with Store.open(folder / "db/syndicate.sqlite") as store:
        store.outbox.checked(rules)


def take(folder: Path, imagined: Imagined, count: int) -> list[float]:
    """What each command takes with that many stored, and the most memory."""
    now = START + timedelta(days=count // A_DAY + 1)
    tell(folder, imagined, range(0))
    call(folder, now, ASKED[0])  # the folders, the workers' files: all is there
    bare = call(folder, now + timedelta(hours=1), ASKED[0])
    tell(folder, imagined, range(count, count + NEW))
    told = call(folder, now + timedelta(hours=2), ASKED[0])
    asked = [call(folder, now + timedelta(hours=3), words) for words in ASKED[1:]]
    each = (told.seconds - bare.seconds) / NEW * 1000
    memory = (told.megabytes, max(one.megabytes for one in (bare, *asked)))
    return [each, bare.seconds, *(one.seconds for one in asked), *memory]


def tell(folder: Path, imagined: Imagined, numbers: range) -> None:
    """Put releases into the folders of the sources, and take away what was there."""
    for source in ("wire", "own"):
        shutil.rmtree(folder / source, ignore_errors=True)
        (folder / source).mkdir()
    for number in numbers:
        release = imagined.make_new(number)
        source = "wire" if number % OURS else "own"
        day = START + timedelta(days=number // A_DAY)
        place = folder / source / f"{day:%Y/%m/%d}" / f"{number}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"# {release.title}\n\n{release.text}", "utf-8")


# The kernel's own figure of a child begins with what its parent had.
RUN = """
import atexit, re, sys
from syndicate.__main__ import main
place = sys.argv.pop(1)
def tell():
    status = open("/proc/self/status").read()
    open(place, "w").write(re.search(r"VmHWM:\\s+(\\d+) kB", status)[1])
atexit.register(tell)
sys.exit(main())
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds of the processor, and the most memory."""

    seconds: float
    megabytes: float


def call(folder: Path, now: datetime, words: Sequence[str]) -> Cost:
    """Call the real command."""
    at = now.astimezone(UTC).isoformat().replace("+00:00", "Z")
    most = folder / "memory"
    command = [sys.executable, "-c", RUN, str(most), "--config", "config.toml"]
    process = subprocess.Popen(
        [*command, "--now", at, *words],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{words[0]} ended with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, int(most.read_text()) / 1024)


if __name__ == "__main__":
    main()
