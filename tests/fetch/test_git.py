"""The clone's history in slices: whole, in order, and harmless."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from syndicate.config import Fetch, Source
from syndicate.fetch import git
from syndicate.fetch.base import Fetched, Stamp
from syndicate.fetch.git import read_git
from syndicate.model import Document
from syndicate.sources.base import POSITION, REMOVED, Failure, Request, Transport
from tests.history import History, write_commit

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")

SOURCE = Source(name="archive", kind="archive", location="clone")
Told = tuple[str, str, bytes]  # about, path, content


@pytest.fixture
def clone(tmp_path: Path) -> History:
    return History(tmp_path / "clone")


class Reader:
    """Reads slice after slice, and remembers as a run does."""

    def __init__(self, clone: History, **headers: str) -> None:
        self.source = replace(SOURCE, base=clone.folder.parent)
        self.headers = headers
        self.position: dict[str, str] = {}
        self.known: dict[str, Stamp] = {}
        self.slices = 0

    def fetch(self, limits: Fetch | None = None) -> Iterator[Fetched]:
        named = {**self.headers, **self.position}
        request = Request(
            url="clone", transport=Transport.GIT, headers=tuple(named.items())
        )
        for fetched in read_git(self.source, request, limits or Fetch(), self.known):
            outcome = fetched.answer.outcome
            if isinstance(outcome, Document) and not fetched.unchanged:
                if fetched.answer.request.about == POSITION:
                    self.position = json.loads(outcome.content)
                elif fetched.answer.request.about != REMOVED:
                    self.known[fetched.name] = fetched.stamp
            yield fetched

    def read(self) -> list[Told]:
        """Everything up to the newest commit; failures as their reasons."""
        told: list[Told] = []
        while True:
            self.slices += 1
            assert self.slices < 100, "it never comes to an end"
            before = dict(self.position)
            for fetched in self.fetch():
                about, outcome = fetched.answer.request.about, fetched.answer.outcome
                if isinstance(outcome, Failure):
                    told.append(("failure", fetched.name, outcome.reason.encode()))
                elif about != POSITION and not fetched.unchanged:
                    told.append((about, fetched.name, outcome.content))
            head = self.position.pop("head", "")
            if self.position == before or self.position.get("since") == head:
                return told


def test_first_the_newest_tree_is_told(clone: History) -> None:
    clone.commit({"wire/a.md": "old", "README.md": "about", "wire/a.txt": "no"})
    clone.commit({"wire/a.md": "new", "wire/2026/0914/.md": "nameless"})
    assert Reader(clone).read() == [
        ("items", "wire/2026/0914/.md", b"nameless"),
        ("items", "wire/a.md", b"new"),
    ]


def test_then_every_version_since_is_told_oldest_first(clone: History) -> None:
    clone.commit({"wire/None.md": "one"})
    reader = Reader(clone)
    reader.read()
    clone.commit({"wire/None.md": "two"})
    clone.commit({"wire/None.md": "three", "wire/b.md": "b"})
    assert reader.read() == [
        ("items", "wire/None.md", b"two"),
        ("items", "wire/None.md", b"three"),
        ("items", "wire/b.md", b"b"),
    ]


def test_a_clone_without_a_new_commit_is_unchanged(clone: History) -> None:
    clone.commit({"wire/a.md": "a"})
    reader = Reader(clone)
    reader.read()
    (fetched,) = reader.fetch()
    assert fetched.unchanged
    assert fetched.name == "clone"


@pytest.mark.parametrize("size", [1, 2, 3, 2_000])
@pytest.mark.parametrize("history", ["", "yes"])
def test_slices_of_any_size_tell_the_same(
    clone: History, monkeypatch: pytest.MonkeyPatch, size: int, history: str
) -> None:
    clone.commit({"wire/a.md": "1", "wire/b.md": "1"})
    clone.commit({"README.md": "no release"})
    clone.commit({})
    clone.commit({"wire/a.md": "2", "wire/c.md": "1"})
    clone.commit({"wire/b.md": None})
    clone.commit({"wire/a.md": "1"})
    monkeypatch.setattr(git, "SLICE", size)
    reader = Reader(clone, history=history)
    told = [(path, content.decode()) for _, path, content in reader.read()]
    versions = ["a1", "b1", "a2", "c1", "b1", "a1"] if history else ["a1", "c1"]
    assert told == [(f"wire/{each[0]}.md", each[1]) for each in versions]
    assert reader.slices > 1 or size > 1


def test_a_removed_file_is_told_with_what_it_last_held(clone: History) -> None:
    clone.commit({"wire/a.md": "first"})
    clone.commit({"wire/a.md": "last"})
    reader = Reader(clone)
    reader.read()
    clone.commit({"wire/a.md": None})
    assert reader.read() == [(REMOVED, "wire/a.md", b"last")]


def test_a_rename_is_a_removal_and_an_addition(clone: History) -> None:
    clone.commit({"wire/a.md": "the same text\n" * 20})
    reader = Reader(clone)
    reader.read()
    clone.commit({"wire/a.md": None, "wire/b.md": "the same text\n" * 20})
    assert [told[:2] for told in reader.read()] == [
        (REMOVED, "wire/a.md"),
        ("items", "wire/b.md"),
    ]


def test_both_sides_of_a_merge_are_told_and_the_merged_last(clone: History) -> None:
    root = clone.commit({"wire/a.md": "root", "wire/b.md": "root"})
    side = clone.commit({"wire/a.md": "side"}, branch="side", parents=(root,))
    main = clone.commit({"wire/a.md": "main"})
    clone.commit({"wire/a.md": "merged", "wire/b.md": "root"}, parents=(main, side))
    told = [
        content.decode()
        for _, path, content in Reader(clone, history="yes").read()
        if path == "wire/a.md"
    ]
    assert sorted(told[1:3]) == ["main", "side"]
    assert (told[0], told[3:]) == ("root", ["merged"])


def test_a_merge_that_takes_the_older_side_is_told_so(
    clone: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git, "SLICE", 1)
    root = clone.commit({"wire/a.md": "root"})
    side = clone.commit({"wire/a.md": "side"}, branch="side", parents=(root,))
    main = clone.commit({"wire/a.md": "main"})
    for taken in ("side", "main"):
        clone.commit({"wire/a.md": taken}, branch=f"of-{taken}", parents=(main, side))
        told = Reader(clone, history="yes", branch=f"of-{taken}").read()
        assert told[-1][2].decode() == taken


def test_rewritten_history_is_said_and_read_anew(clone: History) -> None:
    clone.commit({"wire/a.md": "a", "wire/b.md": "b", "wire/c.md": "c"})
    last = clone.commit({"wire/a.md": "a2"})
    reader = Reader(clone)
    reader.read()
    other = History(clone.folder.parent / "other")
    other.commit({"wire/a.md": "a3", "wire/b.md": "b"})
    shutil.rmtree(clone.folder)
    other.folder.rename(clone.folder)
    told = reader.read()
    assert told == [
        (
            "failure",
            "clone",
            f"history was rewritten: commit {last[:12]} is not on HEAD;"
            " everything is read again".encode(),
        ),
        ("items", "wire/a.md", b"a3"),
    ]
    clone.commit({"wire/b.md": "b2"})
    assert reader.read() == [("items", "wire/b.md", b"b2")]


def test_what_a_tree_read_anew_does_not_hold_is_told_as_gone(clone: History) -> None:
    clone.commit({"wire/a.md": "a"})
    reader = Reader(clone)
    reader.known = {"clone": Stamp(), "wire/gone.md": Stamp(etag="1")}
    gone = [each for each in reader.fetch() if each.answer.request.about == REMOVED]
    assert [(each.name, each.unchanged) for each in gone] == [("wire/gone.md", True)]


def test_only_included_folders_of_the_branch_are_read(clone: History) -> None:
    clone.commit({f"{wire}/{year}/a.md": wire for wire in "xyz" for year in (25, 26)})
    clone.commit({"x/26/b.md": "b"}, branch="draft", parents=("main^0",))
    reader = Reader(clone, include="?/26", branch="draft")
    assert [path for _, path, _ in reader.read()] == [
        "x/26/a.md",
        "x/26/b.md",
        "y/26/a.md",
        "z/26/a.md",
    ]


def test_a_clone_with_a_work_tree_is_read_as_well(clone: History) -> None:
    clone.commit({"wire/a.md": "a"})
    bare = clone.folder.rename(clone.folder.with_name("bare"))
    History(bare).git("clone", "--quiet", str(bare), str(clone.folder), alone=True)
    assert Reader(clone).read() == [("items", "wire/a.md", b"a")]
    linked = clone.folder.with_name("linked")
    work = History(clone.folder / ".git")
    work.git("worktree", "add", "--quiet", "--detach", str(linked))
    clone.folder.rename(clone.folder.with_name("main tree"))
    (linked / ".git").write_text(
        f"gitdir: {clone.folder.with_name('main tree')}/.git/worktrees/linked\n"
    )
    linked.rename(clone.folder)
    assert Reader(clone).read() == [("items", "wire/a.md", b"a")]


def reason(reader: Reader, limits: Fetch | None = None) -> str:
    """The one failure, of the clone itself."""
    failures = [each for each in reader.fetch(limits) if each.name == "clone"]
    (outcome,) = [each.answer.outcome for each in failures]
    assert isinstance(outcome, Failure)
    return outcome.reason


def test_what_is_no_clone_is_said_to_be_none(tmp_path: Path) -> None:
    around = History(tmp_path / ".git")  # never taken for the clone that is missing
    around.commit({"wire/a.md": "a"})
    reader = Reader(History(tmp_path / "clone"))
    assert reason(reader) == "no commit on the branch HEAD"
    shutil.rmtree(tmp_path / "clone")
    assert reason(reader) == "no such folder: clone"
    (tmp_path / "clone").mkdir()
    assert reason(reader) == "not a clone of a git repository: clone"


@pytest.mark.parametrize("branch", ["nowhere", "--exec=touch", "a..b", "main:wire"])
def test_a_branch_that_is_none_is_named(clone: History, branch: str) -> None:
    clone.commit({"wire/a.md": "a"})
    reader = Reader(clone, branch=branch)
    assert reason(reader) == f"no commit on the branch {branch}"


def test_without_git_that_is_said(
    clone: History, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    told = reason(Reader(clone))
    assert told == "the git command is not installed (or not on PATH)"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("exec sleep 60", "git said nothing for 0.3 s"),
        ("echo 'fatal: out of luck' >&2; exit 128", "git failed: out of luck"),
        ("exit 3", "git failed: status 3"),
        ("kill -9 $$", "git failed: status -9"),
    ],
)
def test_a_git_that_fails_is_quoted(
    clone: History,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    script: str,
    expected: str,
) -> None:
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    limits = Fetch(deadline=timedelta(seconds=0.3))
    assert reason(Reader(clone), limits) == expected


def test_a_file_too_large_costs_itself(clone: History) -> None:
    clone.commit({"wire/a.md": "x" * 2_000, "wire/b.md": "y" * 1_000, "wire/c.md": "c"})
    told = {
        fetched.name: fetched.answer.outcome
        for fetched in Reader(clone).fetch(Fetch(max_bytes=1_000))
    }
    assert told["wire/a.md"] == Failure("2 kB, larger than the limit of 1 kB")
    for name, content in (("wire/b.md", b"y" * 1_000), ("wire/c.md", b"c")):
        outcome = told[name]
        assert isinstance(outcome, Document)
        assert outcome.content == content


def test_a_link_is_not_followed(clone: History) -> None:
    stream = write_commit("main", {"wire/a.md": "/etc/hostname", "wire/b.md": "b"})
    clone.fast_import(
        stream.replace(b"M 100644 inline wire/a", b"M 120000 inline wire/a")
    )
    assert Reader(clone).read() == [
        ("failure", "wire/a.md", b"not a file but a link"),
        ("items", "wire/b.md", b"b"),
    ]


@pytest.mark.parametrize("damage", ["missing", "torn"])
def test_a_clone_that_lacks_an_object_is_not_taken_as_told(
    clone: History, damage: str
) -> None:
    clone.commit({"wire/a.md": "a", "wire/b.md": "b" * 500})
    blob = clone.git("rev-parse", "main:wire/b.md")
    place = clone.folder / "objects" / blob[:2] / blob[2:]
    place.chmod(0o600)
    place.write_bytes(b"not an object")
    if damage == "missing":
        place.unlink()
    reader = Reader(clone)
    assert reason(reader) == "the clone lacks the content of wire/b.md"
    assert reader.position == {}


def test_a_partial_clone_is_not_completed_over_the_network(clone: History) -> None:
    clone.commit({"wire/a.md": "a"})
    clone.git("config", "uploadpack.allowFilter", "true")
    whole = clone.folder.rename(clone.folder.with_name("whole"))
    told = ("clone", "--quiet", "--bare", "--filter=blob:none", whole.as_uri())
    clone.git(*told, str(clone.folder), alone=True)
    why = reason(Reader(clone))  # a newer git tells of it and goes on
    assert "from promisor remote" in why or "lacks the content of wire/a.md" in why
    objects = clone.git(
        "cat-file", "--batch-all-objects", "--batch-check=%(objecttype)"
    )
    assert "blob" not in objects


def test_neither_environment_nor_settings_of_the_clone_lead_elsewhere(
    clone: History, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    clone.commit({"wire/a.md": "a"})
    other = History(tmp_path / "other")
    other.commit({"wire/b.md": "b"})
    proof = tmp_path / "proof"
    monkeypatch.setenv("GIT_DIR", str(other.folder))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.folder / "objects"))
    monkeypatch.setenv("GIT_TRACE", str(proof))
    for name in ("core.fsmonitor", "diff.external", "core.pager", "diff.orderFile"):
        clone.git("config", name, f"touch {proof}")
    assert Reader(clone, history="yes").read() == [("items", "wire/a.md", b"a")]
    assert not proof.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_clone_that_somebody_else_owns_is_read(clone: History) -> None:
    clone.commit({"wire/a.md": "a"})
    for path in (clone.folder, *clone.folder.rglob("*")):
        os.chown(path, 12_345, 12_345)
    assert Reader(clone).read() == [("items", "wire/a.md", b"a")]


def test_names_that_are_not_utf8_are_told_as_text(clone: History) -> None:
    stream = write_commit("main", {"wire/caf@.md": "a"}).replace(b"@.md", b"\xe9.md")
    clone.fast_import(stream)
    assert Reader(clone).read() == [("items", "wire/caf\\xe9.md", b"a")]


def test_a_name_may_hold_line_ends(clone: History) -> None:
    stream = write_commit("main", {"wire/a.md": "a"})
    stream = stream.replace(b"inline wire/a.md", rb'inline "wire/a\nb\tc.md"')
    clone.fast_import(stream)
    assert Reader(clone, history="yes").read() == [("items", "wire/a\nb\tc.md", b"a")]


def test_a_long_history_is_told_whole(
    clone: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git, "SLICE", 50)
    stream = b"".join(
        write_commit("main", {f"wire/{n % 7}.md": str(n), f"wire/n{n}.md": str(n)})
        for n in range(300)
    )
    clone.fast_import(stream)
    told = Reader(clone, history="yes").read()
    assert len(told) == 600
    numbers = [int(content) for _, _, content in told]
    assert all(one <= other for one, other in pairwise(numbers))
