"""Character references left in text, once or twice escaped; never inside an address."""

from __future__ import annotations

import html
import re

# `&amp;` before the rest of a reference is one more level of escaping; more than two
# levels were never seen and are left as told. An address is matched first, to be left.
_REFERENCE = re.compile(
    r"(?P<address>(?:https?://|www\.)[^\s<>\"]+)"
    r"|&(?:(?:amp|#0*38|#[xX]0*26);){0,1}"
    r"(?P<body>#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)


def unescape(text: str) -> str:
    """The text with references read, where the semicolon is there.

    >>> unescape("Smith &amp;amp; Sons &#8211; open, https://a.example/?a=1&copy;=2")
    'Smith & Sons – open, https://a.example/?a=1&copy;=2'
    >>> unescape("?a=1&copy=2")
    '?a=1&copy=2'
    """
    if "&" not in text or ";" not in text:
        return text
    return _REFERENCE.sub(_read, text)


def _read(hit: re.Match[str]) -> str:
    if hit["address"]:
        return hit.group()
    reference = f"&{hit['body']};"
    character = html.unescape(reference)
    return hit.group() if character == reference else character
