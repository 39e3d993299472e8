"""Files that go live whole: the only place of this package that touches the disk.

Every file is written into one folder beside them all and synced; then all are renamed
into their places, in the order they were staged. A crash leaves each file as it was or
as it is meant to be, and that one folder, which the next run clears away.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Self

from syndicate.errors import CannotCreate, InputOutputError, SyndicateError

# Where files wait under the root. There is one such folder however many folders there
# are, so that nobody looks through a whole archive for what a crash left; and it is on
# the same file system, where a rename is one step (POSIX, rename()).
STAGING = ".syndicate"
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


Changing = Callable[[Sequence[str]], None]  # told the paths that are about to change


class Batch:
    """The files of one folder that go live together; left early, nothing changes.

    `written`, `removed` and `unchanged` say what became of each. `changing` is called
    before anything is removed or renamed; what it raises leaves everything as it was.
    """

    def __init__(self, root: Path, changing: Changing | None = None) -> None:
        self._root = root
        self._staging = root / STAGING
        self._changing = changing
        self._staged: list[tuple[Path, Path]] = []
        self._folders: set[Path] = set()
        self._opened: set[Path] = set()  # folders that files can be renamed into
        self._above: set[Path] = set()  # folders in which a new folder was made
        self.written: list[str] = []
        self.removed: list[str] = []
        self.unchanged = 0

    def __enter__(self) -> Self:
        """Create the folder if need be, and clear what an earlier crash left."""
        self._make(self._root)
        with naming(self._staging):
            clear(self._staging)
        return self

    def __exit__(self, *raised: object) -> None:
        """Take back what was staged and not committed."""
        # The next run clears what cannot be removed now.
        with contextlib.suppress(OSError):
            clear(self._staging)
        self._staged.clear()

    def remove(self, path: str) -> None:
        """Remove a file at once: what must not be seen waits for nothing else."""
        place = self._place(path)
        with naming(place):
            if not os.path.lexists(place):
                return
        self._tell([path])
        with naming(place):
            place.unlink()
            sync_folder(place.parent)
        self.removed.append(path)

    def stage(self, path: str, content: bytes, *, but_for: bytes = b"") -> None:
        """Write a file to where it waits, unless the same bytes stand there already.

        With `but_for`, a difference in the first line that starts with it is none.

        Raises:
            CannotCreate: the place cannot be written to.
            InputOutputError: the disk is full or broken.
        """
        place = self._place(path)
        folder = place.parent
        self._make(folder)
        with naming(place):
            if _stands(place, content, but_for):
                self.unchanged += 1
                return
            self._open(folder)
            waiting = self._staging / f"{len(self._staged)}.tmp"
            self._staged.append((waiting, place))
            _create(waiting, content)
        self.written.append(path)

    def commit(self) -> None:
        """Make everything staged durable, then rename it into place in that order.

        Raises:
            CannotCreate, InputOutputError: as `stage`.
        """
        if len(self._staged) >= MANY:
            os.sync()
        for waiting, place in self._staged:
            with naming(place):
                sync_file(waiting)
        if self._staged:
            self._tell(self.written)
        for waiting, place in self._staged:
            with naming(place):
                waiting.replace(place)
        parents = {place.parent for _, place in self._staged}
        for folder in sorted(parents | self._above):
            with naming(folder):
                sync_folder(folder)
        self._staged.clear()

    def _tell(self, paths: Sequence[str]) -> None:
        if self._changing is not None:
            self._changing(tuple(paths))

    def _place(self, path: str) -> Path:
        steps = PurePosixPath(path)
        if steps.is_absolute() or ".." in steps.parts or not steps.parts:
            raise SyndicateError(f"a path that leaves {self._root}: {path!r}")
        return self._root.joinpath(steps)

    def _make(self, folder: Path) -> None:
        if folder in self._folders:
            return
        with naming(folder):
            missing = [each for each in (folder, *folder.parents) if not each.exists()]
            folder.mkdir(parents=True, exist_ok=True)
        self._above |= {each.parent for each in missing}
        self._folders.add(folder)

    def _open(self, folder: Path) -> None:
        """Find out now what a rename into a folder would find out half-way through."""
        if not self._opened:
            self._staging.mkdir(exist_ok=True)
        if folder in self._opened:
            return
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if folder.stat().st_dev != self._staging.stat().st_dev:
            raise OSError(errno.EXDEV, "not on the file system of the output folder")
        self._opened.add(folder)


def clear(staging: Path) -> None:
    """Remove the folder in which files wait, or whatever lies in its place."""
    if staging.is_symlink() or staging.is_file():
        staging.unlink()
    elif staging.exists():
        shutil.rmtree(staging)


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
