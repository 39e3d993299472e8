"""A clone's history in slices: each file added, changed or removed is one answer.

A request names where reading stands; what comes last is a small JSON document, about
`POSITION`, that says where it stands now:

    since   the commit whose files were all told before, "" for none
    until   the commit that the walk under way leads to, "" for none
    done    how much of that walk was told: commits of a history, files of a tree
    head    the newest commit of the branch (told by the answer only)

With a `since`, or with `history`, every commit after it is walked, parents first, and
each version of each file told. Without, the files of the newest commit are. A slice
ends with a commit, so that what came before it can be kept for good.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import islice

from syndicate.config import Fetch, Source
from syndicate.fetch.base import Fetched, Stamp
from syndicate.fetch.clone import Clone, GitTrouble, Output
from syndicate.fetch.folder import MEDIA_TYPES
from syndicate.fetch.words import say_size
from syndicate.model import Document
from syndicate.sources.base import POSITION, REMOVED, Answer, Failure, Request
from syndicate.text.masking import mask_within

SLICE = 2_000  # files told, after which no further commit is begun


def read_git(
    source: Source, request: Request, limits: Fetch, known: Mapping[str, Stamp]
) -> Iterator[Fetched]:
    """Yield the files of a slice, oldest version first, then where reading stands.

    Headers of the request: `since`, `until`, `done`; `branch`; `history` ("yes");
    `include`, once for each pattern of folders. Only Markdown files inside folders
    are read. A removed file is answered with what it last held, about `REMOVED`.
    """
    reader = _Reader(source, request, limits.max_bytes, known)
    try:
        clone = Clone.find(
            source.base / request.url, request.url, limits.deadline.total_seconds()
        )
        yield from reader.read(clone)
    except GitTrouble as trouble:
        yield reader.fail(request.url, str(trouble))
    except OSError as error:
        yield reader.fail(request.url, (error.strerror or str(error)).lower())


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where reading stands: the four values of the position."""

    since: str
    until: str
    done: int
    head: str


@dataclass(frozen=True, slots=True)
class _Change:
    """A version of a file, or its removal; `blob` is then what it last was."""

    path: str
    blob: str
    removed: bool = False
    regular: bool = True


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one slice for one request."""

    source: Source
    request: Request
    limit: int
    known: Mapping[str, Stamp]

    def read(self, clone: Clone) -> Iterator[Fetched]:
        """The slice, and the position after it."""
        branch = self._header("branch") or "HEAD"
        head = clone.commit(branch)
        if not head:
            raise GitTrouble(f"no commit on the branch {branch}")
        stand = _Stand(
            self._header("since"),
            self._header("until"),
            int(self._header("done") or 0),
            head,
        )
        reached = stand.until or stand.since
        if reached and not clone.holds(reached, head):
            yield self.fail(
                self.request.url,
                f"history was rewritten: commit {reached[:12]} is not on {branch};"
                " everything is read again",
            )
            stand = _Stand("", "", 0, head)
        if not stand.until and stand.since == head:
            yield self._tell_position(stand, unchanged=True)
            return
        stand = replace(stand, until=stand.until or head)
        yield from self._read_slice(clone, stand)

    def _read_slice(self, clone: Clone, stand: _Stand) -> Iterator[Fetched]:
        by_commit = bool(stand.since or self._header("history"))
        if by_commit:
            done = yield from self._walk(clone, stand)
        else:
            done = yield from self._list(clone, stand)
        if done is not None:
            yield self._tell_position(replace(stand, done=done))
            return
        if not stand.since:  # everything was read: what was not told is not there
            there = {change.path for change in self._tree(clone, stand.until)}
            for path in self.known.keys() - there - {self.request.url}:
                yield self._vanished(path)
        yield self._tell_position(_Stand(stand.until, "", 0, stand.head))

    def _walk(
        self, clone: Clone, stand: _Stand
    ) -> Generator[Fetched, None, int | None]:
        """Commits from where the last slice ended; how many are done, None if all."""
        commits = clone.commits(stand.since, stand.until)
        todo = commits[stand.done :]
        told, done = 0, stand.done
        options = ("--stdin", "-r", "-m", "--root", "--raw", "-z", "--always")
        with (
            clone.run(
                "diff-tree", *options, "--no-renames", "--no-abbrev", feed=todo
            ) as changes,
            clone.run("cat-file", "--batch", feed=None) as blobs,
        ):
            current, here = "", set[str]()
            while (word := changes.word()) is not None:
                if not word.startswith(b":"):
                    commit = word.decode("ascii").strip()
                    if commit == current:
                        continue  # a merge against its next parent
                    done = commits.index(commit, done)
                    if told >= SLICE:
                        return done
                    current, here = commit, set()
                    continue
                change = _read_change(word, changes.word() or b"")
                if change.path in here or not self._wants(change.path):
                    continue
                here.add(change.path)
                told += 1
                yield self._tell(change, blobs)
        return None

    def _list(
        self, clone: Clone, stand: _Stand
    ) -> Generator[Fetched, None, int | None]:
        """Files of a tree from where the last slice ended; how many are done."""
        files = self._tree(clone, stand.until)
        end = stand.done + SLICE
        with clone.run("cat-file", "--batch", feed=None) as blobs:
            for change in islice(files, stand.done, end):
                known = self.known.get(change.path)
                if known is not None and known.etag == change.blob:
                    yield self._answer(change, b"", known, unchanged=True)
                else:
                    yield self._tell(change, blobs)
        return end if end < len(files) else None

    def _tree(self, clone: Clone, commit: str) -> list[_Change]:
        """The wanted files of a commit, in git's own order."""
        found: list[_Change] = []
        with clone.run("ls-tree", "-r", "-z", "--full-tree", commit) as output:
            while (line := output.word()) is not None:
                about, _, path = line.partition(b"\t")
                mode, _, blob = about.split(b" ")
                if self._wants(_show(path)):
                    regular = mode.startswith(b"100")
                    found.append(
                        _Change(_show(path), blob.decode("ascii"), regular=regular)
                    )
        return found

    def _wants(self, path: str) -> bool:
        """Whether a file is one of the archive: Markdown, in a folder that is meant."""
        parts = path.split("/")
        if len(parts) < 2 or not parts[-1].lower().endswith(".md"):
            return False
        patterns = [value for name, value in self.request.headers if name == "include"]
        return not patterns or any(_leads(parts[:-1], one) for one in patterns)

    def _tell(self, change: _Change, blobs: Output) -> Fetched:
        if not change.regular:
            return self.fail(change.path, "not a file but a link")
        blobs.ask(change.blob)
        header = blobs.word(b"\n")
        if header is None:
            raise BrokenPipeError
        if header.split(b" ")[1:2] != [b"blob"]:
            raise GitTrouble(f"the clone lacks the content of {change.path}")
        size = int(header.split(b" ")[2])
        if size > self.limit:
            blobs.skip(size + 1)
            over = f"larger than the limit of {say_size(self.limit)}"
            return self.fail(change.path, f"{say_size(size)}, {over}")
        content = blobs.take(size + 1)[:size]
        digest = hashlib.sha256(content).hexdigest()
        stamp = Stamp(etag=change.blob, size=size, digest=digest)
        return self._answer(change, content, stamp)

    def _answer(
        self, change: _Change, content: bytes, stamp: Stamp, *, unchanged: bool = False
    ) -> Fetched:
        about = REMOVED if change.removed else self.request.about
        document = Document(
            source=self.source.name,
            url="",
            content=content,
            media_type=MEDIA_TYPES[".md"],
            locator=change.path,
        )
        answer = Answer(replace(self.request, about=about), document)
        return Fetched(answer, change.path, stamp, unchanged)

    def _vanished(self, path: str) -> Fetched:
        """A file that the whole history, newly read, does not know."""
        change = _Change(path, "", removed=True)
        return self._answer(change, b"", Stamp(), unchanged=True)

    def _tell_position(self, stand: _Stand, *, unchanged: bool = False) -> Fetched:
        told = {
            "since": stand.since,
            "until": stand.until,
            "done": str(stand.done),
            "head": stand.head,
        }
        content = b"" if unchanged else json.dumps(told).encode()
        document = Document(
            self.source.name, "", content, media_type="application/json"
        )
        answer = Answer(replace(self.request, about=POSITION), document)
        stamp = Stamp(etag=stand.head)
        return Fetched(answer, self.request.url, stamp, unchanged)

    def fail(self, name: str, reason: str) -> Fetched:
        """A failure; what was known of the file before stays known."""
        stamp = self.known.get(name, Stamp())
        # Somebody may have written a clone's web address, with a token in it.
        failure = Failure(mask_within(reason))
        return Fetched(Answer(self.request, failure), mask_within(name), stamp)

    def _header(self, name: str) -> str:
        return dict(self.request.headers).get(name, "")


def _read_change(about: bytes, path: bytes) -> _Change:
    """An entry of the raw difference (git-diff-tree(1), RAW OUTPUT FORMAT).

    >>> _read_change(b":100644 000000 1a2b 0000 D", b"wire/2026/0914/a.md")
    _Change(path='wire/2026/0914/a.md', blob='1a2b', removed=True, regular=True)
    """
    old_mode, mode, old, new, status = about[1:].split(b" ")
    removed = status == b"D"
    if removed:
        mode, new = old_mode, old
    return _Change(_show(path), new.decode("ascii"), removed, mode.startswith(b"100"))


def _leads(folders: list[str], pattern: str) -> bool:
    """Whether a pattern names a folder or one of those above it, part by part.

    >>> _leads(["newsworthy", "2026", "0914"], "news*/2026")
    True
    """
    wanted = pattern.strip("/").split("/")
    return len(wanted) <= len(folders) and all(
        fnmatchcase(folder, part) for folder, part in zip(folders, wanted, strict=False)
    )


def _show(path: bytes) -> str:
    return path.decode("utf-8", "backslashreplace")
