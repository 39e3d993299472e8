"""Files that go live whole: the only place of this package that touches the disk.

Every file is written beside its place under a temporary name and synced; then all
are renamed, in the order they were staged. A crash leaves each file as it was or as
it is meant to be, and temporary files that the next run sweeps away.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from syndicate.errors import CannotCreate, InputOutputError, SyndicateError

STRAY = re.compile(r"^\.syndicate-\d+\.tmp$")
# What a file system says when it is full or broken; anything else means that the
# place itself is wrong: no permission, read-only, a file where a folder should be.
BROKEN = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EFBIG,
        errno.EIO,
        errno.ENODEV,
        errno.ENXIO,
        errno.EMFILE,
        errno.ENFILE,
        errno.ENOMEM,
    }
)
# From this many files on, one sync of everything goes before the syncs of each file,
# which then find little left to do. 1,000 pages of 6 kB on ext4 on a busy machine,
# median of 8: 4.3 s when each is written, synced and renamed in turn; 3.1 s when all
# are written before the first is synced; 2.1 s with sync() in between. sync() alone
# took 1.6 s, but it reports no error, and only Linux waits for it.
MANY = 64


class Batch:
    """The files of one folder that go live together; left early, nothing changes.

    `written`, `removed` and `unchanged` say what became of each.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._staged: list[tuple[Path, Path]] = []
        self._folders: set[Path] = set()
        self.written: list[str] = []
        self.removed: list[str] = []
        self.unchanged = 0

    def __enter__(self) -> Self:
        """Create the folder if need be, and sweep what an earlier crash left."""
        self._make(self._root)
        with naming(self._root):
            self._sweep()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take back what was staged and not committed."""
        for temporary, _ in self._staged:
            # The next run sweeps what cannot be removed now.
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        self._staged.clear()

    def remove(self, path: str) -> None:
        """Remove a file at once: what must not be seen waits for nothing else."""
        place = self._place(path)
        with naming(place):
            try:
                place.unlink()
            except (FileNotFoundError, NotADirectoryError):
                return
            sync_folder(place.parent)
        self.removed.append(path)

    def stage(self, path: str, content: bytes, *, but_for: bytes = b"") -> None:
        """Write a file beside its place, unless the same bytes stand there already.

        With `but_for`, a difference in the first line that starts with it is none.

        Raises:
            CannotCreate: the place cannot be written to.
            InputOutputError: the disk is full or broken.
        """
        place = self._place(path)
        self._make(place.parent)
        temporary = place.parent / f".syndicate-{len(self._staged)}.tmp"
        with naming(place):
            if _stands(place, content, but_for):
                self.unchanged += 1
                return
            self._staged.append((temporary, place))
            _create(temporary, content)
        self.written.append(path)

    def commit(self) -> None:
        """Make everything staged durable, then rename it into place in that order.

        Raises:
            CannotCreate, InputOutputError: as `stage`.
        """
        if len(self._staged) >= MANY:
            os.sync()
        for temporary, place in self._staged:
            with naming(place):
                sync_file(temporary)
        for temporary, place in self._staged:
            with naming(place):
                temporary.replace(place)
        for folder in sorted({place.parent for _, place in self._staged}):
            with naming(folder):
                sync_folder(folder)
        self._staged.clear()

    def _place(self, path: str) -> Path:
        steps = PurePosixPath(path)
        if steps.is_absolute() or ".." in steps.parts or not steps.parts:
            raise SyndicateError(f"a path that leaves {self._root}: {path!r}")
        return self._root.joinpath(steps)

    def _make(self, folder: Path) -> None:
        if folder not in self._folders:
            with naming(folder):
                folder.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)

    def _sweep(self) -> None:
        """Remove stray temporary files from the folder and the folders in it."""
        folders = [self._root]
        with os.scandir(self._root) as found:
            folders += [Path(e.path) for e in found if e.is_dir(follow_symlinks=False)]
        for folder in folders:
            with os.scandir(folder) as found:
                strays = [entry.path for entry in found if STRAY.match(entry.name)]
            for stray in strays:
                Path(stray).unlink(missing_ok=True)


def replace_file(path: Path, content: bytes) -> None:
    """Put one file in its place whole, wherever a person keeps it.

    It keeps its mode, and a link to it stays a link. Left early, nothing changes.

    Raises:
        CannotCreate, InputOutputError: as `Batch.stage`.
    """
    with naming(path):
        place = path.resolve()
        temporary = place.with_name(f".{place.name}.{os.getpid()}.tmp")
        try:
            _create(temporary, content)
            with contextlib.suppress(FileNotFoundError):
                temporary.chmod(stat.S_IMODE(place.stat().st_mode))
            sync_file(temporary)
            temporary.replace(place)
        finally:
            temporary.unlink(missing_ok=True)
        sync_folder(place.parent)


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Turn what the operating system says into an error of ours that names the path."""
    try:
        yield
    except OSError as error:
        reason = f"{path}: cannot be written: {error.strerror or error}"
        if error.errno in BROKEN:
            raise InputOutputError(reason) from error
        raise CannotCreate(reason) from error


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    _sync(path, os.O_RDONLY)


def sync_folder(path: Path) -> None:
    """Wait until a folder's names are on the disk."""
    _sync(path, os.O_RDONLY | os.O_DIRECTORY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _create(path: Path, content: bytes) -> None:
    """A new file of ours; never one that somebody laid there as a link."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
        file.write(content)


def _stands(place: Path, content: bytes, but_for: bytes) -> bool:
    try:
        if not but_for and place.stat().st_size != len(content):
            return False
        standing = place.read_bytes()
    except FileNotFoundError:
        return False
    if but_for:
        return _without(standing, but_for) == _without(content, but_for)
    return standing == content


def _without(content: bytes, start: bytes) -> bytes:
    """The content without the rest of its first line that starts so."""
    before, found, after = (b"\n" + content).partition(b"\n" + start)
    return before + found + after.partition(b"\n")[2] if found else content
