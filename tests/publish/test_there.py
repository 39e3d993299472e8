"""What stands in the output folder: pages and feeds, each asked for on their own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from syndicate.publish.channel import is_feed, sheet_files
from syndicate.publish.there import look_there, pages_there, sheets_lost


def make(output: Path, *files: str) -> None:
    for file in files:
        (output / file).parent.mkdir(parents=True, exist_ok=True)
        (output / file).touch()


def test_documents_of_feeds_are_no_pages(tmp_path: Path) -> None:
    pages = {"index.html", "stories/a.html", "search/2024-03.json", "sitemap.xml"}
    pages |= {"clinics/archive/index.html", "clinics/archive/2024-03.html"}
    make(tmp_path, *pages, "style.css")
    for folder in ("", "clinics/archive/", "topics/2/"):
        for number in (0, 1, 2):
            make(tmp_path, *sheet_files(folder, number))
    assert pages_there(tmp_path) == pages


def test_a_clinic_may_be_called_as_the_archive_is() -> None:
    live = list(sheet_files("clinics/archive/", 0))
    assert [path for path in live if is_feed(path)] == live
    assert not any(map(is_feed, sheet_files("clinics/archive/", 2)))


def test_a_document_without_one_of_its_files_is_lost(tmp_path: Path) -> None:
    make(tmp_path, *sheet_files("", 0), *sheet_files("", 1))
    assert sheets_lost(tmp_path, [("", 0), ("", 1)]) == []
    (tmp_path / "archive/1/feed.json").unlink()
    assert sheets_lost(tmp_path, [("", 0), ("", 1), ("x/", 0)]) == [("", 1), ("x/", 0)]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert pages_there(tmp_path / "none") == frozenset()


def test_a_folder_as_it_was_left_is_not_walked(tmp_path: Path) -> None:
    make(tmp_path, "index.html", "stories/a.html", "stories/b.html")
    first = look_there(tmp_path, {})
    assert first.pages == frozenset({"index.html", "stories/a.html", "stories/b.html"})
    left = first.leave(())
    assert set(left) == {"", "stories"}
    again = look_there(tmp_path, left)
    assert again.as_left
    assert "stories/a.html" in again
    assert "stories/c.html" not in again
    assert again.leave(()) == left


@pytest.mark.parametrize("lost", ["stories/a.html", "stories"])
def test_a_page_that_went_is_noticed(tmp_path: Path, lost: str) -> None:
    make(tmp_path, "index.html", "stories/a.html", "days/2026-01-01.html")
    left = look_there(tmp_path, {}).leave(())
    place = tmp_path / lost
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    there = look_there(tmp_path, left)
    assert there.pages == frozenset({"index.html", "days/2026-01-01.html"})
    assert "stories/a.html" not in there


def test_what_was_written_meanwhile_is_as_left(tmp_path: Path) -> None:
    make(tmp_path, "index.html")
    there = look_there(tmp_path, {})
    make(tmp_path, "topics/rooms/index.html")
    left = there.leave(["topics/rooms/index.html", "digest.html", "gone/away.html"])
    assert set(left) == {"", "topics/rooms"}
    assert look_there(tmp_path, left).as_left
    make(tmp_path, "topics/rooms/more.html")
    assert not look_there(tmp_path, left).as_left
