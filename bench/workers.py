"""What a trip to a worker process costs a small item, against a call in process.

Prints a ratio: microseconds are the machine's own. Usage: bench/workers.py [items]
"""

from __future__ import annotations

import html
import os
import sys
import time
from collections.abc import Iterable

from syndicate.workers import Limits, Pool

ROUNDS = 5
PARAGRAPH = "The clinic opens a second door on Elm Street, beside the café. " * 16


def main() -> None:
    """Measure both in turns, so that a busy moment falls on both; keep the best."""
    texts = [PARAGRAPH] * (int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
    here, there = [], []
    with Pool(Limits(os.cpu_count() or 1, 20, 1000)) as pool:
        list(pool.map(html.escape, texts[:100]))
        for _ in range(ROUNDS):
            here.append(seconds(map(html.escape, texts)))
            there.append(seconds(pool.map(html.escape, texts)))
    ratio = min(there) / min(here)
    print(f"workers: {ratio:.1f}x html.escape of 1 kB called in process")


def seconds(calls: Iterable[object]) -> float:
    """Wall clock of one pass over all the calls."""
    began = time.perf_counter()
    for _ in calls:
        pass
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
