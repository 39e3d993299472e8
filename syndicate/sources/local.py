"""A source whose location is a folder or a file: what any kind asks for then."""

from __future__ import annotations

import re
from collections.abc import Iterable

from syndicate.config import Source
from syndicate.sources.base import Request, Transport

_WEB = re.compile(r"https?://", re.IGNORECASE)


def is_local(source: Source) -> bool:
    """Whether its location is a path or a pattern of paths, no web address."""
    return not _WEB.match(source.location)


def ask_folder(source: Source, suffixes: Iterable[str]) -> Request:
    """One answer for each file there that ends in one of the suffixes."""
    ends = ("suffixes", " ".join(suffixes))
    return Request(source.location, Transport.FOLDER, headers=(ends,))
