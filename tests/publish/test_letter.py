"""The digest as a mail: read back, small, the same again, whatever is in a headline."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from syndicate.config import Digest, Settings
from syndicate.model import Check, Entry
from syndicate.publish.digest import View, view_digest
from syndicate.publish.letter import (
    MOST_BYTES,
    MOST_STORIES,
    Envelope,
    fit,
    message_id,
    write_letter,
)
from tests.publish.feeding import Public

MakeEntry = Callable[..., Entry]
MakeEdition = Callable[..., Public]
TO_PRESS = Envelope(
    sender="digest@news.example.org",
    recipient="press@clinic.example.org",
    edition="daily-12",
    host="news.example.org",
    date=datetime(2024, 5, 1, 7, 0, tzinfo=UTC),
    contact="office@news.example.org",
    address="https://intranet.example.org/digest.html",
)
HEADLINES = (
    "Alder Opens\r\nBcc: everybody@example.com",
    "Alder \u2028 Opens \x0b\x00 \u202etoday",
    "مرحبا بكم في العيادة",
    "Calm 🧘🏽‍♀️ for all 👩‍⚕️",
    "=?utf-8?q?Bcc:_x?= opens",
    "Long " * 2_000_000,
    '"><script>alert(1)</script>',
)


def read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.SMTP)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.fixture
def view_of(
    settings: Settings, make_entry: MakeEntry, make_edition: MakeEdition
) -> Callable[..., View]:
    def view(count: int, **fields: object) -> View:
        new = tuple(make_entry(number, **fields) for number in range(count))
        shown = replace(settings, digest=Digest(stories=max(count, 1)))
        return view_digest(make_edition(0, new=new, new_count=count), shown)

    return view


def test_a_letter_is_read_back_as_it_was_meant(view_of: Callable[..., View]) -> None:
    message = read(write_letter(view_of(2), TO_PRESS))
    assert message["To"] == "press@clinic.example.org"
    assert message["From"].addresses[0].addr_spec == "digest@news.example.org"
    subject = message["Subject"].strip()
    assert subject.startswith("2 new, 2 to check: Harbor Lane Clinic Opens")
    assert message["Date"].datetime == TO_PRESS.date
    assert message["List-ID"] == "<digest.news.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert "mailto:office@news.example.org" in message["List-Unsubscribe"]
    assert message.get_content_type() == "multipart/alternative"
    for kind in ("plain", "html"):
        told = " ".join(body(message, kind).split())
        assert "Harbor Lane Clinic Opens a Second Treatment Room in Eugene" in told
        assert "Check: a claim without a source" in told
        assert "2 of 2 sources well." in told


def test_the_same_view_is_the_same_letter(view_of: Callable[..., View]) -> None:
    assert write_letter(view_of(3), TO_PRESS) == write_letter(view_of(3), TO_PRESS)


def test_the_id_is_of_edition_and_recipient_and_hides_the_address() -> None:
    first = message_id(TO_PRESS)
    assert first == message_id(replace(TO_PRESS, recipient="Press@clinic.example.org"))
    assert first != message_id(replace(TO_PRESS, edition="daily-13"))
    assert first != message_id(replace(TO_PRESS, recipient="desk@clinic.example.org"))
    assert "press" not in first


@pytest.mark.parametrize("count", [1, 30, 2_000])
def test_a_letter_stays_small_and_counts_what_it_leaves_out(
    view_of: Callable[..., View], count: int
) -> None:
    view = view_of(count)
    html = body(read(write_letter(view, TO_PRESS)), "html")
    assert len(html.encode()) <= MOST_BYTES
    sections = fit(view, TO_PRESS).sections
    shown = sum(len(each.cards) + len(each.rows) for each in sections)
    assert min(count, 15) <= shown <= MOST_STORIES
    if count > MOST_STORIES:
        assert f"{count - len(sections[0].cards):,} more" in html


@pytest.mark.parametrize("title", HEADLINES, ids=range(len(HEADLINES)))
def test_a_headline_breaks_no_header_and_no_page(
    view_of: Callable[..., View], title: str
) -> None:
    message = read(write_letter(view_of(1, title=title), TO_PRESS))
    assert message["Bcc"] is None
    assert set(message.keys()) >= {"From", "To", "Subject", "Message-ID"}
    assert len(message["Subject"]) <= 150
    html = body(message, "html")
    assert "<script" not in html
    assert len(html.encode()) <= MOST_BYTES


def test_nothing_is_loaded_and_the_dark_rules_are_kept(
    view_of: Callable[..., View],
) -> None:
    html = body(read(write_letter(view_of(2), TO_PRESS)), "html")
    assert "prefers-color-scheme: dark" in html
    assert 'style="' in html
    for loaded in ("<img", "<link", "<script", "url(", "@import", "<svg"):
        assert loaded not in html


def test_a_check_of_a_story_is_shown_at_most_twice(
    view_of: Callable[..., View],
) -> None:
    checks = tuple(Check(f"rule-{n}", "amber", f"Check: number {n}") for n in range(5))
    html = body(read(write_letter(view_of(1, checks=checks), TO_PRESS)), "html")
    assert "Check: number 1" in html
    assert "Check: number 2" not in html


def test_of_two_hundred_places_the_first_few_are_named(
    view_of: Callable[..., View], make_entry: MakeEntry
) -> None:
    place = make_entry(0).story.appearances[1]
    many = tuple(
        replace(place, url=f"https://o{number}.example.org/x") for number in range(200)
    )
    html = body(read(write_letter(view_of(1, appearances=many), TO_PRESS)), "html")
    assert "and 196 more" in html
    assert len(html.encode()) < MOST_BYTES / 4


def test_nothing_new_is_said_in_the_subject(view_of: Callable[..., View]) -> None:
    assert read(write_letter(view_of(0), TO_PRESS))["Subject"].strip() == "nothing new"
