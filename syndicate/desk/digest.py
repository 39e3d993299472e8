"""The digest: what the open edition says, sent to oneself or closed and sent to all."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, g, request
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as Answer

from syndicate import digesting
from syndicate.closing import close_editions
from syndicate.config import Recipient
from syndicate.desk.frame import page
from syndicate.desk.rules import Rule
from syndicate.desk.surroundings import Surroundings, here
from syndicate.model import Edition, Series
from syndicate.publish.digest import view_digest
from syndicate.publish.digest_page import (
    as_left,
    digest_page,
    lead_to_past,
    page_policy,
)
from syndicate.publish.letter import write_letter
from syndicate.reporting import report_sources

LISTED = 20
AGAIN = 1  # seconds until a page that waits for an edition looks again


def digest(said: tuple[str, ...] = (), status: int = 200) -> Answer:
    """The open editions and the closed ones, and what can be done with them."""
    desk = here()
    with desk.reading() as store:
        opened = [store.editions.opened(each) for each in Series]
        past = [
            (each, store.editions.letters(each.series, each.number))
            for each in store.editions.closed()[:LISTED]
        ]
    settings = desk.settings
    return page(
        "digest.html",
        status,
        opened=opened,
        past=past,
        said=said,
        mails=bool(settings.mail.host),
        recipients=len(settings.recipient),
    )


def preview(series: str) -> Answer:
    """What the open edition of a series says, as staff will read it.

    The daily one as the last run or decision left it, which wrote it. One that nobody
    wrote is put together, and may take longer than a page should.
    """
    if series not in list(Series):
        raise NotFound
    desk = here()
    if series == Series.DAILY and (left := as_left(desk.settings.paths.digest)):
        return _whole(left)
    look = desk.previews.look(
        Series(series),
        request.args.get("look", type=int),
        lambda: _put_together(desk, Series(series)),
    )
    content = look.ready(desk.previews.at_once)
    if content is not None:
        return _whole(content)
    way, still = f"/digest/{series}?look={look.number}", "still" in request.args
    answer = page("composing.html", series=series, way=way, still=still)
    if not still:
        answer.headers["Refresh"] = f"{AGAIN}; url={way}"
    return answer


def past(series: str, number: int) -> Answer:
    """A closed edition as it was."""
    if series not in list(Series):
        raise NotFound
    with here().reading() as store:
        closed = store.editions.find(Series(series), number)
    if closed is None or closed.forms is None:
        raise NotFound
    return _whole(closed.forms.page)


def send_to_me() -> Answer:
    """Send the open edition to whoever asks, and close nothing."""
    desk, settings = here(), here().settings
    if not settings.mail.host or not g.account.mail:
        raise BadRequest
    edition = _compose(desk, _series())
    to = Recipient(g.account.mail)
    envelope = digesting.address_to(to, edition, settings)
    # A number that no edition has: this letter is nobody's copy of one.
    mark = f"{envelope.edition}-{desk.chance()[:8]}"
    letter = write_letter(
        view_digest(edition, settings), replace(envelope, edition=mark)
    )
    posted = digesting.make_send(settings)(letter, g.account.mail)
    if posted.taken:
        return digest((f"Sent to {g.account.mail}.",))
    return digest((f"Not sent to {g.account.mail}: {posted.reason}.",), 502)


def close() -> Answer:
    """Close what is due and send it to its recipients, once it was asked twice."""
    desk, series = here(), _series()
    if request.form.get("sure") != "yes":
        with desk.reading() as store:
            period = store.editions.opened(series)
        return page("closing.html", period=period)
    number = request.form.get("number", type=int)
    if not number:
        raise BadRequest
    outcome = close_editions(
        desk.settings,
        {series: number},
        desk.clock(),
        send=bool(desk.settings.mail.host or desk.settings.digest.webhook_from),
    )
    said = [f"{each.name} is closed." for each in outcome.closed]
    said = said or [_why_not(series, number)]
    for delivery in outcome.deliveries:
        to = delivery.letter.recipient
        said.append(
            f"Delivered to {to}."
            if delivery.taken
            else f"Not delivered to {to}: {delivery.reason}."
        )
    return digest(tuple(said))


def _why_not(series: Series, number: int) -> str:
    with here().reading() as store:
        closed = store.editions.find(series, number)
    if closed:
        return f"{closed.name} is closed already: nothing was closed."
    return "No edition is due: nothing was closed."


def _series() -> Series:
    told = request.form.get("series", "")
    if told not in list(Series):
        raise BadRequest
    return Series(told)


def _put_together(desk: Surroundings, series: Series) -> bytes:
    return digest_page(view_digest(_compose(desk, series), desk.settings))


def _compose(desk: Surroundings, series: Series) -> Edition:
    now = desk.clock()
    with desk.reading() as store:
        reports = report_sources(store.standings, desk.settings, now)
        period = store.editions.opened(series)
        return digesting.compose(store, desk.settings, reports, period, now)


def _whole(page_of_digest: bytes) -> Answer:
    """A page of the digest under the policy that it bears itself, and in no frame."""
    content = lead_to_past(page_of_digest, "/digest#past")
    policy = f"{page_policy(content)}; frame-ancestors 'none'"
    headers = {"Content-Security-Policy": policy}
    return Response(content, content_type="text/html; charset=utf-8", headers=headers)


RULES = (
    Rule("/digest", digest),
    Rule("/digest/send-to-me", send_to_me, "POST"),
    Rule("/digest/close", close, "POST"),
    Rule("/digest/<series>", preview),
    Rule("/digest/<series>/<int(max=999999999):number>", past),
)
