"""What a list says of an entry around its link: date and summary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from syndicate.html.tags import HEADINGS
from syndicate.sources.sighting import Sighting
from syndicate.sources.tree import visible_strings
from syndicate.text.dates import read_date

_LONGEST_DATE = 60  # characters; longer texts tell of dates, they are none
_LONGEST_SUMMARY = 600
_FEW_WORDS = 6
_MOST_SIBLINGS = 6
_MIXED = ""
_DATE_CLASS = re.compile(r"date|publish|posted|time", re.IGNORECASE)
_TOPS = frozenset({"body", "html", "main", "[document]"})


@dataclass(frozen=True, slots=True)
class Block:
    """The parts of a page that are one entry's."""

    parts: tuple[Any, ...]
    date: str = ""


class Blocks:
    """Divides a page between its entries: each has all that holds no other's link."""

    def __init__(self, sightings: Sequence[Sighting]) -> None:
        self._owners: dict[int, str] = {}
        for each in sightings:
            for parent in each.tag.parents:
                known = self._owners.setdefault(id(parent), each.key)
                if known == _MIXED:
                    break
                if known != each.key:
                    self._owners[id(parent)] = _MIXED

    def of(self, sighting: Sighting) -> Block:
        """The block of an entry, with the date it tells."""
        top = sighting.tag
        while top.parent is not None and top.parent.name not in _TOPS:
            if self._owners.get(id(top.parent)) != sighting.key:
                break
            top = top.parent
        said = len(top.get_text(" ", strip=True).split())
        alone = said <= len(sighting.title.split()) + 2  # the rest stands beside it
        parts = (top, *(self._following(top) if alone else ()))
        date = find_date(parts[:1]) or self._date_before(top) or find_date(parts[1:])
        return Block(parts, date)

    def _following(self, top: Any) -> Iterator[Any]:
        """What comes after an entry's own tag, up to the next entry's."""
        tags = (each for each in top.next_siblings if each.name)
        for count, sibling in enumerate(tags):
            if id(sibling) in self._owners or sibling.name == "a":
                return
            if count >= _MOST_SIBLINGS or sibling.name in _ENDS:
                return
            yield sibling

    def _date_before(self, top: Any) -> str:
        """A date that stands before an entry, and after no other entry's heading."""
        before = top.find_previous_sibling(True)
        if before is None or id(before) in self._owners or before.name in HEADINGS:
            return ""
        text = before.get_text(" ", strip=True)
        return find_date((before,)) if len(text) <= _LONGEST_DATE else ""


_ENDS = frozenset({"nav", "footer", "form", "aside", "hr"})


def find_date(parts: Sequence[Any]) -> str:
    """The first date that parts of a page tell, as told: markup first, then words."""
    for part in parts:
        tags = [part, *part.find_all(True)]
        for tag in tags:
            if tag.name == "time" and _reads(str(tag.get("datetime") or "")):
                return str(tag["datetime"]).strip()
        for tag in tags:
            names = " ".join(
                [*(tag.get("class") or ()), str(tag.get("itemprop") or "")]
            )
            if tag.name == "time" or _DATE_CLASS.search(names):
                told = str(tag.get("content") or "") or tag.get_text(" ", strip=True)
                if _reads(told):
                    return " ".join(told.split())
    for part in parts:
        for text in visible_strings(part):
            if _reads(text):
                return text
    return ""


def read_summary(block: Block, title: str) -> str:
    """The first running words of an entry that are not its title."""
    for part in block.parts:
        paragraphs = [part] if part.name in ("p", "dd") else part.find_all(("p", "dd"))
        for tag in paragraphs or part.find_all(("div", "td", "span")):
            if tag.find(list(HEADINGS)) is not None or tag.find("p") is not None:
                continue
            text = " ".join(tag.get_text(" ", strip=True).split())
            plain = text != title and not _reads(text)
            if plain and len(text.split()) >= _FEW_WORDS:
                return text[:_LONGEST_SUMMARY]
    return ""


def _reads(text: str) -> bool:
    """Whether a short text is or holds a date.

    >>> _reads("September 14, 2026 by Dana"), _reads("3 days ago")
    (True, False)
    """
    return 0 < len(text) <= _LONGEST_DATE and read_date(text, "page", None) is not None
