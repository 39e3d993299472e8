"""Ingest the whole press-release archive in one run and print what it took.

    SYNDICATE_CORPUS=… python bench/archive.py [FOLDER-INSIDE-ARCHIVE]

The bar: no crash, three minutes and 1 GB on two cores. Memory is the sum over all
processes of the run, shared pages counted once (PSS), sampled three times a second.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CONFIG = """
[site]
url = "https://news.example.org/"
[[source]]
name = "archive"
kind = "files"
location = "{location}"
trust = "wire"
"""


def main() -> None:
    """Run twice: everything new, then nothing."""
    inside = sys.argv[1] if len(sys.argv) > 1 else ""
    location = Path(os.environ["SYNDICATE_CORPUS"]).resolve() / "archive" / inside
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.toml"
        config.write_text(CONFIG.format(location=location), "utf-8")
        for name in ("first run", "second run"):
            measure(name, config)
        size = (Path(folder) / "db" / "syndicate.sqlite").stat().st_size
        print(f"database {size / 1e6:.0f} MB")


def measure(name: str, config: Path) -> None:
    """Run the real command and print its figures."""
    command = [sys.executable, "-m", "syndicate", "--config", str(config), "run"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    told = config.with_name("run.json")
    with (
        told.open("wb") as output,
        subprocess.Popen([*command, "--json"], stdout=output) as process,
    ):
        peak = 0
        while process.poll() is None:
            peak = max(peak, memory(process.pid))
            time.sleep(0.3)
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    done = json.loads(told.read_text("utf-8"))
    print(
        f"{name}: {done['documents']} documents, {done['stories']} stories,"
        f" {wall:.1f} s wall, {processor:.1f} s CPU,"
        f" {done['documents'] / wall:.0f} documents/s, peak {peak / 1e6:.0f} MB,"
        f" exit {process.returncode}"
    )


def memory(process: int) -> int:
    """Bytes of a process and all below it, shared pages counted once."""
    total = 0
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    except OSError:  # it ended while we looked
        return 0
    for line in rollup.splitlines():
        if line.startswith("Pss:"):
            total += int(line.split()[1]) * 1024
    return total + sum(memory(int(child)) for child in children.split())


if __name__ == "__main__":
    main()
