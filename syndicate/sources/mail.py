"""Mail as postings: a message (.eml) or a mailbox of them (.mbox).

Of each message the subject, the date and one body are read. Attachments are not
opened, and who wrote it is kept only where that is an organisation.

Headers are read with the standard library's older policy: the newer one raises and
recurses on headers that are broken (python/cpython#151857 and its kin).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from hashlib import sha256

from syndicate.config import Source
from syndicate.errors import SourceError
from syndicate.model import Document, Posting
from syndicate.sources.decoding import NotText, decode, sniff_charset
from syndicate.sources.organisations import is_organisation

# The line that begins a message in a mailbox (RFC 4155, appendix A): who, and when.
_BEGINS = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\d\d:\d\d[^\n]*\n")
_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_PASSED_ON = re.compile(r"(?:(?:fwd?|fw|re|aw|wg|tr|rv) ?: ?)+", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_SEVEN_BIT = ("iso-2022", "hz")  # encodings that pass for ASCII and are not
# What a mail program puts over a message that is passed on: a line, then the headers.
# What stands before it is a note to whoever got it, and the headers name people.
_FORWARDED = re.compile(
    r"\A(?:.{0,500}\n){0,30}?"
    r"[> ]{0,4}(?:-{2,20} ?(?:Forwarded|Original) [Mm]essage ?-{2,20}"
    r"|Begin forwarded message:)[ \t]*\n"
    r"(?:[> ]{0,4}\*?(?:From|Date|Sent|To|Cc|Subject|Reply-To)\*?:.*\n(?:[ \t]+\S.*\n)*"
    r"|[> \t]*\n){1,20}"
)
_NAMED = 5  # faulty messages named one by one
_LONGEST_HEADER = 2_000

# What the standard library raises on headers and parts that it cannot take.
_BREAKAGE = (
    AttributeError,
    LookupError,
    MessageError,
    RecursionError,
    TypeError,
    ValueError,
)


def is_mailbox(name: str, content: bytes) -> bool:
    """Whether a file is a mailbox, by its content or its name."""
    return name.endswith((".mbox", ".mbx")) or bool(_BEGINS.match(content))


def read_mail(source: Source, document: Document) -> Iterator[Posting]:
    """The postings of a message or a mailbox, in its order.

    Raises:
        SourceError: the file is empty or holds no message; or, when all that could be
            read was given, some of its messages hold no text.
    """
    locator = document.locator or document.url
    content = document.content
    if not content.strip():
        raise SourceError(source.name, "empty file", locator)
    starts = list(_BEGINS.finditer(content))
    if not starts:
        yield _read_message(source, locator, content)
        return
    ends = [start.start() for start in starts[1:]] + [len(content)]
    troubles: list[str] = []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        raw = _QUOTED.sub(b"", content[start.end() : end].removesuffix(b"\n"))
        try:
            posting = _read_message(source, locator, raw)
        except SourceError as error:
            troubles.append(f"message {number}: {error.reason}")
            continue
        if posting.item == locator:  # it bears no id, and the path is not its alone
            digest = sha256(raw.strip()).hexdigest()[:16]
            posting = replace(posting, item=f"{locator}|{digest}")
        yield posting
    if troubles:
        more = f"; and {len(troubles) - _NAMED} more" if len(troubles) > _NAMED else ""
        told = "; ".join(troubles[:_NAMED]) + more
        raise SourceError(source.name, told, locator)


def _read_message(source: Source, locator: str, raw: bytes) -> Posting:
    """The posting of one message; its item is the path alone if it bears no id."""
    try:
        message = message_from_bytes(raw)
    except RecursionError:
        raise SourceError(source.name, "parts within parts", locator) from None
    headers: dict[str, str] = {}
    for name, value in message.raw_items():
        headers.setdefault(name.lower(), str(value))
    if not headers.keys() & {"from", "date", "subject", "message-id"}:
        raise SourceError(source.name, "not a mail message", locator)
    media_type, body = _choose_body(message)
    if not body:
        raise SourceError(source.name, "no text in this message", locator)
    told = headers.get("message-id", "").strip("<> \t\r\n")
    return Posting(
        source=source.name,
        item=f"{locator}|{told}" if told else locator,
        title=_PASSED_ON.sub("", _decode_header(headers.get("subject", "")), count=1),
        body=body,
        media_type=media_type,
        locator=locator,
        author=_name_organisation(headers.get("from", "")),
        language=_decode_header(headers.get("content-language", "").split(",")[0]),
        published=_decode_header(headers.get("date", "")),
        published_origin="mail",
    )


def _decode_header(raw: str) -> str:
    """A header on one line, its encoded words (RFC 2047) and stray bytes as text."""
    told = raw[:_LONGEST_HEADER]
    try:
        if not told.isascii():  # letters in no declared encoding
            told = decode(told.encode("utf-8", "surrogateescape"))
        elif "=?" in told:
            told = str(make_header(decode_header(told)))
    except (NotText, *_BREAKAGE):
        pass  # a header that cannot be decoded is shown as it was told
    return " ".join(told.encode("utf-8", "replace").decode().split())


def _name_organisation(raw: str) -> str:
    """The sender's name, if it is an organisation's."""
    try:
        name, _ = parseaddr(raw[:_LONGEST_HEADER])
    except _BREAKAGE:
        return ""
    name = _decode_header(name)
    return name if is_organisation(name) else ""


def _choose_body(message: Message) -> tuple[str, str]:
    """The HTML of a message, which keeps links and lists; else its plain text.

    Of a message that was passed on it is the plain text if there is one, in which the
    note of whoever did so and the headers can be told from the message.
    """
    bodies = {kind: _read_body(message, kind) for kind in ("html", "plain")}
    passed_on = _FORWARDED.match(bodies["plain"])
    if passed_on and bodies["plain"][passed_on.end() :].strip():
        return "text/plain", bodies["plain"][passed_on.end() :]
    for kind, text in bodies.items():
        words = _TAG.sub(" ", text) if kind == "html" else text
        if words.replace("&nbsp;", " ").strip():
            return f"text/{kind}", text
    return "", ""


def _read_body(message: Message, kind: str) -> str:
    """The first part of that kind that is no attachment."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        try:
            if part.get_content_disposition() == "attachment":
                continue
            if part.get_content_maintype() == "multipart":
                inner = part.get_payload()
                if isinstance(inner, list):
                    told = [one for one in inner if isinstance(one, Message)]
                    waiting += reversed(told)
            elif part.get_content_type() == f"text/{kind}" and not part.get_filename():
                text = _read_part(part)
                return text.replace("\r\n", "\n").replace("\r", "\n")
        except (NotText, *_BREAKAGE):
            continue
    return ""


def _read_part(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    declared = part.get_content_charset("") or sniff_charset(content)
    if declared.lower().startswith(_SEVEN_BIT):
        with suppress(LookupError, UnicodeDecodeError):  # then it is not what it says
            return content.decode(declared)
    return decode(content, declared=declared)
