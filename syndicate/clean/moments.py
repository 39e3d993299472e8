"""When a release was published: who is believed, and when a dateline is not."""

from __future__ import annotations

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from syndicate.html.dating import guess_date
from syndicate.html.page import Page
from syndicate.model import Dateline, Moment, Posting, Precision
from syndicate.text.dates import read_date

# A dateline further than this from what page or feed tell has a wrong year, or is of
# a release that was reprinted; wires run some releases days, rarely months, later.
_REASON = timedelta(days=180)
_STRUCTURED = "structured"
# Where nobody else tells a page's date: its markup, then all its text.
GUESSES = {"htmldate": False, "htmldate text": True}


def choose_published(
    posting: Posting, page: Page, dateline: Dateline | None, zone: ZoneInfo | None
) -> tuple[Moment | None, tuple[str, ...]]:
    """The moment of publication, and notes for staff.

    Structured data, then the dateline, then feed, page markup or path, and where none
    of them tells it what can be guessed from the page. Of two that name the same day
    the one that knows the hour is taken.
    """
    told = _told(posting, page, zone)
    issued = dateline.issued if dateline else None
    if told is None and issued is None and not posting.full:
        told = _guess(posting.body, zone)
    if told is None or issued is None:
        chosen = issued or told
        unread = posting.published and told is None
        notes = (f"date cannot be read: {posting.published[:80]!r}",) if unread else ()
        return chosen, notes if chosen else (*notes, "no date told")
    if abs(told.at - issued.at) > _REASON:
        return told, (
            f"dateline says {issued.iso()[:10]}, {told.origin} says {told.iso()[:10]}",
        )
    if told.origin == _STRUCTURED and told.precision is not Precision.DATE:
        return told, ()
    if issued.precision is Precision.DATE and _same_day(issued, told, zone):
        return (told if told.precision is Precision.INSTANT else issued), ()
    return issued, ()


def choose_updated(
    posting: Posting, page: Page, zone: ZoneInfo | None
) -> Moment | None:
    """When it was last changed, as told; a missing date stays missing."""
    if posting.updated:
        return read_date(posting.updated, posting.published_origin, zone)
    return read_date(page.updated, _STRUCTURED, zone) if page.updated else None


def _told(posting: Posting, page: Page, zone: ZoneInfo | None) -> Moment | None:
    from_page = (
        read_date(page.published, _STRUCTURED if page.structured else "page", zone)
        if page.published
        else None
    )
    if from_page and (page.structured or posting.published_origin == "path"):
        return from_page
    told = read_date(posting.published, posting.published_origin, zone)
    return told or from_page


def _guess(markup: str, zone: ZoneInfo | None) -> Moment | None:
    guesses = (
        read_date(guess_date(markup, free_text=free_text), origin, zone)
        for origin, free_text in GUESSES.items()
    )
    return next((moment for moment in guesses if moment), None)


def _same_day(day: Moment, told: Moment, zone: ZoneInfo | None) -> bool:
    if told.precision is Precision.DATE:
        return told.at.date() == day.at.date()
    days = {told.at.date(), told.at.astimezone(UTC).date()}
    if zone:
        days.add(told.at.astimezone(zone).date())
    return day.at.date() in days
