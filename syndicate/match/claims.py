"""What members claim of a story: places that nobody of ours has seen yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from syndicate.match.keys import url_keys
from syndicate.model import Link, Purpose, Relation
from syndicate.text.urls import host_of

# Outlets of the NewsRamp network that carry its releases in another language.
TRANSLATING = frozenset(
    {"estallarnoticias.com", "actueclair.com", "platzennachrichten.de", "oestouro.com"}
)
RELATIONS = {
    Purpose.ORIGINAL: Relation.ORIGINAL,
    Purpose.CANONICAL: Relation.ORIGINAL,
    Purpose.ABOUT: Relation.ORIGINAL,
    Purpose.TLDR: Relation.REWRITE,
    Purpose.DISCUSSION: Relation.DISCUSSION,
    Purpose.PICKUP: Relation.REWRITE,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A place that a member says the story ran. `place` is its most telling key."""

    place: str
    by: int
    url: str
    relation: Relation
    label: str


def claims(
    links: Iterable[tuple[int, Link]], seen: frozenset[str]
) -> tuple[Claim, ...]:
    """The claimed places of a story, each once, in the order told.

    `links` are the members' links with who tells them, the original's first; `seen`
    are the keys that members bear as their own.
    """
    found: dict[str, Claim] = {}
    for by, link in links:
        if link.purpose not in RELATIONS:
            continue
        keys = url_keys(link.url)
        if not keys or seen.intersection(keys):
            continue
        place = _place(keys)
        relation = RELATIONS[link.purpose]
        if link.purpose is Purpose.ABOUT and place.startswith("tldr:"):
            relation = Relation.REWRITE
        if host_of(link.url) in TRANSLATING:
            relation = Relation.TRANSLATION
        found.setdefault(place, Claim(place, by, link.url, relation, link.label))
    return tuple(found.values())


def _place(keys: Sequence[str]) -> str:
    """A network id names a release on many outlets, so the page is the place."""
    specific = [key for key in keys if not key.startswith(("url:", "network:"))]
    return specific[0] if specific else keys[0]
