"""The lists of the site: the newest, by day, by clinic and by topic.

Each gives None when there is nothing left for it to show, and then leaves the folder.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from syndicate.model import Listed
from syndicate.publish.site.catalogue import ALL
from syndicate.publish.site.frame import SCRIPTED, Site, page
from syndicate.publish.site.places import CLINICS, DAYS, FRONT, SUBSCRIBE, Shelf

SHORT_FROM = 100  # rows from which on a list leaves the summaries out
DAYS_SHOWN = 12  # months whose days stand in the calendar; older ones are a link
PREVIEWED = 3  # stories that show what a feed brings
KINDS = {"clinics/": "Clinics", "topics/": "Topics"}


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a list: its address there, its name, its stories, and days of it."""

    path: str
    month: str
    count: int
    days: tuple[tuple[str, int], ...]


def front_page(site: Site) -> bytes:
    """The newest stories."""
    rows = site.catalogue.newest(ALL, site.settings.publish.items)
    total = site.catalogue.shelves().get(ALL, (0, ""))[0]
    return page(site, "site/front.html", FRONT, rows=rows, total=total)


def subscribe_page(site: Site) -> bytes:
    """What a feed is, every address there is, and what it brings."""
    groups: dict[str, list[object]] = {"": [], **{kind: [] for kind in KINDS}}
    for channel in site.channels[1:]:
        kind = channel.folder[: channel.folder.find("/") + 1]
        groups[kind if kind in KINDS and channel.folder != kind else ""].append(channel)
    return page(
        site,
        "site/subscribe.html",
        SUBSCRIBE,
        policy=SCRIPTED,
        rows=site.catalogue.newest(ALL, PREVIEWED),
        groups=[(KINDS.get(kind, "Other feeds"), its) for kind, its in groups.items()],
    )


def overview(site: Site, kind: str) -> bytes | None:
    """All clinics, or all topics, each with how much there is of it."""
    shelves = [each for each in site.shelves.values() if each.kind == kind]
    if not shelves:
        return None
    counts = site.catalogue.shelves()
    shown = [
        (shelf, *counts.get(shelf.folder, (0, "")), site.channel_of(shelf.folder))
        for shelf in sorted(shelves, key=lambda shelf: shelf.name.casefold())
    ]
    return page(
        site, "site/overview.html", f"{kind}{FRONT}", title=KINDS[kind], shelves=shown
    )


def shelf_page(site: Site, folder: str) -> bytes | None:
    """The newest stories of a clinic or a topic, and the way to the older ones."""
    shelf = site.shelves.get(folder)
    if shelf is None:
        return None
    channel = site.channel_of(folder)
    return page(
        site,
        "site/shelf.html",
        f"{folder}{FRONT}",
        feeds=(channel,) if channel else (),
        channel=channel,
        shelf=shelf,
        kind=_kind_of(shelf),
        rows=site.catalogue.newest(folder, site.settings.publish.items),
        years=_years(site, folder),
    )


def shelf_month(site: Site, folder: str, month: str) -> bytes | None:
    """The stories of a clinic or a topic in one month."""
    shelf, rows = site.shelves.get(folder), site.catalogue.within(folder, month)
    if shelf is None or not rows:
        return None
    channel = site.channel_of(folder)
    return page(
        site,
        "site/shelf_month.html",
        f"{folder}{month}.html",
        feeds=(channel,) if channel else (),
        shelf=shelf,
        kind=_kind_of(shelf),
        month=month,
        rows=rows,
        brief=len(rows) > SHORT_FROM,
    )


def calendar_page(site: Site) -> bytes:
    """Every month and day on which anything ran."""
    years = _years(site, ALL)
    newest = {month.month for _, its in years for month in its}
    by_day = frozenset(sorted(newest)[-DAYS_SHOWN:])
    return page(
        site, "site/calendar.html", f"{DAYS}{FRONT}", years=years, by_day=by_day
    )


def month_page(site: Site, month: str) -> bytes | None:
    """What ran in a month, a line for each, day by day."""
    rows = site.catalogue.within(ALL, month)
    if not rows:
        return None
    by_day: dict[str, list[Listed]] = {}
    for row in rows:
        by_day.setdefault(row.day, []).append(row)
    return page(
        site,
        "site/month.html",
        f"{DAYS}{month}.html",
        month=month,
        days=sorted(by_day.items(), reverse=True),
        count=len(rows),
    )


def day_page(site: Site, day: str) -> bytes | None:
    """What ran on a day, and the days before and after on which anything did."""
    rows = site.catalogue.within(ALL, day)
    if not rows:
        return None
    older, newer = site.catalogue.beside(day)
    return page(
        site,
        "site/day.html",
        f"{DAYS}{day}.html",
        day=day,
        rows=rows,
        brief=len(rows) > SHORT_FROM,
        older=older,
        newer=newer,
    )


def _kind_of(shelf: Shelf) -> str:
    return "Clinic" if shelf.kind == CLINICS else "Topic"


def _years(site: Site, folder: str) -> list[tuple[str, list[Month]]]:
    """The months of a list by year, the newest first."""
    days = site.catalogue.days(folder)
    counts = Counter[str]()
    for day, count in days:
        counts[day[:7]] += count
    months = [
        Month(f"{month}.html", month, counts[month], tuple(sorted(its)))
        for month, its in groupby(days, lambda told: told[0][:7])
    ]
    return [(year, list(its)) for year, its in groupby(months, lambda m: m.month[:4])]
