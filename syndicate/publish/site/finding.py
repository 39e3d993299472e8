"""What finds a page: the search index, month by month, and the maps for crawlers.

The index is cut by month, so that one new story rewrites one small file; the page that
searches reads the newest months first and shows what it finds as it goes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from syndicate.config import Robots
from syndicate.publish.plain import cut
from syndicate.publish.site.catalogue import ALL
from syndicate.publish.site.frame import Site
from syndicate.publish.site.places import (
    CLINICS,
    DAYS,
    FRONT,
    SITEMAP,
    SITEMAP_OF_LISTS,
    SUBSCRIBE,
    TOPICS,
    public,
    sitemap_of,
)

MOST_ADDRESSES = 50_000  # in one part of a map: sitemaps.org, protocol
SEARCHED_SUMMARY = 200
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def months_searched(site: Site) -> bytes:
    """The months that the index has, the newest first, with how many rows."""
    counts: dict[str, int] = {}
    for day, count in site.catalogue.days(ALL):
        counts[day[:7]] = counts.get(day[:7], 0) + count
    return _json({"months": [[month, count] for month, count in counts.items()]})


def shard(site: Site, month: str) -> bytes | None:
    """What is searched of a month: of each story what its list row says."""
    rows = site.catalogue.within(ALL, month)
    if not rows:
        return None
    return _json(
        [
            [
                row.page,
                row.day,
                row.title,
                row.issuer,
                row.place,
                cut(row.summary, SEARCHED_SUMMARY),
                ", ".join(row.topics),
                row.language,
            ]
            for row in rows
        ]
    )


def sitemap(site: Site) -> bytes | None:
    """The parts of the map, each with its last change."""
    if not _indexed(site):
        return None
    base, months = site.main.base, site.catalogue.months()
    newest = max((updated for _, updated in months), default="")
    parts = [(base + SITEMAP_OF_LISTS, newest)]
    parts += [(base + sitemap_of(month), updated) for month, updated in months]
    return _map("sitemapindex", "sitemap", parts)


def sitemap_of_lists(site: Site) -> bytes | None:
    """The map of the pages that lead to stories."""
    if not _indexed(site):
        return None
    newest = max((updated for _, updated in site.catalogue.months()), default="")
    kinds = {shelf.kind for shelf in site.shelves.values()}
    paths = [FRONT, SUBSCRIBE, f"{DAYS}{FRONT}"]
    paths += [f"{kind}{FRONT}" for kind in (CLINICS, TOPICS) if kind in kinds]
    entries = [(site.main.base + public(path), newest) for path in paths]
    entries += [(site.main.base + folder, "") for folder in site.shelves]
    return _map("urlset", "url", entries[:MOST_ADDRESSES])


def sitemap_of_month(site: Site, month: str) -> bytes | None:
    """The map of a month's stories."""
    told = site.catalogue.addresses(month)
    if not told or not _indexed(site):
        return None
    entries = [(site.main.base + page, updated) for page, updated in told]
    return _map("urlset", "url", entries[:MOST_ADDRESSES])


def robots(site: Site) -> bytes:
    """What crawlers may read.

    Pages that must not be found say so themselves: a crawler that may not read a page
    cannot read that either, and lists its bare address all the same.
    """
    lines = ["User-agent: *", "Allow: /"]
    if _indexed(site):
        lines.append(f"Sitemap: {site.main.base}{SITEMAP}")
    return ("\n".join(lines) + "\n").encode()


def _indexed(site: Site) -> bool:
    return site.settings.site.robots is Robots.INDEX


def _map(root: str, each: str, entries: Iterable[tuple[str, str]]) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{NAMESPACE}">']
    for address, updated in entries:
        changed = f"<lastmod>{updated}</lastmod>" if updated else ""
        lines.append(f"<{each}><loc>{escape(address)}</loc>{changed}</{each}>")
    return "\n".join((*lines, f"</{root}>", "")).encode()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
