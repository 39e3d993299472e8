"""Which HTML tags are what: the one table that readers and writers of markup go by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def _names(told: str) -> frozenset[str]:
    return frozenset(told.split())


# Tags that never hold anything, and tags that end by themselves when the next opens:
# they do not nest, however many there are.
FLAT = _names(
    "area base br col embed hr img input link meta param source track wbr "
    "p li dt dd tr td th option"
)
# Tags whose content is no text of the document.
SKIPPED = _names(
    "script style noscript template iframe svg math form button input select textarea "
    "img picture video audio object embed canvas head title meta link map"
)
BLOCKS = _names(
    "p div section article main header footer aside nav address figure figcaption "
    "center fieldset details summary dl dt dd ul ol li h1 h2 h3 h4 h5 h6 blockquote "
    "pre table thead tbody tfoot tr td th caption hr body html"
)
# Inline tags that are kept, and what they become.
INLINE = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "cite": "em",
    "code": "code",
    "sub": "sub",
    "sup": "sup",
}
# Inline tags that cut a passage into strings: phrasing content, in HTML's words.
PHRASING = _names("a abbr b cite em font i mark small span strong sub sup u")
# Tags whose words nobody reads in a page.
UNREAD = _names("button noscript option script style template textarea")
HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}
# What goes out. No pictures: a remote one tells its host who reads.
ALLOWED = _names(
    "p br a b strong i em ul ol li h3 h4 h5 h6 blockquote code pre table thead tbody "
    "tr td th figure figcaption hr sub sup"
)
SCHEMES = _names("http https mailto tel")

_LONGEST_CELL = 300


def is_hidden(tag: Any) -> bool:
    """Whether a tag says of itself that it is not shown."""
    style = (tag.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or tag.get("hidden") is not None


def holds_data(table: Any) -> bool:
    """Whether a table holds data, rather than laying out a page."""
    if table.find(".//table") is not None:
        return False
    rows = list(table.iter("tr"))
    cells: Iterable[Any] = list(table.iter("td", "th"))
    if len(rows) < 2 or not any(len(row) > 1 for row in rows):
        return False
    return all(len(cell.text_content()) <= _LONGEST_CELL for cell in cells)
