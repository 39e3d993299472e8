"""Which words of a page are its article: three extractors are asked, one is believed.

trafilatura tuned for precision is the base. Where it lost words, readability-lxml and
trafilatura tuned for recall vote (measured on public pages: each alone breaks on
layouts that the others read well).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from typing import Any

from syndicate.html.picking import find_leaves

_LOST = 0.7  # share of the other's words below which the base lost some
_AGREE = 0.6
_WORD = re.compile(r"\w{4,}")

Lines = list[str]


def vote(tree: Any, running: Iterable[str]) -> Lines:
    """The lines of the article, as the best voter reads them; none if none finds any.

    `running` is all the running text of the page: whoever has most of its words cannot
    have lost many, and the other voters need not be asked.
    """
    base = _trafilatura(tree, precise=True)
    if _has_most(base, running):
        return base
    other = _readability(tree)
    if base and _has_most(base, other):
        return base
    recall = _trafilatura(tree, precise=False)
    have, told, most = words(base), words(other), words(recall)
    if _overlap(told, most) > _AGREE and len(told) >= len(have):
        return other
    return recall or other or base


def words(lines: Iterable[str]) -> set[str]:
    """The distinct words of four letters and more.

    >>> sorted(words(["The Clinic", "the clinic opens"]))
    ['clinic', 'opens']
    """
    return set(_WORD.findall("\n".join(lines).lower()))


def _has_most(lines: Iterable[str], others: Iterable[str]) -> bool:
    have, there = words(lines), words(others)
    return bool(have) and len(have) >= _LOST * len(there)


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _trafilatura(tree: Any, *, precise: bool) -> Lines:
    import trafilatura  # noqa: PLC0415 - start-up

    # It reports every empty page at length; the caller says what came of the page.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    found = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        favor_precision=precise,
        favor_recall=not precise,
    )
    text = getattr(found, "text", None)
    return str(text).split("\n") if text else []


def _readability(tree: Any) -> Lines:
    from lxml import html  # noqa: PLC0415 - start-up
    from readability import Document  # noqa: PLC0415 - start-up
    from readability.readability import Unparseable  # noqa: PLC0415 - start-up

    logging.getLogger("readability").setLevel(logging.CRITICAL + 1)
    try:
        told = Document(html.tostring(tree, encoding="unicode")).summary(
            html_partial=True
        )
    except Unparseable:
        return []
    return [
        leaf.text
        for leaf in find_leaves(html.fragment_fromstring(told, create_parent="div"))
    ]
