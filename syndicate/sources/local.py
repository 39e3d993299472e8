"""Where a source is, on this machine or on the web, and what is asked for there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from syndicate.config import Source
from syndicate.sources.base import Request, Transport

_WEB = re.compile(r"https?://", re.IGNORECASE)


def is_local(source: Source) -> bool:
    """Whether its location is a path or a pattern of paths, no web address."""
    return not _WEB.match(source.location)


def ask_location(
    source: Source, suffixes: Iterable[str], *headers: tuple[str, str]
) -> Request:
    """All of its files there, or the one document at its address."""
    if is_local(source):
        return ask_folder(source, suffixes)
    return Request(source.location, headers=headers)


def ask_folder(source: Source, suffixes: Iterable[str]) -> Request:
    """One answer for each file there that ends in one of the suffixes."""
    ends = ("suffixes", " ".join(suffixes))
    return Request(source.location, Transport.FOLDER, headers=(ends,))
