"""Local files: a path, a folder or a pattern, one answer for each file."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from syndicate.config import Fetch, Source
from syndicate.fetch.base import Fetched, Stamp
from syndicate.fetch.words import say_size
from syndicate.model import Document
from syndicate.sources.base import Answer, Failure, Request
from syndicate.text.masking import mask_within

MEDIA_TYPES = {
    ".atom": "application/atom+xml",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".htm": "text/html",
    ".html": "text/html",
    ".json": "application/json",
    ".mbox": "application/mbox",
    ".md": "text/markdown",
    ".rdf": "application/rdf+xml",
    ".rss": "application/rss+xml",
    ".txt": "text/plain",
    ".xml": "application/xml",
}

Known = Callable[[str], Stamp | None]
Parts = tuple[str, ...]


def read_folder(
    source: Source, request: Request, limits: Fetch, known: Known
) -> Iterator[Fetched]:
    """Yield each file of a location in a fixed order; what cannot be read, with why.

    `request.url` is a file, a folder (read with all its folders) or a pattern with
    `*`, `?`, `[…]` and `**`, relative to the folder of config.toml. The header
    `suffixes` names the endings that are read, parted by spaces; a single file is
    read whatever its ending. Hidden files and folders are none of ours. A link to a
    file inside the location is that file; one that leads out is told, not followed.

    `known` gives what is remembered of a file under its name, which is its
    '/'-separated path inside the location. A file of the same size and time is not
    opened.
    """
    reader = _Reader(source, request, limits.max_bytes, known)
    location = source.base / request.url
    found = False
    try:
        for file in _list_files(location, _suffixes(request)):
            found = True
            yield reader.read(file)
    except OSError as error:
        yield reader.fail(request.url, _explain(error))
    else:
        if not found and not location.is_dir():
            yield reader.fail(request.url, _name_lack(location, request.url))


def count_files(source: Source, request: Request) -> int:
    """How many answers `read_folder` will give: what a progress bar is out of."""
    return sum(1 for _ in _list_files(source.base / request.url, _suffixes(request)))


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was found, or why it cannot be one."""

    path: str
    locator: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which files of a folder are read: `pattern` is a glob, one part a level."""

    pattern: Parts
    suffixes: Parts

    def takes(self, parts: Parts) -> bool:
        """Whether a file at that path is read."""
        name = parts[-1].lower()
        if self.suffixes and not name.endswith(self.suffixes):
            return False
        return _matches(parts, self.pattern)

    def enters(self, parts: Parts) -> bool:
        """Whether a folder at that path can hold files that are read."""
        return "**" in self.pattern or len(parts) < len(self.pattern)

    def hides(self, name: str) -> bool:
        """Whether a name is a hidden one; `.md` is a file that lost its name."""
        return name.startswith(".") and name.lower() not in self.suffixes


def _suffixes(request: Request) -> Parts:
    told = dict(request.headers).get("suffixes", "")
    return tuple(told.lower().split())


def _list_files(location: Path, suffixes: Parts) -> Iterator[_File]:
    if location.is_dir():
        yield from _walk(location, _Wanted(("**",), suffixes))
    elif location.exists():
        yield _File(str(location), _show(location.name))
    else:
        root, pattern = _split_pattern(location)
        if pattern and root.is_dir():
            yield from _walk(root, _Wanted(pattern, suffixes))


def _split_pattern(location: Path) -> tuple[Path, Parts]:
    """A location's fixed part, and the parts from the first wildcard on.

    >>> _split_pattern(Path("/srv/inbox/2*/**/*.md"))
    (PosixPath('/srv/inbox'), ('2*', '**', '*.md'))
    """
    parts = location.parts
    for count, part in enumerate(parts):
        if not set(part).isdisjoint("*?["):
            return Path(*parts[:count]), parts[count:]
    return location, ()


def _matches(parts: Parts, pattern: Parts) -> bool:
    """Whether a path matches a glob, part by part; `**` stands for any number.

    >>> _matches(("2024", "05", "a.md"), ("2*", "**", "*.md"))
    True
    """
    if not pattern:
        return not parts
    if pattern[0] == "**":
        rest = pattern[1:]
        return any(_matches(parts[n:], rest) for n in range(len(parts) + 1))
    return (
        bool(parts)
        and fnmatchcase(parts[0], pattern[0])
        and _matches(parts[1:], pattern[1:])
    )


def _walk(root: Path, wanted: _Wanted) -> Iterator[_File]:
    """The wanted files under a folder, sorted by their path's parts."""
    inside = os.path.realpath(root)
    waiting = _list_folder(root, ())
    while waiting:
        entry, parts = waiting.pop()
        if wanted.hides(entry.name):
            continue
        locator = _show("/".join(parts))
        if entry.is_symlink():
            trouble = _judge_link(entry, inside)
            if trouble or (wanted.takes(parts) and not entry.is_dir()):
                yield _File(entry.path, locator, trouble)
        elif entry.is_dir():
            try:
                waiting += _list_folder(entry, parts) if wanted.enters(parts) else ()
            except OSError as error:
                yield _File(entry.path, locator, _explain(error))
        elif wanted.takes(parts):
            yield _File(entry.path, locator)


def _list_folder(
    folder: os.PathLike[str], parts: Parts
) -> list[tuple[os.DirEntry[str], Parts]]:
    """A folder's entries, last first: the list is worked off from its end."""
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name, reverse=True)
    return [(entry, (*parts, entry.name)) for entry in ordered]


def _judge_link(entry: os.DirEntry[str], inside: str) -> str:
    """Why a link is not followed; "" when what it points at lies in the location.

    A link to a folder inside needs no following: that folder is read where it lies.
    """
    target = os.path.realpath(entry.path)
    if os.path.commonpath((target, inside)) != inside:
        return "a link that leads out of the folder"
    return "" if Path(target).exists() else "a link to nothing"


def _show(name: str) -> str:
    r"""A file name as text: bytes that are not UTF-8 as `\xNN`.

    >>> _show("caf\udce9.md")
    'caf\\xe9.md'
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _name_lack(location: Path, told: str) -> str:
    root, pattern = _split_pattern(location)
    if pattern and root.is_dir():
        return f"no file matches {told}"
    return f"no such file or folder: {told}"


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one file after another for one request."""

    source: Source
    request: Request
    limit: int
    known: Known

    def read(self, file: _File) -> Fetched:
        """What a file holds, that it is unchanged, or why it cannot be read."""
        if file.trouble:
            return self.fail(file.locator, file.trouble)
        try:
            return self._read(file)
        except OSError as error:
            return self.fail(file.locator, _explain(error))

    def fail(self, name: str, reason: str) -> Fetched:
        """A failure; what was known of the file before stays known."""
        stamp = self.known(name) or Stamp()
        # Somebody may have written a clone's web address, with a token in it.
        failure = Failure(mask_within(reason))
        return Fetched(Answer(self.request, failure), mask_within(name), stamp)

    def _read(self, file: _File) -> Fetched:
        began = time.monotonic()
        known = self.known(file.locator) or Stamp()
        state = os.stat(file.path)  # noqa: PTH116 - 20,000 paths need not be objects
        size, changed = state.st_size, state.st_mtime_ns
        if not stat.S_ISREG(state.st_mode):
            return self.fail(file.locator, "not a file but a device or pipe")
        if known.digest and (size, changed) == (known.size, known.mtime_ns):
            return self._answer(file.locator, b"", known, known)
        content = b""
        if size <= self.limit:
            with open(file.path, "rb") as opened:  # noqa: PTH123 - likewise
                content = opened.read(self.limit + 1)
        size = max(size, len(content))
        if size > self.limit:
            over = f"larger than the limit of {say_size(self.limit)}"
            return self.fail(file.locator, f"{say_size(size)}, {over}")
        digest = hashlib.sha256(content).hexdigest()
        stamp = Stamp(size=size, mtime_ns=changed, digest=digest)
        fetched = self._answer(file.locator, content, stamp, known)
        return replace(fetched, seconds=time.monotonic() - began)

    def _answer(
        self, locator: str, content: bytes, stamp: Stamp, known: Stamp
    ) -> Fetched:
        unchanged = stamp.digest == known.digest
        document = Document(
            source=self.source.name,
            url="",
            content=b"" if unchanged else content,
            media_type=MEDIA_TYPES.get(PurePosixPath(locator).suffix.lower(), ""),
            locator=locator,
        )
        return Fetched(Answer(self.request, document), locator, stamp, unchanged)


def _explain(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
