"""The one gate before the public: which stories pass, and what of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from syndicate.edit.holding import waits
from syndicate.edit.quota import spare_places
from syndicate.model import Brief, Entry, Release, Story
from syndicate.text.redacting import FORGOTTEN, REDACTED

# How long a retraction stands in the feeds before the story is gone from them: whoever
# reads a feed weekly sees it once.
RETRACTION_SHOWN = timedelta(days=7)


def gate(entries: Iterable[Entry], now: datetime) -> Iterable[Entry]:
    """The entries the public may see at `now`, each without what it may not see yet.

    Their stories are filed. A retracted one is the notice that it was taken back.
    """
    for entry in entries:
        story = entry.story
        if story.retracted:
            shown = now < story.retracted + RETRACTION_SHOWN
            if shown and not why_not_public(replace(story, retracted=None)):
                yield _retraction(entry, story.retracted)
        elif not why_not_public(story):
            places = tuple(
                spare_places(
                    place
                    for place in story.appearances
                    if not waits(
                        place.embargo, place.published, now, approved=story.approved
                    )
                )
            )
            if places == story.appearances:  # of most
                yield entry
            else:
                yield replace(entry, story=replace(story, appearances=places))


def why_not_public(story: Story) -> str:
    """Why readers do not see a filed story as it is; "" when they do.

    Of what was forgotten nothing is left to be shown, whatever is decided later.
    """
    if _is_forgotten(story.original):
        return "forgotten"
    if story.not_ours:
        return "of no clinic of ours, as staff say"
    if story.hidden:
        return "hidden by staff"
    if story.retracted:
        return "retracted by staff"
    return story.held or story.withheld


def awaited(story: Story) -> datetime | None:
    """The hour after which readers see a filed story, unless staff must approve it.

    None where it waits for none, or where they would not see it then, either.
    """
    if story.held_until is None or why_not_public(replace(story, held="")):
        return None
    return story.held_until


def _is_forgotten(release: Release) -> bool:
    """Whether nothing is kept of a release but that it was known."""
    emptied = release.title == REDACTED and not release.text
    return emptied and release.item.startswith(FORGOTTEN)


def _retraction(entry: Entry, at: datetime) -> Entry:
    """The entry that says that a release was taken back, and nothing else of it.

    It keeps its clinic and topics: who reads only those must learn of it, too.
    """
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
        replace(story, original=notice, appearances=(), updated=at),
        Brief(told, told, method="retraction"),
    )
