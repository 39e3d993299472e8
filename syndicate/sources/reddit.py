"""What a Reddit feed's entry says: a thread, and what it is about.

The outgoing address is only that of the `[link]` anchor: the text of a post may link
anywhere. Names of people are not kept.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from urllib.parse import urlsplit

from syndicate.model import Form, Link, Posting, Purpose
from syndicate.sources.addresses import find_url

_POST = re.compile(r"/comments/([0-9a-z]{2,12})(?:/|\Z)", re.IGNORECASE)
_OUTGOING = re.compile(
    r"<a\s[^<>]{0,500}?href\s*=\s*[\"']([^\"'<>]*)[\"'][^<>]{0,500}>\s*\[link\]\s*</a>",
    re.IGNORECASE,
)
# The post's own text; XHTML feeds lose the two comments around it.
_OWN_TEXT = (
    re.compile(r"<!--\s*SC_OFF\s*-->(.*?)<!--\s*SC_ON\s*-->", re.DOTALL),
    re.compile(r"(<div class=\"md\">.*</div>)", re.DOTALL),
)
_BYLINE = re.compile(r"submitted by(?:&#32;|\s)*<a\b", re.IGNORECASE)


def is_reddit(posting: Posting) -> bool:
    """Whether a feed's entry comes from Reddit.

    >>> is_reddit(Posting("r", "t3_1ab", "", "", url="https://old.reddit.com/r/x/"))
    True
    """
    host = urlsplit(posting.url or "").hostname or ""
    return f".{host}".endswith((".reddit.com", ".redd.it"))


def read_post(posting: Posting) -> Posting | None:
    """The thread that an entry tells; None for a comment, which is never kept.

    A link post's text is empty; `[link]` of a text post is its own thread.
    """
    thread = _POST.search(urlsplit(posting.url or "").path)
    if posting.item.startswith("t1_"):
        return None
    if thread is None and not posting.item.startswith("t3_"):
        return replace(posting, author="")
    outgoing = _OUTGOING.findall(posting.body)
    links = posting.links
    if outgoing:  # the last: a poster can write [link] too, but only above it
        about = find_url(html.unescape(outgoing[-1]), posting.url or "")
        if about and not _is_thread(about, posting):
            links = (*links, Link(Purpose.ABOUT, about))
    return replace(
        posting,
        item=posting.item or f"t3_{thread[1]}" if thread else posting.item,
        body=_read_own_text(posting.body),
        summary="",
        media_type="text/html",
        form=Form.DISCUSSION,
        author="",
        links=links,
    )


def _is_thread(url: str, posting: Posting) -> bool:
    """Whether an address is the post's own thread, however it is spelled."""
    found, own = (
        _POST.search(urlsplit(each or "").path) for each in (url, posting.url)
    )
    return bool(found and own and found[1].lower() == own[1].lower())


def _read_own_text(body: str) -> str:
    """What the poster wrote, without who posted it and the links below.

    >>> _read_own_text('<!-- SC_OFF --><p>Open now.</p><!-- SC_ON --> submitted by <a>')
    '<p>Open now.</p>'
    """
    byline = list(_BYLINE.finditer(body))
    told = body[: byline[-1].start()] if byline else body
    for pattern in _OWN_TEXT:
        found = pattern.search(told)
        if found:
            return found[1].strip()
    return ""
