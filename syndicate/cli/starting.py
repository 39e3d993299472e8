"""`init`: ask what nobody can guess, write config.toml, run once, tell what is next."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from syndicate import pipeline
from syndicate.cli.bench import set_up
from syndicate.cli.running import run_record, shorten, tell
from syndicate.cli.session import Session
from syndicate.cli.show import (
    ProgressLine,
    is_terminal,
    printable,
    say,
    say_aside,
    say_json,
)
from syndicate.config import Settings
from syndicate.config.load import read_settings
from syndicate.config.starting import render_start
from syndicate.discover import Offer, choose, look, try_offers
from syndicate.discover.answers import (
    NOWHERE,
    QUESTIONS,
    Question,
    as_typed,
    make_tables,
)
from syndicate.errors import SourceError, UsageError
from syndicate.publish.contract import CONTRACT_VERSION
from syndicate.publish.write import naming, replace_file
from syndicate.sources.registry import options_of

NONE = "-"  # the answer that leaves a question's default out


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line says: answers by question, and how to go about it."""

    told: Mapping[str, str | None]
    allow: tuple[str, ...] = ()
    yes: bool = False
    force: bool = False
    only_write: bool = False
    as_json: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The source for the blog; `trouble` is why nothing was found out about it."""

    offer: Offer
    told: int = 0
    trouble: str = ""


def begin(session: Session, wanted: Wanted) -> int:
    """Write the settings of a new project and run it once.

    Raises:
        UsageError: the file is there, or an answer is wrong or missing.
        ConfigError: an answer makes no valid settings.
        CannotCreate, InputOutputError: something cannot be written.
    """
    file = session.config
    if file.exists() and not wanted.force:
        raise UsageError(
            f"{file}: is there already and is not overwritten; --force does, "
            "--config names another"
        )
    told = _ask_all(wanted)
    draft = _settle(make_tables(told, None), wanted, file)[1]
    found = _find(told["blog"], draft, session) if told["blog"] else None
    tables = make_tables(told, found.offer if found else None)
    content, settings = _settle(tables, wanted, file)
    _write(content, settings)
    done = None
    if not wanted.as_json:
        _tell_written(settings, found)
    if not wanted.only_write:
        with ProgressLine() as progress:
            done = pipeline.run(settings, now=session.now, progress=progress)
    if wanted.as_json:
        say_json(_record(settings, found, done))
    else:
        if done:
            tell(done, settings)
        _tell_next(settings)
    return 0


def _ask_all(wanted: Wanted) -> dict[str, str]:
    """An answer to each question: of the command line, else asked for, else its own.

    Raises:
        UsageError: one is not as it must be, or there is nobody to ask.
    """
    told: dict[str, str] = {}
    if not wanted.yes and None in wanted.told.values():
        say_aside(f'Enter takes what stands in brackets; "{NONE}" leaves it out.')
    for question in QUESTIONS:
        given, default = wanted.told[question.key], question.default(told)
        if given is not None:
            told[question.key] = _read(question, given, "")
        else:
            told[question.key] = default if wanted.yes else _ask(question, default)
    return told


def _read(question: Question, answer: str, default: str) -> str:
    """An answer as its question takes it.

    Raises:
        UsageError: it does not.
    """
    answer = answer.strip()
    if answer == NONE:
        return ""
    try:
        return question.read(answer) if answer else default
    except ValueError as error:
        raise UsageError(f"--{question.key}: {error}") from None


def _ask(question: Question, default: str) -> str:
    import click  # noqa: PLC0415 - start-up

    def read(answer: str) -> str:
        try:
            return _read(question, answer, default)
        except UsageError as error:
            raise click.UsageError(str(error).partition(": ")[2]) from None

    shown = default or f"none; such as {question.example}"
    try:
        answer: str = click.prompt(
            f"{question.words} [{shown}]",
            default="",
            show_default=False,
            value_proc=read,
            err=True,
        )
    except click.Abort:
        if is_terminal(sys.stdin):
            raise KeyboardInterrupt from None
        say_aside()
        raise UsageError(
            f"no answer came for --{question.key}; give it, "
            "or --yes to take what stands in brackets"
        ) from None
    return answer


def _settle(
    tables: dict[str, list[dict[str, Any]]], wanted: Wanted, file: Path
) -> tuple[bytes, Settings]:
    """The file's bytes, and the settings that they are.

    Raises:
        ConfigError: they are none.
    """
    more = {"fetch": [{"allow": list(wanted.allow)}]} if wanted.allow else {}
    content = render_start({**tables, **more}).encode()
    return content, read_settings(content, file, options_of)


def _find(address: str, settings: Settings, session: Session) -> Found:
    """What the blog's address offers; where it does not answer, what was typed."""
    with set_up(settings, session.now) as bench:
        try:
            find = look(address, bench, Path.cwd())
            chosen = choose(find, list(try_offers(find.offers, bench)))
        except SourceError as error:
            return Found(as_typed(address), trouble=str(error))
    return Found(chosen.offer, chosen.told)


def _write(content: bytes, settings: Settings) -> None:
    """Put the file in its place whole, and make the folders it names."""
    paths = settings.paths
    folders = (settings.file.parent, paths.database.parent, paths.output, paths.digest)
    for folder in folders:
        with naming(folder):
            folder.mkdir(parents=True, exist_ok=True)
    replace_file(settings.file, content)


def _tell_written(settings: Settings, found: Found | None) -> None:
    say(f"{shorten(settings.file)} is written; every key is in it, with what it does")
    if found and found.trouble:
        say(f"  could not look at the news: {printable(found.trouble)}")
        say(f"  kept as {found.offer.kind} {printable(found.offer.location)}")
    elif found:
        items = f"{found.told} items" if found.told != 1 else "one item"
        say(f"  {found.offer.kind} {printable(found.offer.location)} tells {items}")
    say()


def _tell_next(settings: Settings) -> None:
    """What to do from here on."""
    file = shlex.quote(str(settings.file))
    call = f"{_program()} --config {file}"
    say()
    say("Next:")
    if not settings.source:
        say(f"  {call} sources add URL")
    if settings.site.url == NOWHERE:
        say(f"  write the address of your feeds under [site] into {file}")
    for source in settings.source:
        say(f"  {call} sources check {source.name}")
    say(f"  {call} serve")
    if settings.recipient:
        say("  name your mail server under [mail], so that the digest is sent")
    say("To keep it going, let cron (crontab -e) call it every hour:")
    say(f"  17 * * * * {call} run")
    if settings.recipient:
        say(f"  0 7 * * * {call} digest --send")
    say(f"and upload {shorten(settings.paths.output)}/, but never the digest.")


def _program() -> str:
    """How to start this program from anywhere."""
    called = Path(sys.argv[0])
    if called.stem == "syndicate":
        whole = shutil.which(str(called)) or str(called)
        return shlex.quote(str(Path(whole).absolute()))
    return f"{shlex.quote(sys.executable)} -m syndicate"


def _record(
    settings: Settings, found: Found | None, done: pipeline.Run | None
) -> dict[str, Any]:
    """What was begun, as `init --json` tells it."""
    return {
        "contract": CONTRACT_VERSION,
        "file": str(settings.file),
        "trouble": (found.trouble if found else "") or None,
        "sources": [
            {"name": each.name, "kind": each.kind, "location": each.location}
            for each in settings.source
        ],
        "run": run_record(done) if done else None,
    }
