"""Whether two releases come from one place: there more evidence is asked.

One place is one site of the original page, whoever gave us the copy; else one wire;
else one configured source.
"""

from __future__ import annotations

from syndicate.match.base import Member
from syndicate.model import Purpose, Release
from syndicate.text.urls import host_of, is_web

# Labels under which a country's registry registers names: `clinic.co.uk` is one site.
REGISTRIES = frozenset({"ac", "co", "com", "edu", "gob", "gov", "net", "or", "org"})
# Hosts whose sub-domains belong to different people.
SHARED_HOSTS = frozenset(
    {
        "blogspot.com", "github.io", "hubspotpagebuilder.com", "medium.com",
        "netlify.app", "notion.site", "squarespace.com", "substack.com",
        "tumblr.com", "webflow.io", "weebly.com", "wixsite.com", "wordpress.com",
    }
)  # fmt: skip


def site_of(url: str) -> str:
    """The part of a host that somebody registered; "" where there is none.

    >>> site_of("https://news.clinic.example/1"), site_of("https://a.clinic.co.uk/")
    ('clinic.example', 'clinic.co.uk')
    >>> site_of("https://news.co.example/"), site_of("https://ada.substack.com/p/1")
    ('co.example', 'ada.substack.com')
    >>> site_of("None")
    ''
    """
    if not is_web(url):
        return ""
    labels = host_of(url).split(".")
    count = 2
    under_registry = len(labels) > 2 and len(labels[-1]) == 2
    if (under_registry and labels[-2] in REGISTRIES) or ".".join(
        labels[-2:]
    ) in SHARED_HOSTS:
        count = 3
    return ".".join(labels[-count:])


def origin(release: Release) -> tuple[str, str]:
    """The site on which a release first ran, and the wire that its dateline names."""
    links = (release.link(each) for each in (Purpose.ORIGINAL, Purpose.CANONICAL))
    told = [link.url for link in links if link]
    sites = filter(None, map(site_of, [*told, release.url or ""]))
    wire = release.dateline.wire if release.dateline else ""
    return next(sites, ""), wire


def same_source(one: Member, two: Member) -> bool:
    """Whether two releases come from one place."""
    if one.site and two.site:
        return one.site == two.site
    if one.wire and two.wire:
        return one.wire == two.wire
    return one.source == two.source
