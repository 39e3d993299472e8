"""`rematch`, `export`: what newer rules of matching would change, and letting them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from syndicate.cli.session import Session
from syndicate.cli.show import (
    Column,
    ProgressLine,
    printable,
    say,
    say_aside,
    say_columns,
    say_json,
)
from syndicate.errors import UsageError
from syndicate.publish.polled import CONTRACT_VERSION
from syndicate.store import Adopted, Move, Store, expect, locked
from syndicate.store.exporting import expect_export
from syndicate.text.counting import say_count

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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `rematch` is asked: to change it; on which engine, where, and of what."""

    apply: bool = False
    engine: str | None = None
    master: str | None = None
    folder: str | None = None


def rematch(session: Session, asked: Wanted, *, as_json: bool) -> int:
    """Judge all that is stored anew and tell what changes.

    Raises:
        ConfigError: there is no database yet.
        Busy: a run is under way.
        UsageError: the options do not go together, the engine is not there, or what
            was exported is of another database.
        DamagedData: what was exported is not whole, or of another version.
        InputOutputError: the engine failed.
    """
    moves = _on_engine(session, asked) if asked.engine else _here(session, asked)
    if as_json:
        say_json(_record(moves, applied=asked.apply))
        return 0
    _tell(moves, asked)
    return 0


def export(session: Session, folder: Path) -> int:
    """Write what matching needs of every release to a folder.

    Raises:
        ConfigError: there is no database yet.
        CannotCreate: the folder holds an export already, or cannot be written.
        UsageError: the extra that writes Parquet is not installed.
    """
    path = session.settings().paths.database
    with Store.open(path, readonly=True) as store, ProgressLine() as progress:
        count = store.export(folder, progress)
    say(f"{count:,} releases written to {printable(str(folder))}")
    return 0


def tell_since(adopted: Adopted) -> None:
    """Tell what of an export was out of date, on standard error: it changes nothing."""
    anew, gone = adopted.judged_here, adopted.gone
    if anew:
        came = f"{say_count(anew, 'release')} came or changed since the export"
        say_aside(f"{came}: judged here, as by a run")
    if gone:
        them = "it" if gone == 1 else "them"
        went = f"{say_count(gone, 'release')} went since the export"
        say_aside(f"{went}: what was found of {them} is left out")


def _here(session: Session, asked: Wanted) -> Sequence[Move]:
    if asked.master or asked.folder:
        raise UsageError("--master and FOLDER go with --engine spark")
    path = session.settings().paths.database
    expect(path)
    with locked(path), Store.open(path) as store, ProgressLine() as progress:
        return store.rematch(session.now, apply=asked.apply, watch=progress)


def _on_engine(session: Session, asked: Wanted) -> Sequence[Move]:
    from syndicate.engine.proposing import judge_archive  # noqa: PLC0415 -- the extra
    from syndicate.engine.starting import start, translated  # noqa: PLC0415

    if not asked.folder:
        raise UsageError(
            "--engine spark needs the FOLDER that `syndicate export` wrote"
        )
    expect_export(asked.folder)
    path = session.settings().paths.database if asked.apply else None
    if path:
        expect(path)
    engine = start(asked.master or "local[*]")
    with translated():
        judged = judge_archive(engine, asked.folder)
        if not path:
            return judged.moves()
        # What took long is done by now: no run waits for it.
        with locked(path), Store.open(path) as store, ProgressLine() as progress:
            adopted = store.adopt(session.now, judged, progress)
    tell_since(adopted)
    return adopted.moves


def _record(moves: Sequence[Move], *, applied: bool) -> dict[str, Any]:
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


def _tell(moves: Sequence[Move], asked: Wanted) -> None:
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
    if asked.apply:
        say("It is so now; the next run publishes it.")
    else:
        how = f" {' '.join(_as_asked(asked))}" if asked.engine else ""
        say(f"Nothing was changed. `syndicate rematch --apply{how}` makes it so.")


def _as_asked(asked: Wanted) -> Iterator[str]:
    """The options of the engine, to be typed once more."""
    yield f"--engine {asked.engine}"
    if asked.master:
        yield f"--master {printable(asked.master)}"
    yield printable(str(asked.folder))


def _story_of(move: Move) -> str:
    """What is counted: a story, however many tellings it has; else each telling."""
    if move.how == "moved":
        return f"{move.before} {move.title}"
    return move.after if move.how == "split" else move.before
