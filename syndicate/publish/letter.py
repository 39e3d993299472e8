"""A digest as e-mail: plain text and HTML beside each other, small enough for anybody.

Gmail cuts a mail at 102 kB, so the HTML stays under 80 kB and shows at most thirty
stories; the rest is counted and is on the page. No script, no remote image, no SVG:
mail programs show none of them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from syndicate.publish.asking import to_decide
from syndicate.publish.digest import View
from syndicate.publish.digest_text import as_text
from syndicate.publish.plain import line
from syndicate.publish.render import render, source

MOST_STORIES = 30
MOST_BYTES = 80_000  # of the HTML; after base64, 1.36 times as many
SUBJECT_LENGTH = 150


@dataclass(frozen=True, slots=True)
class Envelope:
    """Whom a letter is from and for, and what names it among all letters.

    `edition` is such as "daily-12"; with `host` and the recipient it makes the
    Message-ID, so that a letter that is sent again is known to be the same.
    """

    sender: str
    recipient: str
    edition: str
    host: str
    date: datetime
    contact: str = ""  # whom to write to in order to be taken off the list
    address: str = ""  # where the whole digest can be read


def write_letter(view: View, envelope: Envelope) -> bytes:
    """The digest as a message (RFC 5322), the same bytes for the same view."""
    shown = fit(view, envelope)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(line(view.title, 80), addr_spec=envelope.sender)
    message["To"] = envelope.recipient
    message["Subject"] = subject(view)
    message["Date"] = format_datetime(envelope.date)
    message["Message-ID"] = message_id(envelope)
    message["List-ID"] = f"<digest.{envelope.host}>"
    if "@" in envelope.contact:
        leave = f"mailto:{envelope.contact}?subject=unsubscribe"
        message["List-Unsubscribe"] = f"<{leave}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(as_text(shown).decode(), cte="quoted-printable")
    message.add_alternative(
        as_html(shown, envelope).decode(), subtype="html", cte="quoted-printable"
    )
    message.set_boundary(
        f"=_{hashlib.sha256(message_id(envelope).encode()).hexdigest()[:32]}"
    )
    return message.as_bytes()


def subject(view: View) -> str:
    """What is new in a line: counts, and the first headline.

    A headline comes from outside: on one line, cut, without what breaks a header.
    """
    told = [f"{count:,} {name}" for name, count in view.counts if count]
    counts = ", ".join(told[:3]) or "nothing new"
    first = next(
        (card.title for section in view.sections for card in section.cards), ""
    )
    return line(f"{counts}: {first}" if first else counts, SUBJECT_LENGTH)


def message_id(envelope: Envelope) -> str:
    """The same for the same edition and recipient; it does not tell the address."""
    told = f"{envelope.edition}\0{envelope.recipient.casefold()}"
    digits = hashlib.sha256(told.encode()).hexdigest()[:24]
    return f"<{envelope.edition}.{digits}@{envelope.host}>"


def as_html(view: View, envelope: Envelope) -> bytes:
    """The HTML part: its rules written into each element, the dark ones kept apart."""
    from css_inline import CSSInliner  # noqa: PLC0415 - start-up

    filled = render(
        "mail.html",
        style=source("mail.css"),
        view=view,
        preheader=preheader(view),
        address=envelope.address,
        contact=envelope.contact,
        decisions=to_decide("STORY"),
    )
    inliner = CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)
    return inliner.inline(filled.decode()).encode()


def preheader(view: View) -> str:
    """What mail programs show beside the subject."""
    return " · ".join(f"{count:,} {name}" for name, count in view.counts)


def fit(view: View, envelope: Envelope) -> View:
    """The view with as many stories as a mail may hold."""
    most = MOST_STORIES
    while True:
        shown = cut(view, most)
        if most <= 1 or len(as_html(shown, envelope)) <= MOST_BYTES:
            return shown
        most = most * 3 // 4


def cut(view: View, most: int) -> View:
    """The view with the first so many stories; the others are counted."""
    room = most
    sections = []
    for section in view.sections:
        cards = section.cards[:room]
        room -= len(cards)
        rows = section.rows[:room]
        room -= len(rows)
        left = len(section.cards) - len(cards) + len(section.rows) - len(rows)
        sections.append(
            replace(section, cards=cards, rows=rows, more=section.more + left)
        )
    return replace(view, sections=tuple(sections))
