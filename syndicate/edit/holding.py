"""What holds a story back: embargoes, dates to come, and what staff must approve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from syndicate.config import Hold, Settings
from syndicate.model import Brief, Check, Embargo, Moment, Standing, Story, Trust


@dataclass(frozen=True, slots=True)
class Held:
    """Why a story waits; `approvable` says whether staff can end a part of it.

    `until` is the last of the hours that it waits for, None where it waits for none.
    """

    reason: str = ""
    until: datetime | None = None
    approvable: bool = False


def hold(story: Story, brief: Brief, settings: Settings, now: datetime) -> Held:
    """Why the story waits; `story` has its clinic and says whether it is withheld.

    An embargo and a date to come hold by themselves, and nothing but their hour ends
    them. What `[publish] hold` asks for holds only what would else be public.
    """
    timed = next(_times(story, now), "")
    unread = _unreadable(story)
    policy = ""
    if not (story.withheld or story.hidden or story.not_ours):
        policy = _policy(story, brief, settings, now)
    reasons = [reason for reason in (timed, unread, policy) if reason]
    until = max(_to_come(_told(story), now), default=None) if timed else None
    return Held("; ".join(reasons), until, approvable=bool(unread or policy))


def whole_at(story: Story, now: datetime) -> datetime | None:
    """The last of the hours for which readers miss a place of a story; None: of none.

    A clock that is behind makes many of them, of places that they had.
    """
    told = [(place.embargo, place.published) for place in story.appearances]
    return max(_to_come(told, now), default=None)


def waits(
    embargo: Embargo | None, published: Moment | None, now: datetime, *, approved: bool
) -> str:
    """Why a telling with this embargo and date waits; "" when it does not."""
    unread = "" if approved else _unread(embargo)
    return unread or _embargoed(embargo, now) or _future(published, now)


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


def red_keys(checks: Iterable[Check]) -> tuple[str, ...]:
    r"""What staff let pass with an approval: each red check with its sentence.

    >>> red_keys([Check("cure", "red", "Check: …", "It cures\n all.")])
    ('cure: It cures all.',)
    """
    told = (
        f"{check.id}: {' '.join(check.sentence.split())}"
        for check in checks
        if check.severity == "red"
    )
    return tuple(dict.fromkeys(told))


def _policy(story: Story, brief: Brief, settings: Settings, now: datetime) -> str:
    """Why a story waits for staff to approve it: by `[publish] hold`, mostly.

    A text that readers have seen is not pulled back, whatever is asked for later. A
    new text is theirs at once, unless it brings a red check that nobody let pass.
    """
    if story.taken_back and not story.approved:
        return "a clinic's own release told this until it was changed"
    asked = settings.publish.hold
    if asked is Hold.NEW and not (story.out or story.approved):
        return "new, and not approved yet"
    if asked is not Hold.RED or story.out == story.version != "" or story.retracted:
        return ""
    checks = waiting_checks(brief, story, settings, now)
    red = [check for check in checks if not set(red_keys([check])) <= set(story.passed)]
    names = dict.fromkeys(check.id for check in red if check.severity == "red")
    return f"red checks not approved yet: {', '.join(names)}" if names else ""


def _told(story: Story) -> Iterator[tuple[Embargo | None, Moment | None]]:
    """The embargo and date of the original and of each owned telling."""
    yield story.original.embargo, story.original.published
    for place in story.appearances:
        if place.trust is Trust.OWNED and place.standing is not Standing.CLAIMED:
            yield place.embargo, place.published


def _times(story: Story, now: datetime) -> Iterator[str]:
    for embargo, published in _told(story):
        reason = _embargoed(embargo, now) or _future(published, now)
        if reason:
            yield reason


def _to_come(
    told: Iterable[tuple[Embargo | None, Moment | None]], now: datetime
) -> Iterator[datetime]:
    for embargo, published in told:
        for moment in (published, embargo and embargo.until):
            if moment and moment.at > now:
                yield moment.at


def _unreadable(story: Story) -> str:
    if story.approved:
        return ""
    reasons = (_unread(embargo) for embargo, _ in _told(story))
    return next((reason for reason in reasons if reason), "")


def _unread(embargo: Embargo | None) -> str:
    """An embargo that cannot be read; only staff's approval ends it."""
    if embargo is None or embargo.until:
        return ""
    return f"an embargo that cannot be read: {embargo.told}"


def _embargoed(embargo: Embargo | None, now: datetime) -> str:
    if embargo is None or embargo.until is None or embargo.until.at <= now:
        return ""
    return f"under embargo until {embargo.until.iso()}"


def _future(published: Moment | None, now: datetime) -> str:
    if published is None or published.at <= now:
        return ""
    return f"dated in the future: {published.iso()}"
