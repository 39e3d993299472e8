"""The public contracts: stories, sources, runs and releases as plain values for JSON.

Described in docs/contracts.md. `polled.CONTRACT_VERSION` rises when a field goes,
changes its meaning or its type; a field that is added leaves it. What is not known is
null, never an empty text; instants of our own clock are UTC and end in Z, dates as told
keep the offset they were told with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from syndicate.config import Settings
from syndicate.edit import public_url, why_not_public
from syndicate.model import (
    About,
    Appearance,
    Brief,
    Contact,
    Decision,
    Drift,
    Quote,
    Release,
    Retelling,
    Story,
    Unsupported,
    Version,
)
from syndicate.publish.content import paragraphs
from syndicate.publish.polled import instant
from syndicate.text.regions import locate_dateline

AI_WRITTEN = "AI-written"  # the label, wherever what a model wrote is shown


def story_record(
    story: Story, brief: Brief, settings: Settings, retold: Iterable[Retelling] = ()
) -> dict[str, Any]:
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
        "summary_method": "extractive" if brief.summary else "none",
        "written": _written(brief),
        "topics": list(story.topics),
        **story_marks(story),
        "appearances": [appearance_record(each) for each in story.appearances],
        "retold": [retelling_record(each) for each in retold],
    }


def _written(brief: Brief) -> dict[str, Any] | None:
    """What a language model wrote, and that it did."""
    if not brief.written:
        return None
    return {"text": brief.written, "method": AI_WRITTEN, "by": brief.writer}


def story_marks(story: Story) -> dict[str, Any]:
    """What keeps a story from its readers, and what staff decided of it."""
    return {
        "hidden": story.hidden,
        "held": bool(story.held),
        "not_ours": story.not_ours,
        "retracted": instant(story.retracted),
        "approved": story.approved,
        "not_public": why_not_public(story) or None,
    }


def explained_record(
    story: Story,
    brief: Brief,
    keys: list[str],
    decisions: list[Decision],
    settings: Settings,
) -> dict[str, Any]:
    """A story as `explain --json` tells it, with its keys, checks and decisions."""
    return {
        **story_record(story, brief, settings),
        "refusal": brief.refusal or None,
        "keys": keys,
        "checks": [
            {
                "id": check.id,
                "severity": check.severity,
                "message": check.message,
                "sentence": check.sentence or None,
                "words": list(check.words),
                "source": check.source or None,
                "due": check.due or None,
                "dismissed": check.id in story.dismissed,
            }
            for check in brief.checks
        ],
        "decisions": [decision_record(each) for each in decisions],
    }


def version_record(version: Version) -> dict[str, Any]:
    """What a story told before, as `explain --json` tells it."""
    return {
        "until": instant(version.until),
        "title": version.title,
        "text": version.text,
        "let_go": version.let_go,
    }


def drift_record(drift: Drift) -> dict[str, Any]:
    """What a copy tells otherwise than the original, as `explain --json` tells it."""
    return {
        "url": drift.appearance.url,
        "source": drift.appearance.source,
        "name": drift.name,
        "told": drift.told or None,
        "here": drift.here or None,
        "outdated": drift.outdated,
    }


def retelling_record(retelling: Retelling) -> dict[str, Any]:
    """A summary that came with a telling, and what the original does not tell of it."""
    return {
        "whose": retelling.whose,
        "source": retelling.appearance.source,
        "url": retelling.appearance.url,
        "text": retelling.text,
        "unsupported": [_named(each) for each in retelling.unsupported],
    }


def decision_record(decision: Decision) -> dict[str, Any]:
    """A decision of staff as `decisions --json` tells it."""
    sides = {"one": decision.one, "two": decision.two}
    return {
        "number": decision.number,
        "at": instant(decision.at),
        "who": decision.who,
        "act": decision.act.value,
        "why": decision.why or None,
        "story": decision.story,
        "title": decision.title,
        "detail": decision.detail or None,
        **{
            side: [{"source": source, "item": item} for source, item in postings]
            for side, postings in sides.items()
        },
        "undone_at": instant(decision.undone_at),
        "undone_by": decision.undone_by or None,
        "undone_why": decision.undone_why or None,
    }


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


def release_record(release: Release) -> dict[str, Any]:
    """A release as `read --json` tells it: what was made of one document."""
    dateline = release.dateline
    issued = dateline.issued if dateline else None
    until = release.embargo.until if release.embargo else None
    region, country = locate_dateline(dateline) if dateline else ("", "")
    return {
        "title": release.title,
        "text": release.text,
        "html": release.html or paragraphs(release.text),
        "author": release.author or None,
        "published": release.published.iso() if release.published else None,
        "url": release.url,
        "site": release.site or None,
        "language": release.language or None,
        "issuer": release.issuer or None,
        "place": (dateline.place or None) if dateline else None,
        "region": region or None,
        "country": country or None,
        "wire": (dateline.wire or None) if dateline else None,
        "released": issued.iso() if issued else None,
        "embargo_until": until.iso() if until else None,
        "contacts": [_named(each) for each in release.contacts],
        "quotes": [_named(each) for each in release.quotes],
        "about": [_named(each) for each in release.about],
        "disclaimer": _passages(release, "disclaimer") or None,
        "links": [
            {"purpose": each.purpose.value, "url": each.url, "label": each.label}
            for each in release.links
        ],
        "repairs": list(release.repairs),
        "provenance": {
            each.field: {
                "origin": each.origin,
                "told": each.told or None,
                "confidence": each.confidence,
            }
            for each in release.provenance
        },
    }


def _named(part: Contact | Quote | About | Unsupported) -> dict[str, Any]:
    """A part of a release by its fields; what it does not say is null."""
    told = {field.name: getattr(part, field.name) for field in fields(part)}
    return {name: None if value == "" else value for name, value in told.items()}


def _passages(release: Release, name: str) -> str:
    return "\n\n".join(part.text for part in release.parts if part.name == name)
