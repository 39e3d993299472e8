"""One file put in its place whole."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from syndicate.errors import CannotCreate
from syndicate.publish.write import replace_file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_keeps_its_mode_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"old")
    file.chmod(0o640)
    replace_file(file, b"new")
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert names(tmp_path) == ["config.toml"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    file = tmp_path / "kept" / "real.toml"
    file.write_bytes(b"old")
    link = tmp_path / "config.toml"
    link.symlink_to("kept/real.toml")
    replace_file(link, b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert names(tmp_path / "kept") == ["real.toml"]


def test_a_file_that_was_not_there_is_made(tmp_path: Path) -> None:
    replace_file(tmp_path / "sources.opml", b"new")
    assert (tmp_path / "sources.opml").read_bytes() == b"new"


@pytest.mark.parametrize("place", ["nowhere/config.toml", "file/config.toml", "folder"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotCreate, match=place):
        replace_file(tmp_path / place, b"new")
    assert names(tmp_path) == ["file", "folder"]
