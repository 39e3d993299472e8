"""The files around the database: what readers lack, what was left over, the lock."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from syndicate.config import Settings
from syndicate.errors import SyndicateError
from syndicate.maintenance.finding import REPAIR, Finding, State, some
from syndicate.publish.there import pages_there
from syndicate.publish.write import STAGING, clear
from syndicate.store import Soundness
from syndicate.store.copying import leftovers as unfinished_copies
from syndicate.store.copying import sweep as sweep_copies


def examine_files(settings: Settings) -> Iterator[Finding]:
    """Pages that are out and not there, leftovers of runs that died, the run's lock."""
    path = settings.paths.database
    if not path.exists():
        return
    lacking = missing_pages(settings)
    if lacking:
        told = f"{len(lacking):,} pages that are out are not there: {some(lacking)}"
        yield Finding("paths.output", State.WARN, told, REPAIR)
    holder = _holder(path.with_name(f"{path.name}.lock"))
    if holder == "":
        left = [str(each) for each in leftovers(settings)]
        if left:
            told = f"left by a run that died: {some(left)}"
            yield Finding("leftovers", State.WARN, told, REPAIR)
        yield Finding("lock", State.OK, "no run is going on")
    elif holder.isdigit() and not Path("/proc", holder).exists():
        told = f"held by what process {holder} left behind, which is no more"
        fix = f"end what `fuser -v {path}.lock` names"
        yield Finding("lock", State.WARN, told, fix)
    else:
        yield Finding("lock", State.OK, f"a run is going on (process {holder})")


def missing_pages(settings: Settings) -> list[str]:
    """The pages of stories that are out and do not stand in the output folder."""
    try:
        there = pages_there(settings.paths.output)
        with Soundness.opened(settings.paths.database) as sound:
            return [page for page in sound.pages() if page not in there]
    except SyndicateError:  # what examines the database, or the folder, says so
        return []


def leftovers(settings: Settings) -> list[Path]:
    """What a run that died left and a later one would clear away."""
    paths = settings.paths
    wanted = [
        paths.output / STAGING,
        paths.digest / STAGING,
        paths.database.with_name(f"{paths.database.name}.new"),
    ]
    found = [each for each in wanted if os.path.lexists(each)]
    folders = {settings.backups, paths.database.parent / "backups"}
    found += [each for folder in sorted(folders) for each in unfinished_copies(folder)]
    return [*found, *settings.file.parent.glob(f".{settings.file.name}.*.tmp")]


def sweep(settings: Settings) -> list[Path]:
    """Remove them; whoever calls it holds the run's lock."""
    left = leftovers(settings)
    for folder in {each.parent for each in left} & {
        settings.backups,
        settings.paths.database.parent / "backups",
    }:
        sweep_copies(folder)
    for path in left:
        clear(path)
    return left


def _holder(lock: Path) -> str:
    """The process that took the run's lock: "" if nobody, "?" if that is not told."""
    if not lock.exists():
        return ""
    try:
        handle = os.open(lock, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return "?"
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _locker(os.fstat(handle).st_ino)
    finally:
        os.close(handle)
    return ""


def _locker(inode: int) -> str:
    """Who took the lock of a file, as the kernel lists it (proc(5), /proc/locks)."""
    try:
        lines = Path("/proc/locks").read_text("ascii").splitlines()
    except OSError:
        return "?"
    for line in lines:
        words = line.split()
        is_it = len(words) > 5 and words[5].rsplit(":", 1)[-1] == str(inode)
        if is_it and words[1] == "FLOCK":
            return words[4]
    return "?"
