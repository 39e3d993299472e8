"""Start-up: how often a bare Python fits into `--version` and into an idle run.

    PYTHONPATH=. .venv/bin/python bench/startup.py [SOURCES] [ROUNDS]

Of 100 sources that were polled, none is due. Each round measures all of the calls one
after another, so that what else the machine does is the same for all; the smallest CPU
time of each counts. An idle run may take 4 times a bare Python and 0.25 ms a source.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.installed import as_installed

ALLOWED = 4.0  # times a bare Python
A_SOURCE = 0.25  # milliseconds

SITE = '[site]\nurl = "https://news.example.org/"\n'
SOURCE = """
[[source]]
name = "place-{0}"
kind = "files"
location = "place-{0}.md"
every = "1d"
trust = "owned"
"""
TEXT = "# Place {0} opens\n\nPlace {0} opens on Monday, its clinic said on Friday.\n"


def main(sources: int = 100, rounds: int = 15) -> None:
    as_installed()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        settings = SITE + "".join(SOURCE.format(n) for n in range(sources))
        (place / "config.toml").write_text(settings)
        for n in range(sources):
            (place / f"place-{n}.md").write_text(TEXT.format(n))
        python = sys.executable
        whole = [python, "-m", "syndicate", "run"]
        calls = {
            "python -c pass": [python, "-c", "pass"],
            "syndicate --version": [python, "-m", "syndicate", "--version"],
            f"syndicate run, {sources} sources, none due": whole,
            "the same, --json": [*whole, "--json"],
            "syndicate --help": [python, "-m", "syndicate", "--help"],
            "a whole run that finds nothing": [*whole, "--source", "place-0"],
        }
        measure(whole, place)
        taken = {name: [] for name in calls}  # type: dict[str, list[float]]
        for _ in range(rounds):
            for name, call in calls.items():
                if name.startswith("a whole") and len(taken[name]) > 2:
                    continue
                taken[name].append(measure(call, place))
                if name.startswith("a whole"):
                    measure(whole, place)
    bare = min(taken["python -c pass"])
    for name, times in taken.items():
        print(f"{name:45}{min(times):8.1f} ms CPU{min(times) / bare:8.1f}x")
    idle = min(taken[f"syndicate run, {sources} sources, none due"])
    allowed = ALLOWED * bare + A_SOURCE * sources
    print(f"allowed of an idle run: {allowed:.1f} ms; it took {idle:.1f}")
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")


def measure(call: list[str], place: Path) -> float:
    """The CPU of a call and all that it starts, in milliseconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(call, cwd=place, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
    return 1000 * (user + system)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
