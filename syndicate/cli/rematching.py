"""`rematch`: what newer rules of matching would change, and letting them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from syndicate.cli.session import Session
from syndicate.cli.show import Column, ProgressLine, say, say_columns, say_json
from syndicate.publish.contract import CONTRACT_VERSION
from syndicate.store import Move, Store, expect, locked

COLUMNS = (
    Column("WHAT"),
    Column("STORY"),
    Column("NOW IN"),
    Column("TITLE"),
)
SAID = {
    "joined": "stories become part of another",
    "split": "stories fall apart",
    "moved": "tellings move to another story",
    "original": "stories show another telling",
}


def rematch(session: Session, *, apply: bool, as_json: bool) -> int:
    """Judge all that is stored anew and tell what changes.

    Raises:
        ConfigError: there is no database yet.
        Busy: a run is under way.
    """
    settings = session.settings()
    path = settings.paths.database
    expect(path)
    with locked(path), Store.open(path) as store, ProgressLine() as progress:
        moves = store.rematch(session.now, apply=apply, watch=progress)
    if as_json:
        say_json(_record(moves, applied=apply))
        return 0
    _tell(moves, applied=apply)
    return 0


def _record(moves: list[Move], *, applied: bool) -> dict[str, Any]:
    return {
        "contract": CONTRACT_VERSION,
        "applied": applied,
        "moves": [
            {
                "how": move.how,
                "title": move.title,
                "before": move.before,
                "after": move.after,
                "story_title": move.story,
            }
            for move in moves
        ],
    }


def _tell(moves: list[Move], *, applied: bool) -> None:
    if not moves:
        say("Nothing changes: every story is what the rules make of it now.")
        return
    say_columns(
        COLUMNS, ([move.how, move.before, move.after, move.title] for move in moves)
    )
    say()
    counts = Counter(how for how, _ in {(move.how, _story_of(move)) for move in moves})
    for how, said in SAID.items():
        if counts[how]:
            say(f"{counts[how]:,} {said}")
    say()
    if applied:
        say("It is so now; the next run publishes it.")
    else:
        say("Nothing was changed. `syndicate rematch --apply` makes it so.")


def _story_of(move: Move) -> str:
    """What is counted: a story, however many tellings it has; else each telling."""
    if move.how == "moved":
        return f"{move.before} {move.title}"
    return move.after if move.how == "split" else move.before
