"""What stands in the output folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from syndicate.errors import InputOutputError
from syndicate.publish.channel import is_archived, is_feed, sheet_files

WRITTEN_ONCE = (".html", ".json", ".xml")


def pages_there(output: Path) -> frozenset[str]:
    """The pages that stand there, and what finds them, relative to the output folder.

    Without the documents of feeds, for which `sheets_lost` asks.

    Raises:
        InputOutputError: the folder is there and cannot be read.
    """
    return frozenset(_walk(output, ""))


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
