"""Whoever decides, and the one way in which every decision is carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from syndicate.config import Settings
from syndicate.decisions.state import state_of
from syndicate.edit import file
from syndicate.errors import (
    Busy,
    CannotCreate,
    InputOutputError,
    Stale,
    UsageError,
)
from syndicate.model import Decision, Story
from syndicate.store import Store, expect, locked
from syndicate.store.database import translated

if TYPE_CHECKING:
    from syndicate.pipeline import Republished


@dataclass(frozen=True, slots=True)
class Desk:
    """Where decisions are made: by whom, when, why.

    `wait` is how many seconds to wait for a run that holds the lock. With `later` a
    decision is kept all the same if it still does, and whoever has the lock next
    publishes it. `seen` is the state, as `state_of` tells it, of the stories that it is
    about when whoever decides looked at them; "" for whatever they are now.
    """

    settings: Settings
    who: str
    now: datetime
    why: str = ""
    wait: float = 0
    later: bool = False
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision changed: the stories it touched as they were, and as they are.

    `decision` is the one made, or the one undone. `republished` is None where a run
    holds the lock: then `after` is as before, until that run or a later one publishes.
    """

    decision: Decision
    before: tuple[Story, ...]
    after: tuple[Story, ...]
    republished: Republished | None

    @property
    def retired(self) -> tuple[Story, ...]:
        """The stories whose id is an alias of another's from now on."""
        return _without(self.before, self.after)

    @property
    def minted(self) -> tuple[Story, ...]:
        """The stories that have a new id."""
        return _without(self.after, self.before)


def decide(desk: Desk, propose: Callable[[Store], Decision]) -> Outcome:
    """Keep the decision that is proposed, and publish what comes of it.

    Raises:
        UsageError: it makes no sense; nothing was decided. Stale: nor does it any more.
        Busy: a run holds the lock; nothing was decided.
        ConfigError: there is no database yet.
    """
    with _opened(desk) as opened:
        store = opened.store
        with store.whole():
            proposed = propose(store)
            before = _touched(desk, store, proposed)
            decision = store.register.keep(proposed)
        return _carry_out(desk, opened, decision, before)


def undo(desk: Desk, number: int) -> Outcome:
    """Undo a decision, and publish what the machine makes of its stories then.

    Raises:
        UsageError: there is none of that number, or it was undone.
        Busy, ConfigError: as `decide`.
    """
    with _opened(desk) as opened:
        store = opened.store
        with store.whole():
            decision = store.register.decision(number)
            if decision is None:
                raise UsageError(
                    f"there is no decision {number}; `syndicate decisions` lists them"
                )
            if decision.undone_at:
                raise UsageError(
                    f"decision {number} was undone already by {decision.undone_by} on "
                    f"{decision.undone_at.date().isoformat()}"
                )
            before = _touched(desk, store, decision)
            store.register.undo(number, desk.who.strip(), desk.why.strip(), desk.now)
            undone = store.register.decision(number) or decision
        return _carry_out(desk, opened, undone, before)


def publish_kept(settings: Settings, now: datetime) -> bool:
    """Publish what was decided while a run held the lock; says whether there was any.

    Raises:
        Busy: it still does.
        CannotCreate, InputOutputError, ConfigError: as a run.
    """
    from syndicate.pipeline import republish  # noqa: PLC0415 - start-up

    path = settings.paths.database
    expect(path)
    with locked(path), Store.open(path) as store:
        if not store.register.waiting():
            return False
        republish(store, settings, now)
        return True


@dataclass(frozen=True, slots=True)
class _Opened:
    """The database, and whether the lock of a run is ours."""

    store: Store
    locked: bool


def _touched(desk: Desk, store: Store, decision: Decision) -> tuple[Story, ...]:
    """The stories that a decision is about, as they are before it.

    Raises:
        Stale: they are not what whoever decides has seen.
    """
    ids = store.register.told_in((*decision.one, *decision.two))
    touched = _stories(desk, store, ids)
    if desk.seen and desk.seen != state_of(store, touched):
        raise Stale("this is not what you were shown any more; nothing was decided")
    return touched


def _carry_out(
    desk: Desk, opened: _Opened, decision: Decision, before: tuple[Story, ...]
) -> Outcome:
    from syndicate.pipeline import republish  # noqa: PLC0415 - start-up

    if not opened.locked:
        return Outcome(decision, before, before, None)
    store = opened.store
    postings = {
        telling.identity
        for story in before
        for telling in store.register.tellings(story.id)
    }
    try:
        with translated(store.path):
            republished = republish(store, desk.settings, desk.now)
    except (Busy, CannotCreate, InputOutputError) as error:
        done = "undone" if decision.undone_at else "kept"
        kept = f"decision {decision.number} is {done}, and the next run publishes it"
        raise type(error)(f"{error}; {kept}") from error
    after = _stories(desk, store, store.register.told_in(postings))
    return Outcome(decision, before, after, republished)


@contextmanager
def _opened(desk: Desk) -> Iterator[_Opened]:
    """The database under the lock of a run, if it can be had; it is never made here."""
    if not desk.who.strip():
        raise UsageError("a decision needs a name: who decides?")
    path = desk.settings.paths.database
    expect(path)
    with ExitStack() as stack:
        held = True
        try:
            stack.enter_context(locked(path, desk.wait))
        except Busy as error:
            if not desk.later:
                again = "nothing was decided: try again when the run has ended"
                raise Busy(f"{error}; {again}") from error
            held = False
        yield _Opened(stack.enter_context(Store.open(path)), held)


def _stories(desk: Desk, store: Store, ids: Iterable[str]) -> tuple[Story, ...]:
    found = (store.find(id_) for id_ in ids)
    return tuple(file(*told, desk.settings, desk.now) for told in found if told)


def _without(some: Iterable[Story], others: Iterable[Story]) -> tuple[Story, ...]:
    known = {story.id for story in others}
    return tuple(story for story in some if story.id not in known)
