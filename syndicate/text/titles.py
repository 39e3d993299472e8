"""Titles: told ones tidied, missing ones made from the first heading or sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from syndicate.text.paragraphs import first_sentence, is_heading

LONGEST = 500
_MADE = 120
_NEAR = 8  # a heading further down names a section, not the document
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_EMPTY_HEADING = re.compile(
    r"(?:introduction|overview|background|summary|conclusion|table of contents|"
    r"contents|faqs?|frequently asked questions|key takeaways|references|media contact|"
    r"contact(?: us)?|about(?: us)?)\W*",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s+[|–—»·-]\s+")


def tidy_title(told: str, site: str = "") -> str:
    """A title without markup and without the name of the site behind it.

    >>> tidy_title("We <b>open</b> - Quiet Clinic", "Quiet Clinic")
    'We open'
    """
    title = _MARKUP.sub("", told) if "<" in told else told
    title = " ".join(title.split())
    parts = _SUFFIX.split(title)
    if site and len(parts) > 1 and parts[-1].casefold() == site.strip().casefold():
        title = title[: title.rindex(parts[-1])].rstrip(" |–—»·-")
    return title


def make_title(paragraphs: Sequence[str]) -> str:
    """A title for a text that has none: its first heading, else its first sentence.

    A heading near the top tells what the text is about in its author's own words; a
    sentence has to be cut. `paragraphs` come without furniture.

    >>> make_title(["Calm is here for all.", "How Ketamine Works", "It does work."])
    'How Ketamine Works'
    >>> make_title(["Calm is here for all. We opened."])
    'Calm is here for all'
    """
    for at, paragraph in enumerate(paragraphs[:_NEAR]):
        follows = at + 1 < len(paragraphs)
        if follows and len(paragraph.split()) > 1 and _is_telling(paragraph):
            return shorten(paragraph.rstrip(":"), _MADE)
    first = next((part for part in paragraphs if part.strip()), "")
    return shorten(first_sentence(" ".join(first.split())).rstrip("."), _MADE)


def shorten(text: str, length: int) -> str:
    """The text cut at a word, with an ellipsis if it was longer than `length`.

    >>> shorten("one two three", 10)
    'one two…'
    """
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    if not text[length - 1].isspace():
        cut = cut.rsplit(None, 1)[0] if " " in cut else cut
    return cut.rstrip(" ,;:–—-") + "…"


def _is_telling(paragraph: str) -> bool:
    return (
        is_heading(paragraph)
        and not paragraph.startswith(("- ", "• "))
        and not re.match(r"\d+\. ", paragraph)
        and not paragraph.endswith(":")
        and not _EMPTY_HEADING.fullmatch(paragraph)
    )
