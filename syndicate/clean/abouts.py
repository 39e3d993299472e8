"""About blocks: whom each is about, and what it says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from syndicate.clean.openings import CAPITALS
from syndicate.model import About, Part

_HEADING = re.compile(
    r"About\s(?P<name>[^\n]{2,110}?)\s?:?\s*\n\s*(?P<text>.+)", re.DOTALL
)
_GLUED = re.compile(
    r"About\s(?P<name>[A-Z][^\n.!?]{1,90}?(?:[a-z0-9)®™]|Inc\.|Ltd\.|LLC|Corp\.))"
    r"(?P<text>[A-Z][a-z]+[ ,].{40,})",
    re.DOTALL,
)
_INLINE = re.compile(r"About\s(?P<text>[A-Z0-9.].{40,})", re.DOTALL)
_DASHED = re.compile(
    r"About (?P<name>[A-Z][^\n.!?–—-]{2,80}?)\s?(?:--|[–—])\s(?=[A-Z][^\n]{60,})"
)
_LONGEST_NAME = 80
# Words behind a name that goes on as the first sentence: "About Us Founded in …".
_STARTS = re.compile(
    r"\s(?=(?:Founded|Based|Established|Headquartered|Located|Since|With|As|At|For|The|"
    r"Led|Leading|Serving|Known|"
    r"In|A|An|Our|We|Through|From|By|Over|Built|Created|Launched|Named)\s)"
)
# A name that is said again at once, glued or not: "About Calm RoomsCalm Rooms is".
_TWICE = re.compile(r"(?P<name>[A-Z0-9.][^\n]{2,80}?)[\s:–—-]{0,3}(?P=name)(?![a-z])")
_SENTENCE = re.compile(r"[a-z]{3,}\.\s")
_TICKER = re.compile(r"\s*\([^()]*(?::|“|\")[^()]*\)")


def read_abouts(parts: Iterable[Part]) -> tuple[About, ...]:
    r"""The About blocks among a release's parts, in their order.

    >>> read_abouts([Part("about", "about-line", "About Quiet Clinic\n\nIt is quiet.")])
    (About(name='Quiet Clinic', text='It is quiet.'),)
    """
    return tuple(_read(part.text) for part in parts if part.name == "about")


def _read(text: str) -> About:
    for form in (CAPITALS, _DASHED):
        hit = form.match(text)
        if hit:
            return About(hit["name"].strip(" :,"), text[hit.end() :].lstrip())
    return _read_named(text)


def _read_named(text: str) -> About:
    text = re.sub(r"\AABOUT(?: THE)? |\AAbout the ", "About ", text)
    heading = _HEADING.match(text)
    if heading and not _TWICE.match(heading["name"]):
        name = _TICKER.sub("", heading["name"]).strip(" :,–—-")
        return About(
            "" if name.lower() in ("us", "the company") else name, heading["text"]
        )
    inline = _INLINE.match(text)
    twice = _TWICE.match(inline["text"]) if inline else None
    if twice:
        name = twice["name"].strip(" :,–—-")
        return About(
            name, text.removeprefix("About ")[len(twice["name"]) :].lstrip(" :–—-")
        )
    glued = _GLUED.match(text)
    if glued and glued["text"].startswith(glued["name"].split()[0]):
        return About(_TICKER.sub("", glued["name"]).strip(" :"), glued["text"])
    if inline:
        name = min(_names(inline["text"]), key=len, default="")
        if name:
            return About(name, inline["text"][len(name) :].lstrip(" :–—-"))
    if glued:
        return About(_TICKER.sub("", glued["name"]).strip(), glued["text"])
    return About("", text.removeprefix("About "))


def _names(text: str) -> Iterator[str]:
    """Names that the text may open with: up to where they are said again, or a verb."""
    head = text[: 2 * _LONGEST_NAME]
    first = head.split()[0]
    again = head.find(f" {first}", len(first))
    if len(first) > 2 and 0 < again <= _LONGEST_NAME:
        yield head[:again].strip(" :")
    colon = head.find(": ")
    if 0 < colon <= _LONGEST_NAME and not _SENTENCE.search(head[:colon]):
        yield head[:colon]
    start = _STARTS.search(head)
    if start and start.start() <= _LONGEST_NAME:
        yield head[: start.start()].strip(" :")
