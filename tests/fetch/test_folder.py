"""Folders as people leave them: links, odd names, files that are none."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from syndicate.config import Fetch, Source
from syndicate.fetch.base import Fetched, Stamp
from syndicate.fetch.folder import read_folder
from syndicate.model import Document
from syndicate.sources.base import Failure, Request, Transport

SUFFIXES = ".md .txt"

Read = Callable[..., list[Fetched]]


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}\n")


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(
        location: str = "in",
        known: Mapping[str, Stamp] | None = None,
        suffixes: str = SUFFIXES,
        max_bytes: int = 1000,
    ) -> list[Fetched]:
        source = Source("inbox", "files", location, base=tmp_path)
        headers = (("suffixes", suffixes),) if suffixes else ()
        request = Request(location, Transport.FOLDER, headers=headers)
        remembered = dict(known or {})
        limits = Fetch(max_bytes=max_bytes)
        return list(read_folder(source, request, limits, remembered.get))

    return reading


def names(fetched: list[Fetched]) -> list[str]:
    return [each.name for each in fetched]


def troubles(fetched: list[Fetched]) -> dict[str, str]:
    return {
        each.name: each.answer.outcome.reason
        for each in fetched
        if isinstance(each.answer.outcome, Failure)
    }


def content(fetched: Fetched) -> bytes:
    assert isinstance(fetched.answer.outcome, Document)
    return fetched.answer.outcome.content


def test_a_folder_is_read_with_all_its_folders_in_order(
    tmp_path: Path, read: Read
) -> None:
    fill(tmp_path / "in", "b.md", "a/z.MD", "a/b/c.txt", "a-b.md", "pic.png")
    found = read()
    assert names(found) == ["a/b/c.txt", "a/z.MD", "a-b.md", "b.md"]
    assert content(found[0]) == b"# a/b/c.txt\n"
    outcome = found[0].answer.outcome
    assert isinstance(outcome, Document)
    assert (outcome.source, outcome.url, outcome.locator, outcome.media_type) == (
        "inbox",
        "",
        "a/b/c.txt",
        "text/plain",
    )


def test_a_single_file_is_read_whatever_its_ending(tmp_path: Path, read: Read) -> None:
    fill(tmp_path, "release.text", "odd [1].md")
    assert names(read("release.text")) == ["release.text"]
    assert names(read(str(tmp_path / "release.text"))) == ["release.text"]
    assert names(read("odd [1].md")) == ["odd [1].md"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("in/*.md", ["a.md"]),
        ("in/**/*.md", ["a.md", "x/b.md", "x/y/c.md"]),
        ("in/x/**", ["b.md", "y/c.md", "y/d.txt"]),
        ("in/*/*.md", ["x/b.md"]),
        ("in/?/y/[cd].*", ["x/y/c.md", "x/y/d.txt"]),
        ("in/**/y/**/*.txt", ["x/y/d.txt"]),
    ],
)
def test_patterns(
    tmp_path: Path, read: Read, pattern: str, expected: list[str]
) -> None:
    fill(tmp_path / "in", "a.md", "x/b.md", "x/y/c.md", "x/y/d.txt", "x/y/e.png")
    assert names(read(pattern)) == expected


def test_what_is_not_there_is_said_once(tmp_path: Path, read: Read) -> None:
    fill(tmp_path / "in", "a.md")
    assert troubles(read("out")) == {"out": "no such file or folder: out"}
    assert troubles(read("out/*.md")) == {
        "out/*.md": "no such file or folder: out/*.md"
    }
    assert troubles(read("in/*.tex")) == {"in/*.tex": "no file matches in/*.tex"}
    (tmp_path / "empty").mkdir()
    assert read("empty") == []


def test_hidden_files_are_none_of_ours_but_a_lost_name_is(
    tmp_path: Path, read: Read
) -> None:
    fill(tmp_path / "in", ".git/x.md", ".draft.md", "2024/.md", "a.md")
    assert names(read()) == ["2024/.md", "a.md"]


def test_links_are_followed_inside_and_named_outside(
    tmp_path: Path, read: Read
) -> None:
    fill(tmp_path, "in/sub/a.md", "secret/b.md", "intruder/c.md")
    root = tmp_path / "in"
    (root / "same.md").symlink_to(root / "sub/a.md")
    (root / "again").symlink_to(root / "sub")
    (root / "loop").symlink_to(root)
    (root / "out.md").symlink_to(tmp_path / "secret/b.md")
    (root / "outside").symlink_to("../secret")
    (root / "neighbour").symlink_to(tmp_path / "intruder")
    (root / "gone.md").symlink_to(root / "nothing.md")
    (root / "self.md").symlink_to(root / "self.md")
    found = read()
    assert troubles(found) == {
        "gone.md": "a link to nothing",
        "neighbour": "a link that leads out of the folder",
        "out.md": "a link that leads out of the folder",
        "outside": "a link that leads out of the folder",
        "self.md": "a link to nothing",
    }
    read_whole = [each for each in found if each.name not in troubles(found)]
    assert names(read_whole) == ["same.md", "sub/a.md"]


def test_a_location_may_itself_be_a_link(tmp_path: Path, read: Read) -> None:
    fill(tmp_path / "real", "a.md")
    (tmp_path / "in").symlink_to(tmp_path / "real")
    assert names(read()) == ["a.md"]
    assert troubles(read()) == {}


def test_a_file_that_is_too_large_costs_itself(tmp_path: Path, read: Read) -> None:
    fill(tmp_path / "in", "a.md", "c.md")
    with (tmp_path / "in/b.md").open("wb") as big:
        big.truncate(50_000_000)
    found = read(max_bytes=10_000_000)
    assert troubles(found) == {"b.md": "50 MB, larger than the limit of 10 MB"}
    assert names(found) == ["a.md", "b.md", "c.md"]
    (tmp_path / "in/b.md").write_bytes(b"x" * 1000)
    assert troubles(read()) == {}


def test_pipes_and_devices_are_not_read(tmp_path: Path, read: Read) -> None:
    fill(tmp_path / "in", "a.md")
    os.mkfifo(tmp_path / "in/b.md")
    assert troubles(read()) == {"b.md": "not a file but a device or pipe"}
    assert troubles(read("/dev/zero")) == {"zero": "not a file but a device or pipe"}


def test_what_may_not_be_read_costs_itself(tmp_path: Path, read: Read) -> None:
    fill(tmp_path / "in", "a.md", "b.md", "c/d.md")
    (tmp_path / "in/a.md").chmod(0)
    (tmp_path / "in/c").chmod(0)
    if os.access(tmp_path / "in/a.md", os.R_OK):
        pytest.skip("this user reads files whatever their permissions")
    reasons = {"a.md": "permission denied", "c": "permission denied"}
    assert troubles(read()) == reasons
    (tmp_path / "in/c").chmod(0o700)


def test_an_error_while_reading_costs_the_file(read: Read) -> None:
    if not Path("/proc/self/mem").exists():
        pytest.skip("no /proc on this system")
    assert troubles(read("/proc/self/mem")) == {"mem": "input/output error"}


def test_a_name_that_is_not_utf_8_can_be_written_down(
    tmp_path: Path, read: Read
) -> None:
    fill(tmp_path, "in/a.md")
    odd = os.fsdecode(b"caf\xe9.md")
    (tmp_path / "in/a.md").rename(tmp_path / "in" / odd)
    (found,) = read()
    assert found.name == r"caf\xe9.md"
    assert content(found) == b"# in/a.md\n"


def test_an_untouched_file_is_not_opened_and_a_touched_one_is_compared(
    tmp_path: Path, read: Read
) -> None:
    fill(tmp_path / "in", "a.md", "b.md")
    stamps = {each.name: each.stamp for each in read()}
    again = read(known=stamps)
    assert [each.unchanged for each in again] == [True, True]
    assert [content(each) for each in again] == [b"", b""]
    assert {each.name: each.stamp for each in again} == stamps

    path = tmp_path / "in/a.md"
    os.utime(path, ns=(1, 1))
    touched = read(known=stamps)[0]
    assert touched.unchanged
    assert touched.stamp.mtime_ns == 1
    assert touched.stamp.digest == stamps["a.md"].digest

    path.write_text("# other\n")
    changed = read(known=stamps)[0]
    assert (changed.unchanged, content(changed)) == (False, b"# other\n")


def test_a_failing_file_keeps_what_was_known_of_it(tmp_path: Path, read: Read) -> None:
    fill(tmp_path / "in", "a.md")
    stamps = {"a.md": Stamp(digest="d", size=1)}
    (tmp_path / "in/a.md").write_bytes(b"x" * 2000)
    assert read(known=stamps)[0].stamp == stamps["a.md"]


def test_files_are_given_one_by_one(tmp_path: Path) -> None:
    fill(tmp_path / "in", "a.md", "b.md")
    source = Source("inbox", "files", "in", base=tmp_path)
    stream = read_folder(
        source, Request("in", Transport.FOLDER), Fetch(), lambda _: None
    )
    assert next(stream).name == "a.md"
    (tmp_path / "in/b.md").unlink()
    assert troubles(list(stream)) == {"b.md": "no such file or directory"}
