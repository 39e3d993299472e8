"""The closed editions of the digest as pages, and a list of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from syndicate.config import Settings
from syndicate.errors import InputOutputError
from syndicate.model import Edition
from syndicate.publish import dates
from syndicate.publish.digest_page import staff_page

FOLDER = "editions"


def archive(edition: Edition, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """The list of past editions, and the page of each that has none yet.

    A page is what was stored when the edition was closed, byte for byte.
    """
    zone = settings.digest.zone
    for past in edition.past:
        if past.forms:
            yield f"{FOLDER}/{past.name}.html", past.forms.page
    rows = [
        (past.name, dates.instant(past.closed.astimezone(zone)))
        for past in edition.past
    ]
    yield f"{FOLDER}/index.html", staff_page("editions.html", rows=rows)


def editions_there(folder: Path) -> frozenset[str]:
    """The names of the editions that have their page in the staff's folder.

    Raises:
        InputOutputError: the folder is there and cannot be read.
    """
    try:
        with os.scandir(folder / FOLDER) as entries:
            return frozenset(Path(entry.name).stem for entry in entries)
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
    except OSError as error:
        raise InputOutputError(f"{error.filename}: {error.strerror}") from error
