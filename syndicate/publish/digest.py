"""What staff read: the edition as sections of cards, before it takes any form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from syndicate.config import Settings
from syndicate.model import Delivery, Edition, Entry, Way
from syndicate.publish import dates
from syndicate.publish import digest_rows as rows
from syndicate.publish.asking import doubt, to_look_at, to_withdraw
from syndicate.publish.charts import Chart, draw_charts
from syndicate.publish.digest_cards import WENT_OUT, Card, say_out, show_card
from syndicate.publish.digest_rows import Row
from syndicate.publish.digest_sources import COLUMNS, SourceRow, source_row, table_rows
from syndicate.publish.item import present
from syndicate.publish.pickups import find_pickups
from syndicate.publish.plain import line
from syndicate.publish.status import by_name, in_trouble, is_well

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Section:
    """Stories of one sort: some whole, the number of the others, a line for none."""

    title: str
    cards: tuple[Card, ...]
    count: int
    more: int
    empty: str
    lines: tuple[str, ...] = ()  # what is said of many at once
    rows: tuple[Row, ...] = ()  # stories as a list

    @property
    def shown(self) -> bool:
        """Whether there is anything to show, be it that there is nothing."""
        return bool(self.cards or self.rows or self.lines or self.empty)

    @property
    def anchor(self) -> str:
        """What the section is called in the page's address."""
        return self.title.lower().replace(" ", "-")


@dataclass(frozen=True, slots=True)
class View:
    """The whole digest."""

    title: str
    made: str
    covers: str  # the period
    counts: tuple[tuple[str, int], ...]
    proof: str
    verdict: str  # what an empty digest means, "" when there is news
    sections: tuple[Section, ...]
    sources: tuple[SourceRow, ...]
    undelivered: tuple[str, ...]  # a line for each receiver that was not told
    columns: tuple[str, ...] = COLUMNS
    charts: tuple[Chart, ...] = ()
    desk: str = ""  # where staff answer in the browser, if anywhere
    past: str = "editions/index.html"  # where the page finds the list of past editions

    @property
    def source_rows(self) -> str:
        """The table of sources as HTML."""
        return table_rows(self.sources)


def view_digest(edition: Edition, settings: Settings) -> View:
    """The edition as staff read it; the same edition gives the same view."""
    unwell = [report.name for report in by_name(edition.reports) if not is_well(report)]
    sections = tuple(_sections(edition, settings))
    to_check = next(each for each in sections if each.title == "To check")
    return View(
        title=line(settings.digest.title) or "Digest",
        made=dates.instant(edition.moment.astimezone(settings.digest.zone)),
        covers=say_period(edition, settings),
        counts=(
            ("new", edition.new_count),
            ("went out", edition.out_count),
            ("ran elsewhere", edition.ran_count),
            ("changed", edition.changed_count),
            ("to check", to_check.count),
            ("held", edition.held_count),
        ),
        proof=prove(len(edition.reports), unwell),
        verdict=judge(edition, unwell),
        sections=sections,
        sources=tuple(source_row(report) for report in by_name(edition.reports)),
        charts=draw_charts(
            find_pickups(edition.recent, settings.digest.zone),
            edition.moment.astimezone(settings.digest.zone).date(),
        ),
        desk=settings.desk.address,
        undelivered=tuple(
            _undelivered(each) for each in edition.deliveries if in_trouble(each)
        ),
    )


def say_period(edition: Edition, settings: Settings) -> str:
    """What the edition covers, in words."""
    period, zone = edition.period, settings.digest.zone
    since = dates.instant(period.opened.astimezone(zone)) if period.opened else ""
    if not period.number:
        until = period.until or edition.moment
        return f"From {since} to {dates.instant(until.astimezone(zone))}"
    name = f"{period.series.capitalize()} edition {period.number}"
    return f"{name}: since {since}" if since else f"{name}: everything so far"


def _sections(edition: Edition, settings: Settings) -> Iterator[Section]:
    """In the order in which staff ask: what is ours first, what to see to last."""
    out = tuple(each.entry for each in edition.out)
    looked_at = {
        entry.story.id: entry
        for part in (edition.new, out, edition.ran, edition.changed, edition.held)
        for entry in part
    }
    known = looked_at.values()
    yield _section("New", "Nothing new.", edition.new, edition.new_count, settings)
    yield _went_out(edition, settings)
    ran = tuple(rows.where_it_ran(edition, settings))
    yield _listed("Where it ran", ran, edition.ran_count)
    yield _section(
        "Changed", "Nothing changed.", edition.changed, edition.changed_count, settings
    )
    yield _vanished(edition, settings)
    yield _section("Held", "", edition.held, edition.held_count, settings)
    yield _first("To check", rows.to_check(known), rows.check_row, settings)
    differing = rows.differing(known)
    yield _first("Copies that differ", differing, rows.difference_row, settings)
    yield _first("Missing", edition.gaps, rows.gap_row, settings)
    others = tuple(rows.elsewhere(edition, settings))
    yield _listed("Elsewhere", others, edition.elsewhere_count)
    trouble = tuple(rows.in_trouble(edition.reports))
    yield _listed("Sources in trouble", trouble, len(trouble))


def _first(
    title: str,
    those: Sequence[T],
    row: Callable[[T, Settings], Row],
    settings: Settings,
) -> Section:
    """The first of those as rows, and how many there are."""
    listed = tuple(row(each, settings) for each in those[: settings.digest.stories])
    return _listed(title, listed, len(those))


def _listed(title: str, listed: tuple[Row, ...], count: int) -> Section:
    return Section(title, (), count, max(0, count - len(listed)), "", rows=listed)


def prove(sources: int, unwell: list[str]) -> str:
    """The line that tells a quiet day from a broken run.

    >>> prove(12, []), prove(3, ["Blog"])
    ('12 of 12 sources well.', '2 of 3 sources well. In trouble: Blog.')
    """
    if not sources:
        return "No source is configured."
    told = f"{sources - len(unwell)} of {sources} sources well."
    names = ", ".join(line(name, 80) for name in unwell)
    return f"{told} In trouble: {names}." if unwell else told


def judge(edition: Edition, unwell: list[str]) -> str:
    """What it means that a digest is empty; "" when it is not."""
    if has_news(edition) or not edition.reports:
        return ""
    if unwell:
        return "No news, but not every source could be asked: there may be some."
    return "No news. Every source was asked or is not due yet; none had any."


def _undelivered(delivery: Delivery) -> str:
    """What did not go on, since when and why; the same as long as it is the same."""
    since = dates.instant(delivery.since) if delivery.since else ""
    what = (
        f"The hub was not told of {line(delivery.name, 300)}"
        if delivery.way is Way.PING
        else f"“{line(delivery.name, 300)}” fails"
    )
    return f"{what} since {since}: {line(delivery.trouble, 300)}"


def has_news(edition: Edition) -> bool:
    """Whether anything of ours is new, went out, ran somewhere, changed or vanished."""
    counts = edition.new_count + edition.out_count + edition.ran_count
    return bool(counts or edition.changed_count or edition.vanished or edition.many)


def _section(
    title: str, empty: str, entries: Iterable[Entry], count: int, settings: Settings
) -> Section:
    cards = tuple(
        show_card(entry, present(entry, settings), to_look_at)
        for entry in islice(entries, settings.digest.stories)
    )
    more = max(0, count - len(cards))
    return Section(title, cards, len(cards) + more, more, empty)


def _went_out(edition: Edition, settings: Settings) -> Section:
    """What readers have by now that an edition before this told as held."""
    cards = tuple(
        replace(
            show_card(each.entry, present(each.entry, settings), to_look_at),
            label=WENT_OUT,
            reason=say_out(each, settings.digest.zone),
        )
        for each in edition.out
    )
    more = edition.out_count - len(cards)
    return Section(WENT_OUT, cards, edition.out_count, more, "")


def _vanished(edition: Edition, settings: Settings) -> Section:
    """What staff may want to withdraw: the original is gone, our copy stands."""
    cards = tuple(
        show_card(entry, present(entry, settings), to_withdraw)
        for entry in edition.vanished
    )
    said = tuple(doubt(each) for each in edition.many)
    count = len(cards) + sum(each.items for each in edition.many)
    return Section("Proposed for withdrawal", cards, count, 0, "", said)
