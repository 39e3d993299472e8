"""Possible duplicates: two stories side by side, and what they share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import redirect
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from syndicate.decisions import state_of
from syndicate.desk.asking import pair_subject
from syndicate.desk.frame import page
from syndicate.desk.glance import Glance, glance, look_at
from syndicate.desk.reasons import say_reasons
from syndicate.desk.rules import Rule
from syndicate.desk.surroundings import here
from syndicate.model import Entry
from syndicate.publish.plain import clean
from syndicate.store import Near, Store
from syndicate.text.tokens import content_words

LISTED = 25  # pairs on one page
LONGEST = 1_500  # characters of each text that are shown
_SPLIT = re.compile(r"(\w[\w’'-]*)")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: at a glance, its headline and opening in marked pieces.

    A piece is its text and "same", "other" or "": whether the other has the word, or
    nobody counts it.
    """

    glance: Glance
    title: tuple[tuple[str, str], ...]
    opening: tuple[tuple[str, str], ...]
    cut: bool


def pairs() -> Answer:
    """Every pair that is possibly one story, the newest first."""
    desk, now = here(), here().clock()
    with desk.reading() as store:
        awaiting = store.awaiting
        found, count = awaiting.pairs(now, LISTED)
        rows = []
        for each in found:
            told = awaiting.told((each.one, each.two))
            one, two = map(glance, look_at(told, desk.settings, now))
            rows.append((one, two, say_reasons(awaiting.evidence(each))[0]))
        off = sum(each.matter == "pair" for each in store.asked.put_off_now(now))
    return page("pairs.html", rows=rows, count=count, off=off)


def pair(one: str, two: str) -> Answer:
    """Two stories side by side, each answer a button."""
    desk, now = here(), here().clock()
    with desk.reading() as store:
        told = [store.find(one), store.find(two)]
        if None in told:
            raise NotFound
        first, second = look_at(filter(None, told), desk.settings, now)
        if first.story.id == second.story.id:
            return redirect(f"/stories/{first.story.short_id}?was=one", 303)
        near = _between(store, first, second)
        said, decided = say_reasons(near.evidence) if near else ("", ())
        state = state_of(store, (first.story, second.story))
    return page(
        "pair.html",
        sides=_sides(first, second),
        said=said,
        decided=decided,
        by_staff=near.by_staff if near else False,
        state=state,
        subject=pair_subject(first.story.short_id, second.story.short_id),
    )


def mark_words(text: str, others: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """A text in pieces, its meaningful words marked by whether the other has them.

    >>> mark_words("A wing opens", frozenset({"wing"}))
    (('A ', ''), ('wing', 'same'), (' ', ''), ('opens', 'other'))
    """
    pieces: list[tuple[str, str]] = []
    for piece in _SPLIT.split(text):
        if not piece:
            continue
        words = content_words(piece)
        kind = "" if not words else "same" if set(words) <= others else "other"
        if pieces and not kind and not pieces[-1][1]:
            piece = pieces.pop()[0] + piece  # noqa: PLW2901
        pieces.append((piece, kind))
    return tuple(pieces)


def _between(store: Store, one: Entry, two: Entry) -> Near | None:
    """What was found between the two, the weightiest."""
    near = store.kept_apart(one.story.id)
    found = [each for each in near if each.id == two.story.id]
    return found[0] if found else None


def _sides(one: Entry, two: Entry) -> tuple[Side, Side]:
    words = [_words(each) for each in (one, two)]
    return _side(one, words[1]), _side(two, words[0])


def _side(entry: Entry, others: frozenset[str]) -> Side:
    release = entry.story.original
    text = clean(release.text)
    return Side(
        glance=glance(entry),
        title=mark_words(glance(entry).title, others),
        opening=mark_words(text[:LONGEST], others),
        cut=len(text) > LONGEST,
    )


def _words(entry: Entry) -> frozenset[str]:
    release = entry.story.original
    return frozenset(content_words(f"{release.title}\n{release.text}"))


RULES = (
    Rule("/pairs", pairs),
    Rule("/pairs/<one>/<two>", pair),
)
