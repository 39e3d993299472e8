"""The full text of a release as HTML that may stand on any page or in any feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import Any
from urllib.parse import urljoin

from syndicate.html.gate import refuse
from syndicate.model import Release
from syndicate.publish.plain import address, clean

# Passages that cleaning took out of the running text and that belong to it all the
# same: a release without its contact or its risk wording is not the clinic's release.
SET_BACK = frozenset({"about", "contact", "disclaimer", "risk"})

TAGS = frozenset(
    {
        *("p", "br", "hr", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("ul", "ol", "li", "dl", "dt", "dd", "a", "strong", "em", "b", "i", "u", "s"),
        *("sub", "sup", "small", "q", "cite", "abbr", "code"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    }
)
ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
MARKED = re.compile(
    r"^\s*(?:(?P<ul>[-*•·])|(?P<ol>\d{1,3}[.)]))\s+"
)  # a line of a list
KNOWN = 1_024  # links at hand: a story's are looked at whenever it is shown
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
CLOSING = ".,;:!?)]}'’”"


def full_text(release: Release) -> str:
    """The release's text and the parts set back after it, as clean HTML."""
    body = "" if refuse(release.html) else release.html
    pieces = [body or paragraphs(release.text)]
    kept = [part.text for part in release.parts if part.name in SET_BACK]
    if kept:
        pieces += ["<hr>", *(paragraphs(text) for text in dict.fromkeys(kept))]
    return sanitise("\n".join(pieces), release.url or "")


def paragraphs(text: str) -> str:
    r"""Plain text as HTML: paragraphs, lists where lines are marked as such, links.

    >>> paragraphs("Hours:\n- Monday\n\n- Friday & more")
    '<p>Hours:</p>\n<ul><li>Monday</li><li>Friday &amp; more</li></ul>'
    """
    pieces = [
        piece
        for paragraph in PARAGRAPHS.split(clean(text).strip())
        for piece in _pieces(paragraph)
    ]
    return "\n".join(
        _block(kind, [inner for _, inner in alike])
        for kind, alike in groupby(pieces, key=itemgetter(0))
    )


def sanitise(html: str, base: str = "") -> str:
    """The HTML with known tags only, and links only to complete http(s) addresses."""
    cleaned: str = _cleaner(base).clean(clean(html))
    # The page has its own first heading; what nh3 wrote has no attributes here.
    return cleaned.replace("<h1>", "<h2>").replace("</h1>", "</h2>")


@lru_cache(maxsize=16)
def _cleaner(base: str) -> Any:
    """What sanitises markup whose links are relative to an address."""
    import nh3  # noqa: PLC0415 - start-up

    def filtered(_tag: str, attribute: str, value: str) -> str | None:
        if attribute == "href":
            return _absolute(value.strip(), base) or None
        if attribute == "rel":  # nh3's own: a source's is not among ATTRIBUTES
            return value
        return value if value.isdigit() else None

    return nh3.Cleaner(
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        attribute_filter=filtered,
        url_schemes={"http", "https"},
        link_rel="nofollow noopener noreferrer",
    )


@lru_cache(maxsize=KNOWN)
def _absolute(told: str, base: str) -> str:
    try:
        return address(urljoin(base, told))
    except ValueError:  # "http://[": no address at all
        return ""


def _pieces(paragraph: str) -> Iterator[tuple[str, str]]:
    """The paragraph as (element, inner HTML): lines that are no items stay together."""
    for kind, lines in groupby(paragraph.splitlines(), _kind):
        if kind == "p":
            yield kind, "<br>".join(_linked(line.strip()) for line in lines)
        else:
            yield from ((kind, _linked(MARKED.sub("", line).strip())) for line in lines)


def _kind(line: str) -> str:
    mark = MARKED.match(line)
    return (mark and mark.lastgroup) or "p"


def _block(kind: str, inner: list[str]) -> str:
    if kind == "p":
        return "\n".join(f"<p>{each}</p>" for each in inner if each)
    items = "".join(f"<li>{each}</li>" for each in inner)
    return f"<{kind}>{items}</{kind}>"


def _linked(line: str) -> str:
    """The line escaped, with the addresses that it spells out as links."""
    if "://" not in line:
        return escape(line)
    done, pieces = 0, []
    for found in ADDRESS.finditer(line):
        shown = found.group().rstrip(CLOSING)
        url = address(shown)
        if url:
            pieces.append(escape(line[done : found.start()]))
            pieces.append(f'<a href="{escape(url)}">{escape(shown)}</a>')
            done = found.start() + len(shown)
    return "".join((*pieces, escape(line[done:])))
