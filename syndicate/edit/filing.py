"""Filing a story: whose it is, which topics it has, and what keeps it from readers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from syndicate.config import Clinic, Settings, Topic
from syndicate.edit.holding import hold
from syndicate.model import Brief, Purpose, Standing, Story, Trust
from syndicate.text.phrases import in_small, mentions
from syndicate.text.urls import host_of, is_web

# Why only staff read a story that nothing holds.
NOT_OF_OUR_CLINICS = "not of our clinics"
ONLY_OPEN = "only told by open sources"


def file(story: Story, brief: Brief, settings: Settings, now: datetime) -> Story:
    """The story with its clinic, its topics, and why readers do not see it, if so."""
    clinic = None if story.not_ours else _clinic(story, settings)
    topics = _topics(story, settings.topic)
    withheld = _withhold(story, clinic, settings)
    filed = story
    if (clinic, topics, withheld) != (story.clinic, story.topics, story.withheld):
        filed = replace(story, clinic=clinic, topics=topics, withheld=withheld)
    held = hold(filed, brief, settings, now)
    if not held.reason:  # of most
        return filed
    return replace(
        filed,
        held=held.reason,
        held_until=held.until,
        approvable=held.approvable,
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


def _withhold(story: Story, clinic: str | None, settings: Settings) -> str:
    """Why a story is for staff only; "" when it is for readers.

    Owned and wire sources are ours to choose; what an open one says of a clinic is
    anybody's word. A place that took its telling down has told it all the same.
    """
    told_by = {
        place.trust
        for place in story.appearances
        if place.standing is not Standing.CLAIMED
    }
    if Trust.OWNED in told_by:
        return ""
    if Trust.WIRE not in told_by:
        return ONLY_OPEN
    return NOT_OF_OUR_CLINICS if settings.clinic and clinic is None else ""


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
    if not topics:
        return ()
    text = f"{story.original.title}\n{story.original.text}"
    small = in_small(text)
    return tuple(
        topic.name
        for topic in topics
        if mentions(text, small, topic.words or (topic.name,))
    )
