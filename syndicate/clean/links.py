"""A posting's links: the trail as written, mentions in the text, broken ones noted."""

from __future__ import annotations

import re

from syndicate.clean.body import Body
from syndicate.model import Link, Posting, Purpose
from syndicate.text.repair import repair_line

_MOST_MENTIONS = 50
_LONGEST_URL = 2_000
_LONGEST_LABEL = 200
_MOST_NOTES = 20
_NAMES = {Purpose.TLDR: "TLDR"}

# "None" where an address should be: Python wrote it, no page has it.
_NOWHERE = re.compile(r"(?:https?://[\w.-]*?/?)?None/?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_QUIET = ("mailto:", "tel:", "sms:", "#", "javascript:")


def collect_links(
    posting: Posting, body: Body
) -> tuple[tuple[Link, ...], tuple[str, ...]]:
    """The links that lead somewhere, exactly as written, and notes on the others."""
    kept: dict[tuple[Purpose, str], Link] = {}
    notes: list[str] = []
    for link in (*posting.links, *_canonical(posting, body)):
        trouble = _trouble(link.url)
        if trouble:
            name = _NAMES.get(link.purpose, link.purpose.value)
            notes.append(f"{trouble} link: {name} → {link.url[:120] or '(empty)'}")
        else:
            kept.setdefault((link.purpose, link.url), link)
    known = {url for _, url in kept} | {posting.url}
    mentions = 0
    for url, label in (link for block in body.blocks for link in block.links):
        trouble = _trouble(url)
        if trouble:
            if not url.lower().startswith(_QUIET):
                notes.append(
                    f"{trouble} link: {label[:60]!r} → {url[:120] or '(empty)'}"
                )
        elif url not in known and mentions < _MOST_MENTIONS and label:
            known.add(url)
            mentions += 1
            name = repair_line(label).text[:_LONGEST_LABEL]
            kept[Purpose.MENTION, url] = Link(Purpose.MENTION, url, name)
    return tuple(kept.values()), tuple(dict.fromkeys(notes))[:_MOST_NOTES]


def _canonical(posting: Posting, body: Body) -> tuple[Link, ...]:
    url = body.page.canonical
    if not url or any(link.purpose is Purpose.CANONICAL for link in posting.links):
        return ()
    return (Link(Purpose.CANONICAL, url),)


def _trouble(url: str) -> str:
    """What is wrong with an address, in a word, or "" if nothing is."""
    if not url.strip() or _NOWHERE.fullmatch(url.strip()):
        return "broken"
    if len(url) > _LONGEST_URL:
        return "overlong"
    return "" if _ADDRESS.fullmatch(url.strip()) else "unusable"
