"""Told addresses made whole: an item's own, and those in its text."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from syndicate.sources.mending import tidy

LONGEST_URL = 2_000  # characters; a longer one is no address anybody can follow

_RELATIVE = re.compile(
    r"""(\s(?:href|src|poster|cite)\s*=\s*)(["'])(?![a-z][a-z0-9+.-]*:|\#)([^"'<>]*)\2""",
    re.IGNORECASE,
)


def find_url(told: object, base: str = "") -> str | None:
    """A told address made whole; None where it is no http(s) address.

    >>> find_url(" /a b ", "https://clinic.example.org/feed/")
    'https://clinic.example.org/a b'
    >>> find_url("javascript:alert(1)"), find_url("/a")
    (None, None)
    """
    text = re.sub(r"[\t\r\n]", "", tidy(told, LONGEST_URL + 1))
    try:
        url = urljoin(base, text) if text else ""
        parts = urlsplit(url)
    except ValueError:
        return None
    whole = parts.scheme.lower() in {"http", "https"} and bool(parts.netloc)
    return url if whole and len(url) <= LONGEST_URL else None


def resolve_references(html: str, base: str) -> str:
    """The same HTML with whole addresses; everything else as told.

    >>> resolve_references('<a href="/b">', "https://clinic.example.org/feed")
    '<a href="https://clinic.example.org/b">'
    """

    def resolve(found: re.Match[str]) -> str:
        told = found[3].strip()
        try:
            whole = urljoin(base, told) if told else found[3]
        except ValueError:
            whole = found[3]
        return f"{found[1]}{found[2]}{whole}{found[2]}"

    return _RELATIVE.sub(resolve, html) if base else html
