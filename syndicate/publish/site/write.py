"""The site, file by file: stories that changed, and only the lists they stand on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from syndicate.model import Listed
from syndicate.publish.item import Presented
from syndicate.publish.render import source
from syndicate.publish.site import finding, lists
from syndicate.publish.site.frame import SCRIPTED, Site, page, path_of_site
from syndicate.publish.site.places import (
    CLINICS,
    DAYS,
    FRONT,
    NOT_FOUND,
    ROBOTS,
    SEARCH,
    SHARDS,
    SITEMAP,
    SITEMAP_OF_LISTS,
    SUBSCRIBE,
    TOPICS,
    wanted,
)
from syndicate.publish.site.row import list_row
from syndicate.publish.site.story import story_page

AT_ONCE = 500  # rows kept in one transaction: what a first run holds in memory
MONTH, DAY = r"\d{4}-\d\d", r"\d{4}-\d\d-\d\d"
PIECES = re.compile(
    rf"(?P<folder>.*/)?(?:(?P<day>{DAY})|(?:sitemap-)?(?P<month>{MONTH})|[\w-]+)\.\w+"
)
FIXED = {
    FRONT: lists.front_page,
    SUBSCRIBE: lists.subscribe_page,
    f"{DAYS}{FRONT}": lists.calendar_page,
    f"{CLINICS}{FRONT}": lambda site: lists.overview(site, CLINICS),
    f"{TOPICS}{FRONT}": lambda site: lists.overview(site, TOPICS),
    f"{SHARDS}index.json": finding.months_searched,
    SITEMAP: finding.sitemap,
    SITEMAP_OF_LISTS: finding.sitemap_of_lists,
}

MONTHLY = {
    "": finding.sitemap_of_month,
    DAYS: lists.month_page,
    SHARDS: finding.shard,
}


def write_site(
    told: Iterable[Presented], gone: Collection[str], site: Site
) -> Iterator[tuple[str, bytes | None]]:
    """Every file of the site that a run has to look at, by its path.

    None stands for a list that must leave. `told` is what passed the gate, `gone` are
    the pages that were taken down; stories come before the lists that lead to them.
    """
    yield from _always(site)
    rows: list[Listed] = []
    for each in told:
        if each.entry.story.page in gone:
            continue
        row = list_row(each.item, each.entry.story, site)
        yield row.page, story_page(site, each, row)
        rows.append(row)
        if len(rows) == AT_ONCE:
            site.catalogue.put(rows)
            rows.clear()
    site.catalogue.put(rows)
    site.catalogue.drop(gone)
    site.catalogue.want(tuple(wanted(site.settings)))
    for path in _with_neighbours(site, site.catalogue.touched()):
        yield path, list_page(site, path)


def list_page(site: Site, path: str) -> bytes | None:
    """A list as it stands now, None when there is nothing for it to show."""
    if path in FIXED:
        return FIXED[path](site)
    told = PIECES.fullmatch(path)
    if told is None:
        return None
    folder = told["folder"] or ""
    if told["day"]:
        return lists.day_page(site, told["day"])
    if told["month"]:
        write = MONTHLY.get(folder)
        month = told["month"]
        return write(site, month) if write else lists.shelf_month(site, folder, month)
    return lists.shelf_page(site, folder)


def _always(site: Site) -> Iterator[tuple[str, bytes]]:
    """The few files that are made anew in every run, and mostly are as they were."""
    for name in ("style.css", "search.js", "copy.js"):
        yield name, source(name).encode()
    yield ROBOTS, finding.robots(site)
    yield SEARCH, page(site, "site/search.html", SEARCH, policy=SCRIPTED)
    root = path_of_site(site)
    yield NOT_FOUND, page(site, "site/not_found.html", NOT_FOUND, root=root)


def _with_neighbours(site: Site, touched: list[str]) -> list[str]:
    """With the days beside a day: what leads there may have come or gone."""
    found = set(touched)
    for path in touched:
        told = PIECES.fullmatch(path)
        if path.startswith(DAYS) and told and told["day"]:
            beside = site.catalogue.beside(told["day"])
            found.update(f"{DAYS}{day}.html" for day in beside if day)
    return sorted(found)
