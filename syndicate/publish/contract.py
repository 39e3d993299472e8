"""The public contracts: stories, sources and runs as plain values for JSON.

Described in docs/contracts.md. `CONTRACT_VERSION` rises when a field goes, changes its
meaning or its type; a field that is added leaves it. What is not known is null, never
an empty text; instants of our own clock are UTC and end in Z, dates as told keep the
offset they were told with.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from syndicate.config import Settings
from syndicate.edit import public_url
from syndicate.model import Appearance, Brief, SourceReport, Story

CONTRACT_VERSION = 1


def story_record(story: Story, brief: Brief, settings: Settings) -> dict[str, Any]:
    """A story, already filed, as `stories --json` tells it."""
    original = story.original
    return {
        "id": story.id,
        "title": original.title,
        "url": public_url(story, settings),
        "issuer": original.issuer or None,
        "clinic": story.clinic,
        "published": original.published.iso() if original.published else None,
        "updated": instant(story.updated),
        "language": original.language or None,
        "summary": brief.summary,
        "topics": list(story.topics),
        "hidden": story.hidden,
        "held": bool(story.held),
        "appearances": [appearance_record(each) for each in story.appearances],
    }


def explained_record(
    story: Story, brief: Brief, keys: list[str], settings: Settings
) -> dict[str, Any]:
    """A story as `explain --json` tells it: the same, and the keys it is known by."""
    return {**story_record(story, brief, settings), "keys": keys}


def appearance_record(appearance: Appearance) -> dict[str, Any]:
    """One place a story ran, with the rules that attached it."""
    published = appearance.published
    return {
        "source": appearance.source,
        "kind": appearance.kind,
        "trust": appearance.trust.value,
        "url": appearance.url,
        "locator": appearance.locator,
        "title": appearance.title,
        "published": published.iso() if published else None,
        "first_seen": instant(appearance.first_seen),
        "last_seen": instant(appearance.last_seen),
        "standing": appearance.standing.value,
        "relation": appearance.relation.value,
        "evidence": [
            {"rule": each.rule, "detail": each.detail, "score": each.score}
            for each in appearance.evidence
        ],
    }


def source_record(report: SourceReport) -> dict[str, Any]:
    """A source as `sources --json` tells it; the counts are of its last poll."""
    return {
        "name": report.name,
        "kind": report.kind,
        "trust": report.trust.value,
        "location": report.location,
        "state": report.state,
        "postings": report.postings,
        "seen": report.seen,
        "new": report.new,
        "changed": report.changed,
        "skipped": len(report.skipped),
        "last_success": instant(report.last_success),
        "last_error": report.last_error or None,
        "next_due": instant(report.next_due),
    }


def poll_record(report: SourceReport) -> dict[str, Any]:
    """A source as `run --json` tells it: the same, and what the run did with it."""
    return {
        **source_record(report),
        "polled": report.polled,
        "joined": report.joined,
        "reasons": list(report.skipped),
        "error": report.error or None,
    }


def instant(moment: datetime | None) -> str | None:
    """An instant in UTC, to the second.

    >>> instant(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    '2026-01-02T03:04:05Z'
    """
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="seconds")[:-6] + "Z"
