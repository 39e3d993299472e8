"""The identities a release bears: keys that say which page or post it is.

A key read from a posting's own address is OWN; all others are claims. Shapes and hit
rates were measured on the public press-release archive: the TLDR hash is the MD5 of
the exact original URL, not of its canonical spelling.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from syndicate.match.base import Key, Role
from syndicate.model import Form, Purpose, Release
from syndicate.text.urls import canonical, host_of, is_web

NEWSWORTHY = re.compile(r"^/news/(?:[a-z]{2}/)?20\d{6}(\d+)(?:/|$)")
TLDR = re.compile(r"^/curated-news/[^/]+/([0-9a-f]{32})/?$")
NETWORK = re.compile(r"/(20\d{2}\d{3,6})/?$")
NETWORK_SHAPE = re.compile(r"^/(?:en|es|fr|de|pt|curated)/")
REDDIT = re.compile(r"/comments/([a-z0-9]{4,10})(?:/|$)")

# The purposes whose target is the very page this release is a copy of.
SAME_PAGE = frozenset({Purpose.ORIGINAL, Purpose.CANONICAL})
# The purposes whose target is another telling of it.
OTHER_TELLING = frozenset(
    {Purpose.TLDR, Purpose.DISCUSSION, Purpose.PICKUP, Purpose.ABOUT}
)


def keys(release: Release) -> tuple[Key, ...]:
    """Every key a release bears, own ones first, each once."""
    found: dict[str, Key] = {}
    for key in _all(release):
        found.setdefault(key.value, key)
    return tuple(found.values())


def url_keys(url: str) -> tuple[str, ...]:
    """The keys that an address is: its canonical spelling, and what its system says.

    >>> url_keys("https://www.newsworthy.ai/news/20260914917/a-title")[1]
    'newsworthy:917'
    >>> url_keys("https://old.reddit.com/r/Clinics/comments/1avcv9n/a_title/")[1]
    'reddit:1avcv9n'
    >>> url_keys("None")
    ()
    """
    if not is_web(url):
        return ()
    host, path = host_of(url), urlsplit(url).path
    found = [f"url:{canonical(url)}"]
    if host.endswith("newsworthy.ai") and (match := NEWSWORTHY.match(path)):
        found.append(f"newsworthy:{match[1]}")
    elif host.endswith("newsramp.com") and (match := TLDR.match(path)):
        found.append(f"tldr:{match[1]}")
    elif host.endswith("reddit.com") and (match := REDDIT.search(path)):
        found.append(f"reddit:{match[1]}")
    elif host == "redd.it" and path.strip("/"):
        found.append(f"reddit:{path.strip('/')}")
    elif NETWORK_SHAPE.match(path) and (match := NETWORK.search(path)):
        found.append(f"network:{match[1]}")
    return tuple(found)


def tldr_key(original_url: str) -> str:
    """The key of the NewsRamp page of a release, from its exact original URL.

    >>> tldr_key("https://clinic.example.org/news/1")
    'tldr:73afac4bf829d3687161e9fba8bcf681'
    """
    written = original_url.encode("utf-8", "replace")
    return f"tldr:{hashlib.md5(written, usedforsecurity=False).hexdigest()}"


def _all(release: Release) -> Iterator[Key]:
    if release.url:
        yield from _page(release, release.url, Role.OWN)
    for link in release.links:
        if link.purpose in SAME_PAGE:
            yield from _page(release, link.url, Role.ORIGINAL)
    for link in release.links:
        if link.purpose in OTHER_TELLING:
            for value in url_keys(link.url):
                yield Key(value, Role.TRAIL, link.url)


def _page(release: Release, url: str, role: Role) -> Iterator[Key]:
    """The keys of a page, and that of the TLDR page made from its address."""
    for value in url_keys(url):
        yield Key(value, role, url)
    if release.form is Form.ARTICLE and is_web(url):
        yield Key(tldr_key(url), Role.TRAIL)
        if host_of(url).endswith("newsworthy.ai") and "://www." in url:
            # Its pages and feeds write `www.`; what was hashed has none.
            yield Key(tldr_key(url.replace("://www.", "://", 1)), Role.TRAIL)
