"""Whoever decides, and the one way in which every decision is carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from syndicate.config import Settings
from syndicate.edit import file
from syndicate.errors import Busy, CannotCreate, InputOutputError, UsageError
from syndicate.model import Decision, Story
from syndicate.store import Store, expect, locked

if TYPE_CHECKING:
    from syndicate.pipeline import Republished


@dataclass(frozen=True, slots=True)
class Desk:
    """Where decisions are made: by whom, when, why.

    `wait` is how many seconds to wait for a run that holds the lock.
    """

    settings: Settings
    who: str
    now: datetime
    why: str = ""
    wait: float = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision changed: the stories it touched as they were, and as they are.

    `decision` is the one made, or the one undone.
    """

    decision: Decision
    before: tuple[Story, ...]
    after: tuple[Story, ...]
    republished: Republished

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
        UsageError: it makes no sense; nothing was decided.
        Busy: a run holds the lock; nothing was decided.
        ConfigError: there is no database yet.
    """
    with _opened(desk) as store:
        proposed = propose(store)
        about = (*proposed.one, *proposed.two)
        return _carry_out(desk, store, about, lambda: store.register.keep(proposed))


def take_back(desk: Desk, number: int) -> Outcome:
    """Undo a decision, and publish what comes of it.

    Raises:
        UsageError: there is none of that number, or it was undone.
        Busy, ConfigError: as `decide`.
    """
    with _opened(desk) as store:
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

        def undo() -> Decision:
            store.register.undo(number, desk.who.strip(), desk.why.strip(), desk.now)
            return store.register.decision(number) or decision

        return _carry_out(desk, store, (*decision.one, *decision.two), undo)


def _carry_out(
    desk: Desk,
    store: Store,
    about: Iterable[tuple[str, str]],
    change: Callable[[], Decision],
) -> Outcome:
    from syndicate.pipeline import republish  # noqa: PLC0415 - start-up

    before = _stories(desk, store, store.register.told_in(about))
    postings = {
        telling.identity
        for story in before
        for telling in store.register.tellings(story.id)
    }
    decision = change()
    try:
        republished = republish(store, desk.settings, desk.now)
    except (Busy, CannotCreate, InputOutputError) as error:
        kept = f"decision {decision.number} is kept, and the next run publishes it"
        raise type(error)(f"{error}; {kept}") from error
    after = _stories(desk, store, store.register.told_in(postings))
    return Outcome(decision, before, after, republished)


@contextmanager
def _opened(desk: Desk) -> Iterator[Store]:
    """The database under the lock of a run; it is never made here."""
    if not desk.who.strip():
        raise UsageError("a decision needs a name: who decides?")
    path = desk.settings.paths.database
    expect(path)
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(path, desk.wait))
        except Busy as error:
            again = "nothing was decided: try again when the run has ended"
            raise Busy(f"{error}; {again}") from error
        yield stack.enter_context(Store.open(path))


def _stories(desk: Desk, store: Store, ids: Iterable[str]) -> tuple[Story, ...]:
    found = (store.find(id_) for id_ in ids)
    return tuple(file(*told, desk.settings, desk.now) for told in found if told)


def _without(some: Iterable[Story], others: Iterable[Story]) -> tuple[Story, ...]:
    known = {story.id for story in others}
    return tuple(story for story in some if story.id not in known)
