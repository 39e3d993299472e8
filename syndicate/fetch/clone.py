"""The `git` command on a local clone: read only, never the network, bounded.

The repository is named by its git folder, so that git neither searches the folders
above for another one nor refuses a clone that somebody else owns: that a person wrote
its path into config.toml is what allows it (git-config(1), safe.directory). Nothing
of the caller's `GIT_*` environment or configuration counts, and a partial clone that
lacks an object is told to be so instead of being completed over the network.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

from syndicate.fetch.words import say_seconds

_CHUNK = 65_536
_LONGEST_WORD = 65_536  # of a path or a header; the system's own limit is 4,096
_SAID = 500  # of what git says when it fails
_MOST_BYTES = 200_000_000  # of a list of paths: a million files

_OPTIONS = (
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    *("-c", "protocol.allow=never"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
)
_SETTINGS = {
    "LC_ALL": "C",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}


class GitTrouble(Exception):
    """Git could not do it; the message is the reason in words."""


@dataclass(frozen=True, slots=True)
class Clone:
    """A repository on this machine. `seconds`: how long git may say nothing."""

    program: str
    folder: Path
    seconds: float

    @classmethod
    def find(cls, location: Path, told: str, seconds: float) -> Self:
        """The clone at a path, bare or with a work tree; `told` is how to name it.

        Raises:
            GitTrouble: git is not installed, or there is no clone.
        """
        program = shutil.which("git")
        if program is None:
            raise GitTrouble("the git command is not installed (or not on PATH)")
        if not location.is_dir():
            raise GitTrouble(f"no such folder: {told}")
        for folder in (_follow(location / ".git"), location):
            if (folder / "HEAD").exists() and (
                (folder / "objects").is_dir() or (folder / "commondir").exists()
            ):
                return cls(program, folder, seconds)
        raise GitTrouble(f"not a clone of a git repository: {told}")

    def commit(self, name: str) -> str:
        """The full id of a commit, "" if there is none of that name."""
        if name.startswith("-"):
            return ""
        told = ("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        with self.run(*told, accepts=(0, 1)) as output:
            return output.rest(_SAID).decode("ascii", "replace").strip()

    def holds(self, commit: str, head: str) -> bool:
        """Whether a commit is a head's, or of the history that leads to it."""
        if not self.commit(commit):
            return False
        told = ("merge-base", "--is-ancestor", commit, head)
        with self.run(*told, accepts=(0, 1)) as output:
            output.rest(_SAID)
        return output.status == 0

    def commits(self, since: str, until: str) -> list[str]:
        """The commits after one, up to another, parents before children."""
        wanted = (until, f"^{since}") if since else (until,)
        with self.run("rev-list", "--topo-order", "--reverse", *wanted) as output:
            return output.rest(_MOST_BYTES).decode("ascii").split()

    @contextlib.contextmanager
    def run(
        self,
        *arguments: str,
        feed: Iterable[str] | None = (),
        accepts: tuple[int, ...] = (0,),
    ) -> Iterator[Output]:
        """A git command under way; it is ended when its block is left.

        `feed` are lines of its standard input, all at once; None leaves the input
        open, to be written with `Output.ask`. A block that read to the end learns
        whether git failed.

        Raises:
            GitTrouble: it cannot be started, failed, or said nothing for too long.
        """
        with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as fed:
            if feed is not None:
                fed.writelines(f"{line}\n".encode() for line in feed)
                fed.seek(0)
            command = [self.program, *_OPTIONS, f"--git-dir={self.folder}", *arguments]
            with self._start(
                command, subprocess.PIPE if feed is None else fed, said
            ) as (process):
                output = Output(process, self.seconds)
                broken = False
                try:
                    yield output
                except BrokenPipeError:  # it ended before its work was done
                    broken = True
                finally:
                    output.close()
                    if not (broken or output.ended):
                        process.kill()
                status = process.wait()
            output.status = status if broken or output.ended else 0
            if broken or output.status not in accepts:
                said.seek(0)
                raise GitTrouble(_quote(said.read(_SAID), status))

    def _start(
        self, command: list[str], source: int | IO[bytes], said: IO[bytes]
    ) -> subprocess.Popen[bytes]:
        environment = {"PATH": os.environ.get("PATH", os.defpath), **_SETTINGS}
        try:
            return subprocess.Popen(  # noqa: S603 - our own words, and paths after "="
                command,
                stdin=source,
                stdout=subprocess.PIPE,
                stderr=said,
                env=environment,
                cwd="/",
                bufsize=0,
            )
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise GitTrouble(f"git cannot be started: {reason}") from error


class Output:
    """What a git command writes, taken piece by piece; silence has a limit."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        assert process.stdout is not None
        self.status = 0
        self.ended = False
        self._process = process
        self._seconds = seconds
        self._pipe = process.stdout.fileno()
        self._held = bytearray()
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._pipe, selectors.EVENT_READ)

    def ask(self, line: str) -> None:
        """Write a line to the command's input."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())

    def word(self, end: bytes = b"\0") -> bytes | None:
        """What stands before the next `end`; None where nothing more comes."""
        start = 0
        while (at := self._held.find(end, start)) < 0:
            start = len(self._held)
            if start > _LONGEST_WORD:
                raise GitTrouble("git wrote a line without an end")
            if not self._more():
                return None
        found = bytes(self._held[:at])
        del self._held[: at + len(end)]
        return found

    def take(self, count: int) -> bytes:
        """That many bytes, fewer only at the end."""
        while len(self._held) < count and self._more():
            pass
        found = bytes(self._held[:count])
        del self._held[:count]
        return found

    def skip(self, count: int) -> None:
        """Read that many bytes and keep none of them."""
        while count > 0 and (piece := self.take(min(count, _CHUNK))):
            count -= len(piece)

    def rest(self, most: int) -> bytes:
        """Everything to the end.

        Raises:
            GitTrouble: it is more than `most` bytes.
        """
        found = self.take(most + 1)
        if len(found) > most:
            raise GitTrouble(f"git wrote more than {most:,} bytes")
        return found

    def close(self) -> None:
        """Let go of both ends."""
        self._selector.close()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()

    def _more(self) -> bool:
        if not self._selector.select(self._seconds):
            raise GitTrouble(f"git said nothing for {say_seconds(self._seconds)}")
        chunk = os.read(self._pipe, _CHUNK)
        self._held += chunk
        self.ended = not chunk
        return bool(chunk)


def _follow(link: Path) -> Path:
    """The git folder that a `.git` file of a linked work tree names (gitlink)."""
    if not link.is_file():
        return link
    with link.open("rb") as opened:
        told = opened.read(_CHUNK).decode("utf-8", "surrogateescape")
    return link.parent / told.removeprefix("gitdir:").strip()


def _quote(said: bytes, status: int) -> str:
    """The line that says why; warnings may stand before it."""
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines()]
    fatal = (line for line in lines if line.startswith(("fatal:", "error:")))
    words = next(fatal, "") or next(filter(None, lines), "")
    words = words.removeprefix("fatal:").removeprefix("error:").strip()
    return f"git failed: {words or f'status {status}'}"
