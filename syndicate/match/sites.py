"""Sites whose addresses hold a number that is the release's, whatever else changes.

The title in such an address may change, or be left out; the number does not. Each row
was checked against 13,562 addresses of the public archive: six numbers stand under two
spellings of a title, all others under one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from syndicate.text.urls import host_of


@dataclass(frozen=True, slots=True)
class Site:
    """A site, and where in a path its number stands. `seen` is such an address."""

    host: str
    number: re.Pattern[str]
    seen: str


SITES = (
    Site(
        "24-7pressrelease.com",
        re.compile(r"^/press-release/(\d+)(?:/|$)"),
        seen="https://www.24-7pressrelease.com/press-release/512345/a-clinic-opens",
    ),
    Site(
        "citybiz.co",
        re.compile(r"^/article/(\d+)(?:/|$)"),
        seen="https://www.citybiz.co/article/612345/a-clinic-opens/",
    ),
    Site(
        "newsdirect.com",
        re.compile(r"^/news/[^/]*-(\d{6,})/?$"),
        seen="https://newsdirect.com/news/a-clinic-opens-123456789",
    ),
    Site(
        "newmediawire.com",
        re.compile(r"^/news/[^/]*-(\d{7})/?$"),
        seen="https://www.newmediawire.com/news/a-clinic-opens-7012345",
    ),
    Site(
        "mediawiretoday.com",
        re.compile(r"^/[^/]*-(\d{6})/?$"),
        seen="https://mediawiretoday.com/a-clinic-opens-312345",
    ),
    Site(
        "prkarma.com",
        re.compile(r"/news_release/(\d+)/?$"),
        seen="https://newsroom.prkarma.com/a-clinic/news_release/12345",
    ),
)


def site_key(url: str) -> str:
    """The key of a release on a site whose addresses are numbered; "" elsewhere.

    >>> site_key("https://citybiz.co/article/612345/another-title")
    'site:citybiz.co/612345'
    >>> site_key("https://clinic.example.org/article/612345/")
    ''
    """
    host, path = host_of(url), urlsplit(url).path
    for site in SITES:
        if host == site.host or host.endswith(f".{site.host}"):
            found = site.number.search(path)
            return f"site:{site.host}/{found[1]}" if found else ""
    return ""
