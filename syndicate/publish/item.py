"""An entry as every public form shows it: plain, safe, complete, in one order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from urllib.parse import urlsplit

from syndicate.config import Settings
from syndicate.edit import in_full, public_url
from syndicate.model import (
    Appearance,
    Entry,
    Moment,
    Relation,
    Release,
    Standing,
    Story,
)
from syndicate.publish import dates
from syndicate.publish.content import full_text, paragraphs, sanitise
from syndicate.publish.plain import address, clean, cut, line
from syndicate.text.urls import host_of

SUMMARY_LENGTH = 600
DESCRIPTION_LENGTH = 200
LABEL_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Place:
    """One place a story ran, as shown; `url` is "" when there is none to link to."""

    outlet: str
    url: str
    date: str  # in words, "" when it told none
    day: str  # ISO 8601, "" when it told none
    standing: str
    relation: str

    @property
    def label(self) -> str:
        """The outlet, marked when we only have somebody's word for it."""
        if self.standing == Standing.CLAIMED:
            return f"{self.outlet} (claimed)"
        return self.outlet


@dataclass(frozen=True, slots=True)
class Change:
    """That readers were told something else before, and what changed in few words."""

    at: datetime
    day: str  # in words
    note: str

    @property
    def line(self) -> str:
        """The change as a sentence."""
        return f"Updated {self.day}: {self.note}."


@dataclass(frozen=True, slots=True)
class Item:
    """One story for readers. Every string is plain text but `html`."""

    id: str
    short_id: str
    page: str  # relative to the output folder
    page_url: str
    link: str  # the original, or our page of it
    title: str
    summary: str
    written: str  # what a language model wrote; pages show it labelled, feeds never
    description: str  # at most 200 characters; stands without the title
    html: str
    issuer: str
    author: str
    place: str
    day: str  # in words
    date: str  # the same, with the time if one was told
    opens: bool  # whether the text begins with the summary
    full: bool  # whether `html` is the whole text; else the summary and a link
    language: str
    published: datetime
    updated: datetime
    topics: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    changes: tuple[Change, ...] = ()  # the oldest first

    @property
    def content(self) -> str:
        """The full text, and under it what changed of it last."""
        if not self.changes:
            return self.html
        return f"{self.html}\n<p>{escape(self.changes[-1].line)}</p>"

    @property
    def outlets(self) -> int:
        """In how many places it ran, an outlet counted once."""
        return len({place.outlet for place in self.places if _ran(place)})

    @property
    def elsewhere(self) -> tuple[Place, ...]:
        """The places to link to besides `link`, each address once."""
        seen = {self.link}
        kept = []
        for place in self.places:
            if _ran(place) and place.url and place.url not in seen:
                seen.add(place.url)
                kept.append(place)
        return tuple(kept)


@dataclass(frozen=True, slots=True)
class Presented:
    """A story that readers may see: what passed the gate, and what they see of it."""

    entry: Entry
    item: Item


def present(entry: Entry, settings: Settings) -> Item:
    """The entry as readers will see it; nothing internal is in it."""
    story, release = entry.story, entry.story.original
    page_url = site_url(settings) + story.page
    summary = summarise(entry)
    published, told = published_at(story), date_told(story)
    link = address(public_url(story, settings)) or page_url
    full = in_full(story, settings)
    issuer = line(release.issuer or story.clinic or "", LABEL_LENGTH)
    item = Item(
        id=clean(story.id),
        short_id=clean(story.short_id),
        page=story.page,
        page_url=page_url,
        link=link,
        title=line(release.title) or cut(summary, 80) or "Announcement",
        summary=summary,
        written=line(entry.brief.written, SUMMARY_LENGTH),
        description=cut(
            line(entry.brief.standalone, SUMMARY_LENGTH) or summary, DESCRIPTION_LENGTH
        ),
        html=full_text(release) if full else in_brief(summary, link, page_url),
        issuer=issuer,
        author=issuer or line(release.author, LABEL_LENGTH),
        place=line(release.dateline.place if release.dateline else "", LABEL_LENGTH),
        day=dates.day(told.at if told else published),
        date=dates.told(told) if told else dates.day(published),
        opens=not full or _opens(release, summary),
        full=full,
        language=line(release.language, 35) or settings.site.language,
        published=published,
        updated=max(dates.utc(story.updated), published),
        topics=tuple(line(topic, LABEL_LENGTH) for topic in story.topics),
        places=tuple(show_place(place) for place in in_order(story.appearances)),
        changes=tuple(told_changes(story)),
    )
    return item if item.html else replace(item, html=paragraphs(summary or item.title))


def told_changes(story: Story) -> Iterator[Change]:
    """What of a story changed after readers had seen it."""
    for amended in story.amendments:
        if amended.public:
            at, note = dates.utc(amended.at), line(amended.note)
            yield Change(at, dates.day(amended.at), note)


def site_url(settings: Settings) -> str:
    """The public address of the output folder, with one final slash."""
    return settings.site.url.rstrip("/") + "/"


def published_at(story: Story) -> datetime:
    """When the original says it came out, else since when we know of it; in UTC.

    As it was when the story was first public: it never moves from then on.
    """
    told = story.original.published
    return dates.utc(story.published or (told.at if told else story.since))


def date_told(story: Story) -> Moment | None:
    """The date in the words of the original; None when that is not `published_at`.

    Where it tells another date than readers were first given, theirs stays.
    """
    told = story.original.published
    return told if told and dates.utc(told.at) == published_at(story) else None


def summarise(entry: Entry) -> str:
    """The brief's sentence, else the first words of the text."""
    told = line(entry.brief.summary, SUMMARY_LENGTH)
    return told or line(entry.story.original.text, 280)


def in_order(appearances: Iterable[Appearance]) -> list[Appearance]:
    """The original first, then by date; the same list whatever order it came in."""
    return sorted(
        appearances,
        key=lambda one: (
            one.relation is not Relation.ORIGINAL,
            one.published.at if one.published else one.first_seen,
            one.source,
            one.url or "",
            one.locator or "",
        ),
    )


def show_place(appearance: Appearance) -> Place:
    """An appearance as readers see it; paths inside our folders are not shown."""
    url = address(appearance.url or "")
    told = appearance.published
    return Place(
        outlet=outlet(appearance, url),
        url=url,
        date=dates.day(told.at) if told else "",
        day=told.at.date().isoformat() if told else "",
        standing=appearance.standing.value,
        relation=appearance.relation.value,
    )


def outlet(appearance: Appearance, url: str) -> str:
    """Its name: the host (the subreddit) it ran on, else the source we read it in."""
    if not url and appearance.standing is not Standing.CLAIMED:
        return line(appearance.source, LABEL_LENGTH)
    host = host_of(url)
    steps = urlsplit(url).path.split("/")
    if host.endswith("reddit.com") and steps[1:2] == ["r"] and len(steps) > 2:
        return line(f"r/{steps[2]}", LABEL_LENGTH)
    return host or f"somewhere, as {line(appearance.source, LABEL_LENGTH)} says"


def plainer(item: Item, settings: Settings) -> Item:
    """The item reduced to escaped text: the fallback when its full form fails."""
    return replace(
        item,
        id=clean(item.id),
        title=line(item.title) or "Announcement",
        html=sanitise(paragraphs(item.summary)),
        summary=line(item.summary, SUMMARY_LENGTH),
        issuer=line(item.issuer, LABEL_LENGTH),
        author=line(item.author, LABEL_LENGTH),
        place=line(item.place, LABEL_LENGTH),
        link=address(item.link) or site_url(settings) + item.page,
        language=settings.site.language,
        topics=(),
        places=(),
        changes=(),
    )


def in_brief(summary: str, link: str, page_url: str) -> str:
    """What readers get of a text that is not ours to print: its summary, and where."""
    where = host_of(link)
    read = f'<p><a href="{escape(link)}">Read it at {escape(where)}</a></p>'
    return sanitise(paragraphs(summary) + (read if link != page_url and where else ""))


def abridged(item: Item) -> Item:
    """The item with its summary and a link to the full text in place of the text."""
    if not item.full:
        return item
    more = f'<p><a href="{escape(item.page_url)}">The full text is on its page.</a></p>'
    return replace(item, html=sanitise(paragraphs(item.summary) + more))


def _opens(release: Release, summary: str) -> bool:
    told = line(release.text, len(summary) + 80)
    return told.startswith(summary.rstrip("…."))


def _ran(place: Place) -> bool:
    return place.standing != Standing.WITHDRAWN
