"""Editions of the digest: put together, closed for ever, and delivered.

A letter is kept with its edition before it is sent, and each try is noted before it
begins. So nothing is lost by a crash, and what may have arrived unconfirmed is sent
once more at the very most, under the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from syndicate.config import Hold, Quiet, Recipient, Settings
from syndicate.edit import edit
from syndicate.fetch.http import name_agent
from syndicate.fetch.post import Post, Posted
from syndicate.fetch.webhook import Webhook
from syndicate.model import (
    Closed,
    Edition,
    Entry,
    Forms,
    Period,
    Proof,
    Series,
    SourceReport,
)
from syndicate.publish.digest import has_news, view_digest
from syndicate.publish.digest_page import digest_page
from syndicate.publish.digest_text import as_markdown, as_text
from syndicate.publish.letter import Envelope, write_letter
from syndicate.publish.message import write_message
from syndicate.reporting import report_sources
from syndicate.store import Letter, Store

Send = Callable[[bytes, str], Posted]
CHANNEL = "the chat channel"  # no address: a recipient's has an @
WEEK = timedelta(days=7)
AGAIN = timedelta(hours=2)  # for a scheduler to call once more where nobody answered
AHEAD = timedelta(days=1)  # by more, a clock was wrong and no call came twice
GONE = "is not among the recipients any more"
IN_DOUBT = "may have arrived twice unconfirmed, and is not sent again"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of a letter in one call: taken, or not and why.

    Where nobody `answered`, it and what would have gone the same way wait.
    """

    letter: Letter
    taken: bool
    reason: str = ""
    answered: bool = True


def compose(
    store: Store,
    settings: Settings,
    reports: tuple[SourceReport, ...],
    period: Period,
    now: datetime,
) -> Edition:
    """The edition that covers a period, with what staff read beside each story."""
    holds = settings.publish.hold is not Hold.NONE
    texts = bool(settings.topic)
    material = store.outbox.material(period, now, holds=holds, texts=texts)
    proofs = store.standings.prove(period)
    proven = tuple(
        replace(report, since=proofs.get(report.name, Proof())) for report in reports
    )
    edition = edit(material, proven, settings, now)
    compare = partial(_compare, store)
    out = compare(tuple(each.entry for each in edition.out))
    return replace(
        edition,
        new=compare(edition.new),
        out=tuple(
            replace(each, entry=entry)
            for each, entry in zip(edition.out, out, strict=True)
        ),
        ran=compare(edition.ran),
        changed=compare(edition.changed),
        held=compare(edition.held),
    )


def is_due(store: Store, series: Series, settings: Settings, now: datetime) -> bool:
    """Whether an edition of the series may close now.

    A daily one whenever it is asked for; a weekly one on its day, or a week after the
    last. None at an instant that is not after the one before was closed, but by a clock
    that was more than a day ahead then.
    """
    opened = store.editions.opened(series).opened
    if opened is not None and opened - AHEAD <= now <= opened:
        return False
    if series is Series.DAILY:
        return True
    today = now.astimezone(settings.digest.zone)
    on_its_day = today.strftime("%A").lower() == settings.digest.weekday
    if opened is None:
        return on_its_day
    # Days where staff are: as clocks go back, a week there takes an hour more.
    since = today.date() - opened.astimezone(settings.digest.zone).date()
    return (on_its_day and bool(since)) or since >= WEEK


def is_tried_again(store: Store, series: Series, now: datetime) -> bool:
    """Whether letters of an edition that closed just now (AGAIN) are still under way.

    A scheduler that calls once more means these, and not an edition of these minutes.
    """
    period = store.editions.opened(series)
    if period.opened is None or not timedelta() <= now - period.opened < AGAIN:
        return False
    last = (series, period.number - 1)
    waiting = store.editions.under_way()
    return any((each.series, each.number) == last for each in waiting)


def close(
    store: Store, settings: Settings, series: Series, now: datetime
) -> Closed | None:
    """Close the open edition of a series, with a letter for each of its recipients.

    What it says is kept and never changes; what comes later is in the next one.
    """
    period = store.editions.opened(series)
    reports = report_sources(store.standings, settings, now)
    edition = compose(store, settings, reports, period, now)
    forms = put_in_forms(edition, settings)
    letters = list(write_letters(store, settings, edition))
    store.editions.close(period, forms, letters, now)
    return store.editions.find(series, period.number)


def put_in_forms(edition: Edition, settings: Settings) -> Forms:
    """The edition as a page among the past ones, as Markdown and as plain text."""
    view = replace(view_digest(edition, settings), past="index.html")
    return Forms(digest_page(view), as_markdown(view), as_text(view))


def write_letters(
    store: Store, settings: Settings, edition: Edition
) -> Iterator[Letter]:
    """An edition as the letter of each recipient of its series."""
    period, now = edition.period, edition.moment
    speaks = has_news(edition) or settings.digest.quiet is Quiet.LINE
    if settings.digest.webhook_from and period.series is Series.DAILY and speaks:
        text = write_message(view_digest(edition, settings), settings.digest.address)
        yield Letter(period.series, period.number, CHANNEL, text)
    if not settings.mail.host:
        return
    for recipient in settings.recipient:
        if recipient.every is not period.series:
            continue
        own = narrow(settings, recipient)
        told = edition
        if own is not settings:
            told = compose(store, own, edition.reports, period, now)
            told = _without_neighbours(told, edition)
        if has_news(told) or settings.digest.quiet is Quiet.LINE:
            envelope = address_to(recipient, edition, settings)
            content = write_letter(view_digest(told, own), envelope)
            yield Letter(period.series, period.number, recipient.address, content)


def narrow(settings: Settings, recipient: Recipient) -> Settings:
    """The settings in which only the clinics are ours that a recipient is for."""
    if not recipient.clinics:
        return settings
    return replace(
        settings,
        clinic=tuple(
            clinic for clinic in settings.clinic if clinic.name in recipient.clinics
        ),
    )


def address_to(recipient: Recipient, edition: Edition, settings: Settings) -> Envelope:
    """Whom a letter is from and for."""
    period, digest = edition.period, settings.digest
    return Envelope(
        sender=settings.mail.sender,
        recipient=recipient.address,
        edition=f"{period.series}-{period.number}",
        host=settings.mail.sender.partition("@")[2],
        date=edition.moment.astimezone(digest.zone),
        contact=settings.site.contact,
        address=digest.address,
    )


def deliver(
    store: Store, settings: Settings, send: Send, now: datetime
) -> Iterator[Attempt]:
    """Send every letter that is under way; where nobody answers, leave the rest.

    A recipient that is refused is tried again alone, at each later call.
    """
    known = {recipient.address for recipient in settings.recipient}
    known |= {CHANNEL} if settings.digest.webhook_from else set()
    silent: set[str] = set()  # ways on which nobody answered
    for letter in store.editions.under_way():
        if letter.recipient not in known or letter.spent:
            reason = IN_DOUBT if letter.recipient in known else GONE
            store.editions.give_up(letter, reason)
            yield Attempt(letter, taken=False, reason=reason)
            continue
        way = CHANNEL if letter.recipient == CHANNEL else "mail"
        if way in silent:
            continue
        store.editions.begin(letter, now)
        posted = send(letter.content, letter.recipient)
        if posted.taken:
            store.editions.taken(letter)
        else:
            store.editions.failed(letter, posted.reason, in_doubt=posted.uncertain)
        answered = posted.taken or posted.answered
        yield Attempt(letter, posted.taken, posted.reason, answered)
        if not answered:
            silent.add(way)


def make_send(settings: Settings) -> Send:
    """How a letter goes out: by mail, or to the chat channel."""
    post = Post(settings.mail, settings.fetch)
    agent = name_agent(settings.fetch.contact)
    channel = Webhook(settings.digest.webhook_from, settings.fetch, agent)

    def send(content: bytes, recipient: str) -> Posted:
        if recipient == CHANNEL:
            return channel.send(content)
        return post.send(content, recipient)

    return send


def _without_neighbours(told: Edition, whole: Edition) -> Edition:
    """A narrower edition without the news of our other clinics: others' concern."""
    known = {entry.story.id for entry in whole.new}
    others = tuple(each for each in told.elsewhere if each.story.id not in known)
    gone = len(told.elsewhere) - len(others)
    return replace(told, elsewhere=others, elsewhere_count=told.elsewhere_count - gone)


def _compare(store: Store, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries with what copies tell otherwise or sum up."""
    return tuple(
        replace(entry, drift=store.drift(entry.story), retold=store.retold(entry.story))
        for entry in entries
    )
