"""What stands in the output folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from syndicate.errors import InputOutputError

# Feeds are written in every run; these are only when something changed.
WRITTEN_ONCE = (".html", ".json", ".xml")


def pages_there(output: Path) -> frozenset[str]:
    """The pages that stand there, and what finds them, relative to the output folder.

    Raises:
        InputOutputError: the folder is there and cannot be read.
    """
    return frozenset(_walk(output, ""))


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
        elif name.endswith(WRITTEN_ONCE):
            yield folder + name
