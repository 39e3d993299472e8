"""The site, file by file: stories that changed, and only the lists they stand on."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from syndicate.model import Listed
from syndicate.publish.item import Presented
from syndicate.publish.render import source
from syndicate.publish.site import finding, lists
from syndicate.publish.site.calendar import Calendar
from syndicate.publish.site.catalogue import ALL
from syndicate.publish.site.cutting import Pieces, part_path, parts
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
    sitemap_of,
    wanted,
)
from syndicate.publish.site.row import list_row
from syndicate.publish.site.story import story_page

AT_ONCE = 500  # rows kept in one transaction: what a first run holds in memory
MONTH, DAY = r"\d{4}-\d\d", r"\d{4}-\d\d-\d\d"
STEPS = re.compile(
    rf"(?P<folder>.*/)?(?:(?:sitemap-)?(?:(?P<day>{DAY})|(?P<month>{MONTH}))"
    r"(?:-part-(?P<part>\d+))?|[\w-]+)\.\w+"
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
DAILY = {"": finding.sitemap_of_day, SHARDS: finding.shard_of_day}
# What is told by day where a month is long: where that is kept of a month or a day.
BY_DAY: dict[str, Callable[[str], str]] = {
    "": sitemap_of,
    SHARDS: lambda period: f"{SHARDS}{period}.json",
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
    touched = site.catalogue.touched()
    if touched:
        site = replace(site, calendar=Calendar(tuple(site.catalogue.ran())))
    for path in _with_pieces(site, touched):
        yield path, list_page(site, path)


def list_page(site: Site, path: str) -> bytes | None:
    """A list as it stands now, None when there is nothing for it to show."""
    if path in FIXED:
        return FIXED[path](site)
    told = STEPS.fullmatch(path)
    if told is None:
        return None
    folder, part = told["folder"] or "", int(told["part"] or 0)
    day, month = told["day"], told["month"]
    write = (DAILY if day else MONTHLY if month else {}).get(folder)
    if write:
        return write(site, day or month)
    if day:
        return lists.day_page(site, day, part)
    if month:
        return lists.shelf_month(site, folder, month, part)
    return lists.shelf_page(site, folder)


def _always(site: Site) -> Iterator[tuple[str, bytes]]:
    """The few files that are made anew in every run, and mostly are as they were."""
    for name in ("style.css", "search.js", "copy.js"):
        yield name, source(name).encode()
    yield ROBOTS, finding.robots(site)
    yield SEARCH, page(site, "site/search.html", SEARCH, policy=SCRIPTED)
    root = path_of_site(site)
    yield NOT_FOUND, page(site, "site/not_found.html", NOT_FOUND, root=root)


def _with_pieces(site: Site, touched: list[str]) -> list[str]:
    """With the pieces that long lists are cut into, and those that they no longer are.

    The pieces are lists as others are: one that is lost is written again.
    """
    found = set(touched)
    for path in touched:
        pieces = _pieces(site, path, found)
        if pieces:
            found.update(pieces.to_look_at(site.catalogue.there(pieces.start)))
    site.catalogue.touch(found.difference(touched))
    return sorted(found)


def _pieces(site: Site, path: str, touched: Collection[str]) -> Pieces | None:
    """What a list page is cut into: a month's by its days, others into parts."""
    told = STEPS.fullmatch(path)
    if told is None or told["part"]:
        return None
    folder, day, month = told["folder"] or "", told["day"], told["month"]
    if month and folder in BY_DAY:
        return _days(site, month, BY_DAY[folder], touched)
    if (day and folder == DAYS) or (month and folder != DAYS):
        shelf = ALL if day else folder
        cut = parts(site.catalogue.count(shelf, day or month))
        every = [part_path(path, part.number) for part in cut if part.number]
        return Pieces(part_path(path, 1).removesuffix("1.html"), every, every)
    return None


def _days(
    site: Site, month: str, place: Callable[[str], str], touched: Collection[str]
) -> Pieces:
    """The days of a month, if it is long; those changed whose page is written."""
    start = place(f"{month}-").rpartition(".")[0]
    if not site.calendar.is_long(month) or (
        place is sitemap_of and not finding.is_indexed(site)
    ):
        return Pieces(start)
    days = [ran.day for ran in site.calendar.by_month[month]]
    changed = [place(day) for day in days if f"{DAYS}{day}.html" in touched]
    return Pieces(start, [place(day) for day in days], changed)
