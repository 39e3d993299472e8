"""Summaries that came with tellings: in whose words, and what of them is unsupported.

They are kept beside ours and compared with what the story's original tells, wherever
they came from. Only staff read them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from syndicate.brief.drift import Copy
from syndicate.brief.support import Grounds
from syndicate.model import Form, Release, Retelling
from syndicate.text.urls import host_of

MOST = 8  # summaries of one story
LONGEST = 1_000  # characters kept of one
# How words are called by the kind of source that they came with.
WHOSE = {
    "feed": "in the feed's words",
    "files": "in the file's words",
    "archive": "in the file's words",
}
OTHERS = "in the page's words"
TLDR = "NewsRamp's TLDR"
REDDIT = "the Reddit title"


def retell(original: Release, tellings: Iterable[Copy]) -> tuple[Retelling, ...]:
    """The summaries that came with a story's tellings, each once."""
    grounds = Grounds(original)
    seen = {("", _spoken(original.title))}
    found: list[Retelling] = []
    for telling in tellings:
        for whose, text in islice(_summaries(telling), MOST - len(found)):
            key = (whose, _spoken(text))
            if key in seen or ("", key[1]) in seen or not key[1]:
                continue
            seen.add(key)
            missing = grounds.missing(text)
            found.append(Retelling(telling.appearance, whose, text, missing))
    return tuple(found)


def _summaries(telling: Copy) -> Iterator[tuple[str, str]]:
    """What a telling was summed up with, and in whose words."""
    release, place = telling.release, telling.appearance
    host = f".{host_of(place.url or '')}"
    if place.kind == "reddit" or host.endswith((".reddit.com", ".redd.it")):
        yield REDDIT, _short(release.title)
        return
    whose = WHOSE.get(place.kind, OTHERS)
    if release.form is Form.REWRITE:
        own = place.kind == "newsramp" or host.endswith(".newsramp.com")
        whose = TLDR if own else whose
        yield whose, _short(release.title)
        yield whose, _short(release.summary or release.text.partition("\n\n")[0])
    elif release.summary:
        yield whose, _short(release.summary)


def _short(text: str) -> str:
    """At most so much of a summary, on one line, ended at a word."""
    text = " ".join(text[: LONGEST * 2].split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(' ')[0]} …"


def _spoken(text: str) -> str:
    return " ".join(text.casefold().split())
