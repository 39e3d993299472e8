"""Titles: told ones tidied, missing ones made from the first heading or sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from syndicate.text.paragraphs import first_sentence, is_heading

LONGEST = 500
_MADE = 120
_SHORTEST_HOST = 6  # letters of a name that a host's are believed to say
_NEAR = 8  # a heading further down names a section, not the document
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_EMPTY_HEADING = re.compile(
    r"(?:introduction|overview|background|summary|conclusion|table of contents|"
    r"contents|faqs?|frequently asked questions|key takeaways|references|media contact|"
    r"contact(?: us)?|about(?: us)?)\W*",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s+[|–—»·:•-]\s+")
# Parts of a site that its pages name behind or before their titles.
_SECTION = re.compile(
    r"(?:our )?(?:blogs?|news|newsroom|press|press releases?|press room|media|media "
    r"center|articles?|posts?|resources|insights|updates|home|homepage|latest news|"
    r"news (?:&|and) (?:events|updates|media)|blog posts?)",
    re.IGNORECASE,
)
_COMMUNITY = re.compile(r"r/\w{2,30}\s+[-–—]\s+(?=\S)")  # Reddit's og:title


@dataclass(frozen=True, slots=True)
class Kicker:
    """Words that stand over a title and say nothing of it; `seen` is such a title."""

    name: str
    words: str
    seen: str


KICKERS = (
    Kicker(
        "release",
        r"(?i:for immediate release|news alert|"
        r"(?:press|news|media) (?:release|announcement))",
        "PRESS RELEASE: Quiet Clinic opens",
    ),
    Kicker("breaks", r"[A-Z]\w{2,30}Breaks?", "CalmNewsBreaks – Quiet Clinic opens"),
    Kicker("column", r"\d{3} with [A-Z]{2,6}", "420 with CALM — Quiet Clinic opens"),
)
_KICKER = re.compile(
    rf"(?P<kicker>{'|'.join(each.words for each in KICKERS)})"
    r"\s?(?:[:|–—]|\s-)\s*(?=\S.{9,})"
)


def tidy_title(told: str, site: str = "", host: str = "") -> str:
    """A title without markup and without the name of the site before or behind it.

    The site goes by its name or by its host, and may name a section of itself.

    >>> tidy_title("We <b>open</b> - Quiet Clinic | Blog", "Quiet Clinic")
    'We open'
    >>> tidy_title("Quiet Clinic | We open – at last", host="www.quietclinic.example")
    'We open – at last'
    """
    title = _MARKUP.sub("", told) if "<" in told else told
    title = " ".join(title.split())
    title = _COMMUNITY.sub("", title, count=1)
    parts = _SUFFIX.split(title)
    if not any(_is_site(part, site, host) for part in parts):
        return title  # what is called a section may be the title's own word
    first, last = 0, len(parts)
    while last > 1 and _names_site(parts[last - 1], site, host):
        last -= 1
    while first < last - 1 and _is_site(parts[first], site, host):
        first += 1
    if (first, last) == (0, len(parts)):
        return title
    start = title.index(parts[first], sum(map(len, parts[:first])))
    end = title.rindex(parts[last]) if last < len(parts) else len(title)
    return title[start:end].rstrip(" |–—»·:•-")


def split_kicker(title: str) -> tuple[str, str]:
    """A title without the words that only say what it stands over, and those words.

    >>> split_kicker("PRESS RELEASE: Quiet Clinic opens")
    ('Quiet Clinic opens', 'PRESS RELEASE')
    >>> split_kicker("RiverNewsBreaks – Quiet Clinic opens a room")
    ('Quiet Clinic opens a room', 'RiverNewsBreaks')
    >>> split_kicker("Press release writing made easy")
    ('Press release writing made easy', '')
    """
    found = _KICKER.match(title)
    return (title[found.end() :], found["kicker"]) if found else (title, "")


def _names_site(part: str, site: str, host: str) -> bool:
    return _is_site(part, site, host) or bool(_SECTION.fullmatch(part))


def _is_site(part: str, site: str, host: str) -> bool:
    """Whether a part of a title is the site's name, or all of it that its host says."""
    name = _squash(part)
    if site and name == _squash(site):
        return True
    return len(name) >= _SHORTEST_HOST and name in _squash(host.removeprefix("www."))


def _squash(words: str) -> str:
    return re.sub(r"[\W_]+|\b(?:inc|llc|ltd|the)\b", "", words.casefold())


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
