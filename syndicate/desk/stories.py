"""Stories: found by words, and each with all that staff know and can do of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flask import redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from syndicate.desk.frame import page
from syndicate.desk.glance import glance, look_at
from syndicate.desk.rules import Rule
from syndicate.desk.story import show_story
from syndicate.desk.surroundings import here
from syndicate.desk.telling import ACTS
from syndicate.edit import file_all, gate
from syndicate.model import Entry, Stored
from syndicate.publish.item import present
from syndicate.publish.plain import line
from syndicate.store import Store

LISTED = 40
LONGEST = 200  # characters of what is searched for


def stories() -> Answer:
    """The newest stories, or those that hold the words asked for.

    With `merge` they are offered to be compared with that story.
    """
    asked = line(request.args.get("q", ""), LONGEST)
    desk = here()
    with desk.reading() as store:
        mine = _of(store, request.args.get("merge", ""))
        found = _search(store, asked) if asked else _newest(store)
        entries = look_at(found, desk.settings, desk.clock())
        rows = [glance(each) for each in entries]
    rows = [row for row in rows if mine is None or row.id != mine.story.short_id]
    to = glance(mine) if mine else None
    return page("stories.html", rows=rows, asked=asked, to=to, most=LISTED)


def story(reference: str) -> Answer:
    """A story, whatever it was called before."""
    desk = here()
    with desk.reading() as store:
        entry = _entry(store, reference)
        if entry.story.short_id != reference:
            was = f"?was={reference}" if reference.isalnum() else ""
            return redirect(f"/stories/{entry.story.short_id}{was}", 303)
        shown = show_story(store, entry, desk.settings)
    was = request.args.get("was", "")
    was = was if was.isalnum() else ""
    return page("story.html", shown=shown, was=was, acts=ACTS)


def retraction(reference: str) -> Answer:
    """What subscribers will see if a story is taken back, and the question again."""
    desk, now = here(), here().clock()
    with desk.reading() as store:
        entry = _entry(store, reference)
        shown = show_story(store, entry, desk.settings)
        taken = replace(entry, story=replace(entry.story, retracted=now))
        notice = [present(each, desk.settings) for each in gate([taken], now)]
    return page("retraction.html", shown=shown, notice=notice[0] if notice else None)


def _search(store: Store, words: str) -> Iterable[Stored]:
    return store.told_of(words, LISTED)


def _newest(store: Store) -> Iterable[Stored]:
    return store.awaiting.newest(LISTED)


def _entry(store: Store, reference: str) -> Entry:
    entry = _of(store, reference)
    if entry is None:
        raise NotFound
    return entry


def _of(store: Store, reference: str) -> Entry | None:
    found = store.find(reference) if reference else None
    if found is None:
        return None
    desk = here()
    return next(iter(file_all([found], desk.settings, desk.clock())))


RULES = (
    Rule("/stories", stories),
    Rule("/stories/<reference>", story),
    Rule("/stories/<reference>/retract", retraction),
)
