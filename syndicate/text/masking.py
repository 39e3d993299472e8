"""Addresses without what lets somebody in: passwords, tokens and signatures."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import unquote, urlsplit, urlunsplit

_SECRET = re.compile(
    r"(?i)token|secret|passw|pwd|signature|credential|auth(?!or)|session|jwt"
    r"|(?:^|[^a-z])(?:key|sig|sid)(?:$|[^a-z])|(?:api|access|private|public).?key"
)
_DRAWN = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w~+/=.-]{20,}")
_ADDRESS = re.compile(r"(?i)[a-z][a-z0-9+.-]{0,30}://[^\s\"'<>]+")


def mask(url: str, *, named: bool = False) -> str:
    """An address as it may be kept and shown: the same for the same, and no way in.

    User name and password go; of a query, the values whose names say that they are
    secret, and, unless `named`, those that look drawn by chance. Each becomes the
    beginning of its SHA-256, so that two addresses stay two. Any other address is
    returned as it is, letter by letter.

    >>> mask("https://ann:pw@clinic.example.org/feed?page=2&token=s3cret")
    'https://clinic.example.org/feed?page=2&token=hidden-1ec1c26b'
    >>> mask("https://clinic.example.org/?author=ann&keyword=wing")
    'https://clinic.example.org/?author=ann&keyword=wing'
    """
    if "@" not in url and "?" not in url and "#" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return re.sub(r"//[^/?#]*@", "//", url.partition("?")[0])
    netloc = parts.netloc.rpartition("@")[2]
    query, fragment = (_mask(each, named) for each in (parts.query, parts.fragment))
    if (netloc, query, fragment) == (parts.netloc, parts.query, parts.fragment):
        return url
    return urlunsplit((parts.scheme, netloc, parts.path, query, fragment))


def mask_within(text: str) -> str:
    """A text in which every address is masked.

    >>> mask_within("cannot read https://ann:pw@clinic.example.org/feed (404)")
    'cannot read https://clinic.example.org/feed (404)'
    """
    return _ADDRESS.sub(lambda found: mask(found[0]), text)


def without_values(url: str) -> str:
    """An address as a log may hold it: of its query only names, of the rest no secret.

    >>> without_values("https://me:pw@clinic.example.org/feed?key=s3cret&page=2#x")
    'https://clinic.example.org/feed?key=…&page=…'
    >>> without_values("releases/**/*.md")
    'releases/**/*.md'
    """
    if "://" not in url:
        return url
    try:
        parts = urlsplit(mask(url))
    except ValueError:
        return "…"
    told = (each.partition("=") for each in parts.query.split("&"))
    query = "&".join(f"{name}=…" if given else "…" for name, given, _ in told)
    return urlunsplit(parts._replace(query=query if parts.query else "", fragment=""))


def without_values_within(text: str) -> str:
    """A text in which every address is as a log may hold it."""
    return _ADDRESS.sub(lambda found: without_values(found[0]), text)


def _mask(query: str, named: bool) -> str:
    return "&".join(_mask_one(each, named) for each in query.split("&"))


def _mask_one(told: str, named: bool) -> str:
    name, given, value = told.partition("=")
    plain = unquote(value if given else name)
    drawn = not named and _DRAWN.fullmatch(plain) is not None
    if not plain or not (drawn or (given and _SECRET.search(unquote(name)))):
        return told
    digest = hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{name}=hidden-{digest}" if given else f"hidden-{digest}"
