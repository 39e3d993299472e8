"""The files around the database: what readers lack, what was left over, the lock."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from syndicate.config import Settings
from syndicate.errors import SyndicateError
from syndicate.maintenance.finding import REPAIR, Finding, State, some
from syndicate.publish.there import pages_of_ours, pages_there
from syndicate.publish.write import STAGING, clear
from syndicate.store import Soundness
from syndicate.store.copying import leftovers as unfinished_copies
from syndicate.store.copying import sweep as sweep_copies

# As after a backup was restored that knows nothing of what came since.
KNOW_AGAIN = (
    "syndicate run, which knows again what sources still tell; remove by hand what"
    " doctor names after it"
)


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of stories that are out and not there; and pages there of what is unknown.

    A page that is `stray` was written by us, a story's or a list's, and no run will
    look at it again.
    """

    missing: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)


def examine_files(settings: Settings) -> Iterator[Finding]:
    """Pages that are out and not there or that nobody knows, leftovers, the lock."""
    path = settings.paths.database
    if not path.exists():
        return
    pages = compare_pages(settings)
    if pages.missing:
        named = some(pages.missing)
        told = f"{len(pages.missing):,} pages that are out are not there: {named}"
        yield Finding("paths.output", State.WARN, told, REPAIR)
    if pages.stray:
        named = some(pages.stray)
        count = f"{len(pages.stray):,} page{'s' if pages.stray[1:] else ''}"
        told = f"{count} that the database does not know: {named}"
        yield Finding("paths.output", State.WARN, told, KNOW_AGAIN)
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


def compare_pages(settings: Settings) -> Pages:
    """The output folder against the database: by names alone, no page is read."""
    try:
        there = pages_there(settings.paths.output)
        with Soundness.opened(settings.paths.database) as sound:
            out = sound.pages()
            others = pages_of_ours(there.difference(out))
            missing = [page for page in out if page not in there]
            return Pages(missing, sound.unknown(others))
    except SyndicateError:  # what examines the database, or the folder, says so
        return Pages()


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
