"""Real git repositories made for tests: commits written with `git fast-import`."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
}
Changes = Mapping[str, str | bytes | None]


@dataclass
class History:
    """A bare repository that grows commit by commit."""

    folder: Path

    def __post_init__(self) -> None:
        if not self.folder.exists():
            self.git("init", "--quiet", "--bare", str(self.folder), alone=True)
            self.git("symbolic-ref", "HEAD", "refs/heads/main")

    def git(self, *arguments: str, alone: bool = False, given: bytes = b"") -> str:
        """Call git on it; what it says."""
        where = [] if alone else [f"--git-dir={self.folder}"]
        done = subprocess.run(
            ["git", *where, *arguments],
            env=ENVIRONMENT,
            input=given,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode().strip()

    def commit(
        self, changes: Changes, *, branch: str = "main", parents: tuple[str, ...] = ()
    ) -> str:
        """Add a commit; None removes a file. Its parent is the branch's last one."""
        known = self.git("for-each-ref", "--format=%(objectname)", _ref(branch))
        self.fast_import(write_commit(branch, changes, parents or tuple(known.split())))
        return self.git("rev-parse", _ref(branch))

    def fast_import(self, stream: bytes) -> None:
        """Take in a stream of commits."""
        self.git("fast-import", "--quiet", "--force", given=stream)


def write_commit(branch: str, changes: Changes, parents: tuple[str, ...] = ()) -> bytes:
    """A commit as fast-import reads it."""
    lines = [
        f"commit {_ref(branch)}".encode(),
        b"committer Desk <desk@example.org> 1790000000 +0000",
        _data(b"Add New Releases"),
    ]
    for word, parent in zip(("from", *["merge"] * len(parents)), parents, strict=False):
        lines.append(f"{word} {parent}".encode())
    for path, content in changes.items():
        if content is None:
            lines.append(f"D {path}".encode())
        else:
            lines.append(f"M 100644 inline {path}".encode())
            lines.append(
                _data(content.encode() if isinstance(content, str) else content)
            )
    return b"\n".join(lines) + b"\n\n"


def _data(content: bytes) -> bytes:
    return b"data %d\n%b" % (len(content), content)


def _ref(branch: str) -> str:
    return f"refs/heads/{branch}"
