"""From stories and their briefs to what goes out: file, gate, order, cut.

Every public output takes its stories from `Edition.public` or through `gate`, so
that nothing under embargo or dated in the future is in a public file before its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from syndicate.config import Clinic, Settings, Topic
from syndicate.model import (
    Brief,
    Check,
    Edition,
    Embargo,
    Entry,
    Moment,
    Purpose,
    Release,
    SourceReport,
    Story,
)
from syndicate.text.urls import host_of, is_web

# How long a retraction stands in the feeds before the story is gone from them: whoever
# reads a feed weekly sees it once.
RETRACTION_SHOWN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Material:
    """What the store has for an edition; lists newest first, counts of the whole."""

    stories: Iterable[tuple[Story, Brief]]
    new: Iterable[tuple[Story, Brief]]
    changed: Iterable[tuple[Story, Brief]]
    held: Iterable[tuple[Story, Brief]]
    new_count: int
    changed_count: int
    story_count: int


def edit(
    material: Material,
    reports: tuple[SourceReport, ...],
    settings: Settings,
    now: datetime,
) -> Edition:
    """Put an edition together; the same material and clock give the same edition."""
    held = tuple(
        entry for entry in _filed(material.held, settings, now) if entry.story.held
    )
    return Edition(
        moment=now,
        public=_take(
            gate(_filed(material.stories, settings, now), now),
            settings.publish.items * 10,
        ),
        new=_take(_filed(material.new, settings, now), settings.digest.stories),
        changed=_take(_filed(material.changed, settings, now), settings.digest.stories),
        held=held[: settings.digest.stories],
        reports=reports,
        new_count=material.new_count,
        changed_count=material.changed_count,
        held_count=len(held),
        story_count=material.story_count,
    )


def gate(entries: Iterable[Entry], now: datetime) -> Iterable[Entry]:
    """The entries the public may see at `now`, each without what it may not see yet."""
    for entry in entries:
        story = entry.story
        if story.held or story.hidden or story.not_ours:
            continue
        if story.retracted:
            if now < story.retracted + RETRACTION_SHOWN:
                yield _retraction(entry, story.retracted)
            continue
        shown = tuple(
            place
            for place in story.appearances
            if not _waits(place.embargo, place.published, now, approved=story.approved)
        )
        yield replace(entry, story=replace(story, appearances=shown))


def _retraction(entry: Entry, at: datetime) -> Entry:
    """The entry that says that a release was taken back, and nothing else of it."""
    story, original = entry.story, entry.story.original
    told = f"This release was retracted on {at.day} {at:%B %Y}."
    notice = Release(
        source=original.source,
        item=original.item,
        title=f"Retracted: {original.title}",
        text=told,
        published=original.published,
        issuer=original.issuer,
        language=original.language,
    )
    return Entry(
        replace(story, original=notice, appearances=(), topics=(), updated=at),
        Brief(told, told, method="retraction"),
    )


def file(story: Story, settings: Settings, now: datetime) -> Story:
    """The story with its clinic, its topics and the reason that holds it, if any."""
    return replace(
        story,
        clinic=None if story.not_ours else _clinic(story, settings),
        topics=_topics(story, settings.topic),
        held=_hold(story, now),
    )


def waiting_checks(
    brief: Brief, story: Story, settings: Settings, now: datetime
) -> tuple[Check, ...]:
    """The checks of a filed story that staff are to see at `now`.

    Not those that they dismissed, that settings ignore, or whose day has not passed.
    """
    clinic = next((each for each in settings.clinic if each.name == story.clinic), None)
    ignored = {*settings.checks.ignore, *(clinic.ignore if clinic else ())}
    settled = ignored | set(story.dismissed)
    today = now.date().isoformat()
    return tuple(
        check
        for check in brief.checks
        if check.id not in settled and not (check.due and check.due >= today)
    )


def public_url(story: Story, settings: Settings) -> str:
    """Where a reader finds the story: its original's address, else our page of it."""
    original = story.original
    if original.url and is_web(original.url):
        return original.url
    for purpose in (Purpose.ORIGINAL, Purpose.CANONICAL):
        link = original.link(purpose)
        if link and is_web(link.url):
            return link.url
    return settings.site.url + story.page


def _filed(
    stories: Iterable[tuple[Story, Brief]], settings: Settings, now: datetime
) -> Iterable[Entry]:
    for story, brief in stories:
        filed = file(story, settings, now)
        waiting = waiting_checks(brief, filed, settings, now)
        yield Entry(filed, replace(brief, checks=waiting))


def _take(entries: Iterable[Entry], most: int) -> tuple[Entry, ...]:
    taken: list[Entry] = []
    for entry in entries:
        if len(taken) >= most:
            break
        taken.append(entry)
    return tuple(taken)


def _hold(story: Story, now: datetime) -> str:
    """Why the story waits: the embargo or date of its original or of an owned copy."""
    original = story.original
    told = [(original.embargo, original.published)]
    told += [
        (place.embargo, place.published)
        for place in story.appearances
        if place.trust == "owned" and place.standing == "seen"
    ]
    reasons = (_waits(*each, now, approved=story.approved) for each in told)
    return next((reason for reason in reasons if reason), "")


def _waits(
    embargo: Embargo | None, published: Moment | None, now: datetime, *, approved: bool
) -> str:
    return _embargoed(embargo, now, approved=approved) or _future(published, now)


def _embargoed(embargo: Embargo | None, now: datetime, *, approved: bool) -> str:
    """Why an embargo holds; staff's approval ends one that we cannot read."""
    if embargo is None or (embargo.until is None and approved):
        return ""
    if embargo.until is None:
        return f"an embargo that cannot be read: {embargo.told}"
    return (
        f"under embargo until {embargo.until.iso()}" if embargo.until.at > now else ""
    )


def _future(published: Moment | None, now: datetime) -> str:
    if published is None or published.at <= now:
        return ""
    return f"dated in the future: {published.iso()}"


def _clinic(story: Story, settings: Settings) -> str | None:
    """The clinic whose source tells it, whose site it ran on, or who issues it."""
    clinics = {clinic.name: clinic for clinic in settings.clinic}
    if not clinics:
        return None
    told_by = {source.name: source.clinic for source in settings.source}
    for place in story.appearances:
        if place.trust == "owned" and told_by.get(place.source) in clinics:
            return told_by[place.source]
    hosts = {host_of(public_url(story, settings))}
    issuer = story.original.issuer.casefold()
    for clinic in settings.clinic:
        if hosts & {domain.lower().removeprefix("www.") for domain in clinic.domains}:
            return clinic.name
        if issuer and issuer in _names(clinic):
            return clinic.name
    return None


def _names(clinic: Clinic) -> set[str]:
    return {name.casefold() for name in (clinic.name, *clinic.aliases)}


def _topics(story: Story, topics: tuple[Topic, ...]) -> tuple[str, ...]:
    text = f"{story.original.title}\n{story.original.text}"
    return tuple(topic.name for topic in topics if _mentions(text, topic.words))


def _mentions(text: str, phrases: tuple[str, ...]) -> bool:
    if not phrases:
        return False
    either = "|".join(re.escape(phrase) for phrase in phrases)
    return re.search(rf"(?i)\b(?:{either})\b", text) is not None
