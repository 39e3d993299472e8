"""What it costs that reading, cleaning and briefing happen in processes of their own.

    PYTHONPATH=. python bench/isolation.py [--releases 500] [--rounds 3]

The same run, the real command's own code, over a folder of releases as long as half of
the archive's are (4 kB): once with its workers, once with their work done in process.
CPU of everything that was started is counted, the start of the keeper and of the
workers included. Each is run in turns and the least counts: other programs only ever
add. Prints the price in per cent of the run in process; ends with 1 when it is over 15.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.end_to_end.project import Project
from tests.end_to_end.tellings import announce, archive_file

MOST = 15  # per cent
PARTS = 7  # of a release: 4 kB, as half of the archive's have
APART = "import sys; from syndicate.cli import call; sys.exit(call(sys.argv[1:]))"
# What `Pool.map` promises of good items, without any process or limit.
TOGETHER = """
import sys
from syndicate.cli import call
from syndicate.errors import SyndicateError
from syndicate.workers import Pool

def map_here(pool, function, items, ahead=64):
    for item in items:
        try:
            outcome = function(item)
        except SyndicateError as error:
            outcome = error
        yield outcome

Pool.map = map_here
Pool.prepare = lambda pool: None
sys.exit(call(sys.argv[1:]))
"""


def main() -> int:
    """Run both in turns, and compare the least of each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--releases", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    apart, together = [], []
    for _ in range(asked.rounds):
        together.append(measure(asked.releases, TOGETHER))
        apart.append(measure(asked.releases, APART))
    one, other = min(together), min(apart)
    price = 100 * (other - one) / one
    print(f"{asked.releases} releases, CPU of the least of {asked.rounds} runs:")
    print(f"{other:8.2f} s  with workers, their start included")
    print(f"{one:8.2f} s  the same work in process")
    print(f"{price:8.1f} %  is the price of the isolation (at most {MOST} %)")
    return 1 if price > MOST else 0


def measure(releases: int, code: str) -> float:
    """CPU seconds of one first run in a process of its own, and of all it starts."""
    with tempfile.TemporaryDirectory(prefix="isolation-") as folder:
        project = Project(Path(folder)).source("wire", "wire", trust="wire")
        for number in range(releases):
            title = f"Clinic {number} opens a room"
            address = f"https://clinic.example.org/{number}"
            told = (announce(number * PARTS + part) for part in range(PARTS))
            text = archive_file(title, "\n\n".join(told), address)
            project.write(f"wire/{number:05}.md", text)
        program = [sys.executable, "-c", code, *project.command("run")[3:]]
        with subprocess.Popen(
            program, cwd=project.folder, stdout=subprocess.DEVNULL
        ) as run:
            _, status, usage = os.wait4(run.pid, 0)
            run.returncode = os.waitstatus_to_exitcode(status)
        if run.returncode:
            raise SystemExit(f"the run ended with {run.returncode}")
        return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    sys.exit(main())
