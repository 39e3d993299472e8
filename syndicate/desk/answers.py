"""Answers that decide nothing about a story: later, ask again, poll, pause."""

from __future__ import annotations

import re
from datetime import timedelta

from flask import g, redirect, request
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as Answer

from syndicate.desk.guard import is_path
from syndicate.desk.rules import Rule
from syndicate.desk.surroundings import here
from syndicate.store import Postponed

LATER = timedelta(days=7)
# Whether "later" has an end, or holds until the matter changes.
MATTERS = {"pair": LATER, "withdrawal": None, "drift": None, "gap": None}
_SUBJECT = re.compile(r"[0-9a-f]{32}")


def later() -> Answer:
    """Put a matter off: a pair for a week, all else until it changes."""
    matter, subject = _matter()
    desk, lasts = here(), MATTERS[matter]
    now = desk.clock()
    until = now + lasts if lasts else None
    with desk.writing() as store:
        store.asked.put_off(Postponed(matter, subject, g.account.name, now, until))
    return _back()


def ask_again() -> Answer:
    """Ask about a matter that was put off."""
    with here().writing() as store:
        store.asked.ask_again(*_matter())
    return _back()


def poll(name: str) -> Answer:
    """Poll a source now, as soon as no run is under way."""
    here().errands.poll(_known(name))
    return redirect("/sources", 303)


def pause(name: str) -> Answer:
    """Do not poll a source until somebody says so."""
    desk = here()
    with desk.writing() as store:
        store.asked.pause(_known(name), g.account.name, desk.clock())
    return redirect("/sources", 303)


def resume(name: str) -> Answer:
    """Poll a source again when it is due."""
    with here().writing() as store:
        store.asked.resume(_known(name))
    return redirect("/sources", 303)


def _known(name: str) -> str:
    if all(name != source.name for source in here().settings.source):
        raise NotFound
    return name


def _matter() -> tuple[str, str]:
    matter = request.form.get("matter", "")
    subject = request.form.get("subject", "")
    if matter not in MATTERS or not _SUBJECT.fullmatch(subject):
        raise BadRequest
    return matter, subject


def _back() -> Answer:
    to = request.form.get("back", "/")
    return redirect(to if is_path(to) else "/", 303)


RULES = (
    Rule("/later", later, "POST"),
    Rule("/ask-again", ask_again, "POST"),
    Rule("/sources/<path:name>/poll", poll, "POST"),
    Rule("/sources/<path:name>/pause", pause, "POST"),
    Rule("/sources/<path:name>/resume", resume, "POST"),
)
