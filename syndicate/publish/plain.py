"""Plain text as it may be published: nothing that breaks a file or hides a word."""

from __future__ import annotations

import re
from functools import lru_cache

from syndicate.text.urls import safe_url

# What XML 1.0 forbids or discourages (section 2.2); one of them loses a whole feed.
ILLEGAL = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
)
# Marks that turn the reading direction of what follows them, and a byte-order mark.
TURNING = "\u202a-\u202e\u2066-\u2069\ufeff"
REFUSED = re.compile(f"[{ILLEGAL}{TURNING}]")
TITLE_LENGTH = 500
KNOWN = 1_024  # addresses at hand: a story's are asked for several times in a row
ELLIPSIS = "…"
TAG = re.compile(r"<(?=[/!?a-zA-Z])")
REFERENCE = re.compile(r"&(?=#?\w+;)")
# What RFC 3986 allows only in the host, or only before two hexadecimal digits.
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def clean(text: str) -> str:
    r"""The text without characters that XML refuses or that turn reading direction.

    >>> clean("Tele\x00health\u202e at \ud800home")
    'Telehealth at home'
    """
    return REFUSED.sub("", text)


def line(text: str, most: int = TITLE_LENGTH) -> str:
    r"""The text as one clean line of at most `most` characters.

    >>> line("A new\n  clinic")
    'A new clinic'
    """
    told = " ".join(clean(text[: most * 2]).split())
    if len(told) <= most and len(text) > most * 2:  # spaces without end
        told = " ".join(clean(text[: most * 20]).split())
    return cut(told, most)


def cut(text: str, most: int) -> str:
    """The text when it fits, else as many whole words as fit, and an ellipsis.

    >>> cut("one two three", 9)
    'one two…'
    >>> cut("onetwothree", 5)
    'onet…'
    """
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    head, _, rest = kept.rpartition(" ")
    whole = head if head and len(rest) < most // 2 else kept
    return whole.rstrip(" ,;:–—-") + ELLIPSIS


def unmarked(text: str) -> str:
    """A title that no reader takes for markup, whether it expects text or HTML.

    Readers disagree on what RSS titles are, and the validator warns of what looks like
    a tag or a reference; a `<` or `&` that looks like neither stays.

    >>> unmarked("<b>New</b> & p < 0.05 &lt; 1")
    '‹b>New‹/b> & p < 0.05 & lt; 1'
    """
    return REFERENCE.sub("& ", TAG.sub("‹", text))


@lru_cache(maxsize=KNOWN)
def address(url: str) -> str:
    """The address as every public file writes it, or "" when it may not stand in one.

    >>> address("https://clinic.example.org/a?b=[1]&c=5%"), address("javascript:x")
    ('https://clinic.example.org/a?b=%5B1%5D&c=5%25', '')
    """
    safe = safe_url(clean(url))
    if not safe:
        return ""
    scheme, _, rest = safe.partition("://")
    host, slash, path = rest.partition("/")
    path = STRAY_PERCENT.sub("%25", path.replace("[", "%5B").replace("]", "%5D"))
    return f"{scheme}://{host}{slash}{path}"
