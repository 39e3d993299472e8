"""What finds a page: the search index, month by month, and the maps for crawlers.

The index is cut by month, so that one new story rewrites one small file; the page that
searches reads the newest months first and shows what it finds as it goes. A month that
is too long is cut by day, and so is its map: its own file then names its days.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
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
    months = site.calendar.months()
    return _json({"months": [[month.day, month.count] for month in months]})


def shard(site: Site, month: str) -> bytes | None:
    """What is searched of a month, or the days that have it, the newest first."""
    if site.calendar.is_long(month):
        days = site.calendar.by_month[month]
        return _json({"days": [[ran.day, ran.count] for ran in days]})
    return _searched(site, month)


def shard_of_day(site: Site, day: str) -> bytes | None:
    """What is searched of a day; None where its month has it."""
    return _searched(site, day) if site.calendar.is_long(day[:7]) else None


def _searched(site: Site, period: str) -> bytes | None:
    """What is searched of a period: of each story what its list row says."""
    rows = site.catalogue.within(ALL, period)
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
    if not is_indexed(site):
        return None
    base = site.main.base
    parts = [(base + SITEMAP_OF_LISTS, site.calendar.updated)]
    for month in reversed(tuple(site.calendar.months())):
        if site.calendar.is_long(month.day):
            days = reversed(site.calendar.by_month[month.day])
            parts += [(base + sitemap_of(ran.day), ran.updated) for ran in days]
        parts.append((base + sitemap_of(month.day), month.updated))
    return _map("sitemapindex", "sitemap", parts)


def sitemap_of_lists(site: Site) -> bytes | None:
    """The map of the pages that lead to stories."""
    if not is_indexed(site):
        return None
    newest = site.calendar.updated
    kinds = {shelf.kind for shelf in site.shelves.values()}
    paths = [FRONT, SUBSCRIBE, f"{DAYS}{FRONT}"]
    paths += [f"{kind}{FRONT}" for kind in (CLINICS, TOPICS) if kind in kinds]
    entries = [(site.main.base + public(path), newest) for path in paths]
    entries += [(site.main.base + folder, "") for folder in site.shelves]
    return _map("urlset", "url", entries[:MOST_ADDRESSES])


def sitemap_of_month(site: Site, month: str) -> bytes | None:
    """The map of a month's stories, or of its days where each day has a map."""
    if not site.calendar.is_long(month):
        return _map_of(site, site.catalogue.addresses(month))
    days = site.calendar.by_month[month]
    return _map_of(site, [(f"{DAYS}{ran.day}.html", ran.updated) for ran in days])


def sitemap_of_day(site: Site, day: str) -> bytes | None:
    """The map of a day's stories; None where its month has them."""
    long = site.calendar.is_long(day[:7])
    return _map_of(site, site.catalogue.addresses(day)) if long else None


def robots(site: Site) -> bytes:
    """What crawlers may read.

    Pages that must not be found say so themselves: a crawler that may not read a page
    cannot read that either, and lists its bare address all the same.
    """
    lines = ["User-agent: *", "Allow: /"]
    if is_indexed(site):
        lines.append(f"Sitemap: {site.main.base}{SITEMAP}")
    return ("\n".join(lines) + "\n").encode()


def is_indexed(site: Site) -> bool:
    """Whether crawlers may find the site, and so have a map of it."""
    return site.settings.site.robots is Robots.INDEX


def _map_of(site: Site, told: Sequence[tuple[str, str]]) -> bytes | None:
    if not told or not is_indexed(site):
        return None
    entries = [(site.main.base + page, updated) for page, updated in told]
    return _map("urlset", "url", entries[:MOST_ADDRESSES])


def _map(root: str, each: str, entries: Iterable[tuple[str, str]]) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{NAMESPACE}">']
    for address, updated in entries:
        changed = f"<lastmod>{updated}</lastmod>" if updated else ""
        lines.append(f"<{each}><loc>{escape(address)}</loc>{changed}</{each}>")
    return "\n".join((*lines, f"</{root}>", "")).encode()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
