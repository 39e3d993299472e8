"""What staff read: the edition as sections of cards, before it takes any form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from syndicate.config import Settings
from syndicate.edit import why_not_public
from syndicate.model import (
    Check,
    Delivery,
    Edition,
    Entry,
    Fact,
    SourceReport,
    Standing,
    Story,
    Way,
)
from syndicate.publish import dates
from syndicate.publish.asking import doubt, to_look_at, to_withdraw
from syndicate.publish.differing import show_drift
from syndicate.publish.item import Item, Place, present
from syndicate.publish.plain import line
from syndicate.publish.retold import Retold, show_retold
from syndicate.publish.status import by_name, in_trouble, is_well

# How the line starts that says when the digest was made. A digest that differs in
# nothing else is not written again.
MADE = {
    "digest.html": b'<p class="made">',
    "digest.md": b"*As of ",
    "digest.txt": b"As of ",
}
MOST_PLACES = 4
MOST_CHECKS = 2
MOST_FACTS = 3
MOST_SKIPPED = 10
MOST_DRIFT = 4
SAID = frozenset({"who", "what", "where", "when", "clinic"})
WORST_FIRST = ("red", "amber", "info")


@dataclass(frozen=True, slots=True)
class Card:
    """One story as staff see it; every string is one plain line."""

    title: str
    link: str  # "" when it is nowhere yet
    facts: tuple[str, ...]  # issuer, place, date
    summary: str
    written: str  # what a language model wrote instead, "" for nothing
    details: tuple[str, ...]
    places: tuple[Place, ...]
    more_places: int
    checks: tuple[tuple[str, str], ...]  # severity and words
    drift: tuple[str, ...]  # what copies tell otherwise
    more_drift: int
    retold: tuple[Retold, ...]  # summaries that others wrote
    label: str  # Held or Not public, "" when readers see it
    reason: str  # and why
    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Stories of one sort: some whole, the number of the others, a line for none."""

    title: str
    cards: tuple[Card, ...]
    count: int
    more: int
    empty: str
    lines: tuple[str, ...] = ()  # what is said of many at once


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source's last poll."""

    name: str
    state: str
    well: bool
    figures: tuple[str, ...]  # in the order of COLUMNS
    trouble: str
    skipped: tuple[str, ...]
    more_skipped: int


COLUMNS = ("seen", "new", "changed", "joined", "skipped")


@dataclass(frozen=True, slots=True)
class View:
    """The whole digest."""

    title: str
    made: str
    counts: tuple[tuple[str, int], ...]
    proof: str
    verdict: str  # what an empty digest means, "" when there is news
    sections: tuple[Section, ...]
    sources: tuple[SourceRow, ...]
    undelivered: tuple[str, ...]  # a line for each receiver that was not told
    columns: tuple[str, ...] = COLUMNS


def view_digest(edition: Edition, settings: Settings) -> View:
    """The edition as staff read it; the same edition gives the same view."""
    unwell = [report.name for report in by_name(edition.reports) if not is_well(report)]
    return View(
        title=line(settings.digest.title) or "Digest",
        made=dates.instant(edition.moment),
        counts=(
            ("new", edition.new_count),
            ("changed", edition.changed_count),
            ("held", edition.held_count),
            ("stories in all", edition.story_count),
        ),
        proof=prove(len(edition.reports), unwell),
        verdict=judge(edition, unwell),
        sections=(
            _section("New", "Nothing new.", edition.new, edition.new_count, settings),
            _section(
                "Changed",
                "Nothing changed.",
                edition.changed,
                edition.changed_count,
                settings,
            ),
            _section("Held", "", edition.held, edition.held_count, settings),
            _vanished(edition, settings),
        ),
        sources=tuple(_source(report) for report in by_name(edition.reports)),
        undelivered=tuple(
            _undelivered(each) for each in edition.deliveries if in_trouble(each)
        ),
    )


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
    if edition.new_count or edition.changed_count or not edition.reports:
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


def _section(
    title: str, empty: str, entries: Iterable[Entry], count: int, settings: Settings
) -> Section:
    shown = own_first(entries, settings)[: settings.digest.stories]
    cards = tuple(_card(entry, item, to_look_at) for entry, item in shown)
    more = max(0, count - len(cards))
    return Section(title, cards, len(cards) + more, more, empty)


def _vanished(edition: Edition, settings: Settings) -> Section:
    """What staff may want to withdraw: the original is gone, our copy stands."""
    shown = own_first(edition.vanished, settings)
    cards = tuple(_card(entry, item, to_withdraw) for entry, item in shown)
    said = tuple(doubt(each) for each in edition.many)
    count = len(cards) + sum(each.items for each in edition.many)
    return Section("Proposed for withdrawal", cards, count, 0, "", said)


def own_first(entries: Iterable[Entry], settings: Settings) -> list[tuple[Entry, Item]]:
    """Stories of our own clinics first, then newest first, then by id."""
    shown = [(entry, present(entry, settings)) for entry in entries]
    shown.sort(key=lambda one: one[1].id)
    shown.sort(key=lambda one: one[1].published, reverse=True)
    shown.sort(key=lambda one: one[0].story.clinic is None)
    return shown


def _card(
    entry: Entry, item: Item, commands: Callable[[Story], tuple[str, ...]]
) -> Card:
    once = {place.outlet: place for place in reversed(item.places)}
    places = [place for place in item.places if once[place.outlet] is place]
    why = why_not_public(entry.story)
    on_our_page_only = item.link == item.page_url
    return Card(
        title=item.title,
        link="" if why and on_our_page_only else item.link,
        facts=tuple(fact for fact in (item.issuer, item.place, item.date) if fact),
        summary=item.summary,
        written=item.written,
        details=tuple(
            f"{line(fact.name, 40)}: {line(fact.value, 120)}"
            for fact in further_facts(entry.brief.facts)
        ),
        places=tuple(places[:MOST_PLACES]),
        more_places=max(0, len(places) - MOST_PLACES),
        checks=tuple((c.severity, _check(c)) for c in worst(entry.brief.checks)),
        drift=tuple(show_drift(each) for each in entry.drift[:MOST_DRIFT]),
        more_drift=max(0, len(entry.drift) - MOST_DRIFT),
        retold=show_retold(entry.story.original, entry.retold),
        label=("Held" if why == entry.story.held else "Not public") if why else "",
        reason=line(why, 300),
        commands=tuple(f"syndicate {each}" for each in commands(entry.story)),
    )


def further_facts(facts: Iterable[Fact]) -> list[Fact]:
    """At most three that the line under the headline does not say already.

    Those of one name stand together, as many as a line holds.
    """
    together: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.name.lower() not in SAID:
            together.setdefault(fact.name, []).append(fact)
    return [
        Fact(name, ", ".join(fact.value for fact in alike))
        for name, alike in islice(together.items(), MOST_FACTS)
    ]


def worst(checks: Iterable[Check]) -> list[Check]:
    """At most two of different rules, the most severe first, in the order they came."""
    rank = {severity: place for place, severity in enumerate(WORST_FIRST)}
    ordered = sorted(checks, key=lambda check: rank.get(check.severity, len(rank)))
    once = {check.id: check for check in reversed(ordered)}
    return [check for check in ordered if once[check.id] is check][:MOST_CHECKS]


def _check(check: Check) -> str:
    told = line(check.message, 200)
    sentence = line(check.sentence, 240)
    return f"{told} “{sentence}”" if sentence else told


def _source(report: SourceReport) -> SourceRow:
    polled = (report.seen, report.new, report.changed, report.joined)
    figures = (
        *(str(figure) if report.polled else "–" for figure in polled),
        str(len(report.skipped)),
    )
    return SourceRow(
        name=line(report.name, 120),
        state=report.state,
        well=is_well(report),
        figures=figures,
        trouble=line(_trouble(report), 300),
        skipped=tuple(line(reason, 240) for reason in report.skipped[:MOST_SKIPPED]),
        more_skipped=max(0, len(report.skipped) - MOST_SKIPPED),
    )


def _trouble(report: SourceReport) -> str:
    """What staff should see to: why it is not well, where it moved, its silence."""
    moved = f"moved to {report.moved_to}; write that into config.toml"
    told = (
        "" if is_well(report) else report.error or report.last_error,
        moved if report.moved_to else "",
        report.quiet,
    )
    return ". ".join(each for each in told if each)


def ran(place: Place) -> str:
    """A place in words: outlet, date, and how we know when it is not from reading it.

    >>> ran(Place("r/News", "", "3 May 2024", "2024-05-03", "claimed", "copy"))
    'r/News (claimed), 3 May 2024'
    """
    told = place.label if place.standing != Standing.WITHDRAWN else place.outlet
    gone = " (withdrawn)" if place.standing == Standing.WITHDRAWN else ""
    return f"{told}{gone}, {place.date}" if place.date else told + gone
