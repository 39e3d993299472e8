"""Migrate a database of an older schema in processes that are killed on the way.

    python -m tests.guarantees.dying SQL ROUNDS

SQL is a dump under tests/released/. One round is one SIGKILL: before the Nth call that
opening the database makes, N spread over all of them, or after a time of chance. After
each, the schema is the old or the new one, the database is sound, what it held is
there, and from the first change on there is a backup that is sound as well. Prints one
JSON object, and what went wrong, a line each.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from syndicate.store import Store
from syndicate.store.copying import WAITING, verify
from syndicate.store.migrations import SCHEMA_VERSION
from tests.released.life import restore

IDS = "SELECT id FROM stories UNION SELECT id FROM aliases ORDER BY 1"


def main() -> None:
    sql, rounds = Path(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(rounds)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        measure(sql, place / "warm")  # what is imported once is no part of it
        calls, seconds = measure(sql, place / "measured")
        tally: Counter[str] = Counter()
        trouble: list[str] = []
        for number in range(rounds):
            path = place / str(number) / "syndicate.sqlite"
            restore(sql, path)
            before = look(path)
            if number % 3:
                died = kill_at(path, calls * number // rounds)
            else:
                died = kill_after(path, chance.uniform(0, seconds))
            tally["killed" if died else "survived"] += 1
            trouble += [f"round {number}: {each}" for each in faults(path, before)]
            tally[f"schema {look(path)[0]} after"] += 1
            Store.open(path).connection.close()
            if look(path) != (SCHEMA_VERSION, before[1]):
                trouble.append(f"round {number}: not well when opened again")
            kept = [*(path.parent / "backups").iterdir()]
            tally["backups"] += len(kept)
            if any(WAITING in each.name for each in kept):
                trouble.append(f"round {number}: an unfinished copy is left")
        tally["calls"] = calls
    sys.stdout.write(json.dumps({"rounds": rounds, **tally, "trouble": trouble}) + "\n")
    raise SystemExit(bool(trouble))


def look(path: Path) -> tuple[int, list[str]]:
    """The schema of a database, and the ids it holds."""
    with closing(sqlite3.connect(path)) as database:
        (schema,) = database.execute("PRAGMA user_version").fetchone()
        return schema, [row[0] for row in database.execute(IDS)]


def faults(path: Path, before: tuple[int, list[str]]) -> list[str]:
    """What is wrong after a death."""
    schema, ids = look(path)
    found = [] if ids == before[1] else ["ids are gone"]
    if schema not in (before[0], SCHEMA_VERSION):
        found.append(f"schema {schema} is half-way")
    with closing(sqlite3.connect(path)) as database:
        told = {row[0] for row in database.execute("SELECT name FROM sqlite_schema")}
        if ("forgotten" in told) != (schema == SCHEMA_VERSION):
            found.append("tables of one schema under the number of the other")
        if [row[0] for row in database.execute("PRAGMA integrity_check")] != ["ok"]:
            found.append("damaged")
    folder = path.parent / "backups"
    made = list(folder.glob("*.sqlite")) if folder.is_dir() else []
    if schema != before[0] and not made:
        found.append("migrated without a backup")
    for each in made:
        copied = verify(each)
        if (copied.schema, copied.orphans) != (before[0], 0):
            found.append(f"{each.name} is no backup of the old schema")
    return found


def measure(sql: Path, folder: Path) -> tuple[int, float]:
    """How many calls opening makes, and how long it takes."""
    path = folder / "syndicate.sqlite"
    restore(sql, path)
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    began = time.monotonic()
    sys.setprofile(count)
    Store.open(path).connection.close()
    sys.setprofile(None)
    return calls, time.monotonic() - began


def kill_at(path: Path, call: int) -> bool:
    """Open it in a process that is killed before that call; whether it was."""
    child = os.fork()
    if child == 0:
        left = call

        def step(*_: object) -> None:
            nonlocal left
            left -= 1
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(step)
        _open(path)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def kill_after(path: Path, seconds: float) -> bool:
    """Open it in a process that is killed so long after; whether it was."""
    child = os.fork()
    if child == 0:
        _open(path)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _open(path: Path) -> None:
    try:
        Store.open(path).connection.close()
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
