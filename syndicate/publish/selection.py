"""Which entries go into which feed, and in what order."""

from __future__ import annotations

from collections.abc import Iterable

from syndicate.config import Feed, Settings
from syndicate.model import Entry, Relation, Story, Trust
from syndicate.publish.channel import Channel
from syndicate.publish.item import published_at
from syndicate.text.phrases import in_small, mentions


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """The total order of every feed: newest first, ties by id."""
    by_id = sorted(entries, key=lambda entry: entry.story.id)
    return sorted(by_id, key=lambda entry: published_at(entry.story), reverse=True)


def passes(entry: Entry, channel: Channel, settings: Settings) -> bool:
    """Whether an entry belongs into a feed: passes every filter that it names."""
    story = entry.story
    if channel.kind == "clinic":
        return story.clinic == channel.name
    if channel.kind == "topic":
        return channel.name in story.topics
    feeds = (feed for feed in settings.feed if feed.name == channel.name)
    return channel.kind == "all" or all(
        _passes(entry, feed, settings) for feed in feeds
    )


def _passes(entry: Entry, feed: Feed, settings: Settings) -> bool:
    story = entry.story
    language = story.original.language or settings.site.language
    return (
        (not feed.clinic or story.clinic == feed.clinic)
        and (not feed.topic or feed.topic in story.topics)
        and _trust(story).rank <= feed.trust.rank
        and (not feed.words or _mentions(entry, feed.words))
        and (not feed.language or _speaks(language, feed.language))
    )


def _trust(story: Story) -> Trust:
    """How far the source is believed whose telling the story shows."""
    for place in story.appearances:
        if place.relation is Relation.ORIGINAL:
            return place.trust
    return Trust.OPEN


def _mentions(entry: Entry, phrases: tuple[str, ...]) -> bool:
    release = entry.story.original
    text = f"{release.title}\n{entry.brief.summary}\n{release.text}"
    return mentions(text, in_small(text), phrases)


def _speaks(language: str, wanted: str) -> bool:
    """Whether a language is the wanted one or a kind of it: en-US is English."""
    told, asked = language.lower(), wanted.lower()
    return told == asked or told.startswith(f"{asked}-")
