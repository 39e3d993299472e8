"""The lists of the site: the newest, by day, by clinic and by topic.

Each gives None when there is nothing left for it to show, and then leaves the folder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from syndicate.model import Listed
from syndicate.publish.site.catalogue import ALL
from syndicate.publish.site.cutting import ListPart, part_path, parts
from syndicate.publish.site.frame import SCRIPTED, Site, page
from syndicate.publish.site.places import CLINICS, DAYS, FRONT, SUBSCRIBE, Shelf

SHORT_FROM = 100  # rows from which on a list leaves the summaries out
DAYS_SHOWN = 12  # months whose days stand in the calendar; older ones are a link
PREVIEWED = 3  # stories that show what a feed brings
HEADLINES = 5  # of each day, where a month has too many stories to tell all of them
KINDS = {"clinics/": "Clinics", "topics/": "Topics"}


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a list: its address there, its name, its stories, and days of it."""

    path: str
    month: str
    count: int
    days: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page has of a list: rows, and where the rest of it stands.

    `words` say which stories these are, "" where they are all; `others` are the other
    parts: on the list's own page all of them, on a part the one before and the one
    after. Each with its file, its words and its relation.
    """

    rows: list[Listed]
    count: int
    words: str = ""
    others: tuple[tuple[str, str, str], ...] = ()

    @property
    def brief(self) -> bool:
        """Whether the rows are too many for their summaries."""
        return len(self.rows) > SHORT_FROM


def front_page(site: Site) -> bytes:
    """The newest stories."""
    rows = site.catalogue.newest(ALL, site.settings.publish.items)
    total = site.calendar.count
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
    counts = site.catalogue.shelves(kind)
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
        years=_years(site.catalogue.days(folder)),
    )


def shelf_month(site: Site, folder: str, month: str, number: int = 0) -> bytes | None:
    """The stories of a clinic or a topic in one month, or a part of them."""
    shelf, path = site.shelves.get(folder), f"{folder}{month}.html"
    shown = _show(site, path, (folder, month), number) if shelf else None
    if shelf is None or shown is None:
        return None
    channel = site.channel_of(folder)
    return page(
        site,
        "site/shelf_month.html",
        part_path(path, number),
        feeds=(channel,) if channel else (),
        shelf=shelf,
        kind=_kind_of(shelf),
        month=month,
        number=number,
        shown=shown,
    )


def calendar_page(site: Site) -> bytes:
    """Every month and day on which anything ran."""
    years = _years((ran.day, ran.count) for ran in site.calendar.days)
    newest = {month.month for _, its in years for month in its}
    by_day = frozenset(sorted(newest)[-DAYS_SHOWN:])
    return page(
        site, "site/calendar.html", f"{DAYS}{FRONT}", years=years, by_day=by_day
    )


def month_page(site: Site, month: str) -> bytes | None:
    """What ran in a month, a line for each, day by day; of too many the newest."""
    if month not in site.calendar.by_month:
        return None
    days = _headlines if site.calendar.is_long(month) else _all_of
    return page(
        site,
        "site/month.html",
        f"{DAYS}{month}.html",
        month=month,
        days=list(days(site, month)),
        count=site.calendar.count_of(month),
    )


def day_page(site: Site, day: str, number: int = 0) -> bytes | None:
    """What ran on a day, and the days before and after on which anything did.

    Or a part of it, which leads to no other day.
    """
    path = f"{DAYS}{day}.html"
    shown = _show(site, path, (ALL, day), number)
    if shown is None:
        return None
    older, newer = ("", "") if number else site.catalogue.beside(day)
    return page(
        site,
        "site/day.html",
        part_path(path, number),
        day=day,
        number=number,
        shown=shown,
        older=older,
        newer=newer,
    )


def _show(site: Site, path: str, which: tuple[str, str], number: int) -> Shown | None:
    """A part of a shelf's month or day, by its own page; None where there is none."""
    count = site.catalogue.count(*which)
    every = {part.number: part for part in parts(count)} if count else {}
    part = every.get(number)
    if part is None:
        return None
    rows = site.catalogue.within(*which, part.last - part.first + 1, count - part.last)
    if len(every) == 1:
        return Shown(rows, count)
    return Shown(rows, count, _words(part), tuple(_others(path, number, every)))


def _others(
    path: str, number: int, every: dict[int, ListPart]
) -> Iterator[tuple[str, str, str]]:
    """What a page of a list leads to: of a part that is full, what never changes."""
    name = path.rpartition("/")[2]
    if not number:
        older = (part for part in every.values() if part.number)
        yield from ((part_path(name, p.number), _words(p), "") for p in older)
        return
    if number > 1:
        yield part_path(name, number - 1), _words(every[number - 1]), "prev"
    newer = every.get(number + 1)
    words = _words(newer) if newer else "The newest"
    yield part_path(name, newer.number if newer else 0), words, "next"


def _words(part: ListPart) -> str:
    return f"{part.first:,} to {part.last:,}"


def _all_of(site: Site, month: str) -> Iterator[tuple[str, list[Listed], int]]:
    """Each day of a month with all that ran."""
    by_day: dict[str, list[Listed]] = {}
    for row in site.catalogue.within(ALL, month):
        by_day.setdefault(row.day, []).append(row)
    for day, rows in sorted(by_day.items(), reverse=True):
        yield day, rows, len(rows)


def _headlines(site: Site, month: str) -> Iterator[tuple[str, list[Listed], int]]:
    """Each day of a month with its newest few, and how many ran."""
    for ran in site.calendar.by_month[month]:
        yield ran.day, site.catalogue.within(ALL, ran.day, HEADLINES), ran.count


def _kind_of(shelf: Shelf) -> str:
    return "Clinic" if shelf.kind == CLINICS else "Topic"


def _years(told: Iterable[tuple[str, int]]) -> list[tuple[str, list[Month]]]:
    """The months of a list by year, the newest first."""
    days = list(told)
    counts = Counter[str]()
    for day, count in days:
        counts[day[:7]] += count
    months = [
        Month(f"{month}.html", month, counts[month], tuple(sorted(its)))
        for month, its in groupby(days, lambda told: told[0][:7])
    ]
    return [(year, list(its)) for year, its in groupby(months, lambda m: m.month[:4])]
