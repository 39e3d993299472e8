"""Answers that change no story: later, ask again, seen to, poll, pause."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote

from flask import g, redirect, request
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as Answer

from syndicate import decisions
from syndicate.decisions import Desk
from syndicate.desk.guard import is_path
from syndicate.desk.rules import Rule
from syndicate.desk.sources import is_source
from syndicate.desk.surroundings import here
from syndicate.model import Act
from syndicate.store import Postponed

LATER = timedelta(days=7)
# Put off before answers were decisions: until it changes. It may be asked again.
MATTERS = frozenset({"pair", "withdrawal", "drift", "gap"})
ANSWERS = frozenset(act for act in Act if act.answers)
_SUBJECT = re.compile(r"[0-9a-f]{32}|[0-9a-f]{4,64} [0-9a-f]{4,64}")


def later() -> Answer:
    """Put a pair off for a week."""
    matter, subject = _matter()
    if matter != "pair":
        raise BadRequest
    desk, now = here(), here().clock()
    off = Postponed(matter, subject, g.account.name, now, now + LATER)
    with desk.writing() as store:
        store.asked.put_off(off)
    return _back()


def settle(reference: str, act: str) -> Answer:
    """Keep that a matter of a story is seen to; Today says so, and can undo it."""
    subject = request.form.get("subject", "")
    if act not in ANSWERS or not _SUBJECT.fullmatch(subject):
        raise BadRequest
    surroundings = here()
    desk = Desk(surroundings.settings, g.account.name, surroundings.clock())
    with surroundings.deciding:
        made = decisions.settle(desk, Act(act), reference, subject)
    return redirect(f"/?done={made.number}", 303)


def ask_again() -> Answer:
    """Ask about a matter that was put off."""
    with here().writing() as store:
        store.asked.ask_again(*_matter())
    return _back()


def poll(name: str) -> Answer:
    """Poll a source now, as soon as no run is under way."""
    here().errands.poll(_known(name))
    return redirect(f"/sources/{quote(name)}/poll", 303)


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
    if not is_source(name):
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
    Rule("/stories/<reference>/settle/<act>", settle, "POST"),
    Rule("/sources/<path:name>/poll", poll, "POST"),
    Rule("/sources/<path:name>/pause", pause, "POST"),
    Rule("/sources/<path:name>/resume", resume, "POST"),
)
