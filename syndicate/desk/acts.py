"""What editors decide: each form is one decision, and its answer says what it changed.

A form carries the state of what was seen, so that nobody decides about something else;
sent again, by a second click or another tab, it leads to the same answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import g, redirect, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as Answer

from syndicate import decisions
from syndicate.decisions import Desk, Outcome
from syndicate.desk.frame import zone_of
from syndicate.desk.rules import Rule
from syndicate.desk.stories import retraction
from syndicate.desk.surroundings import here
from syndicate.desk.telling import tell
from syndicate.publish.plain import clean, line
from syndicate.store import Store

LONGEST = 2_000  # characters of a note or a reason

Decide = Callable[[Desk], Outcome]
# What is decided of a story alone.
OF_STORY: dict[str, Callable[[Desk, str], Outcome]] = {
    "approve": decisions.approve,
    "hide": decisions.hide,
    "unhide": decisions.unhide,
    "not-ours": decisions.disown,
}
# What is decided of a story and one thing more: the field that names it.
OF_STORY_AND: dict[str, tuple[str, Callable[[Desk, str, str], Outcome]]] = {
    "split": ("telling", decisions.split),
    "original": ("telling", decisions.choose_original),
    "dismiss": ("check", decisions.dismiss),
    "note": ("text", decisions.note),
    "summarise": ("text", decisions.summarise),
}
OF_PAIR: dict[str, Callable[[Desk, str, str], Outcome]] = {
    "same": decisions.merge,
    "apart": decisions.keep_apart,
}


def decide_story(reference: str, verb: str) -> Answer:
    """Decide about a story."""
    if verb in OF_STORY:
        return _decide(lambda desk: OF_STORY[verb](desk, reference))
    if verb not in OF_STORY_AND:
        raise BadRequest
    field, act = OF_STORY_AND[verb]
    about = clean(request.form.get(field, ""))[:LONGEST]
    if not about:
        raise BadRequest
    return _decide(lambda desk: act(desk, reference, about))


def retract(reference: str) -> Answer:
    """Take a story back, once it was asked twice."""
    if request.form.get("sure") != "yes":
        return retraction(reference)
    return _decide(lambda desk: decisions.retract(desk, reference))


def decide_pair(one: str, two: str, verb: str) -> Answer:
    """Decide that two stories are one, or are two."""
    if verb not in OF_PAIR:
        raise BadRequest
    return _decide(lambda desk: OF_PAIR[verb](desk, one, two))


def undo(number: int) -> Answer:
    """Take a decision back."""
    return _decide(lambda desk: decisions.undo(desk, number), stateless=True)


def _decide(act: Decide, *, stateless: bool = False) -> Answer:
    """Decide once, however often the form is sent, and lead to the answer."""
    surroundings = here()
    now = surroundings.clock()
    seen = "" if stateless else request.form.get("state", "")
    if not stateless and len(seen) != 16:
        raise BadRequest
    desk = Desk(
        settings=surroundings.settings,
        who=g.account.name,
        now=now,
        why=line(request.form.get("why", ""), LONGEST),
        wait=surroundings.wait,
        later=True,
        seen=seen,
    )
    once = _once()
    with surroundings.deciding:
        with surroundings.reading() as store:
            known = _answered(store, once, stateless=stateless)
        if known is None:
            outcome = act(desk)
            known = outcome.decision.number
            with surroundings.writing() as store:
                zone = zone_of(g.account, surroundings.settings)
                store.asked.answer(once, known, list(tell(outcome, zone)), now)
            if outcome.republished is None:
                surroundings.errands.publish()
    return redirect(f"/decisions/{known}", 303)


def _answered(store: Store, once: str, *, stateless: bool) -> int | None:
    """The decision that a form led to; none if that was undone: it is meant anew.

    What undoing led to is undone, and stays so.
    """
    known = store.asked.answered(once)
    decision = None if known is None else store.register.decision(known)
    undone = decision is not None and decision.undone_at is not None
    return None if undone and not stateless else known


def _once() -> str:
    """What names this form: who sent it, where to, and all it says but its token."""
    said = sorted(
        (name, value) for name, value in request.form.items() if name != "token"
    )
    whole = repr((g.account.name, request.path, said))
    return hashlib.sha256(whole.encode()).hexdigest()


RULES = (
    Rule("/stories/<reference>/retract", retract, "POST"),
    Rule("/stories/<reference>/<verb>", decide_story, "POST"),
    Rule("/pairs/<one>/<two>/<verb>", decide_pair, "POST"),
    Rule("/decisions/<int(max=999999999):number>/undo", undo, "POST"),
)
