"""The page of a story: what it says, where it ran, and where the original is."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from syndicate.model import Brief, Entry, Listed, Version
from syndicate.publish.channel import Channel
from syndicate.publish.content import paragraphs, sanitise
from syndicate.publish.dates import day, stamp
from syndicate.publish.item import Item, Presented
from syndicate.publish.plain import address, line
from syndicate.publish.render import POLICY
from syndicate.publish.site.frame import Site, page
from syndicate.publish.site.places import DAYS, TOPICS
from syndicate.publish.site.trail import follow
from syndicate.publish.site.wellformed import well_formed
from syndicate.text.urls import host_of

# The facts that readers get, by the name a brief gives them. Who, where and when stand
# above the headline already; amounts and links say little away from their sentence.
FACTS = {
    "condition": "Condition",
    "treatment": "Treatment",
    "event": "Dates",
    "speaker": "Quoted",
    "contact": "Contact",
}
MOST_VALUES = 4
MOST_PICTURES = 12
# A page with pictures, where settings want them.
PICTURED = POLICY.replace("img-src 'self'", "img-src 'self' https:")
# Days read better in the words of the release than as ISO 8601.
AS_TOLD = frozenset({"event"})


def story_page(site: Site, told: Presented, row: Listed) -> bytes:
    """A story's page; `row` is what lists say of it."""
    entry, item = told.entry, told.item
    pictures = _pictures(entry, site)
    own = [site.shelves[folder] for folder in row.shelves]
    feeds = [site.channel_of(shelf.folder) for shelf in own]
    return page(
        site,
        "site/story.html",
        item.page,
        policy=PICTURED if pictures else POLICY,
        language=row.language,
        feeds=tuple(feed for feed in feeds if feed),
        item=item,
        day_page=f"{DAYS}{row.day}.html",
        clinic=next((shelf for shelf in own if shelf.kind != TOPICS), None),
        topics=[shelf for shelf in own if shelf.kind == TOPICS],
        facts=tuple(_facts(entry.brief)),
        trail=follow(entry.story),
        original=host_of(item.link) if item.link != item.page_url else "",
        html=well_formed(item.html),
        versions=[_shown(version) for version in entry.versions],
        pictures=pictures,
        described=described(item, site.main),
    )


def described(item: Item, channel: Channel) -> dict[str, Any]:
    """The story as a schema.org NewsArticle, for those who read pages by machine."""
    article: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": item.title,
        "description": item.description,
        "datePublished": stamp(item.published),
        "dateModified": stamp(item.updated),
        "inLanguage": item.language,
        "url": item.page_url,
        "publisher": {
            "@type": "Organization",
            "name": channel.title,
            "url": channel.home,
        },
    }
    if item.author:
        article["author"] = {"@type": "Organization", "name": item.author}
    if item.place:
        article["locationCreated"] = {"@type": "Place", "name": item.place}
    if item.topics:
        article["keywords"] = list(item.topics)
    if item.link != item.page_url:
        article["isBasedOn"] = item.link
    return article


def _pictures(entry: Entry, site: Site) -> list[tuple[str, str]]:
    """The pictures of the release as (address, words), if settings let them be shown.

    Only over https: the policy of the page lets nothing else in.
    """
    if not site.settings.publish.images:
        return []
    told = [
        (address(image.url), line(image.alt, 300))
        for image in entry.story.original.images[:MOST_PICTURES]
    ]
    return [each for each in dict(told).items() if each[0].startswith("https://")]


def _shown(version: Version) -> dict[str, Any]:
    return {
        "until": version.until,
        "day": day(version.until),
        "title": line(version.title),
        "html": well_formed(sanitise(paragraphs(version.text))),
        "let_go": version.let_go,
    }


def _facts(brief: Brief) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The names and values that help a reader, in the order of FACTS."""
    for name, label in FACTS.items():
        told = (
            line((fact.span if name in AS_TOLD else "") or fact.value, 160)
            for fact in brief.facts
            if fact.name == name
        )
        values = tuple(
            islice((value for value in dict.fromkeys(told) if value), MOST_VALUES)
        )
        if values:
            yield label, values
