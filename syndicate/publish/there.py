"""What stands in the output folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from syndicate.errors import InputOutputError
from syndicate.publish.channel import is_archived, is_feed, sheet_files
from syndicate.publish.site.places import CLINICS, DAYS, SHARDS, TOPICS

WRITTEN_ONCE = (".html", ".json", ".xml")
# What only we can have written, by its name: the page of a story, which ends in its
# short id, and a list of a month or a day.
OURS = re.compile(
    rf"stories/[^/]+-(?P<short_id>[0-9a-f]{{10,}})\.html"
    rf"|(?:sitemap-|(?:{DAYS}|{SHARDS}|(?:{CLINICS}|{TOPICS})[^/]+/))"
    r"\d{4}-\d\d(?:-\d\d)?(?:-part-\d+)?\.\w+"
)


@dataclass(frozen=True, slots=True)
class There:
    """What stands in an output folder: its pages, None where they are as we left them.

    A file that comes or goes changes the time of its folder; looking at the times of
    some hundred folders costs the same whether a thousand pages are in them or a
    million. `left` are those times, by folder, where nothing changed.
    """

    output: Path
    pages: frozenset[str] | None
    left: Mapping[str, int]

    def __contains__(self, path: object) -> bool:
        if self.pages is None:
            return os.path.lexists(self.output / str(path))
        return path in self.pages

    @property
    def as_left(self) -> bool:
        """Whether all that stands there is what we left."""
        return self.pages is None

    def is_fed(self, story_id: str) -> bool:
        """Whether the feed of everything, which is written last, tells a story.

        Raises:
            InputOutputError: it is there and cannot be read.
        """
        place = self.output / "feed.json"
        try:
            return f'"{story_id}"'.encode() in place.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise InputOutputError(f"{place}: {error.strerror}") from error

    def leave(self, written: Iterable[str]) -> dict[str, int]:
        """The times of the folders that hold pages, once `written` stand there too."""
        paths = chain(self.pages or (), written)
        folders = {*self.left, *(path.rpartition("/")[0] for path in paths)}
        times = ((folder, _time(self.output / folder)) for folder in folders)
        return {folder: time for folder, time in sorted(times) if time}


def look_there(output: Path, left: Mapping[str, int]) -> There:
    """What stands in the output folder; `left` are the times of its folders as left.

    Raises:
        InputOutputError: the folder is there and cannot be read.
    """
    if left and all(_time(output / folder) == left[folder] for folder in left):
        return There(output, None, left)
    return There(output, pages_there(output), {})


def pages_there(output: Path) -> frozenset[str]:
    """The pages that stand there, and what finds them, relative to the output folder.

    Without the documents of feeds, for which `sheets_lost` asks.

    Raises:
        InputOutputError: the folder is there and cannot be read.
    """
    return frozenset(_walk(output, ""))


def pages_of_ours(pages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Those of the pages that only we can have written, each with its story's short id.

    >>> list(pages_of_ours(["stories/a-wing-0123456789.html", "stories/map.html"]))
    [('stories/a-wing-0123456789.html', '0123456789')]
    >>> list(pages_of_ours(["days/2026-10-05.html", "days/index.html", "about.html"]))
    [('days/2026-10-05.html', '')]
    """
    for path in pages:
        named = OURS.fullmatch(path)
        if named:
            yield path, named["short_id"] or ""


def sheets_lost(
    output: Path, sheets: Iterable[tuple[str, int]]
) -> list[tuple[str, int]]:
    """The documents of feeds, by folder and number, of which a file does not stand."""
    return [
        (folder, number)
        for folder, number in sheets
        if not all(
            os.path.lexists(output / file) for file in sheet_files(folder, number)
        )
    ]


def files_there(output: Path, paths: Iterable[str]) -> list[str]:
    """Those of the paths, relative to the output folder, at which a file stands."""
    return [path for path in paths if (output / path).is_file()]


def traces(output: Path, digest: Path) -> tuple[Path, ...]:
    """The files that only a run can have left, of those that every run leaves.

    Where there is one, there was a database.
    """
    left = (digest / "status.json", output / "feed.json")
    return tuple(path for path in left if os.path.lexists(path))


def _time(folder: Path) -> int:
    """When what is in a folder last changed, in nanoseconds; 0 where there is none."""
    try:
        return folder.stat().st_mtime_ns
    except (FileNotFoundError, NotADirectoryError):
        return 0
    except OSError as error:
        raise InputOutputError(f"{error.filename}: {error.strerror}") from error


def _walk(output: Path, folder: str) -> Iterator[str]:
    try:
        with os.scandir(output / folder) as found:
            entries = [(e.name, e.is_dir(follow_symlinks=False)) for e in found]
    except (FileNotFoundError, NotADirectoryError):  # writing says why, if it is so
        return
    except OSError as error:
        raise InputOutputError(f"{error.filename}: {error.strerror}") from error
    for name, is_folder in entries:
        if is_folder:
            yield from _walk(output, f"{folder}{name}/")
        elif name.endswith(WRITTEN_ONCE) and not _is_sheet(folder + name):
            yield folder + name


def _is_sheet(path: str) -> bool:
    return is_feed(path) or is_archived(path)
