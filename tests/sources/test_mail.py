"""Mail: messages and mailboxes, good and bad."""

from __future__ import annotations

import time
from email import policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.ingest.chores import read_document
from syndicate.model import Document, Posting
from syndicate.sources.base import Answer, Request, Transport
from syndicate.sources.files import Files
from syndicate.sources.organisations import WORDS, is_organisation

SOURCE = Source(name="inbox", kind="files", location="inbox")
REQUEST = Request(url="inbox", transport=Transport.FOLDER)
BEGINS = b"From desk@example.org Mon Sep 14 07:00:00 2026\n"


def answer(content: bytes, locator: str) -> Answer:
    document = Document(source="inbox", url="", content=content, locator=locator)
    return Answer(REQUEST, document)


def read(content: bytes, locator: str = "a.mbox") -> list[Posting]:
    return list(Files().read(SOURCE, answer(content, locator)))


def message(number: int, body: str = "We open.", **headers: str) -> bytes:
    """A message as mail programs write it."""
    made = EmailMessage(policy=policy.default)
    made["Subject"] = f"Release {number}"
    made["Message-ID"] = f"<{number}@example.org>"
    for name, value in headers.items():
        made[name] = value
    made.set_content(body)
    return made.as_bytes()


def mailbox(*messages: bytes) -> bytes:
    """A mailbox in the form mboxrd."""
    return b"".join(BEGINS + each + b"\n" for each in messages)


def test_each_message_of_a_mailbox_is_a_posting() -> None:
    told = read(mailbox(message(1), message(2), message(3)))
    assert [(each.item, each.title) for each in told] == [
        ("a.mbox|1@example.org", "Release 1"),
        ("a.mbox|2@example.org", "Release 2"),
        ("a.mbox|3@example.org", "Release 3"),
    ]
    assert {each.body for each in told} == {"We open.\n"}


def test_a_mailbox_is_known_by_its_content_too() -> None:
    assert len(read(mailbox(message(1), message(2)), "export.txt")) == 2


def test_one_message_named_like_a_mailbox_is_read() -> None:
    (posting,) = read(message(1))
    assert posting.title == "Release 1"


def test_lines_that_begin_like_a_message_are_text() -> None:
    body = "Hello.\n\nFrom Monday on we open at 7:00.\n\n>From the desk.\n"
    raw = message(1, body).replace(b"\n>From", b"\n>>From")
    (posting,) = read(mailbox(raw))
    assert "From Monday on we open at 7:00.\n\n>From the desk." in posting.body


def test_messages_without_an_id_are_told_apart_and_stay_the_same() -> None:
    raw = [message(number).replace(b"Message-ID:", b"X-Old-ID:") for number in (1, 2)]
    first, second = read(mailbox(*raw))
    assert first.item != second.item
    assert first.item.startswith("a.mbox|")
    grown = read(mailbox(message(3), *raw))
    assert [each.item for each in grown[1:]] == [first.item, second.item]


def test_messages_without_text_are_named_and_cost_only_themselves() -> None:
    empty = [message(number, "  ") for number in range(7)]
    reading = read_document(
        SOURCE, 2_000, answer(mailbox(message(8), *empty, message(9)), "a.mbox")
    )
    assert [each.title for each in reading.postings] == ["Release 8", "Release 9"]
    assert reading.problem == (
        "a.mbox: message 2: no text in this message; message 3: no text in this"
        " message; message 4: no text in this message; message 5: no text in this"
        " message; message 6: no text in this message; and 2 more"
    )


def test_of_ten_thousand_messages_the_first_are_read_and_the_rest_is_told() -> None:
    one = message(0)  # making each would take longer than reading all
    names = (b"<%d@example.org>" % number for number in range(10_000))
    content = mailbox(*(one.replace(b"<0@example.org>", name) for name in names))
    began = time.process_time()
    reading = read_document(SOURCE, 2_000, answer(content, "a.mbox"))
    assert len(reading.postings) == 2_000
    assert reading.problem == "more than 2000 items; the rest was not read"
    assert time.process_time() - began < 20


@pytest.mark.parametrize("content", [b"", b"\n\n"])
@pytest.mark.parametrize("name", ["a.eml", "a.mbox"])
def test_an_empty_file_is_said_to_be_empty(content: bytes, name: str) -> None:
    with pytest.raises(SourceError, match=f"^inbox: {name}: empty file$"):
        read(content, name)


@pytest.mark.parametrize(
    "header",
    [
        b"Message-ID: <[a...@example.org]>",
        b"Subject: =?no-such-charset?Q?=FF?=",
        b"Subject: =?utf-8?B?!!!?=",
        b"Content-Type: text/plain; name*",
        b"Content-Type: text/plain; charset*=",
        b"Content-Type: ;;;",
        b"Content-Transfer-Encoding: nothing-known",
        b"Content-Transfer-Encoding: base64",
        b"Date: (((",
        b"From: (c):",
        b'From: "',
        b"From: \xff\xfe",
        b"Content-Language: ,,,",
    ],
)
def test_a_header_that_is_broken_costs_only_itself(header: bytes) -> None:
    raw = header + b"\nX-Other: 1\nTo: desk@example.org\nReply-To: a\n"
    raw += b"Date: Mon, 14 Sep 2026 07:00:00 +0000\n\nWe open.\n"
    (posting,) = read(raw, "a.eml")
    assert posting.item.startswith("a.eml")
    assert posting.author == ""


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("iso-2022-jp", "iso-2022-jp"),
        ("shift_jis", "shift_jis"),
        ("utf-8", "shift_jis-as-utf-8"),
        ("iso-8859-1", "utf-8"),
    ],
)
def test_the_wrong_charset_costs_letters_at_most(charset: str, encoding: str) -> None:
    known = not encoding.endswith("-as-utf-8")
    text = "診療所が開きました"
    raw = b"Subject: x\nContent-Type: text/plain; charset=%s\n\n" % charset.encode()
    raw += text.encode(encoding if known else "shift_jis")
    (posting,) = read(raw, "a.eml")
    assert (posting.body == text) is known


def test_layers_beyond_measure_cost_only_the_message() -> None:
    bounds = "".join(
        f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n'
        for n in range(2_000)
    )
    reading = read_document(
        SOURCE, 9, answer(b"Subject: x\n" + bounds.encode() + b"\nWe open.", "a.eml")
    )
    assert reading.problem == "a.eml: parts within parts"


@pytest.mark.parametrize(
    "hostile",
    [
        b"From a 00:00\n\n" * 100_000,
        b"Subject: x\n\n" + b"> " * 500_000,
        b"Subject: x\n\n" + b"From: a\n\n" * 100_000,
        b"Subject: x\n\n---- Forwarded message ----\n" + b"From: a\n b\n" * 50_000,
        b"Subject: " + b"re: " * 200_000 + b"\n\nx",
        b"Subject: x\nContent-Type: text/html\n\n" + b"<style" * 100_000,
        b"From: " + b"(" * 50_000 + b"\n\nx",
    ],
    ids=lambda content: content[:24].decode(),
)
def test_hostile_mail_costs_no_more_than_its_length(hostile: bytes) -> None:
    began = time.process_time()
    read_document(SOURCE, 2_000, answer(hostile, "a.eml"))
    assert time.process_time() - began < 15  # quadratic reading takes minutes


@given(st.binary(max_size=400), st.sampled_from(["a.eml", "a.mbox"]))
def test_any_bytes_are_postings_or_an_error_that_names_the_file(
    content: bytes, locator: str
) -> None:
    try:
        postings = read(b"Subject: x\n" + content, locator)
    except SourceError as error:
        named = {error.item}
    else:
        named = {each.locator or "" for each in postings if each.body}
    assert named == {locator}


@pytest.mark.parametrize("word", sorted(WORDS))
def test_each_word_makes_a_name_an_organisations(word: str) -> None:
    assert is_organisation(f"Larkfield {word.title()}")


@pytest.mark.parametrize("name", ["", "Ana Reyes", "Dr. Iris Holt", "a@clinic.org"])
def test_names_of_people_are_not_organisations(name: str) -> None:
    assert not is_organisation(name)
