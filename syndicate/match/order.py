"""Who comes first: the original of a story, and the order in which all else is told."""

from __future__ import annotations

from syndicate.match.base import Member
from syndicate.model import Form

FORM_ORDER = {Form.ARTICLE: 0, Form.REWRITE: 1, Form.HEADLINE: 2, Form.DISCUSSION: 3}


def content_key(member: Member) -> tuple[str, str]:
    """What orders members by what they are, not by when they came."""
    return (member.source, member.item)


def precedence(member: Member) -> tuple[int, int, str, int, str, str]:
    """Who is the original: trust, then form, date as told, length, and identity.

    An undated release comes after dated ones of its trust; dates compare by day.
    """
    day = member.published.at.date().isoformat() if member.published else "9999"
    return (
        member.trust.rank,
        FORM_ORDER[member.form],
        day,
        -member.words,
        *content_key(member),
    )
