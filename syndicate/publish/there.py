"""What stands in the output folder."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from syndicate.errors import InputOutputError


def pages_there(output: Path) -> frozenset[str]:
    """The story pages that stand there, relative to the output folder.

    Raises:
        InputOutputError: the folder is there and cannot be read.
    """
    try:
        with os.scandir(output / "stories") as entries:
            return frozenset(f"stories/{entry.name}" for entry in entries)
    except (FileNotFoundError, NotADirectoryError):  # writing says why, if it is so
        return frozenset()
    except OSError as error:
        raise InputOutputError(f"{error.filename}: {error.strerror}") from error


def files_there(output: Path, paths: Iterable[str]) -> list[str]:
    """Those of the paths, relative to the output folder, at which a file stands."""
    return [path for path in paths if (output / path).is_file()]
