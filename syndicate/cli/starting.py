"""`init`: ask what nobody can guess, write config.toml, run once, tell what is next."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from syndicate import pipeline
from syndicate.cli.bench import set_up
from syndicate.cli.interview import Interview
from syndicate.cli.running import run_record, shorten, tell
from syndicate.cli.session import Session
from syndicate.cli.show import ProgressLine, printable, say, say_json
from syndicate.config import Settings
from syndicate.config.load import read_settings
from syndicate.config.starting import render_start
from syndicate.discover import Offer, choose, look, try_offers
from syndicate.discover.answers import as_typed, make_tables
from syndicate.discover.questions import NOWHERE
from syndicate.errors import SourceError, UsageError
from syndicate.publish.polled import CONTRACT_VERSION
from syndicate.publish.write import naming, replace_file
from syndicate.sources.registry import options_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line says: what it answers, and how to go about the rest."""

    interview: Interview
    allow: tuple[str, ...] = ()
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
    told = wanted.interview.hold()
    draft = _settle(make_tables(told), wanted, file)[1]
    blogs = dict.fromkeys(each["blog"] for each in told.clinics if each["blog"])
    found = {blog: _find(blog, draft, session) for blog in blogs}
    offers = {blog: each.offer for blog, each in found.items()}
    content, settings = _settle(make_tables(told, offers), wanted, file)
    _write(content, settings)
    done = None
    if not wanted.as_json:
        _tell_written(settings, found.values())
    if not wanted.only_write:
        with ProgressLine() as progress:
            done = pipeline.run(settings, now=session.now, progress=progress)
    if wanted.as_json:
        say_json(_record(settings, found.values(), done))
    else:
        if done:
            tell(done, settings)
        _tell_next(settings)
    return 0


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


def _tell_written(settings: Settings, found: Iterable[Found]) -> None:
    say(f"{shorten(settings.file)} is written; every key is in it, with what it does")
    for each in found:
        place = f"{each.offer.kind} {printable(each.offer.location)}"
        if each.trouble:
            say(f"  could not look at the news: {printable(each.trouble)}")
            say(f"  kept as {place}")
        else:
            items = f"{each.told} items" if each.told != 1 else "one item"
            say(f"  {place} tells {items}")
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
    if settings.recipient and not settings.mail.host:
        say("  name your mail server under [mail], so that the digest is sent")
    if settings.mail.password_from:
        login = f"{settings.mail.user_from} and {settings.mail.password_from}"
        say(f"  put {login} into the environment of whatever sends the digest")
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
    settings: Settings, found: Iterable[Found], done: pipeline.Run | None
) -> dict[str, Any]:
    """What was begun, as `init --json` tells it."""
    return {
        "contract": CONTRACT_VERSION,
        "file": str(settings.file),
        "trouble": "; ".join(each.trouble for each in found if each.trouble) or None,
        "sources": [
            {"name": each.name, "kind": each.kind, "location": each.location}
            for each in settings.source
        ],
        "run": run_record(done) if done else None,
    }
