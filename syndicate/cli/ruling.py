"""Carry out a decision of staff and say what it changed; list those made."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from syndicate import decisions
from syndicate.cli.session import Session
from syndicate.cli.show import (
    Column,
    minute,
    printable,
    say,
    say_columns,
    say_json,
    stream_json,
    tell_deliveries,
)
from syndicate.decisions import Desk, Outcome
from syndicate.errors import UsageError
from syndicate.model import Decision, Story
from syndicate.publish.base import Published
from syndicate.publish.contract import decision_record, story_marks
from syndicate.publish.polled import CONTRACT_VERSION, delivery_records
from syndicate.store import Store, say_who
from syndicate.text.counting import say_count

VERBS: dict[str, Callable[..., Outcome]] = {
    "merge": decisions.merge,
    "split": decisions.split,
    "apart": decisions.keep_apart,
    "original": decisions.choose_original,
    "not-ours": decisions.disown,
    "hide": decisions.hide,
    "unhide": decisions.unhide,
    "retract": decisions.retract,
    "approve": decisions.approve,
    "dismiss": decisions.dismiss,
    "note": decisions.note,
    "summarise": decisions.summarise,
    "undo": decisions.undo,
}
COLUMNS = (
    Column("NUMBER", right=True),
    Column("WHEN"),
    Column("WHO"),
    Column("WHAT"),
    Column("STORY"),
    Column("UNDONE"),
    Column("WHY"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """The options of a decision, as the command line gave them."""

    who: str
    why: str
    wait: float
    as_json: bool


def decide(session: Session, verb: str, about: Sequence[Any], said: Said) -> int:
    """Decide, and tell what changed.

    Raises:
        UsageError: it makes no sense as asked.
        Busy: a run holds the lock longer than was to be waited.
    """
    who = said.who or login_name()
    desk = Desk(session.settings(), who, session.now, said.why, said.wait)
    outcome = VERBS[verb](desk, *about)
    if said.as_json:
        say_json(_record(outcome))
    else:
        for line in _tell(outcome):
            say(line)
    return 0


def list_decisions(session: Session, *, as_json: bool) -> int:
    """Tell every decision, undone or not, the newest first."""
    settings = session.settings()
    with Store.open(settings.paths.database, readonly=True) as store:
        made = store.register.decisions()
        if as_json:
            stream_json(decision_record(each) for each in made)
        else:
            say_columns(COLUMNS, (_row(each) for each in made))
    return 0


def login_name() -> str:
    """The name of whoever calls.

    Raises:
        UsageError: the machine knows none.
    """
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise UsageError("nobody's login name is known here; give --as NAME") from error


def _row(decision: Decision) -> list[str]:
    undone = "-"
    if decision.undone_at:
        undone = f"{minute(decision.undone_at)} by {decision.undone_by}"
    # Of an answer it is a digest of what was asked.
    told = decision.detail and not decision.act.answers
    detail = f": {decision.detail}" if told else ""
    return [
        str(decision.number),
        minute(decision.at),
        decision.who,
        f"{decision.act}{detail[:60]}",
        f"{_short(decision.story)} {decision.title}"[:60],
        undone,
        decision.why or "-",
    ]


def _record(outcome: Outcome) -> dict[str, Any]:
    published = _published(outcome)
    return {
        "contract": CONTRACT_VERSION,
        "decision": decision_record(outcome.decision),
        "before": [_glimpse(story) for story in outcome.before],
        "after": [_glimpse(story) for story in outcome.after],
        "retired": [story.id for story in outcome.retired],
        "minted": [story.id for story in outcome.minted],
        "written": list(published.written),
        "removed": list(published.removed),
        "problems": list(published.problems),
        **delivery_records(published.deliveries),
    }


def _glimpse(story: Story) -> dict[str, Any]:
    return {
        "id": story.id,
        "title": story.original.title,
        "appearances": len(story.appearances),
        **story_marks(story),
    }


def _tell(outcome: Outcome) -> Iterator[str]:
    decision = outcome.decision
    if decision.undone_at:
        yield f"decision {decision.number} is undone: {printable(say_who(decision))}"
    else:
        yield printable(say_who(decision))
    yield from _list("before", outcome.before)
    if decision.act.forms:
        yield from _list("after", outcome.after)
    kept = ", ".join(story.short_id for story in outcome.after)
    for story in outcome.retired:
        yield f"{story.short_id} is retired for ever and leads to {kept}"
    for story in outcome.minted:
        yield f"{story.short_id} is new"
    published = _published(outcome)
    yield (
        f"{len(published.written):,} files written, {len(published.removed):,} "
        f"removed, {published.unchanged:,} unchanged"
    )
    for problem in published.problems:
        yield f"  {printable(problem)}"
    yield from tell_deliveries(published.deliveries)
    if not decision.undone_at:
        yield f"`syndicate undo {decision.number}` takes it back"


def _published(outcome: Outcome) -> Published:
    """What was published; the command line waits for the lock or decides nothing."""
    return outcome.republished.published if outcome.republished else Published()


def _list(label: str, stories: Sequence[Story]) -> Iterator[str]:
    for at, story in enumerate(stories):
        count = len(story.appearances)
        places = say_count(count, "appearance")
        marks = "".join(f", {mark}" for mark in marks_of(story))
        yield (
            f"{label if not at else '':<8}{story.short_id}  "
            f"{printable(story.original.title)} ({places}{marks})"
        )


def marks_of(story: Story) -> Iterator[str]:
    """What keeps a story from its readers, or was decided of it, in few words."""
    if story.hidden:
        yield "hidden"
    if story.not_ours:
        yield "not ours"
    if story.retracted:
        yield f"retracted {minute(story.retracted)}"
    if story.held:
        yield f"held: {printable(story.held)}"
    if story.withheld:
        yield f"for staff only: {story.withheld}"
    if story.approved:
        yield "approved"


def _short(story_id: str) -> str:
    return story_id.rsplit("/", 1)[-1]
