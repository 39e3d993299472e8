"""Taking words out of a letter that is kept as it is sent."""

from __future__ import annotations

from collections.abc import Callable, Collection
from email import message_from_bytes, policy
from email.message import EmailMessage

from syndicate.text.redacting import Marks, redact_all


def redact_letter(content: bytes, marks: Marks, last: Collection[str]) -> bytes:
    """A mail, or a chat message, without what is marked; the same bytes if nothing is.

    A mail's texts may be written in base64, so that no search for words finds them.
    """

    def redact(text: str) -> str:
        return redact_all([text], marks, last)[0]

    message = message_from_bytes(content, _class=EmailMessage, policy=policy.SMTP)
    if "Message-ID" not in message:
        told = content.decode("utf-8", "replace")
        new = redact(told)
        return content if new == told else new.encode()
    changed = False
    for part in message.walk():
        changed |= (
            _redact_part(part, redact) if isinstance(part, EmailMessage) else False
        )
    subject = str(message["Subject"] or "")
    if redact(subject) != subject:
        message.replace_header("Subject", redact(subject))
        changed = True
    return message.as_bytes() if changed else content


def _redact_part(part: EmailMessage, redact: Callable[[str], str]) -> bool:
    if part.get_content_maintype() != "text":
        return False
    told = part.get_content()
    new = redact(told)
    if new == told:
        return False
    part.set_content(new, subtype=part.get_content_subtype(), cte="quoted-printable")
    return True
